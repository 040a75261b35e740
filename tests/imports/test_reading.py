"""What counts as a readable table, and how an unreadable one is refused."""

import pytest
from hypothesis import example, given, strategies as st

from imports.coverage_words import CoveredPlace, parse_places, write_places
from imports.header import UnreadableError
from imports.reading import read_table

COLUMNS = ["id", "name", "note"]
GOOD = "id,name,note\na-1,Example,words\n"


def cells(content):
    return [
        (row.number, *row.cells.values()) for row in read_table(content, COLUMNS).rows
    ]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        (GOOD + "\n\r\n,,\n  ,,\n").encode(),
        GOOD.rstrip("\n").encode(),
        GOOD.replace("id,name", " ID ,Name").encode(),
        GOOD.replace("note\n", "note,,\n").replace("words", "words,,").encode(),
        GOOD.replace("note\n", "note,,\n").encode(),
        GOOD.replace("name", ",name").replace("Exa", ",Exa").encode(),
        GOOD.replace("id", ",id").replace("a-1", ",a-1").encode(),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-16-be"),
    ],
    ids=[
        "plain",
        "byte order mark",
        "UTF-16",
        "semicolons",
        "tabs",
        "CRLF",
        "CR",
        "blank lines",
        "no last line end",
        "capitals",
        "empty columns at the end",
        "empty columns at the end of the header alone",
        "an empty column in between",
        "an empty column before all",
        "UTF-16 without a mark",
        "UTF-16 without a mark, the other way round",
    ],
)
def test_every_way_to_write_a_table_is_read(content):
    assert cells(content) == [(2, "a-1", "Example", "words")]


def test_columns_may_stand_in_any_order():
    (row,) = read_table(b"note,id,name\nwords,a-1,Example\n", COLUMNS).rows

    assert row.cells == {"note": "words", "id": "a-1", "name": "Example"}


def test_quoted_cell_may_hold_line_ends_quotes_and_delimiters():
    content = b'id,name,note\r\na-1,"One; ""two"", three","first\r\nsecond"\r\n'

    (row,) = read_table(content, COLUMNS).rows

    assert row.cells["name"] == 'One; "two", three'
    assert row.cells["note"].splitlines() == ["first", "second"]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    content = b'id,name,note\n\na-1,x,"one\ntwo"\na-2,y,\n'

    assert [row[:2] for row in cells(content)] == [(3, "a-1"), (4, "a-2")]


def test_mark_against_formulas_is_taken_off():
    content = b"id,name,note\na-1,'+1 202-555-0100,'quoted'\n"

    assert cells(content) == [(2, "a-1", "+1 202-555-0100", "'quoted'")]


def test_table_may_hold_its_header_alone():
    assert cells(b"id,name,note\n") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b" \n \n", "The file is empty"),
        (b"PK\x03\x04rest", "not a CSV file"),
        (b"\xd0\xcf\x11\xe0rest", "not a CSV file"),
        (b"%PDF-1.7", "not a CSV file"),
        (b"<html><table>", "not a CSV file"),
        (b'<?xml version="1.0"?>', "not a CSV file"),
        (b"{\\rtf1", "not a CSV file"),
        (b"\x89PNG\r\n", "not a CSV file"),
        (b"\xff\xd8\xff\xe0", "not a CSV file"),
        (b"id,name,note\na-1,Caf\xe9,\n", "Line 2 has a letter that cannot be read"),
        (b"\xff\xfeabc", "a letter that cannot be read"),
        (b"id,name,note\na-1,a\x00b,\n", "Line 2 has a sign that is not text"),
        (b"id,name\na-1,x\n", "Missing columns: note"),
        (b"id,name,note,color\na-1,x,,\n", "Unknown columns: color"),
        (b"id,name,note,name\na-1,x,,\n", "Columns that stand there twice: name"),
        (b"id,,name,note\na-1,x,y,z\n", "Row 2 has “x” in a column without a name"),
        (b"words without a table", "all the columns of this list: id, name, note"),
        (b"id,name,note\na-1,x,\na-2,y", "Row 3, the last one, ends early"),
        (b"id,name,note\na-1,x,,more\n", "Row 2 has 4 cells, and the header has 3"),
        (b'id,name,note\na-1,x,\na-2,"x,\n', "Row 3 cannot be read"),
        (b'id,name,note\na-1,"x"y,\n', "Row 2 cannot be read"),
    ],
)
def test_unreadable_file_is_refused_with_the_reason(content, reason):
    with pytest.raises(UnreadableError) as caught:
        read_table(content, COLUMNS)

    assert reason in str(caught.value)


def test_cells_that_excel_leaves_out_at_the_end_of_a_row_are_empty():
    content = b"id,name,note\na-1,Example\na-2\na-3,x,y\n"

    assert cells(content) == [
        (2, "a-1", "Example", ""),
        (3, "a-2", "", ""),
        (4, "a-3", "x", "y"),
    ]


@given(st.binary(max_size=60))
def test_no_file_breaks_the_reader(content):
    for start in (b"", b"id,name,note\n", b"sep=", b"sep=;\nA title\nid;name;note\n"):
        try:
            read_table(start + content, COLUMNS)
        except UnreadableError as error:
            reason = str(error)
        else:
            reason = "read"
        assert reason


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("TX", [("TX",)]),
        ("TX; LA;", [("TX",), ("LA",)]),
        ("TX (southeast Texas); LA", [("TX", "southeast Texas"), ("LA",)]),
        ("TX (a (b); c); la", [("TX", "a (b); c"), ("la",)]),
        (" TX  ( a  b ) ", [("TX", "a b")]),
        (r"TX (1\) east)", [("TX", "1) east")]),
        ("TX [Bexar, Frio]", [("TX", "", "Bexar, Frio")]),
        ("NJ (south) [Only  Camden ]; LA", [("NJ", "south", "Camden", True), ("LA",)]),
        ("TX (a [b])", [("TX", "a [b]")]),
        ("TX (a [b) [c]", [("TX", "a [b", "c")]),
        ("TX []", [("TX", "", "")]),
        ("TX [a]; TX [b]", [("TX", "", "a"), ("TX", "", "b")]),
    ],
)
def test_coverage_is_read_from_words(text, places):
    assert parse_places(text) == [CoveredPlace(*place) for place in places]


@pytest.mark.parametrize(
    "text",
    [
        *("TX (a", "TX a)", "(a)", "TX (a) b", "TX (a) (b)"),
        *("TX [a", "TX a]", "[a]", "TX [a] (b)", "TX [a; b]", "TX [a] [b]"),
        *("TX [only]", "TX [only ]"),
    ],
)
def test_unclear_coverage_is_refused(text):
    with pytest.raises(ValueError, match="unclear"):
        parse_places(text)


def test_coverage_named_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        parse_places("TX; TX")


def words(alphabet):
    return st.text(alphabet, max_size=12).map(lambda text: " ".join(text.split()))


@example(part="", counties="only a", are_all=False)
@given(words("ab ();[]\\,"), words("only ();[]\\,"), st.booleans())
def test_any_part_and_counties_survive_the_way_there_and_back(part, counties, are_all):
    texas = CoveredPlace("TX", part, counties or None, are_all and bool(counties))
    places = [texas, CoveredPlace("LA")]

    assert parse_places(write_places(places)) == places
