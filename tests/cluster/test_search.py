"""All processes of two nodes find what is published, and not what is withdrawn."""

import time

from tests.cluster.traffic import ask

SOON = 2.0  # seconds after a commit
PROCESSES = 2  # of each node
# Each process answers some of them: every request comes on a connection of its own.
OFTEN = 12


def answers(cluster, word):
    """Yield what each process of both nodes finds."""
    for node in cluster.nodes:
        for _ in range(OFTEN * PROCESSES):
            found = ask(node.name, node.port, f"/search/?q={word}", seconds=30)
            assert found.status == 200, found
            yield found.marks


def test_what_is_published_is_found_by_every_process(cluster):
    cluster.desk.do("article")
    number = cluster.desk.numbers["article"]
    time.sleep(SOON)

    found = [marks.get("article", 0) for marks in answers(cluster, "zqarticle")]

    # The desk goes on, so that there may be a later one.
    assert min(found) >= number


def test_what_is_withdrawn_is_gone_at_once(cluster):
    cluster.desk.do("withdrawn")
    time.sleep(SOON)
    number = cluster.desk.numbers["withdrawn"]
    assert any(m.get("withdrawn", 0) >= number for m in answers(cluster, "zqwithdrawn"))

    cluster.desk.do("withdraw")
    number = cluster.desk.numbers["withdrawn"]

    found = [marks.get("withdrawn", 0) for marks in answers(cluster, "zqwithdrawn")]
    assert number not in found
