"""All processes of two nodes find what is published, and not what is withdrawn."""

import time

from tests.cluster.publisher import mark
from tests.cluster.traffic import ask

SOON = 2.0  # seconds after a commit
PROCESSES = 2  # of each node
# Each process answers some of them: every request comes on a connection of its own.
OFTEN = 12


def found(cluster, kind, number):
    """Return what each process of both nodes finds for a mark, many times."""
    # Only what is found is written so; what was looked for is in capitals.
    path = f"/search/?q={mark(kind, number).upper()}"
    answers = [
        ask(node.name, node.port, path, seconds=30)
        for node in cluster.nodes
        for _ in range(OFTEN * PROCESSES)
    ]
    assert {each.status for each in answers} == {200}
    return {each.marks.get(kind) for each in answers}


def test_what_is_published_is_found_by_every_process(cluster):
    with cluster.desk.guard:  # nothing else is published meanwhile
        cluster.desk.do("article")
        number = cluster.desk.numbers["article"]
        time.sleep(SOON)

        assert found(cluster, "article", number) == {number}


def test_what_is_withdrawn_is_gone_at_once(cluster):
    with cluster.desk.guard:
        cluster.desk.do("withdrawn")
        number = cluster.desk.numbers["withdrawn"]
        time.sleep(SOON)
        assert found(cluster, "withdrawn", number) == {number}

        cluster.desk.do("withdraw")
        assert found(cluster, "withdrawn", number) == {None}
