"""Paste references: lists from files, imports that are stopped, and citing what was imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_files import docx, paragraph
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from archivist.gui.dialogs.pasting.import_foot import Then
from archivist.gui.dialogs.pasting.window import PastingDialog
from archivist.gui.main_window import MainWindow
from archivist.library.catalogue_query import SourceQuery
from archivist.library.values import RU
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.paths import Places

ENTRIES = (
    "Козыбаев М. К. История и современность. Алматы: Ғылым, 1991. 254 с.",
    "Архив Президента Республики Казахстан (АП РК). Ф. 708. Оп. 1. Д. 13. Л. 5.",
)
LIST = "\n".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))


@pytest.fixture
def window(places: Places, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    library = make_library(tmp_path / "Диссертация", places)
    made = library.writing.add_manuscript("Статья", "gost-r-7.0.5-2008", RU).id
    library.writing.add_section(made, None, "Введение", "Слова о границе. Ещё слова.\n\nКонец.")
    library.close()
    made_window = MainWindow(places)
    with qtbot.waitActive(made_window):
        made_window.show()
        made_window.activateWindow()
    made_window.open_folder(library.folder)
    made_window.jobs.drain()
    yield made_window
    made_window.close()
    made_window.deleteLater()


def settle(window: MainWindow) -> None:
    for _ in range(3):
        QTest.qWait(20)
        window.jobs.drain()


def paste(window: MainWindow, text: str) -> PastingDialog:
    window.actions_table["edit.paste_references"].trigger()
    settle(window)
    dialog = window.findChild(PastingDialog)
    assert isinstance(dialog, PastingDialog)
    if text:
        dialog.paste.take(text)
        settle(window)
    return dialog


def section_text(window: MainWindow) -> str:
    assert window.library
    return str(window.library.rooms.show_room("manuscripts").page.editor.text)


def test_a_list_is_read_from_a_file(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "thesis.docx"
    file.write_bytes(docx("".join(map(paragraph, ("Введение", "Список литературы", *ENTRIES)))))
    dialog = paste(window, "")
    dialog.open_file(file)
    assert not dialog.paste.file_button.isEnabled()
    settle(window)
    assert dialog.pages.currentWidget() is dialog.review
    assert [one.text for one in dialog.review.entries] == list(ENTRIES)
    dialog.review.foot.again_button.click()
    file.write_bytes(b"PK\x03\x04 damaged")
    dialog.open_file(file)
    settle(window)
    assert "cut short or damaged" in dialog.paste.problem.text()
    assert dialog.paste.file_button.isEnabled()
    dialog.paste.take("x" * 2_000_001)
    assert "longer than any list" in dialog.paste.problem.text()


def test_an_import_is_stopped_and_leaves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    assert window.library
    many = "\n".join(
        f"{number}. ЦГА РК. Ф. {number}. Оп. 1. Д. {number}." for number in range(1, 601)
    )
    dialog = paste(window, many)
    review = dialog.review
    said: list[str] = []
    window.library.desk.status.connect(said.append)
    review.foot.import_button.click()
    assert review.foot.cancel_button.text() == "Stop"
    assert review.foot.cancel_button.hasFocus()
    assert review.foot.bar.isVisible()
    before = review.entries
    review.skip()
    assert review.entries == before  # what is being imported is not changed any more
    qtbot.keyClick(review.foot.cancel_button, Qt.Key.Key_Escape)
    settle(window)
    assert dialog.isVisible()
    assert said[-1] == "Stopped. Nothing was imported."
    assert review.foot.import_button.text() == "Import 600 references"
    assert review.foot.import_button.isEnabled()
    library = window.library.desk.workspace
    assert library.sources.find(SourceQuery()) == ()
    assert library.tree.archives() == ()
    assert library.undo_label == ""
    review.skip()
    assert review.entries != before
    review.foot.import_button.click()
    settle(window)
    assert said[-1] == "599 sources added. Undo takes that back."
    assert len(library.sources.find(SourceQuery())) == 599


def test_nothing_is_offered_to_cite_while_no_manuscript_is_open(window: MainWindow) -> None:
    dialog = paste(window, LIST)
    assert dialog.review.foot.then.isHidden()
    assert dialog.review.foot.what_then is Then.SHOW


def test_what_was_imported_is_cited_at_the_cursor(window: MainWindow) -> None:
    assert window.library
    room = window.library.rooms.show_room("manuscripts")
    settle(window)
    editor = room.page.editor
    cursor = editor.textCursor()
    cursor.setPosition(len("Слова о границе"))
    editor.setTextCursor(cursor)
    dialog = paste(window, LIST)
    then = dialog.review.foot.then
    assert [then.itemText(row) for row in range(then.count())] == [
        "Show them in the library",
        "Cite in one mark in “Статья”",
        "Cite a mark a line in “Статья”",
    ]
    then.show_value(Then.CITE_TOGETHER)
    said: list[str] = []
    window.library.desk.status.connect(said.append)
    dialog.review.foot.import_button.click()
    settle(window)
    first, second = sorted(window.library.desk.workspace.sources.find(SourceQuery()))
    cited = f"Слова о границе [@{first}; @{second}]. Ещё слова.\n\nКонец."
    assert section_text(window) == cited
    assert "2 sources added. Cited in “Статья”." in said
    assert window.library.rooms.room == "manuscripts"
    assert "[1, 2]" in {text for texts in editor._chips.said.values() for text in texts}

    dialog = paste(window, LIST)
    dialog.review.foot.then.show_value(Then.CITE_APART)
    dialog.review.foot.import_button.click()
    settle(window)
    lines = section_text(window).split("\n")
    assert lines == [cited.split("\n", maxsplit=1)[0], f"[@{first}]", f"[@{second}]", "", "Конец."]
    editor.undo()
    assert section_text(window) == cited


def test_one_source_is_cited_where_the_cursor_is(window: MainWindow) -> None:
    assert window.library
    room = window.library.rooms.show_room("manuscripts")
    settle(window)
    editor = room.page.editor
    cursor = editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("Слова"), cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    dialog = paste(window, LIST.split("\n")[0])
    dialog.review.foot.then.show_value(Then.CITE_APART)
    dialog.review.foot.import_button.click()
    settle(window)
    (source,) = window.library.desk.workspace.sources.find(SourceQuery())
    assert section_text(window).startswith(f"Слова [@{source}] о границе.")
