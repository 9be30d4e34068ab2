"""The references view, the card of citations with several sources, the form of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.manuscript.panel import ManuscriptRoom
from archivist.gui.manuscript.section_text import chips_of
from archivist.library.bibliography import ListForm, ListOrder, ListSection, Numbering
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, parse_date

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.library.manuscript import Manuscript

GOST = "gost-r-7.0.5-2008"
NOTES = "gost-r-7.0.5-2008-notes"


class Study:
    """The writing room over a library with a document and two books."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.library = desk, desk.workspace
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        unit = self.library.tree.place("АП РК/5-Н/1/5059").id
        memo = Record(kind=RecordKind.ARCHIVAL, title="Записка о границе", language=RU)
        self.memo = self.library.sources.add(memo, unit_id=unit, sheets=parse_sheets("61-64")).id
        self.book = self._book("История политики", "Токаев")
        self.other = self._book("Береговая линия", "Асылбеков")

    def _book(self, title: str, family: str) -> int:
        return self.library.sources.add(
            Record(
                kind=RecordKind.BOOK,
                title=title,
                creators=(Person(family=family, given="К. К."),),
                place="Алматы",
                date=parse_date("2001"),
                language=RU,
            )
        ).id

    def begin(self, text: str, style: str = GOST) -> ManuscriptRoom:
        made = self.library.writing.add_manuscript("Статья", style, RU).id
        self.library.writing.add_section(made, None, "Введение", text)
        self.room = ManuscriptRoom(self.desk, self.actions)
        self.window.setCentralWidget(self.room)
        self.window.resize(1280, 720)
        self.window.show()
        self.settle()
        self.room.take_focus()
        return self.room

    def settle(self) -> None:
        for _ in range(2):
            QTest.qWait(5)
            self.desk.jobs.drain()
        QTest.qWait(1)

    @property
    def manuscript(self) -> Manuscript:
        (manuscript,) = self.library.writing.manuscripts()
        return manuscript

    @property
    def text(self) -> str:
        return self.library.writing.sections(self.manuscript.id)[0].text

    def shown(self) -> list[str]:
        return [row.words for row in self.room.references.list.rows.rows]

    def labels(self) -> list[str]:
        document = self.room.page.editor.document()
        chips = self.room.page.editor._chips
        return [chips.label(raw, document, at) for at, raw in chips_of(document)]

    def views(self) -> list[str]:
        view = self.room.references.view
        return [view.itemText(place) for place in range(view.count())]

    def look_at(self, place: int) -> None:
        view = self.room.references.view
        view.setCurrentIndex(place)
        view.activated.emit(place)
        self.settle()

    def find(self, words: str) -> None:
        popup = self.room.citations.popup
        popup.field.setText(words)
        popup.field.textEdited.emit(words)
        QTest.qWait(200)
        self.settle()


@pytest.fixture
def study(desk: Desk, qtbot: QtBot) -> Study:
    return Study(desk, qtbot)


# -- notes


def test_in_a_style_of_notes_the_notes_are_shown_and_the_chips_count(study: Study) -> None:
    study.begin(
        f"Раз [@{study.book}, с. 5]. Два [@{study.book}, с. 5]. Три [@{study.memo}].", NOTES
    )
    assert study.views() == ["Notes · 3", "References · 2", "Cited nowhere"]
    assert study.shown()[1].startswith("2 Там же")
    assert study.labels() == ["¹", "²", "³"]


def test_another_style_takes_the_notes_away(study: Study) -> None:
    room = study.begin(f"Раз [@{study.book}, с. 5].", NOTES)
    room.page.header.take_style(GOST)
    study.settle()
    assert study.views() == ["References · 1", "Cited nowhere"]
    assert study.labels() == ["[1, с. 5]"]
    assert study.shown()[0].startswith("1. Токаев")


def test_a_style_that_is_gone_is_told_of(study: Study) -> None:
    room = study.begin(f"Раз [@{study.book}].")
    writing = study.library.writing
    kept = dict(writing._styles.items())
    del kept[GOST]
    writing._styles = kept
    study.desk.styles_changed.emit()
    study.settle()
    assert room.references._problems.isVisible()
    assert GOST in room.references._told.text()
    assert study.shown() == []


# -- copying, opening, what is not cited


def test_one_entry_is_copied_without_its_number_and_with_its_look(study: Study) -> None:
    room = study.begin(f"[@{study.book}] [@{study.memo}]")
    view = room.references.list
    view.setCurrentIndex(view.rows.index(0))
    QTest.keySequence(view, "Ctrl+C")
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text() == "Токаев К. К. История политики. Алматы, 2001."
    assert clip.html().startswith("<p>Токаев")


def test_all_entries_are_copied_with_their_numbers(study: Study) -> None:
    room = study.begin(f"[@{study.book}] [@{study.memo}]")
    said: list[str] = []
    study.desk.status.connect(said.append)
    room.references._copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line[:2] for line in lines] == ["1.", "2."]
    assert QGuiApplication.clipboard().mimeData().html().count("<p>") == 2
    assert said == ["2 references copied"]


def test_what_is_cited_nowhere_is_listed_and_leads_to_its_source(
    study: Study, qtbot: QtBot
) -> None:
    room = study.begin(f"[@{study.book}]")
    study.look_at(1)
    assert [words.partition(" · ")[0] for words in study.shown()] == [
        "Береговая линия",
        "Записка о границе",
    ]
    view = room.references.list
    view.setCurrentIndex(view.rows.index(0))
    with qtbot.waitSignal(study.desk.open_source) as signal:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [study.other, 0, ""]
    room.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    room.page.editor.insert_mark(f"[@{study.other}]")
    study.settle()
    assert len(study.shown()) == 1


# -- several sources in one mark


def test_several_sources_are_cited_in_one_mark(study: Study) -> None:
    room = study.begin("Союз.")
    room.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    study.actions["text.insert_citation"].trigger()
    study.settle()
    popup = room.citations.popup
    study.find("политики")
    popup.locator.setText("с. 12")
    QTest.keyClick(popup, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    study.settle()
    assert popup.field.text() == popup.locator.text() == ""
    assert [source.label for source in popup.cited.sources] == ["История политики, с. 12"]
    study.find("Береговая")
    popup.locator.setText("3")
    popup.locator.textEdited.emit("3")
    study.settle()
    assert "[1, с. 12; 2, с. 3]" in popup._preview.text()
    assert "Асылбеков" in popup._preview.text()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    study.settle()
    assert study.text == f"Союз. [@{study.book}, с. 12; @{study.other}, 3]"
    assert study.labels() == ["[1, с. 12; 2, с. 3]"]


def test_enter_without_a_further_source_takes_those_chosen(study: Study) -> None:
    room = study.begin("")
    study.actions["text.insert_citation"].trigger()
    study.settle()
    study.find("Береговая")
    QTest.keyClick(room.citations.popup, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    study.settle()
    QTest.keyClick(room.citations.popup, Qt.Key.Key_Return)
    study.settle()
    assert study.text == f"[@{study.other}]"


def test_a_mark_of_several_sources_is_opened_with_all_of_them(study: Study) -> None:
    mark = f"[@{study.book}, с. 12; см. @{study.memo}, л. 61]"
    room = study.begin(mark)
    editor = room.page.editor
    editor.selectAll()
    editor.chip_opened.emit(mark)
    study.settle()
    popup = room.citations.popup
    assert [source.label for source in popup.cited.sources] == [
        "История политики, с. 12",
        "см. Записка о границе, л. 61",
    ]
    QTest.keyClick(popup.field, Qt.Key.Key_Backspace)
    study.settle()
    assert (popup.prefix.text(), popup.locator.text()) == ("см.", "л. 61")
    popup.locator.setText("л. 62")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    study.settle()
    assert study.text == f"[@{study.book}, с. 12; см. @{study.memo}, л. 62]"


def test_a_note_is_previewed_whole(study: Study) -> None:
    room = study.begin("Союз", NOTES)
    study.actions["text.insert_citation"].trigger()
    study.settle()
    study.find("Записка")
    preview = room.citations.popup._preview.text()
    assert "АП РК" in preview
    assert "Ф. 5-Н" in preview


# -- the form of the list


def test_the_list_is_sorted_by_the_alphabet_and_undone(study: Study) -> None:
    room = study.begin(f"[@{study.book}] [@{study.other}]")
    study.actions["text.list_form"].trigger()
    study.settle()
    panel = room.citations.list_panel
    assert panel.isVisible()
    panel.order.given.emit(ListOrder.ALPHABET)
    study.settle()
    assert [words[:11] for words in study.shown()] == ["1. Асылбеко", "2. Токаев К"]
    assert study.labels() == ["[2]", "[1]"]
    assert study.library.undo_label == "Edit list of references"
    study.library.undo()
    assert study.manuscript.list_form == ListForm()


def test_sections_have_headings_that_can_be_edited_and_numbers_of_their_own(
    study: Study,
) -> None:
    room = study.begin(f"[@{study.book}] и [@{study.memo}, л. 61]")
    study.actions["text.list_form"].trigger()
    study.settle()
    panel = room.citations.list_panel
    assert not panel.headings[ListSection.ARCHIVES].isVisible()
    panel.sections.click()
    study.settle()
    assert panel.headings[ListSection.ARCHIVES].placeholderText() == "Архивные источники"
    assert study.shown()[0] == "Архивные источники"
    field = panel.headings[ListSection.ARCHIVES]
    field.setText("Архивы")
    field.editingFinished.emit()
    panel.numbering.given.emit(Numbering.EACH)
    study.settle()
    assert [words.partition(" //")[0] for words in study.shown()] == [
        "I. Архивы",
        "1. Записка о границе",
        "II. Литература",
        "1. Токаев К. К. История политики. Алматы, 2001.",
    ]
    assert study.labels() == ["[II.1]", "[I.1, л. 61]"]
    assert study.manuscript.list_form.headings == ((ListSection.ARCHIVES, "Архивы"),)


def test_archives_can_be_a_tree(study: Study) -> None:
    room = study.begin(f"[@{study.memo}, л. 61]")
    study.actions["text.list_form"].trigger()
    study.settle()
    panel = room.citations.list_panel
    panel.sections.click()
    panel.tree.click()
    study.settle()
    assert study.manuscript.list_form.tree
    assert study.shown()[0] == "Архивные источники"
    assert "Ф. 5-Н." in study.shown()
    assert "1. " in study.shown()[-1]
    assert "Записка о границе" in study.shown()[-1]


def test_escape_closes_the_card_of_the_list(study: Study) -> None:
    room = study.begin("Союз")
    study.actions["text.list_form"].trigger()
    study.settle()
    QTest.keyClick(room.citations.list_panel, Qt.Key.Key_Escape)
    assert not room.citations.list_panel.isVisible()
    assert room.page.editor.hasFocus()
