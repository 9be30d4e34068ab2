"""How long inventories take to become the tree: EAD, Excel and CSV, new and once more.

    python tests/bench/inventories.py [2000 20000]
    python tests/bench/inventories.py room [20000]

The finding aids have series of 200 files with titles, dates, extents and notes. The first import
into an empty library must take at most 5 seconds for 2,000 components; its tree is counted.
With `room` it is measured how long the window stands still in the room of the archive log.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from factories import places_in

from archivist.library.archive_work import Step, WorkQuery, WorkState
from archivist.services.inventorying import Fate
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archivist.services.workspace import Workspace

_A_SERIES = 200
_WORDS = ("Переписка", "с", "посольством", "о", "поставках", "и", "обмене", "специалистами")


def main(sizes: list[int]) -> None:
    """Print a line of seconds for each size and format."""
    print("format  units  read  preview  import  again  log(all)  undo  tree right")
    for size in sizes:
        for suffix, make in ((".xml", _ead), (".csv", _csv), (".xlsx", _xlsx)):
            folder = Path(tempfile.mkdtemp())
            try:
                file = folder / f"inventory{suffix}"
                make(file, size)
                _measure(file, folder, size)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {memory} MB")


def _measure(file: Path, folder: Path, size: int) -> None:
    library = make_library(folder / "library", places_in(folder / "user"))
    try:
        read, inventory = _timed(lambda: finish(library.inventorying.read(file)))
        choice = replace(inventory.choice, under="АП РК")
        looked, _ = _timed(lambda: library.inventorying.preview(inventory, choice))
        took, done = _timed(lambda: finish(library.inventorying.take_over(inventory, choice)))
        again, second = _timed(lambda: finish(library.inventorying.take_over(inventory, choice)))
        right = _right(library, size) and second.preview.count(Fate.SAME) == len(done.preview.units)
        listed, rows = _timed(lambda: library.visiting.files(WorkQuery()))
        library.visiting.mark([row.unit.id for row in rows[:500]], Step(state=WorkState.TO_ORDER))
        library.undo()
        undone, _ = _timed(library.undo)
        right = right and not library.visiting.files(WorkQuery())
    finally:
        library.close()
    print(
        f"{file.suffix[1:]:6} {size:6} {read:6.2f} {looked:7.2f} {took:7.2f} {again:6.2f} "
        f"{listed:8.2f} {undone:6.2f}  {right}"
    )


def _right(library: Workspace, size: int) -> bool:
    """Count the tree: one fund, its series, and the files in them."""
    (archive,) = library.tree.archives()
    (fund,) = library.tree.children(archive.id, None)
    series = library.tree.children(archive.id, fund.unit.id)
    files = [library.tree.children(archive.id, one.unit.id) for one in series]
    numbers = [[file.unit.level.number for file in some] for some in files]
    return sum(map(len, files)) == size and all(
        some == [str(number) for number in range(1, len(some) + 1)] for some in numbers
    )


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def _files(size: int) -> Iterator[tuple[int, int, str, str, str]]:
    for place in range(size):
        series, number = place // _A_SERIES + 1, place % _A_SERIES + 1
        title = " ".join(_WORDS[place % 5 :]) + f" {place}"
        yield (
            series,
            number,
            title,
            f"5 января 19{30 + place % 9} – 12 марта 1940",
            str(place % 300),
        )


def _ead(file: Path, size: int) -> None:
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?><ead xmlns="urn:isbn:1-931666-22-9"><eadheader>',
        "<eadid>5-N</eadid></eadheader><archdesc level='fonds'><did><unitid>5-Н</unitid>",
        "<unittitle>Посольство</unittitle></did><dsc>",
    ]
    last = 0
    for series, number, title, dates, sheets in _files(size):
        if series != last:
            parts.append("</c01>" * bool(last))
            parts.append(f"<c01 level='series' id='s{series}'><did><unitid>{series}</unitid></did>")
            last = series
        parts.append(
            f"<c02 level='file' id='f{series}-{number}'><did><unitid>{number}</unitid><unittitle>"
            f"{title}</unittitle><unitdate>{dates}</unitdate><physdesc><extent>{sheets}</extent>"
            "</physdesc></did><scopecontent><p>Письма и отчеты.</p></scopecontent></c02>"
        )
    parts.append("</c01></dsc></archdesc></ead>")
    file.write_text("".join(parts), encoding="utf-8")


_HEADINGS = ("Фонд", "Опись", "№ дела", "Заголовок дела", "Крайние даты", "Кол-во листов")


def _csv(file: Path, size: int) -> None:
    with file.open("w", encoding="cp1251", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(_HEADINGS)
        writer.writerows(("5-Н", *each) for each in _files(size))


def _xlsx(file: Path, size: int) -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_HEADINGS)
    for each in _files(size):
        sheet.append(("5-Н", *each))
    book.save(file)


def room(size: int) -> None:
    """Measure the room of the archive log on an inventory of so many files."""
    from log_room import measure  # noqa: PLC0415 - it loads the window

    with tempfile.TemporaryDirectory(prefix="archivist-bench-") as name:
        file = Path(name) / "inventory.csv"
        _csv(file, size)
        measure(Path(name), file)


if __name__ == "__main__":
    if sys.argv[1:2] == ["room"]:
        room(int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
    else:
        main([int(word) for word in sys.argv[1:]] or [2_000, 20_000])
