"""Attempts are counted for all machines together: none is lost, and none stays."""

import sys

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache as default_cache, caches
from django.db import OperationalError
from django.test import RequestFactory

from accounts.attempt_cache import SWEPT_EACH, AttemptCache
from accounts.models import Attempt
from compat.rate_limits import consume
from tests.own_database import ending_of, in_child

FIVE = "5/5m/key"


@pytest.fixture
def cache():
    return AttemptCache("", {})


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr("accounts.attempt_cache.time.time", lambda: now[0])
    monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: now[0])
    return now


def attempt(key="name"):
    request = RequestFactory().post("/")
    return consume(request, action="test", rate=FIVE, key=key) is not None


# One at a time


@pytest.mark.django_db
def test_what_is_written_is_read_until_it_expires(cache, clock):
    cache.set("key", [1.5, 1764490000.123456], timeout=60)
    assert cache.get("key") == [1.5, 1764490000.123456]
    clock[0] += 59
    assert cache.get("key") is not None
    clock[0] += 1
    assert cache.get("key", "nothing") == "nothing"


@pytest.mark.django_db
def test_only_the_first_adds_until_it_expires_or_is_deleted(cache, clock):
    assert cache.add("key", 1, timeout=10) is True
    assert cache.add("key", 2, timeout=10) is False
    assert cache.get("key") == 1
    clock[0] += 10
    assert cache.add("key", 3, timeout=10) is True
    assert cache.get("key") == 3
    assert cache.delete("key") is True
    assert cache.delete("key") is False
    assert cache.add("key", 4, timeout=10) is True


@pytest.mark.django_db
def test_nothing_is_remembered_forever(cache):
    with pytest.raises(ValueError, match="forever"):
        cache.set("key", 1, timeout=None)


@pytest.mark.django_db
def test_what_has_expired_is_deleted_and_the_rest_stays(cache, clock):
    for number in range(50):
        cache.set(f"old-{number}", 1, timeout=30)
    cache.add("new", 1, timeout=10 * SWEPT_EACH)
    clock[0] += SWEPT_EACH

    cache.add("another", 1, timeout=10)

    assert {
        key.split(":")[-1] for key in Attempt.objects.values_list("key", flat=True)
    } == {
        "new",
        "another",
    }


@pytest.mark.django_db
def test_many_live_counts_are_all_kept(cache, clock):
    """Django's own cache drops a third of what lives once there are 300."""
    for number in range(400):
        cache.set(f"name-{number}", [clock[0]], timeout=300)

    assert Attempt.objects.count() == 400


@pytest.mark.django_db
def test_cleaning_up_that_fails_costs_nobody_the_attempt(cache, monkeypatch, caplog):
    def fails(statement, values):
        if "<= %s" in statement and statement.startswith("DELETE"):
            raise OperationalError("deadlock detected")
        return real(statement, values)

    module = sys.modules["accounts.attempt_cache"]
    real = module.write
    monkeypatch.setattr(module, "write", fails)

    assert cache.add("key", 1, timeout=10) is True
    assert "were not deleted" in caplog.text


@pytest.mark.django_db
def test_attempts_outlive_what_others_forget():
    for _ in range(5):
        assert attempt()
    default_cache.clear()

    assert not attempt()
    assert attempt("other")


def test_no_part_of_the_sign_in_counts_in_memory():
    """A new version of allauth may count in other places, too."""
    from hstf_site import urls  # noqa: F401 - loads all that is served

    counting = {
        name
        for name, module in sys.modules.items()
        if name.startswith("allauth.") and hasattr(module, "cache")
    }
    in_memory = {name for name in counting if sys.modules[name].cache is default_cache}

    assert counting
    assert not in_memory
    assert isinstance(caches["attempts"], AttemptCache)


# Many at once


@pytest.fixture
def shared(committing, monkeypatch):
    """Wait as long as it takes: who waits too long is refused, which is no loss."""
    monkeypatch.setattr(ratelimit, "CACHE_LOCK_WAIT_TIMEOUT", 30)


def crowd(number, work):
    children = [in_child(work) for _ in range(number)]
    assert [ending_of(child) for child in children] == [0] * number


def test_of_all_attempts_at_once_exactly_so_many_pass(shared, tmp_path):
    passed = tmp_path / "passed"
    passed.touch()

    def guess():
        for _ in range(3):
            if attempt():
                with passed.open("a") as file:
                    file.write("x")

    crowd(5, guess)

    assert passed.read_text() == "xxxxx"
    (history,) = Attempt.objects.values_list("value", flat=True)
    assert history.count(",") == 4


def test_each_expired_lock_goes_to_one_of_many(committing, tmp_path):
    taken = tmp_path / "taken"
    for number in range(100):
        Attempt.objects.create(key=f":1:lock-{number}", value="1", expires=1.0)

    def take():
        cache = AttemptCache("", {})
        for number in range(100):
            if cache.add(f"lock-{number}", 1, timeout=600):
                with taken.open("a") as file:
                    file.write(f"{number}\n")

    crowd(4, take)

    assert sorted(map(int, taken.read_text().split())) == list(range(100))


# Without the database


@pytest.mark.django_db
def test_nobody_signs_in_while_attempts_cannot_be_counted(client, editor, monkeypatch):
    def away(statement, values):
        raise OperationalError("connection refused")

    monkeypatch.setattr("accounts.attempt_cache.write", away)
    data = {"login": "editor", "password": "pass-555-0100"}
    client.raise_request_exception = False

    assert client.post("/admin/account/login/", data).status_code >= 500
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/account/login/").status_code == 200
