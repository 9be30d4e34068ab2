"""How fast 300 entries and 500 citations are printed: our styles, CSL by citeproc.js, citeproc-py.

Run it as `python tests/bench/citing.py [CSL style ...]`.

All three work side by side in one run. Ours goes through a whole library: sources are read from
its database, the text is parsed, marks and list are made. The two processors of CSL get the same
books as CSL-JSON. citeproc-py knows no edit: it does all anew. Prints milliseconds, the best of
some runs, and how many times longer than ours, or than citeproc.js, each takes.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source import Locator
from citeproc.source.json import CiteProcJSON
from writing import fill, write

from archivist.citation.csl.catalogue import CslStyles
from archivist.citation.csl.engine import CslEngine
from archivist.citation.csl.items import CslCite, CslCluster
from archivist.library.values import EN
from archivist.paths import user_places
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENTRIES, CITATIONS, RUNS = 300, 500, 5
STYLES = ("gost-r-7-0-5-2008-numeric", "modern-language-association", "apa")
OURS = "gost-r-7.0.5-2008"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What one program took: the first time, all again, and after an edit; in milliseconds."""

    name: str
    first: float
    again: float
    edit: float


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def books() -> list[dict[str, Any]]:
    """Return books and articles as CSL-JSON, in two languages."""
    chance = random.Random(7)
    return [
        {
            "id": str(number),
            "type": chance.choice(("book", "article-journal")),
            "title": f"История границы {number}" if number % 2 else f"A border history {number}",
            "author": [{"family": f"Токаев{number % 90}", "given": "К. К."}],
            "container-title": "Отан тарихы",
            "publisher": "Білім",
            "publisher-place": "Алматы",
            "page": f"{number}-{number + 9}",
            "issued": {"date-parts": [[1950 + number % 70]]},
            "language": "ru" if number % 2 else "en",
        }
        for number in range(ENTRIES)
    ]


def citations() -> list[tuple[str, str]]:
    """Return which book is cited with which page, each book at least once."""
    chance = random.Random(7)
    keys = [*range(ENTRIES), *chance.choices(range(ENTRIES), k=CITATIONS - ENTRIES)]
    return [(str(key), str(place % 90 + 1)) for place, key in enumerate(keys)]


def ours() -> Row:
    """Measure a style of ours through the whole program."""
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(Path(folder) / "library", user_places())
        try:
            made = write(library, fill(library))
            first = timed(lambda: library.writing.compiled(made))
            again = min(timed(lambda: library.writing.compiled(made)) for _ in range(RUNS))
            sections = library.writing.sections(made)
            edits = []
            for run in range(RUNS):
                text = f"{sections[run].text}\n\nЕщё [@{run + 1}, 7]."
                library.writing.save_section(replace(sections[run], text=text))
                edits.append(timed(lambda: library.writing.compiled(made)))
        finally:
            library.close()
    return Row(name=f"ours: {OURS}", first=first, again=again, edit=min(edits))


def citeproc_js(style: str, items: Sequence[dict[str, Any]]) -> Row:
    """Measure citeproc.js in V8: with its start, all anew after another text, and after an edit."""
    own = user_places().resources / "csl"
    engine = CslEngine(own / "citeproc.js", CslStyles(own, Path("none")))
    clusters = [
        CslCluster(items=(CslCite(key=key, locator=page),), note=number)
        for number, (key, page) in enumerate(citations(), 1)
    ]

    def cite(of: Sequence[CslCluster]) -> object:
        return engine.cite_items(style, items, of, EN)

    try:
        first = timed(lambda: cite(clusters))
        wholes, edits = [], []
        for run in range(RUNS):
            engine.cite_items(style, items[:1], clusters[:1], EN)
            wholes.append(timed(lambda: cite(clusters)))
            more = CslCluster(items=(CslCite(key=str(run), locator="99"),), note=250)
            edited = [*clusters[:250], more, *clusters[250:]]
            edits.append(timed(lambda edited=edited: cite(edited)))
    finally:
        engine.close()
    return Row(name=f"citeproc.js: {style}", first=first, again=min(wholes), edit=min(edits))


def citeproc_py(style: str, items: Sequence[dict[str, Any]]) -> Row:
    """Measure citeproc-py, which reads the style and prints all at each turn."""
    own = user_places().resources / "csl"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "style.csl"
        file.write_text(CslStyles(own, Path("none")).xml(style), encoding="utf-8")

        def work() -> None:
            source = CiteProcJSON(json.loads(json.dumps(items)))
            made = CitationStylesStyle(str(file), validate=False)
            bibliography = CitationStylesBibliography(made, source, formatter.html)
            cited = [
                Citation([CitationItem(key, locator=Locator("page", page))])
                for key, page in citations()
            ]
            for one in cited:
                bibliography.register(one)
            for one in cited:
                bibliography.cite(one, lambda _: None)
            if len([str(entry) for entry in bibliography.bibliography()]) != ENTRIES:
                raise RuntimeError("citeproc-py printed another number of entries")

        first = timed(work)
        again = min(timed(work) for _ in range(2))
    return Row(name=f"citeproc-py: {style}", first=first, again=again, edit=again)


def main() -> None:
    """Measure, and print a table."""
    warnings.simplefilter("ignore")  # citeproc-py warns of each field that it does not know
    own = ours()
    rows: list[tuple[Row, Row]] = [(own, own)]
    for style in sys.argv[1:] or STYLES:
        items = books()
        fast = citeproc_js(style, items)
        rows.append((fast, own))
        try:
            rows.append((citeproc_py(style, items), fast))
        except Exception as error:  # another's program
            print(f"citeproc-py cannot print {style}: {type(error).__name__} {error}")
    print(f"{'milliseconds':46} {'first':>8} {'whole':>8} {'edit':>8}   beside")
    for row, beside in rows:
        times = f"whole × {row.again / beside.again:.1f}, edit × {row.edit / beside.edit:.1f}"
        told = "" if row is beside else f"{beside.name.partition(':')[0]}: {times}"
        print(f"{row.name:46} {row.first:8.0f} {row.again:8.1f} {row.edit:8.1f}   {told}")


if __name__ == "__main__":
    main()
