"""How the writing room looks: selected chips, waiting, a narrow head, sources without a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget

from archivist.gui import theme
from archivist.gui.actions import Actions
from archivist.gui.manuscript.panel import ManuscriptRoom
from archivist.gui.widgets.fields import ChoiceField, LineField
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import EN, RU, parse_date

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk


class Study:
    """The writing room over a file without a title and a page of the web that has an author."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.library = desk, desk.workspace
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        unit = self.library.tree.place("АП РК/5-Н/1/5059").id
        file = Record(kind=RecordKind.ARCHIVAL, language=RU)
        self.file = self.library.sources.add(file, unit_id=unit, sheets=parse_sheets("21")).id
        page = Record(
            kind=RecordKind.WEB_PAGE,
            creators=(Person(family="Department of Economics"),),
            date=parse_date("2021"),
            language=EN,
        )
        self.page = self.library.sources.add(page).id
        made = self.library.writing.add_manuscript("Граница", "gost-r-7.0.5-2008", RU).id
        self.library.writing.add_section(made, None, "Введение", f"Раз [@{self.file}].")
        self.room = ManuscriptRoom(desk, Actions(self.window))
        self.window.setCentralWidget(self.room)

    def show(self, width: int) -> None:
        self.window.resize(width, 700)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            QTest.qWait(5)
            self.desk.jobs.drain()
        QTest.qWait(1)


@pytest.fixture
def study(desk: Desk, qtbot: QtBot) -> Study:
    return Study(desk, qtbot)


def test_a_selected_chip_is_as_readable_as_selected_words(study: Study) -> None:
    study.show(1280)
    editor = study.room.page.editor
    editor.setFocus()
    editor.selectAll()
    drawn = editor.viewport().grab().toImage()
    end = editor.cursorRect()
    colours = {
        drawn.pixelColor(x, y).name()
        for x in range(end.left() - 30, end.left())
        for y in range(end.top(), end.bottom())
    }
    wanted = theme.colours()
    assert wanted.selection in colours
    darkest = min(sum(bytes.fromhex(name[1:])) for name in colours)
    assert darkest < sum(bytes.fromhex(wanted.selection_text[1:])) + 150


def test_until_the_references_are_there_it_is_said_that_they_are_made(study: Study) -> None:
    pane = study.room.references
    study.window.resize(1280, 700)
    study.window.show()
    pane._patience.timeout.emit()
    assert "being put together" in pane._empty._sentence.text()
    chips = study.room.page.editor._chips
    assert chips.label(f"[@{study.file}]") == "[…]"
    study.settle()
    assert pane.list.isVisible()
    assert chips.label(f"[@{study.file}]") == "[1]"
    pane._patience.timeout.emit()
    assert pane._waiting.isVisible()
    study.desk.styles_changed.emit()
    study.settle()
    assert not pane._waiting.isVisible()


@pytest.mark.parametrize("width", [720, 896, 1280])
def test_nothing_in_the_head_lies_over_another(study: Study, width: int) -> None:
    study.show(width)
    header = study.room.page.header
    fields = [*header.findChildren(ChoiceField), header.list_button, header.check_button]
    places = [one.rect().translated(one.mapTo(header, QPoint(0, 0))) for one in fields]
    for at, place in enumerate(places):
        assert header.rect().contains(place)
        assert not any(place.intersects(other) for other in places[at + 1 :])


def test_sources_without_a_title_are_told_by_their_place_or_their_author(study: Study) -> None:
    study.show(1280)
    study.room.citations.cite()
    study.settle()
    popup = study.room.citations.popup
    names = {popup.list.item(row).text() for row in range(popup.list.count())}
    assert names == {"АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21", "Department of Economics"}
    QTest.keyClick(popup, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    study.settle()
    assert popup.cited.sources[0].label in names


def test_a_list_without_numbers_offers_no_order(study: Study) -> None:
    study.show(1280)
    panel = study.room.citations.list_panel
    study.room.citations.shape_list()
    study.settle()
    assert panel.order.isEnabled()
    study.room.page.header.take_style("apa-7")
    study.settle()
    study.room.citations.shape_list()
    study.settle()
    assert not panel.order.isEnabled()
    assert panel.order.currentText() == "By the alphabet"


def test_the_outline_takes_up_another_theme(study: Study) -> None:
    study.show(1280)
    (item,) = study.room.shelf.outline._items.values()
    item.setForeground(1, theme.colour("paper"))
    palette = study.room.shelf.outline.palette()
    palette.setColor(palette.ColorRole.Base, theme.colour("line"))
    study.room.shelf.outline.setPalette(palette)
    assert item.foreground(1).color() == theme.colour("muted")


def test_from_the_title_return_leads_into_the_text(study: Study) -> None:
    study.show(1280)
    page = study.room.page
    page.header.title.setFocus()
    QTest.keyClick(page.header.title, Qt.Key.Key_Return)
    assert page.editor.hasFocus()
    page.show_section(None)
    page.header.title.setFocus()
    QTest.keyClick(page.header.title, Qt.Key.Key_Return)
    assert page._empty._button.hasFocus()


def test_a_chip_is_no_longer_than_a_line(study: Study) -> None:
    study.show(1280)
    study.room.page.header.take_style("gost-r-7.0.5-2008-in-text")
    study.settle()
    editor = study.room.page.editor
    document = editor.document()
    editor._chips.label = lambda *_: "Протокол рабочей встречи " * 30  # type: ignore[method-assign]  # as long as they come
    document.markContentsDirty(0, document.characterCount())
    layout = document.firstBlock().layout()
    widest = max(layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount()))
    assert widest <= document.textWidth()


def test_choosing_from_a_list_leaves_the_card_open(study: Study) -> None:
    study.show(1280)
    panel = study.room.citations.list_panel
    study.room.citations.shape_list()
    study.settle()
    panel.order.showPopup()
    panel._focus_moved(None, panel.order.view())
    assert panel.isVisible()
    panel.order.hidePopup()
    panel._focus_moved(None, study.room.page.editor)
    assert not panel.isVisible()


def test_a_value_that_does_not_fit_is_elided_until_it_is_edited(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    field, other = LineField(around), LineField(around)
    other.move(0, 60)
    field.setFixedWidth(120)
    field.show_value("The border and the people beside it, 1992")
    around.show()
    other.setFocus()
    elided = field.grab().toImage()
    field.show_value("The border and the people beside it, 1994 and after")
    assert field.grab().toImage() == elided


def test_the_list_of_a_choice_is_as_wide_as_its_values(qtbot: QtBot) -> None:
    choice = ChoiceField()
    qtbot.addWidget(choice)
    choice.setFixedWidth(80)
    choice.offer([("Қазақ тіліндегі диссертация (64-қор)", 1), ("APA", 2)])
    choice.show()
    choice.showPopup()
    assert choice.view().width() >= choice.view().sizeHintForColumn(0)
    choice.hidePopup()
