"""The benchmarks' arithmetic and database, but not their measurements."""

import os
import shutil
from collections import Counter
from itertools import islice
from pathlib import Path

import psycopg
import pytest

from benchmarks.__main__ import PARTS, told_by
from benchmarks.flood import (
    RATE,
    SUBJECTS,
    Beside,
    new_searches,
    new_zip_codes,
    rows,
)
from benchmarks.nodes import in_order, percentile
from benchmarks.programs import postgres
from benchmarks.rotating import Rotation, rotate
from benchmarks.table import Measurement, as_markdown, compare, median_ratio
from tests.deploy.programs import Page, program, site, wait_for


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


def test_look_ups_that_are_new_are_all_different():
    codes = list(islice(new_zip_codes(), 5_000))

    assert len(set(codes)) == 5_000
    assert codes == list(islice(new_zip_codes(), 5_000))


def test_searches_that_are_new_are_all_different_and_the_same_in_each_run():
    texts = list(islice(new_searches(), 3_000))

    assert len(set(texts)) == 3_000
    assert texts == list(islice(new_searches(), 3_000))
    assert "fentanyl" in texts
    words = {word for text in texts for word in text.split()}
    assert len(words) > 2 * len(SUBJECTS)  # most of the others are misspelled


def test_flood_is_judged_by_its_rounds_its_rate_and_its_failures():
    alone = [Rotation(5_000, 0.2, 1.0, 0, 0), Rotation(5_000, 0.2, 2.0, 0, 0)]
    beside = Beside("searches", 30, iter([]), lambda _port, _text: [])
    beside.rotations = [
        Rotation(4_900, 0.3, 1.5, 1, 0),
        Rotation(4_800, 0.3, 6.0, 0, 2),
    ]
    beside.statuses = Counter({302: 7, 200: 7, 503: 4})

    p99, sent, failed = rows(alone, beside, 5_000)

    assert "with 30 new searches/s" in p99.what
    assert (p99.ratio, p99.verdict) == (2.25, "missed")
    assert (sent.measured, sent.verdict) == ("4,850/s", "met")
    assert (failed.measured, failed.verdict) == ("7 of 18", "missed")


def test_what_comes_beside_is_asked_for_until_the_pages_have_been_requested():
    asked = []

    def answer(port, text):
        asked.append((port, text))
        return [200, 302]

    def requested():
        wait_for(lambda: len(asked) >= 3)
        return Rotation(1, 1, 1, 0, 0)

    beside = Beside("searches", 50, iter("abcdefghij" * 1_000), answer)
    beside.take(80, requested)

    assert asked[:3] == [(80, "a"), (80, "b"), (80, "c")]
    assert beside.statuses == {200: len(asked), 302: len(asked)}
    assert len(beside.rotations) == 1


def test_rate_of_kept_pages_can_be_chosen():
    assert told_by(["flood"]).rate == RATE == 5_000
    assert told_by(["flood", "--rate", "800"]).rate == 800


def test_wrk_requests_pages_in_turn_and_counts_what_was_refused(tmp_path):
    program("wrk")
    with site() as server:
        server.pages["/c/"] = Page(status=503)
        port = server.server_address[1]
        found = rotate(port, ["/a/", "/b/?q=1", "/c/"], tmp_path, seconds=1, rate=60)
        asked = Counter(each.path for each in server.asked)

    assert set(asked) == {"/a/", "/b/?q=1", "/c/"}
    assert max(asked.values()) - min(asked.values()) <= 1
    assert 0 < sum(asked.values()) <= 80
    assert 0 < found.refused <= asked["/c/"]
    assert found.broken == 0
