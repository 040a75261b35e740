import multiprocessing
import os
import threading

import pytest
import redis
from page_cache.file_generation import FileGeneration
from page_cache.redis_generation import RedisGeneration


def advance_often(path):
    generation = FileGeneration(path)
    for _ in range(200):
        generation.advance()


def test_stamps_on_one_file_read_the_same_number(tmp_path):
    path = tmp_path / "sub" / "generation"
    one, other = FileGeneration(path), FileGeneration(path)
    before = other.read()

    one.advance()

    assert one.read() == other.read() == before + 1


def test_number_outlives_the_process(tmp_path):
    FileGeneration(tmp_path / "g").advance()

    assert FileGeneration(tmp_path / "g").read() == 1


def test_no_change_is_lost_between_threads_and_processes(tmp_path):
    path = tmp_path / "generation"
    generation = FileGeneration(path)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=advance_often, args=(path,)) for _ in range(2)]
    threads = [threading.Thread(target=advance_often, args=(path,)) for _ in range(2)]
    for worker in (*processes, *threads):
        worker.start()
    for worker in (*processes, *threads):
        worker.join(60)

    assert generation.read() == 800


def announce_and_end(path):
    FileGeneration(path).announce()  # os._exit() cleans up nothing, like a kill


def test_change_of_a_process_that_died_moves_the_number_once(tmp_path):
    path = tmp_path / "generation"
    generation = FileGeneration(path)
    child = os.fork()
    if not child:
        announce_and_end(path)
        os._exit(0)
    os.waitpid(child, 0)

    assert [generation.read(), generation.read()] == [1, 1]


def test_change_that_somebody_is_still_at_moves_nothing(tmp_path):
    path = tmp_path / "generation"
    generation, other = FileGeneration(path), FileGeneration(path)
    withdraw = other.announce()

    assert generation.read() == 0
    other.advance()
    withdraw()
    assert [generation.read(), other.read()] == [1, 1]


def test_change_that_is_taken_back_moves_nothing(tmp_path):
    generation = FileGeneration(tmp_path / "generation")

    generation.announce()()

    assert generation.read() == 0


def test_dead_and_living_at_once_are_told_apart(tmp_path):
    path = tmp_path / "generation"
    generation = FileGeneration(path)
    child = os.fork()
    if not child:
        announce_and_end(path)
        os._exit(0)
    os.waitpid(child, 0)
    withdraw = FileGeneration(path).announce()
    assert generation.read() == 0  # nobody can tell yet

    withdraw()

    assert generation.read() == 1


class Server:
    """What a generation needs of Redis."""

    def __init__(self):
        self.number, self.asked, self.is_away = None, 0, False
        self.announced, self.held = {}, set()

    def get(self, key):
        self.asked += 1
        if self.is_away:
            raise redis.ConnectionError("away")
        answer = self.number
        self.before_it_arrives()
        return answer

    def before_it_arrives(self):
        """Do nothing; a test may."""

    def incr(self, key):
        return self.incrby(key, 1)

    def incrby(self, key, by):
        if self.is_away:
            raise redis.ConnectionError("away")
        self.number = str(int(self.number or 0) + by).encode()
        return int(self.number)

    def hset(self, key, name, value):
        self.announced[name] = str(value).encode()

    def hgetall(self, key):
        if self.is_away:
            raise redis.ConnectionError("away")
        return dict(self.announced)

    def hdel(self, key, name):
        self.announced.pop(name, None)

    def set(self, key, value, *, nx, ex):
        assert nx
        assert ex
        if key in self.held:
            return None
        self.held.add(key)
        return True


@pytest.fixture
def server():
    return Server()


def redis_stamp(server, clock):
    generation = RedisGeneration("redis://localhost", clock=lambda: clock[0])
    generation.client = server
    return generation


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
    generation = redis_stamp(server, [100.0])
    generation.read()

    generation.advance()

    assert generation.read() == 1


def test_change_that_is_never_told_moves_the_number_in_redis_while_it_may_matter(
    server, monkeypatch
):
    clock = [1000.0]
    monkeypatch.setattr("page_cache.redis_generation.time.time", lambda: clock[0])
    generation = redis_stamp(server, clock)
    generation.announce()
    generation.announce()()  # another one, which was withdrawn
    seen = [generation.read()]

    for seconds in (1, 2, 1, 400, 1):
        server.held.clear()  # it holds for two seconds
        clock[0] += seconds
        seen.append(generation.read())

    assert seen == [0, 0, 1, 2, 3, 3]


def test_redis_that_is_away_is_logged_and_keeps_the_last_number(server, caplog):
    clock = [100.0]
    generation = redis_stamp(server, clock)
    generation.advance()
    assert generation.read() == 1
    server.is_away = True
    clock[0] += 1

    assert generation.read() == 1
    assert "cannot read its generation" in caplog.text
    asked = server.asked
    clock[0] += 1
    generation.read()
    assert server.asked == asked  # not again at once


def test_change_while_redis_is_away_counts_here_at_once_and_elsewhere_later(server):
    clock = [100.0]
    here, elsewhere = redis_stamp(server, clock), redis_stamp(server, clock)
    assert here.read() == elsewhere.read() == 0
    server.is_away = True
    for _ in range(2):
        with pytest.raises(redis.RedisError):
            here.advance()
    assert here.read() == 2
    server.is_away = False
    elsewhere.advance()
    before = elsewhere.read()

    clock[0] += 6

    assert here.read() == before + 2 == 3
    clock[0] += 1
    assert elsewhere.read() == here.read() == 3  # reported once, not each time


def test_late_reply_does_not_take_the_number_back(server):
    clock = [100.0]
    generation = redis_stamp(server, clock)
    asked, go = threading.Event(), threading.Event()

    def wait():
        if not asked.is_set():
            asked.set()
            go.wait(60)

    server.before_it_arrives = wait
    slow = threading.Thread(target=generation.read)
    slow.start()
    asked.wait(60)
    server.number = b"1"  # another machine's change
    clock[0] += 1
    seen = []
    quick = threading.Thread(target=lambda: seen.append(generation.read()))
    quick.start()
    quick.join(0.5)  # as far as it comes

    go.set()
    slow.join(60)
    quick.join(60)

    assert seen == [1]
    assert generation.read() == 1


def test_redis_that_has_forgotten_gives_no_number_twice(server):
    clock = [100.0]
    generation = redis_stamp(server, clock)
    for _ in range(3):
        generation.advance()
    given = {generation.read()}

    server.number = b"1"
    for _ in range(4):
        clock[0] += 1
        given.add(generation.read())
        generation.advance()

    assert given == {3, 4, 5, 6, 7}
