"""The header below a line for Excel and rows of a title; and when there is none."""

import io

import pytest
from django.core.management import call_command

from imports.header import UnreadableError
from imports.models import ImportBatch
from imports.reading import read_table
from regions.models import Region
from tests.imports.lists import (
    CONTACTS,
    TASK_FORCES,
    as_text,
    contact,
    places_and_source,
    task_force,
)
from tests.imports.screens import apply, look, press_approve, upload, words

COLUMNS = ["id", "name", "note"]
GOOD = "id,name,note\na-1,Example,words\n"
TITLE = "Task forces of the region,,\n,,\nAs of November 30, 2026\n\nConfidential,,\n"


def read(text):
    table = read_table(text.encode(), COLUMNS)
    return [(row.number, *row.cells.values()) for row in table.rows], [
        tuple(each) for each in table.skipped
    ]


def refusal(text):
    with pytest.raises(UnreadableError) as caught:
        read(text)
    return caught.value.message


@pytest.mark.parametrize(
    ("separator", "line", "shown"),
    [
        (",", "sep=,\n", "sep=,"),
        (";", "sep=;\r\n", "sep=;"),
        (";", "SEP=;\r", "SEP=;"),
        ("\t", "sep=\t\n", "sep=(tab)"),
        ("|", "sep=|\n", "sep=|"),
        (";", '"sep=;"\n', "sep=;"),
        # Whoever wrote this file was wrong, or the file was saved again.
        (",", "sep=;\n", "sep=;"),
        (",", "sep=\n", "sep="),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_first_line_for_excel_names_the_separator_and_is_no_row(
    separator, line, shown, mark
):
    rows, skipped = read(mark + line + GOOD.replace(",", separator))

    # Excel shows the header as its first row.
    assert rows == [(2, "a-1", "Example", "words")]
    assert skipped == [(0, shown)]


@pytest.mark.parametrize("line", ["sep=;,,\n", '"sep=;",,\n', '"sep=,",,\n'])
def test_that_line_counts_once_a_program_has_made_a_row_of_it(line):
    rows, skipped = read(line + GOOD)

    assert rows == [(3, "a-1", "Example", "words")]
    assert skipped[0][0] == 1
    assert skipped[0][1].startswith("sep=")


def test_rows_above_the_header_are_skipped_and_named():
    rows, skipped = read(TITLE + GOOD)

    assert rows == [(7, "a-1", "Example", "words")]
    assert skipped == [
        (1, "Task forces of the region"),
        (3, "As of November 30, 2026"),
        (5, "Confidential"),
    ]


def test_commas_of_a_title_do_not_decide_what_separates_the_cells():
    title = "Boston, Hartford, Albany, and all of New England\n"

    rows, skipped = read(title + GOOD.replace(",", ";"))

    assert rows == [(3, "a-1", "Example", "words")]
    assert skipped == [(1, title.strip())]


def test_title_and_line_for_excel_stand_together():
    rows, skipped = read("sep=;\n\nA title\n" + GOOD.replace(",", ";"))

    assert rows == [(4, "a-1", "Example", "words")]
    assert skipped == [(0, "sep=;"), (2, "A title")]


def test_title_of_several_lines_is_named_on_one_and_counts_as_one_row():
    rows, skipped = read('"A title\nof two lines",,\n' + GOOD)

    assert rows == [(3, "a-1", "Example", "words")]
    assert skipped == [(1, "A title of two lines")]


def test_long_title_is_cut():
    _rows, ((number, said),) = read("x" * 500 + "\n" + GOOD)

    assert number == 1
    assert len(said) == 120


def test_header_that_stands_below_records_is_refused():
    said = refusal("b-1,Another,\n" + "b-2,One more,words\n" + GOOD)

    assert "Row 2 stands above the header, which is row 3" in said


def test_labels_for_people_may_stand_above_the_header():
    rows, skipped = read("Short name,Full name,Remarks\n" + GOOD)

    assert rows == [(3, "a-1", "Example", "words")]
    assert skipped == [(1, "Short name, Full name, Remarks")]


def test_columns_and_the_nearest_row_are_named_if_there_is_no_header():
    said = refusal("A title\n\nid;nmae;color\na-1;x;y\n")

    assert said == (
        "No row has all the columns of this list: id, name, note. The nearest is row "
        "3. Missing columns: name, note. Unknown columns: nmae (perhaps name), color. "
        "The template has all the columns, in its first row."
    )


def test_first_row_is_quoted_if_none_comes_near():
    assert "Row 1 says: “A title, of a letter”." in refusal("A title,of a letter\nx\n")


def test_header_far_below_is_not_looked_for():
    assert "No row has all the columns" in refusal("A line of a letter\n" * 30 + GOOD)


def test_title_with_a_quotation_mark_too_many_is_named():
    assert "Row 1 cannot be read" in refusal('"A title" of mine\n' + GOOD)


# What an editor sees


@pytest.fixture
def source():
    return places_and_source()


@pytest.fixture
def file():
    return ("sep=,\n" + TITLE + as_text(TASK_FORCES, [task_force()])).encode()


@pytest.mark.django_db
def test_preview_names_what_was_skipped_and_the_rest_is_imported(admin, source, file):
    page = upload(admin, file)

    said = words(page)
    assert "Skipped above the header: The first line, “sep=,”." in said
    assert "Row 1: “Task forces of the region” Row 3: “As of November 30, 2026”" in said
    assert "To add: 1." in said
    assert apply(admin, page).status_code == 200
    assert Region.objects.get().live


@pytest.mark.django_db
def test_rows_of_mistakes_are_those_of_the_file(admin, source):
    rows = as_text(TASK_FORCES, [task_force(state="ZZ")])

    page = upload(admin, (TITLE + rows).encode())

    assert "Row 5: “Confidential”" in words(page)
    assert words(page.select_one("#mistakes-section tbody td")) == "7"


@pytest.mark.django_db
def test_nothing_is_said_if_nothing_was_skipped(admin, source):
    page = upload(admin, as_text(TASK_FORCES, [task_force()]).encode())

    assert "To add: 1." in words(page)
    assert "Skipped" not in words(page)


@pytest.mark.django_db
def test_second_person_sees_what_was_skipped(second_person_rule, author, second, file):
    apply(author, upload(author, file))
    batch = ImportBatch.objects.get()

    page = look(second, batch)

    assert "Row 5: “Confidential”" in words(page)
    assert press_approve(second, batch, page).status_code == 200
    assert Region.objects.get().live


@pytest.mark.django_db
def test_upload_of_another_list_is_refused_in_one_message(admin, source):
    page = upload(admin, as_text(CONTACTS, [contact()]).encode())

    said = words(page)
    assert "No row has all the columns of this list: id, name, type" in said
    assert "The nearest is row 1." in said
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_command_names_what_it_skips(tmp_path, source, file):
    path, out = tmp_path / "list.csv", io.StringIO()
    path.write_bytes(file)

    call_command("import_directory", "task-forces", path, stdout=out)

    assert out.getvalue().splitlines()[:2] == [
        "Skipped above the header: the first line, “sep=,”",
        "Skipped above the header: row 1, “Task forces of the region”",
    ]
    assert Region.objects.get().live
