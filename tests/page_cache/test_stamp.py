import multiprocessing
import threading

import pytest
import redis

from page_cache.stamp import FileStamp, RedisStamp


def advance_often(path):
    stamp = FileStamp(path)
    for _ in range(200):
        stamp.advance()


def test_stamps_on_one_file_read_the_same_number(tmp_path):
    path = tmp_path / "sub" / "generation"
    one, other = FileStamp(path), FileStamp(path)
    before = other.read()

    one.advance()

    assert one.read() == other.read() == before + 1


def test_number_outlives_the_process(tmp_path):
    FileStamp(tmp_path / "g").advance()

    assert FileStamp(tmp_path / "g").read() == 1


def test_no_change_is_lost_between_threads_and_processes(tmp_path):
    path = tmp_path / "generation"
    stamp = FileStamp(path)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=advance_often, args=(path,)) for _ in range(2)]
    threads = [threading.Thread(target=advance_often, args=(path,)) for _ in range(2)]
    for worker in (*processes, *threads):
        worker.start()
    for worker in (*processes, *threads):
        worker.join(60)

    assert stamp.read() == 800


class Server:
    """What a stamp needs of Redis."""

    def __init__(self):
        self.number, self.asked, self.is_away = None, 0, False

    def get(self, key):
        self.asked += 1
        if self.is_away:
            raise redis.ConnectionError("away")
        return self.number

    def incr(self, key):
        self.number = str(int(self.number or 0) + 1).encode()


@pytest.fixture
def server():
    return Server()


def redis_stamp(server, clock):
    stamp = RedisStamp("redis://localhost", clock=lambda: clock[0])
    stamp.client = server
    return stamp


def test_redis_is_asked_a_few_times_a_second_at_most(server):
    clock = [100.0]
    here, elsewhere = redis_stamp(server, clock), redis_stamp(server, clock)
    assert here.read() == 0
    elsewhere.advance()
    assert here.read() == 0
    assert server.asked == 1

    clock[0] += 0.3

    assert here.read() == 1


def test_redis_stamp_knows_its_own_change_at_once(server):
    stamp = redis_stamp(server, [100.0])
    stamp.read()

    stamp.advance()

    assert stamp.read() == 1


def test_redis_that_is_away_is_logged_and_keeps_the_last_number(server, caplog):
    clock = [100.0]
    stamp = redis_stamp(server, clock)
    stamp.advance()
    assert stamp.read() == 1
    server.is_away = True
    clock[0] += 1

    assert stamp.read() == 1
    assert "cannot read its generation" in caplog.text
    asked = server.asked
    clock[0] += 1
    stamp.read()
    assert server.asked == asked  # not at once again
