"""How long the window stands still while files are added to the library.

Run it as `python tests/bench/responsiveness.py [files]`. It adds text files through the window, off
the screen, and prints for the import, and for the indexing after it, the longest time in which the
window took no event, and how many files were added in a second. A timer that is due every 5 ms
measures the gaps.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from archivist.gui.app import keep_steady, make_application
from archivist.gui.frame.import_bar import Order
from archivist.gui.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factories import places_in

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = 1_000
WORDS = (
    *("граница", "протокол", "комиссия", "область", "переговоры", "съёмка", "знак", "река"),
    *("колодец", "выпас", "архив", "письмо", "шекара", "облыс", "құдық", "мал", "су", "кітап"),
    *("құжат", "border", "survey", "market", "archive", "letter"),
)
TICK = 5
PATIENCE = 600
SOON = 3.0
IDLE = 5.0


class Watch(QObject):
    """Measures the gaps between the ticks of a timer, in milliseconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self.worked: list[float] = []
        """Of each gap, what this program used of the processor: the rest others had."""
        self._last, self._used = time.perf_counter(), time.process_time()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def take(self) -> str:
        """Return what was measured, and begin again."""
        longest = max(self.gaps)
        worked = max(self.worked)
        gaps, self.gaps, self.worked = sorted(self.gaps), [], []
        late = sum(gap > 50 for gap in gaps)
        return (
            f"longest gap {longest:.0f} ms ({worked:.0f} ms of the window's own at most), "
            f"99 % below {gaps[int(len(gaps) * 0.99)]:.0f} ms, "
            f"median {statistics.median(gaps):.1f} ms, {late} of {len(gaps)} above 50 ms"
        )

    def _tick(self) -> None:
        now, used = time.perf_counter(), time.process_time()
        self.gaps.append((now - self._last) * 1000)
        self.worked.append(min(now - self._last, used - self._used) * 1000)
        self._last, self._used = now, used


def write_files(folder: Path, count: int) -> None:
    """Write texts of about 300 words."""
    dice = random.Random(7)
    folder.mkdir()
    for number in range(count):
        text = " ".join(dice.choices(WORDS, k=300))
        (folder / f"{number:05}.txt").write_text(f"{number}. {text}", encoding="utf-8")


def wait(until: Callable[[], bool]) -> float:
    """Take events until something is so; return the seconds it took."""
    start = time.perf_counter()
    while not until():
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError
        QCoreApplication.processEvents()
        time.sleep(0.001)  # as an idle event loop does; the window's work needs the processor
    return time.perf_counter() - start


def _window(folder: Path) -> MainWindow:
    """Open a window, off the screen, on a library of its own."""
    places = places_in(folder / "user")
    make_application(places)
    window = MainWindow(places)
    keep_steady(window)
    window.resize(1440, 900)
    window.show()
    window.make_library(folder / "library")
    window.jobs.drain()
    window.preferences.choose(ocr="off")
    wait(lambda: "up to date" in window.frame.foot.index.text())
    until = time.perf_counter() + IDLE
    watch = Watch(window)
    wait(lambda: time.perf_counter() > until)
    print(f"at rest:  {watch.take()}", flush=True)
    return window


def _add(window: MainWindow, files: Path) -> None:
    """Add a folder and tell how long the window stood still, while adding and while indexing."""
    library, foot = window.library, window.frame.foot
    assert library is not None
    count = len(list(files.iterdir()))
    watch = Watch(window)
    library.importing.add(Order(paths=(files,), path="АП РК/5-Н/1/5059"))
    job = window.jobs.running[0]
    seconds = wait(lambda: not job.running)
    assert len(job.result.files) == count
    print(f"import:   {count / seconds:.0f} files/s ({seconds:.1f} s); {watch.take()}", flush=True)
    soon = time.perf_counter() + SOON  # indexing begins when the library has been quiet
    wait(lambda: time.perf_counter() > soon)
    seconds = SOON + wait(lambda: "up to date" in foot.index.text() and not window.jobs.running)
    print(f"indexing: {seconds:.1f} s more; {watch.take()}", flush=True)


def watch_sets(folder: Path, scale: float) -> None:
    """Add all sets of files through a window, one after the other."""
    from collecting_sets import SETS, make_set  # noqa: PLC0415 - beside this file

    window = _window(folder)
    window.frame.queue.show()
    for name in SETS:
        print(f"{name}: {make_set(name, folder / name, scale)} files", flush=True)
        _add(window, folder / name)
    window.close()


def main() -> None:
    """Add the files and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory(prefix="archivist-bench-") as name:
        folder = Path(name)
        write_files(folder / "files", count)
        window = _window(folder)
        _add(window, folder / "files")
        window.close()


if __name__ == "__main__":
    main()
