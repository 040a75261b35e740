"""The stamp moves with whatever visitors could notice, and in its transaction."""

import psycopg
import pytest
from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from page_cache.models import Change, Generation, Withdrawal
from page_cache.triggers import install, visible_models
from regions.models import Region
from sources.models import Source
from tests.factories import RegionFactory, SourceFactory, StandardPageFactory, published
from tests.page_cache.stamps import stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """Do something, and say whether the stamp moved."""

    def do(change):
        before = stamp()
        change()
        return stamp() > before

    return do


def by_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_source SET title = 'Words of 555-0100'")


@pytest.mark.parametrize(
    "change",
    [
        by_sql,
        lambda: Source.objects.update(title="Words"),
        lambda: Source.objects.bulk_create([SourceFactory.build()]),
        lambda: Source.objects.all()._raw_delete("default"),
    ],
    ids=["SQL", "update", "bulk", "delete"],
)
def test_write_that_sends_no_signal_moves_the_stamp(moved, change):
    SourceFactory()

    assert moved(change)


def test_stamp_grows_and_no_two_are_alike(moved):
    seen = [stamp()]
    for _ in range(5):
        SourceFactory()
        seen.append(stamp())

    assert seen == sorted(set(seen))
    assert len({each % 2**20 for each in seen}) > 1


def test_draft_moves_nothing(moved, home):
    page = StandardPageFactory(parent=home)
    page.title = "Draft"

    assert not moved(page.save_revision)
    assert moved(lambda: page.save_revision().publish())


def test_what_is_rolled_back_moves_nothing(moved):
    def change():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)

    assert not moved(change)


def test_part_that_is_rolled_back_takes_nothing_from_the_rest(moved):
    def change():
        with transaction.atomic():
            SourceFactory()
            transaction.set_rollback(True)
        SourceFactory()

    assert moved(change)


def test_every_table_that_visitors_can_see_has_its_triggers():
    tables = {model._meta.db_table for model in visible_models()}
    sql = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class"
        " ON tgrelid = pg_class.oid WHERE tgname = 'page_cache_note'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        watched = {name for (name,) in cursor.fetchall()}

    assert {"wagtailcore_page", "regions_office", "site_details_sitedetails"} <= tables
    assert tables - watched == set()


def test_missing_trigger_is_made_again(moved):
    name = {
        "sqlite": "page_cache_sources_source_update",
        "postgresql": "page_cache_note ON sources_source",
    }[connection.vendor]
    SourceFactory()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
    assert not moved(by_sql)

    install(connection)

    assert moved(by_sql)


def test_new_release_moves_the_stamp(moved):
    assert moved(lambda: install(connection))


# What is withdrawn


@pytest.fixture
def withdrawn():
    """Do something, and say what it withdrew, each with the stamp of that change."""

    def do(change):
        last = stamp()
        change()
        now = stamp()
        found = Withdrawal.objects.filter(stamp__gt=last)
        assert not Withdrawal.objects.filter(stamp=None).exists()
        assert all(each.stamp <= now for each in found)
        return [(each.path, each.page) for each in found]

    return do


def test_page_that_is_unpublished_is_withdrawn(withdrawn, home):
    page = StandardPageFactory(parent=home, slug="gone")

    assert withdrawn(page.unpublish) == [(page.url_path, None)]


def test_page_that_is_deleted_is_withdrawn_with_all_below(withdrawn, home):
    page = StandardPageFactory(parent=home, slug="gone")
    below = StandardPageFactory(parent=page, slug="below")

    found = withdrawn(Page.objects.get(pk=page.pk).delete)

    assert {path for path, _ in found} == {page.url_path, below.url_path}


def test_page_that_gets_another_address_is_withdrawn_at_its_old_one(withdrawn, home):
    page = StandardPageFactory(parent=home, slug="gone")
    old = page.url_path

    def rename():
        page.slug = "here"
        page.save_revision().publish()

    assert withdrawn(rename) == [(old, None)]


def test_page_that_becomes_private_is_withdrawn(withdrawn, home):
    page = StandardPageFactory(parent=home, slug="gone")

    def hide():
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    found = withdrawn(hide)

    # The path of the page is looked up later where no trigger may do it.
    assert found == [
        ("", page.pk) if connection.vendor == "sqlite" else (page.url_path, None)
    ]


def test_snippet_is_withdrawn_from_any_page(withdrawn):
    region = published(RegionFactory())

    assert withdrawn(Region.objects.get(pk=region.pk).unpublish) == [("", None)]


def test_nothing_else_withdraws(withdrawn, home):
    page = StandardPageFactory(parent=home, live=False)
    region = published(RegionFactory())

    assert withdrawn(page.delete) == []
    assert withdrawn(region.save) == []


# On PostgreSQL


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"
)
def test_long_import_does_not_hold_up_what_others_publish(committing):
    """The row of the generation is locked at the commit, not since the first change."""
    source, before = SourceFactory(), Generation.objects.get().stamp
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.autocommit = True
        other.execute("SET statement_timeout = '5s'")
        with transaction.atomic():
            SourceFactory()
            other.execute(
                "UPDATE sources_source SET title = '' WHERE id = %s", [source.pk]
            )
            between = Generation.objects.get().stamp

    assert before < between < Generation.objects.get().stamp
    assert not Change.objects.exists()
