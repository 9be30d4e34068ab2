from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from archivist.errors import MissingProgramError
from archivist.gui import app
from archivist.gui.dialogs.report import ReportDialog
from archivist.library.records import Record, RecordKind
from archivist.paths import user_places
from archivist.services.workspace import make_library, open_library
from tools.translations import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from archivist.paths import Places

ROOT = Path(__file__).resolve().parent.parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="only there Qt ends the process")


@linux
def test_without_a_screen_it_is_said_and_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MissingProgramError, match="DISPLAY"):
        app.check_screen()


def test_off_the_screen_none_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    app.check_screen()


@linux
def test_the_libraries_that_a_plugin_lacks_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"no library")
    assert app.missing_libraries(broken) != ()
    assert app.missing_libraries(tmp_path / "none.so") != ()


@linux
def test_the_program_says_in_one_sentence_that_it_needs_a_screen(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    told = subprocess.run(
        [sys.executable, "-m", "archivist", str(tmp_path)],
        cwd=ROOT,
        env=environment | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 3
    assert "start Archivist in a desktop session" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_program_starts_and_shows_its_window(places: Places, tmp_path: Path) -> None:
    library = make_library(tmp_path / "Диссертация", places)
    library.sources.add(Record(kind=RecordKind.BOOK, title="История и современность"))
    library.close()
    code = (
        "import sys; from pathlib import Path; from factories import places_in; "
        "from archivist.gui.app import run; "
        "sys.exit(run(Path(sys.argv[1]), places_in(Path(sys.argv[2]))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(library.folder), str(tmp_path / "user")],
        env=os.environ
        | {
            app.QUIT_AFTER_START: "1",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr
    assert float(told.stdout) > 0
    open_library(library.folder, places).close()  # it was given free


@pytest.fixture
def caught(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    app._catch_errors(window, tmp_path / "logs")
    yield window
    log = logging.getLogger("archivist")
    for handler in list(log.handlers):
        handler.close()
        log.removeHandler(handler)


def test_a_bug_is_logged_and_shown(caught: QWidget, tmp_path: Path) -> None:
    sys.excepthook(ValueError, ValueError("no such colour"), None)
    (dialog,) = caught.findChildren(ReportDialog)
    assert "no such colour" in dialog._text.toPlainText()
    assert "no such colour" in (tmp_path / "logs" / "archivist.log").read_text(encoding="utf-8")


def test_a_bug_in_another_thread_is_logged(caught: QWidget, tmp_path: Path) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    assert caught.findChildren(ReportDialog) == []
    assert "ZeroDivisionError" in (tmp_path / "logs" / "archivist.log").read_text(encoding="utf-8")


# -- words


def test_plurals_are_said_right() -> None:
    assert plural("%n page(s)") == ("%n page", "%n pages")
    assert plural("%n were in the library already") == ("%n were in the library already",) * 2
    say = QCoreApplication.translate
    assert say("OpenedLibrary", "%Ln source(s)", "", 1) == "1 source"
    assert say("OpenedLibrary", "%Ln source(s)", "", 12) == "12 sources"


def counted_texts() -> set[tuple[str, str]]:
    """Return the class and the words of each text with a number in it."""
    found = set()
    for path in (ROOT / "archivist" / "gui").rglob("*.py"):
        for owner in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(owner, ast.ClassDef):
                for node in ast.walk(owner):
                    if (
                        isinstance(node, ast.Call)
                        and getattr(node.func, "attr", "") == "tr"
                        and len(node.args) == 3
                        and isinstance(node.args[0], ast.Constant)
                    ):
                        found.add((owner.name, str(node.args[0].value)))
    return found


def test_every_text_with_a_number_has_its_english_forms() -> None:
    words = ET.parse(user_places().resources / "i18n" / "archivist_en.ts")
    known = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in words.iter("context")
        for message in context.iter("message")
    }
    texts = counted_texts()
    assert len(texts) > 15
    assert texts - known == set(), "run python -m tools.translations"


def test_no_text_is_put_together_before_it_is_translated() -> None:
    for path in (ROOT / "archivist" / "gui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.tr\(\s*f[\"']", text), path
