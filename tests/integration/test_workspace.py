"""A library from making it to closing it, and the desks over real storage."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import (
    DamagedLibraryError,
    InUseError,
    LibraryExistsError,
    LibraryLockedError,
    NotALibraryError,
    NotFoundError,
    ParseError,
    ReadOnlyLibraryError,
    StorageError,
)
from archivist.library.annotations import Region
from archivist.library.archive import ROMANISED, ArchiveName
from archivist.library.catalogue_query import SourceQuery
from archivist.library.groups import FIRST_GROUPS
from archivist.library.records import Record, RecordKind
from archivist.library.references import Level, UnitKind, parse_sheets
from archivist.library.values import RU, parse_date
from archivist.services.cataloguing import SourceDesk
from archivist.services.changes import Topic
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library
from archivist.storage.filestore import FileStore

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.values import ContentHash, SourceId
    from archivist.paths import Places
    from archivist.services.workspace import Workspace


def _letter(title: str = "Письмо") -> Record:
    return Record(kind=RecordKind.ARCHIVAL, title=title, language=RU)


def _import(workspace: Workspace, folder: Path, text: str, name: str = "a.txt") -> SourceId:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    report = finish(workspace.collecting.import_files([file], ImportOptions(ocr="off")))
    assert report.files[0].source_id is not None
    return report.files[0].source_id


# -- the library as a whole


def test_a_new_library_has_the_groups_of_a_thesis_in_order(workspace: Workspace) -> None:
    assert [group.name for group, _ in workspace.sorting.groups()] == list(FIRST_GROUPS)
    assert workspace.undo_label == ""
    assert workspace.name == "library"


def test_what_was_done_is_there_when_the_library_is_opened_again(
    tmp_path: Path, places: Places
) -> None:
    with closing(make_library(tmp_path / "new", places)) as library:
        made = library.sources.add(_letter(), unit_id=library.tree.place("АП РК/5-Н").id)
    with closing(open_library(tmp_path / "new", places)) as library:
        assert library.sources.details(made.id).reference == "АП РК. Ф. 5-Н"


def test_what_file_managers_leave_does_not_fill_a_folder(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / ".DS_Store").touch()
    make_library(folder, places).close()
    with pytest.raises(LibraryExistsError):
        make_library(folder, places)


def test_a_library_cannot_be_made_in_a_file(tmp_path: Path, places: Places) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryExistsError):
        make_library(tmp_path / "file", places)
    with pytest.raises((LibraryExistsError, StorageError)):
        make_library(tmp_path / "file" / "below", places)
    with pytest.raises(NotALibraryError):
        open_library(tmp_path / "file", places)


def test_a_name_that_no_disk_takes_is_told(tmp_path: Path, places: Places) -> None:
    for act in (make_library, open_library):
        with pytest.raises(StorageError):
            act(tmp_path / ("а" * 300), places)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of folders are text")
def test_a_folder_whose_name_is_no_text_holds_a_library(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / os.fsdecode(b"50% \xcf\xf0\xe8\xe2\xe5\xf2?#&")
    make_library(folder, places).close()
    with closing(open_library(folder, places)) as library:
        library.sources.add(_letter())
    with closing(open_library(folder, places, read_only=True)) as library:
        assert len(library.sources.find(SourceQuery())) == 1


def test_a_library_that_cannot_be_opened_is_let_go_of(workspace: Workspace, places: Places) -> None:
    workspace.close()
    file = workspace.folder / "library.db"
    sound = file.read_bytes()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE library SET uuid = '../../elsewhere'")
    with pytest.raises(DamagedLibraryError) as shown:  # the error lives on, and so do its frames
        open_library(workspace.folder, places)
    file.write_bytes(sound)  # as the message advises
    assert "backups" in str(shown.value)
    open_library(workspace.folder, places).close()


def test_a_second_writer_is_kept_out_until_the_first_is_gone(
    workspace: Workspace, places: Places
) -> None:
    with pytest.raises(LibraryLockedError):
        open_library(workspace.folder, places)
    with closing(open_library(workspace.folder, places, read_only=True)) as reader:
        assert reader.read_only
        workspace.sources.add(_letter())
        assert len(reader.sources.find(SourceQuery())) == 1
        with pytest.raises(ReadOnlyLibraryError):
            reader.sources.add(_letter())
    workspace.close()
    open_library(workspace.folder, places).close()


def test_the_last_state_of_each_day_is_copied(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "new"
    backups = folder / "backups"
    make_library(folder, places).close()
    (first,) = backups.glob("*.db")

    def change_after(hours: float) -> None:
        with closing(open_library(folder, places)) as library:
            library.sources.add(_letter())
        for path in (*backups.glob("*.db"), folder / "library.db"):
            then = path.stat().st_mtime - hours * 3600
            os.utime(path, (then, then))

    change_after(hours=2)
    assert list(backups.glob("*.db")) == [first], "a copy within the hour is enough"
    change_after(hours=2)
    (second,) = backups.glob("*.db")
    assert second != first, "the later copy of a day takes the place of the earlier one"
    second.rename(backups / f"2001-01-01{second.name[10:]}")
    change_after(hours=2)
    assert len(list(backups.glob("*.db"))) == 2, "another day has a copy of its own"
    open_library(folder, places).close()
    assert len(list(backups.glob("*.db"))) == 2, "nothing changed, nothing is copied"


# -- sources


def test_a_step_is_undone_and_done_again(workspace: Workspace) -> None:
    made = workspace.sources.add(_letter("Первое"))
    assert made.changes.ids[Topic.SOURCES] == {made.id}
    source = workspace.sources.get(made.id)
    changed = replace(source, record=replace(source.record, title="Второе"))
    assert Topic.SOURCES in workspace.sources.save(changed)
    assert workspace.undo_label == "Edit source"
    undone = workspace.undo()
    assert undone is not None
    assert undone.ids[Topic.SOURCES] == {made.id}
    assert workspace.sources.get(made.id).record.title == "Первое"
    assert workspace.redo_label == "Edit source"
    workspace.redo()
    assert workspace.sources.get(made.id).record.title == "Второе"


def test_a_row_tells_where_a_source_lies(workspace: Workspace) -> None:
    unit = workspace.tree.place("АП РК/Ф. 5-Н/Оп. 1/Д. 5059").id
    filed = workspace.sources.add(_letter(), unit_id=unit, sheets=parse_sheets("21-22")).id
    loose = workspace.sources.add(_letter(), tags=("граница/съёмка",)).id
    first, second = workspace.sources.rows([filed, loose])
    assert first.reference == "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21–22"
    assert second.reference == ""
    assert [tag.name for tag in second.tags] == ["граница/съёмка"]
    assert [row.id for row in workspace.sources.rows([loose, 999, filed])] == [loose, filed]


def test_details_hold_what_is_inherited_from_the_units_above(workspace: Workspace) -> None:
    unit_id = workspace.tree.place("АП РК/5-Н/1/5059").id
    series = workspace.tree.chain(unit_id)[1]
    workspace.tree.save_unit(replace(series, date=parse_date("1991-1995")))
    source = workspace.sources.add(_letter(), unit_id=unit_id).id
    details = workspace.sources.details(source)
    assert [unit.level.number for unit in details.chain] == ["5-Н", "1", "5059"]
    assert details.inherited.date is not None
    assert details.inherited.date.years == (1991, 1995)
    assert details.archive is not None
    assert details.archive.label == "АП РК"


def test_many_sources_are_filed_grouped_and_tagged_at_once(workspace: Workspace) -> None:
    ids = [workspace.sources.add(_letter(str(number))).id for number in range(3)]
    group = workspace.sorting.groups()[1][0]
    unit = workspace.tree.place("ЦГА РК/1109/4/12").id
    workspace.sources.file_under(ids, unit)
    workspace.sources.set_group(ids, group.id)
    workspace.sources.change_tags(ids, add=("вода",), remove=())
    assert tuple(workspace.sources.find(SourceQuery(unit_id=unit, tag="вода"))) == tuple(ids)
    assert dict(workspace.sorting.groups())[group] == 3
    workspace.undo()
    assert not workspace.sources.find(SourceQuery(tag="вода"))


def test_the_bin_gives_back_and_erasing_takes_the_original(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = _import(workspace, tmp_path, "Колодец")
    original = workspace.reading.original(workspace.sources.details(source).files[0].id)
    workspace.sources.put_in_bin([source])
    assert workspace.tree.counts().binned == 1
    assert not workspace.sources.find(SourceQuery())
    workspace.sources.restore([source])
    assert tuple(workspace.sources.find(SourceQuery())) == (source,)
    workspace.sources.erase([source])
    assert not original.exists()
    with pytest.raises(NotFoundError):
        workspace.sources.get(source)


class InUse(FileStore):
    """A store on Windows while somebody reads in an original."""

    def remove(self, content: ContentHash) -> None:
        raise StorageError("Removing an original", f"{content} is in use")


def test_erasing_does_not_fail_over_an_original_that_is_in_use(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = _import(workspace, tmp_path, "Колодец")
    desk = SourceDesk(workspace._database, InUse(workspace.folder), lambda *_: "")
    assert desk.erase([source]).ids[Topic.SOURCES] == {source}
    again = _import(workspace, tmp_path, "Колодец")
    assert workspace.reading.original(workspace.sources.details(again).files[0].id).is_file()


def test_a_source_is_unread_until_it_is_opened(workspace: Workspace) -> None:
    source = workspace.sources.add(_letter()).id
    workspace.sources.set_group([source], workspace.sorting.groups()[0][0].id)
    assert workspace.tree.counts().unread == 1
    workspace.sources.mark_read(source)
    assert workspace.tree.counts().unread == 0
    assert workspace.undo_label == "Set group", "opening is no step and undoes none"


# -- archives


def test_a_place_is_found_again_in_whatever_letters_it_is_typed(workspace: Workspace) -> None:
    cyrillic = workspace.tree.place("АП РК/5-Н/1/5059").id
    latin = workspace.tree.place("AП PK/Фонд 5-H/Опись 1/дело 5059").id
    assert cyrillic == latin
    assert len(workspace.tree.archives()) == 1


def test_an_archive_alone_is_no_place_for_a_source(workspace: Workspace) -> None:
    with pytest.raises(ParseError):
        workspace.tree.place("АП РК")
    assert not workspace.tree.archives()


def test_an_archive_is_found_by_each_of_its_names(workspace: Workspace) -> None:
    workspace.tree.add_archive(
        (
            ArchiveName(language=RU, full="Архив Президента", abbreviation="АП РК"),
            ArchiveName(language=ROMANISED, abbreviation="AP RK"),
        ),
        aliases=("АПРК-Алматы",),
    )
    for name in ("архив президента", "AP RK", "ап рк", "АПРК-АЛМАТЫ"):
        workspace.tree.place(f"{name}/5-Н/1/5059")
        assert len(workspace.tree.archives()) == 1
    workspace.tree.place("РГАЭ/5-Н/1/5059")
    assert len(workspace.tree.archives()) == 2


def test_the_tree_counts_what_lies_below(workspace: Workspace) -> None:
    for file in ("10", "2"):
        unit = workspace.tree.place(f"АП РК/5-Н/1/{file}").id
        workspace.sources.add(_letter(), unit_id=unit)
    archive = workspace.tree.archives()[0]
    (fund,) = workspace.tree.children(archive.id, None)
    assert (fund.children, fund.sources) == (1, 2)
    (series,) = workspace.tree.children(archive.id, fund.unit.id)
    files = workspace.tree.children(archive.id, series.unit.id)
    assert [node.unit.level.number for node in files] == ["2", "10"]


def test_what_holds_sources_cannot_be_removed(workspace: Workspace) -> None:
    unit = workspace.tree.place("АП РК/5-Н/1/5059").id
    source = workspace.sources.add(_letter(), unit_id=unit).id
    archive = workspace.tree.archives()[0]
    with pytest.raises(InUseError):
        workspace.tree.remove_unit(workspace.tree.chain(unit)[0].id)
    with pytest.raises(InUseError):
        workspace.tree.remove_archive(archive.id)
    workspace.sources.file_under([source], None)
    workspace.tree.remove_archive(archive.id)
    assert not workspace.tree.archives()
    workspace.undo()
    assert len(workspace.tree.chain(unit)) == 3


def test_units_are_added_and_moved_by_hand(workspace: Workspace) -> None:
    archive = workspace.tree.add_archive((ArchiveName(language=RU, abbreviation="ГАРФ"),)).id
    fund = workspace.tree.add_unit(archive, None, Level(kind=UnitKind.FUND, number="Р-5446")).id
    loose = workspace.tree.add_unit(archive, None, Level(kind=UnitKind.SERIES, number="55")).id
    workspace.tree.move_unit(loose, fund)
    assert [unit.id for unit in workspace.tree.chain(loose)] == [fund, loose]


# -- sorting


def test_groups_are_renamed_and_put_in_another_order(workspace: Workspace) -> None:
    groups = [group for group, _ in workspace.sorting.groups()]
    made = workspace.sorting.add_group("Письма").id
    last = workspace.sorting.groups()[-1][0]
    assert last.id == made
    workspace.sorting.save_groups([replace(last, name="Дневники"), *groups])
    names = [group.name for group, _ in workspace.sorting.groups()]
    assert names == ["Дневники", *FIRST_GROUPS]
    workspace.undo()
    assert workspace.sorting.groups()[-1][0].name == "Письма"


def test_a_removed_group_leaves_its_sources(workspace: Workspace) -> None:
    group = workspace.sorting.groups()[0][0]
    source = workspace.sources.add(_letter(), group_id=group.id).id
    workspace.sorting.remove_group(group.id)
    assert workspace.sources.get(source).group_id is None


def test_tags_are_renamed_with_those_below_them(workspace: Workspace) -> None:
    workspace.sources.add(_letter(), tags=("граница", "граница/съёмка"))
    tags = {tag.name: tag for tag, _ in workspace.sorting.tags()}
    workspace.sorting.rename_tag(tags["граница"].id, "рубеж")
    workspace.sorting.color_tag(tags["граница"].id, "#aa0000")
    names = [(tag.name, tag.color) for tag, _ in workspace.sorting.tags()]
    assert names == [("рубеж", "#aa0000"), ("рубеж/съёмка", "")]
    workspace.sorting.remove_tag(tags["граница"].id)
    assert [tag.name for tag, _ in workspace.sorting.tags()] == ["рубеж/съёмка"]


def test_a_period_counts_the_sources_of_its_years(workspace: Workspace) -> None:
    period = workspace.sorting.add_period("Первые годы", 1991, 1995).id
    for year in ("1990", "1991", "1994-1999", "1996"):
        workspace.sources.add(replace(_letter(), date=parse_date(year)))
    ((kept, count),) = workspace.sorting.periods()
    assert (kept.id, count) == (period, 2)
    workspace.sorting.save_period(replace(kept, last_year=1996))
    assert workspace.sorting.periods()[0][1] == 3
    workspace.sorting.remove_period(period)
    assert not workspace.sorting.periods()


def test_a_search_is_saved_under_a_name(workspace: Workspace) -> None:
    made = workspace.sorting.save_search("Граница", "граница*")
    assert [search.query for search in workspace.sorting.searches()] == ["граница*"]
    workspace.sorting.remove_search(made.id)
    assert not workspace.sorting.searches()


# -- reading


def test_a_highlight_stands_on_its_words_with_note_and_tags(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = _import(workspace, tmp_path, "Знаки смыты паводками. Знаки найдены.")
    (page,) = workspace.reading.pages(source)
    made = workspace.reading.highlight(page.id, 23, 28, note="второй раз", tags=("знаки",))
    (placed,) = workspace.reading.page_annotations(page.id)
    assert placed.span == (23, 28)
    assert placed.annotation.id == made.id
    assert placed.annotation.tags == ("знаки",)
    edited = replace(placed.annotation, note="важно", color="#00aa00")
    workspace.reading.save_annotation(edited)
    (kept,) = workspace.reading.annotations(source)
    assert (kept.note, kept.color) == ("важно", "#00aa00")
    workspace.reading.remove_annotation(made.id)
    assert not workspace.reading.annotations(source)
    workspace.undo()
    assert [mark.note for mark in workspace.reading.annotations(source)] == ["важно"]


def test_a_quotation_is_found_across_lines_and_capitals(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = _import(workspace, tmp_path, "Знаки смыты\nпаводками.")
    made = workspace.reading.quote(source, 1, "знаки смыты паводками")
    (mark,) = workspace.reading.annotations(source)
    assert mark.id == made.id
    assert mark.anchor is not None
    assert " ".join(mark.anchor.quote.split()) == "Знаки смыты паводками"
    for page, words in ((1, "чужие слова"), (2, "знаки")):
        with pytest.raises(NotFoundError):
            workspace.reading.quote(source, page, words)


def test_a_region_and_a_note_about_the_page_need_no_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = _import(workspace, tmp_path, "Текст")
    (page,) = workspace.reading.pages(source)
    stamp = Region(left=0.1, top=0.1, right=0.3, bottom=0.2)
    workspace.reading.mark_region(page.id, stamp, note="печать")
    workspace.reading.note_page(page.id, "плохо читается")
    marks = workspace.reading.page_annotations(page.id)
    note, region = sorted(marks, key=lambda mark: len(mark.boxes))
    assert region.boxes == (stamp,)
    assert (note.span, note.boxes) == (None, ())


def test_a_page_is_told_which_sheet_it_is(workspace: Workspace, tmp_path: Path) -> None:
    source = _import(workspace, tmp_path, "Текст")
    (page,) = workspace.reading.pages(source)
    changes = workspace.reading.set_sheet(page.id, "21об")
    assert Topic.PAGES in changes
    assert workspace.reading.pages(source)[0].sheet == "21об"


def test_a_text_has_no_picture(workspace: Workspace, tmp_path: Path) -> None:
    source = _import(workspace, tmp_path, "Текст")
    (page,) = workspace.reading.pages(source)
    assert workspace.reading.picture(page.id, 200) is None
    assert workspace.reading.page_text(page.id).text.strip() == "Текст"
