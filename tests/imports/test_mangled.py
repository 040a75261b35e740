"""Cells mangled by spreadsheets: corrected, or reported."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings, strategies as st

from imports import reading
from imports.days import read_day
from imports.forms import UploadForm
from imports.header import UnreadableError
from imports.reading import read_table
from regions.models import ContactChannel, Office, Region
from regions.models.postal_code import read_zip_code
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    JurisdictionFactory,
)
from tests.imports.lists import (
    CONTACTS,
    OFFICES,
    TASK_FORCES,
    as_file,
    contact,
    places_and_source,
    task_force,
)
from tests.imports.running import counts, run
from tests.imports.screens import OFFICE_LIST, apply, upload, words


@pytest.fixture
def places(home):
    source = places_and_source()
    JurisdictionFactory(name="Massachusetts", code="MA", fips="25", source=source)
    AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home), slug="exa")
    run(TASK_FORCES, [task_force(1)])


def office(**cells):
    return {
        "id": "exa-boston",
        "name": "EXA Boston",
        "agency": "exa",
        "city": "Boston",
        "state": "MA",
        "source": "example-letter",
        **cells,
    }


def tip(number=1, **cells):
    return contact(number, task_force="example-1", **cells)


@pytest.mark.parametrize(
    ("typed", "state", "code"),
    [
        ("", "MA", ""),
        ("02108", "MA", "02108"),
        ("02108-1234", "MA", "02108-1234"),
        ("02108 1234", "MA", "02108-1234"),
        ("021081234", "MA", "02108-1234"),
        ("02108\u20131234", "MA", "02108-1234"),
        ("02108-", "MA", "02108"),
        ("2108", "MA", "02108"),
        ("2108", "", "02108"),
        ("2108-1234", "MA", "02108-1234"),
        ("21081234", "MA", "02108-1234"),
        ("2108.0", "MA", "02108"),
        ("2,108", "MA", "02108"),
        ("21,081,234", "MA", "02108-1234"),
        ("'02108", "MA", "02108"),
        ("“02108”", "MA", "02108"),
        ("\uff10\uff12\uff11\uff10\uff18", "MA", "02108"),
        ("501", "NY", "00501"),
        ("907", "PR", "00907"),
        ("9071234", "PR", "00907-1234"),
        ("79912", "TX", "79912"),
    ],
)
def test_zip_code_is_read_as_it_can_only_be_meant(typed, state, code):
    assert read_zip_code(typed, state) == code


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("7991", "TX"),  # a digit is missing at the end: 07991 is in New Jersey
        ("501", "TX"),
        *((typed, "MA") for typed in ("21", "1", "210812", "0210812345", "02108-12")),
        *((typed, "MA") for typed in ("2.11E+03", "MA 02108", "K1A 0B1", "٢١٠٨", "-")),
        ("99", ""),
    ],
)
def test_what_may_mean_another_zip_code_is_refused(typed, state):
    with pytest.raises(ValidationError, match=r"digits"):
        read_zip_code(typed, state)


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-01-31", "1/31/2026", "01/31/2026", "1/31/26", "31-Jan-26"),
        *("31-Jan-2026", "31-January-2026", "January 31, 2026", "Jan 31, 2026"),
        *("Saturday, January 31, 2026", "31 January 2026", "1-31-2026", "'1/31/2026"),
        *("2026-01-31 00:00:00", "2026-01-31T00:00:00", "2026-01-31T00:00:00.000Z"),
        *("1/31/2026 0:00", "1/31/26 12:00 AM", "1/31/2026 12:00:00 AM"),
    ],
)
def test_day_is_read_as_spreadsheets_write_it(typed):
    assert read_day(typed) == datetime.date(2026, 1, 31)


@pytest.mark.parametrize(
    "typed",
    [
        *("31/1/2026", "31.01.2026", "Jan-26", "31-Jan", "2026", "2/30/2026", "soon"),
        *("1/31/2026 14:30", "1/31/75", "46053", "46053.0", "4.6E+04", "20260131"),
    ],
)
def test_day_that_is_unclear_is_refused_with_a_way_to_write_it(typed):
    with pytest.raises(ValueError, match="2026-01-31"):
        read_day(typed)


@pytest.mark.django_db
def test_dropped_zero_is_put_back_and_the_preview_says_so(admin, places):
    page = upload(
        admin,
        as_file(OFFICES, [office(zip_code="2108", as_of="31-Jan-26")]),
        OFFICE_LIST,
    )

    assert "zip_code: the file says “2108”, which is read as 02108" in words(page)
    assert "as_of: the file says “31-Jan-26”, which is read as 2026-01-31" in words(
        page
    )
    assert apply(admin, page, OFFICE_LIST).status_code == 200
    saved = Office.objects.get(slug="exa-boston")
    assert (saved.postal_code, saved.live) == ("02108", True)
    assert saved.coordinates
    # Importing the same file again changes nothing, nor does an export.
    again = as_file(OFFICES, [office(zip_code="2108", as_of="31-Jan-26")])
    assert counts(run(OFFICES, again)) == (0, 0, 0, 1)
    assert counts(run(OFFICES, OFFICES().export().encode())) == (0, 0, 0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "importer", "column", "cell"),
    [
        (office, OFFICES, "zip_code", "7991"),
        (office, OFFICES, "zip_code", "2.11E+03"),
        (office, OFFICES, "address", "#N/A"),
        (office, OFFICES, "city", "nan"),
        (office, OFFICES, "note", "TRUE"),
        (office, OFFICES, "as_of", "########"),
        (office, OFFICES, "remove", "TRUE"),
        (office, OFFICES, "id", "5-Sep"),
        (tip, CONTACTS, "value", "2.02555E+09"),
        (tip, CONTACTS, "hours", "5-Sep"),
        (tip, CONTACTS, "order", "1.0E+10"),
        (tip, CONTACTS, "confirmed_on", "46053"),
    ],
)
def test_mangled_cell_is_named_and_nothing_is_imported(
    places, make, importer, column, cell
):
    row = make()

    report = run(importer, [{**row, column: cell}])

    assert [mistake.column for mistake in report.mistakes] == [column]
    assert cell in report.mistakes[0].reason
    assert not Office.objects.exists()
    assert not ContactChannel.objects.exists()


@pytest.mark.django_db
def test_pasted_address_loses_the_signs_that_nobody_sees(places):
    rows = [
        tip(1, kind="email", value="desk\u200b@example.org\u00a0"),
        tip(2, value="'2025550100"),
        tip(3, value="2025550100.0"),
        tip(4, kind="tty", value="'=202555"),
    ]
    file = as_file(CONTACTS, rows).replace(b"'=202555", b'=""2025550101""')

    assert counts(run(CONTACTS, file)) == (4, 0, 0, 0)
    told = ContactChannel.objects.order_by("slug").values_list("value", flat=True)
    assert list(told) == ["desk@example.org", "2025550100", "2025550100", "2025550101"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["tty", "short_code", "phone"])
@pytest.mark.parametrize("value", ["711", "7-1-1", "TTY 711"])
def test_relay_code_is_no_number_of_an_office(places, kind, value):
    row = tip(kind=kind, value=value)

    (mistake,) = run(CONTACTS, [row]).mistakes

    assert mistake.column == "value"
    assert "national relay service" in mistake.reason


MANGLED = st.sampled_from(
    [
        *(
            "",
            "2108",
            "02108.0",
            "2108-1234",
            "501",
            "2.11E+03",
            "'02108",
            "#N/A",
            "###",
        ),
        *(
            "nan",
            "TRUE",
            "1/31/26",
            "31-Jan-26",
            "46053",
            "1.0E+10",
            "711",
            "2025550100",
        ),
        *(
            "2.02555E+09",
            "desk\u200b@example.org",
            "\u200b",
            "\u00a0",
            "\ufeffx",
            "“x”",
        ),
        *('="02108"', "=1+1", "@x", "-5", "TX (east)", "MA", "yes", "no", "phone"),
        *("example-1", "https://example.org\u200b", "x" * 201, "\u202e", "a\u2028b"),
    ]
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("importer", "model", "make"),
    [
        (TASK_FORCES, Region, lambda: task_force(2)),
        (OFFICES, Office, office),
        (CONTACTS, ContactChannel, tip),
    ],
)
def test_rehearsal_never_passes_what_the_import_refuses(places, importer, model, make):
    columns = [name for name in importer.names() if name != "source"]

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.dictionaries(st.sampled_from(columns), MANGLED, max_size=3))
    def check(cells):
        file = as_file(importer, [{**make(), **cells}])
        rehearsed = run(importer, file, saves=False)
        done = run(importer, file)
        assert done.digest == rehearsed.digest
        assert not any("Tell the site" in each.reason for each in done.mistakes)

    check()


EMPTY = reading.MOST_EMPTY_ROWS


@pytest.fixture
def rows_read(monkeypatch):
    """The rows that are taken out of a file."""
    read = []
    reader = reading.csv.reader

    def counting(*args, **kwargs):
        for row in reader(*args, **kwargs):
            read.append(row)
            yield row

    monkeypatch.setattr(reading.csv, "reader", counting)
    return read


@pytest.mark.parametrize("line", [b"\n", b",,\n", b" , ,\t\n", b'"","",""\r\n'])
def test_file_of_empty_rows_is_not_read_to_its_end(rows_read, line):
    content = b"id,name,note\n" + line * 60_000

    with pytest.raises(UnreadableError, match="more than 10,000 empty rows"):
        read_table(content, ["id", "name", "note"])

    assert len(rows_read) <= EMPTY + 2


def test_form_reads_no_more_rows_than_it_takes(rows_read):
    line = b"a" + b"," * (len(OFFICES.names()) - 1) + b"\n"
    file = SimpleUploadedFile("list.csv", as_file(OFFICES, []) + line * 30_000)

    form = UploadForm({}, {"file": file}, columns=OFFICES.names())

    assert "more than 2,000 rows" in form.errors["file"][0]
    assert len(rows_read) <= 2_002


def test_some_empty_rows_do_no_harm_and_count_as_rows():
    content = b"id,name,note\n" + b",,\n" * 500 + b"a-1,x,\n"

    (row,) = read_table(content, ["id", "name", "note"]).rows

    assert row.number == 502


def test_second_mark_of_byte_order_hides_no_column():
    content = '\ufeff\ufeff"id",name\u200b,\u00a0note\n"a-1",x,\n'.encode()

    (row,) = read_table(content, ["id", "name", "note"]).rows

    assert row.cells == {"id": "a-1", "name": "x", "note": ""}
