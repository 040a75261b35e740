"""The results of the last link check."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Reason(models.TextChoices):
    UNPUBLISHED = "unpublished", _("That page is not published")
    DELETED = "deleted", _("That page was deleted")
    GONE = "gone", _("It was chosen here, and then deleted")
    NO_ANSWER = "no_answer", _("Nothing answers at this address")


class BrokenLink(models.Model):
    """A broken link within this site, on a public page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=500)
    reason = models.CharField(max_length=11, choices=Reason.choices)

    # It is about a page, but does not use it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["page__path", "target", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page}: {self.target}"


class LinkCheck(models.Model):
    """
    The last link check: there is one row.

    `seen`: the newest log entries of the admin at that time.
    """

    at = models.DateTimeField()
    seen = models.CharField(max_length=50)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
