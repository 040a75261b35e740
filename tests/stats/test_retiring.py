"""A statistic that pages show is not retired."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.rich_text import RichText

from stats.rich_text import written
from tests.factories import (
    ObservationFactory,
    StandardPageFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    private,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def statistic():
    return published(ObservationFactory(statistic__label="Offices")).statistic


def retired(statistic):
    statistic.is_retired = True
    statistic.full_clean()


def table(statistic):
    return [("statistics", {"heading": "Figures", "statistics": [statistic]})]


def sentence(statistic):
    text = RichText(f"<p>There are {written(statistic.pk)}.</p>")
    return [("section", {"heading": "Words", "text": text})]


@pytest.mark.parametrize("body", [table, sentence])
def test_statistic_on_a_page_is_not_retired_and_the_pages_are_named(
    home, statistic, body
):
    StandardPageFactory(parent=home, title="One place", body=body(statistic))
    private(StandardPageFactory(parent=home, title="Staff", body=body(statistic)))
    StandardPageFactory(parent=home, title="Draft", body=body(statistic), live=False)
    StandardPageFactory(parent=home, title="Other", body=[])

    with pytest.raises(ValidationError) as refused:
        retired(statistic)

    assert refused.value.message_dict == {
        "is_retired": [
            "Take it off these pages first, or choose another: One place; Staff."
        ]
    }


def test_statistic_of_a_threat_is_not_retired(home, statistic):
    index = ThreatIndexPageFactory(parent=home)
    ThreatPageFactory(parent=index, title="Threat", statistic=statistic)

    with pytest.raises(ValidationError, match="Threat"):
        retired(statistic)


def test_statistic_on_no_page_is_retired(home, statistic):
    page = StandardPageFactory(parent=home, body=sentence(statistic))
    page.body = []
    page.save_revision().publish()

    retired(statistic)


def test_retired_statistic_can_still_be_edited(home, statistic):
    """One that was retired before this rule, or by a draft that came later."""
    statistic.is_retired = True
    statistic.save()
    StandardPageFactory(parent=home, body=table(statistic))

    statistic.note = "A caution."
    statistic.full_clean()


def test_admin_says_where_it_stands_at_the_field(admin, home, statistic):
    StandardPageFactory(parent=home, title="One place", body=sentence(statistic))
    address = reverse(
        statistic.snippet_viewset.get_url_name("edit"), args=[statistic.pk]
    )

    response = admin.post(
        address,
        {
            "label": statistic.label,
            "counts": statistic.counts,
            "unit": statistic.unit,
            "stage": statistic.stage,
            "program": statistic.program_id,
            "section": statistic.section,
            "order": statistic.order,
            "slug": statistic.slug,
            "is_retired": "on",
        },
    )

    (problem,) = response.context["form"].errors["is_retired"]
    assert "One place" in problem
    statistic.refresh_from_db()
    assert not statistic.is_retired
