"""Paste references: from the clipboard through questions and corrections into the library."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from archivist.gui.dialogs.pasting.entries import Standing
from archivist.gui.dialogs.pasting.window import PastingDialog
from archivist.library.archive import ArchiveName
from archivist.library.catalogue_query import SourceQuery
from archivist.library.records import Record, RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import EN, SourceId

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk

SAMPLE = Path(__file__).parents[1] / "reference" / "citations"


@pytest.fixture(scope="session")
def references() -> str:
    """The 22 references of an article, as they stand in it."""
    whole = json.loads((SAMPLE / "pasted-article.json").read_text(encoding="utf-8"))
    return "\n".join(whole["references"])


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def paste(desk: Desk, parent: QWidget) -> Callable[[str | None], PastingDialog]:
    def make(text: str | None) -> PastingDialog:
        dialog = PastingDialog(desk, parent, text)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        settle(dialog)
        return dialog

    return make


def settle(dialog: PastingDialog) -> None:
    for _ in range(2):
        dialog._desk.jobs.drain()
        QTest.qWait(80)
    dialog._desk.jobs.drain()


def go(dialog: PastingDialog, number: int) -> None:
    dialog.review.list.go_to(number - 1)
    settle(dialog)


def sources(desk: Desk) -> int:
    return len(desk.workspace.sources.find(SourceQuery()))


def test_an_article_comes_in_as_one_step(
    desk: Desk, paste: Callable[[str | None], PastingDialog], references: str, qtbot: QtBot
) -> None:
    desk.workspace.tree.add_archive(
        [ArchiveName(language=EN, full="Archive of the President", abbreviation="AP RK")]
    )
    QGuiApplication.clipboard().setText(references)
    dialog = paste(None)
    review = dialog.review
    assert dialog.pages.currentWidget() is review
    assert review.pane.all_button.text() == "All (22)"
    assert review.pane.open_button.text() == "To look at (3)"
    assert review.foot.import_button.text() == "Import 22 references"

    review.foot.import_button.click()  # not before the question is answered
    settle(dialog)
    assert "AFP RK" in dialog.banners.banners[0].sentence
    assert review.detail.entry
    assert review.detail.entry.label == "7"
    question = review.detail.archive_question
    assert [button.text().partition(" – ")[0] for button in question.buttons] == [
        "AP RK",
        "AFP RF",
        "A new archive, “AFP RK”",
    ]
    assert question.buttons[0].hasFocus()
    qtbot.keyClick(question.buttons[0], Qt.Key.Key_Return)
    settle(dialog)
    assert dialog.banners.banners == ()
    assert review.entries[6].standing is Standing.SURE
    assert "AP RK" in review.detail.preview.toPlainText()

    go(dialog, 6)
    assert "157,162" in review.detail.said.text()
    file = review.detail.form.place.line(UnitKind.FILE.value)
    assert file
    assert file.text() == "21"
    file.setFocus()
    file.selectAll()
    qtbot.keyClicks(file, "22")
    qtbot.keyClick(file, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(dialog)
    assert "22" in review.entries[5].citable.location.levels[-1].number
    assert review.pane.open_button.text() == "To look at (1)"

    shown: list[tuple[SourceId, ...]] = []
    said: list[str] = []
    desk.show_sources.connect(shown.append)
    desk.status.connect(said.append)
    review.foot.import_button.click()
    settle(dialog)
    assert not dialog.isVisible()
    assert said == ["22 sources added. Undo takes that back."]
    assert sources(desk) == 22
    titles = [row.title for row in desk.workspace.sources.rows(shown[0])]
    assert (len(titles), titles[0]) == (22, "History of Kazakhstan")
    references_there = {
        row.reference
        for row in desk.workspace.sources.rows(desk.workspace.sources.find(SourceQuery()))
    }
    assert any("3. Д. 22" in one or "3. D. 22" in one for one in references_there)
    desk.workspace.undo()
    assert sources(desk) == 0
    assert len(desk.workspace.tree.archives()) == 1


def test_what_is_there_is_linked_and_not_made_again(
    desk: Desk, paste: Callable[[str | None], PastingDialog]
) -> None:
    title = "История и современность"
    made = desk.workspace.sources.add(Record(kind=RecordKind.BOOK, title=title))
    dialog = paste(
        f"1. {title}. Алматы: Ғылым, 2001.\n2. Абдакимов А. История Казахстана. Алматы, 1994."
    )
    review = dialog.review
    first = review.entries[0]
    if first.same is None:  # the year differs: nothing is taken for the same unasked
        assert first.known == ()
    review.foot.import_button.click()
    settle(dialog)
    assert sources(desk) == 3
    again = paste(
        "1. Абдакимов А. История Казахстана. Алматы, 1994.\n2. Иванов И. Книга. М., 1990."
    )
    assert again.review.entries[0].same not in {None, made.id}
    assert again.review.detail.same_question.isVisible() or again.review.list.place != 0
    assert "1 in the library already" in again.review.foot.count.text()
    said: list[str] = []
    desk.status.connect(said.append)
    again.review.foot.import_button.click()
    settle(again)
    assert said == ["1 source added, 1 in the library already. Undo takes that back."]
    assert sources(desk) == 4


def test_words_that_were_not_understood_are_put_into_a_field(
    paste: Callable[[str | None], PastingDialog],
) -> None:
    dialog = paste("1. Абдакимов А. История Казахстана. Алматы, 1994.\n2. абракадабра без смысла")
    review = dialog.review
    go(dialog, 2)
    assert review.entries[1].standing is Standing.LOST
    assert "1 not understood" in review.foot.count.text()
    text = review.detail.text
    cursor = text.textCursor()
    start = text.toPlainText().index("абракадабра")
    cursor.setPosition(start)
    cursor.setPosition(start + len("абракадабра"), cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    assert review.detail.put_button.isEnabled()
    menu = text.field_menu(review)
    next(one for one in menu.actions() if one.text() == "Title").trigger()
    settle(dialog)
    assert review.entries[1].record.title == "абракадабра"
    assert review.detail.form.title.toPlainText() == "абракадабра"
    assert "абракадабра" in review.detail.preview.toPlainText()
    review.detail.form.kind.given.emit(RecordKind.NEWSPAPER)
    settle(dialog)
    assert review.entries[1].kind is RecordKind.NEWSPAPER
    review.detail.form.put("date", "someday")
    assert review.detail.form.field("date").toolTip()
    assert review.entries[1].record.date is None
    assert review.foot.import_button.text() == "Import 2 references"


def test_the_keys_lead_through_the_list(
    desk: Desk, paste: Callable[[str | None], PastingDialog], references: str, qtbot: QtBot
) -> None:
    dialog = paste(references)
    review = dialog.review
    dialog.activateWindow()
    review.pane.open_button.click()
    settle(dialog)
    assert review.list.entries.rowCount() == 3
    review.list.go_to_row(0)
    qtbot.keyClick(review.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(dialog)
    assert review.list.entries.rowCount() == 2
    assert review.list.place == 6
    qtbot.keyClick(review.list, Qt.Key.Key_Delete)
    settle(dialog)
    assert review.entries[6].skipped
    assert review.skip_button.text() == "Take it after all"
    assert "1 left out" in review.foot.count.text()
    go(dialog, 18)
    qtbot.keyClick(review.list, Qt.Key.Key_Return)
    archive = review.detail.form.place.line("archive")
    assert archive
    assert archive.hasFocus()
    archive.setText("Somewhere else (SE)")
    qtbot.keyClick(archive, Qt.Key.Key_Return)
    settle(dialog)
    made = review.entries[17].archive
    assert made
    assert made.label == "SE"
    qtbot.keyClick(archive, Qt.Key.Key_Escape)
    assert review.list.hasFocus()
    qtbot.keyClick(review.list, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Cancel again" in dialog.banners.banners[0].sentence
    qtbot.keyClick(review.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert sources(desk) == 0


def test_an_empty_box_takes_a_list_and_says_when_there_is_none(
    paste: Callable[[str | None], PastingDialog], references: str
) -> None:
    QGuiApplication.clipboard().setText("a letter to a friend")
    dialog = paste(None)
    assert dialog.pages.currentWidget() is dialog.paste
    assert dialog.paste.box.toPlainText() == ""
    assert not dialog.paste.read_button.isEnabled()
    dialog.paste.box.setPlainText("…")
    dialog.paste.given.emit("\n \n")
    settle(dialog)
    assert "no reference" in dialog.paste.problem.text()
    dialog.paste.box.clear()
    QGuiApplication.clipboard().setText(references)
    dialog.paste.box.paste()
    settle(dialog)
    assert len(dialog.review.entries) == 22
    dialog.review.foot.again_button.click()
    assert dialog.pages.currentWidget() is dialog.paste
    dialog.paste.cancel_button.click()
    assert dialog.pages.currentWidget() is dialog.review


def test_a_failed_import_keeps_everything(
    desk: Desk, paste: Callable[[str | None], PastingDialog]
) -> None:
    dialog = paste(
        "1. Абдакимов А. История Казахстана. Алматы, 1994.\n2. Иванов И. Книга. М., 1990."
    )
    dialog.review.foot.import_button.click()
    settle(dialog)
    again = paste("1. Абдакимов А. История Казахстана. Алматы, 1994.\n2. Иванов И. Труд. М., 1990.")
    linked = again.review.entries[0].same
    assert linked
    desk.workspace.sources.erase([linked])
    again.review.foot.import_button.click()
    settle(again)
    assert again.isVisible()
    assert again.banners.banners[0].property("look") == "error"
    assert again.review.foot.import_button.isEnabled()
    assert sources(desk) == 1


def test_a_long_list_never_holds_the_window_up(
    paste: Callable[[str | None], PastingDialog], references: str
) -> None:
    items = [one.partition("] ")[2] for one in references.splitlines()]
    text = "\n".join(f"[{number + 1}] {items[number % 22]}" for number in range(400))
    dialog = paste("")
    gaps, last = [0.0], [time.perf_counter()]

    def beat() -> None:
        gaps.append(time.perf_counter() - last[0])
        last[0] = time.perf_counter()

    clock = QTimer(dialog, interval=2)
    clock.timeout.connect(beat)
    clock.start()
    dialog.paste.box.setPlainText(text)
    dialog.paste.submit()
    while dialog.pages.currentWidget() is dialog.paste:
        QTest.qWait(5)
    for row in range(20):
        dialog.review.list.go_to_row(row)
        QTest.qWait(5)
    clock.stop()
    assert len(dialog.review.entries) == 400
    assert sorted(gaps)[-3] < 0.15  # alone it is a tenth of that; the machine may be busy


def test_the_window_fits_a_small_screen(
    paste: Callable[[str | None], PastingDialog], references: str
) -> None:
    dialog = paste(references)
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    least = dialog.minimumSizeHint()
    assert least.width() <= 1000
    assert least.height() <= 640
