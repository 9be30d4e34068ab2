"""Reading a source: pages, hits, marks, notes, sheets, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fake_library import FakeLibrary
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QToolButton

from archivist.gui.actions import Actions
from archivist.gui.messages import Desk
from archivist.gui.reader.note_card import NoteCard
from archivist.gui.reader.panel import Reader
from archivist.gui.reader.strip import Mode
from archivist.library.annotations import AnnotationKind
from archivist.library.records import RecordKind
from archivist.services.searching import Filters, Order, Spot, Trail

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.library.values import SourceId

FIRST = "Министр доложил о границе.\n\nПереговоры о границе продолжались всё лето."
SECOND = "Комиссия собирается раз в квартал."
THIRD = "Граница утверждена осенью."
SHEETS = ("12", "12об", "13")


class Room:
    """A reader in a window, and the library that it reads."""

    def __init__(self, library: FakeLibrary, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.library, self.desk, self.jobs = library, desk, jobs
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.said: list[str] = []
        desk.status.connect(self.said.append)

    def open(self, source_id: SourceId, page: int = 0, query: str = "") -> Reader:
        self.reader = Reader(self.desk, self.actions, source_id)
        self.window.setCentralWidget(self.reader)
        self.window.resize(1200, 700)
        self.window.show()
        if page or query:
            self.reader.show_page(page, query)
        self.settle()
        return self.reader

    def settle(self) -> None:
        QTest.qWait(5)
        self.jobs.drain()
        QTest.qWait(1)

    def act(self, name: str) -> None:
        self.actions[name].trigger()
        self.settle()

    def select(self, start: int, end: int) -> None:
        self.reader.view.stage.picture.hand.selected.emit(start, end)

    @property
    def counter(self) -> str:
        return self.reader.view.find_bar._counter.text()

    @property
    def cards(self) -> list[NoteCard]:
        return [card for card in self.reader.findChildren(NoteCard) if card.isVisible()]

    @property
    def marks(self) -> list[tuple[AnnotationKind, str]]:
        return [
            (mark.kind, mark.anchor.quote if mark.anchor else "")
            for mark in self.library.marks.values()
        ]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def room(library: FakeLibrary, jobs: Jobs, preferences: Preferences, qtbot: QtBot) -> Room:
    return Room(library, Desk(library, jobs, preferences), jobs, qtbot)  # type: ignore[arg-type]


@pytest.fixture
def memo(library: FakeLibrary) -> SourceId:
    return library.add("Записка о границе", [FIRST, SECOND, THIRD], sheets=SHEETS)


def test_a_source_opens_where_it_was_left(room: Room, memo: SourceId) -> None:
    room.open(memo, 2)
    room.reader.put_away()
    assert room.open(memo).page_number() == 2


def test_opening_a_source_takes_it_off_the_unread(room: Room, memo: SourceId) -> None:
    assert room.library.books[memo].unread
    room.open(memo)
    assert not room.library.books[memo].unread


def test_the_tab_bears_the_title(room: Room, memo: SourceId, qtbot: QtBot) -> None:
    reader = Reader(room.desk, room.actions, memo)
    qtbot.addWidget(reader)
    with qtbot.waitSignal(reader.titled) as signal:
        room.jobs.drain()
    assert signal.args == ["Записка о границе"]


def test_a_query_marks_its_words_and_f3_walks_through_all_pages(room: Room, memo: SourceId) -> None:
    reader = room.open(memo, 1, "граница")
    assert room.counter == "1 of 3"
    room.act("edit.find_next")
    assert room.counter == "2 of 3"
    room.act("edit.find_next")
    assert (reader.page_number(), room.counter) == (3, "3 of 3")
    room.act("edit.find_next")
    assert (reader.page_number(), room.counter) == (1, "1 of 3")
    room.act("edit.find_previous")
    assert (reader.page_number(), room.counter) == (3, "3 of 3")


def test_f3_goes_on_in_the_next_source_with_a_hit_and_back(room: Room, memo: SourceId) -> None:
    letter = room.library.add("Письмо", ["Лето.", "Граница близко."])
    opened: list[Spot] = []
    room.desk.open_spot.connect(lambda spot, _: opened.append(spot))
    room.open(memo, 3, "граница")
    room.act("edit.find_next")
    assert opened == [Spot(source_id=letter, page=2)]
    room.open(letter, 2, "граница")
    room.act("edit.find_previous")
    assert opened[1:] == [Spot(source_id=memo, page=3)]


def test_a_hit_is_opened_at_its_place_and_f3_goes_on_from_there(room: Room, memo: SourceId) -> None:
    trail = Trail(query="граница", filters=Filters(tags=("река",)), order=Order.DATE)
    opened: list[Trail] = []
    room.desk.open_spot.connect(lambda _, trail: opened.append(trail))
    room.library.add("Письмо", ["Граница близко."])
    reader = room.open(memo, 2)
    reader.show_spot(Spot(source_id=memo, page=1, start=FIRST.rindex("границе")), trail)
    room.settle()
    assert (reader.page_number(), room.counter) == (1, "2 of 3")
    room.act("edit.find_next")
    assert (reader.page_number(), room.counter) == (3, "3 of 3")
    room.act("edit.find_next")
    assert opened == [trail]


def test_pages_are_walked_in_the_order_of_the_list(room: Room, library: FakeLibrary) -> None:
    letter = library.add("Письмо", ["Граница.", "Граница, граница, граница.", "Граница, граница."])
    reader = room.open(letter, 2)
    reader.show_spot(Spot(source_id=letter, page=2), Trail(query="граница"))
    room.settle()
    seen = []
    for _ in range(6):
        seen.append(reader.page_number())
        room.act("edit.find_next")
    assert seen == [2, 2, 2, 3, 3, 1]


def test_a_note_that_was_found_is_picked_on_its_page(room: Room, memo: SourceId) -> None:
    note = room.library.reading.note_page(room.library.pages_of(memo)[1].id, "Сверить границу.")
    reader = room.open(memo, 1)
    reader.show_spot(
        Spot(source_id=memo, page=2, annotation_id=note.id), Trail(query="сверить граница")
    )
    room.settle()
    assert reader.page_number() == 2
    assert [card.mark.id for card in room.cards if card._is_picked] == [note.id]


def test_words_that_are_looked_for_in_one_source_stay_in_it(room: Room, memo: SourceId) -> None:
    room.library.add("Письмо", ["Граница близко."])
    opened: list[Spot] = []
    room.desk.open_spot.connect(lambda spot, _: opened.append(spot))
    reader = room.open(memo, 3)
    reader.view.find_bar.wanted.emit("граница")
    room.settle()
    room.act("edit.find_next")
    assert opened == []
    assert reader.page_number() == 1


def test_a_hit_is_drawn_over_its_word(room: Room, memo: SourceId) -> None:
    reader = room.open(memo, 1, "граница")
    sheet = reader.view.stage.picture._sheet
    texts = [FIRST[start:end] for start, end in reader._finder._found.spans]
    assert texts == ["границе", "границе"]
    assert len(sheet._drawn) == 2


def test_finding_from_a_page_without_the_words_goes_to_one_that_has_them(
    room: Room, memo: SourceId
) -> None:
    reader = room.open(memo, 2)
    reader.view.find_bar.field.setText("осенью")
    reader.view.find_bar.wanted.emit("осенью")
    room.settle()
    room.settle()
    assert (reader.page_number(), room.counter) == (3, "1 of 1")


def test_a_query_that_cannot_be_understood_is_explained(room: Room, memo: SourceId) -> None:
    room.open(memo, 1, '"граница')
    assert "closing quotation mark" in room.counter


def test_words_that_are_nowhere_are_said_to_be_nowhere(room: Room, memo: SourceId) -> None:
    room.open(memo, 1, "кукуруза")
    assert room.counter == "Nothing found"


def test_a_drag_over_the_picture_chooses_words_and_h_highlights_them(
    room: Room, memo: SourceId
) -> None:
    reader = room.open(memo, 1)
    picture = reader.view.stage.picture
    words = picture.hand.words.boxes

    def place(number: int) -> QPoint:
        box = words[number]
        unit = picture._sheet.boundingRect()
        x = (box.left + box.right) / 2 * unit.width()
        return picture.mapFromScene(x, (box.top + box.bottom) / 2 * unit.height())

    view = picture.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place(1))
    QTest.mouseMove(view, place(2))
    QTest.mouseMove(view, place(3))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place(3))
    room.act("page.highlight")
    assert room.marks == [(AnnotationKind.HIGHLIGHT, "доложил о границе.")]
    assert len(room.cards) == 1


def test_selected_text_can_be_highlighted(room: Room) -> None:
    letter = room.library.add("Хат", ["𠀀 Шекара туралы хат"], drawn=False, language="kk")
    reader = room.open(letter)
    text = reader.view.stage.text
    assert text.isVisible()
    cursor = text.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    room.act("page.highlight")
    assert room.marks == [(AnnotationKind.HIGHLIGHT, "Шекара")]


def test_letters_are_keys_on_the_page_and_letters_in_a_note(room: Room, memo: SourceId) -> None:
    reader = room.open(memo)
    reader.view.strip.moded.emit(Mode.TEXT)
    reader.take_focus()
    reader.view.stage.text.choose(0, 7)
    QTest.keyClick(reader.view.stage.text, Qt.Key.Key_H)
    room.settle()
    assert room.marks == [(AnnotationKind.HIGHLIGHT, "Министр")]
    QTest.keyClick(reader.view.stage.text, Qt.Key.Key_N)
    room.settle()
    (card,) = room.cards
    assert card.note.hasFocus()
    for key in (Qt.Key.Key_H, Qt.Key.Key_Space, Qt.Key.Key_R):
        QTest.keyClick(card.note, key)
    assert card.note.toPlainText() == "h r"
    assert len(room.marks) == 1


def test_without_words_chosen_h_says_what_to_do(room: Room, memo: SourceId) -> None:
    room.open(memo)
    room.act("page.highlight")
    assert room.marks == []
    assert room.said == ["Select the words first, then highlight them."]


def test_a_region_is_drawn_once_with_its_tool(room: Room, memo: SourceId) -> None:
    reader = room.open(memo)
    room.act("page.region")
    view = reader.view.stage.picture.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(view, QPoint(260, 240))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 260))
    room.settle()
    (mark,) = room.library.marks.values()
    assert mark.region is not None
    assert 0 < mark.region.left < mark.region.right < 1
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 260))
    room.settle()
    assert len(room.library.marks) == 1


def test_n_begins_a_note_that_is_saved_when_it_is_left(room: Room, memo: SourceId) -> None:
    room.open(memo)
    room.act("page.note")
    (card,) = room.cards
    assert card.note.hasFocus()
    card.note.insertPlainText("сверить с картой")
    room.reader.take_focus()
    room.settle()
    (mark,) = room.library.marks.values()
    assert (mark.kind, mark.note) == (AnnotationKind.PAGE_NOTE, "сверить с картой")


def test_a_note_that_is_being_typed_is_kept_when_the_page_is_turned(
    room: Room, memo: SourceId
) -> None:
    room.open(memo)
    room.act("page.note")
    room.cards[0].note.insertPlainText("недописанное")
    room.reader.session.go(1)
    room.settle()
    assert [mark.note for mark in room.library.marks.values()] == ["недописанное"]
    assert room.cards == []


def test_a_mark_gets_tags_and_a_colour(room: Room, memo: SourceId) -> None:
    room.open(memo)
    room.select(0, 7)
    room.act("page.highlight")
    (card,) = room.cards
    card.tags.added.emit("граница")
    room.settle()
    card.recoloured.emit(card.mark, "#a8d98a")
    room.settle()
    (mark,) = room.library.marks.values()
    assert (mark.tags, mark.color) == (("граница",), "#a8d98a")
    room.select(8, 15)
    room.act("page.highlight")
    assert [mark.color for mark in room.library.marks.values()] == ["#a8d98a", "#a8d98a"]


def test_a_removed_mark_leaves_page_and_list(room: Room, memo: SourceId) -> None:
    reader = room.open(memo)
    room.select(0, 7)
    room.act("page.highlight")
    assert reader.view.marks.currentIndex() == 1
    room.cards[0].removed.emit(room.cards[0].mark)
    room.settle()
    assert (room.marks, room.cards) == ([], [])
    assert reader.view.marks.currentIndex() == 0
    assert room.said == ["Mark removed. Undo brings it back."]


def test_the_list_of_marks_leads_to_a_mark_on_another_page(room: Room, memo: SourceId) -> None:
    page = room.library.pages_of(memo)[2]
    made = room.library.reading.highlight(page.id, 0, 7)
    reader = room.open(memo)
    reader.view.marks.chosen.emit(room.library.marks[made.id])
    room.settle()
    assert reader.page_number() == 3
    assert reader._annotating._picked == made.id


@pytest.mark.parametrize(
    ("typed", "page"), [("12об", 2), ("12 об.", 2), ("л. 13", 3), ("13", 3), ("1", 1)]
)
def test_the_sheet_field_takes_what_is_typed(
    room: Room, memo: SourceId, typed: str, page: int
) -> None:
    reader = room.open(memo, 2 if page == 1 else 1)
    room.act("page.go")
    reader.view.strip.sheet.field.setText(typed)
    QTest.keyClick(reader.view.strip.sheet.field, Qt.Key.Key_Return)
    room.settle()
    assert reader.page_number() == page


def test_a_sheet_that_is_not_there_is_refused(room: Room, memo: SourceId) -> None:
    reader = room.open(memo)
    field = reader.view.strip.sheet.field
    room.act("page.go")
    field.setText("99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert reader.page_number() == 1
    assert field.property("wrong")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.property("wrong")) == ("12", False)


def test_a_page_gets_the_label_that_is_typed(room: Room, memo: SourceId) -> None:
    reader = room.open(memo, 2)
    room.act("page.sheet")
    reader.view.strip.sheet.field.setText("12а")
    QTest.keyClick(reader.view.strip.sheet.field, Qt.Key.Key_Return)
    room.settle()
    assert room.library.pages_of(memo)[1].sheet == "12а"
    assert reader.view.strip.sheet.field.text() == "12а"


def test_a_quotation_is_copied_with_the_mark_of_its_source(room: Room, memo: SourceId) -> None:
    room.open(memo, 1)
    room.select(0, FIRST.index(".") + 1)
    room.act("edit.copy_citation")
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text() == f"«Министр доложил о границе.» [@{memo}, л. 12]"
    assert "Записка о границе. л. 12" in clip.html()


def test_a_quotation_from_a_book_names_its_page(room: Room) -> None:
    book = room.library.add(
        "Borders", ["The border was a ques-\ntion."], kind=RecordKind.BOOK, language="en"
    )
    room.open(book)
    room.select(0, 29)
    room.act("page.copy_quotation")
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text() == f"“The border was a question.” [@{book}, p. 1]"


def test_a_file_that_cannot_be_read_is_explained(room: Room) -> None:
    source = room.library.add("Протокол", [], broken="it is encrypted.")
    reader = room.open(source)
    sentences = [label.text() for label in reader.view.stage.empty.findChildren(QLabel)]
    assert any(
        text.startswith("“Протокол.pdf” cannot be read: it is encrypted. ") for text in sentences
    )
    assert not reader.view.strip.isVisible()


def test_a_source_without_pages_leads_back_to_the_library(room: Room, qtbot: QtBot) -> None:
    source = room.library.add("Книга", [])
    reader = room.open(source)
    with qtbot.waitSignal(room.desk.show_in_library) as signal:
        reader.view.stage.helped.emit()
    assert signal.args == [source]


def test_a_page_that_cannot_be_drawn_shows_its_text_and_why(room: Room, memo: SourceId) -> None:
    room.library.undrawable.add(room.library.pages_of(memo)[0].id)
    reader = room.open(memo)
    stage = reader.view.stage
    assert stage.notice.isVisible()
    assert "it is cut short" in stage.notice.reason.text()
    assert stage.text.isVisible()
    assert "Министр" in stage.text.toPlainText()


def test_text_and_picture_stand_side_by_side(room: Room, memo: SourceId) -> None:
    reader = room.open(memo, 1, "граница")
    reader.view.strip.moded.emit(Mode.BOTH)
    stage = reader.view.stage
    assert stage.text.isVisible()
    assert stage.picture.isVisible()
    marked = [selection.cursor.selectedText() for selection in stage.text.extraSelections()]
    assert marked == ["границе", "границе"]


def test_space_walks_down_the_page_and_then_to_the_next(room: Room, memo: SourceId) -> None:
    reader = room.open(memo)
    reader.take_focus()
    pages = []
    for _ in range(20):
        pages.append(reader.page_number())
        room.act("page.next")
    assert pages[:2] == [1, 1]
    assert pages[-1] == 3


def test_a_library_for_reading_only_is_not_marked(
    library: FakeLibrary, jobs: Jobs, preferences: Preferences, qtbot: QtBot, memo: SourceId
) -> None:
    library.read_only = True
    room = Room(library, Desk(library, jobs, preferences), jobs, qtbot)  # type: ignore[arg-type]
    room.open(memo)
    room.select(0, 7)
    room.act("page.highlight")
    assert room.marks == []
    assert library.books[memo].unread


@pytest.mark.parametrize(("width", "tools"), [(1400, 15), (1180, 15), (1060, 12), (900, 7)])
def test_the_tools_fit_into_the_window(room: Room, memo: SourceId, width: int, tools: int) -> None:
    reader = room.open(memo)
    room.window.resize(width, 600)
    room.settle()
    strip = reader.view.strip
    assert room.window.width() == width
    assert strip.geometry().right() <= strip.parentWidget().width()
    shown = [one for one in strip.findChildren(QToolButton) if one.isVisible()]
    assert len(shown) == tools


def test_thumbnails_come_for_the_pages_that_are_seen(room: Room) -> None:
    source = room.library.add("Дело", [f"Лист {number}" for number in range(60)])
    reader = room.open(source)
    room.settle()
    kept = reader.view.pages.thumbnails._kept
    assert 0 < len(kept) < 20
