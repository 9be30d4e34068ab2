"""Kill the writing processes at random moments, damage files, and see that nothing wrong is found.

    python tests/bench/search_kills.py --times 50

Each time an index is built, committed and merged by processes that are killed (-9) at a random
moment; then one of its files may be cut short, emptied, overwritten with zeros, or changed in one
bit. Whatever is left must be the state of an acknowledged commit (or of the one that was being
made) or no index at all; and when it is written to again, everything must be found.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from archivist.search.index import Index, Wanted
from archivist.search.manifest import MANIFEST
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.writer import IndexWriter

_STEP, _STEPS = 700, 8
_CHILD = "--write-here"


def pages(first: int, count: int) -> list[Document]:
    """Return pages, each with a word of its own."""
    return [
        Document(
            key=f"p{n}",
            source_id=n % 9,
            title="",
            text=f"голод в степи слово{n} " + " ".join(f"слово{n * k % 997}б" for k in range(40)),
            kind="page",
        )
        for n in range(first, first + count)
    ]


def write(folder: Path) -> None:
    """Build, update and merge until the end; say what is acknowledged."""
    writer = IndexWriter(folder)
    writer.clear("0")
    print("0", flush=True)
    for step in range(1, _STEPS + 1):
        for at in range(0, _STEP, 100):
            writer.write(
                pages((step - 1) * _STEP + at, 100), [f"p{step - 2}"] if at == 0 < step - 1 else []
            )
        writer.commit(str(step))
        print(step, flush=True)
        for one in range(6):
            writer.write(pages(one + 100, 1))
            writer.commit(str(step))
        writer.tidy()
    writer.close()


def expected(step: int) -> set[str]:
    """Return the keys of all pages after so many steps."""
    return {f"p{n}" for n in range(step * _STEP)} - {f"p{n}" for n in range(step - 1)}


def state(folder: Path) -> int | None:
    """Return which step an index holds, None when it is not usable; anything else is an error."""
    index = Index(folder)
    try:
        if not index.usable():
            return None
        step = int(index.token())
        found = index.find(parse_query("голод"), Wanted(limit=100_000))
        keys = {key for key, _ in found.hits}
        assert found.total == len(found.hits) == len(keys) == index.size()
        assert keys == expected(step), (step, len(keys), len(expected(step)))
        phrase = index.find(parse_query('"степи слово150"'), Wanted(limit=9, complete=True))
        assert [key for key, _ in phrase.hits] == (["p150"] if step else [])
        return step
    finally:
        index.close()


def damage(folder: Path, chance: random.Random) -> str:
    """Damage a file of an index, or leave all as they are; return how."""
    files = [*folder.glob("*.arc"), folder / MANIFEST]
    file = chance.choice([file for file in files if file.exists()] or [None])
    how = chance.choice(("nothing", "cut short", "emptied", "zeroed", "a bit", "deleted"))
    if file is None or how == "nothing":
        return "nothing"
    content = bytearray(file.read_bytes())
    if how == "deleted":
        file.unlink()
        return how
    if how == "cut short":
        del content[chance.randrange(max(1, len(content))) :]
    elif how == "emptied":
        content.clear()
    elif how == "zeroed":
        content[:] = bytes(len(content))
    elif content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return how


def killed_once(folder: Path, chance: random.Random, longest: float) -> tuple[int, int | None]:
    """Let it be written and kill it; return the step acknowledged last, and the one found."""
    with subprocess.Popen(
        [sys.executable, __file__, _CHILD, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(chance.randint(1, _STEPS))]
        time.sleep(chance.uniform(0, 2 * longest / _STEPS))
        os.killpg(child.pid, signal.SIGKILL)
        said += child.stdout.read().splitlines()
    return max((int(one) for one in said if one.strip()), default=0), state(folder)


def main() -> int:
    """Kill many times and count what was found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--times", type=int, default=50)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    chance = random.Random(asked.seed)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        start = time.perf_counter()
        write(Path(temporary) / "whole" / "index")
        longest = time.perf_counter() - start
        assert state(Path(temporary) / "whole" / "index") == _STEPS
        for number in range(asked.times):
            folder = Path(temporary) / str(number) / "index"
            folder.parent.mkdir()
            acknowledged, found = killed_once(folder, chance, longest)
            assert found in (acknowledged, acknowledged + 1), (acknowledged, found)
            how = damage(folder, chance)
            after = state(folder)
            assert after == found if how == "nothing" else after in (found, None)
            writer = IndexWriter(folder)
            if after is None:
                writer.clear("0")
            for at in range(0, _STEP, 100):  # all that was written once more
                writer.write(pages(at, 100), ["p0"] if at == 0 else [])
            writer.commit("1")
            writer.tidy()
            writer.close()
            seen[f"{how}: {'built anew' if after is None else 'as it was'}"] += 1
            print(
                f"{number + 1}: killed after step {acknowledged}, found {found}; {how}", flush=True
            )
    print(dict(seen))
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        write(Path(sys.argv[2]))
    else:
        sys.exit(main())
