"""How long the program takes to show its window with a library of 10,000 sources.

Run it as `python tests/bench/start.py [sources]`. It makes a library in a folder of its own, then
starts the program a few times and prints the seconds until the first rows are on the screen,
beside the bare import of Qt's widgets. "cold" is a start after the files were put out of the
system's cache, where the system lets us.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6

from archivist.gui.app import QUIT_AFTER_START
from archivist.library.records import Record, RecordKind
from archivist.library.values import RU, parse_date
from archivist.services.workspace import make_library

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factories import places_in

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 5
WORDS = ("Запись беседы", "Нота", "Докладная записка", "Шарт", "Memorandum", "Лист", "Протокол")

QT = "import PySide6.QtWidgets"
WINDOW = """
import sys
from pathlib import Path
from tests_places import places_in
from archivist.gui.app import run
sys.exit(run(Path(sys.argv[1]), places_in(Path(sys.argv[2]))))
"""


def fill(folder: Path, user: Path, count: int) -> None:
    """Make a library whose sources lie in 50 files of two archives."""
    library = make_library(folder, places_in(user))
    units = [
        library.tree.place(f"{('АП РК', 'ЦГА РК')[n % 2]}/{n % 5 + 1}-Н/{n % 3 + 1}/{n}").id
        for n in range(50)
    ]
    groups = [group.id for group, _ in library.sorting.groups()]
    with library._database.writing() as work:
        for number in range(count):
            work.catalogue.add(
                Record(
                    kind=list(RecordKind)[number % 5],
                    title=f"{WORDS[number % 7]} № {number} о приграничной торговле",
                    language=RU,
                    date=parse_date(str(1920 + number % 80)),
                ),
                unit_id=units[number % 50],
                group_id=groups[number % 5],
                tags=["граница"] if number % 3 else [],
            )
    library.close()


def out_of_cache() -> None:
    """Ask the system to forget the files that a start reads."""
    if not hasattr(os, "posix_fadvise"):
        return
    packages = Path(PySide6.__file__).parent.parent
    for path in packages.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def seconds(start: Callable[[], object]) -> float:
    began = time.perf_counter()
    start()
    return time.perf_counter() - began


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        library, user = Path(scratch) / "library", Path(scratch) / "user"
        fill(library, user, count)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            QUIT_AFTER_START: "1",
        }
        script = WINDOW.replace("tests_places", "factories")

        def start(code: str) -> float:
            """Start a program; until it prints its line, or until its end."""
            command = [sys.executable, "-c", code, str(library), str(user)]
            began = time.perf_counter()
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as program:
                assert program.stdout is not None
                program.stdout.readline()
                shown = time.perf_counter() - began
            assert program.returncode == 0
            return shown

        for name, code in (("import of QtWidgets", QT), ("first rows", script)):
            out_of_cache()
            cold = start(code)
            warm = [start(code) for _ in range(RUNS)]
            print(
                f"{name:20} cold {cold:.2f} s   warm {statistics.median(warm):.2f} s "
                f"({min(warm):.2f} to {max(warm):.2f})"
            )


if __name__ == "__main__":
    main()
