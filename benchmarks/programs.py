"""Starts and stops the measured servers and their baselines."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
PATHS = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
LONGEST_START = 120  # seconds, on a slow and busy machine
HOST = "hstf.example.org"
# As the TLS-terminating proxy requests.
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def program(name: str, package: str) -> str:
    """Find a program, or exit with one line that says what to install."""
    found = shutil.which(name, path=PATHS)
    if found is None:
        raise SystemExit(f"{name} is missing: apt-get install {package}")
    return found


def postgres_programs() -> Path:
    """Find the folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    return found[-1].parent


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Request one page; return status, headers, and body as sent on the wire."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers=HEADERS | headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def wait_until_up(port: int, process: subprocess.Popen[bytes], path: str) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            get(port, path)
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"This did not start: {process.args!r}")


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    environment: Mapping[str, str] | None = None,
    path: str = "/",
    *,
    is_quiet: bool = False,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the end of the block."""
    process = subprocess.Popen(  # noqa: S603, all of it is ours
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if is_quiet else None,
    )
    try:
        wait_until_up(port, process, path)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def granian(
    app: str, environment: Mapping[str, str] | None = None, workers: int = 2
) -> Iterator[int]:
    """Serve an application like the public site, and yield the port."""
    port = free_port()
    told = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": str(workers)}
    told |= {"LOG_LEVEL": "error"} | dict(environment or {})
    with running([ROOT / "bin" / "serve-public", app], port, told):
        yield port


@contextmanager
def nginx(folder: Path, paths: Mapping[str, Path], headers: str) -> Iterator[int]:
    """Serve files from disk, each at its URL, with the same headers."""
    port = free_port()
    folder.mkdir()
    places = "\n".join(
        f"location = {path} {{ root {file.parent}; try_files /{file.name} =404; "
        f'default_type "text/html; charset=utf-8"; {headers} }}'
        for path, file in paths.items()
    )
    scratch = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    settings.write_text(
        f"""{user}
worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  open_file_cache max=100; types {{ }} server_tokens off;
  {scratch}
  server {{ listen 127.0.0.1:{port} backlog=2048 reuseport; {places} }}
}}
"""
    )
    command: list[str | Path] = [program("nginx", "nginx-light"), "-c", settings]
    command += ["-p", folder]
    command += ["-e", folder / "error.log"]
    with running(command, port, path=next(iter(paths))):
        yield port


# Varnish with its built-in rules only: it caches what it gets.
NO_RULES = """vcl 4.1;
backend site { .host = "127.0.0.1"; .port = "8000"; }
sub vcl_backend_response { set beresp.ttl = 1h; }
"""


@contextmanager
def varnish(folder: Path, site_port: int, rules: str = "") -> Iterator[int]:
    """Run Varnish like the public site, with these rules or its built-in ones."""
    port = free_port()
    folder.mkdir()
    settings = folder / "default.vcl"
    told = rules or (DEPLOY / "varnish" / "default.vcl").read_text(encoding="utf-8")
    settings.write_text(told.replace('.port = "8000"', f'.port = "{site_port}"'))
    command: list[str | Path] = [program("varnishd", "varnish"), "-F", "-j", "none"]
    command += ["-n", folder / "n"]
    command += ["-a", f"127.0.0.1:{port}", "-T", "none", "-f", settings]
    unit = DEPLOY / "systemd" / "varnish.service.d" / "hstf.conf"
    for letter, value in re.findall(r"-([sp]) (\S+)", unit.read_text("utf-8")):
        command += [f"-{letter}", value]
    with running(command, port, is_quiet=True):
        yield port


@contextmanager
def postgres() -> Iterator[str]:
    """Run a temporary PostgreSQL, and yield its URL without a database name."""
    programs, port = postgres_programs(), free_port()
    as_user: list[str] = []
    with tempfile.TemporaryDirectory(prefix="hstf-bench-postgres-") as folder:
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(folder, "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres"]
            as_user += ["--clear-groups"]

        def do(name: str, *arguments: str) -> None:
            subprocess.run(  # noqa: S603, all of it is ours
                [*as_user, programs / name, "-D", f"{folder}/data", *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
                cwd="/",
            )

        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c fsync=off "
        options += f"-c unix_socket_directories={folder} -c shared_buffers=512MB"
        do("initdb", "-U", "hstf", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        do("pg_ctl", "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgres://hstf@127.0.0.1:{port}"
        finally:
            do("pg_ctl", "-m", "immediate", "stop")
