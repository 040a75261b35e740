"""Differences: side by side, only what is published, and kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.blocks import DisagreementBlock
from sources.models import Disagreement
from tests.factories import (
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    SourceFactory,
    published,
)

pytestmark = pytest.mark.django_db
BASE = "/admin/snippets/sources/disagreement"


def context_of(key):
    block = DisagreementBlock()
    value = block.to_python({"heading": "They differ", "disagreement": key})
    return block.get_context(value)


def test_published_topics_stand_in_the_order_of_the_editors():
    late, early = DisagreementFactory(order=2), DisagreementFactory(order=1)
    DisagreementFactory(live=False)

    assert list(Disagreement.objects.published()) == [early, late]


def test_topics_bring_their_positions_and_sources_in_two_queries(
    django_assert_num_queries,
):
    for _ in range(3):
        topic = DisagreementFactory()
        PositionFactory.create_batch(2, disagreement=topic)

    with django_assert_num_queries(2):
        told = [
            position.source.title
            for topic in Disagreement.objects.published()
            for position in topic.positions.all()
        ]

    assert len(told) == 6


def test_positions_stand_in_the_order_of_the_editors():
    topic = DisagreementFactory()
    second = PositionFactory(disagreement=topic, sort_order=2)
    first = PositionFactory(disagreement=topic, sort_order=1)

    (loaded,) = Disagreement.objects.published()

    assert list(loaded.positions.all()) == [first, second]


def test_two_positions_of_a_topic_do_not_share_a_short_name():
    position = PositionFactory(slug="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        PositionFactory(disagreement=position.disagreement, slug="one")


def test_positions_without_a_short_name_do_not_clash():
    position = PositionFactory(slug="")

    assert PositionFactory(disagreement=position.disagreement, slug="")


def test_same_short_name_may_be_used_in_another_topic():
    PositionFactory(slug="one")

    assert PositionFactory(slug="one")


def test_position_is_refused_without_a_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        PositionFactory(source=None)


def test_block_shows_a_published_topic():
    topic = DisagreementFactory()

    assert context_of(topic.pk)["disagreement"] == topic


def test_block_hides_a_draft():
    topic = DisagreementFactory(live=False)

    assert context_of(topic.pk)["disagreement"] is None


def test_block_survives_the_deletion_of_its_topic():
    topic = DisagreementFactory()
    key = topic.pk
    topic.delete()

    block = DisagreementBlock()
    value = block.to_python({"heading": "They differ", "disagreement": key})

    assert block.get_context(value)["disagreement"] is None
    assert "They differ" not in block.render(value)


def test_block_needs_a_topic():
    block = DisagreementBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"heading": "They differ", "disagreement": None}))

    assert set(caught.value.block_errors) == {"disagreement"}


def rows(*positions):
    data = {
        "positions-TOTAL_FORMS": len(positions),
        "positions-INITIAL_FORMS": 0,
        "positions-MIN_NUM_FORMS": 2,
        "positions-MAX_NUM_FORMS": 1000,
    }
    for number, says in enumerate(positions):
        data |= {
            f"positions-{number}-says": says,
            f"positions-{number}-source": SourceFactory().pk,
            f"positions-{number}-ORDER": number + 1,
        }
    return data


def form(**values):
    return {
        "topic": "firearms recovered",
        "slug": "firearms",
        "kind": "compatible",
        "order": "0",
        "action-publish": "1",
        **values,
    }


def test_editor_declares_a_disagreement(admin):
    admin.post(f"{BASE}/add/", form(**rows("One says 57.", "One says 85.")))

    (topic,) = Disagreement.objects.published()
    assert topic.anchor == "differ-firearms"
    assert topic.kind == "compatible"
    assert [row.says for row in topic.positions.all()] == [
        "One says 57.",
        "One says 85.",
    ]


def test_one_position_is_no_disagreement(admin):
    response = admin.post(f"{BASE}/add/", form(**rows("One says 57.")))

    assert response.status_code == 200
    assert not Disagreement.objects.exists()


def test_topic_that_a_published_value_is_part_of_is_not_lost(admin):
    position = PositionFactory()
    published(ObservationFactory(position=position))

    response = admin.post(f"{BASE}/delete/{position.disagreement_id}/")

    assert response.status_code < 500
    assert Disagreement.objects.filter(pk=position.disagreement_id).exists()


def test_topic_that_a_published_value_is_part_of_survives_the_deletion_of_many(admin):
    position = PositionFactory()
    published(ObservationFactory(position=position))

    response = admin.post(
        "/admin/bulk/sources/disagreement/delete/"
        f"?id={position.disagreement_id}&next=/admin/"
    )

    assert response.status_code < 500
    assert Disagreement.objects.filter(pk=position.disagreement_id).exists()


def test_topic_that_nothing_rests_on_can_be_deleted(admin):
    topic = DisagreementFactory()

    admin.post(f"{BASE}/delete/{topic.pk}/")

    assert not Disagreement.objects.exists()


def test_form_offers_the_kinds_with_an_example_of_each(admin):
    page = admin.get(f"{BASE}/add/").content.decode()

    for words in ("Sources differ", "Also reported", "Counted another way"):
        assert words in page
    for example in ("July and the end of August", "over 1,000", "pounds and pills"):
        assert example in page


def test_list_names_the_kind_and_filters_by_it(admin):
    DisagreementFactory(topic="Pounds and pills", kind="measure")
    DisagreementFactory(topic="Who leads")

    page = admin.get(f"{BASE}/?kind=measure").content.decode()

    assert "Pounds and pills" in page
    assert "Who leads" not in page


def test_version_older_than_the_kinds_opens_with_the_kind_it_has_now():
    topic = DisagreementFactory(kind="measure")
    revision = topic.save_revision()
    del revision.content["kind"]

    assert revision.as_object().kind == "measure"
    assert topic.save_revision().as_object().kind == "measure"


def test_kind_of_a_draft_is_the_one_that_was_chosen():
    topic = DisagreementFactory(kind="measure")
    topic.kind = "compatible"

    assert topic.save_revision().as_object().kind == "compatible"
