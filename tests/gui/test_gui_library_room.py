from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMessageBox

from archivist.gui.actions import Actions
from archivist.gui.catalogue.panel import LibraryRoom
from archivist.gui.models.sidebar_nodes import Node, NodeKind
from archivist.gui.models.source_table import MIME, ROW_ROLE, Column
from archivist.library.archive import ArchiveName
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import KK, RU, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace

TITLES = ("Нота Министерства иностранных дел", "Договор о границе", "Әлем тарихы", "Zhdanov papers")


@pytest.fixture
def library(workspace: Workspace) -> Workspace:
    """Four sources; the first lies in a file of an archive that inherits a date."""
    tree = workspace.tree
    tree.add_archive([ArchiveName(language=RU, full="Архив Президента РК", abbreviation="АП РК")])
    file = tree.place("АП РК/5-Н/1/5059").id
    groups = [group.id for group, _ in workspace.sorting.groups()]
    for number, title in enumerate(TITLES):
        workspace.sources.add(
            Record(
                kind=RecordKind.BOOK if number else RecordKind.ARCHIVAL,
                title=title,
                language=RU if number < 2 else KK,
                date=parse_date(str(1990 + number)) if number else None,
                creators=(Person(family="Токаев", given="К. К."),),
            ),
            unit_id=None if number else file,
            sheets=() if number else parse_sheets("12об, 15–17"),
            group_id=groups[number % 2],
            tags=["граница"] if number < 2 else [],
        )
    return workspace


@pytest.fixture
def room(library: Workspace, desk: Desk, qtbot: QtBot) -> Iterator[LibraryRoom]:
    assert desk.workspace is library
    window = QMainWindow()
    room = LibraryRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    room.take_focus()
    desk.jobs.drain()
    yield room
    room.put_away()
    desk.jobs.drain()
    window.close()
    window.deleteLater()


def titles(room: LibraryRoom) -> list[str]:
    room._desk.jobs.drain()
    model = room.table.table
    for row in range(model.rowCount()):
        model.index(row, 0).data()
    room._desk.jobs.drain()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def pick(room: LibraryRoom, *wanted: str) -> None:
    rows = [row for row, title in enumerate(titles(room)) if title in wanted]
    room.table.clearSelection()
    for row in rows:
        room.table.selectionModel().select(
            room.table.table.index(row, 0),
            room.table.selectionModel().SelectionFlag.Select
            | room.table.selectionModel().SelectionFlag.Rows,
        )
    room._desk.jobs.drain()


def node(room: LibraryRoom, title: str) -> Node:
    nodes = [one for one in room.sidebar.tree.nodes.walk() if one.title == title]
    assert nodes, f"no node {title}"
    return nodes[0]


def unfold(room: LibraryRoom, *path: str) -> Node:
    for title in path:
        found = node(room, title)
        room.sidebar.setExpanded(room.sidebar.tree.index_of(found), True)
        room._desk.jobs.drain()
    return found


def choose(room: LibraryRoom, found: Node) -> None:
    room.sidebar.choose(found.key)
    room._desk.jobs.drain()


FILE = ("АП РК", "Ф. 5-Н", "Оп. 1", "Д. 5059")


def test_all_sources_are_shown_with_their_counts(room: LibraryRoom) -> None:
    assert sorted(titles(room)) == sorted(TITLES)
    assert node(room, "All sources").count == 4
    assert room.filter.count.text() == "4 sources"


def test_the_row_says_what_is_known(room: LibraryRoom) -> None:
    model = room.table.table
    row = titles(room).index(TITLES[0])
    shown = {column: model.index(row, column).data() for column in Column}
    assert shown[Column.REFERENCE].startswith("АП РК. Ф. 5-Н. Оп. 1. Д. 5059")
    assert shown[Column.KIND] == "Archival document"
    assert shown[Column.LANGUAGE] == "Русский"
    assert model.index(row, Column.TAGS).data(Qt.ItemDataRole.ToolTipRole) == "граница"


def test_the_archives_unfold_level_by_level(room: LibraryRoom) -> None:
    file = unfold(room, *FILE)
    assert file.count == 1
    choose(room, file)
    assert titles(room) == [TITLES[0]]
    assert room.filter.place.text() == "АП РК / Ф. 5-Н / Оп. 1 / Д. 5059"
    assert room._desk.place.path == "АП РК/Ф. 5-Н/Оп. 1/Д. 5059"


def test_typing_in_the_table_narrows_it(room: LibraryRoom, qtbot: QtBot) -> None:
    room.table.typed.emit("д")
    room.filter.line.insert("оговор")
    qtbot.waitUntil(lambda: titles(room) == [TITLES[1]])
    room.filter.line.clear()
    qtbot.waitUntil(lambda: len(titles(room)) == 4)


def test_a_filter_that_finds_nothing_says_so_and_helps(room: LibraryRoom) -> None:
    room.filter.line.setText("нет такого")
    room.filter.changed.emit()
    room._desk.jobs.drain()
    assert "matches" in room._nothing._sentence.text()
    room._nothing._button.click()
    assert len(titles(room)) == 4


def test_the_table_sorts_by_a_column(room: LibraryRoom) -> None:
    header = room.table.horizontalHeader()
    header.setSortIndicator(Column.TITLE, Qt.SortOrder.AscendingOrder)
    rising = titles(room)
    header.setSortIndicator(Column.TITLE, Qt.SortOrder.DescendingOrder)
    assert titles(room) == rising[::-1]
    header.setSortIndicator(Column.TAGS, Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == Column.TITLE


def test_kazakh_letters_stand_where_the_alphabet_has_them(room: LibraryRoom) -> None:
    assert titles(room).index("Әлем тарихы") == 0


def test_a_field_saves_itself_and_can_be_undone(room: LibraryRoom) -> None:
    pick(room, TITLES[1])
    title = room.inspector.form.title
    title.setFocus()
    title.selectAll()
    title.insertPlainText("Договор о дружбе")
    room.table.setFocus()
    assert "Договор о дружбе" in titles(room)
    room._desk.change(lambda w: w.undo(), owner=room)
    assert "Договор о границе" in titles(room)
    assert title.toPlainText() == "Договор о границе"


def test_a_date_that_is_none_is_refused_and_nothing_is_saved(room: LibraryRoom) -> None:
    pick(room, TITLES[1])
    _, field = room.inspector.form._fields["date"]
    field.setFocus()
    field.selectAll()
    field.insertPlainText("весной")
    room.table.setFocus()
    room._desk.jobs.drain()
    assert field.property("wrong") is True
    assert "expected a date" in room.inspector._problem.text()
    assert room._desk.workspace.undo_label != "Edit source"


def test_what_is_inherited_stands_there_in_grey(room: LibraryRoom) -> None:
    workspace = room._desk.workspace
    unit = workspace.tree.chain(workspace.tree.place("АП РК/5-Н/1/5059").id)[-1]
    workspace.tree.save_unit(replace(unit, date=parse_date("1992-1994")))
    pick(room, TITLES[0])
    room._desk.tell_everything()
    room._desk.jobs.drain()
    _, field = room.inspector.form._fields["date"]
    assert field.toPlainText() == ""
    assert field.placeholderText().startswith("1992")


def test_a_source_is_filed_by_typing_its_place(room: LibraryRoom) -> None:
    pick(room, TITLES[1])
    room.inspector.form._place.given.emit("ЦГА РК/Ф. 1109/Оп. 4")
    room._desk.jobs.drain()
    assert unfold(room, "ЦГА РК", "Ф. 1109", "Оп. 4").count == 1


def test_several_sources_are_edited_at_once(room: LibraryRoom) -> None:
    pick(room, TITLES[0], TITLES[2])
    form = room.inspector._several
    assert form._count.text() == "2 sources selected"
    assert form._kind.placeholderText() == "several values"
    assert form._group.currentIndex() > 0
    form._language.given.emit("zh")
    form._kind.given.emit(RecordKind.REPORT)
    room._desk.jobs.drain()
    records = [room._desk.workspace.sources.get(at).record for at in room.table.picked_ids()]
    assert {(record.kind, record.language) for record in records} == {(RecordKind.REPORT, "zh")}
    room._desk.change(lambda w: w.undo(), owner=room)
    room._desk.jobs.drain()
    assert form._kind.placeholderText() == "several values"


def test_tags_of_several_show_what_only_some_bear(room: LibraryRoom) -> None:
    pick(room, TITLES[1], TITLES[2])
    assert room.inspector.tags.names == ("граница",)
    room.inspector.tags.added.emit("дипломатия/ноты")
    room._desk.jobs.drain()
    assert node(room, "ноты").count == 2
    assert node(room, "дипломатия").children == [node(room, "ноты")]


def drop(room: LibraryRoom, target: Node) -> None:
    table = room.table
    data = table.table.mimeData(list(table.selectionModel().selectedRows()))
    assert isinstance(data, QMimeData)
    assert data.hasFormat(MIME)
    tree = room.sidebar.tree
    tree.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, tree.index_of(target))
    room._desk.jobs.drain()


def test_sources_are_dropped_onto_archives_groups_and_tags(room: LibraryRoom) -> None:
    file = unfold(room, *FILE)
    pick(room, TITLES[2], TITLES[3])
    drop(room, file)
    drop(room, node(room, "Research literature"))
    drop(room, node(room, "граница"))
    assert file.count == 3
    assert node(room, "Research literature").count == 2
    assert node(room, "граница").count == 4


def test_a_heading_takes_no_sources(room: LibraryRoom) -> None:
    flags = room.sidebar.tree.flags(room.sidebar.tree.index_of(node(room, "Groups")))
    assert not flags & Qt.ItemFlag.ItemIsDropEnabled


def test_the_bin_takes_and_gives_back(room: LibraryRoom) -> None:
    pick(room, TITLES[0], TITLES[1])
    room._actions["source.bin"].trigger()
    room._desk.jobs.drain()
    assert len(titles(room)) == 2
    choose(room, node(room, "Bin"))
    assert len(titles(room)) == 2
    pick(room, TITLES[0])
    room._actions["source.restore"].trigger()
    room._desk.jobs.drain()
    assert titles(room) == [TITLES[1]]
    assert node(room, "Bin").count == 1


def test_the_bin_is_emptied_only_after_a_question(room: LibraryRoom, qtbot: QtBot) -> None:
    pick(room, TITLES[0])
    room._actions["source.bin"].trigger()
    room._desk.jobs.drain()
    room._actions["source.empty_bin"].trigger()
    room._desk.jobs.drain()
    box = room.window().findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "1 source for ever" in box.text()
    with qtbot.waitSignal(box.destroyed):
        box.button(box.StandardButton.NoButton)
        next(one for one in box.buttons() if one.text() == "Keep them").click()
    assert node(room, "Bin").count == 1
    room._actions["source.empty_bin"].trigger()
    room._desk.jobs.drain()
    box = room.window().findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    with qtbot.waitSignal(box.destroyed):
        next(one for one in box.buttons() if one.text() == "Erase").click()
    room._desk.jobs.drain()
    assert node(room, "Bin").count == 0


def test_a_new_source_is_named_at_once(room: LibraryRoom) -> None:
    choose(room, unfold(room, *FILE))
    room._actions["source.new"].trigger()
    room._desk.jobs.drain()
    title = room.inspector.form.title
    assert title.hasFocus()
    title.insertPlainText("Письмо")
    room.table.setFocus()
    assert sorted(titles(room)) == sorted([TITLES[0], "Письмо"])


def test_a_new_group_is_named_in_its_place(room: LibraryRoom) -> None:
    room._actions["source.new_group"].trigger()
    room._desk.jobs.drain()
    editor = QGuiApplication.focusObject()
    assert editor is not None
    assert room.sidebar.node.title == "New group"
    tree = room.sidebar.tree
    tree.setData(tree.index_of(room.sidebar.node), "Периодика", Qt.ItemDataRole.EditRole)
    room._desk.jobs.drain()
    assert room.sidebar.node.title == "Периодика"


def test_a_tag_gets_a_colour_and_its_dot(room: LibraryRoom) -> None:
    found = node(room, "граница")
    room.menu._color(found.value.id, "#c0392b")
    room._desk.jobs.drain()
    assert node(room, "граница").color == "#c0392b"
    row = titles(room).index(TITLES[0])
    assert room.table.table.index(row, 0).data(ROW_ROLE).tags[0].color == "#c0392b"


def test_removing_a_group_keeps_its_sources_and_can_be_undone(room: LibraryRoom) -> None:
    found = node(room, "Official statements and concepts")
    room.menu.remove(found)
    room._desk.jobs.drain()
    assert node(room, "Without a group").count == 2
    room._desk.change(lambda w: w.undo(), owner=room)
    room._desk.jobs.drain()
    assert node(room, "Official statements and concepts").count == 2


def test_an_archive_that_is_used_is_kept_and_says_so(room: LibraryRoom) -> None:
    said: list[object] = []
    room._desk.error.connect(said.append)
    room.menu.remove(node(room, "АП РК"))
    room._desk.jobs.drain()
    assert len(said) == 1
    assert node(room, "АП РК").count == 1


def test_the_citation_is_copied_with_its_style(room: LibraryRoom) -> None:
    pick(room, TITLES[0])
    room.inspector.citation.copy()
    copied = QGuiApplication.clipboard().text()
    assert "Ф. 5-Н" in copied
    assert TITLES[0] in copied


def test_enter_opens_the_source(room: LibraryRoom, qtbot: QtBot) -> None:
    pick(room, TITLES[3])
    row = titles(room).index(TITLES[3])
    room.table.pick_row(row)
    room.table.setFocus()
    with qtbot.waitSignal(room._desk.open_source) as opened:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert opened.args[0] == room.table.table.id_at(row)


def test_the_selection_outlives_a_refresh(room: LibraryRoom) -> None:
    pick(room, TITLES[1], TITLES[3])
    before = set(room.table.picked_ids())
    room._desk.change(lambda w: w.sources.add(Record(kind=RecordKind.BOOK, title="Аа")), owner=room)
    assert len(titles(room)) == 5
    assert set(room.table.picked_ids()) == before


def test_columns_are_remembered(room: LibraryRoom, desk: Desk) -> None:
    action = next(one for one in room.table.column_menu(room).actions() if one.text() == "Language")
    action.setChecked(True)
    room.put_away()
    again = LibraryRoom(desk, room._actions)
    desk.jobs.drain()
    assert not again.table.isColumnHidden(Column.LANGUAGE)
    again.deleteLater()


def test_the_sidebar_tells_apart_headings_and_nodes(room: LibraryRoom) -> None:
    kinds = {one.kind for one in room.sidebar.tree.nodes.root.children}
    assert {NodeKind.ALL, NodeKind.HEADING, NodeKind.BIN} <= kinds
    assert room.sidebar.tree.parent(QModelIndex()) == QModelIndex()
