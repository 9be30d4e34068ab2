"""The imports in the window: their files by the page, and what can be done with them."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from making_files import text_pdf
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.frame.import_bar import Order
from archivist.gui.frame.importing import Importing
from archivist.gui.frame.parts import Frame
from archivist.gui.models.job_table import PAGE, Column, JobTable
from archivist.library.jobs import JobState
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.frame.runs import RunsPane
    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace


class Opened:
    """A frame with the queue of a library in it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self._qtbot = desk, qtbot
        self.frame = Frame(Actions(QMainWindow()), desk.jobs)
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 720)
        self.frame.show()
        self.frame.queue.show()
        self.importing = Importing(desk, self.frame.import_bar, self.frame.queue)

    @property
    def runs(self) -> RunsPane:
        return self.importing.runs

    def settle(self) -> None:
        """Let all that was asked for be done."""
        for _ in range(3):  # news is gathered for a moment, and work may follow on it
            self.desk.jobs.drain(60)
            until = time.monotonic() + 0.4
            self._qtbot.waitUntil(lambda at=until: time.monotonic() > at)  # type: ignore[misc]  # as it is now
        self.desk.jobs.drain(60)

    def column(self, column: int) -> list[str]:
        model = self.runs.jobs
        return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Opened:
    opened = Opened(desk, qtbot)
    opened.settle()
    return opened


def texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Протокол {number}", encoding="utf-8")
    return folder


def test_there_is_nothing_to_see_before_the_first_import(opened: Opened) -> None:
    assert opened.frame.queue.isVisible()
    assert not opened.runs.isVisible()


def test_an_import_is_seen_file_by_file_and_undone(
    opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "Дело", 3)
    (folder / "битый.pdf").write_bytes(b"%PDF-1.4 broken")
    opened.importing.add(Order(paths=(folder,)))
    opened.settle()
    assert opened.runs.isVisible()
    assert opened.runs.run.currentText().startswith("Дело · ")
    opened.column(Column.NAME)
    opened.settle()
    assert sorted(opened.column(Column.NAME)) == ["0.txt", "1.txt", "2.txt", "битый.pdf"]
    assert set(opened.column(Column.FOLDER)) == {"Дело"}
    assert sorted(opened.column(Column.STATE)) == ["could not be read", "done", "done", "done"]
    assert "it is cut short or damaged" in opened.column(Column.REASON)
    assert opened.runs.said.text() == "3 of 4 files in, 1 could not be read"
    assert not opened.runs.cancel.isVisible()
    assert not opened.runs.unlock.isVisible()

    opened.runs.undo.click()
    opened.settle()
    assert opened.runs.said.text() == "Undone: what it brought is in the bin."
    assert workspace.tree.counts().all == 0
    assert not opened.runs.undo.isVisible()
    workspace.undo()
    opened.desk.tell_everything()
    opened.settle()
    assert opened.runs.said.text().startswith("3 of 4 files in")


def test_the_files_of_one_state_are_shown_and_tried_again(opened: Opened, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    opened.importing.add(Order(paths=(texts(tmp_path / "in", 2), missing)))
    opened.settle()
    opened.runs.state.show_value(JobState.FAILED)
    opened.runs._show()
    opened.column(Column.NAME)
    opened.settle()
    assert opened.column(Column.NAME) == ["missing.txt"]
    missing.write_text("Found", encoding="utf-8")
    opened.runs.retry.click()
    opened.settle()
    assert opened.column(Column.NAME) == []
    assert opened.runs.said.text() == "3 of 3 files in"
    assert not opened.runs.retry.isVisible()


def test_what_waits_goes_on_by_itself_unless_it_is_paused(
    desk: Desk, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    finish(workspace.queue.begin([texts(tmp_path / "in", 5)], ImportOptions(ocr="off")))
    workspace.queue.pause(paused=True)
    opened = Opened(desk, qtbot)
    opened.settle()
    assert workspace.tree.counts().all == 0
    assert opened.runs.pause.text() == "Go on"
    assert opened.runs.said.text() == "0 of 5 files in, paused"
    opened.runs.pause.click()
    opened.settle()
    assert workspace.tree.counts().all == 5
    assert opened.runs.said.text() == "5 of 5 files in"
    (row,) = opened.frame.queue._rows
    assert "what came of each file" in row.result.text()
    assert opened.runs.pause.text() == "Pause"
    opened.runs.quiet.click()
    opened.settle()
    assert workspace.queue.state().quiet_on_battery


def test_the_cross_cancels_an_import_for_good(
    opened: Opened, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.importing.add(Order(paths=(texts(tmp_path / "in", 400),)))
    (job,) = opened.desk.jobs.running
    qtbot.waitUntil(lambda: bool(job.last and job.last.done), timeout=30_000)
    opened.frame.foot.chip._cancel.click()
    opened.settle()
    counts = workspace.queue.state().counts
    assert counts.left == 0
    (run,) = workspace.queue.runs()
    assert f"{run.counts.cancelled} cancelled" in opened.runs.said.text()
    assert run.counts.done == workspace.tree.counts().all


def test_a_password_is_asked_once_for_all_files(
    opened: Opened, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "in", 1)
    for name in ("a", "b"):
        writer = PdfWriter(PdfReader(io.BytesIO(text_pdf(f"Secret {name}"))))
        writer.encrypt("пароль", "owner", algorithm="RC4-128")
        target = io.BytesIO()
        writer.write(target)
        (folder / f"{name}.pdf").write_bytes(target.getvalue())
    opened.importing.add(Order(paths=(folder,)))
    opened.settle()
    (dialog,) = opened.frame.findChildren(QInputDialog)
    assert dialog.isVisible()
    assert dialog.textEchoMode().name == "Password"
    dialog.setTextValue("пароль")
    dialog.accept()
    opened.settle()
    (run,) = workspace.queue.runs()
    assert run.counts.failed == 0
    finish(workspace.searching.update())
    assert workspace.searching.search("secret").total == 2
    qtbot.waitUntil(lambda: not opened.frame.findChildren(QInputDialog))


def test_twenty_thousand_files_are_fetched_as_they_come_into_sight(
    desk: Desk, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    from archivist.library.jobs import NewJob  # noqa: PLC0415 - beside what makes it

    with workspace._database.writing() as work:
        run_id = work.runs.add("many", "")
        work.jobs.add(run_id, [NewJob(path=f"/{n}.jpg", name=f"{n}.jpg") for n in range(20_000)])
    asked: list[int] = []
    ask: Callable[..., None] = desk.ask

    def counting(*words: object, **more: object) -> None:
        asked.append(1)
        ask(*words, **more)

    desk.ask = counting  # type: ignore[method-assign]  # counts, and passes on
    model = JobTable(desk)
    model.show_run(workspace.queue.run(run_id), None)
    assert model.rowCount() == 20_000
    for row in range(19_000, 19_050):
        model.index(row, 0).data()
    desk.jobs.drain()
    assert len(asked) == 1
    assert model.index(19_010, 0).data(Qt.ItemDataRole.DisplayRole) == "19010.jpg"
    assert len(model._rows) == PAGE
    del qtbot, tmp_path
