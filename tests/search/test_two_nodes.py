"""What an editor teaches the search works on each node as soon as it is published."""

import re
from http.cookiejar import CookieJar
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.browser.sites import EDITOR, PASSWORD, run, serving
from tests.deploy.programs import wait_for
from tests.pages.small_seed import RECORD

HIRE = (
    "from django.contrib.auth.models import Group, User; "
    f"user = User.objects.create_user({EDITOR!r}, password={PASSWORD!r}); "
    "user.groups.add(Group.objects.get(name='Site manager'))"
)
SNIPPETS = "/admin/snippets/search/"


class Browser:
    """Sends forms as a browser does."""

    def __init__(self, address):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path, **fields):
        page = self.get(path)
        token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', page)[1]
        sent = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.address + path, sent, timeout=30) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("nodes")
    fixtures = tmp_path / "fixtures"
    (fixtures / "pages").mkdir(parents=True)
    for name, text in RECORD.items():
        (fixtures / name).write_text(text)
    run(tmp_path, "manage.py", "migrate", "--verbosity", "0")
    run(tmp_path, "manage.py", "seed_site", "--fixtures", str(fixtures))
    run(tmp_path, "manage.py", "shell", "--no-imports", "--command", HIRE)
    return tmp_path


@pytest.fixture
def nodes(folder):
    """Return the addresses of two, which have nothing in common but the database."""
    database = f"sqlite:///{folder / 'db.sqlite3'}"
    for name in ("one", "two"):
        (folder / name).mkdir()
    with (
        serving(folder / "one", folder / "1.log", DATABASE_URL=database) as one,
        serving(folder / "two", folder / "2.log", DATABASE_URL=database) as two,
    ):
        yield one, two


def found(node, words):
    """Return the addresses that a visitor is offered, in their order."""
    page = Browser(node).get(f"/search/?q={quote(words)}")
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.findall(r'<a [^>]*href="(/[^"#?]*)', main)


def is_first(node, words, address):
    return found(node, words)[:1] == [address]


def test_meaning_and_best_answer_work_on_two_nodes(nodes):
    editor = Browser(nodes[0])
    editor.post("/admin/account/login/", login=EDITOR, password=PASSWORD)
    agency, sitemap = "/agencies/", "/sitemap.xml"
    wait_for(lambda: all(agency in found(node, "example agency") for node in nodes))
    assert not any(agency in found(node, "zqfriends") for node in nodes)

    editor.post(
        f"{SNIPPETS}searchmeaning/add/",
        phrases="zqfriends",
        means="example agency",
        language="en",
        **{"action-publish": "1"},
    )
    chosen = {"type": "entry", "value": "download:sitemap.xml", "id": ""}
    blocks = chosen | {"deleted": "", "order": "0"}
    editor.post(
        f"{SNIPPETS}searchbestanswer/add/",
        phrases="zqtable",
        **{"target-count": "1", "action-publish": "1"},
        **{f"target-0-{name}": value for name, value in blocks.items()},
    )

    for node in nodes:
        wait_for(lambda node=node: agency in found(node, "zqfriends"))
        wait_for(lambda node=node: is_first(node, "zqtable", sitemap))
