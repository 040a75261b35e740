"""Which internal links are broken, when that is looked at, and who is told."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.rich_text import RichText

from pages.links import check_links, check_links_if_due, is_elsewhere
from pages.models import BrokenLink, LinkCheck
from tests.factories import (
    FAQIndexPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    RecordPageFactory,
    StandardPageFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return FAQIndexPageFactory(parent=home, slug="faq")


@pytest.fixture
def target(index):
    return QuestionPageFactory(parent=index, slug="target", title="The target?")


def page_with(index, html, **facts):
    facts = {"title": "The page?"} | facts
    return QuestionPageFactory(parent=index, body=[("text", RichText(html))], **facts)


def found():
    check_links()
    return [(link.target, link.reason) for link in BrokenLink.objects.all()]


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">these words</a></p>'


def typed(address):
    return f'<p>See <a href="{address}">these words</a>.</p>'


# Links to pages


def test_link_to_a_public_page_is_whole(index, target):
    page_with(index, link_to(target))

    assert found() == []


def test_link_to_an_unpublished_page_is_broken(index, target):
    page_with(index, link_to(target))
    target.unpublish()

    assert found() == [("The target?", "unpublished")]


def test_link_to_a_deleted_page_is_broken(index, target):
    page_with(index, link_to(target))
    target.delete()

    assert found() == [("these words", "deleted")]


def test_links_of_drafts_break_nothing_for_readers(index, target):
    draft = page_with(index, link_to(target) + typed("/none/"), live=False)
    target.unpublish()

    assert found() == []
    draft.save_revision().publish()
    assert len(found()) == 2


# Typed addresses


@pytest.mark.parametrize(
    "address",
    [
        "/faq/target/",
        "/faq/target",
        "/faq/target/?from=here#top",
        "/faq/#faq-target",
        "/record/",
        "/record/arrests/",
        "/record/arrests.csv",
        "/record/corrections/",
        "/record/sources/",
        "/record/sources/report/",
        "/record.json",
        "/search/?query=x",
        "/sitemap.xml",
        "/admin/pages/",
        "/moved/",
        "https://hstf.example.org/faq/target/",
        "https://example.org/faq/none/",
        "mailto:desk@example.org",
        "tel:+12025550100",
        "#top",
        "http://[",
        "/media/photo.jpg",
        "",
    ],
)
def test_address_that_answers_is_whole(home, index, target, address):
    RecordPageFactory(parent=home)
    statistic = StatisticFactory(slug="arrests")
    published(ObservationFactory(statistic=statistic, source__slug="report"))
    Redirect.add_redirect("/moved/", target)
    page_with(index, typed(address))

    assert found() == []


@pytest.mark.parametrize(
    "address",
    [
        "/faq/none/",
        "/faq/none",
        "/none.pdf",
        "/record/none/",
        "/record/none.csv",
        "/record/sources/none/",
        "/record/?as_of=nonsense",
        "https://hstf.example.org/faq/none/",
        "//hstf.example.org/faq/none/",
        "/faq/\u00e9\u2028/",
    ],
)
def test_address_that_does_not_answer_is_broken(home, index, address):
    RecordPageFactory(parent=home)
    page_with(index, typed(address))

    assert found() == [(address, "no_answer")]


def test_address_of_an_unpublished_page_is_broken(index, target):
    page_with(index, typed("/faq/target/"))
    target.unpublish()

    assert found() == [("/faq/target/", "no_answer")]


def test_address_whose_view_fails_is_broken(index, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("pages.answering.resolve", fail)
    page_with(index, typed("/record.csv"))

    assert found() == [("/record.csv", "no_answer")]


def test_same_link_twice_on_a_page_is_named_once(index):
    page_with(index, typed("/none/") + typed("/none/"))
    page_with(index, typed("/none/"))

    assert found() == [("/none/", "no_answer"), ("/none/", "no_answer")]


def test_very_long_address_is_kept_in_part(index):
    page_with(index, typed(f"/{'x' * 600}/"))

    assert len(found()[0][0]) == 500


@pytest.mark.parametrize("address", ["faq/target/", "page.html", "javascript:x"])
def test_address_without_a_beginning_is_not_judged(address):
    assert is_elsewhere(address)


# When


def test_schedule_looks_again_after_a_change(index, target):
    page_with(index, link_to(target))
    call_command("run_schedule", once=True)
    assert not BrokenLink.objects.exists()

    target.unpublish()
    call_command("run_schedule", once=True)

    assert BrokenLink.objects.get().page.title == "The page?"


def test_schedule_does_not_look_again_without_a_change(index, target):
    check_links()
    first = LinkCheck.objects.get().at
    target.save_revision(log_action=True)  # a draft

    check_links_if_due()

    assert LinkCheck.objects.get().at == first


def test_schedule_looks_again_after_an_hour(index):
    check_links()
    before = timezone.now() - datetime.timedelta(minutes=61)
    LinkCheck.objects.update(at=before)

    check_links_if_due()

    assert LinkCheck.objects.get().at > before


def test_look_costs_the_same_for_more_pages(index, target):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            check_links()
        return len(queries)

    page_with(index, link_to(target) + typed("/faq/target/") + typed("/none/"))
    cost()
    few = cost()
    for _number in range(20):
        page_with(index, link_to(target) + typed("/faq/target/") + typed("/none/"))

    assert cost() == few


# Who gets a message


def test_first_screen_and_report_name_the_link_and_the_time(admin, read, index):
    page = page_with(index, typed("/none/"))
    check_links()
    LinkCheck.objects.update(
        at=datetime.datetime(2026, 1, 2, 20, 4, tzinfo=datetime.UTC)
    )

    screen, report = read("/admin/"), read("/admin/reports/broken-links/")

    panel = screen.find(id="broken-links-section") or screen.find(id="broken-links")
    assert "The page?: link to /none/" in panel.text
    assert "Nothing answers at this address" in panel.text
    assert panel.find("a", href="/admin/reports/broken-links/")
    assert panel.find("a", href=f"/admin/pages/{page.pk}/edit/")
    for told in (panel, report):
        assert "Last checked on January 2, 2026, 3:04 p.m." in told.text
    assert "/none/" in report.text


def test_report_says_that_nothing_was_checked_yet(admin, read, home):
    assert "not been checked yet" in read("/admin/reports/broken-links/").text


def test_deleted_page_takes_its_broken_links_along(home):
    page = StandardPageFactory(parent=home)
    BrokenLink.objects.create(page=page, target="/none/", reason="no_answer")

    page.delete()

    assert not BrokenLink.objects.exists()
