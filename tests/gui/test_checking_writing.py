"""Checking citations beside the text: what is found, where it leads, and how it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flawed_library import make_flawed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.checking.checks import QUIET
from archivist.gui.checking.words import KINDS, SEVERITIES
from archivist.gui.manuscript.editor import QUIET as TYPING
from archivist.gui.manuscript.panel import ManuscriptRoom
from archivist.gui.manuscript.section_text import insert_text, text_between
from archivist.gui.manuscript.text_places import find_words
from archivist.library.catalogue_query import SourceQuery
from archivist.services.citing import FindingKind, Severity

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk


class Study:
    """The writing room over a library whose manuscript has a fault of each kind."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.library = desk, desk.workspace
        self.flawed = make_flawed(self.library)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.room = ManuscriptRoom(desk, self.actions)
        self.window.setCentralWidget(self.room)
        self.window.resize(1280, 720)
        self.window.show()
        self.editor = self.room.page.editor
        self.pane = self.room.checking.pane
        self.settle()

    def settle(self, wait: int = 5) -> None:
        for _ in range(3):
            QTest.qWait(wait)
            self.desk.jobs.drain()
        QTest.qWait(1)

    def act(self, name: str) -> None:
        self.actions[name].trigger()
        self.settle()

    def kinds(self) -> list[str]:
        return [row.kind for row in self.pane.list.rows.rows if row.told is not None]

    def go(self, kind: str) -> str:
        """Go to the first finding of a kind with Enter; return the words that are selected."""
        view = self.pane.list
        rows = enumerate(view.rows.rows)
        place = next(place for place, row in rows if row.kind == kind and row.told is not None)
        view.setFocus()
        view.setCurrentIndex(view.rows.index(place))
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.settle()
        return self.selected()

    def selected(self) -> str:
        cursor = self.editor.textCursor()
        document = self.editor.document()
        return text_between(document, cursor.selectionStart(), cursor.selectionEnd())

    def says(self, words: str) -> bool:
        labels = self.pane.findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisible())


@pytest.fixture
def study(desk: Desk, qtbot: QtBot) -> Study:
    return Study(desk, qtbot)


def test_every_kind_of_finding_has_its_words() -> None:
    assert set(KINDS) == set(FindingKind)
    assert set(SEVERITIES) == set(Severity)


def test_every_fault_of_the_manuscript_is_listed_the_worst_first(study: Study) -> None:
    study.act("text.check")
    assert study.pane.isVisible()
    assert study.says("19 findings")
    assert set(study.kinds()) == set(FindingKind)
    severities = [row.severity for row in study.pane.list.rows.rows]
    assert severities == sorted(severities, key=list(SEVERITIES).index)
    headings = [row.text for row in study.pane.list.rows.rows if row.told is None]
    assert headings[0] == "Source not in the library"
    assert study.room.page.header.check_button.text() == "Check · 19"


def test_the_button_counts_without_being_asked(study: Study) -> None:
    assert study.room.page.header.check_button.text() == "Check"
    study.settle(QUIET)
    assert study.room.page.header.check_button.text() == "Check · 19"
    assert not study.pane.isVisible()
    study.room.page.header.check_button.click()
    assert study.pane.isVisible()
    study.room.page.header.check_button.click()
    assert study.room.references.isVisible()


@pytest.mark.parametrize(
    ("kind", "words", "section"),
    [
        ("date", "30.092020", "Переговоры"),
        ("punctuation", "Ф.897", "Переговоры"),
        ("unknown_archive", "ЦГИА КазССР", "Переговоры"),
        ("locator", "p. 59, 60", "Переговоры"),
        ("early_abbreviation", "АП РК", "Введение"),
        ("missing_number", "[5]", "Заключение"),
    ],
)
def test_a_finding_leads_to_the_very_words(
    study: Study, kind: str, words: str, section: str
) -> None:
    study.act("text.check")
    assert study.go(kind) == words
    assert study.room.table.section is not None
    assert study.room.table.section.title == section
    assert study.editor.hasFocus()


def test_a_finding_in_a_citation_selects_its_chip(study: Study) -> None:
    study.act("text.check")
    assert study.go("missing_source") == "[@999]"
    assert study.go("reversed_range") == f"[@{study.flawed.memo}, л. 9–3]"


def test_a_place_far_down_is_brought_into_sight(study: Study) -> None:
    study.room.table.open_section(study.room.table.outline.sections[1].id)
    study.editor.moveCursor(QTextCursor.MoveOperation.Start)
    insert_text(study.editor.textCursor(), "Строка\n" * 200)
    study.act("text.check")
    assert study.go("date") == "30.092020"
    assert study.editor.viewport().rect().contains(study.editor.cursorRect())


def test_words_that_have_moved_since_are_found_where_they_are_now(study: Study) -> None:
    study.act("text.check")
    study.go("date")
    study.editor.moveCursor(QTextCursor.MoveOperation.Start)
    insert_text(study.editor.textCursor(), "Как известно: ")
    assert study.go("punctuation") == "Ф.897"


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [("а л.5 б л.5", 2, 2), ("а л.5 б л.5", 8, 8), ("л.5 а л.5", 1, 0), ("ничего", 3, None)],
)
def test_the_nearest_place_of_the_words_is_taken(text: str, at: int, found: int | None) -> None:
    place = find_words(text, "л.5", at)
    assert place == (None if found is None else (found, found + 3))


def test_mending_the_text_makes_the_finding_go(study: Study) -> None:
    study.act("text.check")
    study.go("date")
    insert_text(study.editor.textCursor(), "30.09.2020")
    assert "date" in study.kinds()
    QTest.qWait(TYPING + 100)
    study.settle(QUIET)
    assert "date" not in study.kinds()
    assert study.says("18 findings")


def test_one_goes_through_the_list_by_key_and_on_after_mending(study: Study) -> None:
    study.act("text.check")
    study.act("edit.next_finding")
    first = study.pane.list.current
    study.act("edit.next_finding")
    second = study.pane.list.current
    assert (first and first.finding.kind, second and second.finding.kind) == (
        "binned_source",
        "unreadable_mark",
    )
    study.act("edit.previous_finding")
    assert study.pane.list.current == first
    insert_text(study.editor.textCursor(), "")
    study.act("text.check")
    study.act("edit.next_finding")
    assert study.pane.list.current is not None
    assert study.pane.list.current.same == (second and second.same)


def test_what_is_no_words_of_the_text_leads_to_the_library(study: Study) -> None:
    told = []
    study.desk.show_finding.connect(told.append)
    study.act("text.check")
    study.go("doi")
    assert [one.source_ids for one in told] == [(study.flawed.article,)]


def test_going_through_the_list_does_not_leave_the_room(study: Study) -> None:
    told = []
    study.desk.show_finding.connect(told.append)
    study.act("text.check")
    met = []
    for _ in range(19):
        study.act("edit.next_finding")
        assert study.pane.list.current is not None
        met.append(str(study.pane.list.current.finding.kind))
        assert study.editor.hasFocus() != (study.pane.list.current.finding.section_id is None)
    assert sorted(met) == sorted(FindingKind)
    assert told == []


def test_the_arrow_keys_pass_over_the_headings(study: Study) -> None:
    study.act("text.check")
    view = study.pane.list
    assert view.hasFocus()
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 3
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 1


def test_one_kind_alone_can_be_shown_and_copied(study: Study) -> None:
    study.act("text.check")
    kinds = study.pane.kinds
    kinds.setCurrentIndex(kinds.findText("Punctuation · 1"))
    kinds.activated.emit(kinds.currentIndex())
    assert study.kinds() == ["punctuation"]
    study.pane._copy.click()
    assert QGuiApplication.clipboard().text() == (
        "Punctuation\n- “Ф.897” lacks a space after the full stop. (Переговоры)"
    )


def test_a_manuscript_without_faults_has_nothing_to_mend(study: Study) -> None:
    for section in study.library.writing.sections(study.flawed.manuscript):
        study.library.writing.remove_section(section.id)
    sources = study.library.sources.find(SourceQuery())
    study.library.sources.put_in_bin(sources)
    study.desk.tell_everything()
    study.act("text.check")
    assert study.says("No findings")
    assert study.says("Nothing to mend.")
    assert study.room.page.header.check_button.text() == "Check"


def test_what_was_found_before_a_change_is_dropped(study: Study) -> None:
    study.room.checking.checks.again()
    (section, *_) = study.library.writing.sections(study.flawed.manuscript)
    study.desk.tell(study.library.writing.save_section(replace(section, text="Пусто.")))
    study.settle()
    assert study.pane.count is None
    study.settle(QUIET)
    assert "beyond_extent" not in study.kinds()
