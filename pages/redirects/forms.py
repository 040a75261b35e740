"""Forms for redirects, entered one by one or imported as a list."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from core.blocks import check_local_path
from pages.answering import view_answers, visit, with_slash
from pages.redirects.following import CircleError, follow


class PlaceField(forms.URLField):
    """An absolute URL, or a path of this site."""

    widget = forms.TextInput  # browsers reject a path in a URL field

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return text if text.startswith("/") else super().to_python(value)

    def run_validators(self, value: Any) -> None:
        if value and value.startswith("/"):
            check_local_path(value)
        else:
            super().run_validators(value)


class LeadingForm(RedirectForm):
    """Rejects redirects that would never be used, and loops."""

    redirect_link = PlaceField(
        label=_("Redirect to any URL"),
        required=False,
        max_length=255,
        help_text=_(
            "A path of this site, such as /news/, or a whole address that begins with "
            "https://."
        ),
    )

    class Meta(RedirectForm.Meta):
        # The model takes absolute URLs only. It skips fields that the form declares
        # and this does not list.
        fields = ("old_path", "site", "is_permanent", "redirect_page")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("redirect_link", self.instance.redirect_link)
        self.fields["redirect_page"].widget = AdminPageChooser()

    def clean(self) -> None:
        super().clean()
        if "old_path" not in self.cleaned_data:
            return
        page = self.cleaned_data.get("redirect_page")
        link = self.cleaned_data.get("redirect_link")
        self.instance.redirect_link = link or ""
        if page or link:
            self.refuse_circle(page, link or "")
        elif not {"redirect_page", "redirect_link"} & set(self.errors):
            message = gettext("Choose a page above, or say here where it leads to.")
            self.add_error("redirect_link", ValidationError(message))
        self.refuse_used_address()
        if "old_path" in self.cleaned_data and not self.cleaned_data.get("site"):
            self.refuse_hidden_one()

    def asking(self) -> Any:
        """Return the request of a reader who visits the old URL."""
        old = Redirect.normalise_path(self.cleaned_data["old_path"])
        return visit(urlsplit(old), self.cleaned_data.get("site"))

    def refuse_used_address(self) -> None:
        asking = self.asking()
        if view_answers(asking, with_slash(asking.path)):
            message = gettext(
                "A page of this site answers at this address, so a redirect would "
                "never be used. Unpublish or move that page first."
            )
            self.add_error("old_path", ValidationError(message))

    def refuse_hidden_one(self) -> None:
        """Reject one for all sites if a site has its own, as a rename creates them."""
        old = Redirect.normalise_path(self.cleaned_data["old_path"])
        others = Redirect.objects.filter(old_path=old, site__isnull=False)
        first = others.exclude(pk=self.instance.pk).first()
        if first:
            message = gettext(
                "There is a redirect from this address to “%(to)s” already, and it "
                "would be used first. Change that one, or delete it."
            ) % {"to": first.redirect_page or first.redirect_link}
            self.add_error("old_path", ValidationError(message))

    def refuse_circle(self, page: Any, link: str) -> None:
        begun = Redirect(
            pk=self.instance.pk,
            old_path=Redirect.normalise_path(self.cleaned_data["old_path"]),
            redirect_page=page,
            redirect_page_route_path=self.instance.redirect_page_route_path,
            redirect_link=link,
        )
        try:
            follow(begun, self.asking())
        except CircleError:
            message = gettext(
                "This leads back to “%(old)s”, so readers would never arrive. Choose "
                "where it should end."
            ) % {"old": begun.old_path}
            field = "redirect_page" if page else "redirect_link"
            self.add_error(field, ValidationError(message))
