"""What the benchmark of collecting measures: speed, kills and clicks."""

from __future__ import annotations

import argparse
import compileall
import contextlib
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from collecting_sets import SETS, make_set, small_pictures
from factories import places_in

from archivist.library.catalogue_query import SourceQuery
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.services.workspace import Workspace

_OFF = ImportOptions(ocr="off")
_LINKED = ImportOptions(ocr="off", link=True)
_PIECE = 1 << 18


def say(text: str) -> None:
    """Write a line at once."""
    print(text, flush=True)


class Used:
    """Seconds of the clock and of the processor, of this process and its ended children."""

    def __init__(self) -> None:
        self._at = time.perf_counter()
        self._cpu = self._total()
        self.wall = self.cpu = 0.0

    @staticmethod
    def _total() -> float:
        told = os.times()
        return told.user + told.system + told.children_user + told.children_system

    def stop(self) -> Used:
        """Take the time."""
        self.wall = time.perf_counter() - self._at
        self.cpu = self._total() - self._cpu
        return self

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s, processor {self.cpu:6.2f} s"


@contextlib.contextmanager
def library_in(folder: Path) -> Iterator[Workspace]:
    """Make a library for one measurement."""
    with closing(make_library(folder / "library", places_in(folder / "user"))) as library:
        yield library
    shutil.rmtree(folder, ignore_errors=True)


def hashed(folder: Path) -> Used:
    """Read and hash all files, which hardly anything can do in less time."""
    used = Used()
    for file in sorted(folder.iterdir()):
        hashlib.sha256(file.read_bytes()).hexdigest()
    return used.stop()


def kept(folder: Path, target: Path) -> Used:
    """Read and hash all files and bring a copy of each to the disk, as an import has to."""
    target.mkdir(parents=True)
    used = Used()
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        with (target / hashlib.sha256(content).hexdigest()).open("wb") as copy:
            for start in range(0, len(content), _PIECE):
                copy.write(content[start : start + _PIECE])
            copy.flush()
            os.fsync(copy.fileno())
    used.stop()
    shutil.rmtree(target)
    return used


def extracted(folder: Path) -> Used | None:
    """Let pdftotext read all files; None where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    used = Used()
    for file in sorted(folder.iterdir()):
        subprocess.run([program, "-q", file, "-"], stdout=subprocess.DEVNULL, check=True)
    return used.stop()


def imported(
    folder: Path, top: Path, *, apart: bool, options: ImportOptions = _OFF
) -> tuple[Used, Used, int]:
    """Import a set and index it; return what both used, and how many pages there are."""
    with library_in(top) as library:
        finish(library.queue.begin([folder], options))
        coming = Used()
        finish(library.queue.work_apart() if apart else library.queue.work())
        library._room.close()  # so that what its process used is counted
        coming.stop()
        counts = library.queue.state().counts
        (run,) = library.queue.runs()
        assert run.counts.done == len(list(folder.iterdir())), counts
        pages = library.tree.counts().pages
        indexing = Used()
        finish(library.searching.update())
        library.searching.close()
        indexing.stop()
    return coming, indexing, pages


def compare(top: Path, scale: float) -> None:
    """Measure all sets."""
    for name in SETS:
        count = make_set(name, top / name, scale)
        size = sum(file.stat().st_size for file in (top / name).iterdir()) / 1e6
        say(f"\n{name}: {count} files, {size:.0f} MB")
        bare = hashed(top / name)
        say(f"  read and hashed alone  {bare}  {count / bare.wall:8,.0f} files/s")
        for apart in (False, True):
            coming, indexing, pages = imported(top / name, top / "work", apart=apart)
            words = "imported, process apart" if apart else "imported              "
            say(
                f"  {words} {coming}  {count / coming.wall:8,.0f} files/s"
                f" {pages / coming.wall:8,.0f} pages/s"
            )
            say(f"  indexed                {indexing}")
            if name == "pdf" and (other := extracted(top / name)):
                theirs, ours = other.cpu + indexing.cpu, coming.cpu + indexing.cpu
                say(f"  pdftotext alone        {other}")
                say(
                    f"  pdftotext and indexing {other.wall + indexing.wall:.2f} s, ours "
                    f"{coming.wall + indexing.wall:.2f} s: "
                    f"{(other.wall + indexing.wall) / (coming.wall + indexing.wall):.0%} of the "
                    f"speed by the clock, {theirs / ours:.0%} by the processor"
                )
            if name == "jpeg":
                copied = kept(top / name, top / "copies")
                say(f"  read, hashed and kept  {copied}")
                say(
                    f"  {bare.wall / coming.wall:.0%} of hashing alone by the clock, "
                    f"{copied.wall / coming.wall:.0%} of hashing and keeping"
                )
                linked, _, _ = imported(top / name, top / "work", apart=apart, options=_LINKED)
                say(
                    f"  linked, not copied     {linked}, "
                    f"{bare.wall / linked.wall:.0%} of hashing alone"
                )
        shutil.rmtree(top / name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    say(f"\nmemory: this process {peak:.0f} MB, its largest child {children:.0f} MB")


def kill(top: Path, times: int) -> None:
    """Kill an import at random moments; see that nothing is lost or doubled."""
    dice = random.Random()
    count = sum(make_set(name, top / "in" / name, 0.1) for name in ("txt", "pdf", "docx"))
    make_library(top / "library", places_in(top / "user")).close()
    order = [
        sys.executable,
        str(Path(__file__).with_name("collecting.py")),
        "--import-here",
        str(top),
    ]
    killed = 0
    begun = False
    while killed < times:
        child = subprocess.Popen([*order, *([] if begun else ["begin"])], stdout=subprocess.PIPE)
        assert child.stdout
        over = child.stdout.readline() != b"begun\n"
        begun = True
        time.sleep(dice.uniform(0, 1.5))
        if child.poll() is not None or over:
            child.stdout.close()
            with closing(open_library(top / "library", places_in(top / "user"))) as library:
                _check(library, count)
                library.sources.put_in_bin(library.sources.find(SourceQuery()))
                library.sources.erase(library.sources.find(SourceQuery(binned=True)))
            begun = False
            say(f"  it was done after {killed} kills; once more from the beginning")
            continue
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        killed += 1
    with closing(open_library(top / "library", places_in(top / "user"))) as library:
        finish(library.queue.work())
        _check(library, count)
    say(f"killed {killed} times: {count} files are there once each, and all is sound")


def _check(library: Workspace, count: int) -> None:
    assert library.queue.state().counts.left == 0
    assert len(library.sources.find(SourceQuery())) == count
    kept = [path for path in (library.folder / "files").rglob("*") if path.is_file()]
    assert len(kept) == count, f"{len(kept)} originals of {count}"
    assert finish(library.verify()) == ()


def import_here(top: Path, *, begin: bool) -> None:
    """Go on with an import until it is killed."""
    with closing(open_library(top / "library", places_in(top / "user"))) as library:
        if begin:
            finish(library.queue.begin([top / "in"], _OFF))
        say("begun")
        finish(library.queue.work_apart())


def many(top: Path, count: int) -> None:
    """Bring in many small pictures and measure a click in the tree and in the table."""
    small_pictures(top / "in", count)
    with library_in(top / "work") as library:
        finish(
            library.queue.begin([top / "in"], ImportOptions(ocr="off", under="АП РК/5-Н/1/5059"))
        )
        used = Used()
        finish(library.queue.work_apart())
        used.stop()
        say(f"{count} small pictures: {used}, {count / used.wall:,.0f} files/s")
        steps = {
            "tree": lambda: (library.tree.archives(), library.tree.counts()),
            "table": lambda: library.sources.rows(library.sources.find(SourceQuery())[:200]),
            "queue": lambda: (library.queue.runs(), library.queue.state()),
            "files of the queue": lambda: library.queue.jobs(offset=count - 200, limit=200),
        }
        for name, step in steps.items():
            took = []
            for _ in range(5):
                at = time.perf_counter()
                step()
                took.append(time.perf_counter() - at)
            say(f"  {name}: {1000 * min(took):.0f} ms at best, {1000 * max(took):.0f} at worst")


def main(description: str) -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--window", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--import-here", nargs="+", default=None, help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.import_here:
        import_here(Path(words.import_here[0]), begin=len(words.import_here) > 1)
        return
    # As an installed program is; without it each process of ours compiles its modules anew.
    compileall.compile_dir(str(Path(__file__).resolve().parents[2] / "archivist"), quiet=2)
    with tempfile.TemporaryDirectory(prefix="archivist-bench-") as name:
        if words.kills:
            kill(Path(name), words.kills)
        elif words.many:
            many(Path(name), words.many)
        elif words.window:
            from responsiveness import watch_sets  # noqa: PLC0415 - loads the window

            watch_sets(Path(name), words.scale)
        else:
            compare(Path(name), words.scale)
