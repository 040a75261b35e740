"""Maps the admin's screens to chapters."""

import re

from django.http import HttpRequest

from guide.chapters import Chapter, read

# The first match in a view's name decides.
CHAPTER_ABOUT = {
    r"history|revisions": "undo",
    r"import": "import-contacts",
    r"^wagtailsnippets_site_details_": "site-details",
    r"^wagtailsnippets_search_|^try_search": "site-search",
    r"^wagtailsnippets_stats_": "update-a-figure",
    r"^wagtailsnippets_sources_": "add-a-source",
    r"^wagtailsnippets_regions_|^contacts_due": "contacts",
    r"^wagtailadmin_(pages|explore)": "answer-a-question",
}


def chapter_about(request: HttpRequest) -> Chapter | None:
    match = request.resolver_match
    name = match.view_name if match else ""
    for part, slug in CHAPTER_ABOUT.items():
        if re.search(part, name):
            return read(slug)
    return None
