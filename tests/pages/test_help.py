"""The help page: safe to open on a device that somebody else watches."""

import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.rich_text import RichText

from pages.models import HelpPage
from regions.models import NationalLine
from regions.models.dialing import sms
from tests.factories import (
    CitationFactory,
    HelpPageFactory,
    NationalLineFactory,
    SourceFactory,
)

ADDRESSES = ["/help/", "/help"]
EVERY_ADDRESS = [*ADDRESSES, "/help/poster/", "/help/poster/a4/"]
EXIT = "https://www.weather.gov/"
TELLING = ["help", "victim", "traffick", "crime", "abuse", "homeland", "hstf", "task"]


def section(heading):
    return ("section", {"heading": heading, "text": RichText("<p>Words.</p>")})


def lines(audience):
    return ("lines", {"heading": f"For {audience}", "audience": audience})


@pytest.fixture
def help_page(home):
    return HelpPageFactory(
        parent=home,
        slug="help",
        title="Get help",
        body=[lines("victim"), lines("crisis"), lines("report")],
    )


@pytest.fixture
def every_line(help_page):
    NationalLineFactory(audience="report", name="A report line", phone="555-0103")
    NationalLineFactory(audience="crisis", name="A crisis line", phone="555-0102")
    NationalLineFactory(audience="victim", name="A victim line", phone="555-0101")
    NationalLineFactory(
        audience="emergency", phone="911", phone_dial="911", purpose="Danger now."
    )


def loaded(html):
    """Return what the browser fetches for a page."""
    wanted = {"stylesheet", "icon", "preload", "manifest", "prefetch"}
    return [
        *(tag["src"] for tag in html.find_all(src=True)),
        *(tag["href"] for tag in html.find_all("link") if wanted & set(tag["rel"])),
    ]


# Its answers


@pytest.mark.parametrize("path", ADDRESSES)
def test_both_addresses_give_the_page_at_once(read, help_page, path):
    html = read(path)

    assert html.h1.text == "Get help"
    canonical = html.find("link", rel="canonical")["href"]
    assert canonical == "https://hstf.example.org/help/"


def test_both_addresses_give_the_same_page(client, every_line):
    assert client.get("/help").content == client.get("/help/").content


def test_short_address_of_a_missing_page_is_not_found(client, home):
    assert client.get("/help").status_code == 404


@pytest.mark.parametrize("path", EVERY_ADDRESS)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_answer_is_kept_nowhere_and_told_to_nobody(client, every_line, path, method):
    response = getattr(client, method)(path)

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_page_can_be_read_and_nothing_else(client, help_page, path):
    head = client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    for method in ("post", "put", "patch", "delete", "options"):
        response = getattr(client, method)(path)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_signed_in_editor_sees_what_everybody_sees(client, admin, every_line, path):
    response = admin.get(path)

    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "userbar" not in response.content.decode()


# What a watched device shows


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_title_does_not_say_why_somebody_is_here(read, every_line, path):
    title = read(path).title.text

    assert title.startswith("Phone and text lines")
    assert [word for word in TELLING if word in title.lower()] == []


def test_editor_cannot_change_the_title_of_the_tab(read, help_page):
    help_page.seo_title = "Help for victims"
    help_page.save()

    assert read("/help/").title.text == "Phone and text lines"
    assert "seo_title" not in HelpPage.get_edit_handler().get_form_options()["fields"]


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_sign_of_the_tab_is_not_the_sites_own(read, every_line, path):
    (icon,) = read(path).find_all("link", rel="icon")

    assert icon["href"] == "/static/plain.png"


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_page_makes_no_preview_where_its_link_is_shared(read, every_line, path):
    html = read(path)

    assert not html.find_all("meta", property=True)
    assert not html.find_all("script", type="application/ld+json")


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_page_has_nothing_of_the_sites_own_skeleton(read, every_line, path):
    html = read(path)

    assert not html.find("header")
    assert not html.find("form")
    assert not html.find("link", rel="alternate")
    assert "Homeland Security" not in html.text
    assert html.find("footer").find("a", href="/")


# What it loads


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_page_loads_few_files_of_its_own_and_no_font(read, every_line, path):
    files = loaded(read(path))

    assert files
    assert all(file.startswith("/static/") for file in files)
    for file in files:
        content = Path(finders.find(file.removeprefix("/static/"))).read_bytes()
        if file.endswith(".css"):
            assert not any(
                word in content for word in (b"url(", b"@import", b"@font-face")
            )


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_page_carries_no_style_or_script_inside_itself(read, every_line, path):
    html = read(path)

    assert not html.find_all("style")
    assert not html.find_all(style=True)
    assert all(tag["src"] and not tag.text for tag in html.find_all("script"))


# How it reads


def test_parts_follow_each_other_as_somebody_in_danger_needs_them(read, every_line):
    html = read("/help/")

    links = [link["href"] for link in html.body.find_all("a")]
    assert links[:2] == ["#main", EXIT]
    text = html.body.text
    parts = [
        "Skip to main content",
        "Leave now",
        "This is not an official government website.",
        "Get help",
        "In danger now?",
        "Call 911",
        "A victim line",
        "A crisis line",
        "A report line",
        "Home page",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_page_has_landmarks_language_and_a_place_to_skip_to(read, help_page):
    html = read("/help/")

    assert html.html["lang"] == "en"
    assert html.main["id"] == "main"
    assert html.find("aside")["aria-label"] == "Quick exit"
    assert html.find("nav")["aria-label"] == "Footer"
    assert html.find("footer")


def test_parts_of_the_page_are_told_apart_whatever_they_are_called(read, every_line):
    NationalLineFactory(audience="emergency", phone="555-0104")
    page = HelpPage.objects.get()
    page.body = [section(name) for name in ("Danger", "Main", "Exit", "Danger")]
    page.save()

    html = read("/help/")

    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    labels = [tag["aria-labelledby"] for tag in html.find_all("section")[1:]]
    assert labels == ["danger", "call", "danger-2", "main-2", "exit-2", "danger-3"]


def test_lines_for_victims_cannot_stand_below_those_of_the_police(help_page):
    help_page.body = [lines("report"), section("Between"), lines("victim")]

    with pytest.raises(ValidationError, match="above the lines to report"):
        help_page.full_clean()


@pytest.mark.parametrize(
    "order",
    [["victim", "report"], ["crisis", "report", "crisis"], ["victim"], ["report"], []],
)
def test_any_other_order_is_the_editors(help_page, order):
    help_page.body = [section("First"), *map(lines, order)]

    help_page.full_clean()


def test_reader_who_reports_a_crime_need_not_pass_the_victims_lines(read, every_line):
    main = read("/help/").main

    link = main.select_one("a[href='#report']")
    assert link.text == "For report"
    assert main.find(id="report").find(id="for-report").name == "h2"
    order = [tag for tag in main.find_all(True) if tag == link or tag.name == "h2"]
    assert [tag.text for tag in order[:3]] == [
        "In danger now?",
        "Call or text somebody who helps",
        "For report",
    ]


# The quick exit


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_way_out_is_a_plain_link_with_one_name(read, every_line, path):
    html = read(path)

    (way_out,) = html.find_all("a", href=EXIT)
    assert way_out.text.strip() == "Leave now"
    assert not way_out.get("aria-label")
    assert not way_out.get("target")
    assert "noreferrer" in way_out["rel"]
    names = [link.text.strip() for link in html.find_all(["a", "button"])]
    assert names.count("Leave now") == 1


def test_script_leaves_for_the_address_of_the_link(read, help_page):
    script = read("/help/").find("script", src="/static/js/exit.js")

    assert script["data-exit"] == EXIT
    assert script["data-title"]
    assert not script.has_attr("defer")  # it must be able to hide the page at any time


def test_page_promises_a_reader_without_scripts_only_what_holds(read, help_page):
    main = read("/help/").main

    assert "history is not erased" in main.text
    assert "The Back button can still lead back here." in main.text
    assert "does not return" not in main.text
    assert "Shift" not in main.text
    instead = [
        tag["data-scripted"] for tag in main.find_all(attrs={"data-scripted": True})
    ]
    assert "Back button does not return" in instead[0]
    assert "Shift key three times" in instead[1]


# A line


@pytest.mark.parametrize(
    ("phone", "digits", "link"),
    [
        ("1-800-555-0100", "18005550100", "tel:+18005550100"),
        ("800-555-0100", "8005550100", "tel:+18005550100"),
        ("988", "988", "tel:988"),
    ],
)
def test_line_can_be_called_with_one_touch(read, help_page, phone, digits, link):
    NationalLineFactory(audience="victim", phone=phone, phone_dial=digits)

    main = read("/help/").main

    at_once, in_full = main.find_all("a", href=link)
    assert at_once.text == phone
    assert at_once["aria-label"].startswith(f"Call {phone}, ")
    assert in_full.text.strip() == f"Call {phone}"


def test_line_without_digits_is_no_link(read, help_page):
    NationalLineFactory(audience="victim", phone="555-HELP", phone_dial="")

    main = read("/help/").main

    assert "555-HELP" in main.text
    assert not main.select("a[href^='tel:']")


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Text 233733", "sms:233733"),
        ("Text HELP to 233733.", "sms:233733"),
        ("Text 1-800-555-0100", "sms:+18005550100"),
        ("Text 800-555-0100", "sms:+18005550100"),
        ("Text 18005550100", "sms:+18005550100"),
        ("", ""),
        ("Text HELP", ""),
        ("Text 233733 or 88788", ""),
        ("Text HELP2 to 233733", ""),
        ("Text 1-800-THE-LOST", ""),
        ("Text (800) 555-0100", ""),
        ("Text 555-0100", ""),
        ("Text 2337337", ""),
        ("Text 2-800-555-0100", ""),
        ("Text ٢٣٣٧٣٣", ""),
    ],
)
def test_text_message_goes_only_to_one_plain_number(words, link):
    assert sms(words) == link


def test_line_can_be_texted_with_one_touch(read, help_page):
    NationalLineFactory(audience="victim", text="Text HELP to 233733")

    main = read("/help/").main

    assert main.find("a", href="sms:233733").text == "Text HELP to 233733"


def test_line_whose_text_number_is_unclear_shows_what_was_published(read, help_page):
    NationalLineFactory(audience="victim", text="Text 233733 or 88788")

    main = read("/help/").main

    assert "Text 233733 or 88788" in main.text
    assert not main.select("a[href^='sms:']")


def test_line_without_a_telephone_shows_what_it_has(read, help_page):
    NationalLineFactory(
        audience="victim",
        name="A web line",
        phone="",
        phone_dial="",
        website_url="https://www.example.org/chat/",
    )

    line = read("/help/").main.find("h3", string="A web line").parent

    link = line.find("a", href="https://www.example.org/chat/")
    assert link.text == "example.org"
    assert link["rel"] == ["noreferrer"]
    assert not line.select("a[href^='tel:']")


@pytest.mark.parametrize(
    ("answers", "told"), [(True, "Yes"), (False, "No"), (None, "")]
)
def test_line_says_whether_law_enforcement_answers(read, help_page, answers, told):
    NationalLineFactory(audience="victim", is_law_enforcement=answers)

    label = read("/help/").main.find("dt", string="Law enforcement")

    assert (label.find_next("dd").text.strip() if label else "") == told


@pytest.mark.parametrize("answers", ["A person", ""])
def test_line_says_who_answers(read, help_page, answers):
    NationalLineFactory(audience="victim", answered_by=answers)

    label = read("/help/").main.find("dt", string="Who answers")

    assert (label.find_next("dd").text.strip() if label else "") == answers


@pytest.mark.parametrize("hours", ["Any hour", ""])
def test_line_tells_its_hours_if_the_source_does(read, help_page, hours):
    NationalLineFactory(audience="victim", hours=hours)

    label = read("/help/").main.find("dt", string="Hours")

    assert (label.find_next("dd").text.strip() if label else "") == hours


def test_line_has_the_number_of_its_source_whose_note_stands_at_the_foot(
    read, help_page
):
    source = SourceFactory(title="A leaflet", slug="leaflet")
    NationalLineFactory(audience="victim", source=source)
    NationalLineFactory(
        audience="report", source=source, as_of=datetime.date(2026, 1, 2)
    )

    main = read("/help/").main

    (notes,) = main.find_all(class_="cite-notes")
    assert not notes.find_next("h2")
    (note,) = notes.find_all("li")
    assert note.find("a", href="/record/sources/leaflet/").text == "A leaflet"
    assert note.find("time", datetime="2026-01-02")
    for line in main.find_all(class_="line"):
        assert line.select_one(".cite a")["href"] == f"#{note['id']}"


def test_first_screen_names_situations_and_no_law_enforcement(read, help_page):
    NationalLineFactory(
        audience="victim", situation="Trafficking", name="A hotline", order=1
    )
    NationalLineFactory(audience="crisis", name="Another line", order=1)
    website = "https://www.example.org/"
    NationalLineFactory(
        audience="victim", phone="", phone_dial="", website_url=website, order=1
    )
    NationalLineFactory(audience="victim", situation="Abuse", order=2)
    NationalLineFactory(audience="report", situation="A tip")

    first = read("/help/").main.find(class_="first")

    assert [tag.text for tag in first.find_all("b")] == [
        "Trafficking",
        "Another line",
        "Abuse",
    ]


def test_line_without_a_source_cannot_be_stored(help_page):
    with pytest.raises(ValidationError, match="source"):
        NationalLine(name="A line", slug="a", phone="555-0100").full_clean()
    with pytest.raises(IntegrityError):
        NationalLine.objects.create(name="A line", slug="a", phone="555-0100")


def test_source_of_a_line_cannot_be_taken_away(help_page):
    line = NationalLineFactory(audience="victim")

    with pytest.raises(IntegrityError):
        line.source.delete()
    with pytest.raises(IntegrityError):
        NationalLine.objects.filter(pk=line.pk).update(source=None)


@pytest.mark.parametrize("path", EVERY_ADDRESS)
def test_links_to_other_websites_do_not_say_where_the_reader_was(
    read, every_line, path
):
    NationalLineFactory(audience="victim", website_url="https://example.org/")

    links = read(path).find_all("a", href=True)

    away = [link for link in links if urlsplit(link["href"]).scheme == "https"]
    assert away
    assert all("noreferrer" in link["rel"] for link in away)


# The rest


def test_rows_and_sources_of_the_page_are_shown(read, help_page):
    CitationFactory(page=help_page, source__title="A report", quote="exact words")
    row = {"title": "Money back", "text": "How to ask.", "link": "/faq/money/"}
    bare = {"title": "No link", "text": "Only words."}
    help_page.body = [
        section("Part"),
        ("items", {"heading": "Rows", "intro": "", "items": [row, bare]}),
    ]
    help_page.save()

    main = read("/help/").main

    assert main.find("a", href="/faq/money/").text == "Money back"
    assert "Only words." in main.text
    assert "A report" in main.text
    assert "exact words" in main.text
    assert not main.find(class_="leaving").find("a")


def test_preview_shows_the_draft(help_page):
    help_page.title = "A new title"
    help_page.save_revision()

    draft = help_page.get_latest_revision_as_object()
    html = BeautifulSoup(draft.make_preview_request().rendered_content, "html.parser")

    assert html.h1.text == "A new title"
    assert html.title.text == "Phone and text lines"
    assert "userbar" not in str(html)


def test_help_page_costs_the_same_however_many_lines(help_page, client, count_queries):
    for audience in ("emergency", "victim", "report"):
        NationalLineFactory(audience=audience)
    client.get("/help/")  # warm Wagtail's site cache
    few = count_queries("/help/")
    for audience in ("emergency", "victim", "report"):
        NationalLineFactory.create_batch(3, audience=audience)

    assert count_queries("/help/") == few
