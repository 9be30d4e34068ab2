"""The log of archive work over a real library: states, limits, filters, order lists."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from docx import Document
from making_inventories import EAD_3

from archivist.errors import NotFoundError, StorageError
from archivist.library.archive_work import Limits, Step, WorkOrder, WorkQuery, WorkState
from archivist.library.values import UnitId, parse_date
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.workspace import Workspace

PLACES = ("АП РК/5-Н/1/2", "АП РК/5-Н/1/10", "АП РК/7/1/5059а", "ГАРФ/Р-1/1/3")


@pytest.fixture
def units(workspace: Workspace) -> list[UnitId]:
    return [workspace.tree.place(place).id for place in PLACES]


def numbers(library: Workspace, query: WorkQuery) -> list[str]:
    return [row.unit.level.number for row in library.visiting.files(query)]


def test_a_state_is_set_for_many_files_and_taken_back_in_one_step(
    workspace: Workspace, units: list[UnitId]
) -> None:
    step = Step(state=WorkState.TO_ORDER, day=parse_date("2024-05-12"), note="срочно")
    changes = workspace.visiting.mark(units[:3], step)
    assert changes
    workspace.visiting.mark(units[:1], Step(state=WorkState.ORDERED))
    assert workspace.visiting.states(units) == {
        units[0]: WorkState.ORDERED,
        units[1]: WorkState.TO_ORDER,
        units[2]: WorkState.TO_ORDER,
    }
    history = workspace.visiting.history(units[0])
    assert [entry.state for entry in history] == [WorkState.TO_ORDER, WorkState.ORDERED]
    assert history[0].day == parse_date("2024-05-12")
    workspace.undo()
    workspace.undo()
    assert workspace.visiting.states(units) == {}
    workspace.redo()
    assert len(workspace.visiting.states(units)) == 3


def test_the_last_step_can_be_removed(workspace: Workspace, units: list[UnitId]) -> None:
    for state in (WorkState.TO_ORDER, WorkState.SEEN):
        workspace.visiting.mark(units[:2], Step(state=state))
    workspace.visiting.take_back(units[:1])
    assert workspace.visiting.states(units[:2]) == {
        units[0]: WorkState.TO_ORDER,
        units[1]: WorkState.SEEN,
    }


def test_files_stand_in_the_order_of_the_archive(workspace: Workspace, units: list[UnitId]) -> None:
    assert units
    assert numbers(workspace, WorkQuery()) == ["2", "10", "5059а", "3"]
    rows = workspace.visiting.files(WorkQuery())
    assert rows[0].above == "АП РК. Ф. 5-Н. Оп. 1"


def test_files_are_narrowed_by_state_place_day_words_and_limits(
    workspace: Workspace, units: list[UnitId]
) -> None:
    may, june = parse_date("2024-05-12"), parse_date("2024-06-01")
    workspace.visiting.mark(units[:2], Step(state=WorkState.SEEN, day=may, note="есть карта"))
    workspace.visiting.mark(
        units[2:3], Step(state=WorkState.REFUSED, day=june), Limits(access="до 2030")
    )
    archive_id, fund_id = workspace.visiting.place("АП РК/5-Н")
    seen = frozenset({WorkState.SEEN})
    for query, found in (
        (WorkQuery(states=seen), ["2", "10"]),
        (WorkQuery(untouched=True), ["3"]),
        (WorkQuery(states=seen, untouched=True), ["2", "10", "3"]),
        (WorkQuery(archive_id=archive_id), ["2", "10", "5059а"]),
        (WorkQuery(unit_id=fund_id), ["2", "10"]),
        (WorkQuery(from_day="2024-05-13"), ["5059а"]),
        (WorkQuery(to_day="2024-05"), ["2", "10"]),
        (WorkQuery(text="КАРТА"), ["2", "10"]),
        (WorkQuery(limited=True), ["5059а"]),
    ):
        assert numbers(workspace, query) == found, query


def test_counts_stand_at_archives_and_funds(workspace: Workspace, units: list[UnitId]) -> None:
    workspace.visiting.mark(units[:2], Step(state=WorkState.COPIED))
    counts = workspace.visiting.counts()
    told = [
        (one.unit_id is None, one.files, dict(one.by_state)[WorkState.COPIED]) for one in counts
    ]
    assert told == [(True, 3, 2), (False, 2, 2), (False, 1, 0), (True, 1, 0), (False, 1, 0)]


def test_the_tree_of_the_library_tells_the_state(workspace: Workspace, units: list[UnitId]) -> None:
    workspace.visiting.mark(units[:1], Step(state=WorkState.ORDERED))
    parent = workspace.tree.chain(units[0])[-2]
    nodes = workspace.tree.children(parent.archive_id, parent.id)
    assert [(node.unit.level.number, node.state) for node in nodes] == [
        ("2", WorkState.ORDERED),
        ("10", None),
    ]


def test_a_unit_goes_with_its_log_and_comes_back_with_it(
    workspace: Workspace, units: list[UnitId]
) -> None:
    workspace.visiting.mark(units[:1], Step(state=WorkState.SEEN))
    workspace.tree.remove_unit(units[0])
    assert workspace.visiting.states(units[:1]) == {}
    workspace.undo()
    assert workspace.visiting.states(units[:1]) == {units[0]: WorkState.SEEN}


def test_a_place_that_is_not_there_is_told(workspace: Workspace, units: list[UnitId]) -> None:
    assert units
    with pytest.raises(NotFoundError, match="АП РК/5-Н/9"):
        workspace.visiting.place("АП РК/5-Н/9")


def test_an_order_list_for_a_spreadsheet_holds_no_formulas(
    workspace: Workspace, units: list[UnitId], tmp_path: Path
) -> None:
    workspace.visiting.mark(
        units[2:3],
        Step(state=WorkState.TO_ORDER, note="=HYPERLINK(1)"),
        Limits(access="+закрыто", publication="без факсимиле"),
    )
    target = tmp_path / "order.csv"
    assert workspace.visiting.order_list(units, target) == 4
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head[:5] == ["Archive", "Fund", "Series", "File", "Reference"]
    assert rows[2] == [
        *("АП РК", "7", "1", "5059а", "АП РК. Ф. 7. Оп. 1. Д. 5059а"),
        *("", "", "", "to order", "", "'=HYPERLINK(1)", "'+закрыто; без факсимиле"),
    ]


def test_an_order_list_for_the_reading_room_has_a_table_an_archive(
    workspace: Workspace, units: list[UnitId], tmp_path: Path
) -> None:
    target = tmp_path / "order.docx"
    workspace.visiting.order_list(units, target)
    document = Document(str(target))
    assert [len(table.rows) for table in document.tables] == [4, 2]
    assert document.tables[0].cell(1, 1).text == "АП РК. Ф. 5-Н. Оп. 1. Д. 2"
    headings = [paragraph.text for paragraph in document.paragraphs]
    assert {"АП РК", "ГАРФ"} <= set(headings)


def test_a_series_that_has_a_title_alone_is_left_out_of_references(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "f.xml"
    file.write_text(EAD_3, encoding="utf-8")
    inventory = finish(workspace.inventorying.read(file))
    finish(workspace.inventorying.take_over(inventory, inventory.choice))
    above = {row.unit.level.name: row.above for row in workspace.visiting.files(WorkQuery())}
    assert above["Diary"] == above["From home"]
    assert above["Diary"].endswith("Y.USA.8")


def test_another_format_is_refused(
    workspace: Workspace, units: list[UnitId], tmp_path: Path
) -> None:
    with pytest.raises(StorageError, match=r"\.docx, \.csv"):
        workspace.visiting.order_list(units, tmp_path / "order.pdf")


def test_files_are_sorted_and_what_has_no_state_comes_last(
    workspace: Workspace, units: list[UnitId]
) -> None:
    may, june = parse_date("2024-05-12"), parse_date("2024-06-01")
    workspace.visiting.mark(units[:1], Step(state=WorkState.SEEN, day=june))
    workspace.visiting.mark(units[2:3], Step(state=WorkState.ORDERED, day=may))
    for order, descending, found in (
        (WorkOrder.STATE, False, ["5059а", "2", "10", "3"]),
        (WorkOrder.STATE, True, ["2", "5059а", "10", "3"]),
        (WorkOrder.DAY, False, ["5059а", "2", "10", "3"]),
        (WorkOrder.PLACE, True, ["3", "5059а", "10", "2"]),
    ):
        assert numbers(workspace, WorkQuery(order=order, descending=descending)) == found, order


def test_limits_that_files_share_are_told(workspace: Workspace, units: list[UnitId]) -> None:
    workspace.visiting.mark(units[:2], None, Limits(access="до 2030"))
    assert workspace.visiting.common_limits(units[:2]) == Limits(access="до 2030", publication="")
    assert workspace.visiting.common_limits(units) == Limits(access=None, publication="")
    with pytest.raises(NotFoundError):
        workspace.visiting.mark([*units, UnitId(9999)], Step(state=WorkState.SEEN))
    assert workspace.visiting.states(units) == {}
