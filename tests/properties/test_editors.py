"""Whatever an editor sends is saved whole or refused whole, and never an error."""

import json
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from django.core import serializers
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import given, strategies as st
from wagtail.models import Page, Revision
from wagtail.snippets.models import get_snippet_models

from core.reports import Report
from faq.models import QuestionPage
from news.models import NewsPage
from stats.models import Observation
from tests.factories import (
    ContactChannelFactory,
    DisagreementFactory,
    NationalLineFactory,
    ObservationFactory,
    RegionFactory,
    SourceFactory,
)
from tests.properties.anything import MARKUP, TROUBLE, steady, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]

SNIPPETS = {model.__name__: model for model in get_snippet_models()}
# What lists, reports, choosers and forms of the admin read from their address.
NAMES = [
    "age",
    "change_kind",
    "chosen",
    "content_type",
    "id",
    "item",
    "kind",
    "locale",
    "multiple",
    "next",
    "ordering",
    "p",
    "page",
    "page_type",
    "program",
    "q",
    "section",
    "source",
    "state",
    "statistic",
    "status",
    "user",
]
ODD = ["", "\x00", "²", "9" * 30, "9" * 5_000, "a" * 5_000, f"'\"{MARKUP}", "-1", "a:1"]
PAGES = [
    *(f"list:{name}" for name in SNIPPETS),
    *(f"choose_results:{name}" for name in SNIPPETS),
    *(f"report:{report.slug}" for report in Report.__subclasses__()),
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/",
    "/admin/contacts-due/",
    "/admin/contacts-due/confirm/",
    "/admin/imports/",
    "/admin/snippets/stats/observation/add/",
]


def address(page):
    kind, _, name = page.partition(":")
    if kind == "list":
        return reverse(SNIPPETS[name].snippet_viewset.get_url_name("list"))
    if kind == "choose_results":
        viewset = SNIPPETS[name].snippet_viewset.chooser_viewset
        return reverse(viewset.get_url_name("choose_results"))
    return f"/admin/reports/{name}/" if kind == "report" else page


def check(response, allowed):
    assert response.status_code in allowed, response.status_code
    assert b"<zq-markup" not in b"".join(response)
    return response


@pytest.mark.parametrize("page", PAGES)
def test_any_question_to_a_list_is_answered(admin, page):
    for odd in ODD:
        query = urlencode([(name, odd) for name in NAMES])

        check(admin.get(f"{address(page)}?{query}"), {200, 302, 400, 404})


@pytest.mark.parametrize("name", SNIPPETS)
def test_choosing_what_is_not_there_is_answered(admin, name):
    viewset = SNIPPETS[name].snippet_viewset.chooser_viewset
    for odd in ODD[1:]:
        try:
            one = reverse(viewset.get_url_name("chosen"), args=[quote(odd, safe="")])
        except NoReverseMatch:
            continue
        many = reverse(viewset.get_url_name("chosen_multiple"))

        check(admin.get(one), {400, 404})
        check(admin.get(many, {"id": odd}), {200, 400, 404})


# Forms


def fields_of(soup):
    """Return what a browser would submit if the editor changed nothing."""
    form = max(soup.find_all("form"), key=lambda one: len(one.find_all("input")))
    data = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind in {"submit", "button", "file"}:
            continue
        if kind in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                data[name] = field.get("value", "on")
        elif field.name == "select":
            chosen = field.find_all("option", selected=True)
            data[name] = chosen[0].get("value", "") if chosen else ""
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        else:
            data[name] = field.get("value", "")
    return data


# Written by Wagtail's own scripts, not by the editor.
BY_SCRIPTS = (
    "_FORMS",
    "-DELETE",
    "-ORDER",
    "-id",
    "-count",
    "-type",
    "-order",
    "-deleted",
)


def by_editor(data):
    return sorted(
        name
        for name in data
        if not name.endswith(BY_SCRIPTS)
        and name not in {"csrfmiddlewaretoken", "next", "loaded_revision_id"}
        and not name.startswith(("loaded_", "body-"))
        and "__prefix__" not in name
    )


def rich(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    more = {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block | more], "entityMap": {}})


# Wagtail's script writes the structure; the text may be anything.
rich_texts = st.one_of(
    texts.map(rich), st.sampled_from([rich("a\x00b"), rich("\ud800")])
)


def snapshot(instance):
    fresh = type(instance).objects.get(pk=instance.pk)
    return serializers.serialize("json", [fresh]), Revision.objects.count()


def send(client, url, data, instance):
    """Send a form, and check that what is refused leaves nothing behind."""
    before = snapshot(instance)
    response = check(client.post(url, data), {200, 302, 400})
    if response.status_code != 302:
        assert snapshot(instance) == before
    return response


MADE = {
    "ContactChannel": lambda: ContactChannelFactory(region=RegionFactory(), live=False),
    "Disagreement": lambda: DisagreementFactory(live=False),
    "NationalLine": lambda: NationalLineFactory(live=False),
    "Office": None,  # needs an agency; the same fields as a contact and a region
    "Observation": lambda: ObservationFactory(live=False),
    "Region": lambda: RegionFactory(live=False),
    "Source": SourceFactory,
}


@pytest.mark.parametrize("name", [name for name in MADE if MADE[name]])
@steady(6)
@given(data=st.data())
def test_any_words_in_a_form_are_saved_or_refused(admin, name, data):
    instance = MADE[name]()
    url = reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])
    sent = fields_of(BeautifulSoup(admin.get(url).content, "html.parser"))
    names = data.draw(
        st.lists(st.sampled_from(by_editor(sent)), min_size=1, max_size=3)
    )
    for field in names:
        sent[field] = data.draw(texts)
    if data.draw(st.booleans()):
        sent["action-publish"] = "1"

    send(admin, url, sent, instance)
    Client().get("/record/")


@pytest.mark.parametrize("text", TROUBLE[::3])
def test_trouble_in_every_field_of_a_new_value_is_refused_whole(admin, text):
    url = reverse(Observation.snippet_viewset.get_url_name("add"))
    sent = fields_of(BeautifulSoup(admin.get(url).content, "html.parser"))
    before = Observation.objects.count(), Revision.objects.count()
    sent |= dict.fromkeys(by_editor(sent), text)

    response = check(admin.post(url, sent), {200, 302, 400})

    if response.status_code != 302:
        assert (Observation.objects.count(), Revision.objects.count()) == before


@pytest.mark.parametrize("model", [NewsPage, QuestionPage])
@steady(6)
@given(data=st.data())
def test_any_words_in_a_page_are_saved_or_refused(admin, model, data):
    page = model.objects.order_by("pk").first()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = fields_of(BeautifulSoup(admin.get(url).content, "html.parser"))
    sent |= {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": data.draw(rich_texts),
    }
    names = st.lists(st.sampled_from(by_editor(sent)), max_size=2)
    for field in data.draw(names):
        sent[field] = data.draw(texts)
    if data.draw(st.booleans()):
        sent["action-publish"] = "1"

    send(admin, url, sent, Page.objects.get(pk=page.pk))
    Client().get("/news/")


@pytest.mark.parametrize("kind", ["region", "office", "contactchannel"])
@steady(8)
@given(
    content=st.one_of(
        st.binary(max_size=200),
        texts.map(lambda text: f"id,name\n{text},{text}\n".encode()),
        st.lists(st.lists(texts, max_size=12), max_size=4).map(
            lambda rows: "\n".join(",".join(row) for row in rows).encode("utf-16")
        ),
    ),
    name=texts,
)
def test_any_file_is_looked_at_or_refused(
    admin, settings, tmp_path, kind, content, name
):
    settings.VAR_DIR = tmp_path
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = f"/admin/snippets/regions/{kind}/import/"
    file = SimpleUploadedFile(f"{name}.csv", content, "text/csv")

    check(admin.post(url, {"file": file}), {200, 400})
    check(admin.post(f"{url}apply/", {"ticket": name}), {302, 400})
