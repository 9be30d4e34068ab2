"""Kill the writing processes at random moments, damage files, and see that nothing wrong is found.

    python tests/bench/search_kills.py --times 50

Each time an index is written by processes that are killed (-9) while they gather pages, commit
(which waits for what is gathered still) or merge. Whatever is left must be the state of an
acknowledged commit, or of the one that was being made. Then files of a whole index are damaged in
every way: what is found after it must be what was there, or nothing until the index is built
anew. What is right is told by brute force.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from archivist.search.index import Index, Wanted
from archivist.search.manifest import MANIFEST
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.writer import IndexWriter
from archivist.search.writing import Bindery

_CHILD = "--write-here"
_WRITE = (sys.executable, __file__, _CHILD)
_PHASES = ("building", "committing", "merging")
_FEW, _MANY, _EVERY = 60, 700, 6
"""A commit has few pages; one in six has so many that a second process helps."""

_MERGED = 12
"""So many commits and their segments are merged."""

_WAYS = ("deleted", "emptied", "cut short", "all zeros", "zeros within", "one bit", "swapped")


class Step(NamedTuple):
    """What one commit writes and takes out."""

    texts: dict[int, str]
    gone: list[int]


@lru_cache
def step(number: int) -> Step:
    """Return what a commit does: new pages, one that is written anew, and one that is taken out."""
    first = sum(_MANY if one % _EVERY == 0 else _FEW for one in range(1, number))
    count = _MANY if number % _EVERY == 0 else _FEW
    texts = {page: _text(page) for page in range(first, first + count)}
    if number > 1:
        texts[first // 2] = f"голод и новая редакция{number} листа"
    return Step(texts, [first // 3] if number > 1 else [])


def _text(page: int) -> str:
    words = [f"слово{page * part % 997}б" for part in range(60)]
    return f"голод в степи слово{page} " + " ".join(words)


@lru_cache
def expected(number: int) -> dict[int, str]:
    """Return all pages that there are after so many commits."""
    if number == 0:
        return {}
    texts, gone = step(number)
    before = {page: text for page, text in expected(number - 1).items() if page not in gone}
    return before | texts


def write(folder: Path, steps: int) -> None:
    """Write commit after commit; say what is being done, and what is done."""
    writer = IndexWriter(folder)
    writer.clear("0")
    print("done 0", flush=True)
    for number in range(1, steps + 1):
        print(f"building {number}", flush=True)
        put(writer, number)
        print(f"committing {number}", flush=True)
        writer.commit(str(number))
        print(f"done {number}", flush=True)
        print(f"merging {number}", flush=True)
        writer.tidy()
    writer.close()


def put(writer: IndexWriter | Bindery, number: int) -> None:
    """Hand over what a commit writes."""
    texts, gone = step(number)
    pages = [
        Document(key=f"p{page}", source_id=page % 9, title="", text=text, kind="page")
        for page, text in texts.items()
    ]
    for at in range(0, len(pages), 100):
        writer.write(pages[at : at + 100], [f"p{page}" for page in gone] if at == 0 else [])


def state(folder: Path) -> int | None:
    """Return which commit an index holds, None when it is not usable; anything else is an error."""
    index = Index(folder)
    try:
        if not index.usable():
            return None
        number = int(index.token())
        texts = expected(number)
        assert index.size() == len(texts), (number, index.size(), len(texts))
        some = random.Random(number).sample(sorted(texts), min(6, len(texts)))
        asked = {"голод": "голод", "редакция*": "редакция", f"редакция{number}": ""}
        asked |= {f'"степи слово{page}"': f"степи слово{page} " for page in some}
        asked |= {f"=слово{page * 7 % 997}б": f" слово{page * 7 % 997}б" for page in some}
        for query, piece in asked.items():
            found = index.find(parse_query(query), Wanted(limit=100_000, complete=True))
            right = {f"p{page}" for page, text in texts.items() if (piece or query) in f" {text} "}
            assert {key for key, _ in found.hits} == right, (number, query)
            assert found.exact
            assert found.total == len(found.hits) == len(right)
    finally:
        index.close()
    return number


def killed(folder: Path, chance: random.Random, steps: int) -> tuple[str, int]:
    """Let it be written and kill it; return in which phase, and what was acknowledged last."""
    phase = chance.choice((*_PHASES, "merging"))
    most = {"building": 0.15, "committing": 0.15, "merging": 0.05}[phase]
    number = chance.randint(1, steps)
    if phase == "merging":  # with most commits there is nothing to merge
        number = min(max(_MERGED, number // _MERGED * _MERGED), steps)
    done = 0
    with subprocess.Popen(
        [*_WRITE, str(folder), str(steps)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            done = int(line.split()[1]) if line.startswith("done") else done
            if line.strip() == f"{phase} {number}":
                time.sleep(chance.uniform(0, most))
                break
        os.killpg(child.pid, signal.SIGKILL)
        for line in child.stdout.read().splitlines():
            phase, reached = line.split()
            done = int(reached) if phase == "done" else done
    return phase if phase in _PHASES else "between", done


def go_on(folder: Path, found: int | None, writer: IndexWriter | Bindery) -> None:
    """Write the next commit, or all again, and look at it."""
    try:
        if found is None:
            writer.clear("0")
            for number in range(1, 4):
                put(writer, number)
            writer.commit("3")
        else:
            put(writer, found + 1)
            writer.commit(str(found + 1))
        writer.tidy()
    finally:
        writer.close()
    assert state(folder) == (3 if found is None else found + 1)


def damage(file: Path, other: Path, how: str, chance: random.Random) -> None:
    """Damage a file."""
    content = bytearray(file.read_bytes())
    if how == "deleted":
        file.unlink()
        return
    if how == "swapped":
        file.write_bytes(other.read_bytes())
        other.write_bytes(content)
        return
    if how == "emptied":
        content.clear()
    elif how == "cut short":
        del content[chance.randrange(len(content)) :]
    elif how == "all zeros":
        content[:] = bytes(len(content))
    elif how == "zeros within":
        at = chance.randrange(len(content))
        content[at : at + 4096] = bytes(len(content[at : at + 4096]))
    else:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def damaged(whole: Path, folder: Path, what: str, how: str, chance: random.Random) -> str:
    """Damage a file of a copy of a whole index; return what came of it."""
    shutil.copytree(whole, folder)
    segments = sorted(folder.glob("index/*.arc"), key=lambda file: file.stat().st_size)
    kinds = {
        "segment": [segments[-1], segments[0]],
        "manifest": [folder / "index" / MANIFEST, segments[0]],
        "word book": [next(folder.glob("words-*.db")), segments[0]],
    }
    before = state(folder / "index")
    assert before is not None
    file, other = kinds[what]
    damage(file, other, how, chance)
    found = state(folder / "index")
    assert found in (None, before)
    go_on(folder / "index", found, Bindery(folder / "index"))  # without a process: it is quicker
    return "built anew" if found is None else "as it was"


def main() -> int:
    """Kill many times, damage everything, and count what was found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--times", type=int, default=50)
    reader.add_argument("--steps", type=int, default=26)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    chance = random.Random(asked.seed)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole"
        subprocess.run(
            [*_WRITE, str(whole / "index"), str(asked.steps)], check=True, stdout=subprocess.DEVNULL
        )
        assert state(whole / "index") == asked.steps
        for number in range(asked.times):
            folder = Path(temporary) / str(number) / "index"
            phase, done = killed(folder, chance, asked.steps)
            found = state(folder)
            assert found in (done, done + 1), (done, found)
            go_on(folder, found, IndexWriter(folder))
            seen[f"killed while {phase}, commit {'done' if found == done else 'more'}"] += 1
            print(f"{number + 1}: killed while {phase} after {done}, found {found}", flush=True)
            shutil.rmtree(folder.parent)
        for what in ("segment", "manifest", "word book"):
            for how in _WAYS:
                folder = Path(temporary) / f"{what} {how}"
                after = damaged(whole, folder, what, how, chance)
                seen[f"{what} damaged, {after}"] += 1
                print(f"{what} {how}: {after}", flush=True)
    for what, times in sorted(seen.items()):
        print(f"{times:4} {what}")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main())
