"""The sheets desk over a real library of photographs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.messages import SheetsOf
from archivist.gui.sheets.cells import CELL, PAGES_MIME, THUMBNAIL
from archivist.gui.sheets.panel import SheetsDesk
from archivist.gui.sheets.work import PartForm
from archivist.library.catalogue_query import SourceQuery
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.gui.sheets.cells import Cell

PHOTOGRAPHS = 6
UNDER = "АП РК/5-Н/1/5059"


class Room:
    """The desk in a window."""

    def __init__(self, desk: Desk, window: QMainWindow, what: SheetsOf) -> None:
        self.desk, self.actions = desk, Actions(window)
        self.said: list[str] = []
        desk.status.connect(self.said.append)
        self.sheets = SheetsDesk(desk, self.actions, what)
        self.grid = self.sheets.grid
        window.setCentralWidget(self.sheets)
        window.resize(1200, 720)
        window.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QTest.qWait(5)
            self.desk.jobs.drain()

    def act(self, name: str, *rows: int) -> None:
        if rows:
            self.grid.pick(rows)
        self.actions[name].trigger()
        self.settle()

    def undo(self) -> None:
        self.desk.change(lambda w: w.undo(), owner=self.sheets)
        self.settle()

    def cell(self, row: int) -> Cell:
        found: Cell = self.grid.sheets.index(row).data(CELL)
        return found

    @property
    def labels(self) -> str:
        """What stands under the pages, "!" behind what is not written yet."""
        cells = [self.cell(row) for row in range(self.grid.sheets.rowCount())]
        return " ".join(f"{cell.label or '-'}{'!' * cell.previewed}" for cell in cells)

    @property
    def names(self) -> str:
        """The numbers in the names of the photographs, in the order of the pages."""
        return " ".join(page.name[4:5] for page in self.grid.sheets.pages)

    def thumbnail(self, row: int) -> QImage:
        self.grid.sheets.index(row).data(THUMBNAIL)
        self.settle()
        found = self.grid.sheets.index(row).data(THUMBNAIL)
        assert isinstance(found, QImage)
        return found

    def drop(self, rows: tuple[int, ...], before: int) -> None:
        """Drag pages by the mouse to the left edge of another."""
        index = self.grid.sheets.index
        data: QMimeData = self.grid.sheets.mimeData([index(row) for row in rows])
        at = self.grid.visualRect(index(before)).topLeft() + QPoint(2, 40)
        both = Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        self.grid.dragMoveEvent(QDragMoveEvent(at, *both, none))
        self.grid.dropEvent(QDropEvent(QPointF(at), *both, none))
        self.settle()

    def type_label(self, row: int, label: str) -> None:
        self.grid.pick([row])
        self.act("source.rename")
        editor = self.grid.findChild(QLineEdit)
        assert editor is not None
        editor.setText(label)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def photographs(folder: Path, count: int, first: int = 1) -> Path:
    """Make photographs: the left half is dark, the right one light."""
    folder.mkdir()
    for number in range(first, first + count):
        image = Image.new("RGB", (300, 200), "white")
        ImageDraw.Draw(image).rectangle((0, 0, 149, 199), fill=f"#{number:02x}0000")
        image.save(folder / f"IMG_{number}.png")
    return folder


@pytest.fixture
def room(desk: Desk, window: QMainWindow, tmp_path: Path) -> Room:
    options = ImportOptions(ocr="off", separate=False, under=UNDER)
    folder = photographs(tmp_path / "day", PHOTOGRAPHS)
    finish(desk.workspace.collecting.import_files([folder], options))
    (source_id,) = desk.workspace.sources.find(SourceQuery())
    return Room(desk, window, SheetsOf(source_id=source_id))


def is_dark(image: QImage, x: float, y: float) -> bool:
    return image.pixelColor(round(x * image.width()), round(y * image.height())).red() < 100


def test_numbers_are_seen_before_they_are_written(room: Room) -> None:
    room.sheets.numbering.start.setText("12")
    room.sheets.numbering.sides.setCurrentIndex(1)
    room.sheets.numbering.sides.activated.emit(1)
    room.settle()
    assert room.labels == "12! 12об! 13! 13об! 14! 14об!"
    assert {page.label for page in room.grid.sheets.pages} == {""}

    room.sheets.numbering.write.click()
    room.settle()

    assert room.labels == "12 12об 13 13об 14 14об"
    assert room.sheets.numbering.start.text() == ""
    room.undo()
    assert room.labels == "- - - - - -"


def test_the_file_lacks_numbers_and_they_are_left_out(room: Room) -> None:
    room.sheets.numbering.start.setText("12")
    room.sheets.numbering.lacking.setText("14, 16–17")
    room.settle()
    assert room.labels == "12! 13! 15! 18! 19! 20!"


@pytest.mark.parametrize(("start", "lacking"), [("обложка", ""), ("3-5", ""), ("1", "x")])
def test_what_is_no_sheet_is_marked_and_nothing_is_previewed(
    room: Room, start: str, lacking: str
) -> None:
    bar = room.sheets.numbering
    bar.start.setText(start)
    bar.lacking.setText(lacking)
    room.settle()
    assert bool(bar.start.property("wrong")) is not bool(lacking)
    assert bool(bar.lacking.property("wrong")) is bool(lacking)
    assert room.labels == "- - - - - -"
    assert not bar.write.isEnabled()


def test_from_a_typed_label_the_counting_goes_on(room: Room) -> None:
    room.type_label(2, "40")
    assert room.labels == "- - 40! 41! 42! 43!"
    room.type_label(4, "12а")
    assert room.labels == "- - 40! 41! 12а! 13!"
    room.type_label(4, "Anna")
    assert "Anna" in room.said[-1]

    room.sheets.numbering.write.click()
    room.settle()
    assert room.labels == "- - 40 41 12а 13"


def test_several_selected_pages_are_numbered_alone(room: Room) -> None:
    room.grid.pick([1, 2])
    room.sheets.numbering.start.setText("7")
    room.settle()
    assert room.labels == "- 7! 8! - - -"
    QTest.keyClick(room.grid, Qt.Key.Key_Escape)
    room.settle()
    assert room.labels == "- - - - - -"


def test_pages_are_dragged_and_moved_by_keys(room: Room) -> None:
    room.drop((4, 5), 1)
    assert room.names == "1 5 6 2 3 4"
    assert room.grid.picked_rows() == [0]
    room.undo()
    assert room.names == "1 2 3 4 5 6"

    room.act("sheets.on", 0, 1)
    assert room.names == "3 1 2 4 5 6"
    assert room.grid.picked_rows() == [1, 2]
    room.act("sheets.back")
    room.act("sheets.back")
    assert room.names == "1 2 3 4 5 6"
    room.act("sheets.last", 0)
    assert room.names == "2 3 4 5 6 1"
    room.act("sheets.as_taken")
    assert room.names == "1 2 3 4 5 6"


def test_what_is_not_of_this_grid_is_not_dropped(room: Room) -> None:
    stranger = QMimeData()
    stranger.setData(PAGES_MIME, b"999 junk")
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.MoveAction,
        stranger,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    room.grid.dropEvent(event)
    room.settle()
    assert room.names == "1 2 3 4 5 6"


def test_a_cover_and_a_second_shot_of_a_sheet_take_no_number(room: Room) -> None:
    room.act("sheets.skip", 0)
    room.act("sheets.merge", 3)
    room.sheets.numbering.start.setText("1")
    room.settle()
    room.sheets.numbering.write.click()
    room.settle()
    assert room.labels == "- 1 2 2 3 4"
    assert room.cell(0).page.skipped
    assert room.cell(3).page.continues
    room.act("sheets.skip", 0)
    assert not room.cell(0).page.skipped


def test_turned_pages_have_another_thumbnail(room: Room) -> None:
    before = room.thumbnail(1)
    assert is_dark(before, 0.2, 0.5)
    assert not is_dark(before, 0.8, 0.5)
    room.act("sheets.turn_right", 1)
    turned = room.thumbnail(1)
    assert turned.height() > turned.width()
    assert is_dark(turned, 0.5, 0.2)
    assert not is_dark(turned, 0.5, 0.8)
    room.act("sheets.turn_left")
    assert room.thumbnail(1).width() > room.thumbnail(1).height()


def test_a_photograph_of_two_sheets_is_split_at_a_line(room: Room) -> None:
    room.act("sheets.split", 2)
    easel = room.sheets.closer.easel
    assert easel.isVisible()
    QTest.keyClick(easel, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert easel.line == pytest.approx(0.52)
    middle = easel.rect().center()
    QTest.mousePress(easel, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
    QTest.mouseMove(easel, middle)
    QTest.mouseRelease(easel, Qt.MouseButton.LeftButton, pos=middle)
    assert easel.line == pytest.approx(0.5, abs=0.01)
    room.sheets.closer.one.click()
    room.settle()

    assert room.names == "1 2 3 3 4 5 6"
    assert (room.cell(2).torn_right, room.cell(3).torn_left) == (True, True)
    assert room.grid.picked_rows() == [2, 3]
    assert is_dark(room.thumbnail(2), 0.5, 0.5)
    assert not is_dark(room.thumbnail(3), 0.5, 0.5)
    room.act("sheets.whole", 3)
    assert room.names == "1 2 3 4 5 6"


def test_all_selected_photographs_are_cut_to_one_box(room: Room) -> None:
    room.act("sheets.crop", 0, 1)
    closer, easel = room.sheets.closer, room.sheets.closer.easel
    assert not closer.all.isEnabled()
    start = easel.rect().center()
    QTest.mousePress(easel, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(easel, QPoint(easel.width() - 2, easel.height() - 2))
    QTest.mouseRelease(easel, Qt.MouseButton.LeftButton)
    assert easel.box == pytest.approx((0.5, 0.5, 1.0, 1.0), abs=0.02)
    closer.all.click()
    room.settle()

    for row in (0, 1):
        assert not is_dark(room.thumbnail(row), 0.1, 0.5)
    assert is_dark(room.thumbnail(2), 0.1, 0.5)
    room.undo()
    assert is_dark(room.thumbnail(0), 0.1, 0.5)


def test_the_pages_are_walked_through_closer_and_left_again(room: Room) -> None:
    room.grid.pick([1])
    QTest.keyClick(room.grid, Qt.Key.Key_Space)
    room.settle()
    easel = room.sheets.closer.easel
    assert easel.isVisible()
    QTest.keyClick(easel, Qt.Key.Key_Right)
    room.settle()
    assert room.grid.picked_rows() == [2]
    QTest.keyClick(easel, Qt.Key.Key_Escape)
    assert room.grid.isVisible()


def test_remarks_are_listed_and_a_click_selects_the_pages(room: Room) -> None:
    for row, label in enumerate(("3", "4", "4", "9", "8", "10")):
        room.type_label(row, label)
    room.sheets.numbering.write.click()
    room.settle()
    listed = room.sheets.remarks._list
    words = [listed.item(row).text() for row in range(listed.count())]
    assert words == ["8 out of order", "4 more than once", "5–7 missing"]
    listed.itemClicked.emit(listed.item(1))
    assert room.grid.picked_rows() == [1, 2]
    listed.itemClicked.emit(listed.item(2))
    assert room.grid.picked_rows() == [2, 4]

    room.sheets.remarks._extent.setValue(9)
    room.sheets.remarks._pause.timeout.emit()
    room.settle()
    assert "10 is beyond the end of the file" in [
        listed.item(row).text() for row in range(listed.count())
    ]


def test_pages_become_a_source_of_their_own(room: Room) -> None:
    room.act("sheets.part", 4, 5)
    form = room.sheets.window().findChild(PartForm)
    assert form is not None
    form.title.setText("Приложение")
    form.submit()
    room.settle()
    assert room.names == "1 2 3 4"
    titles = {
        row.title
        for row in room.desk.workspace.sources.rows(
            tuple(room.desk.workspace.sources.find(SourceQuery()))
        )
    }
    assert "Приложение" in titles


def test_the_sources_of_a_file_are_seen_together_and_joined(
    desk: Desk, window: QMainWindow, tmp_path: Path
) -> None:
    options = ImportOptions(ocr="off", under=UNDER)
    folder = photographs(tmp_path / "day", 3)
    finish(desk.workspace.collecting.import_files([folder], options))
    first = desk.workspace.sources.get(next(iter(desk.workspace.sources.find(SourceQuery()))))
    room = Room(desk, window, SheetsOf(unit_id=first.unit_id, title="Д. 5059", extent="2 л."))
    assert room.names == "1 2 3"
    assert [room.cell(row).first for row in range(3)] == [False, True, True]

    room.act("sheets.last", 0)
    assert "within their source" in room.said[-1]
    room.act("source.join")
    assert not any(room.cell(row).first for row in range(3))
    room.act("sheets.last", 0)
    assert room.names == "2 3 1"
    assert room.sheets.remarks._extent.value() == 2
    room.undo()
    room.undo()
    assert [room.cell(row).first for row in range(3)] == [False, True, True]


def test_slanted_photographs_are_straightened_in_the_background(room: Room) -> None:
    room.act("sheets.straighten", 0)
    assert "straightened" in room.said[-1]
