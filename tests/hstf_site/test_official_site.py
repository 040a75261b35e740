"""Only a government host, over HTTPS, with the setting on, calls itself official."""

import pytest
from django.test import RequestFactory

from hstf_site.official_site import is_official
from tests.factories import HelpPageFactory

GOVERNMENT_HOSTS = [
    "x.gov",
    "www.x.gov",
    "x.mil",
    "X.GOV:8443",
    "x.gov:443",
    "x.gov.",
]
OTHER_HOSTS = [
    "gov",
    "gov.",
    "mil",
    "notgov",
    "x.notgov",
    "x.gov.example.org",
    "gov.example.org",
    "example.org",
    "localhost",
    "localhost:8000",
    "127.0.0.1",
    "[::1]:8000",
    ".gov",
    "x..gov",
]
OFFICIAL_WORDS = "An official website of the United States government"
UNOFFICIAL_WORDS = "This is not an official government website."
# Each differs in one thing from a site that may call itself official.
ALMOST_OFFICIAL = [
    {"is_set": False, "secure": True, "host": "x.gov"},
    {"is_set": True, "secure": False, "host": "x.gov"},
    {"is_set": True, "secure": True, "host": "example.org"},
    {"is_set": True, "secure": True, "host": "x.gov.example.org"},
]


@pytest.fixture(autouse=True)
def any_host(settings):
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def ask(client, settings):
    """Get an address as a visitor of a certain copy of the site does."""

    def get(path, is_set=True, secure=True, host="x.gov", **headers):
        settings.OFFICIAL_SITE = is_set
        return client.get(path, secure=secure, HTTP_HOST=host, **headers)

    return get


@pytest.mark.parametrize("is_set", [True, False])
@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize("host", [*GOVERNMENT_HOSTS, *OTHER_HOSTS])
def test_site_is_official_only_if_setting_connection_and_host_all_say_so(
    settings, is_set, secure, host
):
    settings.OFFICIAL_SITE = is_set
    request = RequestFactory().get("/", secure=secure, HTTP_HOST=host)

    expected = is_set and secure and host in GOVERNMENT_HOSTS

    assert is_official(request) is expected


def test_host_that_is_not_allowed_is_not_official(settings):
    settings.ALLOWED_HOSTS = ["hstf.example.org"]
    settings.OFFICIAL_SITE = True

    request = RequestFactory().get("/", secure=True, HTTP_HOST="x.gov")

    assert is_official(request) is False


def test_official_robots_file_opens_the_site_and_names_the_sitemap(ask):
    lines = ask("/robots.txt").content.decode().splitlines()

    assert "Disallow: /" not in lines
    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://hstf.example.org/sitemap.xml" in lines


@pytest.mark.parametrize("almost", ALMOST_OFFICIAL)
def test_robots_file_of_any_other_copy_closes_all_of_it(ask, almost):
    response = ask("/robots.txt", **almost)

    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


def test_robots_file_answers_reading_only(client):
    assert client.post("/robots.txt").status_code == 405


def test_official_page_says_so_and_lets_itself_be_found(ask, home):
    response = ask("/")

    page = response.content.decode()
    assert OFFICIAL_WORDS in page
    assert UNOFFICIAL_WORDS not in page
    assert 'name="robots"' not in page
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize(("host", "ending"), [("x.gov", ".gov"), ("X.MIL:443", ".mil")])
def test_official_page_explains_the_ending_of_its_own_address(ask, home, host, ending):
    other = {".gov": ".mil", ".mil": ".gov"}[ending]

    page = ask("/", host=host).content.decode()

    assert f"Official websites use {ending}" in page
    assert f"Official websites use {other}" not in page


@pytest.mark.parametrize("almost", ALMOST_OFFICIAL)
def test_page_of_any_other_copy_says_plainly_that_it_is_not_official(ask, home, almost):
    response = ask("/", **almost)

    page = response.content.decode()
    assert UNOFFICIAL_WORDS in page
    assert "official website of the United States" not in page.replace(
        "not an official", ""
    )
    assert "usa.gov" not in page
    assert '<meta name="robots" content="noindex,nofollow">' in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("almost", ALMOST_OFFICIAL)
@pytest.mark.parametrize(
    "path", ["/record.csv", "/record.json", "/sitemap.xml", "/nothing/", "/help"]
)
def test_every_answer_of_any_other_copy_stays_out_of_search(ask, home, path, almost):
    HelpPageFactory(parent=home, slug="help")

    assert ask(path, **almost)["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/record.csv", "/record.json"])
def test_official_downloads_let_themselves_be_found(ask, home, path):
    assert "X-Robots-Tag" not in ask(path)


def test_page_not_found_keeps_to_the_identity_of_the_site(ask, home):
    official = ask("/nothing/").content.decode()
    other = ask("/nothing/", is_set=False).content.decode()

    assert OFFICIAL_WORDS in official
    assert UNOFFICIAL_WORDS not in official
    assert UNOFFICIAL_WORDS in other
    assert OFFICIAL_WORDS not in other


def test_refused_host_stays_out_of_search(ask, settings):
    settings.ALLOWED_HOSTS = ["hstf.example.org"]

    response = ask("/", host="x.gov")

    assert response.status_code == 400
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_header_of_a_proxy_is_not_believed_by_default(ask):
    response = ask("/robots.txt", secure=False, HTTP_X_FORWARDED_PROTO="https")

    assert "Disallow: /" in response.content.decode().splitlines()


def test_header_of_a_trusted_proxy_is_believed(ask, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    told = ask("/robots.txt", secure=False, HTTP_X_FORWARDED_PROTO="https")
    silent = ask("/robots.txt", secure=False)

    assert "Disallow: /" not in told.content.decode().splitlines()
    assert "Disallow: /" in silent.content.decode().splitlines()


def test_header_that_names_another_host_is_not_believed(ask):
    response = ask("/robots.txt", host="example.org", HTTP_X_FORWARDED_HOST="x.gov")

    assert "Disallow: /" in response.content.decode().splitlines()
