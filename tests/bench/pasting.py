"""How long a pasted list takes, and how long the window stands still meanwhile.

Run it as `python tests/bench/pasting.py [references]`. The list is read, entered, taken back and
done again by a plain call; then another goes through the window, off the screen: pasted, gone
through, imported.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from responsiveness import Watch, wait

from archivist.gui.app import keep_steady, make_application
from archivist.gui.dialogs.pasting.window import PastingDialog
from archivist.gui.main_window import MainWindow
from archivist.services.progress import finish
from archivist.services.workspace import make_library

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factories import places_in

if TYPE_CHECKING:
    from archivist.services.workspace import Workspace

REFERENCES = 1_000
STEPS = 60
AGAIN = 0.12
FORMS = (
    "{0}. ЦГА РК. Ф. {1}. Оп. 1. Д. {0}. Л. {2}.",
    "{0}. Письмо о границе {0} // АП РК. Ф. 5-Н. Оп. {1}. Д. {0}. Л. {2}, {0} об.",
    "{0}. Токаев К. К., Иванов И. И. Беласу о {0}. Алматы : Дәуір, 2008. {0} с.",
    "{0}. Иванов И. И. Статья {0} // Вопросы истории. 1990. № {2}. С. {0}–{0}9.",
    "{0}. AFP RK. Fund-5-H, Series-{1}, File-{0}, p. {2}.",
)


def references(count: int, begin: int = 1) -> str:
    """Return a list, a part of it to be questioned."""
    return "\n".join(
        FORMS[at % len(FORMS)].format(at, at % 50 + 1, at % 90 + 1)
        for at in range(begin, begin + count)
    )


def call(library: Workspace, text: str) -> None:
    """Print how long plain calls take."""
    start = time.perf_counter()
    proposals = finish(library.pasting.read(text)).proposals
    print(f"read {len(proposals)}: {time.perf_counter() - start:.2f} s")
    decisions = [one.decision() for one in proposals]
    for name, work in (
        ("enter", lambda: finish(library.pasting.take(decisions))),
        ("undo", library.undo),
        ("redo", library.redo),
    ):
        start = time.perf_counter()
        work()
        print(f"{name}: {time.perf_counter() - start:.2f} s")


def pause(seconds: float) -> None:
    """Take events for a while."""
    until = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() > until)


def go(dialog: PastingDialog) -> None:
    """Go through the first entries, resting at each as a reader does."""
    review = dialog.review
    for row in range(STEPS):
        review.list.go_to_row(row)
        pause(AGAIN)


def main() -> None:
    """Measure, and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REFERENCES
    with tempfile.TemporaryDirectory(prefix="archivist-bench-") as name:
        folder = Path(name)
        places = places_in(folder / "user")
        with closing(make_library(folder / "library", places)) as library:
            call(library, references(count))
        make_application(places)
        window = MainWindow(places)
        keep_steady(window)
        window.resize(1440, 900)
        window.show()
        window.open_folder(folder / "library")
        window.jobs.drain()
        assert window.library is not None
        pause(1)
        dialog = PastingDialog(window.library.desk, window, "")
        dialog.show()
        pause(1)
        watch = Watch()
        dialog.paste.box.setPlainText(references(count, count + 1).replace("AFP", "AVP"))
        dialog.paste.submit()
        seconds = wait(lambda: dialog.pages.currentWidget() is dialog.review)
        print(f"reading in the window: {seconds:.2f} s; {watch.take()}")
        pause(1)
        print(f"showing the list: {watch.take()}")
        go(dialog)
        print(f"going through {STEPS}, first time: {watch.take()}")
        go(dialog)
        print(f"going through {STEPS} again: {watch.take()}")
        asked = [one for one in dialog.review.entries if one.asked]
        dialog.review.detail.answered.emit(asked[0], asked[0].archive)
        pause(0.2)
        print(f"answering for {len(asked)}: {watch.take()}")
        dialog.review.foot.import_button.click()
        seconds = wait(lambda: not dialog.isVisible())
        print(f"importing in the window: {seconds:.2f} s; {watch.take()}")
        pause(1)
        print(f"showing them: {watch.take()}")
        window.close()


if __name__ == "__main__":
    main()
