"""The real site, as `bin/serve-public` starts it, behind Varnish."""

import subprocess
import time
from contextlib import ExitStack
from dataclasses import dataclass
from subprocess import PIPE

import pytest

from tests.browser.sites import free_port
from tests.deploy.programs import SOON, Visitor, counters, varnish, wait_for
from tests.deploy.real_site import (
    OFFICIAL,
    OTHER,
    copy_database,
    kill,
    served,
    settings_for,
    shell,
)

# So that there is a migrated database to copy; the tests themselves ask none.
pytestmark = pytest.mark.django_db

# One process for all that an editor does, as starting Django takes most of the time.
EDITOR = """
import sys, time
from wagtail.models import Page, Site
from pages.models import StandardPage
from tests.factories import HelpPageFactory, HomePageFactory, StandardPageFactory
home = HomePageFactory(parent=Page.get_first_root_node(), slug="of-this-test")
Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home})
StandardPageFactory(parent=home, slug="about", title="Before")
HelpPageFactory(parent=home, slug="help")
print("ready", flush=True)
for line in sys.stdin:
    page = StandardPage.objects.get(slug="about")
    page.title = line.strip()
    page.save_revision().publish()
    print("published", time.time(), flush=True)
"""


@dataclass
class Running:
    port: int
    server: subprocess.Popen
    editor: subprocess.Popen

    def visitor(self, host=OTHER, scheme="https"):
        return Visitor(self.port, host, scheme)

    def publish(self, title):
        """Change the page's title, and return when others could read it."""
        self.editor.stdin.write(f"{title}\n")
        self.editor.stdin.flush()
        return float(heard(self.editor, "published"))

    def kill(self):
        kill(self.server)


def heard(editor, word):
    """Wait for a line of the editor's; the audit log writes there as well."""
    for line in editor.stdout:
        if line.startswith(word):
            return line.removeprefix(word)
    raise RuntimeError("the editor's process failed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, django_db_setup, django_db_blocker):
    """All that the site writes, with a migrated database."""
    made = tmp_path_factory.mktemp("public")
    copy_database(made, django_db_blocker.unblock())
    return made


@pytest.fixture(scope="module")
def running(folder):
    port = free_port()
    environment = settings_for(folder, port)
    with ExitStack() as stack:
        front = stack.enter_context(varnish(folder / "varnish", port))
        environment["FRONTEND_CACHE_URL"] = f"http://127.0.0.1:{front}"
        log = stack.enter_context((folder / "log").open("w"))
        editor = shell(environment, log, EDITOR, stdin=PIPE, stdout=PIPE)
        stack.enter_context(editor)
        server = stack.enter_context(served(environment, log))
        site = Running(front, server, editor)
        try:
            heard(editor, "ready")
            wait_for(lambda: site.visitor()("/about/").status == 200)
            yield site
        finally:
            editor.kill()


def test_page_comes_whole_through_both(running):
    ask = running.visitor()

    got = {
        packed: ask("/about/", Accept_Encoding=packed) for packed in ("br", "gzip", "")
    }

    assert {each.status for each in got.values()} == {200}
    assert len({each.words for each in got.values()}) == 1
    for packed, each in got.items():
        assert each.headers.get("content-encoding", "") == packed
        assert each.headers["vary"] == "Accept-Encoding"
        assert "set-cookie" not in each.headers
        assert "s-maxage=" in each.headers["cache-control"]
        assert "default-src 'none'" in each.headers["content-security-policy"]
        etag = each.headers["etag"]
        again = ask("/about/", Accept_Encoding=packed, If_None_Match=etag)
        assert (again.status, again.body) == (304, b"")


def test_official_words_never_reach_another_host_or_scheme(running):
    """Whoever asks first, and however often: X-Robots-Tag tells who is speaking."""
    for _ in range(3):
        assert running.visitor(OFFICIAL)("/about/").headers.get("x-robots-tag") is None
        assert "noindex" in running.visitor(OTHER)("/about/").headers["x-robots-tag"]
        plain = running.visitor(OFFICIAL, "http")("/about/")
        assert plain.status == 301
        assert plain.headers["location"] == f"https://{OFFICIAL}/about/"
        assert "noindex" in plain.headers["x-robots-tag"]


def test_name_with_underscores_passes_for_no_other(running):
    """A WSGI server cannot distinguish it from the same name with dashes."""
    ask = running.visitor()

    got = ask("/record.csv", spelled={"If_None_Match": "*"})

    assert got.status == 200
    assert "stale" not in got.headers["cache-status"]


def test_foreign_host_is_refused_without_a_word_in_the_log(running, folder):
    assert running.visitor("other.example.com")("/about/").status == 400
    assert "other.example.com" not in (folder / "log").read_text()


@pytest.mark.parametrize("name", ["q", "zip", "near", "as_of"])
def test_what_was_looked_up_is_not_in_the_log(running, folder, name):
    ask, secret = running.visitor(), "8675309"

    for path in ("/about/", "/nothing/", "/search/", "/regions/texas/"):
        got = ask(
            f"{path}?{name}={secret}", Referer=f"https://{OTHER}/?{name}={secret}"
        )
        # Not even the site itself is told what was typed into its search.
        is_search = (path, name) == ("/search/", "q")
        expected = "no-referrer" if is_search else "same-origin"
        assert got.headers["referrer-policy"] == expected

    assert secret not in (folder / "log").read_text()


@pytest.mark.parametrize("path", ["/help/", "/healthz", "/admin/account/login/"])
def test_what_must_be_fresh_may_be_kept_by_nobody(running, path):
    got = running.visitor()(path)

    assert got.status == 200
    assert "no-store" in got.headers["cache-control"]


def test_published_page_is_seen_soon_by_all(running):
    ask = running.visitor()
    late = []
    for title in ("After the first change", "After the second change"):
        for packed in ("br", "gzip"):
            assert title not in ask("/about/", Accept_Encoding=packed).words

        committed = running.publish(title)

        for packed in ("br", "gzip"):
            wait_for(
                lambda p=packed, t=title: t in ask("/about/", Accept_Encoding=p).words,
                SOON,
            )
        late.append(round(time.time() - committed, 2))

    print(f"seen after {late} seconds")  # noqa: T201 - shown with `pytest -s`


def test_site_that_was_killed_is_not_missed(running, folder):
    """The last test: nothing responds behind Varnish any more."""
    ask = running.visitor()
    withdrawn = "What the site takes back"
    running.publish(withdrawn)
    wait_for(lambda: withdrawn in ask("/about/", Accept_Encoding="gzip").words, SOON)
    # Nobody asks for this copy again; but after a change, Varnish is told twice.
    told = counters(folder / "varnish")["bans_added"]
    running.publish("What it says instead")
    wait_for(lambda: counters(folder / "varnish")["bans_added"] >= told + 2)
    before = ask("/about/", Accept_Encoding="br")
    help_page = ask("/help/")

    running.kill()
    got = []
    wait_for(
        lambda: got.append(ask("/about/", Accept_Encoding="br")) or is_old(got[-1])
    )

    assert {(each.status, each.words) for each in got} == {(200, before.words)}
    passing = {"age", "date", "cache-status"}
    for name in (set(before.headers) | set(got[-1].headers)) - passing:
        assert got[-1].headers[name] == before.headers[name]
    assert withdrawn not in ask("/about/", Accept_Encoding="gzip").words
    assert (ask("/help/").status, ask("/help/").words) == (200, help_page.words)


def is_old(got):
    return "detail=stale" in got.headers["cache-status"].rpartition("varnish")[2]
