"""Duplicates side by side: what the user decides happens, and can be undone."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.dialogs.doubles.pairs import PairList
from archivist.gui.dialogs.doubles.window import DoublesDialog
from archivist.services.collecting import ImportOptions
from archivist.services.comparing import Double, Likeness
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace


@pytest.fixture
def settle(desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(4):
            QTest.qWait(5)
            desk.jobs.drain()

    return wait


def scan(seed: int, width: int = 600) -> Image.Image:
    chance = random.Random(seed)
    image = Image.new("L", (600, 800), 235)
    draw = ImageDraw.Draw(image)
    for top in range(40, 740, chance.choice((18, 25, 31))):
        draw.rectangle((40, top, chance.randint(80, 560), top + 9), fill=40)
    return image.resize((width, width * 4 // 3))


def add(library: Workspace, *paths: Path, separate: bool = True) -> list[int]:
    options = ImportOptions(ocr="off", separate=separate)
    report = finish(library.collecting.import_files(paths, options))
    return [int(file.source_id) for file in report.files if file.source_id]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> Callable[[], DoublesDialog]:
    windows: list[QMainWindow] = []  # Python would let go of them, and of the dialogs with them

    def make() -> DoublesDialog:
        window = QMainWindow()
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        dialog = DoublesDialog(desk, window)
        with qtbot.waitActive(dialog):
            dialog.show()
        settle()
        return dialog

    return make


@pytest.fixture
def pictures(workspace: Workspace, tmp_path: Path) -> list[int]:
    """Two photographs of each of two sheets, each a source of its own."""
    for seed in (1, 2):
        scan(seed).save(tmp_path / f"IMG_{seed}.png")
        scan(seed, 450).save(tmp_path / f"IMG_{seed}_small.png")
    return add(workspace, *sorted(tmp_path.glob("IMG_*.png")))


def shown(dialog: DoublesDialog) -> list[str]:
    model = dialog.pairs.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_both_sides_are_shown_with_what_tells_them_apart(
    opened: Callable[[], DoublesDialog],
    workspace: Workspace,
    pictures: list[int],
    settle: Callable[[], None],
) -> None:
    workspace.sources.change_tags(pictures[:1], add=("Коллегия",))  # type: ignore[arg-type]

    dialog = opened()
    settle()

    assert shown(dialog) == [
        "Pictures alike (2)",
        "IMG_1.png\nIMG_1_small.png",
        "IMG_2.png\nIMG_2_small.png",
    ]
    assert "IMG_1.png" in dialog.left.file.text()
    assert "600 × 800" in dialog.left.facts.text()
    assert "450 × 600" in dialog.right.facts.text()
    assert "Коллегия" in dialog.left.more.text()
    assert dialog.left.picture.grab().toImage() != dialog.right.picture.grab().toImage()
    QTest.keyClick(dialog.pairs, Qt.Key.Key_Down)
    settle()
    assert "IMG_2.png" in dialog.left.file.text()
    QTest.keyClick(dialog.pairs, Qt.Key.Key_Up)
    settle()
    assert "IMG_1.png" in dialog.left.file.text()


def test_one_goes_to_the_bin_and_comes_back(
    opened: Callable[[], DoublesDialog],
    workspace: Workspace,
    pictures: list[int],
    settle: Callable[[], None],
) -> None:
    dialog = opened()
    dialog.right.bin.click()
    settle()

    assert shown(dialog) == ["Pictures alike (1)", "IMG_2.png\nIMG_2_small.png"]
    assert workspace.sources.get(pictures[1]).binned  # type: ignore[arg-type]
    assert not workspace.sources.get(pictures[0]).binned  # type: ignore[arg-type]
    dialog.undo.click()
    settle()
    assert len(shown(dialog)) == 3
    assert not workspace.sources.get(pictures[1]).binned  # type: ignore[arg-type]


def test_many_are_kept_at_once_and_not_shown_again(
    opened: Callable[[], DoublesDialog],
    workspace: Workspace,
    pictures: list[int],
    qtbot: QtBot,
) -> None:
    dialog = opened()
    dialog.pairs.selectAll()
    QTest.keyClick(dialog.pairs, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: not shown(dialog))  # a button that its key presses is seen to go down

    assert finish(workspace.comparing.duplicates()) == ()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3)
    assert workspace.undo_label == ""
    assert len(pictures) == 4


def test_photographs_of_one_source_are_skipped_or_go_on(
    opened: Callable[[], DoublesDialog],
    workspace: Workspace,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    for name, seed in (("1", 1), ("2", 1), ("3", 2), ("4", 3), ("5", 2)):
        scan(seed, 500 + 10 * int(name)).save(tmp_path / f"{name}.png")
    (source_id, *_) = add(workspace, *sorted(tmp_path.glob("?.png")), separate=False)
    dialog = opened()
    assert len(shown(dialog)) == 3
    assert not dialog.right.bin.isEnabled()  # the source has other pages

    assert dialog.merge.isEnabled()
    dialog.merge.click()
    settle()
    assert not dialog.merge.isEnabled()  # 3 and 5 do not follow each other
    dialog.right.skip.click()
    settle()

    assert shown(dialog) == []
    pages = workspace.foliating.report(source_id).pages  # type: ignore[arg-type]
    assert [page.continues for page in pages] == [False, True, False, False, False]
    assert [page.skipped for page in pages] == [False, False, False, False, True]
    assert finish(workspace.comparing.duplicates()) == ()


def test_a_library_where_nothing_is_twice(opened: Callable[[], DoublesDialog], desk: Desk) -> None:
    dialog = opened()

    assert shown(dialog) == []
    assert dialog.none.isVisible()
    dialog.close()
    assert not desk.jobs.running


def test_two_thousand_pairs_stay_quick(
    workspace: Workspace, pictures: list[int], qtbot: QtBot
) -> None:
    doubles = finish(workspace.comparing.duplicates())
    many = tuple(
        Double(likeness=likeness, first=double.first, second=double.second)
        for likeness in (Likeness.SHEET, Likeness.PICTURE)
        for double in doubles * 500
    )
    view = PairList()
    qtbot.addWidget(view)
    view.resize(300, 600)
    view.show()

    began = time.process_time()
    view.show_pairs(many)
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.grab()
    took = time.process_time() - began

    assert view.pairs.rowCount() == 2002
    assert took < 1.0
    began = time.process_time()
    assert len(workspace.comparing.still_open(many)) == 2000
    assert time.process_time() - began < 1.0
    assert len(pictures) == 4
