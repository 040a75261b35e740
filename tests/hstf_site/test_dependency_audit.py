"""`make audit` reports its findings, and never success if it could not check."""

import gzip
import json
import os
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parents[2]
HAS_ALL = (ROOT / ".venv/bin/python").exists() and find_spec("pip_audit")

pytestmark = pytest.mark.skipif(
    not HAS_ALL or not shutil.which("npm"),
    reason="asks pip-audit (make install-check) and npm",
)
WEAK_BEFORE = {"django": "3.2", "minimist": "0.0.8"}


class Service(BaseHTTPRequestHandler):
    """Imitates osv.dev and npm's registry, with the vulnerabilities in `known`."""

    known: dict[str, str]

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            asked = gzip.decompress(asked)
        question = json.loads(asked)
        answer = self.osv(question) if "package" in question else self.npm(question)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def osv(self, question):
        name = question["package"]["name"]
        if self.known.get(name) not in {"any", question["version"]}:
            return {}
        affected = {"package": {"name": name, "ecosystem": "PyPI"}}
        return {"vulns": [{"id": "EXAMPLE-555-0100", "affected": [affected]}]}

    def npm(self, question):
        return {
            name: [
                {
                    "id": 5550100,
                    "url": "https://example.org/",
                    "title": "Example",
                    "severity": "high",
                    "vulnerable_versions": "*",
                }
            ]
            for name, versions in question.items()
            if self.known.get(name) in {"any", *versions}
        }

    def log_message(self, *args):
        pass


@pytest.fixture
def audit(tmp_path):
    """Run the command against a local service that knows these vulnerabilities."""

    def run(known):
        service = type("Knowing", (Service,), {"known": known})
        server = ThreadingHTTPServer(("127.0.0.1", 0), service)
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        try:
            return audit_with(url, tmp_path)
        finally:
            server.shutdown()
            server.server_close()

    return run


def audit_with(url, home):
    environment = os.environ | {
        "PIP_AUDIT_VULNERABILITY_SERVICE": "osv",
        "PIP_AUDIT_OSV_URL": f"{url}/v1/query",
        "npm_config_registry": url,
        "npm_config_cache": str(home),
        "npm_config_fetch_retries": "0",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    return subprocess.run(  # noqa: S603, our own command
        [ROOT / "bin/audit"], env=environment, capture_output=True, text=True
    )


def test_nothing_known_is_success(audit):
    done = audit(WEAK_BEFORE)

    assert done.returncode == 0, done.stderr
    assert "No known weakness in the" in done.stdout
    assert done.stderr == ""


def test_weak_python_package_fails_and_is_named(audit):
    done = audit(WEAK_BEFORE | {"pillow": "any"})

    assert done.returncode == 1
    assert "pillow 13" in done.stdout
    assert "EXAMPLE-555-0100 (mended in no version yet)" in done.stdout


def test_weak_npm_package_fails_and_is_named(audit):
    done = audit(WEAK_BEFORE | {"axe-core": "any"})

    assert done.returncode == 1
    assert "axe-core high https://example.org/" in done.stdout


def test_service_that_cannot_be_reached_is_a_failure(tmp_path):
    done = audit_with("http://127.0.0.1:9", tmp_path)

    assert done.returncode == 2
    assert "Could not check the Python packages: " in done.stderr
    assert "Could not check the npm packages" in done.stderr
    assert done.stdout == ""


def test_service_that_knows_nothing_is_a_failure(audit):
    done = audit({})

    assert done.returncode == 2
    assert "knows of no weakness in Django 3.2" in done.stderr
    assert "knows of no weakness in minimist 0.0.8" in done.stderr
    assert done.stdout == ""
