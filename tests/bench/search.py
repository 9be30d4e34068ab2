"""Measure indexing and searching over a made-up library: `python tests/bench/search.py --pages N`.

Everything goes through the services, as in the program: pages lie in a library's database, the
writing process fills the index, each search makes 20 hits with snippets.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from search_corpus import pages

from archivist.library.records import Record, RecordKind
from archivist.library.sources import NewFile, NewPage, TextOrigin
from archivist.library.values import ContentHash, parse_date
from archivist.paths import user_places
from archivist.services.progress import finish
from archivist.services.searching import Filters
from archivist.services.workspace import Workspace, make_library

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGES_A_SOURCE = 100


def fill(library: Workspace, count: int, words: int) -> list[str]:
    """Put pages into a library, a hundred to a source; return their texts."""
    texts = [text for _, text in pages(count, words)]
    for start in range(0, count, _PAGES_A_SOURCE):
        number = start // _PAGES_A_SOURCE
        with library._database.writing(undoable=False) as work:
            source_id = work.catalogue.add(
                Record(kind=RecordKind.BOOK, title=f"Том {number}", date=parse_date("0005"))
            )
            file = NewFile(
                hash=ContentHash(f"{number:064x}"), name="a.txt", media_type="text/plain", size=1
            )
            work.catalogue.add_pages(
                work.catalogue.add_file(source_id, file),
                source_id,
                [
                    NewPage(index=at, text=text, origin=TextOrigin.FILE)
                    for at, text in enumerate(texts[start : start + _PAGES_A_SOURCE])
                ],
            )
    return texts


def queries(texts: Sequence[str], count: int) -> dict[str, list[str]]:
    """Make queries of each kind from words that stand in the texts."""
    chance = random.Random(3)

    def some_words(least: int = 4) -> list[str]:
        while True:
            words = chance.choice(texts).replace(".", " ").split()
            start = chance.randrange(len(words) - 3)
            if all(word.isalpha() and len(word) >= least for word in words[start : start + 3]):
                return words[start : start + 3]

    return {
        "term": [some_words()[0] for _ in range(count)],
        "common term": ["и", "the", "и", "бұл", "в"] * (count // 5),
        "AND": [" ".join(some_words()[:2]) for _ in range(count)],
        "OR of 3": [" OR ".join(some_words()) for _ in range(count)],
        "phrase": [f'"{" ".join(some_words()[:2])}"' for _ in range(count)],
        "common phrase": ['"и в"', '"of the"', '"не на"', '"и не"'] * (count // 20),
        "prefix of 4": [some_words()[0][:4] + "*" for _ in range(count)],
        "exact": ["=" + some_words()[0] for _ in range(count)],
    }


def measure(library: Workspace, texts: Sequence[str], count: int) -> None:
    """Print how long searches take, first as they come, then again with all words known."""
    print(f"{'milliseconds':24}{'cpu p50':>9}{'p95':>9}{'wall p50':>10}{'p95':>9}{'totals':>9}")
    for kind, some in queries(texts, count).items():
        for again in ("", ", again"):
            cpu, wall, totals = [], [], []
            for query in some:
                start, busy = time.perf_counter(), time.thread_time()
                totals.append(library.searching.search(query).total)
                cpu.append((time.thread_time() - busy) * 1000)
                wall.append((time.perf_counter() - start) * 1000)
            print(
                f"{kind + again:24}{middle(cpu):9.1f}{nearly_most(cpu):9.1f}"
                f"{middle(wall):10.1f}{nearly_most(wall):9.1f}{middle(totals):9.0f}"
            )
    for what, filters in (("no filter", Filters()), ("a filter", Filters(from_year=1, to_year=9))):
        busy = time.thread_time()
        for _ in range(10):
            library.searching.search("и", filters)
        print(f"a common term, {what}: {(time.thread_time() - busy) * 100:.1f} ms")


def middle(numbers: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(numbers)


def nearly_most(numbers: Sequence[float]) -> float:
    """Return the 95th of a hundred."""
    return sorted(numbers)[int(len(numbers) * 0.95)]


def main() -> int:
    """Make the library, index it, search it."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--pages", type=int, default=2_000)
    reader.add_argument("--words", type=int, default=300)
    reader.add_argument("--queries", type=int, default=100)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = replace(user_places(), cache=Path(folder) / "cache")
        with closing(make_library(Path(folder) / "library", places)) as library:
            texts = fill(library, asked.pages, asked.words)
            start = time.perf_counter()
            written = finish(library.searching.update())
            seconds = time.perf_counter() - start
            size = sum(file.stat().st_size for file in places.cache.rglob("*") if file.is_file())
            print(
                f"{written} documents in {seconds:.1f} s: {written / seconds:.0f} a second, "
                f"{size / asked.pages:.0f} bytes of index a page"
            )
            start = time.perf_counter()
            library.searching.search(texts[0].split()[5])
            print(f"first search of the program: {(time.perf_counter() - start) * 1000:.0f} ms")
            measure(library, texts, asked.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
