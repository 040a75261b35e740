"""A small site with content behind every URL that takes parameters."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from tests.factories import (
    ContactChannelFactory,
    DirectoryPageFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    HomePageFactory,
    JurisdictionFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    NewsTopicFactory,
    ObservationFactory,
    ProgramFactory,
    QuestionPageFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    StatisticFactory,
    number_from,
    published,
)

PAGES_OF_NEWS = 3
FAR_FROM_ANY_TEST = 10_000


@pytest.fixture(scope="package")
def small_site(django_db_setup, django_db_blocker):
    """Content for all tests of this folder, rolled back after the last one."""
    with django_db_blocker.unblock(), transaction.atomic():
        number_from(FAR_FROM_ANY_TEST)
        fill()
        yield
        transaction.set_rollback(True)


def fill():
    Page.objects.filter(depth=2).delete()
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home},
    )
    HelpPageFactory(parent=home, slug="help")
    faq = FAQIndexPageFactory(parent=home, slug="faq")
    QuestionPageFactory(parent=faq, title="What is a task force?")
    fill_record(home)
    fill_directory(home)
    news = NewsIndexPageFactory(parent=home, slug="news")
    topic = NewsTopicFactory(slug="public", name="Public")
    for number in range(20 * PAGES_OF_NEWS):
        day = datetime.date(2026, 1, 2) + datetime.timedelta(days=number)
        NewsPageFactory(parent=news, title=f"Task {number}", date=day, topics=[topic])


def fill_record(home):
    RecordPageFactory(parent=home, slug="record")
    source = SourceFactory(slug="press")
    statistic = StatisticFactory(
        slug="arrests", label="Arrests", program=ProgramFactory(slug="hstf")
    )
    first = published(ObservationFactory(statistic=statistic, source=source))
    values = {"statistic": statistic, "source": source, "supersedes": first}
    published(
        ObservationFactory(
            **values, number=13, change_kind="correction", change_reason="A slip."
        )
    )
    type(first).objects.update(
        first_published_at=timezone.now() - datetime.timedelta(days=30)
    )


def fill_directory(home):
    DirectoryPageFactory(parent=home, slug="regions")
    texas = JurisdictionFactory()
    force = RegionFactory(name="Task force Texas", state=texas)
    RegionCoverageFactory(region=force, jurisdiction=texas)
    ContactChannelFactory(region=force, verified_on=timezone.localdate())
