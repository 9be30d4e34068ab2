from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtTest import QAbstractItemModelTester

from archivist.gui.models.paged_table import PAGE
from archivist.gui.models.sidebar_nodes import NodeKind, Snapshot, query_of, top_nodes
from archivist.gui.models.sidebar_tree import SidebarTree
from archivist.gui.models.source_table import ROW_ROLE, Column, SourceTable
from archivist.library.archive import Archive, ArchiveName, Unit
from archivist.library.catalogue_query import Counts, SourceQuery, UnitNode
from archivist.library.groups import Group, Period, SavedSearch, Tag
from archivist.library.records import RecordKind
from archivist.library.references import Level, UnitKind
from archivist.library.values import (
    RU,
    ArchiveId,
    GroupId,
    LanguageCode,
    PeriodId,
    SearchId,
    SourceId,
    TagId,
    UnitId,
)
from archivist.services.cataloguing import SourceRow

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Any], Any]
    Done = Callable[[Any], object]


class Sources:
    """A catalogue of numbered sources that counts what it is asked."""

    def __init__(self, count: int) -> None:
        self.found: tuple[SourceId, ...] = tuple(SourceId(n) for n in range(1, count + 1))
        self.asked: list[int] = []
        self.word = "title"

    def find(self, _query: SourceQuery) -> tuple[SourceId, ...]:
        return self.found

    def rows(self, ids: list[SourceId]) -> tuple[SourceRow, ...]:
        self.asked.append(len(ids))
        return tuple(self.row(at) for at in ids)

    def row(self, at: SourceId) -> SourceRow:
        return SourceRow(
            id=at,
            title=f"{self.word} {at}",
            kind=RecordKind.BOOK,
            date="1932",
            language=LanguageCode("ru"),
            group="",
            unit_id=None,
            reference="",
            tags=(),
            pages=3,
            unread=True,
            checked=False,
            no_text=False,
            doubtful=0,
            unreadable=True,
            annotated=False,
        )


class QuickDesk(QObject):
    """A desk that answers when `answer` is called, in the order of asking."""

    indexed = Signal(int)

    def __init__(self, **desks: object) -> None:
        super().__init__()
        self.workspace: Any = SimpleNamespace(**desks)
        self.read_only = False
        self._waiting: list[Callable[[], None]] = []

    def ask(self, work: Work, done: Done, **_: object) -> None:
        self._waiting.append(lambda: done(work(self.workspace)))

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one()


def fetch(table: SourceTable, desk: QuickDesk, *rows: int) -> list[str | None]:
    for row in rows:
        table.index(row, 0).data()
    table._ask_rows()
    desk.answer()
    return [table.index(row, 0).data() for row in rows]


@pytest.fixture
def sources() -> Sources:
    return Sources(50_000)


@pytest.fixture
def quick(sources: Sources) -> QuickDesk:
    return QuickDesk(sources=sources)


@pytest.fixture
def table(quick: QuickDesk) -> SourceTable:
    table = SourceTable(quick)  # type: ignore[arg-type]
    table.ask(SourceQuery())
    quick.answer()
    return table


def test_all_rows_are_there_at_once_and_none_is_fetched(
    table: SourceTable, sources: Sources
) -> None:
    assert table.rowCount() == 50_000
    assert sources.asked == []
    assert table.index(7, 0).data() is None


def test_only_the_page_that_is_seen_is_fetched_and_only_once(
    table: SourceTable, quick: QuickDesk, sources: Sources
) -> None:
    assert fetch(table, quick, 0, 1, 99) == ["title 1", "title 2", "title 100"]
    assert fetch(table, quick, 49_999) == ["title 50000"]
    fetch(table, quick, 5)
    assert sources.asked == [PAGE, PAGE]


def test_old_words_stay_until_the_new_ones_come(
    table: SourceTable, quick: QuickDesk, sources: Sources
) -> None:
    fetch(table, quick, 0)
    sources.word = "renamed"
    table.refresh()
    quick.answer()
    assert table.index(0, 0).data() == "title 1"
    assert fetch(table, quick, 0) == ["renamed 1"]


def test_rows_that_come_after_another_answer_are_dropped(
    table: SourceTable, quick: QuickDesk, sources: Sources
) -> None:
    table.index(0, 0).data()
    table._ask_rows()
    late, quick._waiting = quick._waiting, []
    sources.found = sources.found[::-1]
    table.refresh()
    quick.answer()
    for one in late:
        one()
    assert table.index(0, 0).data() is None
    assert fetch(table, quick, 0) == ["title 50000"]


def test_a_row_is_found_by_its_source(table: SourceTable) -> None:
    assert table.row_of(SourceId(49_000)) == 48_999
    assert table.row_of(SourceId(99_999)) == -1
    assert table.rows_of([3, 1, 99_999]) == [0, 2]
    assert table.ids_at([range(4, 6), range(2, 3)]) == (3, 5, 6)


def test_cells_tell_their_state_to_those_who_listen(table: SourceTable, quick: QuickDesk) -> None:
    fetch(table, quick, 0)
    state = table.index(0, Column.STATE)
    assert state.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "a file cannot be read, not opened yet"
    )
    assert table.index(0, 0).data(ROW_ROLE).pages == 3


def test_the_table_is_a_proper_model() -> None:
    quick = QuickDesk(sources=Sources(30))
    table = SourceTable(quick)  # type: ignore[arg-type]
    table.ask(SourceQuery())
    quick.answer()
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert table.columnCount() == len(Column)
    assert table.columnCount(table.index(0, 0)) == 0


# -- the sidebar

ARCHIVE = Archive(id=ArchiveId(1), names=(ArchiveName(language=RU, abbreviation="АП РК"),))


def unit(number: int, parent: int | None, *, below: int = 0, sources: int = 0) -> UnitNode:
    level = Level(kind=UnitKind.SERIES if parent else UnitKind.FUND, number=str(number))
    above = UnitId(parent) if parent else None
    made = Unit(id=UnitId(number), archive_id=ArchiveId(1), parent_id=above, level=level)
    return UnitNode(unit=made, children=below, sources=sources)


class Shelf:
    """Archives and lists that a test can change."""

    def __init__(self) -> None:
        self.kept = [ARCHIVE]
        self.units = {None: [unit(1, None, below=2, sources=3), unit(2, None)]}
        self.units[UnitId(1)] = [unit(11, 1, sources=1), unit(12, 1, sources=2)]
        self.named = ["граница", "дипломатия/ноты", "дипломатия/визиты"]

    def archives(self) -> tuple[Archive, ...]:
        return tuple(self.kept)

    def children(self, _archive: ArchiveId, parent: UnitId | None) -> tuple[UnitNode, ...]:
        return tuple(self.units.get(parent, ()))

    def counts(self) -> Counts:
        return Counts(all=5, unfiled=2, unread=1, binned=1, untexted=0)

    def groups(self) -> tuple[tuple[Group, int], ...]:
        return ((Group(id=GroupId(1), name="Договоры", position=0), 4),)

    def periods(self) -> tuple[tuple[Period, int], ...]:
        return ((Period(id=PeriodId(1), name="Начало", first_year=1991, last_year=1996), 2),)

    def tags(self) -> tuple[tuple[Tag, int], ...]:
        return tuple((Tag(id=TagId(n), name=name), n) for n, name in enumerate(self.named, 1))

    def searches(self) -> tuple[SavedSearch, ...]:
        return (SavedSearch(id=SearchId(1), name="Граница", query="границ*"),)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def tree(shelf: Shelf) -> SidebarTree:
    desk = QuickDesk(tree=shelf, sorting=shelf)
    tree = SidebarTree(desk)  # type: ignore[arg-type]
    tree.refresh()
    desk.answer()
    return tree


def again(tree: SidebarTree) -> None:
    tree.refresh()
    tree._desk.answer()  # type: ignore[attr-defined]


def titles(tree: SidebarTree, *path: str) -> list[str]:
    at = tree.nodes.root
    for title in path:
        at = next(child for child in at.children if child.title == title)
    return [child.title for child in at.children]


def test_the_sidebar_has_its_parts_in_order(tree: SidebarTree) -> None:
    assert titles(tree) == [
        "All sources",
        "Not filed",
        "Not opened yet",
        "No text yet",
        "Doubtful text",
        "Bin",
        "Archives",
        "Groups",
        "Periods",
        "Tags",
        "Saved searches",
    ]
    assert titles(tree, "Groups") == ["Договоры", "Without a group"]


def test_tags_are_nested_by_their_slashes(tree: SidebarTree) -> None:
    assert titles(tree, "Tags") == ["граница", "дипломатия"]
    assert titles(tree, "Tags", "дипломатия") == ["визиты", "ноты"]
    above = tree.nodes.find(("tag", "дипломатия"))
    assert above
    assert above.count is None
    assert query_of(above) == SourceQuery(tag="дипломатия")


def test_units_are_fetched_when_their_archive_is_opened(tree: SidebarTree) -> None:
    archive = tree.nodes.find(("archive", 1))
    assert archive
    index = tree.index_of(archive)
    assert archive.count == 3
    assert tree.canFetchMore(index)
    assert tree.rowCount(index) == 0
    tree.fetchMore(index)
    tree._desk.answer()  # type: ignore[attr-defined]
    assert titles(tree, "Archives", "АП РК") == ["Ф. 1", "Ф. 2"]
    assert not tree.canFetchMore(index)
    assert not tree.hasChildren(tree.index(1, 0, index))


def opened(tree: SidebarTree) -> None:
    for key in (("archive", 1), ("unit", 1)):
        node = tree.nodes.find(key)
        assert node
        tree.fetchMore(tree.index_of(node))
        tree._desk.answer()  # type: ignore[attr-defined]


def test_what_stays_is_the_same_node_after_a_refresh(tree: SidebarTree, shelf: Shelf) -> None:
    opened(tree)
    series = tree.nodes.find(("unit", 12))
    shelf.units[UnitId(1)] = [unit(10, 1, sources=7), unit(12, 1, sources=9)]
    again(tree)
    assert titles(tree, "Archives", "АП РК", "Ф. 1") == ["Оп. 10", "Оп. 12"]
    assert tree.nodes.find(("unit", 12)) is series
    assert series
    assert series.count == 9


def test_the_order_of_nodes_follows(tree: SidebarTree, shelf: Shelf) -> None:
    opened(tree)
    shelf.units[UnitId(1)].reverse()
    shelf.units[UnitId(1)].insert(1, unit(15, 1))
    again(tree)
    assert titles(tree, "Archives", "АП РК", "Ф. 1") == ["Оп. 12", "Оп. 15", "Оп. 11"]


def test_an_index_of_a_node_that_is_gone_is_nobody(tree: SidebarTree, shelf: Shelf) -> None:
    opened(tree)
    node = tree.nodes.find(("unit", 12))
    assert node
    index = tree.index_of(node)
    shelf.kept.clear()
    again(tree)
    assert titles(tree, "Archives") == []
    assert tree.node(index) is tree.nodes.root
    assert tree.node(QModelIndex()) is tree.nodes.root


def test_a_unit_that_gets_its_first_child_can_be_opened(tree: SidebarTree, shelf: Shelf) -> None:
    opened(tree)
    shelf.units[None][1] = unit(2, None, below=1)
    again(tree)
    node = tree.nodes.find(("unit", 2))
    assert node
    assert tree.canFetchMore(tree.index_of(node))


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        (NodeKind.ALL, SourceQuery()),
        (NodeKind.UNFILED, SourceQuery(unfiled=True)),
        (NodeKind.UNREAD, SourceQuery(unread=True)),
        (NodeKind.UNTEXTED, SourceQuery(untexted=True)),
        (NodeKind.DOUBTFUL, SourceQuery(doubtful=True)),
        (NodeKind.ARCHIVE, SourceQuery(archive_id=ArchiveId(1))),
        (NodeKind.GROUP, SourceQuery(group_id=GroupId(1))),
        (NodeKind.NO_GROUP, SourceQuery(group_id=GroupId(0))),
        (NodeKind.PERIOD, SourceQuery(period_id=PeriodId(1))),
        (NodeKind.BIN, SourceQuery(binned=True)),
    ],
    ids=lambda value: value.name if isinstance(value, NodeKind) else "",
)
def test_each_node_asks_for_its_sources(
    tree: SidebarTree, kind: NodeKind, query: SourceQuery
) -> None:
    node = next(one for one in tree.nodes.walk() if one.kind is kind)
    assert query_of(node) == query


def test_an_empty_library_has_its_headings(shelf: Shelf) -> None:
    empty = Snapshot(
        counts=Counts(all=0, unfiled=0, unread=0, binned=0, untexted=0),
        archives=(),
        children={},
        groups=(),
        periods=(),
        tags=(),
        searches=(),
    )
    assert [node.title for node in top_nodes(empty)][-3:] == ["Archives", "Groups", "Periods"]
    assert shelf


def test_the_sidebar_is_a_proper_model(tree: SidebarTree, shelf: Shelf) -> None:
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Warning)
    opened(tree)
    shelf.units[UnitId(1)].reverse()
    shelf.units[UnitId(1)].insert(1, unit(15, 1))
    shelf.named.remove("граница")
    again(tree)
    assert tester.model() is tree
    assert titles(tree, "Tags") == ["дипломатия"]
