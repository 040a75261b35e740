"""Atom and RSS: well-formed, with public addresses and honest dates."""

import datetime
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime

import pytest
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from tests.factories import NewsIndexPageFactory, NewsPageFactory, private

PUBLIC = "https://hstf.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
ADDED = datetime.datetime(2026, 2, 3, 12, tzinfo=datetime.UTC)
MOMENT = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
FORMATS = pytest.mark.parametrize("name", ["atom", "rss"])


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, slug="news")


@pytest.fixture
def feed(client, news):
    """Parse one of the feeds."""

    def parse(name, **headers):
        response = client.get(f"/news/{name}/", **headers)
        assert response.status_code == 200, response.status_code
        return ET.fromstring(response.content)  # noqa: S314, our own answer

    return parse


def titles(root):
    entries = root.findall(f"{ATOM}entry") or root.findall("channel/item")
    return [
        entry.findtext(f"{ATOM}title") or entry.findtext("title") for entry in entries
    ]


def links(root):
    found = [tag.get("href") for tag in root.iter(f"{ATOM}link")]
    found += [tag.text for tag in root.iter("link")]
    found += [tag.text for tag in root.iter("guid")]
    return found + [tag.text for tag in root.iter(f"{ATOM}id")]


@FORMATS
def test_feed_is_served_as_what_it_is(client, news, name):
    content_type = client.get(f"/news/{name}/")["Content-Type"]

    assert content_type.startswith(f"application/{name}+xml")


@FORMATS
def test_feed_holds_published_articles_newest_first(feed, news, name):
    NewsPageFactory(parent=news, title="Old", date=datetime.date(2025, 5, 5))
    NewsPageFactory(parent=news, title="New", date=datetime.date(2026, 5, 5))
    NewsPageFactory(parent=news, title="Drafted", live=False)
    private(NewsPageFactory(parent=news, title="Private"))

    assert titles(feed(name)) == ["New", "Old"]


@FORMATS
def test_special_signs_do_not_break_a_feed(feed, news, name):
    title = "Guns & “roses” <b>or</b> é"
    NewsPageFactory(parent=news, title=title, summary="5 < 6 & 7 > 6")

    root = feed(name)

    assert titles(root) == [title]
    assert "5 < 6 & 7 > 6" in "".join(root.itertext())


@FORMATS
@pytest.mark.parametrize("host", ["testserver", "localhost", "hstf.example.org"])
def test_every_link_of_a_feed_is_public_whatever_host_is_asked(feed, news, name, host):
    article = NewsPageFactory(parent=news, slug="an-article")

    found = links(feed(name, HTTP_HOST=host))

    assert f"{PUBLIC}{article.url}" in found
    assert all(link.startswith(f"{PUBLIC}/") for link in found)


@FORMATS
def test_feed_names_its_own_public_address(feed, news, name):
    root = feed(name)

    own = [
        tag.get("href") for tag in root.iter(f"{ATOM}link") if tag.get("rel") == "self"
    ]
    assert own == [f"{PUBLIC}/news/{name}/"]


def test_atom_tells_when_an_article_was_added_and_changed(feed, news):
    article = NewsPageFactory(parent=news, date=datetime.date(2025, 1, 2))
    Page.objects.filter(pk=article.pk).update(
        first_published_at=ADDED, last_published_at=MOMENT
    )

    entry = feed("atom").find(f"{ATOM}entry")

    assert parse_datetime(entry.findtext(f"{ATOM}published")) == ADDED
    assert parse_datetime(entry.findtext(f"{ATOM}updated")) == MOMENT


def test_rss_tells_when_an_article_was_added(feed, news):
    article = NewsPageFactory(parent=news, date=datetime.date(2025, 1, 2))
    Page.objects.filter(pk=article.pk).update(first_published_at=ADDED)

    told = feed("rss").findtext("channel/item/pubDate")

    assert parsedate_to_datetime(told) == ADDED


def test_article_without_a_moment_was_added_on_its_day(feed, news):
    article = NewsPageFactory(parent=news, date=datetime.date(2025, 1, 2))
    Page.objects.filter(pk=article.pk).update(first_published_at=None)

    entry = feed("atom").find(f"{ATOM}entry")

    published = parse_datetime(entry.findtext(f"{ATOM}published"))
    assert published.date() == datetime.date(2025, 1, 2)


@FORMATS
def test_articles_of_a_feed_begin_with_the_day_of_the_event(feed, news, name):
    NewsPageFactory(parent=news, date=datetime.date(2025, 1, 2), summary="In short.")

    assert "January 2, 2025. In short." in "".join(feed(name).itertext())


@FORMATS
def test_feed_is_in_the_order_of_the_events(feed, news, name):
    late = NewsPageFactory(parent=news, title="Late", date=datetime.date(2026, 1, 1))
    NewsPageFactory(parent=news, title="Early", date=datetime.date(2025, 1, 1))
    Page.objects.filter(pk=late.pk).update(first_published_at=ADDED)

    assert titles(feed(name)) == ["Late", "Early"]


def test_atom_tells_when_it_changed_last(feed, news):
    article = NewsPageFactory(parent=news, date=datetime.date(2026, 1, 2))
    Page.objects.filter(pk=article.pk).update(last_published_at=MOMENT)

    assert parse_datetime(feed("atom").findtext(f"{ATOM}updated")) == MOMENT


@FORMATS
def test_article_that_was_never_published_again_does_not_break_a_feed(feed, news, name):
    article = NewsPageFactory(parent=news)
    Page.objects.filter(pk=article.pk).update(last_published_at=None)

    assert len(titles(feed(name))) == 1


@FORMATS
def test_some_articles_without_a_moment_do_not_break_a_feed(feed, news, name):
    with_moment = NewsPageFactory(parent=news)
    NewsPageFactory(parent=news)
    Page.objects.filter(pk=with_moment.pk).update(last_published_at=MOMENT)

    assert len(titles(feed(name))) == 2


@FORMATS
def test_empty_feed_is_well_formed(feed, name):
    assert titles(feed(name)) == []


@FORMATS
def test_feed_stays_short(feed, news, name):
    NewsPageFactory.create_batch(32, parent=news)

    assert len(titles(feed(name))) == 30


@FORMATS
def test_feed_costs_the_same_however_many_articles(news, client, count_queries, name):
    NewsPageFactory(parent=news)
    address = f"/news/{name}/"
    client.get(address)  # warm Wagtail's site cache
    few = count_queries(address)
    NewsPageFactory.create_batch(5, parent=news)

    assert count_queries(address) == few


@FORMATS
def test_feed_of_a_private_index_is_not_given_away(client, news, name):
    private(news)

    assert client.get(f"/news/{name}/").status_code == 302
