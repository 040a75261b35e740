"""Export and template: what an import reads back, however a spreadsheet saves it."""

import pytest

from regions.models import ContactChannel, Region
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionFactory,
    published,
)
from tests.imports.lists import (
    CONTACTS,
    OFFICES,
    TASK_FORCES,
    as_file,
    contact,
    place,
    places_and_source,
    task_force,
)
from tests.imports.running import counts, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return places_and_source()


@pytest.mark.parametrize("importer", [TASK_FORCES, OFFICES, CONTACTS])
def test_template_can_be_imported_as_it_is(importer):
    assert counts(run(importer, importer.template().encode())) == (0,) * 4


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('","', '";"').replace(",", ";"),
    ],
    ids=["byte order mark", "CRLF", "semicolons"],
)
def test_file_as_a_spreadsheet_saves_it_says_the_same(rewrite):
    rows = [task_force(covers="TX (southeast Texas)", note="One.\nTwo.")]
    run(TASK_FORCES, rows)
    text = as_file(TASK_FORCES, rows).decode()

    assert counts(run(TASK_FORCES, rewrite(text).encode())) == (0, 0, 0, 1)


def test_export_read_back_changes_nothing(home):
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home), slug="fbi")
    run(
        TASK_FORCES,
        [
            task_force(
                name="=Example “é”",
                covers="TX (a; b (c)); LA",
                announced_date="2025-08-15",
                note='- "One"\n\n+ two',
                quote="'=quoted",
                as_of="2025-01-02",
            ),
            task_force(2, parent="example-1", name="@Example"),
        ],
    )
    office = OfficeFactory(
        agency=agency, state=place("TX"), note="First.\r\nSecond.\r\n"
    )
    for coverage in "ab":  # one place twice, as an editor may have it
        OfficeCoverageFactory(
            office=office,
            jurisdiction=office.state,
            part="east)",
            counties=f"{coverage}; [only\nhere]",
            counties_are_all=coverage == "b",
        )
    published(office)
    run(CONTACTS, [contact(value="+1 202-555-0100", confirmed_on="2025-01-02")])

    for importer in (TASK_FORCES, OFFICES, CONTACTS):
        text = importer().export()
        number = importer().get_queryset().count()
        assert counts(run(importer, text.encode())) == (0, 0, 0, number), text
    assert "'+1 202-555-0100" in CONTACTS().export()
    assert "'=Example" in TASK_FORCES().export()
    assert ContactChannel.objects.get().value == "+1 202-555-0100"
    assert Region.objects.get(slug="example-1").quote == "=quoted"


def test_export_holds_only_what_is_on_the_site():
    run(TASK_FORCES, [task_force(), task_force(2)])
    run(TASK_FORCES, [{"id": "example-2", "remove": "yes"}])
    RegionFactory(slug="only-a-draft", live=False)

    text = TASK_FORCES().export()

    assert "example-1" in text
    assert "example-2" not in text
    assert "only-a-draft" not in text
