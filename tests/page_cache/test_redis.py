"""The generation that several machines share, on a real Redis."""

import shutil
import subprocess
import time

import pytest

from page_cache.redis_generation import RedisGeneration

PROGRAM = shutil.which("redis-server")
START_LIMIT = 20  # seconds, on a slow and busy machine

pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="redis-server is not installed (Debian: redis-server)"
)


@pytest.fixture
def server(tmp_path):
    """Start a Redis without persistence that listens only in its own folder."""
    door = tmp_path / "redis.sock"
    options = [
        "--port",
        "0",
        "--unixsocket",
        str(door),
        "--save",
        "",
        "--dir",
        tmp_path,
    ]
    running = subprocess.Popen(  # noqa: S603 - our own command
        [PROGRAM, *options], stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + START_LIMIT
        while not door.exists():
            assert time.monotonic() < end, "Redis did not start"
            time.sleep(0.05)
        yield f"unix://{door}", running
    finally:
        running.kill()
        running.wait()


def test_change_on_one_machine_is_known_on_the_other(server):
    address, _ = server
    clock = [100.0]
    here, there = (RedisGeneration(address, clock=lambda: clock[0]) for _ in range(2))
    assert here.read() == there.read() == 0

    there.advance()
    there.advance()
    clock[0] += 1

    assert here.read() == there.read() == 2


def test_without_redis_the_last_number_stays_and_a_log_line_says_so(server, caplog):
    address, running = server
    clock = [100.0]
    generation = RedisGeneration(address, clock=lambda: clock[0])
    generation.advance()
    assert generation.read() == 1

    running.kill()
    running.wait()
    clock[0] += 1

    assert generation.read() == 1
    assert "cannot read its generation" in caplog.text
