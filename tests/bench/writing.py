"""How fast a manuscript of 300 sources and 500 citations is numbered, whole and after an edit.

Run it as `python tests/bench/writing.py [style ...]`.

Makes a library in a temporary folder. Prints, for each style: the first compiling, the same again
when nothing has changed, and after an edit of one of 40 sections; in milliseconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.library.bibliography import ListForm, ListOrder
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, parse_date
from archivist.paths import user_places
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from archivist.library.values import ManuscriptId, SourceId
    from archivist.services.workspace import Workspace

SOURCES, CITATIONS, SECTIONS, EDITS = 300, 500, 40, 12
STYLES = ("gost-r-7.0.5-2008", "gost-r-7.0.5-2008-notes", "e-history-author-date", "csl:apa")


def fill(library: Workspace) -> list[SourceId]:
    """Add sources: half of them documents in five archives, the others books."""
    ids = []
    for number in range(SOURCES):
        if number % 2:
            place = f"Архив {number % 5}/{number % 7}-Н/{number % 3}/{number}"
            unit = library.tree.place(place).id
            record = Record(kind=RecordKind.ARCHIVAL, title=f"Записка {number}", language=RU)
            ids.append(library.sources.add(record, unit_id=unit, sheets=parse_sheets("5-9")).id)
        else:
            record = Record(
                kind=RecordKind.BOOK,
                title=f"История границы {number}",
                creators=(Person(family=f"Токаев{number % 40}", given="К. К."),),
                place="Алматы",
                date=parse_date(str(1950 + number % 70)),
                total_pages="240",
                language=RU,
            )
            ids.append(library.sources.add(record).id)
    return ids


def write(library: Workspace, ids: list[SourceId]) -> ManuscriptId:
    """Write a manuscript whose sections cite all of them, most more than once."""
    chance = random.Random(7)
    cited = ids + chance.choices(ids, k=CITATIONS - len(ids))
    made = library.writing.add_manuscript("Граница", STYLES[0], RU).id
    for section in range(SECTIONS):
        marks = cited[section::SECTIONS]
        text = "\n\n".join(f"{'Сказано о границе. ' * 20}[@{one}, {one % 90 + 1}]" for one in marks)
        library.writing.add_section(made, None, f"Глава {section}", text)
    return made


def measure(library: Workspace, made: ManuscriptId, style: str) -> str:
    """Return the figures of one style."""
    manuscript = next(one for one in library.writing.manuscripts() if one.id == made)
    library.writing.save_manuscript(
        replace(manuscript, style=style, list_form=ListForm(order=ListOrder.ALPHABET))
        if style.endswith("-notes")
        else replace(manuscript, style=style, list_form=ListForm())
    )
    first, again = _timed(library, made), _timed(library, made)
    sections = library.writing.sections(made)
    edits = []
    for edit in range(EDITS):
        section = sections[edit * 3 % SECTIONS]
        text = section.text.replace("о границе", f"о границе {edit}", 1)
        moved = f"{text}\n\nЕщё [@{edit + 1}, 7]."
        library.writing.save_section(replace(section, text=moved))
        edits.append(_timed(library, made))
    return (
        f"{style:28} first {first:7.1f}   again {again:6.1f}   "
        f"edit {statistics.median(edits):6.1f} (worst {max(edits):.1f})"
    )


def _timed(library: Workspace, made: ManuscriptId) -> float:
    begin = time.perf_counter()
    library.writing.compiled(made)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Measure all styles, or those named."""
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(Path(folder) / "library", user_places())
        try:
            made = write(library, fill(library))
            for style in sys.argv[1:] or STYLES:
                print(measure(library, made, style))
        finally:
            library.close()


if __name__ == "__main__":
    main()
