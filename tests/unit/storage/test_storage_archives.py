from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source, add_unit, record

from archivist.errors import InUseError, NotFoundError, ParseError, StorageError
from archivist.library.archive import ArchiveName, inherited, parse_path
from archivist.library.catalogue_query import Counts, SortBy, SourceQuery
from archivist.library.references import Level, UnitKind
from archivist.library.values import ArchiveId, LanguageCode, UnitId, parse_date

if TYPE_CHECKING:
    from archivist.storage.database import Database

NAMES = (
    ArchiveName(
        language=LanguageCode("ru"),
        full="Архив Президента Республики Казахстан",
        abbreviation="АП РК",
        place="Алматы",
        country="Казахстан",
    ),
    ArchiveName(language=LanguageCode("kk"), abbreviation="ҚР ПМ"),
)
FILE = Level(kind=UnitKind.FILE, number="7", label="Ед. хр.", volume="2", latin="7-N", name="Нота")


def test_an_archive_is_known_by_all_its_names(database: Database) -> None:
    with database.writing("Add archive") as work:
        made = work.archives.add(NAMES, ["Президентский архив"])
        work.archives.add([ArchiveName(language=LanguageCode("ru"), abbreviation="АВП РФ")])
    with database.reading() as work:
        archive = work.archives.get(made)
        assert (archive.names, archive.aliases) == (NAMES, ("Президентский архив",))
        assert [found.label for found in work.archives.all()] == ["АВП РФ", "АП РК"]
        for name in ("АПРК", "ап рк", "AП PK", "ҚР ПМ", "президентский  архив", NAMES[0].full):
            assert work.archives.match(name) == archive
        for name in ("ГАРФ", "", " . "):
            assert work.archives.match(name) is None
        with pytest.raises(NotFoundError):
            work.archives.get(ArchiveId(99))


def test_an_archive_is_renamed_once(database: Database) -> None:
    with database.writing("Add") as work:
        made = work.archives.add(NAMES)
    with database.reading() as work:
        archive = work.archives.get(made)
    with database.writing("Rename") as work:
        work.archives.save(replace(archive, names=NAMES[1:], aliases=("ПМ",)))
    with database.writing("Rename") as work:
        work.archives.save(replace(archive, names=NAMES[1:], aliases=("ПМ",)))
    assert work.touched == {}
    with database.reading() as work:
        assert work.archives.all()[0].forms == ("ҚР ПМ", "ПМ")


def test_a_path_is_found_or_made(database: Database) -> None:
    path = parse_path("АП РК/Ф. 5-Н/Оп. 1/Д. 5059")
    with database.reading() as work:
        assert work.archives.place(path) is None
    made = add_unit(database, "АП РК/Ф. 5-Н/Оп. 1/Д. 5059")
    assert add_unit(database, "апрк/фонд 5-H/оп. 1/дело 5059") == made  # a Latin H
    assert add_unit(database, "АП РК/Ф. 5-Н/Оп. 1/Д. 5060") != made
    assert add_unit(database, "АП РК/Ф. 5-Н/короб 1/Д. 5059") != made
    with database.reading() as work:
        assert work.archives.place(path) == made
        chain = work.archives.chain(made)
        assert [unit.level.number for unit in chain] == ["5-Н", "1", "5059"]
        assert work.archives.chains({made, UnitId(99)}) == {made: chain}
        assert len(work.archives.all()) == 1
        with pytest.raises(NotFoundError):
            work.archives.chain(UnitId(99))
    with pytest.raises(ParseError, match="a unit of the archive"):
        add_unit(database, "ГАРФ")


def test_the_tree_counts_what_lies_below(database: Database) -> None:
    for number in ("10", "9", "9а"):
        add_source(database, unit_id=add_unit(database, f"АП РК/5/1/{number}"))
    add_source(database, unit_id=UnitId(1))
    binned = add_source(database, unit_id=UnitId(2))
    with database.writing() as work:
        work.catalogue.put_in_bin([binned])
    with database.reading() as work:
        archive = work.archives.all()[0].id
        (fund,) = work.archives.children(archive, None)
        assert (fund.unit.level.number, fund.children, fund.sources) == ("5", 1, 4)
        (series,) = work.archives.children(archive, fund.unit.id)
        assert (series.children, series.sources) == (3, 3)
        files = work.archives.children(archive, series.unit.id)
        assert [node.unit.level.number for node in files] == ["9", "9а", "10"]
        assert [(node.children, node.sources) for node in files] == [(0, 1)] * 3


def test_a_unit_keeps_all_that_is_known_of_it(database: Database) -> None:
    fund = add_unit(database, "АП РК/5")
    with database.writing() as work:
        made = work.archives.add_unit(
            ArchiveId(1), fund, FILE, date=parse_date("1946/1947"), extent="64 л."
        )
    with database.reading() as work:
        unit = work.archives.unit(made)
        assert (unit.level, unit.date, unit.extent) == (FILE, parse_date("1946/1947"), "64 л.")
        top = work.archives.unit(fund)
    with database.writing() as work:
        work.archives.save_unit(replace(unit, extent="", level=replace(FILE, number="8")))
        work.archives.save_unit(replace(top, access_note="закрыт до 2040"))
    with database.reading() as work:
        chain = work.archives.chain(made)
        assert chain[-1].level.number == "8"
        assert inherited(chain).access_note == "закрыт до 2040"
        assert inherited(chain).date == parse_date("1946/1947")
        with pytest.raises(NotFoundError):
            work.archives.unit(UnitId(99))


def find_years(database: Database, *years: int) -> list[int]:
    with database.reading() as work:
        return [
            len(work.catalogue.find(SourceQuery(from_year=year, to_year=year))) for year in years
        ]


def test_a_source_without_a_date_has_the_years_of_its_unit(database: Database) -> None:
    file = add_unit(database, "АП РК/5/1/7")
    undated = add_source(database, unit_id=file)
    add_source(database, unit_id=file, date="1950")
    with database.writing() as work:
        work.sorting.add_period("Война", 1941, 1945)
    assert find_years(database, 1944, 1950) == [0, 1]
    with database.reading() as work:
        fund, _, file_unit = work.archives.chain(file)
    with database.writing("Date the fund") as work:
        work.archives.save_unit(replace(fund, date=parse_date("1943/1944")))
    assert work.touched["sources"] == {undated}
    assert find_years(database, 1944, 1950) == [1, 1]
    with database.writing("Date the file") as work:
        work.archives.save_unit(replace(file_unit, date=parse_date("1960")))
    assert find_years(database, 1944, 1960) == [0, 1]
    database.undo()
    assert find_years(database, 1944, 1960) == [1, 0]
    with database.reading() as work:
        assert work.sorting.periods()[0][1] == 1
        assert work.catalogue.find(SourceQuery(period_id=work.sorting.periods()[0][0].id)) == (
            undated,
        )
    with database.writing("Take out") as work:
        work.catalogue.file_under([undated], None)
    assert find_years(database, 1944) == [0]
    with database.writing("Date the source") as work:
        source = work.catalogue.get(undated)
        date = parse_date("1930")
        work.catalogue.save(replace(source, unit_id=file, record=replace(source.record, date=date)))
    assert find_years(database, 1930, 1944) == [1, 0]


def test_units_below_a_dated_one_that_came_by_import_have_its_years(database: Database) -> None:
    fund = add_unit(database, "АП РК/5")
    with database.reading() as work:
        unit = work.archives.unit(fund)
    with database.writing("Date") as work:
        work.archives.save_unit(replace(unit, date=parse_date("1946")))
    with database.writing(undoable=False) as work:
        below = work.archives.find_or_add(parse_path("АП РК/5/1/7"))
    add_source(database, unit_id=below)
    assert find_years(database, 1946) == [1]
    database.undo()  # the source
    database.undo()  # the date of the fund: the units from the import must follow
    assert database.undo_label == "Place"
    add_source(database, unit_id=below)
    assert find_years(database, 1946) == [0]


def test_a_unit_moves_with_all_below_it(database: Database) -> None:
    file = add_unit(database, "АП РК/5/1/7")
    other = add_unit(database, "ЦГА РК/30")
    source = add_source(database, unit_id=file)
    with database.reading() as work:
        fund, series, _ = work.archives.chain(file)
    with database.writing("Move") as work:
        work.archives.move_unit(series.id, other)
    with database.reading() as work:
        chain = work.archives.chain(file)
        assert [unit.level.number for unit in chain] == ["30", "1", "7"]
        assert {unit.archive_id for unit in chain} == {chain[0].archive_id}
        assert work.catalogue.find(SourceQuery(archive_id=chain[0].archive_id)) == (source,)
    with pytest.raises(StorageError, match="below itself"), database.writing("Move") as work:
        work.archives.move_unit(other, file)
    with database.writing("Move") as work:
        work.archives.move_unit(file, fund.id)
        work.archives.move_unit(series.id, None)
    with database.reading() as work:
        assert [unit.level.number for unit in work.archives.chain(file)] == ["5", "7"]
        assert [unit.level.number for unit in work.archives.chain(series.id)] == ["1"]


def test_what_holds_sources_is_not_removed(database: Database) -> None:
    file = add_unit(database, "АП РК/5/1/7")
    source = add_source(database, unit_id=file)
    with database.writing() as work:
        work.catalogue.put_in_bin([source])
    for remove in ("remove_unit", "remove"):
        with (
            pytest.raises(InUseError, match=r"^1 source lies in the .*, the bin counted"),
            database.writing("Remove") as work,
        ):
            getattr(work.archives, remove)(1)
    with database.writing() as work:
        work.catalogue.erase([source])
    with database.writing("Remove unit") as work:
        work.archives.remove_unit(UnitId(2))
    assert work.touched == {"units": {2, 3}}
    with database.writing("Remove archive") as work:
        work.archives.remove(ArchiveId(1))
    with database.reading() as work:
        assert work.archives.all() == ()
        assert work.archives.counts().all == 0
    database.undo()
    database.undo()
    with database.reading() as work:
        assert [unit.level.number for unit in work.archives.chain(file)] == ["5", "1", "7"]


def test_a_unit_that_was_moved_below_a_younger_one_can_be_removed(database: Database) -> None:
    old, young = add_unit(database, "АП РК/5"), add_unit(database, "АП РК/6")
    with database.writing() as work:
        work.archives.move_unit(old, young)
        work.archives.remove_unit(young)
    with database.reading() as work:
        assert work.archives.children(ArchiveId(1), None) == ()


def test_renaming_an_archive_moves_its_sources_in_the_list(database: Database) -> None:
    for path in ("Б/1", "В/1"):
        add_source(database, path, unit_id=add_unit(database, path))
    by_reference = SourceQuery(sort=SortBy.REFERENCE)
    with database.writing("Rename") as work:
        archive = work.archives.get(ArchiveId(2))
        assert work.catalogue.find(by_reference) == (1, 2)
        work.archives.save(replace(archive, names=(replace(archive.names[0], abbreviation="А"),)))
    with database.reading() as work:
        assert work.catalogue.find(by_reference) == (2, 1)
    database.undo()
    with database.reading() as work:
        assert work.catalogue.find(by_reference) == (1, 2)


def test_all_is_counted(database: Database) -> None:
    unit = add_unit(database)
    add_source(database, unit_id=unit)
    scan, read = add_source(database), add_source(database)
    add_pages(database, scan, "", "")
    add_pages(database, read, "", "текст")
    with database.writing() as work:
        work.catalogue.mark_read(read)
        work.catalogue.put_in_bin([work.catalogue.add(record())])
    with database.reading() as work:
        assert work.archives.counts() == Counts(
            all=3, unfiled=2, unread=2, binned=1, untexted=1, pages=4
        )


def test_a_ring_of_units_that_a_stranger_made_harms_nothing(database: Database) -> None:
    file = add_unit(database, "АП РК/5/1/7")
    source = add_source(database, unit_id=file)
    with database.writing() as work:
        work.archives._connection.exec_driver_sql(
            "UPDATE units SET parent_id = ? WHERE id = 1", (file,)
        )
    with database.writing("Rename") as work:
        unit = work.archives.unit(file)
        work.archives.save_unit(replace(unit, date=parse_date("1946")))
    with database.reading() as work:
        assert {unit.id for unit in work.archives.chain(file)} == {1, 2, 3}
        assert work.catalogue.find(SourceQuery(unit_id=UnitId(2))) == (source,)
        assert work.catalogue.find(SourceQuery(sort=SortBy.REFERENCE)) == (source,)
        assert work.queue.documents([f"s{source}"])
    with pytest.raises(InUseError), database.writing("Remove") as work:
        work.archives.remove(ArchiveId(1))
    with database.writing() as work:
        work.catalogue.erase([source])
    with (
        pytest.raises(StorageError, match="its units lie in a ring"),
        database.writing("Remove") as work,
    ):
        work.archives.remove(ArchiveId(1))
