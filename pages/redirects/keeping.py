"""Removes a redirect that Wagtail created, once its page is at that URL again."""

from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.redirects import forms
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from pages.redirects.following import name_of


def drop_those_to_themselves(instance: Page, **kwargs: Any) -> None:
    """
    Handle the signals of a page whose URL changed, with all pages below it.

    Redirects that editors entered stay: they have no effect, and the form says so.
    """
    made = Redirect.objects.filter(
        automatically_created=True, redirect_page__path__startswith=instance.path
    ).select_related("redirect_page")
    useless = [
        row.pk
        for row in made
        if row.link and name_of(urlsplit(row.link).path) == row.old_path
    ]
    Redirect.objects.filter(pk__in=useless).delete()


def connect() -> None:
    page_slug_changed.connect(drop_those_to_themselves)
    post_page_move.connect(drop_those_to_themselves)


def use_our_form() -> None:
    """Replace Wagtail's form in its views and its import."""
    from pages.redirects.forms import LeadingForm

    forms.RedirectForm = LeadingForm
