"""Whoever judges the readers' answers must see each kind of mistake."""

import pytest

from tests.cluster.judging import Commit, Trouble, judge
from tests.cluster.traffic import HELP, NO_ANSWER, READY, Asked

NEVER = Trouble(0, 0)
SHOWS = {"/news/": {"article"}, HELP: set()}


def asked(path="/news/", at=100.0, door="node 1", status=200, **more):
    """Return a request that took a tenth of a second."""
    more = {"marks": {"article": 1}} | more
    return Asked(door, path, at, at + 0.1, status, **more)


def missed(*seen, commits=(), trouble=NEVER):
    found = judge(seen, commits, trouble, SHOWS).misses
    return [what for what, those in found.items() if those]


def test_page_that_is_there_and_new_is_no_miss():
    edited = Commit("article", 1, at=50)

    assert missed(asked(), commits=[edited]) == []


@pytest.mark.parametrize("status", [404, 500, 503, NO_ANSWER])
def test_page_that_fails_is_a_miss(status):
    assert missed(asked(status=status)) == ["kept failed"]
    assert missed(asked(HELP, status=status)) == ["help failed"]


def test_door_that_is_down_itself_is_not_asked():
    trouble = Trouble(99, 105, away=frozenset({"node 1"}))

    assert missed(asked(status=NO_ANSWER), trouble=trouble) == []
    assert missed(asked(at=106, status=NO_ANSWER), trouble=trouble) == ["kept failed"]
    assert missed(asked(door="edge 1", status=NO_ANSWER), trouble=trouble) == [
        "kept failed"
    ]


def test_edit_is_seen_within_three_seconds_and_a_little():
    edited = Commit("article", 2, at=97.5)

    assert missed(asked(at=100), commits=[edited]) == []
    assert missed(asked(at=101.6), commits=[edited]) == ["too old"]
    assert judge([asked(at=100)], [edited], NEVER, SHOWS).worst_seen == 2.5


def test_old_copy_that_says_so_is_no_miss_while_nobody_could_know():
    edited = Commit("article", 2, at=90)
    trouble = Trouble(91, 105, excused=frozenset({"node 1"}))
    old = {"commits": [edited], "trouble": trouble}

    assert missed(asked(is_stale=True), **old) == []
    assert missed(asked(is_stale=False), **old) == ["too old"]
    assert missed(asked(at=110, is_stale=True), **old) == ["too old"]
    assert missed(asked(door="node 2", is_stale=True), **old) == ["too old"]


@pytest.mark.parametrize(
    ("step", "kind"), [("withdraw", "withdrawn"), ("hide", "hidden")]
)
def test_withdrawn_page_is_seen_no_more_after_three_seconds(step, kind):
    gone = Commit(step, 4, at=96)
    seen = {"path": f"/zq{kind}/", "marks": {kind: 4}}

    assert missed(asked(at=98, **seen), commits=[gone]) == []
    assert missed(asked(at=100, **seen), commits=[gone]) == ["withdrawn seen"]
    assert missed(asked(at=100, **seen | {"marks": {kind: 5}}), commits=[gone]) == []
    assert missed(asked(at=100, **seen, is_stale=True), commits=[gone]) == [
        "withdrawn seen"
    ]


def test_page_may_have_its_old_words_while_it_becomes_public_again():
    gone = Commit("withdraw", 4, at=90)
    back = Commit("withdrawn", 5, at=100.3, begun=100.05)
    seen = asked("/zqwithdrawn/", marks={"withdrawn": 4})

    assert missed(seen, commits=[gone, back]) == []
    assert missed(seen, commits=[gone, Commit("withdrawn", 5, 102, 101)]) == [
        "withdrawn seen"
    ]


def test_reader_sees_nothing_older_than_one_before_on_the_same_node():
    new, old = {"marks": {"article": 3}}, {"marks": {"article": 2}}

    assert missed(asked(**new), asked(at=100.05, **old)) == []
    assert missed(asked(**new), asked(at=100.2, **old)) == ["went back"]
    assert missed(asked(**new), asked(at=100.2, door="node 2", **old)) == []


def test_cut_off_node_says_so_within_three_seconds():
    trouble = Trouble(90, 200, cut=frozenset({"node 1"}))

    assert missed(asked(READY, at=92), trouble=trouble) == []
    assert missed(asked(READY), trouble=trouble) == ["misled"]
    assert missed(asked(READY, status=503), trouble=trouble) == []
    assert missed(asked(is_stale=False), trouble=trouble) == ["misled"]
    assert missed(asked(is_stale=True), trouble=trouble) == []
    assert missed(asked(READY, door="node 2"), trouble=trouble) == []


def test_node_without_trouble_is_ready():
    assert missed(asked(READY, status=503)) == ["misled"]
    assert missed(asked(READY)) == []
