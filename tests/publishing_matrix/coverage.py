"""What the second-person rule says about every other model of the installation.

The kinds under the rule are in `kinds.py`. Each other model stands in one of these
tables; a new one has to be put somewhere before the tests pass.
"""

from django.apps import apps

from tests.publishing_matrix.kinds import KINDS

# Public without a second person today. To take one under the rule means to move it
# from here into KINDS.
ONE_PERSON_PAGES = {
    "agencies.agencyindexpage": "a page that lists others",
    "agencies.agencypage": "a roster entry, which names its source",
    "faq.faqindexpage": "a page that lists others",
    "news.newsindexpage": "a page that lists others",
    "pages.helppage": "a page without notes of changes",
    "pages.homepage": "a page without notes of changes",
    "pages.standardpage": "a page without notes of changes",
    "pages.threatindexpage": "a page that lists others",
    "pages.threatpage": "a page without notes of changes",
    "regions.directorypage": "a page that lists others",
    "record.recordpage": "a page that lists others",
    "timeline.timelinepage": "a page without notes of changes",
}
# The field of each that the writer types into.
ONE_PERSON_RECORDS = {
    "faq.questiongroup": ("name", "without drafts: a change is public at once"),
    "news.newstopic": ("name", "without drafts: a change is public at once"),
    "regions.jurisdiction": ("name", "without drafts: a change is public at once"),
    "sources.disagreement": ("explanation", "it has drafts, and no review"),
    "sources.source": ("title", "without drafts: a change is public at once"),
    "stats.program": ("name", "without drafts: a change is public at once"),
    "stats.statistic": ("label", "without drafts: a change is public at once"),
}
ONE_PERSON_OTHERS = {
    "sources.creditedimage": "a picture, its credit and its words for the blind",
    "wagtaildocs.document": "a file, checked when it is uploaded",
    "wagtailcore.pageviewrestriction": "shows or hides pages approved before",
    "wagtailcore.collectionviewrestriction": "shows or hides files uploaded before",
    "wagtailredirects.redirect": "an address that leads to a page",
    "wagtailcore.site": "the name of the site, kept by administrators",
}
# Written inside a page or record, and public when that is.
PARTS = {
    "news.correction": "news.newspage",
    "regions.officecoverage": "regions.office",
    "regions.regioncoverage": "regions.region",
    "sources.changenote": "faq.questionpage, news.newspage",
    "sources.citation": "every page",
    "sources.creditedrendition": "sources.creditedimage",
    "sources.position": "sources.disagreement",
    "timeline.milestone": "timeline.timelinepage",
    "wagtailcore.page": "each type of page",
}
# Words in these are read by nobody but the site's staff.
NOT_CONTENT = {
    "what staff look at": [
        "imports.importbatch",  # its rows become public by the routes "import"
        "accounts.attempt",
        "page_cache.change",
        "page_cache.generation",
        "page_cache.withdrawal",
        "pages.brokenlink",
        "pages.linkcheck",
        "pages.seedentry",
        "wagtailadmin.editingsession",
        "wagtailadmin.formstate",
        "wagtailcore.comment",
        "wagtailcore.commentreply",
        "wagtailcore.modellogentry",
        "wagtailcore.pagelogentry",
        "wagtailcore.pagesubscription",
        "wagtailcore.revision",
        "wagtailcore.taskstate",
        "wagtailcore.uploadedfile",
        "wagtailcore.workflowstate",
    ],
    "who may do what": [
        "account.emailaddress",
        "account.emailconfirmation",
        "auth.group",
        "auth.permission",
        "auth.user",
        "mfa.authenticator",
        "sessions.session",
        "wagtailadmin.admin",
        "wagtailcore.collection",
        "wagtailcore.groupapprovaltask",
        "wagtailcore.groupcollectionpermission",
        "wagtailcore.grouppagepermission",
        "wagtailcore.groupsitepermission",
        "wagtailcore.task",
        "wagtailcore.workflow",
        "wagtailcore.workflowcontenttype",
        "wagtailcore.workflowpage",
        "wagtailcore.workflowtask",
        "wagtailusers.userprofile",
    ],
    "made by the software out of what is there": [
        "contenttypes.contenttype",
        "publishing.seal",
        "wagtailcore.locale",
        "wagtailcore.referenceindex",
        "wagtailsearch.indexentry",
        "wagtailsearch.sqliteftsindexentry",
    ],
    "not in use on this site": [
        "taggit.tag",
        "taggit.taggeditem",
        "wagtailimages.image",
        "wagtailimages.rendition",
    ],
}
# Wagtail's search has a separate table on SQLite.
ON_ONE_DATABASE = {"wagtailsearch.sqliteftsindexentry"}

ONE_PERSON = {**ONE_PERSON_PAGES, **ONE_PERSON_RECORDS, **ONE_PERSON_OTHERS}


def placed() -> list[str]:
    """Name every model of the tables, as often as it stands there."""
    others = [name for names in NOT_CONTENT.values() for name in names]
    return [*(kind.name for kind in KINDS), *ONE_PERSON, *PARTS, *others]


def installed() -> set[str]:
    return {model._meta.label_lower for model in apps.get_models()}
