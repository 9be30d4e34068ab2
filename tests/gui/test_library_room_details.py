"""Smaller things of the library room that a newcomer stumbles over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox

from archivist.gui.actions import Actions
from archivist.gui.catalogue.panel import LibraryRoom
from archivist.gui.catalogue.tree_forms import PeriodForm, UnitForm
from archivist.gui.frame.import_bar import Order
from archivist.gui.frame.importing import Importing
from archivist.gui.frame.indexing import Indexing
from archivist.gui.frame.parts import Frame
from archivist.gui.frame.welcome import Welcome
from archivist.gui.messages import Desk
from archivist.gui.models.source_table import Column
from archivist.gui.reader.opened import locator_of, open_source
from archivist.library.archive import ArchiveName
from archivist.library.catalogue_query import SourceQuery
from archivist.library.records import Record, RecordKind
from archivist.library.values import RU
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs
    from archivist.gui.messages import Preferences
    from archivist.gui.models.sidebar_nodes import Node
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

COUNT = 30


@pytest.fixture
def library(workspace: Workspace) -> Workspace:
    workspace.tree.add_archive([ArchiveName(language=RU, abbreviation="АП РК")])
    file = workspace.tree.place("АП РК/5-Н/1/5059").id
    for number in range(COUNT):
        workspace.sources.add(
            Record(kind=RecordKind.BOOK, title=f"Письмо {number:02}", language=RU),
            unit_id=file if number < 3 else None,
        )
    return workspace


@pytest.fixture
def room(library: Workspace, desk: Desk, qtbot: QtBot) -> Iterator[LibraryRoom]:
    assert desk.workspace is library
    window = QMainWindow()
    room = LibraryRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.resize(1190, 640)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    desk.jobs.drain()
    yield room
    room.put_away()
    desk.jobs.drain()
    window.close()
    window.deleteLater()


def node(room: LibraryRoom, title: str) -> Node:
    return next(one for one in room.sidebar.tree.nodes.walk() if one.title == title)


def unfold(room: LibraryRoom, *path: str) -> Node:
    for title in path:
        room.sidebar.setExpanded(room.sidebar.tree.index_of(node(room, title)), True)
        room._desk.jobs.drain()
    return node(room, path[-1])


def test_a_level_added_below_an_empty_one_is_seen(room: LibraryRoom) -> None:
    file = unfold(room, "АП РК", "Ф. 5-Н", "Оп. 1", "Д. 5059")
    room.menu._add_below(file)
    form = room.window().findChild(UnitForm)
    assert isinstance(form, UnitForm)
    form._number.setText("7")
    form.submit()
    room._desk.jobs.drain()
    added = node(room, "Д. 7")
    assert added.parent is file
    assert room.sidebar.visualRect(room.sidebar.tree.index_of(added)).isValid()


def test_a_heading_that_comes_later_is_open_too(room: LibraryRoom) -> None:
    ids = room._desk.workspace.sources.find(room.table.table.query)
    room._desk.change(lambda w: w.sources.change_tags(ids[:1], ["граница"], []), owner=room)
    room._desk.jobs.drain()
    assert room.sidebar.isExpanded(room.sidebar.tree.index_of(node(room, "Tags")))


def test_a_group_that_was_renamed_is_called_so_above_the_table(room: LibraryRoom) -> None:
    room._actions["source.new_group"].trigger()
    room._desk.jobs.drain()
    tree = room.sidebar.tree
    tree.setData(tree.index_of(room.sidebar.node), "Периодика", Qt.ItemDataRole.EditRole)
    room._desk.jobs.drain()
    assert room.filter.place.text() == "Периодика"
    assert "Периодика" in room._nothing._sentence.text()


def test_a_saved_search_opens_each_time_it_is_clicked(room: LibraryRoom, qtbot: QtBot) -> None:
    room._desk.change(lambda w: w.sorting.save_search("граница", "граница"), owner=room)
    room._desk.jobs.drain()
    found = node(room, "граница")
    place = room.sidebar.visualRect(room.sidebar.tree.index_of(found)).center()
    for _ in range(2):
        with qtbot.waitSignal(room._desk.open_search):
            QTest.mouseClick(
                room.sidebar.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                place,
            )


def test_a_saved_search_is_counted_renamed_removed_and_brought_back(room: LibraryRoom) -> None:
    desk = room._desk
    desk.workspace.sources.add(Record(kind=RecordKind.BOOK, title="Граница и торговля"))
    finish(desk.workspace.searching.update())
    desk.change(lambda w: w.sorting.save_search("граница", "границы"), owner=room)
    desk.jobs.drain()
    QTest.qWait(350)  # the pause after a change
    desk.jobs.drain()
    found = node(room, "граница")
    assert found.count == 1
    tree = room.sidebar.tree
    assert tree.flags(tree.index_of(found)) & Qt.ItemFlag.ItemIsEditable
    tree.setData(tree.index_of(found), "О границе", Qt.ItemDataRole.EditRole)
    desk.jobs.drain()
    room.menu.remove(node(room, "О границе"))
    desk.jobs.drain()
    assert desk.workspace.sorting.searches() == ()
    desk.change(lambda w: w.undo(), owner=room)
    desk.jobs.drain()
    assert node(room, "О границе").value.query == "границы"


def test_the_keys_pass_over_a_saved_search_until_enter(room: LibraryRoom) -> None:
    room._desk.change(lambda w: w.sorting.save_search("граница", "граница"), owner=room)
    room._desk.jobs.drain()
    asked: list[str] = []
    room._desk.open_search.connect(asked.append)
    room.sidebar.choose(node(room, "граница").key)
    assert asked == []
    QTest.keyClick(room.sidebar, Qt.Key.Key_Return)
    assert asked == ["граница"]


def test_a_short_reference_fits_its_column(room: LibraryRoom) -> None:
    words = room.table.fontMetrics().horizontalAdvance("АП РК. Ф. 5-Н. Оп. 1. Д. 5059")
    assert room.table.columnWidth(Column.REFERENCE) >= words + 16
    day = room.table.fontMetrics().horizontalAdvance("20.08.1947")
    assert room.table.columnWidth(Column.DATE) >= day + 16


def test_many_selected_rows_are_selected_again_as_few_ranges(room: LibraryRoom) -> None:
    room.table.selectAll()
    room.table.horizontalHeader().setSortIndicator(Column.TITLE, Qt.SortOrder.DescendingOrder)
    room._desk.jobs.drain()
    assert len(room.table.picked_ids()) == COUNT
    assert room.table.selectionModel().selection().size() == 1


def test_what_is_wrong_is_seen_however_far_the_form_is_scrolled(room: LibraryRoom) -> None:
    inspector = room.inspector
    inspector._scroll.verticalScrollBar().setValue(10_000)
    inspector._say("“чепуха” is no date.")
    shown = inspector._problem
    assert shown.isVisible()
    assert inspector.rect().contains(shown.geometry().translated(shown.parent().pos()))  # type: ignore[attr-defined]  # a widget


def test_several_sources_of_one_file_say_where_they_lie(room: LibraryRoom) -> None:
    room.sidebar.choose(unfold(room, "АП РК", "Ф. 5-Н", "Оп. 1", "Д. 5059").key)
    room._desk.jobs.drain()
    room.table.selectAll()
    room._desk.jobs.drain()
    assert room.inspector._several._place.text() == "АП РК/Ф. 5-Н/Оп. 1/Д. 5059"


def test_enter_does_not_erase_the_bin(room: LibraryRoom) -> None:
    room._actions["source.bin"].trigger()
    ids = tuple(room._desk.workspace.sources.find(room.table.table.query))
    room._work._confirm(ids)
    box = room.window().findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.defaultButton().text() == "Keep them"
    box.reject()


def test_a_sheet_of_what_lies_in_an_archive_is_cited_as_a_sheet(
    workspace: Workspace, tmp_path: Path
) -> None:
    letter = tmp_path / "письмо.txt"
    letter.write_text("Переговоры о границе продолжаются.", encoding="utf-8")
    file = workspace.tree.place("АП РК/5-Н/1/5059").id
    for _ in workspace.collecting.import_files([letter], ImportOptions()):
        pass
    (source_id,) = workspace.sources.find(SourceQuery())
    workspace.sources.file_under([source_id], file)
    (page,) = workspace.reading.pages(source_id)
    opened = open_source(workspace, source_id)
    assert opened.details.source.record.kind is RecordKind.OTHER
    assert locator_of(opened, page) == "с. 1"
    assert locator_of(opened, replace(page, sheet="14об")) == "л. 14об"


def test_years_are_typed_and_the_name_comes_first(room: LibraryRoom) -> None:
    form = PeriodForm(room._desk, room.window())
    form.show()
    assert form.focusWidget() is form._name
    form._first.clear()
    form.submit()
    assert form._problem.text() == "A period needs its first and its last year."
    form._name.setText("Коллективизация")
    form._first.setText("1929")
    form._last.setText("1933")
    form.submit()
    room._desk.jobs.drain()
    assert node(room, "Коллективизация").value.first_year == 1929


def test_doubles_alone_are_not_called_none_added(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(Actions(QMainWindow()), desk.jobs)
    qtbot.addWidget(frame)
    importing = Importing(desk, frame.import_bar, frame.queue)
    letter = tmp_path / "letter.txt"
    letter.write_text("A treaty.", encoding="utf-8")
    for said in ("1 file added.", "1 file in the library already."):
        with qtbot.waitSignal(desk.status) as told:
            importing.add(Order(paths=(letter,)))
            desk.jobs.drain()
        assert told.args == [said]


def test_the_picture_of_the_welcome_page_is_whole(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    welcome = Welcome(Actions(window))
    window.setCentralWidget(welcome)
    window.resize(1280, 720)
    window.show()
    for label in welcome.findChildren(QLabel):
        if not label.pixmap().isNull():
            assert label.height() >= label.pixmap().deviceIndependentSize().height()


def test_a_library_for_reading_only_is_indexed_once(
    library: Workspace, places: Places, jobs: Jobs, preferences: Preferences
) -> None:
    assert not library.searching.search("письмо").hits
    reader = open_library(library.folder, places, read_only=True)
    desk = Desk(reader, jobs, preferences)
    desk.setParent(jobs)  # they end together, or its timers would go on
    indexing = Indexing(desk)
    said: list[str] = []
    indexing.said.connect(said.append)
    for _ in range(2):
        indexing._look()
        jobs.drain()
    assert said[-1] == "index up to date"
    assert reader.searching.search("письмо").hits
    reader.close()


def test_an_index_that_is_to_be_built_anew_says_so_and_waits_for_what_is_indexed(
    library: Workspace, jobs: Jobs, preferences: Preferences
) -> None:
    desk = Desk(library, jobs, preferences)
    desk.setParent(jobs)  # they end together, or its timers would go on
    indexing = Indexing(desk)
    said: list[str] = []
    told: list[str] = []
    titles: list[str] = []
    jobs.started.connect(lambda job: titles.append(job.title))
    indexing.said.connect(said.append)
    desk.status.connect(told.append)
    indexing._begin(library.searching.waiting())  # the job is in the queue, and not at work yet
    indexing.rebuild()
    assert told == ["The search index will be built anew when what waits is indexed."]
    jobs.drain()
    assert titles == ["Indexing", "Building the search index anew"]
    assert "index to be built anew" in said
    assert any(one.startswith("building the index anew, ") for one in said)
    assert said[-1] == "index up to date"
    indexing.rebuild()
    indexing.rebuild()
    assert [sentence.split(".")[0] for sentence in told[1:]] == [
        "The search index is being built anew",
        "The search index is being built anew already",
    ]
    jobs.drain()


def test_of_how_many_the_citation_is_the_first_is_not_cut_off(room: LibraryRoom) -> None:
    room.table.selectAll()
    room._desk.jobs.drain()
    assert room.inspector.citation._style.text().startswith(f"first of {COUNT} · ")
