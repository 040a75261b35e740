"""Several nodes behind Varnish: who is asked, who instead, and how many at once."""

import threading
from contextlib import contextmanager
from itertools import count

import pytest

from tests.deploy.programs import Page, Visitor, site, varnish, wait_for

number = count()
QUICK_PROBES = (".interval = 1s;", ".interval = 0.1s;")
# A busy machine is not a node that fails.
PATIENT_PROBES = {
    "ready": (".timeout = 1s;", ".timeout = 30s;"),
    "alive": (".timeout = 2s;", ".timeout = 30s;"),
}
IMPATIENT = ("first_byte_timeout = 5s", "first_byte_timeout = 0.5s")


@contextmanager
def two_nodes(folder, **changed):
    with site() as one, site() as two:
        ports = [node.server_address[1] for node in (one, two)]
        changed |= {"probes": QUICK_PROBES, **PATIENT_PROBES}
        with varnish(folder / "varnish", *ports, **changed) as port:
            yield port, one, two


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nodes")
    with two_nodes(folder, waits=IMPATIENT) as found:
        yield found


@pytest.fixture(scope="module")
def started_patient(tmp_path_factory):
    """The same, with the waits of the site: a busy machine needs them for a flood."""
    with two_nodes(tmp_path_factory.mktemp("patient")) as found:
        yield found


@pytest.fixture
def nodes(started):
    yield from well_again(*started)


@pytest.fixture
def patient_nodes(started_patient):
    yield from well_again(*started_patient)


def well_again(port, *both):
    """Give the nodes to a test, and wait until both are asked again after it."""
    yield both
    for node in both:
        node.pages, node.is_away, node.is_ready = {}, False, True
    wait_for(lambda: asked_of_all(Visitor(port), both, "/settled/"))


@pytest.fixture
def ask(started, nodes):
    return Visitor(started[0], host=f"www{next(number)}.example.org")


def asked_of_all(ask, nodes, path):
    """Request pages until each node has been asked."""
    host = f"www{next(number)}.example.org"
    for turn in range(20):
        Visitor(ask.port, host=host)(f"{path}{turn}")
    return all(node.times(host) for node in nodes)


def test_all_nodes_are_asked(ask, nodes):
    assert asked_of_all(ask, nodes, "/faq/")


@pytest.mark.parametrize("path", ["/faq/{}/", "/search/?q={}", "/help/{}"])
@pytest.mark.parametrize("failing", ["away", "500"])
def test_node_that_fails_is_not_noticed(ask, nodes, path, failing):
    failed, well = nodes
    headers = {"Cache-Control": "public, s-maxage=30"}
    for turn in range(12):
        address = path.format(turn)
        failed.pages[address.partition("?")[0]] = Page(500, headers, "trouble")
        failed.is_away = failing == "away"
        assert ask(address).status == 200

    assert well.times(ask.host) == 12


@pytest.mark.parametrize("path", ["/faq/{}/", "/help/{}"])
def test_node_that_is_silent_is_not_waited_for(ask, nodes, path):
    addresses = [path.format(turn) for turn in range(6)]
    with held(nodes[:1], addresses):
        assert {ask(address).status for address in addresses} == {200}
        assert nodes[1].times(ask.host) == 6


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_what_could_be_done_twice_is_asked_once(ask, nodes, method):
    for node in nodes:
        node.pages["/admin/"] = Page(500)
    assert ask("/admin/", method, Content_Length="0").status == 500

    assert sum(node.times(ask.host) for node in nodes) == 1


def test_failure_of_all_is_told_in_the_sites_words(ask, nodes):
    for node in nodes:
        node.pages["/search/"] = Page(500, words="trouble")

    got = ask("/search/?q=a")

    assert (got.status, got.words) == (500, "trouble")
    assert [node.times(ask.host) for node in nodes] == [1, 1]


def test_style_sheet_that_one_node_lacks_comes_from_the_other(ask, nodes):
    for turn in range(8):
        nodes[0].pages[f"/static/{turn}.css"] = Page(404)
        assert ask(f"/static/{turn}.css").status == 200


def test_node_that_is_not_ready_is_asked_for_nothing(ask, nodes):
    nodes[0].is_ready = False
    wait_for(lambda: not asked_of_all(ask, nodes[:1], "/a/"))

    for turn in range(20):
        for path in ("/{}/", "/search/?q={}", "/regions/?zip={}", "/admin/{}"):
            assert ask(path.format(turn)).status == 200

    assert nodes[0].times(ask.host) == 0


def test_nodes_are_asked_though_none_is_ready(ask, nodes):
    for node in nodes:
        node.is_ready = False
        node.probed.clear()
    # The probes have failed more often by then than they may.
    wait_for(lambda: all(node.probed.count("/readyz") > 30 for node in nodes))

    for path in ("/faq/", "/search/?q=a", "/regions/?zip=1", "/?as_of=x", "/admin/"):
        assert ask(path).status == 200
    assert asked_of_all(ask, nodes, "/b/")


def test_help_page_is_there_when_no_node_is(ask, nodes):
    told = {"Cache-Control": "no-store"}
    for node in nodes:
        node.pages["/help/"] = Page(headers=told, words="call this number")
    ask("/help/")
    for node in nodes:
        node.is_away = True

    for cookie in ("", "__Host-session=abc"):
        got = ask("/help/?from=x", Cookie=cookie)
        assert (got.status, got.words) == (200, "call this number")
        assert got.headers["cache-control"] == "no-store"
    wait_for(lambda: "stale" in ask("/help/").headers["cache-status"])


@contextmanager
def held(nodes, addresses):
    """Let all requests for these wait."""
    gate = threading.Event()
    for node in nodes:
        for address in addresses:
            node.pages[address.partition("?")[0]] = Page(wait=gate)
    try:
        yield
    finally:
        gate.set()


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/search/?q={}", 12),
        ("/regions/?zip={}", 20),
        ("/regions/?q={}", 20),
        ("/record/?as_of={}", 12),
        ("/admin/{}", 16),
    ],
)
def test_flood_at_one_door_blocks_no_other(started_patient, patient_nodes, path, most):
    ask = Visitor(started_patient[0], host=f"www{next(number)}.example.org")
    both = patient_nodes

    def seen(node):
        return node.times(ask.host)

    crowd = [path.format(turn) for turn in range(40)]
    doors = ["/search/?q=x", "/regions/?zip=x", "/record/?as_of=x", "/admin/x", "/faq/"]
    others = [each for each in doors if each[:4] != path[:4]]
    with held(both, crowd):
        got = []
        threads = [
            threading.Thread(target=lambda each=each: got.append(ask(each).status))
            for each in crowd
        ]
        for turn, thread in enumerate(threads, 1):
            thread.start()
            # One by one: Varnish looks whether there is room before it counts, so of
            # those that come at the same instant more than these may pass.
            wait_for(lambda turn=turn: len(got) + sum(map(seen, both)) == turn)
        # Whoever finds the door full is told so at once.
        assert len(got) == 40 - most
        fine = {ask(each).status for each in others}
    for thread in threads:
        thread.join(20)

    assert fine == {200}
    assert sorted(got) == [200] * most + [503] * (40 - most)
