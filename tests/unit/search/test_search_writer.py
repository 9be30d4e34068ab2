"""The writing process: acknowledgements, ends, and being killed at any moment."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archivist.errors import SearchError
from archivist.search.analyzers import paragraphs
from archivist.search.codec.layout import SUFFIX
from archivist.search.codec.wordbook import WordBook
from archivist.search.index import Index, Wanted
from archivist.search.manifest import MANIFEST, read_manifest
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.writer import Commit, IndexWriter
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def pages(first: int, count: int) -> list[Document]:
    return [
        Document(key=f"p{n}", source_id=1, title="", text=f"голод слово{n}", kind="page")
        for n in range(first, first + count)
    ]


def found(folder: Path) -> tuple[str, int]:
    """Return the token of an index and how many pages it holds; each once, or it fails."""
    index = Index(folder)
    if not index.usable():
        return "", 0
    hits = index.find(parse_query("голод"), Wanted(limit=100_000)).hits
    assert len(hits) == len({key for key, _ in hits}) == index.size()
    token = index.token()
    index.close()
    return token, len(hits)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[IndexWriter]:
    made = IndexWriter(tmp_path / "index")
    yield made
    made.close()


def test_what_is_acknowledged_is_on_the_disk(writer: IndexWriter, tmp_path: Path) -> None:
    writer.clear("empty")
    writer.write(pages(0, 10))
    assert found(tmp_path / "index") == ("empty", 0)
    writer.commit("one")
    assert found(tmp_path / "index") == ("one", 10)
    writer.write(pages(10, 5), gone=["p0"])
    writer.commit("two")
    writer.tidy()
    assert found(tmp_path / "index") == ("two", 14)
    writer.clear("none")
    assert found(tmp_path / "index") == ("none", 0)


def test_many_pages_without_words_follow_pages_with_some(
    writer: IndexWriter, tmp_path: Path
) -> None:
    writer.clear("empty")
    scans = [
        Document(key=f"p{n}", source_id=1, title="", text="", kind="page") for n in range(10, 500)
    ]
    writer.write([*pages(0, 10), *scans, *pages(500, 5)])
    writer.commit("one")
    index = Index(tmp_path / "index")
    assert index.size() == 505
    assert index.find(parse_query("голод"), Wanted(limit=1)).total == 15
    index.close()


def test_it_goes_on_after_its_process_was_killed(writer: IndexWriter, tmp_path: Path) -> None:
    writer.clear("empty")
    writer.write(pages(0, 10))
    writer.commit("one")
    writer.write(pages(10, 10))
    assert writer._first is not None
    writer._first.process.kill()
    with pytest.raises(SearchError, match="has ended"):
        writer.commit("two")
    writer.write(pages(20, 1))
    writer.commit("three")
    assert found(tmp_path / "index") == ("three", 11)


def test_closing_ends_the_process(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path / "index")
    writer.forget()  # needs no process
    assert multiprocessing.active_children() == []
    writer.write(pages(0, 1))
    assert len(multiprocessing.active_children()) == 1
    writer.close()
    assert multiprocessing.active_children() == []
    writer.close()


def test_a_second_process_helps_with_much(writer: IndexWriter, tmp_path: Path) -> None:
    writer.clear("empty")
    for start in range(0, 2_000, 250):
        writer.write(pages(start, 250))
    assert len(multiprocessing.active_children()) == 2
    writer.write(pages(0, 5), gone=["p1999"])  # which of them has these is not known
    writer.commit("one")
    assert found(tmp_path / "index") == ("one", 1_999)
    writer.write([], gone=["p7"])
    writer.tidy()
    writer.commit("two")
    writer.tidy()
    assert len(multiprocessing.active_children()) == 1
    assert found(tmp_path / "index") == ("two", 1_998)


def test_what_was_analysed_is_known_to_the_next_process(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path / "index")
    some = pages(0, 3)
    writer.write(some)
    writer.commit("one")
    writer.warm_up(some[0])
    assert writer._first is not None
    while not writer._first.ready():
        time.sleep(0.01)
    writer.close()
    ((_, _, language),) = paragraphs(some[0].text)
    book = WordBook(tmp_path / "index")
    assert book.read(language, ["голод", "слово2", "другое"]).keys() == {"голод", "слово2"}
    book.close()


def test_a_warmed_up_process_has_nothing_of_the_sample(writer: IndexWriter, tmp_path: Path) -> None:
    writer.clear("empty")
    writer.close()
    writer.warm_up(pages(0, 1)[0])
    writer.warm_up(pages(1, 1)[0])
    writer.write(pages(2, 3))
    writer.commit("one")
    assert found(tmp_path / "index") == ("one", 3)


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process")
def test_a_process_that_starts_holds_nobody_up(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path / "index")
    writer.warm_up(pages(0, 1)[0])
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)  # as if it got no turn
    start = time.monotonic()
    writer.warm_up(pages(0, 1)[0])
    writer.close()
    assert time.monotonic() - start < 4
    assert multiprocessing.active_children() == []


def test_what_a_warm_up_could_not_do_the_first_write_tells(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.write_text("a file where the folder should be", "utf-8")
    writer = IndexWriter(folder)
    writer.warm_up(pages(0, 1)[0])
    with pytest.raises(SearchError):
        writer.clear("x")
    writer.warm_up(pages(0, 1)[0])
    folder.unlink()
    writer.write(pages(0, 2))
    writer.commit("one")
    assert found(folder) == ("one", 2)
    writer.close()


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be", "utf-8")
    writer = IndexWriter(tmp_path / "index")
    with pytest.raises(SearchError):
        writer.clear("x")
    writer.close()


def test_two_writers_do_not_write_over_each_other(tmp_path: Path) -> None:
    one, other = Bindery(tmp_path / "index"), Bindery(tmp_path / "index")
    one.write(pages(0, 1), [])
    one.commit("one")
    other.write(pages(1, 1), [])
    with pytest.raises(OSError, match="changed while"):
        other.commit("other")
    assert found(tmp_path / "index") == ("one", 1)


_PARENT = """
import sys
from pathlib import Path
from archivist.search.writer import IndexWriter
if __name__ == "__main__":
    writer = IndexWriter(Path(sys.argv[1]))
    writer.clear("x")
    print(writer._first.process.pid, flush=True)
    {then}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks ps")
@pytest.mark.parametrize(
    ("then", "code"),
    [("pass", 0), ("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", -9)],
)
def test_it_never_outlives_the_program(tmp_path: Path, then: str, code: int) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT.format(then=then), "utf-8")
    with subprocess.Popen(
        [sys.executable, script, tmp_path / "index"], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert parent.wait(30) == code
    for _ in range(100):
        if not alive(child):
            break
        time.sleep(0.1)
    assert not alive(child)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    stat = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return not stat.stdout.startswith(b"Z")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of the process is needed")
def test_killed_at_any_step_the_last_commit_is_there(tmp_path: Path) -> None:
    bindery = Bindery(tmp_path / "whole")
    for number in range(31):
        bindery.write(pages(number, 1), [])
        bindery.commit("whole")
    seen, step, killed = set(), 0, True
    while killed:
        folder = tmp_path / f"index{step}"
        shutil.copytree(tmp_path / "whole", folder)
        killed = dies(folder, step)
        seen.add(found(folder))
        again = Bindery(folder)
        again.write(pages(50, 1), [])
        again.commit("again")
        assert found(folder) in {("again", 32), ("again", 36)}
        kept = {entry.name for entry in folder.iterdir()}
        manifest = read_manifest(folder)
        assert manifest is not None
        named = {one.name + SUFFIX for one in manifest.segments}
        assert kept - named <= {MANIFEST, "ARCHIVIST_WRITELOCK"}
        step += 1
    assert seen == {("whole", 31), ("more", 35)}
    assert step > 40


def dies(folder: Path, step: int) -> bool:
    """Write, commit and tidy in a process that dies before the system call of that number.

    Between two of these calls nothing changes that another process can see, but for the contents
    of new files, which no manifest names yet. Tells whether it came so far.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = step

    def dying(function: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)
            return function(*args, **kwargs)

        return run

    for name in ("fsync", "rename", "replace", "remove", "unlink"):
        setattr(os, name, dying(getattr(os, name)))
    try:
        bindery = Bindery(folder)
        bindery.write(pages(100, 5), ["p0"])
        bindery.commit("more")
        bindery.tidy()
    finally:
        os._exit(0)


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.3])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, delay: float) -> None:
    folder = tmp_path / "index"
    writer = IndexWriter(folder)
    writer.clear("empty")
    writer.write(pages(0, 300))
    writer.commit("first")
    assert writer._first is not None
    writer.write(pages(300, 300), gone=["p0"])
    writer._first.rest()
    writer._first.pipe.send(Commit("second"))
    time.sleep(delay)
    writer._first.process.kill()
    writer.close()
    assert found(folder) in {("first", 300), ("second", 599)}


@pytest.mark.timeout(300)
def test_killed_and_damaged_in_every_way_nothing_wrong_is_found() -> None:
    """The benchmark of survival, in short: it ends with an error when anything is wrong."""
    script = Path(__file__).parents[2] / "bench" / "search_kills.py"
    run = subprocess.run(
        [sys.executable, script, "--times", "2", "--steps", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(": killed while") == 2
    assert run.stdout.count(": built anew") >= 14
