"""The admin's form of an office: any text is saved, or named at its field."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings, strategies as st
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from regions.models import ContactChannel, NationalLine, Office
from tests.factories import JurisdictionFactory, NationalLineFactory, SourceFactory
from tests.imports.screens import CONTACT_LIST, OFFICE_LIST

pytestmark = pytest.mark.django_db


def send(client, office, **fields):
    """Save the form as a draft, with these texts in it."""
    data = {
        "name": office.name,
        "agency": office.agency_id,
        "city": office.city,
        "state": office.state_id,
        "source": office.source_id,
        "slug": office.slug,
        "coverages": inline_formset([]),
        **fields,
    }
    return client.post(f"{OFFICE_LIST}edit/{office.pk}/", nested_form_data(data))


def drafted(office):
    return Office.objects.get(pk=office.pk).get_latest_revision_as_object()


def error_at(response, name):
    soup = BeautifulSoup(response.content, "html.parser")
    shown = soup.find(id=f"panel-child-{name}-errors") or soup.find(
        id=lambda value: value and name in value and value.endswith("errors")
    )
    return " ".join(shown.get_text().split()) if shown else ""


@pytest.fixture
def boston(office):
    office.state = JurisdictionFactory(name="Massachusetts", code="MA", fips="25")
    office.city = "Boston"
    office.save()
    return office


def test_zip_code_whose_zero_was_dropped_is_saved_in_full(admin, boston):
    assert send(admin, boston, postal_code="2108").status_code == 302
    assert drafted(boston).postal_code == "02108"

    response = send(admin, boston, postal_code="2108", **{"action-publish": "1"})

    assert response.status_code == 302
    saved = Office.objects.get(pk=boston.pk)
    assert saved.postal_code == "02108"
    assert saved.coordinates


def test_zip_code_that_may_mean_another_is_named_at_its_field(admin, office):
    response = send(admin, office, postal_code="2108")

    assert response.status_code == 200
    assert "too few digits" in error_at(response, "postal_code")


def test_invisible_signs_are_no_mistake_of_the_editor(admin, office):
    response = send(
        admin,
        office,
        website_url="https://\u200bexample.org/\u00a0",
        as_of="\u200e2026-01-31\u200e",
        name="EXA\u00a0Austin\u200b",
    )

    assert response.status_code == 302
    saved = drafted(office)
    assert saved.website_url == "https://example.org/"
    assert saved.as_of.isoformat() == "2026-01-31"
    assert saved.name == "EXA Austin"


def test_any_text_in_any_field_is_saved_or_named(admin, office):
    names = ["name", "city", "postal_city", "address", "postal_code", "website_url"]
    names += ["territory", "note", "quote", "as_of", "slug"]
    mangled = ["2108", "501", "1.0E+10", "#N/A", "nan", "\u200b", "'02108", '="2108"']

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.dictionaries(
            st.sampled_from(names),
            st.sampled_from(mangled) | st.text(max_size=12),
            min_size=1,
            max_size=3,
        )
    )
    @example({"postal_code": "2108", "city": "\u200b"})
    @example({"postal_code": "501", "address": "#N/A"})
    def check(fields):
        for action in ({}, {"action-publish": "1"}):
            assert send(admin, office, **fields, **action).status_code in {200, 302}

    check()


@pytest.mark.parametrize("code", ["2108", "x", "٢١٠٨٠", "02108-", "", "12345-678"])
def test_office_stored_before_the_rule_can_still_be_saved(office, code):
    Office.objects.filter(pk=office.pk).update(postal_code=code)

    Office.objects.get(pk=office.pk).save()


def send_contact(client, **fields):
    data = {
        "audience": "public",
        "order": "100",
        "source": SourceFactory().pk,
        "slug": "exa-contact",
        **fields,
    }
    return client.post(f"{CONTACT_LIST}add/", nested_form_data(data))


def test_contact_form_has_the_same_rules_as_the_import(admin, office):
    relay = send_contact(admin, office=office.pk, kind="tty", value="711")
    short = send_contact(admin, office=office.pk, kind="short_code", value="711")
    mangled = send_contact(admin, office=office.pk, kind="phone", value="2.02555E+09")
    pasted = send_contact(
        admin, office=office.pk, kind="email", value="desk\u200b@example.org"
    )

    assert "national relay service" in error_at(relay, "value")
    assert "national relay service" in error_at(short, "value")
    assert "digits are lost" in error_at(mangled, "value")
    assert pasted.status_code == 302
    saved = ContactChannel.objects.get().get_latest_revision_as_object()
    assert saved.value == "desk@example.org"


@pytest.mark.parametrize(
    ("phone", "digits", "link"),
    [
        ("911", "911", "tel:911"),
        ("988", "988", "tel:988"),
        ("711", "711", "tel:711"),
        ("1-888-555-0100", "8885550100", "tel:+18885550100"),
        ("1-888-555-0100", "18885550100", "tel:+18885550100"),
        ("1-877-4-EXA-TIP", "8774392847", "tel:+18774392847"),
        ("", "", ""),
    ],
)
def test_line_dials_the_whole_number_that_it_shows(phone, digits, link):
    line = NationalLineFactory.build(phone=phone, phone_dial=digits)

    line.clean()
    assert line.call_link == link


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("1-888-555-0100", "5550100"),
        ("1-888-555-0100", "888555010"),
        ("1-888-555-0100", "911"),
        ("1-888-555-0100", "8885550199"),
        ("911", "988"),
        ("112", "112"),
        ("123", "123"),
    ],
)
def test_line_that_would_call_somebody_else_is_refused(phone, digits):
    with pytest.raises(ValidationError) as refusal:
        NationalLine(phone=phone, phone_dial=digits).clean()

    assert refusal.value.message_dict.keys() == {"phone_dial"}
