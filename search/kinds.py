"""What a thing that was found is, in a reader's words."""

from django.utils.translation import gettext_lazy as _

from search.entries.entry import EntryKind

KINDS = {
    EntryKind.QUESTION: _("Question"),
    EntryKind.THREAT: _("Threat"),
    EntryKind.AGENCY: _("Agency"),
    EntryKind.NEWS: _("News"),
    EntryKind.PAGE: _("Page"),
    EntryKind.SECTION: _("Page"),
    EntryKind.FIGURE: _("Figure"),
    EntryKind.SOURCE: _("Source"),
    EntryKind.DIFFERENCE: _("Where sources differ"),
    EntryKind.MILESTONE: _("Timeline"),
    EntryKind.PLACE: _("Region"),
    EntryKind.TASK_FORCE: _("Task force"),
    EntryKind.OFFICE: _("Partner-agency office"),
    EntryKind.CONTACT: _("Contact"),
    EntryKind.LINE: _("National line"),
    EntryKind.DOWNLOAD: _("Download"),
}
# By the name of the page's model; other models are pages.
KINDS_OF_PAGES = {
    "questionpage": EntryKind.QUESTION,
    "threatpage": EntryKind.THREAT,
    "agencypage": EntryKind.AGENCY,
    "newspage": EntryKind.NEWS,
}
