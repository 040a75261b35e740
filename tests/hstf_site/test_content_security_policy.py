"""What a browser may load on a page: only this site's own files."""

import re

import pytest
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from tests.factories import FAQIndexPageFactory, QuestionPageFactory

SCRIPT_IN_A_PAGE = re.compile(r"<script(?![^>]*\b(?:src=|application/(?:ld\+)?json))")
STYLE_IN_A_PAGE = re.compile(r"<style\b|<[^>]+ style=|<[^>]+ on[a-z]+=")


def policy_of(response):
    """Return the policy as a dictionary."""
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize("path", ["/", "/search/", "/nope/", "/record.csv"])
def test_public_answers_carry_a_policy_without_exceptions(home, client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_editors_get_the_same_policy_and_three_things_more(home, client, admin):
    public = policy_of(client.get("/"))
    editors = policy_of(client.get("/admin/"))

    nonce = editors.pop("style-src").removeprefix("'self' ")
    assert re.fullmatch(r"'nonce-[\w+/]{22}=='", nonce)
    assert editors.pop("frame-src") == editors.pop("frame-ancestors") == "'self'"
    assert editors == {
        name: value
        for name, value in public.items()
        if name not in {"style-src", "frame-ancestors"}
    }


def test_nonce_is_another_one_each_time(admin):
    first, second = (policy_of(admin.get("/admin/"))["style-src"] for _ in range(2))

    assert first != second


def test_nobody_writes_a_script_into_the_forms_of_editors(admin, home):
    """Wagtail does so for dates, choosers and inline panels; ours say it in HTML."""
    question = QuestionPageFactory(parent=FAQIndexPageFactory(parent=home))
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[question.pk]),
        reverse("wagtailadmin_pages:history", args=[question.pk]),
        reverse("wagtailredirects:add"),
        reverse("wagtailadmin_workflows:add"),
    ]

    pages = [admin.get(address).content.decode() for address in addresses]

    for page in pages:
        assert not SCRIPT_IN_A_PAGE.search(page)
        assert not STYLE_IN_A_PAGE.search(page)
    started = set(re.findall(r'data-starts="(\w+)"', "".join(pages)))
    assert started == {
        "InlinePanel",
        "PageChooser",
        "SnippetChooser",
        "createTaskChooser",
        "initDateChooser",
        "initDateTimeChooser",
    }


def test_what_starts_a_chooser_is_safe_whatever_its_id_says(admin):
    for widget in (AdminDateInput(), AdminPageChooser()):
        html = widget.render("a", None, attrs={"id": "\"'></template><b>"})
        assert "<b>" not in html.split("data-starts")[1]
