"""The import of inventories in the window: the mapping, the preview, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_inventories import OPIS, write_ead, write_table
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.dialogs.inventory.window import InventoryDialog
from archivist.gui.theme import ROW
from archivist.library.archive_work import WorkQuery
from archivist.services.inventorying import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace


@pytest.fixture
def settle(desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            QTest.qWait(5)
            desk.jobs.drain()

    return wait


@pytest.fixture
def opened(
    desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> Callable[[Path], InventoryDialog]:
    windows: list[QMainWindow] = []  # Python would let go of them, and of the dialogs with them

    def make(file: Path) -> InventoryDialog:
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        dialog = InventoryDialog(desk, window, file)
        dialog.show()
        settle()
        return dialog

    return make


def place(dialog: InventoryDialog, text: str, settle: Callable[[], None]) -> None:
    dialog.head.place.setText(text)
    dialog.head.pause.stop()
    dialog._preview()
    settle()


def numbers(library: Workspace) -> list[str]:
    return [row.unit.level.number for row in library.visiting.files(WorkQuery())]


def test_a_table_asks_for_its_place_and_then_goes_into_the_tree(
    opened: Callable[[Path], InventoryDialog],
    desk: Desk,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    dialog = opened(write_table(tmp_path / "опись.csv", [*OPIS, ("", "Без номера", "1940")]))
    assert dialog.head.how.text() == "Read as cp1251, semicolons"
    assert not dialog.foot.main.isEnabled()
    assert "Say above under which archive" in dialog.foot.said.text()
    assert dialog.head.place.property("wrong")
    place(dialog, "АП РК/5-Н/1", settle)
    assert dialog.foot.main.isEnabled()
    assert "3 new" in dialog.foot.said.text()
    assert "The archive АП РК is new." in dialog.foot.said.text()
    assert [row.said for row in dialog.pages.grid.table.rows] == [*["New"] * 3, "Left out"]
    assert dialog.pages.tabs.tabText(2) == "Left out (1)"
    lost = dialog.pages.left_out.topLevelItem(0)
    assert lost is not None
    assert (lost.text(0), lost.text(1)) == ("5", "it has no number of a file")
    said: list[str] = []
    desk.status.connect(said.append)
    dialog.foot.main.click()
    settle()
    assert said == ["3 places added. Undo takes that back."]
    assert numbers(desk.workspace) == ["1", "2", "5059а"]
    desk.change(lambda w: w.undo(), owner=desk)
    settle()
    assert numbers(desk.workspace) == []


def test_the_title_of_a_table_names_the_archive_of_its_funds(
    opened: Callable[[Path], InventoryDialog],
    desk: Desk,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    rows = [
        ("Государственный архив области", "", "", ""),
        ("Фонд", "Опись", "Дело", "Заголовок"),
        ("Р-13", "2", "1", "Приказы"),
        ("Р-14", "1", "7", "Отчёты"),
    ]
    dialog = opened(write_table(tmp_path / "опись.csv", rows, encoding="utf-8"))
    assert dialog.head.place.text() == "Государственный архив области"
    dialog.foot.main.click()
    settle()
    assert sorted(numbers(desk.workspace)) == ["1", "7"]


def test_a_choice_of_columns_stands_on_each_and_a_meaning_moves(
    opened: Callable[[Path], InventoryDialog], tmp_path: Path, settle: Callable[[], None]
) -> None:
    dialog = opened(write_table(tmp_path / "f.csv"))
    choices = dialog.pages.grid.mapping.choices
    assert [choice.currentData() for choice in choices] == [
        *(Field.NUMBER, Field.TITLE, Field.DATE, Field.EXTENT, Field.NOTE)
    ]
    assert all(choice.isVisible() and choice.height() >= ROW for choice in choices)
    lefts = [choice.x() for choice in choices]
    assert lefts == sorted(lefts)
    choices[4].given.emit(Field.TITLE)
    settle()
    shown = [choice.currentData() for choice in dialog.pages.grid.mapping.choices]
    assert shown == [Field.NUMBER, Field.NONE, Field.DATE, Field.EXTENT, Field.TITLE]
    choices[0].given.emit(Field.NONE)
    settle()
    assert "choose the column with the file number" in dialog.foot.said.text()


def test_another_line_can_hold_the_headings(
    opened: Callable[[Path], InventoryDialog], tmp_path: Path, settle: Callable[[], None]
) -> None:
    rows = [("1", "Приказы", "1932"), ("2", "Отчёты", "1933")]
    dialog = opened(write_table(tmp_path / "f.csv", rows))
    assert dialog.head.line.currentData() == -1
    dialog.head.line.given.emit(0)
    settle()
    assert [row.cells[0] for row in dialog.pages.grid.table.rows] == ["2"]


def test_what_differs_is_shown_and_the_users_words_are_replaced_only_when_asked(
    opened: Callable[[Path], InventoryDialog],
    desk: Desk,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    first = opened(write_table(tmp_path / "f.csv"))
    place(first, "АП РК/5-Н/1", settle)
    first.foot.main.click()
    settle()
    from dataclasses import replace  # noqa: PLC0415 - for this change alone

    unit = desk.workspace.visiting.files(WorkQuery())[0].unit
    desk.workspace.tree.save_unit(replace(unit, extent="65"))
    newer = [list(row) for row in OPIS]
    newer[1][3] = "66"
    dialog = opened(write_table(tmp_path / "g.csv", newer))
    place(dialog, "АП РК/5-Н/1", settle)
    assert "columns as you chose them last" in dialog.head.how.text()
    assert dialog.pages.tabs.tabText(1) == "Differences (1)"
    line = dialog.pages.changes.topLevelItem(0)
    assert line is not None
    assert [line.text(part) for part in range(5)] == ["1", "Sheets", "65", "66", "yours"]
    assert dialog.foot.overwrite.isVisible()
    dialog.foot.overwrite.setChecked(True)
    settle()
    line = dialog.pages.changes.topLevelItem(0)
    assert line is not None
    assert line.text(4) == "the inventory's"
    dialog.foot.main.click()
    settle()
    assert desk.workspace.visiting.files(WorkQuery())[0].unit.extent == "66"


def test_a_finding_aid_shows_its_levels(
    opened: Callable[[Path], InventoryDialog], tmp_path: Path
) -> None:
    dialog = opened(write_ead(tmp_path / "f.xml"))
    rows = dialog.pages.grid.table.rows
    assert [row.cells[0].strip() for row in rows] == ["Fund", "Series", "File", "File", "Series"]
    assert [len(row.cells[0]) - len(row.cells[0].lstrip()) for row in rows] == [0, 4, 8, 8, 4]
    assert dialog.pages.grid.mapping.choices == ()
    assert not dialog.head.line.isVisible()
    assert dialog.foot.main.isEnabled()


def test_what_cannot_be_read_is_told_and_nothing_can_be_imported(
    opened: Callable[[Path], InventoryDialog], tmp_path: Path
) -> None:
    file = tmp_path / "old.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    dialog = opened(file)
    (banner,) = dialog.banners.banners
    assert "cut short or damaged" in banner.findChild(type(dialog.foot.said)).text()
    assert not dialog.foot.main.isEnabled()
