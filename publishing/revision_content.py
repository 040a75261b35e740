"""What of a stored version is its content."""

import json
from typing import Any

# What Wagtail keeps inside a revision that is not its content. Where a page stands is
# among it: publishing a revision does not move the page.
BOOKKEEPING = {
    "depth",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "path",
    "url_path",
    "wagtail_admin_comments",
}


def from_json(value: Any) -> Any:
    """Return what is in a text; Wagtail keeps one that is no JSON for itself."""
    try:
        return json.loads(value) if isinstance(value, str) and value else value
    except ValueError:
        return value
