"""How long a library and a manuscript are checked, and how long the window stands still meanwhile.

Run it as `python tests/bench/checking.py [sources]`. Half of the sources have something to mend.
The window is driven off the screen: the library is checked, the list is gone through, a manuscript
is checked, and there is typing while it is checked again.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from responsiveness import WORDS, Watch, wait

from archivist.gui.app import keep_steady, make_application
from archivist.gui.main_window import MainWindow
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, LanguageCode, parse_date
from archivist.services.workspace import make_library

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factories import places_in

if TYPE_CHECKING:
    from archivist.services.workspace import Workspace

SOURCES = 10_000
CITED = 200
STEPS = 20
SECTIONS = 10


def fill(library: Workspace, count: int) -> None:
    """Add sources, and a manuscript that cites some of them."""
    dice = random.Random(7)
    units = [library.tree.place(f"АП РК/5-Н/1/{number}").id for number in range(50)]
    ids = []
    for number in range(count):
        title = " ".join(dice.choices(WORDS, k=6)) + f" {number}"
        if number % 2:
            record = Record(kind=RecordKind.ARCHIVAL, title=title, language=RU)
            sheets = parse_sheets(str(number))
            ids.append(library.sources.add(record, unit_id=dice.choice(units), sheets=sheets).id)
            continue
        record = Record(
            kind=RecordKind.BOOK,
            title=title,
            creators=(Person(family=dice.choice(WORDS).title(), given="К. К."),),
            date=parse_date("2001"),
            language=LanguageCode(""),
        )
        ids.append(library.sources.add(record).id)
    work = library.writing.add_manuscript("Граница", "gost-r-7.0.5-2008", RU).id
    for number in range(SECTIONS):
        marks = (f"слово от 30.092020 [@{one}, с. 9–3]" for one in dice.sample(ids, CITED))
        library.writing.add_section(work, None, f"Глава {number}", ". ".join(marks))


def main() -> None:
    """Check, go through the findings, and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SOURCES
    with tempfile.TemporaryDirectory(prefix="archivist-bench-") as name:
        folder = Path(name)
        places = places_in(folder / "user")
        library = make_library(folder / "library", places)
        fill(library, count)
        library.close()
        make_application(places)
        window = MainWindow(places)
        keep_steady(window)
        window.resize(1280, 720)
        window.show()
        window.open_folder(folder / "library")
        window.jobs.drain()
        foot = window.frame.foot
        wait(lambda: "up to date" in foot.index.text())
        measure(window)
        window.close()


def measure(window: MainWindow) -> None:
    """Check the library and then the manuscript."""
    assert window.library is not None
    act, rooms = window.actions_table, window.library.rooms
    rooms.show_room("library")
    watch = Watch()
    act["source.check"].trigger()
    pane = rooms.current.checks.pane
    seconds = wait(lambda: pane.count is not None)
    wait_a_moment()
    print(f"library:    {pane.count} findings in {seconds:.1f} s; {watch.take()}")
    for _ in range(STEPS):
        act["edit.next_finding"].trigger()
        wait_a_moment(0.1)
    print(f"next:       {watch.take()}")
    pane.closed.emit()
    room = rooms.show_room("manuscripts")
    window.jobs.drain()
    watch.take()
    act["text.check"].trigger()
    pane = room.checking.pane
    seconds = wait(lambda: pane.count is not None)
    wait_a_moment()
    print(f"manuscript: {pane.count} findings in {seconds:.1f} s; {watch.take()}")
    for _ in range(STEPS):
        act["edit.next_finding"].trigger()
        wait_a_moment(0.1)
    print(f"next:       {watch.take()}")
    was = pane.count
    for letter in range(40):
        room.page.editor.textCursor().insertText(str(letter))
        wait_a_moment(0.05)
    seconds = wait(lambda: pane.count != was)
    print(f"typing:     checked again {seconds:.1f} s after it; {watch.take()}")


def wait_a_moment(seconds: float = 1.0) -> None:
    """Let the window do what it has to."""
    until = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() > until)
    QCoreApplication.processEvents()


if __name__ == "__main__":
    main()
