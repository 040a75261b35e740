"""A published value is frozen; a change is a new value."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from stats.models import Observation, Statistic
from tests.factories import (
    ObservationFactory,
    PositionFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db


def replacement(earlier, **values):
    given = {
        "statistic": earlier.statistic,
        "source": earlier.source,
        "supersedes": earlier,
        "change_kind": "update",
        "change_reason": "The source published a newer number.",
        "number": 13,
        "as_published": "13",
    }
    return ObservationFactory(**given | values)


def test_draft_can_be_changed():
    draft = ObservationFactory()

    draft.number, draft.as_published = 14, "14"
    draft.save()

    assert Observation.objects.get(pk=draft.pk).number == 14


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 99),
        ("upper_bound", 99),
        ("as_published", "99"),
        ("also_stated_as", "99 tons"),
        ("quote", "other words"),
        ("as_of", datetime.date(2026, 1, 1)),
        ("period_words", "six weeks"),
        ("note", "Counted again."),
        ("qualifier", "about"),
    ],
)
def test_published_value_refuses_every_change(field, value):
    value_row = published(ObservationFactory())

    setattr(value_row, field, value)

    with pytest.raises(ValidationError, match="cannot be changed"):
        value_row.save()
    assert getattr(Observation.objects.get(pk=value_row.pk), field) != value


def test_every_field_that_a_reader_sees_is_frozen():
    """A new field must be added to FACTS, or named here with its reason."""
    bookkeeping = {
        "id",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
    }
    fields = {f.name: f.attname for f in Observation._meta.concrete_fields}

    assert {fields[n] for n in fields.keys() - bookkeeping} == set(Observation.FACTS)


def test_published_value_cannot_be_changed_through_a_new_revision():
    value = published(ObservationFactory())
    value.number = 99

    with pytest.raises(ValidationError, match="cannot be changed"):
        value.save_revision()
    with pytest.raises(ValidationError, match="cannot be changed"):
        value.save_revision(clean=False).publish()

    assert Observation.objects.get(pk=value.pk).number == 12


def test_published_value_is_neither_unpublished_nor_deleted():
    value = published(ObservationFactory())

    with pytest.raises(ValidationError, match="taken back"):
        value.unpublish()
    with pytest.raises(ProtectedError), transaction.atomic():
        value.delete()

    assert Observation.objects.get(pk=value.pk).live


def test_published_values_survive_deletion_in_bulk():
    value = published(ObservationFactory())

    with pytest.raises(ProtectedError), transaction.atomic():
        Observation.objects.filter(pk=value.pk).delete()

    assert Observation.objects.filter(pk=value.pk).exists()


def test_draft_can_be_deleted():
    draft = ObservationFactory()

    draft.delete()

    assert not Observation.objects.exists()


def test_published_value_does_not_expire():
    value = ObservationFactory.build(
        statistic=StatisticFactory(), source=SourceFactory()
    )
    value.expire_at = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)

    with pytest.raises(ValidationError) as caught:
        value.full_clean()

    assert set(caught.value.message_dict) == {"expire_at"}


def test_replaced_value_is_history_and_the_new_one_is_current():
    earlier = published(ObservationFactory())
    later = published(replacement(earlier))

    assert list(Observation.objects.current()) == [later]
    assert set(Observation.objects.published()) == {earlier, later}


def test_draft_replacement_leaves_the_earlier_value_current():
    earlier = published(ObservationFactory())
    replacement(earlier)

    assert list(Observation.objects.current()) == [earlier]


def test_value_is_replaced_only_once():
    earlier = published(ObservationFactory())
    replacement(earlier)
    second = ObservationFactory.build(
        statistic=earlier.statistic,
        source=earlier.source,
        supersedes=earlier,
        change_kind="update",
        change_reason="Again.",
    )

    with pytest.raises(ValidationError, match="replaced already"):
        second.full_clean()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"change_kind": ""}, "change_kind"),
        ({"change_reason": ""}, "change_reason"),
        ({"supersedes": None}, "supersedes"),
    ],
)
def test_replacement_says_what_it_replaces_and_why(values, field):
    value = replacement(published(ObservationFactory()))
    for name, given in values.items():
        setattr(value, name, given)

    with pytest.raises(ValidationError) as caught:
        value.full_clean()

    assert field in caught.value.message_dict


def test_replacement_belongs_to_the_same_statistic():
    value = replacement(published(ObservationFactory()))
    value.statistic = StatisticFactory()

    with pytest.raises(ValidationError) as caught:
        value.full_clean()

    assert "same statistic" in str(caught.value.message_dict["supersedes"])


def test_two_sources_may_both_be_current():
    statistic = StatisticFactory()
    first = published(ObservationFactory(statistic=statistic))
    second = published(ObservationFactory(statistic=statistic, number=10))

    loaded = Statistic.objects.with_current().get(pk=statistic.pk)

    assert loaded.current_observations == [first, second]


def test_values_stand_in_the_order_of_the_source_register():
    statistic = StatisticFactory()
    late = published(
        ObservationFactory(statistic=statistic, source=SourceFactory(number=902))
    )
    early = published(
        ObservationFactory(statistic=statistic, source=SourceFactory(number=901))
    )

    loaded = Statistic.objects.with_current().get(pk=statistic.pk)

    assert loaded.current_observations == [early, late]


def test_statistic_without_a_published_value_is_not_shown():
    StatisticFactory()
    drafted = ObservationFactory().statistic
    shown = published(ObservationFactory()).statistic

    assert list(Statistic.objects.shown()) == [shown]
    assert drafted not in Statistic.objects.shown()


def test_position_that_a_published_value_is_linked_to_stays(admin):
    position = PositionFactory()
    others = PositionFactory.create_batch(2, disagreement=position.disagreement)
    published(ObservationFactory(position=position))
    url = f"/admin/snippets/sources/disagreement/edit/{position.disagreement_id}/"
    rows = {}
    for number, row in enumerate([position, *others]):
        rows |= {
            f"positions-{number}-id": row.pk,
            f"positions-{number}-says": row.says,
            f"positions-{number}-source": row.source_id,
            f"positions-{number}-ORDER": number,
            f"positions-{number}-DELETE": "on" if row == position else "",
        }

    response = admin.post(
        url,
        {
            "topic": "A topic",
            "slug": position.disagreement.slug,
            "order": 0,
            "positions-TOTAL_FORMS": 3,
            "positions-INITIAL_FORMS": 3,
            "positions-MIN_NUM_FORMS": 0,
            "positions-MAX_NUM_FORMS": 1000,
            "action-publish": "1",
            **rows,
        },
    )

    assert response.status_code == 200
    assert "Keep the position" in response.content.decode()
    assert type(position).objects.filter(pk=position.pk).exists()


def test_withdrawn_value_is_no_longer_current_and_stays_in_the_history(client, home):
    RecordPageFactory(parent=home)
    earlier = published(ObservationFactory())
    withdrawn = published(
        replacement(
            earlier, number=None, as_published="withdrawn", change_kind="withdrawal"
        )
    )

    text = client.get(earlier.statistic.url).content.decode()

    assert not Observation.objects.current().exists()
    assert withdrawn in Observation.objects.published()
    assert "Taken back by its source" in text
    assert "The source published a newer number." in text


def test_draft_is_changed_rather_than_replaced():
    value = replacement(ObservationFactory())

    with pytest.raises(ValidationError) as caught:
        value.full_clean()

    assert "Only a published value" in str(caught.value.message_dict["supersedes"])


def test_source_keeps_the_short_name_that_links_use():
    source = SourceFactory()
    source.slug = "another"

    with pytest.raises(ValidationError) as caught:
        source.full_clean()

    assert set(caught.value.message_dict) == {"slug"}
