"""Inventories into the tree of a real library: new, once more, with the user's own words."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making_inventories import OPIS, write_ead, write_table, write_workbook

from archivist.errors import UnreadableFileError
from archivist.library.archive_work import Step, WorkQuery, WorkState
from archivist.library.values import parse_date
from archivist.services.inventorying import Fate, Field
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.archive import Unit
    from archivist.services.inventorying import Imported, Preview
    from archivist.services.workspace import Workspace

UNDER = "АП РК/5-Н/1"


def take(library: Workspace, file: Path, under: str = UNDER, **chosen: bool) -> Imported:
    inventory = finish(library.inventorying.read(file))
    choice = replace(inventory.choice, under=under, **chosen)
    return finish(library.inventorying.take_over(inventory, choice))


def look(library: Workspace, file: Path, under: str = UNDER, **chosen: bool) -> Preview:
    inventory = finish(library.inventorying.read(file))
    return library.inventorying.preview(inventory, replace(inventory.choice, under=under, **chosen))


def tally(preview: Preview) -> dict[str, int]:
    return {fate.value: many for fate in Fate if (many := preview.count(fate))}


def files(library: Workspace) -> dict[str, Unit]:
    rows = library.visiting.files(WorkQuery())
    return {row.unit.level.number or row.unit.level.name: row.unit for row in rows}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_becomes_files_below_the_place_that_is_named(
    workspace: Workspace, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"опись{suffix}"
    (write_table if suffix == ".csv" else write_workbook)(file)
    done = take(workspace, file)
    assert tally(done.preview) == {"new": 3}
    assert done.preview.new_archives == ("АП РК",)
    (archive,) = workspace.tree.archives()
    (fund,) = workspace.tree.children(archive.id, None)
    (series,) = workspace.tree.children(archive.id, fund.unit.id)
    found = [node.unit for node in workspace.tree.children(archive.id, series.unit.id)]
    assert [unit.level.number for unit in found] == ["1", "2", "5059а"]
    orders, letters, border = found
    assert orders.date is not None
    assert orders.date.edtf() == "1932-01-12/1935-02-03"
    assert orders.date.written == "12 января 1932 – 3 февраля 1935"
    assert (orders.extent, letters.note, border.note) == ("64", "с картой", "б/д")
    assert border.date is None


def test_the_same_inventory_again_doubles_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = write_table(tmp_path / "f.csv")
    take(workspace, file)
    before = files(workspace)
    assert tally(take(workspace, file).preview) == {"same": 3}
    assert files(workspace) == before


def test_a_look_alike_number_is_the_same_file(workspace: Workspace, tmp_path: Path) -> None:
    workspace.tree.place("АП РК/5-H/1/5059a")  # typed with Latin letters
    done = take(workspace, write_table(tmp_path / "f.csv"))
    assert tally(done.preview) == {"new": 2, "changed": 1}


def test_an_import_is_taken_back_in_one_step_and_done_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write_table(tmp_path / "f.csv"))
    assert workspace.undo_label == "Import inventory"
    workspace.undo()
    assert workspace.tree.archives() == ()
    workspace.redo()
    assert set(files(workspace)) == {"1", "2", "5059а"}


def test_news_of_the_inventory_are_taken_and_the_users_words_stay(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write_table(tmp_path / "f.csv"))
    mine = files(workspace)["1"]
    workspace.tree.save_unit(
        replace(mine, level=replace(mine.level, name="Приказы (мой заголовок)"))
    )
    newer = [list(row) for row in OPIS]
    newer[2][1] = "Переписка с посольством"
    newer[2][4] = ""  # what the inventory does not say any more is not lost
    file = write_table(tmp_path / "g.csv", newer)
    preview = look(workspace, file)
    assert tally(preview) == {"changed": 1, "same": 2}  # nothing new about the user's own
    take(workspace, file)
    found = files(workspace)
    assert found["1"].level.name == "Приказы (мой заголовок)"
    assert found["2"].level.name == "Переписка с посольством"
    assert found["2"].note == "с картой"


def test_where_both_changed_it_is_shown_and_kept_unless_asked_otherwise(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, write_table(tmp_path / "f.csv"))
    mine = files(workspace)["1"]
    workspace.tree.save_unit(replace(mine, extent="65"))
    newer = [list(row) for row in OPIS]
    newer[1][3] = "66"
    file = write_table(tmp_path / "g.csv", newer)
    preview = look(workspace, file)
    assert tally(preview) == {"clash": 1, "same": 2}
    (change,) = [change for unit in preview.units for change in unit.changes]
    assert (change.text, change.old, change.new, change.taken) == ("extent", "65", "66", False)
    assert files(workspace)["1"].extent == "65"
    take(workspace, file, overwrite=True)
    assert files(workspace)["1"].extent == "66"


def test_what_was_typed_before_the_first_import_is_not_overwritten(
    workspace: Workspace, tmp_path: Path
) -> None:
    unit_id = workspace.tree.place(f"{UNDER}/1").id
    unit = workspace.tree.chain(unit_id)[-1]
    workspace.tree.save_unit(replace(unit, extent="70", date=parse_date("1931")))
    done = take(workspace, write_table(tmp_path / "f.csv"))
    assert tally(done.preview) == {"new": 2, "clash": 1}
    found = files(workspace)["1"]
    assert (found.extent, found.level.name) == ("70", "Приказы")  # the gap was filled
    assert found.date is not None
    assert found.date.edtf() == "1931"


def test_a_finding_aid_brings_its_archive_and_follows_its_ids(
    workspace: Workspace, tmp_path: Path
) -> None:
    done = take(workspace, write_ead(tmp_path / "f.xml"), under="")
    assert done.preview.archives == ("Архив Президента",)
    assert tally(done.preview) == {"new": 5}
    renumbered = tmp_path / "g.xml"
    text = (tmp_path / "f.xml").read_text(encoding="utf-8")
    renumbered.write_text(text.replace("5-Н/1/2<", "5-Н/1/2а<"), encoding="utf-8")
    assert tally(look(workspace, renumbered, under="")) == {"same": 5}
    unstable = tmp_path / "h.xml"  # an export whose ids are others each time
    unstable.write_text(text.replace('id="f', 'id="x'), encoding="utf-8")
    assert tally(look(workspace, unstable, under="")) == {"same": 5}


def test_a_fund_does_not_hang_below_itself(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, write_ead(tmp_path / "f.xml"), under="АП РК/5-Н")
    (archive,) = workspace.tree.archives()
    (fund,) = workspace.tree.children(archive.id, None)
    assert fund.unit.level.name == "Посольство в Москве"
    assert fund.children == 2


def test_without_a_place_nothing_is_changed_and_it_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "f.csv")
    assert look(workspace, file, under="").homeless
    with pytest.raises(UnreadableFileError, match="of which archive"):
        take(workspace, file, under="")
    assert workspace.tree.archives() == ()


def test_tables_of_several_archives_go_to_each(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        ("Архив", "Фонд", "Опись", "Дело", "Заголовок"),
        ("АП РК", "5-Н", "1", "1", "Приказы"),
        ("ЦГА РК", "1109", "2", "1", "Отчёты"),
    ]
    done = take(workspace, write_table(tmp_path / "f.csv", rows), under="")
    assert done.preview.archives == ("АП РК", "ЦГА РК")
    assert [archive.label for archive in workspace.tree.archives()] == ["АП РК", "ЦГА РК"]


def test_what_the_columns_mean_is_remembered_for_the_same_headings(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "f.csv")
    inventory = finish(workspace.inventorying.read(file))
    assert not inventory.remembered
    fields = tuple(
        Field.CONTENT if field is Field.NOTE else field for field in inventory.choice.fields
    )
    choice = replace(inventory.choice, under=UNDER, fields=fields)
    finish(workspace.inventorying.take_over(inventory, choice))
    again = finish(workspace.inventorying.read(write_table(tmp_path / "g.csv")))
    assert (again.remembered, again.choice.fields) == (True, fields)
    assert workspace.undo_label == "Import inventory"


def test_an_import_that_is_stopped_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    rows = [OPIS[0], *((str(number), "Дело", "1932", "", "") for number in range(1, 1_500))]
    inventory = finish(workspace.inventorying.read(write_table(tmp_path / "f.csv", rows)))
    choice = replace(inventory.choice, under=UNDER)
    with closing(workspace.inventorying.take_over(inventory, choice)) as steps:
        first = next(steps)
        assert (first.done, first.total) == (500, 1_499)
    assert workspace.tree.archives() == ()
    assert workspace.undo_label == ""
    workspace.tree.place("АП РК/1")  # the library can be written to


def test_a_file_with_log_and_sources_survives_the_next_import(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "f.csv")
    take(workspace, file)
    unit = files(workspace)["2"]
    workspace.visiting.mark([unit.id], Step(state=WorkState.SEEN))
    take(workspace, write_table(tmp_path / "g.csv", OPIS[:2]))  # file 2 is not in it any more
    assert workspace.visiting.states([unit.id]) == {unit.id: WorkState.SEEN}
