"""Whatever happens in whatever order, no reader gets what is older than it may be."""

import logging
import tempfile
from itertools import chain
from pathlib import Path
from unittest import mock

from hypothesis import example, given, strategies as st

from tests.properties.anything import steady
from tests.properties.pretended_nodes import World

process = st.integers(0, 3)
seconds = st.sampled_from([0.1, 0.3, 0.6, 1.1, 1.9, 3.2, 6.0])
look = st.tuples(st.just("look"), st.permutations(range(4)))
heard = st.lists(process, unique=True)
commit = st.tuples(
    st.just("commit"), st.sampled_from(["", "withdraws", "returns"]), heard
)
lock = st.tuples(st.just("lock"), st.booleans())
cut = st.tuples(st.just("cut_off"), st.integers(0, 1), st.booleans())
hear = st.tuples(st.just("hear"), process)
hang = st.tuples(st.just("hang"), st.sampled_from([0.1, 0.6, 1.4]))
# What can happen between a question to the database and its answer, or a render.
during_answer = st.lists(st.one_of(commit, hear, hang, look), max_size=4)
during_render = st.lists(st.one_of(commit, hear, hang), max_size=4)
event = st.one_of(
    look,
    commit,
    st.tuples(st.just("pass_time"), seconds),
    st.tuples(st.just("reconnect"), process),
    st.tuples(st.just("keep_busy"), process, seconds),
    lock,
    cut,
    st.tuples(st.just("step_clock"), st.sampled_from([-90_000, -30, -2, 2, 90_000])),
    st.tuples(st.just("plan"), st.just("answer"), during_answer),
    st.tuples(st.just("plan"), st.sampled_from(["render", "sent"]), during_render),
)
# Several in a row that matter most right after each other.
events = st.one_of(
    event.map(lambda one: [one]),
    st.tuples(commit, st.one_of(lock, cut)).map(list),
    st.tuples(commit, hear, look).map(list),
)
SLOW = [
    ("plan", "answer", [("commit", "", []), ("hang", 1.4)]),
    ("hear", 0),
    ("cut_off", 0, True),
    ("pass_time", 1.1),
    ("look", range(4)),
]


@steady(400)
@example(happening=[SLOW])
@given(happening=st.lists(events, min_size=5, max_size=40))
def test_no_reader_gets_what_is_older_than_it_may_be(happening, caplog):
    caplog.set_level(logging.CRITICAL + 1)  # each failure is as planned
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        with mock.patch("page_cache.watching.since_boot", world.clock):
            world.pass_time(1.1)
            world.look(range(4))
            for name, *more in chain.from_iterable(happening):
                getattr(world, name)(*more)
            for node in (0, 1):
                world.cut_off(node, is_cut=False)
            world.lock(is_locked=False)
            world.pass_time(6)
            world.look(range(4))
