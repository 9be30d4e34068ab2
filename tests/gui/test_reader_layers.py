"""The texts of a page in the reader: typing them, choosing one, recognising again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_files import image_bytes, printed
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.reader.layer_compare import CompareTexts
from archivist.gui.reader.panel import Reader
from archivist.gui.recognising.form import Extent, RecogniseForm
from archivist.ingest import tesseract
from archivist.library.sources import Doubt, TextLayer, TextOrigin
from archivist.library.values import LanguageCode
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.gui.reader.layer_pane import LayerPane
    from archivist.gui.widgets.column import TextColumn
    from archivist.library.values import PageId, SourceId
    from archivist.services.workspace import Workspace

RUSSIAN = "Слушали: сообщение о снабжении\nпереселенцев семенами и хлебом."
needs_tesseract = pytest.mark.skipif(
    not {"rus", "eng"} <= set(tesseract.models()), reason="needs Tesseract with rus and eng"
)


class Room:
    """A reader over a source of two scans."""

    def __init__(self, desk: Desk, source_id: SourceId, qtbot: QtBot) -> None:
        self.desk, self.source_id = desk, source_id
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 700)
        self.said: list[str] = []
        desk.status.connect(self.said.append)

    def open(self, query: str = "") -> Reader:
        self.actions = Actions(self.window)
        self.reader = Reader(self.desk, self.actions, self.source_id)
        self.window.setCentralWidget(self.reader)
        self.window.show()
        self.reader.show_page(1, query)
        self.settle()
        return self.reader

    def settle(self) -> None:
        for _ in range(4):
            QTest.qWait(5)
            self.desk.jobs.drain()

    def pane(self, origin: TextOrigin) -> LayerPane:
        return self.reader.view.panes[origin]

    def layers(self) -> list[tuple[str, str]]:
        found = self.desk.workspace.layering.layers(self.page_id)
        return [(layer.origin.value, layer.text) for layer in found]

    @property
    def page_id(self) -> PageId:
        return self.desk.workspace.reading.pages(self.source_id)[0].id

    @property
    def warning(self) -> str:
        bar = self.reader.view.layer_bar
        return bar._why.text() if bar._doubt.isVisible() else ""


@pytest.fixture
def source_id(workspace: Workspace, tmp_path: Path) -> SourceId:
    for name, text in (("1.png", RUSSIAN), ("2.png", "Второй лист")):
        (tmp_path / name).write_bytes(image_bytes(printed(text), "PNG"))
    options = ImportOptions(ocr="off", separate=False)
    paths = [tmp_path / "1.png", tmp_path / "2.png"]
    found = finish(workspace.collecting.import_files(paths, options)).files[0].source_id
    assert found is not None
    return found


@pytest.fixture
def room(desk: Desk, source_id: SourceId, qtbot: QtBot) -> Room:
    return Room(desk, source_id, qtbot)


def recognised(room: Room, text: str, language: str = "rus") -> None:
    layer = TextLayer(
        origin=TextOrigin.OCR, language=language, who="Tesseract 5", confidence=93.4, text=text
    )
    with room.desk.workspace._database.writing("Recognise text") as work:
        work.layers.put(room.page_id, layer)


def test_a_transcription_is_saved_by_itself_and_undone(room: Room) -> None:
    room.open()
    pane = room.pane(TextOrigin.TRANSCRIPTION)
    pane.editor.setPlainText("Слушали: сообщение")
    pane._pause.timeout.emit()
    room.settle()
    assert room.layers() == [("transcription", "Слушали: сообщение")]
    assert pane._maker.text()
    assert room.reader.view.layer_bar._choice.text() == "Transcription ▾"
    room.desk.change(lambda w: w.undo(), owner=room.reader)
    room.settle()
    assert room.layers() == []
    assert pane.editor.toPlainText() == ""


def marked_in(text: TextColumn) -> list[str]:
    stains = text.extraSelections()  # they live as long as this list
    return [stain.cursor.selectedText() for stain in stains]


def test_two_texts_of_a_page_are_compared_side_by_side(room: Room) -> None:
    recognised(room, RUSSIAN.replace("сообщение", "сообщсние"))
    room.desk.workspace.layering.transcribe(room.page_id, RUSSIAN)
    room.desk.workspace.layering.translate(room.page_id, "Heard", LanguageCode("en"))
    room.open()
    menu = room.reader.view.layer_bar._menu
    next(one for one in menu.actions() if one.text() == "Compare the texts…").trigger()
    room.settle()
    dialog = room.window.findChild(CompareTexts)
    left, right = (side.text for side in dialog.sides)
    assert (marked_in(left), marked_in(right)) == (["сообщение"], ["сообщсние"])
    assert dialog.said.text() == "They differ at 1 place."
    dialog.sides[1].choice.setCurrentIndex(2)
    room.settle()
    assert right.toPlainText() == "Heard"
    assert dialog.said.text() == "They differ at 1 place."
    dialog.sides[1].choice.setCurrentIndex(0)
    room.settle()
    assert dialog.said.text() == "They have the same words."
    dialog.close()


def test_turning_the_page_keeps_what_was_typed_on_the_one_before(room: Room) -> None:
    room.open()
    room.pane(TextOrigin.TRANSLATION).editor.setPlainText("Heard: a report")
    room.reader.session.step(1)
    room.settle()
    assert room.layers() == [("translation", "Heard: a report")]
    assert room.pane(TextOrigin.TRANSLATION).editor.toPlainText() == ""
    room.pane(TextOrigin.TRANSCRIPTION).editor.setPlainText("Второй лист")
    room.reader.put_away()
    room.settle()
    second = room.desk.workspace.reading.pages(room.source_id)[1].id
    (layer,) = room.desk.workspace.layering.layers(second)
    assert layer.text == "Второй лист"


def test_a_transcription_begins_with_the_recognised_text(room: Room) -> None:
    recognised(room, RUSSIAN)
    room.open()
    pane = room.pane(TextOrigin.TRANSCRIPTION)
    room.reader.view.show_side(pane)
    assert pane._begin.isVisible()
    pane._begin.click()
    assert pane.editor.toPlainText() == RUSSIAN
    assert not pane._begin.isVisible()


def test_the_bar_says_who_read_the_page_and_lets_another_text_be_shown(room: Room) -> None:
    recognised(room, RUSSIAN)
    room.desk.workspace.layering.translate(room.page_id, "Heard", LanguageCode("en"))
    room.open()
    bar = room.reader.view.layer_bar
    assert bar._choice.text() == "Recognised text, Русский ▾"
    assert bar._maker.text() == "Tesseract 5, 93 % sure"
    entries = [entry for entry in bar._menu.actions() if entry.isCheckable()]
    assert [entry.isChecked() for entry in entries] == [True, False]
    entries[1].trigger()
    room.settle()
    assert bar._choice.text() == "Translation, English ▾"
    assert room.reader.view.stage.text.toPlainText() == "Heard"


def test_a_doubtful_text_warns_until_it_is_called_right(room: Room) -> None:
    recognised(room, "Hanpapnenue B apxuB")
    with room.desk.workspace._database.writing("Doubt") as work:
        work.layers.set_doubt(room.page_id, Doubt.WRONG_SCRIPT)
    room.open()
    assert "wrong language or script" in room.warning
    room.reader.view.layer_bar._right.click()
    room.settle()
    assert room.warning == ""


def test_a_hit_in_a_translation_opens_its_pane(room: Room) -> None:
    recognised(room, RUSSIAN)
    translated = "Heard: a report on settlers"
    room.desk.workspace.layering.translate(room.page_id, translated, LanguageCode("en"))
    finish(room.desk.workspace.searching.update())
    room.open("settlers")
    pane = room.pane(TextOrigin.TRANSLATION)
    assert room.reader.view.right.currentWidget() is pane
    assert pane.editor.extraSelections()


def test_a_hit_in_a_text_that_is_not_shown_is_pointed_to(room: Room) -> None:
    recognised(room, "Слушали о хлебе")
    room.desk.workspace.layering.transcribe(room.page_id, "Слушали о семенах")
    finish(room.desk.workspace.searching.update())
    room.open("хлеб")
    assert "Recognised text" in room.warning
    room.reader.view.layer_bar._other.click()
    room.settle()
    assert room.reader.view.stage.text.toPlainText() == "Слушали о хлебе"


@needs_tesseract
def test_the_page_is_recognised_in_the_languages_that_were_chosen(room: Room, qtbot: QtBot) -> None:
    room.open()
    room.actions["page.recognise"].trigger()
    qtbot.waitUntil(lambda: bool(room.window.findChildren(RecogniseForm)))
    (form,) = room.window.findChildren(RecogniseForm)
    form._boxes["rus"].setChecked(True)
    assert form._chosen.isChecked()
    assert form._extents[Extent.PAGE].isChecked()
    form._main.click()
    qtbot.waitUntil(lambda: bool(room.layers()), timeout=30_000)
    room.settle()
    assert room.layers()[0][1].split() == RUSSIAN.split()
    assert any("1 page" in said for said in room.said)


@needs_tesseract
def test_no_language_chosen_is_told(room: Room, qtbot: QtBot) -> None:
    form = RecogniseForm(room.window, ("rus", "eng"), one_page=False, sources=2)
    qtbot.addWidget(form)
    form._chosen.setChecked(True)
    orders: list[str] = []
    form.ordered.connect(lambda codes, _: orders.append(codes))
    form._main.click()
    assert orders == []
    assert "at least one" in form._problem.text()
