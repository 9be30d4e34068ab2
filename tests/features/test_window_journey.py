"""The main job through the window, once from an empty folder to a DOCX, with hands on widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest
from PySide6.QtCore import QLocale, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from archivist.gui import theme, translation
from archivist.gui.dialogs.folders.window import FolderDialog
from archivist.gui.main_window import MainWindow
from archivist.gui.reader.note_card import NoteCard
from archivist.services.sample import make_sample
from archivist.services.writing import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.paths import Places

_PATIENCE = 60_000


class Historian:
    """Somebody who works at the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def act(self, name: str) -> None:
        self.window.actions_table[name].trigger()
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            QTest.qWait(10)
            self.window.jobs.drain(60)

    def wait(self, until: Any) -> None:  # noqa: ANN401 - what qtbot takes
        self._qtbot.waitUntil(until, timeout=_PATIENCE)
        self.settle()

    @property
    def rooms(self) -> Any:  # noqa: ANN401 - each room has methods of its own
        assert self.window.library is not None
        return self.window.library.rooms

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, (QApplication.activeWindow(), self.window.focusWidget())
        QTest.keyClick(focus, key)
        self.settle()


@pytest.fixture
def historian(qapp: QApplication, places: Places, qtbot: QtBot) -> Iterator[Historian]:
    if not qapp.property("dressed"):
        qapp.setProperty("dressed", True)
        theme.install(qapp, places.resources)
        translation.install(qapp, places.resources / "i18n", QLocale("en"))
    window = MainWindow(places)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Historian(window, qtbot)
    window.close()
    window.deleteLater()


def test_from_an_empty_folder_to_an_exported_section(
    historian: Historian, places: Places, tmp_path: Path
) -> None:
    documents = make_sample(places.resources, tmp_path / "documents").folder
    _make_a_library(historian, tmp_path / "Граница")
    _import_a_folder(historian, documents)
    _find_and_open_a_page(historian)
    _mark_a_passage(historian)
    quotation = _copy_the_quotation(historian)
    _write_and_export(historian, quotation, tmp_path / "section.docx")


def _make_a_library(historian: Historian, folder: Path) -> None:
    historian.window.make_library(folder)
    historian.settle()
    assert historian.window.windowTitle() == "Граница – Archivist"


def _import_a_folder(historian: Historian, documents: Path) -> None:
    assert historian.window.library is not None
    historian.window.library.importing.ask([documents])
    historian.settle()
    dialog = historian.window.findChild(FolderDialog)
    assert dialog is not None
    dialog.fields.pattern.setEditText("")
    dialog.fields.place.setText("АП РК/5-Н/1/5059")
    dialog.fields.photos.setCurrentIndex(1)
    dialog.fields.photos.given.emit(False)
    dialog.fields.group.setCurrentIndex(2)
    historian.settle()
    historian.wait(dialog.main.isEnabled)
    dialog.main.click()
    historian.settle()
    historian.window.activateWindow()
    historian.wait(lambda: "up to date" in historian.window.frame.foot.index.text())
    assert historian.window.frame.foot.counts.text() == "6 sources, 7 pages"
    table = historian.rooms.show_room("library").table.table
    historian.settle()
    rows = historian.window.library.desk.workspace.sources.rows(table.ids()[:6])
    assert {row.reference for row in rows} == {"АП РК. Ф. 5-Н. Оп. 1. Д. 5059"}
    assert {row.group for row in rows} == {"Treaties and diplomatic documents"}


def _find_and_open_a_page(historian: Historian) -> None:
    historian.act("go.search_everything")
    historian.window.frame.top.box.insert("скотопрогонная дорога")
    historian.press(Qt.Key.Key_Return)
    search = historian.rooms.current
    historian.wait(lambda: search.hits.results.count > 0)
    search.hits.setFocus()
    historian.press(Qt.Key.Key_Return)
    reader = historian.rooms.current
    historian.wait(lambda: reader.page_number() == 1)
    assert reader.view.find_bar._counter.text() == "1 of 2", "both words are marked"


def _mark_a_passage(historian: Historian) -> None:
    reader = historian.rooms.current
    text = reader.session.content.text.text
    start = text.index("найдено двадцать семь")
    reader.view.stage.picture.hand.selected.emit(start, start + len("найдено двадцать семь"))
    historian.act("page.note")
    (card,) = (card for card in reader.findChildren(NoteCard) if card.isVisible())
    card.note.insertPlainText("меньше двух третей")
    card.tags.added.emit("граница/съёмка")
    historian.settle()
    reader.view.notes.save()
    historian.settle()
    workspace = historian.window.library.desk.workspace
    (mark,) = workspace.reading.annotations(reader.session.source_id)
    assert mark.anchor.quote == "найдено двадцать семь"
    assert (mark.note, mark.tags) == ("меньше двух третей", ("граница/съёмка",))


def _copy_the_quotation(historian: Historian) -> str:
    QGuiApplication.clipboard().clear()
    historian.act("page.copy_quotation")
    copied = QGuiApplication.clipboard().text()
    assert "найдено двадцать семь" in copied
    assert "[@" in copied
    return copied


def _write_and_export(historian: Historian, quotation: str, target: Path) -> None:
    historian.act("go.manuscripts")
    room = historian.rooms.current
    historian.act("text.new")
    historian.act("text.new_section")
    clip = QMimeData()
    clip.setText(f"Из протокола: {quotation}.")
    room.page.editor.insertFromMimeData(clip)
    room.exporting.choose = lambda *asked: asked[-1](target)
    room.page.header.exported.emit(Part.SECTION)
    historian.wait(target.exists)
    text = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert any(line.startswith("Из протокола: «найдено двадцать семь» [1") for line in text), text
    assert any("Ф. 5-Н. Оп. 1. Д. 5059" in line for line in text), text
