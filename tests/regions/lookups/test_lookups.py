"""
Whom to call, for what a person may type.

`lookups.csv` was written by hand, from published areas and from the positions of
towns, without looking at what the site answers. Its columns: what is typed; the place
that must be found, or the choices in their order; the office whose contact must come
first (any of them, if several are named); the kind of answer; what decides (the
published area, a judicial district that it names, other words, the distance); why, in a
few words; and the way of writing.
"""

from pathlib import Path

import pytest

from tests.regions.lookups.conftest import agree, rows_of

TABLE = Path(__file__).parent / "lookups.csv"
ROWS = rows_of(TABLE)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_look_up_leads_to_whom_to_call(row, reader):
    answered = reader.look_up(row["text"])

    assert answered.outcome == row["outcome"], answered
    meant = answered.places[:1] if row["outcome"] == "guess" else answered.places
    assert agree(row["place"], meant), answered
    if row["first"]:
        first = reader.whom_to_call(answered.addresses[0])
        assert first in row["first"].split(), (first, answered.addresses[0])


def test_table_covers_what_it_promises():
    offices = {office for row in ROWS for office in row["first"].split()}
    near_lines = [row for row in ROWS if row["form"] in ("state line", "district line")]

    assert len(ROWS) >= 300
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert len([each for each in offices if each.startswith("fbi-")]) == 55
    assert len(near_lines) >= 60
