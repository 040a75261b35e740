"""The shared cache, and its behavior when Redis is down."""

import logging
import multiprocessing
import os
import time

import pytest

from hstf_site.shared_cache import LONGEST, FaultTolerantRedisCache, FileCache


def add_to(folder, number, results):
    results.put(FileCache(folder, {}).add(f"key-{number}", os.getpid()))


@pytest.fixture
def files(tmp_path):
    return FileCache(tmp_path / "cache", {})


def test_only_one_of_many_processes_adds(tmp_path):
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    crowd = [
        context.Process(target=add_to, args=(tmp_path, number, results))
        for number in range(5)
        for _ in range(4)
    ]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join(30)

    assert sum(results.get() for _ in crowd) == 5


def test_another_process_reads_what_was_written(files, tmp_path):
    files.set("key", [1.5])

    assert FileCache(tmp_path / "cache", {}).get("key") == [1.5]


def test_nobody_else_reads_the_files(files):
    files.add("key", 1)

    assert files.folder.stat().st_mode & 0o077 == 0


def test_what_is_long_over_is_swept_away(files):
    files.set("old", 1)
    files.set("new", 1)
    (old, *_) = sorted(files.folder.glob("*.djcache"))
    before = time.time() - LONGEST - 60
    os.utime(old, (before, before))

    files.add("another", 1)

    assert not old.exists()
    assert len(list(files.folder.glob("*.djcache"))) == 2


@pytest.fixture
def without_redis():
    return FaultTolerantRedisCache(
        "redis://127.0.0.1:1", {"OPTIONS": {"socket_connect_timeout": 0.2}}
    )


def test_pages_do_without_redis_and_logins_do_not(without_redis, caplog):
    with caplog.at_level(logging.WARNING):
        assert without_redis.get("key", "nothing") == "nothing"
        without_redis.set("key", 1)
        assert without_redis.delete("key") is False
        # allauth counts an attempt only if it could add its lock.
        assert without_redis.add("key", 1) is False

    assert "cannot be reached" in caplog.text


def test_nobody_signs_in_while_attempts_cannot_be_counted(
    client, editor, settings, monkeypatch
):
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)
    settings.CACHES = {
        "default": {
            "BACKEND": "hstf_site.shared_cache.FaultTolerantRedisCache",
            "LOCATION": "redis://127.0.0.1:1",
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }
    data = {"login": "editor", "password": "pass-555-0100"}

    assert client.post("/admin/account/login/", data).status_code == 429
    assert client.get("/admin/account/login/").status_code == 200
