"""How long the window stands still in the room of the archive log.

    python tests/bench/inventories.py room [20000]

The inventory of a fund comes into an empty library; then a window, off the screen, shows the room
and does in it what a user does to all the files at once. A timer that is due every 5 ms measures
the gaps. Each line is a step: the seconds until all was done and shown, the longest gap, and what
of it the program itself, and the thread of its window, worked for; collections of garbage stand
apart.
"""

from __future__ import annotations

import gc
import os
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from factories import places_in
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from responsiveness import TICK, Watch, wait

from archivist.gui.app import keep_steady, make_application
from archivist.gui.main_window import MainWindow
from archivist.gui.worklog.files_table import Part
from archivist.gui.worklog.places import ANY, NONE, STATE
from archivist.library.archive_work import WorkState
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from archivist.gui.worklog.panel import ArchiveLogRoom

CALM = 0.4
"""Seconds in which nothing may be at work before a step counts as done."""


ROUNDS = 20
"""How often events are taken at least in that time."""


class Collections:
    """The longest collection of garbage, in milliseconds, wherever it fell."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._began = 0.0
        gc.callbacks.append(self._note)

    def take(self) -> float:
        """Return the longest since the last call."""
        longest, self.longest = self.longest, 0.0
        return longest

    def _note(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.longest = max(self.longest, (time.perf_counter() - self._began) * 1000)


class Effort:
    """The most that the thread of the window itself worked between two ticks, in milliseconds."""

    def __init__(self, parent: QObject) -> None:
        self._most = self._used = 0.0
        self._timer = QTimer(parent, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> float:
        """Return the most since the last call."""
        most, self._most = self._most, 0.0
        return most

    def _tick(self) -> None:
        used = time.thread_time()
        self._most, self._used = max(self._most, (used - self._used) * 1000), used


class Visit:
    """A window with the room, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        places = places_in(folder / "user")
        make_application(places)
        self.window = MainWindow(places)
        keep_steady(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.open_folder(folder / "library")
        self._settle()
        self._collections = Collections()
        self._watch, self._effort = Watch(self.window), Effort(self.window)
        self.room: ArchiveLogRoom

    def step(self, name: str, act: Callable[[], Any]) -> None:
        """Do something and print how long the window stood still."""
        self._settle()
        self._watch.gaps.clear()
        self._watch.worked.clear()
        self._collections.take()
        self._effort.take()
        began = time.perf_counter()
        act()
        called = (time.perf_counter() - began) * 1000
        self._settle()
        took = time.perf_counter() - began - CALM
        gaps = self._watch.gaps
        late = sum(gap > 50 for gap in gaps)
        print(
            f"{name:28} {took:6.2f} s  gap {max(gaps):5.0f} ms  own {max(self._watch.worked):5.0f} "
            f"ms  thread {self._effort.take():3.0f} ms  above 50: {late:3}  "
            f"call {called:4.0f} ms  gc {self._collections.take():4.0f} ms",
            flush=True,
        )

    def show(self) -> None:
        """Show the room."""
        assert self.window.library is not None
        self.room = self.window.library.rooms.show_room("worklog")

    def choose_all(self) -> None:
        """Press the key that chooses all files."""
        QTest.keyClick(self.room.files, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def state(self, value: str) -> None:
        """Click a state at the left."""
        states = self.room.places.states
        for row in range(states.count()):
            if states.item(row).data(STATE) == value:
                states.setCurrentRow(row)

    def expect(self, state: WorkState | None) -> None:
        """Make sure that all files have come to a state."""
        assert self.window.library is not None
        work = self.window.library.desk.workspace.visiting
        ids = self.room.files.table.ids()
        assert work.states(ids) == ({} if state is None else dict.fromkeys(ids, state))

    def do(self, name: str) -> None:
        """Do an action of the menus."""
        assert self.window.library is not None
        self.window.library._actions[name].trigger()

    def _settle(self) -> None:
        calm = time.perf_counter() + CALM
        rounds = 0

        def over() -> bool:
            nonlocal calm, rounds
            now = time.perf_counter()
            rounds += 1  # what is painted may take longer than the calm
            if self.window.jobs._open:
                calm, rounds = now + CALM, 0
            return now > calm and rounds > ROUNDS

        wait(over)


def measure(folder: Path, file: Path) -> None:
    """Bring an inventory in, and print the figures of the room."""
    library = make_library(folder / "library", places_in(folder / "user"))
    inventory = finish(library.inventorying.read(file))
    choice = replace(inventory.choice, under="АП РК")
    finish(library.inventorying.take_over(inventory, choice))
    library.close()
    gc.collect()
    visit = Visit(folder)
    print(f"load {os.getloadavg()[0]:.1f}")
    visit.step("at rest", lambda: None)
    visit.step("first showing", visit.show)
    visit.room.files.setFocus()
    bar = visit.room.files.verticalScrollBar()
    visit.step("scroll to the end", lambda: bar.setValue(bar.maximum()))
    visit.step("choose all", visit.choose_all)
    visit.step("mark all seen", lambda: visit.do("log.seen"))
    visit.expect(WorkState.SEEN)
    visit.step("mark all copied", lambda: visit.do("log.copied"))
    visit.expect(WorkState.COPIED)
    visit.step("click the state copied", lambda: visit.state(WorkState.COPIED.value))
    visit.step("click the state seen (none)", lambda: visit.state(WorkState.SEEN.value))
    visit.step("click no state (none)", lambda: visit.state(NONE))
    visit.step("click any", lambda: visit.state(ANY))
    visit.step("choose all again", visit.choose_all)
    visit.step("take the last step back", lambda: visit.do("log.take_back"))
    visit.expect(WorkState.SEEN)
    visit.step("undo", lambda: visit.do("edit.undo"))
    visit.expect(WorkState.COPIED)
    visit.step("redo", lambda: visit.do("edit.redo"))
    visit.expect(WorkState.SEEN)
    visit.step("filter by a word", lambda: visit.room.bar.text.setText("1999"))
    visit.step("filter by nothing", visit.room.bar.clear)
    header = visit.room.files.horizontalHeader()
    for part in (Part.TITLE, Part.DATES, Part.STATE, Part.PLACE):
        visit.step(
            f"sort by {part.name.lower()}",
            partial(header.setSortIndicator, part, Qt.SortOrder.AscendingOrder),
        )
    _one(visit)
    _list(visit, folder)
    visit.window.close()
    print(f"load {os.getloadavg()[0]:.1f}")


def _one(visit: Visit) -> None:
    visit.step("choose one", lambda: visit.room.files.selectRow(7))
    visit.step("mark one ordered", lambda: visit.do("log.ordered"))


def _list(visit: Visit, folder: Path) -> None:
    ids = visit.room.files.table.ids()
    for suffix in ("csv", "docx"):
        target = folder / f"order.{suffix}"
        visit.step(
            f"order list of all ({suffix})",
            partial(visit.room.write_list, ids, target),
        )
        assert target.stat().st_size
