"""Measure the search against SQLite's FTS5 fed with the same stems, in one run.

    python tests/bench/search.py --pages 10000
    python tests/bench/search.py --pages 500000 --ours-only --folder much
    python tests/bench/search.py --again --folder much --ours-only

Both index the same made-up pages (see `search_corpus`) and answer the same queries; each search
counts what it finds, takes the best 20 and makes their snippets from the texts in SQLite.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from search_corpus import Corpus
from search_engines import Fts, Ours, children_memory, lay_shelf, open_shelf

from archivist.search.folding import raw_words
from archivist.search.writer import IndexWriter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

_COMMON = ["и", "в", "не", "на", "және", "мен", "бұл", "the", "of", "and"]


def queries(shelf: sqlite3.Connection, count: int) -> dict[str, list[str]]:
    """Make queries of each kind from words that stand in the texts."""
    chance = random.Random(3)
    texts = [text for (text,) in shelf.execute("SELECT text FROM page ORDER BY id LIMIT 2000")]

    def words(least: int = 4, row: int = 3) -> list[str]:
        while True:
            found = raw_words(chance.choice(texts))
            start = chance.randrange(max(1, len(found) - row))
            some = found[start : start + row]
            if len(some) == row and all(w.isalpha() and len(w) >= least for w in some):
                return some

    def wild() -> str:
        word = words(7)[0].lower()
        return f"{word[0]}*{word[-5:]}"

    every = range(count)
    return {
        "term": [words()[0] for _ in every],
        "common term": [chance.choice(_COMMON) for _ in every],
        "AND": [" ".join(words()[:2]) for _ in every],
        "AND, one common": [f"{chance.choice(_COMMON)} {words()[0]}" for _ in every],
        "OR of three": [" OR ".join(words()) for _ in every],
        "phrase": [f'"{" ".join(words(1)[:2])}"' for _ in every],
        "phrase, common words": [f'"{chance.choice(_COMMON[:4])} {words()[0]}"' for _ in every],
        "exact": ["=" + words()[0] for _ in every],
        "proximity": [f'"{" ".join(words(1)[::2])}"~8' for _ in every],
        "proximity, both common": [f'"{" ".join(chance.sample(_COMMON[:4], 2))}"~8' for _ in every],
        "prefix": [words()[0][:4].lower() + "*" for _ in every],
        "wildcard a*bcdef": [wild() for _ in every],
        "wildcard *bcdef": ["*" + words(7)[0][-5:].lower() for _ in every],
        "fuzzy": [words(6)[0].lower() + "~" for _ in every],
        "filtered": [words()[0] for _ in every],
        "filtered, common": [chance.choice(_COMMON) for _ in every],
        "faceted": [words()[0] for _ in every],
        "faceted, common": [chance.choice(_COMMON) for _ in every],
    }


def milliseconds(search: Callable[[str], int], some: Sequence[str]) -> tuple[float, float, float]:
    """Return the median and the 95th of a hundred, and how many were found on average."""
    took, found = [], []
    for query in some:
        start = time.perf_counter()
        found.append(search(query))
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), sorted(took)[int(len(took) * 0.95)], statistics.mean(found)


def measure(ours: Ours, fts: Fts | None, asked: dict[str, list[str]]) -> None:
    """Print how long searches take."""
    print(
        f"\n{'ms, with 20 snippets':24}{'ours p50':>9}{'p95':>8}{'found':>9}"
        + (f"{'FTS5 p50':>10}{'p95':>8}{'found':>9}{'ratio p95':>11}" if fts else "")
    )
    for kind, some in asked.items():
        flags = {"filtered": kind.startswith("filtered"), "faceted": kind.startswith("faceted")}
        own = milliseconds(lambda query: ours.search(query, **flags), some)  # noqa: B023
        print(f"{kind:24}{own[0]:9.1f}{own[1]:8.1f}{own[2]:9.0f}", end="")
        if fts is not None:
            search = fts.search
            other = milliseconds(lambda query: search(query, **flags), some)  # noqa: B023
            print(
                f"{other[0]:10.1f}{other[1]:8.1f}{other[2]:9.0f}{own[1] / other[1]:11.2f}", end=""
            )
        print(flush=True)


def build(ours: Ours, fts: Fts | None, folder: Path, count: int) -> None:
    """Build both and print what it takes."""
    for words in ("every word new", "built anew, words known"):
        wall, processors = ours.build_on_two()
        print(
            f"ours, two processes, {words}: {count / wall:.0f} pages a second of the clock, "
            f"{count / processors:.0f} of processors; {children_memory():.0f} MB at most",
            flush=True,
        )
    if fts is None:
        return
    here = ours.build_here(folder / "again")
    print(
        f"ours, one process, words known: {count / here:.0f} pages a second of the processor",
        flush=True,
    )
    other = fts.build()
    whole = other + fts.seconds_for_stems() * count
    print(
        f"FTS5: {count / whole:.0f} pages a second of the processor with the stems made, "
        f"{count / other:.0f} with the stems given; ours is {whole / here:.2f} as quick, "
        f"or {other / here:.2f}",
        flush=True,
    )


def sizes(ours: Ours, fts: Fts | None, folder: Path, count: int) -> None:
    """Print how much of the disk the index takes, and which part of it takes what."""
    size = sum(file.stat().st_size for file in (folder / "index").iterdir())
    print(f"bytes a page: ours {size / count:.0f}", end="")
    print(f", FTS5 {fts.file.stat().st_size / count:.0f}" if fts else "")
    every = ours.sizes()
    told = sorted(every, key=lambda name: -every[name])
    print("  " + ", ".join(f"{name} {every[name] / count:.0f}" for name in told), flush=True)


def updates(ours: Ours, fts: Fts | None, folder: Path) -> None:
    """Print how long it takes until a page that was written anew is found."""
    writer = IndexWriter(folder / "index")
    texts = [
        f"Письмо о голоде в степи {number} слово{chr(1072 + number)}аа" for number in range(20)
    ]
    ours.update_one(writer, "начало", 0)
    own, other = [], []
    for number, text in enumerate(texts):
        start = time.perf_counter()
        ours.update_one(writer, text, number)
        own.append((time.perf_counter() - start) * 1000)
        if fts is not None:
            start = time.perf_counter()
            fts.update_one(text)
            other.append((time.perf_counter() - start) * 1000)
    writer.close()
    print(
        f"\none page until it is found, ms: ours p50 {statistics.median(own):.1f}, "
        f"most {max(own):.1f}"
        + (f"; FTS5 {statistics.median(other):.1f}, {max(other):.1f}" if other else "")
    )


def memory() -> float:
    """Return the memory of this process in MB, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> int:
    """Make the pages, index them, search them."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--pages", type=int, default=5_000)
    reader.add_argument("--words", type=int, default=300)
    reader.add_argument("--queries", type=int, default=100)
    reader.add_argument("--folder", type=Path, help="where the files are made, and left")
    reader.add_argument("--again", action="store_true", help="search what a folder holds")
    reader.add_argument("--ours-only", action="store_true", help="do without FTS5")
    asked = reader.parse_args()
    if asked.again and not asked.folder:
        reader.error("--again needs --folder")
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.again:
            shelf = open_shelf(folder / "shelf.db")
        else:
            shelf = lay_shelf(folder / "shelf.db", Corpus(asked.words).pages(asked.pages))
        (count,) = shelf.execute("SELECT count(*) FROM page").fetchone()
        print(f"{count} pages", flush=True)
        ours = Ours(folder / "index", shelf)
        fts = None if asked.ours_only else Fts(folder / "fts.db", shelf)
        if not asked.again:
            build(ours, fts, folder, count)
        sizes(ours, fts, folder, count)
        some = queries(shelf, asked.queries)
        ours.search("голод")
        idle = memory()
        measure(ours, fts, some)
        print(f"\nmemory: {memory():.0f} MB, {memory() - idle:+.0f} by all these searches")
        updates(ours, fts, folder)
        ours.index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
