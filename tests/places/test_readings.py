"""What a person may type, and the places that it means: the rows of readings.tsv."""

import csv
from pathlib import Path

import pytest

from places.place import PlaceKind
from places.reading import read
from places.states import StateNames

HERE = Path(__file__).parent
JURISDICTIONS = HERE.parents[1] / "fixtures" / "jurisdictions.csv"
with JURISDICTIONS.open(encoding="utf-8", newline="") as lines:
    STATES = StateNames({row["code"]: row["name"] for row in csv.DictReader(lines)})
with (HERE / "readings.tsv").open(encoding="utf-8") as lines:
    ROWS = [line.rstrip("\n").split("\t") for line in lines if line.strip()]
SHOWN = 3  # of many choices; the row ends in "..." then


def shown(places):
    words = [
        each.name if each.kind is PlaceKind.STATE else f"{each.name}, {each.state}"
        for each in places
    ]
    more = ["..."] if len(words) > SHOWN else []
    return " | ".join([*words[:SHOWN], *more])


def meaning(text):
    """Return a reading as the rows write it: places, "?" guesses, "!" a problem."""
    found = read(text, STATES)
    parts = [
        f"! {found.problem.value}" if found.problem else "",
        f"? {shown(found.guesses)}" if found.guesses else "",
        shown(found.places),
    ]
    return " ".join(filter(None, parts)) or "nothing"


def test_there_are_many_rows_and_none_twice():
    assert len(ROWS) >= 150
    assert len({text for text, _means in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("text", "means"), ROWS)
def test_text_means_what_the_row_says(text, means):
    assert meaning(text) == means
