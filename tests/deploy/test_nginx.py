"""The nginx sample: it terminates TLS, and passes on no client-supplied value."""

import gzip
import re
import ssl
import subprocess
from contextlib import closing
from http.client import HTTPConnection

import brotli
import pytest

from tests.browser.sites import ROOT, answers, free_port
from tests.deploy.programs import (
    Got,
    can_be_called_from,
    program,
    site,
    wait_for,
)

HOST = "hstf.example.org"
MAKE_A_CERTIFICATE = [
    *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    *("-nodes", "-days", "2", "-subj", f"/CN={HOST}"),
    *("-addext", f"subjectAltName=DNS:{HOST}"),
    *("-keyout", "privkey.pem", "-out", "fullchain.pem"),
]
MAIN = """
daemon off;
master_process off;
error_log stderr warn;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/hstf.conf;
}}
"""


def configured(folder, ports, *, media):
    """Write the sample for this machine: its ports, its folders, a certificate."""
    subprocess.run(  # noqa: S603 - our own arguments
        [program("openssl"), *MAKE_A_CERTIFICATE],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    plain, secure, behind = ports
    changes = {
        "[::]:80": f"[::1]:{plain}",
        "[::]:443": f"[::1]:{secure}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}",
        "127.0.0.1:6081": f"127.0.0.1:{behind}",
        "/etc/ssl/hstf": str(folder),
        "/srv/hstf/current/deploy/nginx/media.conf": str(folder / "media.conf"),
        "/srv/hstf/current/deploy/nginx/static.conf": str(folder / "static.conf"),
        "/srv/hstf/current": str(ROOT),
        "/var/log/nginx": str(folder),
    }
    if media:
        changes["# include"] = "include"
    text = (ROOT / "deploy" / "nginx" / "hstf.conf").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    if not can_be_called_from("::1"):
        text = re.sub(r".*listen \[::1\].*\n", "", text)
    (folder / "hstf.conf").write_text(text)
    for name in ("media.conf", "static.conf"):
        text = (ROOT / "deploy" / "nginx" / name).read_text()
        (folder / name).write_text(text.replace("/var/lib/hstf", str(folder)))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    return [program("nginx"), "-e", "stderr", "-c", str(folder / "nginx.conf")]


@pytest.mark.parametrize("media", [False, True])
def test_nginx_takes_the_sample_without_a_warning(tmp_path, media):
    command = configured(tmp_path, (8001, 8002, 8003), media=media)

    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "-t"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


# As `collectstatic` leaves them, packed unless it gained nothing.
COLLECTED = {
    "css/site.0123456789ab.css": b"a { color: teal }" * 20,
    "css/site.css": b"a { color: navy }" * 20,
    "js/menu.0123456789ab.js": b"let a;" * 50,
    "map.0123456789ab.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 9,
    "fonts/text.0123456789ab.woff2": b"a font",
    "guide/a.0123456789ab.webp": b"a picture",
    "licence.txt": b"may be used",
}


def collect(folder):
    for name, content in COLLECTED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        if name.endswith(("css", "js", "svg")):
            (folder / f"{name}.br").write_bytes(brotli.compress(content))
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))


@pytest.fixture(scope="module")
def behind():
    with site() as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def ports(behind, folder):
    ports = (free_port(), free_port(), behind.server_address[1])
    command = configured(folder, ports, media=True)
    for name in ("images/0123456789ab/a.png", "images/a.png", "original_images/a.png"):
        (folder / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "media" / name).write_bytes(b"content")
    collect(folder / "static")
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, stderr=log) as server,  # noqa: S603 - our own
    ):
        try:
            wait_for(lambda: answers(ports[1]) or server.poll() is not None)
            if server.poll() is not None:
                raise RuntimeError((folder / "log").read_text())
            yield ports
        finally:
            server.terminate()
            server.wait(15)


class Secure(HTTPConnection):
    """Names the host that is meant, as a browser does before HTTPS begins."""

    def __init__(self, port, context, host):
        super().__init__("127.0.0.1", port, timeout=30)
        self.context, self.meant = context, host

    def connect(self):
        super().connect()
        self.sock = self.context.wrap_socket(self.sock, server_hostname=self.meant)


@pytest.fixture(scope="module")
def trust(ports, folder):
    context = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    context.set_alpn_protocols(["http/1.1"])
    return context


@pytest.fixture
def ask(ports, trust):
    def asked(path="/", method="GET", body=None, **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(Secure(ports[1], trust, HOST)) as connection:
            connection.request(method, path, body, {"Host": HOST, **told})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, headers, answer.read())

    return asked


def test_what_a_visitor_claims_does_not_go_on(ask, behind):
    behind.asked.clear()

    ask(
        X_Forwarded_Proto="ftp",
        X_Forwarded_For="192.0.2.7",
        X_Real_IP="192.0.2.7",
        X_Forwarded_Host="other.example.org",
        Forwarded="for=192.0.2.7",
    )

    (asked,) = behind.asked
    told = {name for name in asked.headers if "forwarded" in name.lower()}
    assert told == {"X-Forwarded-Proto", "X-Forwarded-For"}
    assert asked.headers["X-Forwarded-Proto"] == "https"
    assert asked.headers["X-Forwarded-For"] == "127.0.0.1"
    assert asked.headers["Host"] == HOST


def test_name_with_underscores_does_not_go_on(ports, trust, behind):
    """The site could not distinguish it from the same name with dashes."""
    behind.asked.clear()
    claimed = {"X_Forwarded_Proto": "http", "X-Forwarded_For": "192.0.2.7"}

    with closing(Secure(ports[1], trust, HOST)) as connection:
        connection.request("GET", "/", headers={"Host": HOST, **claimed})
        assert connection.getresponse().status == 200

    (asked,) = behind.asked
    assert not [name for name in asked.headers if "_" in name]


def test_what_nginx_answers_by_itself_says_who_may_keep_it(ask, ports):
    with closing(HTTPConnection("127.0.0.1", ports[0], timeout=30)) as connection:
        for host in (HOST, "other.example.org"):
            connection.request("GET", "/faq/", headers={"Host": host})
            answer = connection.getresponse()
            answer.read()
            assert answer.getheader("Cache-Control") == "no-store", host

    for path, status, told in [
        ("/media/original_images/a.png", 404, "public, max-age=60"),
        ("/media/images/0123456789ab/none.png", 404, "public, max-age=60"),
        (f"/{'x' * 9_000}", 414, "no-store"),
    ]:
        got = ask(path)
        assert (got.status, got.headers.get("cache-control")) == (status, told), path


def test_nobody_takes_pages_out_through_it(ask, behind):
    behind.asked.clear()

    assert ask("/news/", "PURGE").status == 405
    assert behind.asked == []


@pytest.mark.parametrize(
    ("path", "kilobytes", "status"),
    [
        ("/", 10, 200),
        ("/", 100, 413),
        ("/admin/images/add/", 1000, 200),
        ("/admin/account/login/", 100, 413),
    ],
)
def test_only_editors_send_much(ask, path, kilobytes, status):
    assert ask(path, "POST", b"x" * 1000 * kilobytes).status == status


@pytest.mark.parametrize(
    ("path", "method"), [("/admin/account/login/", "POST"), ("/search/?q=a", "GET")]
)
def test_one_address_that_asks_too_much_is_told_to_wait(ask, path, method):
    got = [ask(path, method, b"" if method == "POST" else None) for _ in range(60)]

    assert {each.status for each in got} == {200, 429}
    assert got[0].status == 200
    assert got[-1].headers["x-content-type-options"] == "nosniff"
    assert [ask("/").status for _ in range(60)] == [200] * 60
    assert ask("/admin/account/login/").status == 200


def test_browsers_get_http_2(ports, folder):
    context = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    context.set_alpn_protocols(["h2"])

    with closing(Secure(ports[1], context, HOST)) as connection:
        connection.connect()
        assert connection.sock.selected_alpn_protocol() == "h2"
        assert connection.sock.version() == "TLSv1.3"


def test_host_of_nobody_gets_no_certificate(ports, trust):
    with (
        closing(Secure(ports[1], trust, "other.example.org")) as connection,
        pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"),
    ):
        connection.connect()


@pytest.mark.parametrize(
    ("host", "status", "leads_to"),
    [(HOST, 301, f"https://{HOST}/faq/?a=b"), ("other.example.org", 404, None)],
)
def test_plain_http_leads_to_https(ports, host, status, leads_to):
    with closing(HTTPConnection("127.0.0.1", ports[0], timeout=30)) as connection:
        connection.request("GET", "/faq/?a=b", headers={"Host": host})
        answer = connection.getresponse()

    assert answer.status == status
    assert answer.getheader("Location") == leads_to


@pytest.mark.parametrize(
    ("path", "how_long"),
    [
        ("/media/images/0123456789ab/a.png", "public, max-age=31536000, immutable"),
        ("/media/images/a.png", "public, max-age=60"),
    ],
)
def test_pictures_are_sent_from_the_disk(ask, path, how_long):
    got = ask(path)

    assert (got.status, got.body) == (200, b"content")
    assert got.headers["content-type"] == "image/png"
    assert got.headers["cache-control"] == how_long
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/a.png",
        "/media/",
        "/media/images/../original_images/a.png",
    ],
)
def test_what_was_uploaded_is_not(ask, path):
    assert ask(path).status in {400, 403, 404}


def test_visitor_is_told_when_nothing_answers(ask, behind, monkeypatch):
    monkeypatch.setattr(behind, "is_away", True)

    got = ask("/faq/")

    assert got.status == 502
    assert b"cannot be shown right now" in got.body
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["referrer-policy"] == "same-origin"


# Static files


@pytest.fixture
def as_the_site(settings, folder, client):
    """Return what the site itself would answer."""
    settings.STATIC_ROOT = folder / "static"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    def answer(path, **headers):
        got = client.get(path, headers={"Host": HOST, **headers}, secure=True)
        told = {name.lower(): value for name, value in got.items()}
        return Got(got.status_code, told, got.getvalue())

    return answer


def comparable(headers):
    """Leave out what depends on the moment, and what only documents need."""
    own = {"connection", "date", "server", "etag", "last-modified", "accept-ranges"}
    own |= {"content-length", "permissions-policy", "cache-status"}
    return {
        name: sorted(value.replace('"', "").split("; "))
        for name, value in headers.items()
        if name not in own
    }


@pytest.mark.parametrize("encoding", ["gzip, deflate, br, zstd", "gzip", "", "br;q=0"])
@pytest.mark.parametrize("name", COLLECTED)
def test_static_files_are_sent_from_the_disk_as_the_site_would(
    ask, as_the_site, behind, name, encoding
):
    behind.asked.clear()
    told = {"Accept-Encoding": encoding}

    got, wanted = ask(f"/static/{name}", **told), as_the_site(f"/static/{name}", **told)

    assert got.words.encode() == wanted.words.encode() == COLLECTED[name]
    if encoding != "br;q=0":  # WhiteNoise takes it for brotli
        assert comparable(got.headers) == comparable(wanted.headers)
    assert behind.asked == []


def test_static_file_that_is_not_there_is_asked_of_the_site(ask, behind):
    for path in ("/static/new.0123456789ab.css", "/static/new.png", "/static/"):
        behind.asked.clear()
        assert ask(path).words.endswith(path)


def test_static_file_is_known_again(ask):
    path = "/static/css/site.0123456789ab.css"
    got = ask(path, Accept_Encoding="br")

    again = ask(path, Accept_Encoding="br", If_None_Match=got.headers["etag"])

    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == "max-age=315360000, public, immutable"
