"""What readers saw, held against what was published when."""

from collections import defaultdict
from dataclasses import dataclass, field

from tests.cluster.traffic import HELP, KEPT, NODE, READY

LATEST = 3.0  # seconds after a commit, with any one part down
ROOM = 1.0  # seconds more for an edit, as two nodes and their readers share a machine
WITHDRAWN_BY = {"withdraw": "withdrawn", "hide": "hidden"}


@dataclass(frozen=True)
class Commit:
    """One step of the publisher's, committed after `begun`, and by `at` for sure."""

    step: str
    number: int
    at: float
    begun: float = 0.0


@dataclass(frozen=True)
class Trouble:
    """
    When a part was down, from `begun` to `ended`, and what cannot be asked of whom.

    `away`: doors that are down themselves. `cut`: doors that cannot know better.
    `excused`: doors at which a copy may be old if it says so, meanwhile and until
    three seconds later.
    """

    begun: float
    ended: float
    away: frozenset = frozenset()
    cut: frozenset = frozenset()
    excused: frozenset = frozenset()


@dataclass
class Verdict:
    """What went wrong, each as the requests or steps that show it."""

    asked: int = 0
    slowest: float = 0.0
    worst_seen: float = 0.0  # seconds after a commit that somebody saw what was before
    misses: dict = field(default_factory=dict)

    def __str__(self):
        shown = [
            f"{what}: {len(those)}, such as {those[0]}"
            for what, those in self.misses.items()
            if those
        ]
        return "\n".join(shown)


def judge(seen, commits, trouble, shows):
    """`shows`: by path, the kinds of marks that it always has."""
    seen = [each for each in seen if not is_away(each, trouble)]
    failed = [each for each in seen if each.path in KEPT and each.status != 200]
    late = {
        each: seconds_behind(each, commits, shows)
        for each in seen
        if not may_be_old(each, trouble)
    }
    return Verdict(
        asked=len(seen),
        slowest=max((each.ended - each.begun for each in seen), default=0.0),
        worst_seen=max(late.values(), default=0.0),
        misses={
            "kept failed": [each for each in failed if each.path != HELP],
            "help failed": [each for each in failed if each.path == HELP],
            "withdrawn seen": [e for e in seen if is_withdrawn(e, commits, trouble)],
            "went back": those_that_went_back(seen),
            "too old": [(s, each) for each, s in late.items() if s > LATEST + ROOM],
            "misled": [each for each in seen if is_misled(each, trouble)],
        },
    )


def is_away(asked, trouble):
    """Return whether the door was down at any time of the request."""
    return (
        asked.door in trouble.away
        and asked.begun < trouble.ended
        and asked.ended > trouble.begun
    )


def may_be_old(asked, trouble):
    """Return whether it says that it is stale, when nobody could know better."""
    excused = asked.door in trouble.excused
    in_time = (
        trouble.begun < asked.ended and asked.begun < trouble.ended + LATEST + ROOM
    )
    return asked.is_stale and excused and in_time


def is_misled(asked, trouble):
    """Return whether a node said what it is not: ready, fresh, or not ready."""
    is_in_trouble = asked.ended > trouble.begun and asked.begun < trouble.ended + LATEST
    if not asked.door.startswith(NODE):
        return False
    if is_in_trouble:
        if asked.door not in trouble.cut or not (
            trouble.begun + LATEST < asked.begun < asked.ended < trouble.ended
        ):
            return False
        return not asked.is_stale if asked.path in KEPT else asked.is_ready
    return asked.path == READY and not asked.is_ready


def is_withdrawn(asked, commits, trouble):
    """Return whether it shows what had been withdrawn three seconds before."""
    if asked.door in trouble.cut and asked.is_stale:
        return False
    return any(
        asked.marks.get(WITHDRAWN_BY[commit.step]) == commit.number
        and not is_back(asked, commit, commits)
        for commit in commits
        if commit.step in WITHDRAWN_BY and commit.at + LATEST < asked.begun
    )


def is_back(asked, withdrawal, commits):
    """Return whether it was made public again, with a new mark, during the request."""
    return any(
        commit.step == WITHDRAWN_BY[withdrawal.step]
        and commit.number > withdrawal.number
        and commit.begun < asked.ended
        for commit in commits
    )


def seconds_behind(asked, commits, shows):
    """Return for how long something newer had been published when it was asked for."""
    if asked.status != 200:
        return 0.0
    newer = [
        commit.at
        for commit in commits
        if commit.step in shows.get(asked.path, ())
        and commit.number > asked.marks.get(commit.step, -1)
    ]
    return max(0.0, asked.begun - min(newer)) if newer else 0.0


def those_that_went_back(seen):
    """Return requests to a node that got older marks than one that ended before."""
    pages = defaultdict(list)
    for each in seen:
        if each.status == 200 and each.door.startswith(NODE):
            pages[each.door, each.path].append(each)
    return [each for page in pages.values() for each in older_ones(page)]


def older_ones(page):
    newest, ended = {}, sorted(page, key=lambda each: each.ended, reverse=True)
    for each in sorted(page, key=lambda each: each.begun):
        while ended and ended[-1].ended <= each.begun:
            for kind, number in ended.pop().marks.items():
                newest[kind] = max(number, newest.get(kind, number))
        if any(each.marks.get(kind, -1) < number for kind, number in newest.items()):
            yield each
