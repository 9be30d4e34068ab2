"""The reader and the search room over a real library with a PDF and a Kazakh text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from archivist.gui.actions import Actions
from archivist.gui.reader import panel
from archivist.gui.reader.panel import Reader
from archivist.gui.search.panel import SearchRoom
from archivist.gui.search.results import ROW
from archivist.gui.search.searcher import PAUSE
from archivist.library.values import LanguageCode
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.sample import write_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

MEMO = "Записка о границе\nКомиссия объехала пограничные столбы.\fВывод\nГраница утверждена."
LETTER = "Шекара туралы хат\nҚұдықтар шекараның екі жағында жатыр."


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "записка.pdf", tmp_path / "хат.txt"]
    for path, text in zip(paths, (MEMO, LETTER), strict=True):
        write_document(text, path)
    return paths


@pytest.fixture
def sources(workspace: Workspace, files: list[Path]) -> list[SourceId]:
    report = finish(workspace.collecting.import_files(files, ImportOptions(ocr="off")))
    finish(workspace.searching.update())
    found = {file.path.name: file.source_id for file in report.files}
    return [one for path in files if (one := found[path.name]) is not None]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1200, 700)
    return made


@pytest.fixture
def settle(desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            QTest.qWait(5)
            desk.jobs.drain()

    return wait


def test_a_pdf_is_read_marked_and_unmarked(
    desk: Desk, window: QMainWindow, sources: list[SourceId], settle: Callable[[], None]
) -> None:
    reader = Reader(desk, Actions(window), sources[0])
    window.setCentralWidget(reader)
    window.show()
    reader.show_page(1, "граница")
    settle()
    stage = reader.view.stage
    assert stage.picture._sheet._picture is not None
    assert reader.view.find_bar._counter.text() == "1 of 2"
    content = reader.session.content
    assert content is not None
    start = content.text.text.index("границе")
    stage.picture.hand.selected.emit(start, start + len("границе"))
    reader._annotating.highlight()
    settle()
    (mark,) = desk.workspace.reading.annotations(sources[0])
    assert mark.anchor is not None
    assert mark.anchor.quote == "границе"
    desk.change(lambda workspace: workspace.undo(), owner=reader)
    settle()
    assert reader.view.notes._cards == {}


def test_the_original_is_lent_under_its_own_name(
    desk: Desk,
    window: QMainWindow,
    sources: list[SourceId],
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[], None],
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(panel, "_open_file", opened.append)
    actions = Actions(window)
    reader = Reader(desk, actions, sources[0])
    window.setCentralWidget(reader)
    window.show()
    settle()
    actions["page.original"].trigger()
    settle()
    assert [path.name for path in opened] == ["записка.pdf"]
    (file,) = desk.workspace.sources.details(sources[0]).files
    assert opened[0].read_bytes() == desk.workspace.reading.original(file.id).read_bytes()


def test_a_word_is_found_in_all_its_forms_and_shown_on_its_page(
    desk: Desk, window: QMainWindow, sources: list[SourceId], settle: Callable[[], None]
) -> None:
    room = SearchRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.show()
    room.search("шекара")
    QTest.qWait(PAUSE + 60)
    settle()
    results = room.hits.results
    hits = [row.hit for at in range(results.rowCount()) if (row := results.index(at).data(ROW)).hit]
    assert {hit.source_id for hit in hits} == {sources[1]}
    room.hits.chosen.emit(next(hit for hit in hits if hit.kind == "page"))
    settle()
    marked = [one.cursor.selectedText() for one in room.preview._text.extraSelections()]
    assert marked == ["Шекара", "шекараның"]


def test_a_word_of_a_translation_is_shown_there(
    desk: Desk,
    window: QMainWindow,
    workspace: Workspace,
    sources: list[SourceId],
    settle: Callable[[], None],
) -> None:
    (page,) = workspace.reading.pages(sources[1])
    workspace.layering.translate(page.id, "Письмо о рубеже и колодцах.", LanguageCode("ru"))
    finish(workspace.searching.update())
    room = SearchRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.show()
    room.search("рубеж")
    QTest.qWait(PAUSE + 20)
    settle()
    preview = room.preview
    assert preview._text.toPlainText() == "Письмо о рубеже и колодцах."
    assert [s.cursor.selectedText() for s in preview._text.extraSelections()] == ["рубеже"]
    assert "Translation" in preview._place.text()


def test_the_end_of_a_phrase_is_marked_on_the_next_page_and_is_no_stop(
    desk: Desk,
    window: QMainWindow,
    workspace: Workspace,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    file = tmp_path / "протокол.txt"
    file.write_text("Граница. Подписал Советский\fСоюз. Граница прежняя.", encoding="utf-8")
    report = finish(workspace.collecting.import_files([file], ImportOptions(ocr="off")))
    source_id = report.files[0].source_id
    assert source_id is not None
    finish(workspace.searching.update())
    reader = Reader(desk, Actions(window), source_id)
    window.setCentralWidget(reader)
    window.show()
    reader.show_page(1, '"советский союз" OR граница')
    seen = []
    for _ in range(4):
        settle()
        text = reader.view.stage.text
        marked = [one.cursor.selectedText() for one in text.extraSelections()]
        seen.append((reader._finder.place[0], sorted(marked)))
        reader._finder.walk(1)
    first, second = ["Граница", "Советский"], ["Граница", "Союз"]
    assert seen == [(1, first), (2, first), (3, second), (1, first)]
