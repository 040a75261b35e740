"""The benchmarks' arithmetic and database, but not their measurements."""

import os
import shutil
from itertools import islice
from pathlib import Path

import psycopg
import pytest

from benchmarks.__main__ import PARTS, told_by
from benchmarks.nodes import in_order, percentile
from benchmarks.programs import postgres
from benchmarks.table import Measurement, as_markdown, compare, median_ratio


def test_ratio_is_the_median_of_the_rounds():
    assert median_ratio([10, 90, 30], [10, 100, 15]) == 1.0


def test_rounds_that_do_not_belong_together_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        median_ratio([1, 2], [1])


@pytest.mark.parametrize(
    ("ratio", "goal", "verdict"),
    [
        (0.8, "≥ 0.8", "met"),
        (0.79, "≥ 0.8", "missed"),
        (1.25, "≤ 1.25", "met"),
        (1.26, "≤ 1.25", "missed"),
        (2.0, "", ""),
        (None, "", ""),
    ],
)
def test_verdict_follows_from_the_goal(ratio, goal, verdict):
    assert Measurement("Home", "1", "2", ratio, goal).verdict == verdict


def test_table_names_both_sides_and_the_ratio():
    row = compare("Home; nginx", [900, 1100], [1000, 1000], "≥ 0.7")

    assert "| Home; nginx | 1,000/s | 1,000/s | 1.00 | ≥ 0.7 | met |" in as_markdown(
        [row]
    )


def test_busiest_pages_are_asked_for_ten_times_as_often_as_all_others():
    asked = list(islice(in_order(["/"], ["/a/", "/b/"]), 22))

    assert (asked.count("/"), asked.count("/a/"), asked.count("/b/")) == (20, 1, 1)


def test_percentile_is_a_value_that_was_measured():
    assert percentile([3.0, 1.0, 2.0], 99) == 3.0
    assert percentile([float(number) for number in range(1, 101)], 99) == 99.0


def test_everything_is_measured_unless_parts_are_named():
    assert told_by([]).parts == list(PARTS)
    assert told_by(["cached", "--rounds", "3"]).parts == ["cached"]


def test_unknown_part_is_refused_with_those_that_there_are(capsys):
    with pytest.raises(SystemExit):
        told_by(["cache"])

    assert f"cache is none of {', '.join(PARTS)}" in capsys.readouterr().err


@pytest.mark.skipif(
    not list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    or (os.geteuid() == 0 and not shutil.which("setpriv")),
    reason="PostgreSQL is not installed, or cannot be run as somebody else",
)
def test_database_starts_and_answers():
    with (
        postgres() as address,
        psycopg.connect(f"{address}/postgres", connect_timeout=5) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)
