"""The help and the form of the search room, and where a mistake is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_library import FakeLibrary
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shown_search import ShownSearch

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.search.query_help import QueryHelp
from archivist.search.query import parse_query
from archivist.settings import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.gui.search.query_form import FormCard


@pytest.fixture
def room(jobs: Jobs, preferences: Preferences, qtbot: QtBot) -> ShownSearch:
    library = FakeLibrary()
    library.add("Записка", ["Граница проходит по реке."])
    return ShownSearch(library, jobs, preferences, qtbot)


def opened_help() -> QueryHelp:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QueryHelp)]
    return found


def opened_form(room: ShownSearch) -> FormCard:
    room.room.aids.show_form()
    room.settle()
    card = room.room.aids._card
    assert card is not None
    return card


def type_into(line: QLineEdit, text: str) -> None:
    """Type letters of any script, which `QTest.keyClicks` does not."""
    for letter in text:
        QApplication.sendEvent(
            line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


def examples(page: QueryHelp) -> list[str]:
    """Return the examples of the help, as they are given when they are clicked."""
    found: list[str] = []
    for part in page.pages:
        block = part.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                address = pieces.fragment().charFormat().anchorHref()
                if address and QUrl(address).path() not in found:
                    found.append(address)
                pieces += 1
            block = block.next()
    return found


def test_f1_in_the_field_shows_a_page_of_help_that_fits(room: ShownSearch) -> None:
    room.room.field.line.setFocus()
    QTest.keyClick(room.room.field.line, Qt.Key.Key_F1)
    page = opened_help()
    assert page.isVisible()
    assert page.height() < 720
    assert page.width() < 1280
    for part in page.pages:
        assert part.verticalScrollBar().maximum() == 0
    page.reject()


def test_every_example_of_the_help_is_a_query_and_is_put_into_the_field(room: ShownSearch) -> None:
    room.room.aids.show_help()
    page = opened_help()
    shown = examples(page)
    assert len(shown) > 25
    given: list[str] = []
    page.chosen.connect(given.append)
    for address in shown:
        page._choose(QUrl(address))
        assert parse_query(given[-1])
    assert '"торговля граница"~8' in given
    assert "tag:граница/*" in given
    assert room.room.field.text == given[-1]
    assert not page.isVisible()


def test_the_help_is_written_in_the_colours_of_the_theme(
    room: ShownSearch, qapp: QApplication
) -> None:
    room.room.aids.show_help()
    page = opened_help()
    light = page.pages[0].toHtml()
    theme.use(qapp, Theme.DARK)
    QTest.qWait(20)
    assert theme.colours().accent in page.pages[0].toHtml()
    assert page.pages[0].toHtml() != light
    page.reject()


def test_the_form_writes_the_query(room: ShownSearch) -> None:
    card = opened_form(room)
    type_into(card.lines["every"], "голод")
    type_into(card.lines["some"], "мор хлеб")
    type_into(card.lines["first_year"], "1930")
    card.choices["kind"].given.emit("book")
    card.choices["verified"].given.emit(False)
    card.annotated.click()
    assert room.room.field.text == (
        "голод (мор OR хлеб) type:book year:1930.. is:unverified has:annotation"
    )
    card.lines["first_year"].clear()
    type_into(card.lines["first_year"], "19")
    assert "year:19.." in room.room.field.text


def test_a_query_fills_the_form(room: ShownSearch) -> None:
    room.room.field.line.setText('голод -мор "торговля граница"~12 lang:kk is:unread архив:АПРК')
    card = opened_form(room)
    assert card.lines["every"].text() == "голод"
    assert card.lines["none"].text() == "мор"
    assert card.lines["near"].text() == "торговля граница"
    assert card.choices["distance"].currentData() == 12
    assert card.choices["language"].currentData() == "kk"
    assert card.choices["unread"].currentData() is True
    assert card.choices["archive"].placeholderText() == "АПРК"  # not offered, and not lost
    type_into(card.lines["title"], "отчёт")
    assert room.room.field.text.endswith("archive:АПРК lang:kk is:unread")
    assert "title:отчёт" in room.room.field.text


def test_the_form_lies_inside_the_window_and_enter_searches(room: ShownSearch) -> None:
    card = opened_form(room)
    place = card.geometry()
    window = room.window.geometry()
    assert window.left() <= place.left()
    assert place.right() <= window.right()
    assert place.bottom() <= window.bottom()
    type_into(card.lines["every"], "граница")
    QTest.keyClick(card.lines["every"], Qt.Key.Key_Return)
    room.settle()
    assert not card.isVisible()
    assert room.room.hits.results.count == 1


def test_clearing_the_form_clears_the_query(room: ShownSearch) -> None:
    room.room.field.line.setText("голод tag:a")
    card = opened_form(room)
    (clear,) = [one for one in card.findChildren(QPushButton) if one.text() == "Clear"]
    clear.click()
    assert room.room.field.text == ""
    assert card.lines["every"].text() == ""


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("голод (мор OR", "OR"),
        ("мор (голод x", "(голод x"),
        ("мор «голод x", "«голод x"),
        ("голод year:199x мор", "199x"),
        ("голод foo:bar мор", "foo:bar"),
        ("голод к* мор", "к*"),
        (" голод)", ")"),
    ],
)
def test_a_mistake_is_underlined(room: ShownSearch, query: str, part: str) -> None:
    field, line = room.room.field, room.room.field.line
    line.setText(query)
    with pytest.raises(ParseError) as caught:
        parse_query(query.strip())
    field.refuse(caught.value)
    assert line._wrong is not None
    start, end = line._wrong
    assert query[start:end] == part
    assert caught.value.expected in field._pointer.accessibleName()
    before = line.grab().toImage()
    field.refuse(None)
    assert line._wrong is None
    assert line.grab().toImage() != before
