"""What the processes of a machine know of the generation, and how late it may be."""

import pytest
from hypothesis import given, settings, strategies as st

from page_cache.generation import SURE, KnownGeneration
from page_cache.node import Node


@pytest.fixture
def nodes(tmp_path):
    """Two processes of one machine."""
    return [Node(tmp_path / "generation") for _ in range(2)]


def test_what_one_process_learns_the_others_know(nodes):
    nodes[0].learn(5, asked=10.0, answered=10.1)

    assert nodes[1].read() == (10.0, 5)


def test_answer_that_was_overtaken_is_not_taken(nodes):
    nodes[0].learn(5, asked=10.0, answered=10.5)
    nodes[1].learn(4, asked=10.2, answered=10.6)

    assert nodes[0].read()[1] == 5


def test_database_that_lost_its_last_commits_is_believed(nodes):
    nodes[0].learn(5, asked=10.0, answered=10.5)
    nodes[1].learn(4, asked=10.6, answered=10.7)

    assert nodes[0].read() == (10.6, 4)


def test_what_was_known_before_a_restart_of_the_machine_is_not_sure(
    nodes, tmp_path, monkeypatch
):
    nodes[0].learn(5, asked=10.0, answered=10.5)
    monkeypatch.setattr("page_cache.node.this_boot", lambda: 555_0100)

    assert Node(tmp_path / "generation").read() == (0.0, 0)


# What one process makes of it


@pytest.fixture
def clock():
    return [100.0]


@pytest.fixture
def known(clock):
    return KnownGeneration(clock=lambda: clock[0])


def test_answer_is_sure_for_a_while_from_when_it_was_asked_for(known, clock):
    known.learn(5, asked=99.0)
    assert (known.read(), known.unsure_for()) == (5, 0)

    clock[0] = 99.0 + SURE + 0.5

    guesses = {known.read() for _ in range(3)}
    assert len(guesses) == 3
    assert max(guesses) < 0
    assert known.newest() == 5
    assert known.unsure_for() == pytest.approx(0.5)


def test_nothing_is_sure_before_the_first_answer(known):
    assert known.read() < 0
    assert known.unsure_for() > 10


def test_copy_is_stale_since_the_next_stamp_was_heard_of(known, clock):
    for number in (1, 2, 3):
        known.learn(number, asked=clock[0])
        clock[0] += 10

    assert [known.stale_for(number) for number in (3, 2, 1)] == [0, 10, 20]
    assert known.stale_for(99) == 30  # one that this process never heard of


def test_clock_that_stands_still_or_jumps_back_makes_nothing_sure(known, clock):
    known.learn(5, asked=clock[0])
    clock[0] -= 50

    assert known.read() < 0


ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 1),  # which process asks
        st.floats(0, 0.4),  # how long its question travels
        st.floats(0, 5),  # how long the answer does
        st.floats(0, 2),  # how much later the next one is asked
        st.booleans(),  # whether something is committed then
    ),
    min_size=2,
    max_size=20,
)


@settings(max_examples=300, deadline=None)
@given(ANSWERS)
def test_no_reader_sees_what_is_older_than_a_reader_before(answers):
    """However long questions and answers take, in whatever order they arrive."""
    now, commits, events = 1.0, [], []
    for number, (process, there, back, pause, commits_now) in enumerate(answers):
        question = (number, process, now)
        events.append((now + there, False, question))
        events.append((now + there + back, True, question))
        if commits_now:
            commits.append(now + pause / 2)
        now += pause
    time, newest, answered = [0.0], 0, {}
    node = Node()
    readers = [KnownGeneration(node, lambda: time[0]) for _ in range(2)]
    for at, arrives, (number, process, asked) in sorted(events):
        time[0] = at
        if arrives:
            readers[process].learn(answered[number], asked)
        else:
            answered[number] = 1 + sum(commit <= at for commit in commits)
        for reader in readers:
            stamp = reader.read()
            if stamp < 0:
                continue
            assert stamp >= newest
            newest = stamp
            # Nothing that was committed longer ago than an answer is sure.
            assert stamp >= 1 + sum(commit <= at - SURE for commit in commits)
