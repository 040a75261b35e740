"""Whatever a visitor sends is answered: no error, no cookie, no more work."""

import functools
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, strategies as st

from compat.request_charset import UTF8Handler
from hstf_site.caching import NOT_KEPT, PARAMETERS, keep_pages
from tests.page_cache.wsgi_site import Here, ask
from tests.properties.anything import TROUBLE, sent, steady, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]

# Where a visitor can ask for something, and by which parameters.
ASKED = {
    "/search/": ["q", "page"],
    "/regions/": ["q", "for"],
    "/regions/texas/": ["for", "zip", "near", "nearer", "office", "also"],
    "/record/": ["program", "source", "as_of"],
    "/record/arrests/": ["as_of"],
    "/record/arrests.csv": ["as_of"],
    "/record/corrections/": ["page"],
    "/record/sources/press/": ["list", "page"],
    "/news/": ["page", "topic", "year"],
    "/sitemap.xml": ["p"],
}
# The whole record is long, so it is asked for less often.
LONG = {"/record.csv": ["as_of"], "/record.json": ["as_of"]}
# Where nothing can be asked for, and a question changes nothing.
DEAF = [
    "/",
    "/help/",
    "/faq/",
    "/robots.txt",
    "/favicon.ico",
    "/record/feed/",
    "/news/atom/",
    "/news/rss/",
    "/regions.csv",
    "/regions.json",
    "/regions/places.json",
    "/search/suggestions.json",
    "/regions/texas.csv",
    "/regions/texas.json",
    "/share/record.png",
    "/static/css/site.css",
]
ANSWERS = {200, 301, 302, 304, 400, 404}
MORE_QUERIES = 12  # than without a question: what was found must be read
MORE_BYTES = 60_000
METHODS = [
    "OPTIONS",
    "TRACE",
    "PUT",
    "DELETE",
    "PATCH",
    "POST",
    "CONNECT",
    "ODD",
]


# Where a question is all: without one, hardly anything is read.
PLAIN = {"/search/": "/search/?q=task"}


@functools.cache
def usual(path):
    """Return what a plain question costs at a path: queries and bytes."""
    plain = PLAIN.get(path, path)
    Client().get(plain)
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(plain)
    assert response.status_code in {200, 301}, path
    return len(queries), len(read(response))


def read(response):
    return b"".join(response) if response.streaming else response.content


def check(response, path):
    """Check what holds for every answer to a visitor."""
    assert response.status_code in ANSWERS, (path, response.status_code)
    assert not response.cookies
    body = read(response)
    response.close()
    assert b"<zq-markup" not in body
    assert b"Traceback" not in body
    if "Location" in response:
        assert response["Location"].startswith("/")
        assert not response["Location"].startswith(("//", "/\\"))
    return body


def ask_for(path, query):
    queries, size = usual(path)
    with CaptureQueriesContext(connection) as asked:
        response = Client().get(f"{path}?{query}")
    body = check(response, path)
    assert len(asked) <= queries + MORE_QUERIES, (path, query)
    assert len(body) <= size + MORE_BYTES, (path, query)
    return response


def test_every_parameter_is_tried():
    known = NOT_KEPT.union(*(names for _, names in PARAMETERS))

    assert known | {"p"} == {name for names in ASKED.values() for name in names}


@pytest.mark.parametrize("path", [*ASKED, *LONG])
@steady(20)
@given(st.data())
def test_any_value_of_any_parameter_is_answered(path, data):
    if path in LONG:
        texts_of_a_day = st.one_of(texts, st.dates().map(str))
        query = urlencode({"as_of": data.draw(texts_of_a_day)})
    else:
        names = st.sampled_from([*ASKED[path], "unknown"])
        pairs = st.lists(st.tuples(names, sent), min_size=1, max_size=4)
        query = "&".join(f"{name}={value}" for name, value in data.draw(pairs))

    ask_for(path, query)


@pytest.mark.parametrize("path", ["/search/", "/regions/", "/news/"])
def test_all_that_was_ever_trouble_is_answered(path):
    for text in TROUBLE:
        ask_for(path, urlencode(dict.fromkeys(ASKED[path], text)))


@pytest.mark.parametrize("path", DEAF)
@steady(3)
@given(query=st.text(alphabet="&=;%+[]0aé\x00", max_size=50))
def test_question_changes_nothing_where_none_is_expected(path, query):
    response = Client().get(path, QUERY_STRING=quote(query, safe="&=;%+[]"))

    check(response, path)
    assert response.status_code in {200, 301}


@pytest.mark.parametrize("path", ["/", "/search/", "/regions/", "/record/"])
def test_question_that_never_ends_is_refused_or_cut(path):
    asked = [
        "q=" + "a" * 60_000,
        "&" * 60_000,
        "&".join(["q=a"] * 9_000),
        "&".join(["q=a"] * 11_000),
        "=".join("a" * 30_000),
    ]
    for query in asked:
        ask_for(path, query)


@pytest.mark.parametrize(
    "path", ["/search/", "/news/", "/record/corrections/", "/sitemap.xml"]
)
@pytest.mark.parametrize("number", ["99999", "9" * 30, "9" * 5_000, "-9" * 20])
def test_page_far_behind_the_last_costs_no_more(path, number):
    name = "p" if path == "/sitemap.xml" else "page"
    with CaptureQueriesContext(connection) as near:
        Client().get(f"{path}?q=task&{name}=2")
    with CaptureQueriesContext(connection) as far:
        response = Client().get(f"{path}?q=task&{name}={number}")

    check(response, path)
    assert len(far) <= len(near) + 1


# Addresses

segments = st.one_of(
    sent,
    st.sampled_from(
        [
            "record",
            "regions",
            "news",
            "media",
            "static",
            "documents",
            "share",
            "1",
            "texas",
            "..",
            ".",
            "",
            "%2e%2e",
            "%2f",
            "%5c",
            "a" * 3_000,
            "9" * 5_000,
            "etc",
            "_util",
            "x.csv",
            "x.png",
        ]
    ),
)
paths = st.lists(segments, max_size=6).map(lambda parts: "/" + "/".join(parts))
ODD_PATHS = [
    "//",
    "//example.org/",
    "//example.org/%2e%2e",
    "/\\example.org",
    "/%5cexample.org",
    "/%00/",
    "/record/%00.csv",
    "/regions/t%00/",
    "/static/%00",
    "/static/../../manage.py",
    "/static/%2e%2e/%2e%2e/manage.py",
    "/static/css/%00",
    "/media/%00.jpg",
    "/media/../db.sqlite3",
    "/media/%2e%2e/db.sqlite3",
    "/media//etc/passwd",
    "/media/original_images/../original_images/x.jpg",
    "/media/" + "a" * 3_000,
    "/share/%00.png",
    "/documents/1/%00",
    "/documents/" + "9" * 30 + "/x.pdf",
    "/documents/" + "9" * 5_000 + "/x.pdf",
    "/documents/1/../../x",
    "/documents/authenticate_with_password/" + "9" * 30 + "/",
    "/_util/authenticate_with_password/" + "9" * 30 + "/1/",
    "/_util/authenticate_with_password/1/" + "9" * 5_000 + "/",
    "/%ff%fe/",
    "/%ed%a0%80/",
    "/record/%c3%a9/",
    "/a%0d%0aSet-Cookie:%20a=b",
    "/a%0d%0aSet-Cookie:%20a=b/",
    "/" + "a/" * 5_000,
    "/" + "a" * 60_000,
    "/wp-login.php",
    "/.git/config",
    "/.env",
]


@steady(80)
@given(path=paths)
def test_any_path_is_answered(path):
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(path)

    check(response, path)
    assert len(queries) <= 60, path


# Methods

CARDS = ["/regions/texas.vcf", "/regions/offices/fbi-elpaso.vcf"]
PLACES = [*ASKED, *LONG, *DEAF, *CARDS, "/nothing/", "/media/a.jpg"]


@pytest.mark.parametrize("path", PLACES)
def test_only_reading_is_answered(path):
    for method in METHODS:
        response = Client(enforce_csrf_checks=True).generic(method, path, b"a=b")

        assert response.status_code == 405, method
        assert response["Allow"] == "GET, HEAD"
        assert not response.cookies
        assert response.content == b""


@pytest.mark.parametrize("path", PLACES)
def test_head_is_get_without_a_body(path):
    got, asked = Client().get(path), Client().head(path)

    assert asked.status_code == got.status_code
    assert read(asked) == b""
    got.close()
    asked.close()


# Through the page cache, as a server calls it


def as_header(text):
    """Return a text as a server decodes the bytes of a header."""
    return text.encode(errors="replace").decode("latin-1")


raw = st.binary(max_size=40).map(lambda sign: sign.decode("latin-1"))
header = st.one_of(
    raw,
    st.text(max_size=40).map(as_header),
    st.sampled_from([*map(as_header, TROUBLE), "gzip;q=" + "1." * 500, "a," * 20_000]),
)
DATES = [
    "Sat, 29 Oct 1994 19:43:31 GMT",
    "Sun, 22 Nov 2099 08:00:00 GMT",
    "Mon, 01 Jan 0001 00:00:00 +2359",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Sat, 29 Oct 1994 19:43:31 +9999",
    "Sat, 29 Oct 1994 99:99:99 GMT",
    "29 Oct",
    "0",
    "-1",
    ",",
    "Sat, 99999999999999999999 Oct 1994 19:43:31 GMT",
    "Sat, 29 Oct 99999999999999999999 19:43:31 GMT",
]
SESSION = settings.SESSION_COOKIE_NAME
COOKIES = [
    f'{SESSION}="\\000\\000\\000\\000\\000\\000\\000\\000\\000"',
    'csrftoken="\\000"',
    'a="\\000"',
    f"{SESSION}=" + "a" * 8_000,
    f"{SESSION}=..%2f..%2fetc%2fpasswd; csrftoken=x",
    f"{SESSION}=",
    SESSION,
    "=;=;=",
    ";" * 5_000,
    'messages="[[\\"__json_message\\"; messages=x:y:z',
    f"{SESSION}=\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8; csrftoken=\xff",
    f"{SESSION}='; DROP TABLE django_session; --",
    f"$Version=1; {SESSION}=x; $Path=/",
]
ENCODINGS = [
    "rot13",
    "idna",
    "punycode",
    "hex",
    "utf-16",
    "utf-7",
    "undefined",
    "x" * 99,
]
HEADERS = {
    "accept": header,
    "accept_encoding": header,
    "accept_language": header,
    "authorization": header,
    "content_length": header,
    "cookie": st.one_of(header, st.sampled_from(COOKIES)),
    "if_match": header,
    "if_modified_since": st.one_of(header, st.sampled_from(DATES)),
    "if_none_match": header,
    "if_range": header,
    "if_unmodified_since": st.one_of(header, st.sampled_from(DATES)),
    "range": st.one_of(
        header,
        st.sampled_from(
            [
                "bytes=0-",
                "bytes=-",
                "bytes=9-1",
                "bytes=0-0,1-1",
                f"bytes={'9' * 5_000}-",
            ]
        ),
    ),
    "referer": header,
    "user_agent": header,
    "x_forwarded_for": header,
    "x_forwarded_host": header,
    "x_forwarded_proto": header,
    "x_requested_with": header,
}
REACHED = ["/", "/record/", "/search/", "/help/", "/static/css/site.css", "/nothing/"]


@pytest.fixture(scope="module")
def door():
    """The site behind its page cache, as a server reaches it."""
    made = keep_pages(UTF8Handler())
    made.renewals.pool = Here()
    return made


def check_sent(got, allowed=(*ANSWERS, 206, 412, 416)):
    assert int(got.status[:3]) in allowed, got.status
    # The cookie of a nonexistent session is deleted, and nothing else.
    assert "Max-Age=0" in got.headers.get("Set-Cookie", "Max-Age=0")
    assert all(value.isprintable() for value in got.headers.values())
    assert b"Traceback" not in got.body


@steady(80)
@given(path=raw, query=raw)
def test_any_bytes_are_answered_behind_the_page_cache(door, path, query):
    check_sent(ask(door, f"/{path}", query, host="localhost"))


@pytest.mark.parametrize("path", REACHED)
@steady(20)
@given(headers=st.fixed_dictionaries({}, optional=HEADERS))
def test_any_header_is_answered(door, path, headers):
    check_sent(ask(door, path, host="localhost", **headers))


@pytest.mark.parametrize("path", ODD_PATHS)
def test_path_that_robots_try_is_answered(door, path):
    wanted = unquote_to_bytes(path).decode("latin-1")
    with CaptureQueriesContext(connection) as queries:
        got = ask(door, wanted, host="localhost")

    check_sent(got, {301, 302, 400, 404})
    assert got.headers.get("Location", "/").startswith("/")
    assert not got.headers.get("Location", "/").startswith(("//", "/\\"))
    assert b"root:" not in got.body
    assert b"django" not in got.body.lower()
    assert len(queries) <= 60


@pytest.mark.parametrize("cookie", COOKIES)
def test_broken_cookie_is_answered(door, cookie):
    for path in ("/", "/search/", "/_util/login/"):
        got = ask(door, path, host="localhost", cookie=cookie)

        assert int(got.status[:3]) in ANSWERS, got.status


@pytest.mark.parametrize("date", DATES)
def test_day_that_is_none_is_answered(door, date):
    for path in REACHED:
        check_sent(ask(door, path, host="localhost", if_modified_since=date))


@steady(40)
@given(host=header)
def test_any_host_is_answered(door, host):
    got = ask(door, "/", host=host)

    check_sent(got, {200, 400})
    assert host.lower() in {"localhost", "testserver"} or got.status.startswith("400")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_that_is_none_for_text_is_not_believed(door, encoding):
    for path in ("/search/", "/record/", "/_util/login/"):
        for method in ("GET", "POST"):
            got = ask(
                door,
                path,
                "q=%e9&as_of=2026-11-01",
                method,
                host="localhost",
                content_type=f"text/plain; charset={encoding}",
            )

            check_sent(got, {200, 302, 403, 405})


@pytest.mark.parametrize(
    ("path", "query", "other"),
    [
        ("/search/", "q=task", "%71=task"),
        ("/regions/", "q=zzz", "%71=zzz"),
        ("/record/", "as_of=2026-11-01", "as%5fof=2026-11-01"),
        ("/news/", "page=2", "p%61ge=2"),
    ],
)
def test_name_of_a_parameter_may_be_written_in_two_ways(door, path, query, other):
    plain = ask(door, path, host="localhost").body
    asked = ask(door, path, query, host="localhost").body

    assert asked != plain
    assert ask(door, path, other, host="localhost").body == asked


def test_words_that_nobody_could_type_are_refused_in_plain_words():
    response = Client().get("/%00/")

    assert response.status_code == 400
    assert "cannot be read" in response.content.decode()
