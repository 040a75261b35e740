"""What happens to the index if anything goes wrong while it is written or read."""

import os
import signal

import pytest
from tantivy import Query

from search.index.folder import NEW
from search.index.following import FollowingIndex
from search.index.schema import schema
from tests.factories import StandardPageFactory
from tests.full_disk import mounted
from tests.own_database import ending_of, in_child


@pytest.fixture
def db(committing):
    """Commit, as other processes look into the same database."""


@pytest.fixture
def base(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def index(base, home):
    StandardPageFactory(parent=home, slug="council", title="The partners council")
    made = FollowingIndex(base)
    assert titles(made, "council") == ["The partners council"]
    return made


def titles(index, word):
    searcher = index.searcher()
    query = Query.term_query(schema(), "words", word)
    return [entry.title for _score, entry in searcher.search(query, 10)]


def publish(home, word):
    StandardPageFactory(parent=home, slug=word, title=f"About {word}")


def files_of(index):
    return sorted(index.folder.path.iterdir())


def test_other_process_shows_what_one_has_written(index, base, home):
    other = FollowingIndex(base)
    assert titles(other, "council")
    publish(home, "zebra")

    assert titles(index, "zebra") == ["About zebra"]
    index.folder.alone = None  # it would fail if it had to write
    assert titles(other, "zebra") == ["About zebra"]


def test_one_process_writes_and_the_other_answers(index, base, home):
    publish(home, "zebra")
    other = FollowingIndex(base)

    with index.folder.alone(0) as is_ours:
        assert is_ours
        assert other.write(0) is False
        assert titles(other, "council") == ["The partners council"]
        assert titles(other, "zebra") == []

    assert titles(other, "zebra") == ["About zebra"]


def test_index_survives_the_death_of_its_writer(index, base, home):
    publish(home, "zebra")

    def die(done):
        os.kill(os.getpid(), signal.SIGKILL)

    child = in_child(lambda: FollowingIndex(base).write(5, die))
    assert ending_of(child) == -signal.SIGKILL

    other = FollowingIndex(base)
    other.look()
    assert len(other.shown) == len(index.shown)
    assert titles(other, "zebra") == ["About zebra"]


def test_what_a_killed_process_began_is_cleared_up(index, base, home):
    def die(done):
        os.kill(os.getpid(), signal.SIGKILL)

    child = in_child(lambda: FollowingIndex(base).write(5, die, anew=True))
    assert ending_of(child) == -signal.SIGKILL
    assert titles(index, "council")
    assert [each for each in base.iterdir() if each.name.startswith(NEW)]

    assert index.write(5, anew=True)

    assert sorted(base.iterdir()) == sorted([index.folder.path, base / "lock"])


def test_deleted_index_goes_on_answering_and_is_built_anew(index, base):
    held = index.shown
    for file in files_of(index):
        file.unlink()
    index.folder.path.rmdir()
    (base / "lock").unlink()
    base.rmdir()

    query = Query.term_query(schema(), "words", "council")
    assert held.search(query, 10)

    index.follow()
    assert index.folder.mark()
    assert titles(FollowingIndex(base), "council")


ENDINGS = ["meta.json", ".idx", ".term", ".store", ".fast", ".pos", ".fieldnorm"]


@pytest.mark.parametrize("size", [0, 20])
@pytest.mark.parametrize("ending", ENDINGS)
def test_damaged_index_is_replaced(ending, size, index, base):
    for file in files_of(index):
        if file.name.endswith(ending) and not file.name.startswith("."):
            content = file.read_bytes()
            file.unlink()  # those who have it open keep what they have
            file.write_bytes(content[:size])

    other = FollowingIndex(base)

    assert titles(other, "council") == ["The partners council"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_index_with_a_lost_file_is_replaced(ending, index, base):
    for file in files_of(index):
        if file.name.endswith(ending):
            file.unlink()

    other = FollowingIndex(base)

    assert titles(other, "council") == ["The partners council"]


def test_full_disk_leaves_the_last_index(home, tmp_path, caplog):
    publish(home, "zebra")
    with mounted(tmp_path / "disk", kilobytes=512) as disk:
        index = FollowingIndex(disk.path / "search")
        assert titles(index, "zebra") == ["About zebra"]
        disk.fill()
        publish(home, "llama")

        assert titles(index, "zebra") == ["About zebra"]
        assert titles(index, "llama") == []
        assert "not up to date" in caplog.text

        disk.make_room()
        assert titles(index, "llama") == ["About llama"]


def test_without_a_folder_nothing_is_found_and_nothing_fails(home, tmp_path, caplog):
    (tmp_path / "file").write_text("no folder can be made below this")

    index = FollowingIndex(tmp_path / "file" / "search")

    assert index.searcher() is None
    assert "not up to date" in caplog.text


def test_folder_that_cannot_be_written_is_only_read(index, base, monkeypatch, home):
    publish(home, "zebra")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("search.index.folder.os.open", refuse)
    other = FollowingIndex(base)

    assert titles(other, "council") == ["The partners council"]
    assert titles(other, "zebra") == []


def test_process_that_ends_leaves_the_last_index(index, base, home):
    publish(home, "zebra")
    index.stop()

    assert titles(index, "zebra") == []
    assert titles(index, "council") == ["The partners council"]
    assert titles(FollowingIndex(base), "zebra") == ["About zebra"]
