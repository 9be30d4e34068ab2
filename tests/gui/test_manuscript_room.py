"""Writing: sections, citations, references, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPushButton

from archivist.gui.actions import Actions
from archivist.gui.manuscript.editor import QUIET
from archivist.gui.manuscript.outlined import Outline, Place, Way
from archivist.gui.manuscript.panel import ManuscriptRoom
from archivist.gui.manuscript.section_text import raw_mark
from archivist.library.manuscript import Section
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import LanguageCode, ManuscriptId, SectionId, parse_date
from archivist.services.writing import Part

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace

RU = LanguageCode("ru")


class Desktop:
    """The writing room in a window over a real library with two sources."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.jobs, self.library = desk, desk.jobs, desk.workspace
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        unit = self.library.tree.place("АП РК/5-Н/1/5059").id
        self.memo = self.library.sources.add(
            Record(kind=RecordKind.ARCHIVAL, title="Записка о границе", language=RU),
            unit_id=unit,
            sheets=parse_sheets("61-64"),
        ).id
        self.book = self.library.sources.add(
            Record(
                kind=RecordKind.BOOK,
                title="История внешней политики",
                creators=(Person(family="Токаев", given="К. К."),),
                place="Алматы",
                date=parse_date("2001"),
                language=RU,
            )
        ).id

    def open(self) -> ManuscriptRoom:
        self.room = ManuscriptRoom(self.desk, self.actions)
        self.window.setCentralWidget(self.room)
        self.window.resize(1200, 700)
        self.window.show()
        self.settle()
        return self.room

    def begin(self, text: str = "") -> ManuscriptRoom:
        made = self.library.writing.add_manuscript("Статья", "gost-r-7.0.5-2008", RU).id
        self.library.writing.add_section(made, None, "Введение", text)
        room = self.open()
        room.take_focus()
        return room

    def settle(self) -> None:
        for _ in range(2):
            QTest.qWait(5)
            self.jobs.drain()
        QTest.qWait(1)

    def act(self, name: str) -> None:
        self.actions[name].trigger()
        self.settle()

    @property
    def sections(self) -> tuple[Section, ...]:
        (manuscript,) = self.library.writing.manuscripts()
        return self.library.writing.sections(manuscript.id)

    @property
    def text(self) -> str:
        return self.sections[0].text


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Desktop:
    return Desktop(desk, qtbot)


def paste(room: ManuscriptRoom, text: str) -> None:
    clip = QMimeData()
    clip.setText(text)
    room.page.editor.insertFromMimeData(clip)


def labels(room: ManuscriptRoom) -> list[str]:
    """What the chips of the editor say, in order."""
    found = []
    document = room.page.editor.document()
    for at, letter in enumerate(document.toPlainText()):
        if letter == "\ufffc":
            cursor = QTextCursor(document)
            cursor.setPosition(at + 1)
            found.append(room.page.editor._chips.label(raw_mark(cursor.charFormat())))
    return found


def shown(room: ManuscriptRoom) -> list[str]:
    """What the references view shows."""
    return [row.words for row in room.references.list.rows.rows]


def test_a_first_manuscript_is_begun_with_one_button(table: Desktop) -> None:
    room = table.open()
    (button,) = (one for one in room.findChildren(QPushButton) if one.isVisible())
    assert button.text() == "Begin a manuscript"
    button.click()
    table.settle()
    (manuscript,) = table.library.writing.manuscripts()
    assert (manuscript.style, manuscript.language) == ("gost-r-7.0.5-2008", "ru")
    table.act("text.new_section")
    assert [section.title for section in table.sections] == ["New section"]
    assert room.page.editor.isVisible()


def test_what_is_typed_is_saved_when_the_typing_pauses(table: Desktop) -> None:
    room = table.begin()
    paste(room, "Граница ")
    paste(room, "и торговля.")
    table.settle()
    assert table.text == ""
    QTest.qWait(QUIET + 100)
    table.settle()
    assert table.text == "Граница и торговля."
    assert table.library.undo_label == "Edit section"
    table.library.undo()
    assert table.text == ""


def test_what_is_typed_is_saved_when_the_room_is_left(table: Desktop) -> None:
    room = table.begin()
    paste(room, "Граница")
    room.put_away()
    table.settle()
    assert table.text == "Граница"


def test_a_section_that_was_only_looked_at_is_not_saved(table: Desktop) -> None:
    room = table.begin("Строка\r\nи ещё одна")
    room.put_away()
    table.settle()
    assert table.text == "Строка\r\nи ещё одна"


def test_a_pasted_quotation_becomes_a_chip_with_its_number(table: Desktop) -> None:
    room = table.begin(f"Начало [@{table.book}, с. 3].")
    room.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    paste(room, f" «Союз» [@{table.memo}, л. 61]")
    room.page.editor.rest()
    table.settle()
    assert table.text == f"Начало [@{table.book}, с. 3]. «Союз» [@{table.memo}, л. 61]"
    assert labels(room) == ["[1, с. 3]", "[2, л. 61]"]


def test_the_references_stand_as_they_will_print(table: Desktop) -> None:
    room = table.begin(f"[@{table.book}] [@{table.memo}]")
    first, second = shown(room)
    assert first.startswith("1. Токаев")
    assert second.startswith("2. Записка о границе // АП РК")
    assert room.references.view.currentText() == "References · 2"


def test_a_lost_source_is_a_problem(table: Desktop) -> None:
    room = table.begin("[@999]")
    assert room.references._problems.isVisible()
    assert "999" in room.references._told.text()


def test_a_citation_is_found_as_it_is_typed_and_inserted_with_enter(table: Desktop) -> None:
    room = table.begin("Союз.")
    room.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    table.act("text.insert_citation")
    popup = room.citations.popup
    assert popup.isVisible()
    popup.field.setText("внешней")
    popup.field.textEdited.emit("внешней")
    QTest.qWait(200)
    table.settle()
    assert popup.list.count() == 1
    popup.locator.setText("с. 12")
    popup.locator.textEdited.emit("с. 12")
    table.settle()
    assert "[1, с. 12]" in popup._preview.text()
    assert "Токаев" in popup._preview.text()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    table.settle()
    assert not popup.isVisible()
    assert table.text == f"Союз. [@{table.book}, с. 12]"
    assert labels(room) == ["[1, с. 12]"]


def test_a_chip_is_changed_in_the_same_window(table: Desktop) -> None:
    room = table.begin(f"[см.: @{table.memo}, л. 61]")
    editor = room.page.editor
    editor.selectAll()
    editor.chip_opened.emit(f"[см.: @{table.memo}, л. 61]")
    table.settle()
    popup = room.citations.popup
    assert (popup.prefix.text(), popup.locator.text()) == ("см.:", "л. 61")
    popup.locator.setText("л. 63")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    table.settle()
    assert table.text == f"[см.: @{table.memo}, л. 63]"


def test_escape_leaves_the_text_as_it_was(table: Desktop) -> None:
    room = table.begin("Союз.")
    table.act("text.insert_citation")
    QTest.keyClick(room.citations.popup.field, Qt.Key.Key_Escape)
    table.settle()
    assert not room.citations.popup.isVisible()
    assert room.page.editor.hasFocus()
    assert table.text == "Союз."


def test_signs_of_marks_cannot_be_typed_into_a_citation(table: Desktop) -> None:
    room = table.begin()
    table.act("text.insert_citation")
    room.citations.popup.locator.setText("л. 1]; [@2\\")
    QTest.keyClick(room.citations.popup, Qt.Key.Key_Return)
    table.settle()
    (mark,) = labels(room)
    assert mark == "[1, л. 1 2]"


def test_undo_of_the_library_brings_the_text_back_into_the_editor(table: Desktop) -> None:
    room = table.begin("Было")
    room.page.editor.selectAll()
    paste(room, "Стало")
    room.page.editor.rest()
    table.settle()
    table.desk.change(lambda workspace: workspace.undo(), owner=room)
    table.settle()
    assert room.page.editor.text == "Было"


def test_what_is_typed_meanwhile_is_not_overwritten(table: Desktop) -> None:
    room = table.begin("Было")
    paste(room, "А ")
    room.page.editor.rest()
    paste(room, "Б ")
    table.settle()
    assert room.page.editor.text == "А Б Было"


def test_a_section_is_renamed_in_the_outline(table: Desktop) -> None:
    room = table.begin("Текст")
    outline = room.shelf.outline
    outline.topLevelItem(0).setText(0, "Предисловие")
    table.settle()
    assert [(one.title, one.text) for one in table.sections] == [("Предисловие", "Текст")]
    assert room.page._title.text() == "Предисловие"


def test_sections_move_and_go_and_come_back(table: Desktop) -> None:
    room = table.begin("Текст")
    table.act("text.new_section")
    outline = room.shelf.outline
    assert outline.current == table.sections[1].id
    table.act("text.indent")
    assert table.sections[1].parent_id == table.sections[0].id
    table.act("text.outdent")
    table.act("text.move_up")
    assert [section.title for section in table.sections] == ["New section", "Введение"]
    outline.setFocus()
    table.act("source.bin")
    assert [section.title for section in table.sections] == ["Введение"]
    assert room.page.editor.text == "Текст"
    table.desk.change(lambda workspace: workspace.undo(), owner=room)
    table.settle()
    assert outline.topLevelItemCount() == 2


def test_word_counts_take_in_what_lies_below(table: Desktop) -> None:
    room = table.begin("три слова здесь [@1]")
    (section,) = table.sections
    table.library.writing.add_section(section.manuscript_id, section.id, "1.1", "ещё два")
    room.table.open()
    table.settle()
    item = room.shelf.outline.topLevelItem(0)
    assert (item.text(1), item.child(0).text(1)) == ("5", "2")
    assert room.shelf._words.text() == "5 words in all"


def test_another_style_numbers_and_prints_anew(table: Desktop) -> None:
    room = table.begin(f"[@{table.book}]")
    before = shown(room)
    room.page.header._style.given.emit("kz-english")
    table.settle()
    assert table.library.writing.manuscripts()[0].style == "kz-english"
    assert shown(room) != before


@pytest.mark.parametrize(("part", "words"), [(Part.ALL, True), (Part.REFERENCES, False)])
def test_an_export_says_where_the_file_lies(
    table: Desktop, tmp_path: Path, part: Part, words: bool
) -> None:
    room = table.begin(f"Союз [@{table.book}]")
    paste(room, "Не сохранено. ")
    asked: list[str] = []
    opened: list[Any] = []

    def choose(_parent: object, _title: str, name: str, _filters: str, done: Any) -> None:  # noqa: ANN401
        asked.append(name)
        done(tmp_path / "out.docx")

    room.exporting.choose = choose
    room.exporting.open_path = opened.append
    room.page.header.exported.emit(part)
    table.settle()
    paragraphs = [one.text for one in Document(str(tmp_path / "out.docx")).paragraphs]
    assert any("Не сохранено. Союз" in text for text in paragraphs) is words
    assert any("Токаев" in text for text in paragraphs)
    assert asked[0].endswith("Статья.docx" if words else "Статья, references.docx")
    (banner,) = room.page.banners.banners
    assert str(tmp_path / "out.docx") in banner.sentence
    for button in banner.findChildren(QPushButton):
        button.click()
    assert sorted(opened) == [tmp_path, tmp_path / "out.docx"]


def test_a_reference_leads_to_its_source(table: Desktop, qtbot: QtBot) -> None:
    room = table.begin(f"[@{table.memo}]")
    with qtbot.waitSignal(table.desk.open_source) as signal:
        references = room.references.list
        references.setCurrentIndex(references.rows.index(0))
        QTest.keyClick(references, Qt.Key.Key_Return)
    assert signal.args == [table.memo, 0, ""]


def test_bold_and_italic_surround_what_is_selected(table: Desktop) -> None:
    room = table.begin(f"Союз рос [@{table.memo}] быстро")
    editor = room.page.editor
    editor.selectAll()
    editor.setFocus()
    table.act("text.italic")
    assert editor.text == f"*Союз рос [@{table.memo}] быстро*"


def test_the_manuscript_and_section_left_are_opened_again(table: Desktop) -> None:
    room = table.begin("Первая")
    table.library.writing.add_section(table.sections[0].manuscript_id, None, "Вторая", "Другая")
    room.table.open()
    table.settle()
    room.table.open_section(table.sections[1].id)
    room.put_away()
    assert table.open().page.editor.text == "Другая"


def test_a_section_found_by_a_search_is_shown(table: Desktop) -> None:
    room = table.begin("Первая")
    other = table.library.writing.add_manuscript("Книга", "kz-english", RU).id
    section = table.library.writing.add_section(other, None, "Глава", "Другая").id
    room.show_section(section)
    table.settle()
    assert room.page.editor.text == "Другая"
    assert room.page.header.title.text() == "Книга"


def test_a_library_for_reading_only_cannot_be_written_in(
    table: Desktop, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "read_only", True)
    room = table.begin("Текст")
    assert room.page.editor.isReadOnly()
    assert not table.actions.can("text.new_section")


def _section(number: int, parent: int | None, position: int) -> Section:
    return Section(
        id=SectionId(number),
        manuscript_id=ManuscriptId(1),
        parent_id=SectionId(parent) if parent else None,
        position=position,
        title=str(number),
    )


OUTLINE = Outline(
    [_section(1, None, 0), _section(2, 1, 0), _section(3, 1, 1), _section(4, None, 1)]
)


@pytest.mark.parametrize(
    ("section", "way", "place"),
    [
        (4, Way.UP, Place(None, 0)),
        (1, Way.UP, None),
        (2, Way.DOWN, Place(SectionId(1), 1)),
        (4, Way.IN, Place(SectionId(1), 2)),
        (2, Way.IN, None),
        (3, Way.OUT, Place(None, 1)),
        (4, Way.OUT, None),
    ],
)
def test_moves_in_the_outline(section: int, way: Way, place: Place | None) -> None:
    assert OUTLINE.moved(SectionId(section), way) == place


@pytest.mark.parametrize(("gone", "shown"), [(1, 4), (4, 1), (2, 3), (3, 2)])
def test_a_neighbour_is_shown_when_a_section_goes(gone: int, shown: int) -> None:
    assert OUTLINE.after(SectionId(gone)) == shown
