"""A source: its addresses, and the document behind it."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def problems(source):
    with pytest.raises(ValidationError) as caught:
        source.full_clean()
    return caught.value.message_dict


def test_source_has_an_address_of_its_own():
    source = SourceFactory(slug="report")

    assert source.get_absolute_url() == source.url_path == "/record/sources/report/"


def test_document_behind_a_report_is_chosen():
    report = SourceFactory(primary=SourceFactory())

    report.full_clean()

    assert list(report.primary.reports.all()) == [report]


def test_document_is_not_behind_itself():
    source = SourceFactory()
    source.primary = source

    assert "not behind itself" in problems(source)["primary"][0]


def test_document_behind_a_document_is_refused_from_both_ends():
    release = SourceFactory()
    report = SourceFactory(primary=release)
    retold = SourceFactory(primary=report)
    release.primary = SourceFactory()

    assert "very end" in problems(retold)["primary"][0]
    assert "very end" in problems(release)["primary"][0]


def test_address_of_a_copy_is_an_address():
    source = SourceFactory.build(copy_url="in a drawer")

    assert set(problems(source)) == {"copy_url"}
