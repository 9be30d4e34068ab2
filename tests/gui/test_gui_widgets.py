from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from archivist.gui.widgets.banner import Banner, Banners
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.fields import ChoiceField, LineField, TextField
from archivist.gui.widgets.flow import FlowLayout
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import ElidedLabel, heading, muted
from archivist.gui.widgets.tags import Chip, TagEditor
from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    windows: list[QWidget] = []

    def show(*parts: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield show
    for window in windows:
        window.close()


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def test_a_line_gives_its_value_when_it_is_left(shown: Shown) -> None:
    field, other, given = LineField(), LineField(), []
    field.given.connect(given.append)
    shown(field, other)
    field.show_value("АП РК")
    field.setFocus()
    other.setFocus()
    assert given == []
    field.setFocus()
    field.selectAll()
    field.insert("  ЦГА   РК ")
    other.setFocus()
    assert given == ["ЦГА РК"]


def test_a_line_gives_a_value_once(shown: Shown) -> None:
    field, other, given = LineField(), LineField(), []
    field.given.connect(given.append)
    shown(field, other)
    field.setFocus()
    field.insert("12")
    press(field, Qt.Key.Key_Return)
    other.setFocus()
    assert given == ["12"]


def test_escape_brings_the_value_back(shown: Shown) -> None:
    field, other, given = LineField(), LineField(), []
    field.given.connect(given.append)
    shown(field, other)
    field.show_value("1932")
    field.setFocus()
    field.insert("х")
    field.refuse("no date")
    press(field, Qt.Key.Key_Escape)
    other.setFocus()
    assert (field.text(), given, field.property("wrong")) == ("1932", [], False)


def test_a_line_that_is_being_edited_is_not_overwritten(shown: Shown) -> None:
    field, other = LineField(), LineField()
    shown(field, other)
    field.show_value("old")
    field.setFocus()
    field.insert("new ")
    field.show_value("from elsewhere")
    assert field.text() == "new old"
    other.setFocus()
    field.show_value("from elsewhere")
    assert field.text() == "from elsewhere"


def test_an_example_shows_only_to_who_types_and_what_is_inherited_always(shown: Shown) -> None:
    field, other = LineField(), LineField()
    shown(field, other)
    other.setFocus()
    field.show_value("", example="45–58")
    assert field.placeholderText() == ""
    field.setFocus()
    assert field.placeholderText() == "45–58"
    other.setFocus()
    field.show_value("", inherited="1991–1999, as its file", example="1932")
    assert field.placeholderText() == "1991–1999, as its file"


def test_a_text_grows_with_its_lines_and_leaves_on_enter(shown: Shown) -> None:
    field, other, given = TextField(), LineField(), []
    field.given.connect(given.append)
    shown(field, other).resize(200, 300)
    one = field.height()
    field.setFocus()
    field.insertPlainText("Договор о добрососедстве, дружбе и сотрудничестве между странами")
    assert field.height() > one
    press(field, Qt.Key.Key_Return)
    assert given == ["Договор о добрососедстве, дружбе и сотрудничестве между странами"]
    assert not field.hasFocus()


def test_a_note_keeps_its_lines(shown: Shown) -> None:
    field, other, given = TextField(lines=True), LineField(), []
    field.given.connect(given.append)
    shown(field, other)
    field.setFocus()
    field.insertPlainText("один\nдва")
    other.setFocus()
    assert given == ["один\nдва"]


def test_a_choice_shows_words_for_what_it_does_not_offer(shown: Shown) -> None:
    field, given = ChoiceField(), []
    field.given.connect(given.append)
    shown(field)
    field.offer([("Book", "book"), ("Law", "law")])
    field.show_value("law")
    assert field.currentText() == "Law"
    field.show_value(None, "several values")
    assert (field.currentIndex(), field.placeholderText()) == (-1, "several values")
    field.grab()
    field.activated.emit(0)
    assert given == ["book"]
    field.offer([("Fund", UnitKind.FUND)])
    field.show_value(UnitKind.FUND)
    field.activated.emit(0)
    assert given[-1] is field.currentData() is UnitKind.FUND


def test_scrolling_a_form_changes_no_choice(shown: Shown) -> None:
    field, other = ChoiceField(), LineField()
    shown(field, other)
    field.offer([("a", 1), ("b", 2), ("c", 3)])
    field.show_value(2)
    other.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.currentData() == 2


def test_tags_are_added_and_taken_away(shown: Shown) -> None:
    editor, added, removed = TagEditor(), [], []
    editor.added.connect(added.append)
    editor.removed.connect(removed.append)
    shown(editor)
    editor.show_tags({"граница": "#2f6fb0", "мұнай": ""}, {"визиты": ""})
    assert editor.names == ("граница", "мұнай", "визиты")
    editor.setFocus()
    line = QApplication.focusWidget()
    assert line is not None
    line.insert("дипломатия/ноты")  # type: ignore[attr-defined]
    press(line, Qt.Key.Key_Return)
    press(line, Qt.Key.Key_Backspace)
    editor.findChildren(Chip)[0].close_button.click()
    assert added == ["дипломатия/ноты"]
    assert removed == ["визиты", "граница"]


def test_locked_tags_cannot_be_changed(shown: Shown) -> None:
    editor = TagEditor()
    editor.lock(locked=True)
    shown(editor)
    editor.show_tags({"граница": ""})
    assert not editor.findChildren(Chip)[0].close_button.isVisible()


def test_a_flow_breaks_its_lines(qtbot: QtBot) -> None:
    part = QWidget()
    flow = FlowLayout(part, gap=4)
    for _ in range(6):
        label = QLabel("x")
        label.setFixedSize(50, 10)
        flow.addWidget(label)
    qtbot.addWidget(part)
    assert flow.heightForWidth(1000) == 10
    assert flow.heightForWidth(160) == 24
    assert flow.heightForWidth(55) == 6 * 10 + 5 * 4


def test_a_long_label_offers_its_whole_text_as_a_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("Центральный государственный архив Республики Казахстан")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_the_same_error_stands_once_and_can_be_closed(shown: Shown) -> None:
    banners = Banners()
    shown(banners)
    banners.show_error("The disk is full.")
    banners.show_error("The disk is full.")
    assert [banner.sentence for banner in banners.banners] == ["The disk is full."]
    banners.clear()
    assert banners.banners == ()


def test_only_the_last_errors_stand(shown: Shown) -> None:
    banners = Banners()
    shown(banners)
    banners.add(Banner("read only", "notice", closable=False))
    for number in range(6):
        banners.show_error(f"error {number}")
        QApplication.sendPostedEvents(None, 52)  # deferred deletion
    sentences = [banner.sentence for banner in banners.banners]
    assert sentences == ["read only", "error 3", "error 4", "error 5"]


def test_an_empty_place_has_a_sentence_and_a_button_that_helps(shown: Shown) -> None:
    helped: list[bool] = []
    place = EmptyPlace("library", "No sources yet.", "Add files…", lambda: helped.append(True))
    shown(place)
    place._button.click()
    assert helped == [True]
    place.say("The bin is empty.", "")
    assert not place._button.isVisible()


STRANGE = "Отчёт <img src='x.png'> <b>за 1937</b>\nи «1938 & 1939»"


def test_a_tip_shows_the_marks_of_a_title_as_they_stand(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(20, 20)
    label.setText(STRANGE)
    shown = QTextDocument()
    shown.setHtml(label.toolTip())
    assert shown.toPlainText() == STRANGE
    label.setText("Отчёт «1937 < 1938» в одной длинной строке")
    assert label.toolTip() == label.text()


def test_sentences_show_the_marks_of_a_title_as_they_stand(qtbot: QtBot) -> None:
    dialog = FormDialog(None, "A form", "Do it")
    dialog.refuse(STRANGE)
    for place in (muted(STRANGE), heading(STRANGE), EmptyPlace("citation", STRANGE), dialog):
        qtbot.addWidget(place)
        labels = [place] if isinstance(place, QLabel) else place.findChildren(QLabel)
        (said,) = [label for label in labels if label.text() == STRANGE]
        assert said.textFormat() is Qt.TextFormat.PlainText
