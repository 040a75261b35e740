"""What an import did, in numbers and words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def counted(added: int, changed: int, removed: int) -> str:
    parts = [
        (added, ngettext("%d added", "%d added", added)),
        (changed, ngettext("%d changed", "%d changed", changed)),
        (removed, ngettext("%d taken off the site", "%d taken off the site", removed)),
    ]
    told = ", ".join(words % number for number, words in parts if number)
    return told or _("nothing to change")
