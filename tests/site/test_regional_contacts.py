"""Whom the site calls the regional contact of a place, task force by task force."""

import pytest
from django.utils.timezone import localdate as today

from regions.answer.answer import answer_for
from regions.answer.directory import whole_directory
from regions.models import Jurisdiction, Region
from tests.factories import ContactChannelFactory

# As their sources state the area; of these alone a place may say "the contact for".
WHOLE = {
    "alaska": ["alaska"],
    "crossroads-of-america": ["indiana"],
    "kansas-city": ["iowa", "kansas", "missouri", "nebraska"],
    "san-juan": ["puerto-rico", "us-virgin-islands"],
}
PART = {
    "birmingham": ["alabama"],
    "cleveland": ["ohio"],
    "houston": ["texas"],
    "nashville": ["tennessee"],
    "new-orleans": ["louisiana"],
    "new-york": ["new-york"],
    "south-texas": ["texas"],
}


@pytest.mark.usefixtures("seeded")
@pytest.mark.django_db
def test_only_a_published_area_makes_a_task_force_the_contact_for_a_place():
    for region in Region.objects.published():
        ContactChannelFactory(region=region, verified_on=today(), source=region.source)
    told = whole_directory().statuses(today())

    found: dict[str, list[str]] = {"whole": [], "part": []}
    for place in Jurisdiction.objects.all():
        answer = answer_for(place)
        assert answer.status == told.get(place.pk, answer.status)
        if answer.status == "verified":
            found["part" if answer.is_for_part else "whole"].append(place.slug)

    assert {name: sorted(slugs) for name, slugs in found.items()} == {
        "whole": sorted(slug for slugs in WHOLE.values() for slug in slugs),
        "part": sorted({slug for slugs in PART.values() for slug in slugs}),
    }


def test_office_whose_street_one_copy_leaves_out_has_it_from_the_other(visitor):
    text = " ".join(visitor.soup("/regions/texas/").main.get_text().split())

    assert "660 South Mesa Hills Drive, El Paso, TX 79912" in text
