from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_makers import add_pages, add_source, add_unit, new_file, record

from archivist.errors import NotFoundError, StorageError
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.people import Person, Role
from archivist.library.records import Record, RecordKind
from archivist.library.references import Sheet, SheetSpan, parse_sheets
from archivist.library.sources import FileState, Source
from archivist.library.values import (
    Calendar,
    ContentHash,
    Day,
    GroupId,
    LanguageCode,
    SourceId,
    UncertainDate,
    UnitId,
)

if TYPE_CHECKING:
    from archivist.storage.catalogue import CatalogueRow
    from archivist.storage.database import Database

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
DAYS = st.builds(
    Day, year=st.integers(1, 9998), month=st.integers(1, 12), day=st.none() | st.integers(1, 28)
)


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    start = draw(DAYS)
    return UncertainDate(
        start=start,
        end=draw(st.none() | st.just(Day(year=start.year + 1))),
        circa=draw(st.booleans()),
        doubtful=draw(st.booleans()),
        calendar=draw(st.sampled_from(Calendar)),
        written=draw(TEXT),
    )


PEOPLE = st.builds(Person, family=TEXT, given=TEXT, role=st.sampled_from(Role))
RECORDS = st.builds(
    Record,
    kind=st.sampled_from(RecordKind),
    title=TEXT,
    title_by_researcher=st.booleans(),
    creators=st.lists(PEOPLE, max_size=3).map(tuple),
    date=st.none() | dates(),
    language=st.sampled_from(["", "ru", "kk"]).map(LanguageCode),
    accessed=st.none() | dates(),
    note=TEXT,
    pages=TEXT,
    volume=TEXT,
)
SHEETS = st.lists(
    st.builds(
        SheetSpan,
        first=st.builds(Sheet, number=TEXT, verso=st.booleans(), recto=st.booleans()),
        last=st.none() | st.builds(Sheet, number=TEXT, verso=st.booleans()),
    ),
    max_size=3,
).map(tuple)


@given(RECORDS, SHEETS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_source_comes_back_as_it_was_given(
    database: Database, given_record: Record, sheets: tuple[SheetSpan, ...]
) -> None:
    with database.writing() as work:
        source_id = work.catalogue.add(given_record, sheets=sheets, tags=["война", "мир/1945"])
    with database.reading() as work:
        source = work.catalogue.get(source_id)
        (row,) = work.catalogue.rows([source_id])
    assert source.record == given_record
    assert source.sheets == row.sheets == sheets
    assert source.tags == ("война", "мир/1945")
    assert (source.unread, source.checked, source.binned) == (True, False, None)
    assert source.created == source.modified
    assert dt.datetime.now(dt.UTC) - source.created < dt.timedelta(minutes=1)


def test_saving_changes_all_but_the_past(database: Database) -> None:
    source_id = add_source(database, "Письмо", creators=(Person(family="Иванов"),), tags=["а", "б"])
    unit_id = add_unit(database)
    with database.reading() as work:
        old = work.catalogue.get(source_id)
    wanted = Source(
        id=source_id,
        record=record("Записка", date="1946", creators=(Person(family="Ли", given="И. П."),)),
        unit_id=unit_id,
        sheets=parse_sheets("12об–15, 21"),
        tags=("Б", "в"),
        checked=True,
        unread=False,
        created=dt.datetime(1990, 1, 1, tzinfo=dt.UTC),
        modified=dt.datetime(1990, 1, 1, tzinfo=dt.UTC),
    )
    with database.writing("Edit") as work:
        work.catalogue.save(wanted)
    with database.reading() as work:
        new = work.catalogue.get(source_id)
    assert new == replace(wanted, tags=("б", "в"), created=old.created, modified=new.modified)
    assert new.modified > old.modified


def test_saving_what_is_there_changes_nothing(database: Database) -> None:
    source_id = add_source(database, tags=["а"])
    with database.reading() as work:
        source = work.catalogue.get(source_id)
    with database.writing("Edit") as work:
        work.catalogue.save(source)
    assert work.touched == {}
    assert database.undo_label == "Add source"


def test_what_is_not_there_is_named(database: Database) -> None:
    with database.reading() as work:
        for ask in (work.catalogue.get, work.catalogue.page, work.catalogue.file):
            with pytest.raises(NotFoundError, match="“99”"):
                ask(99)
            with pytest.raises(NotFoundError, match="“" + "1" * 30):  # as `[@111…]` in a text
                ask(int("1" * 30))
        assert work.catalogue.rows([SourceId(10**30)]) == ()
    with pytest.raises(StorageError, match="it is not there any more"):
        add_source(database, unit_id=UnitId(99))


def titles(database: Database, **query: object) -> list[str]:
    with database.reading() as work:
        ids = work.catalogue.find(SourceQuery(**query))
        return [row.title for row in work.catalogue.rows(ids)]


@pytest.mark.parametrize(
    ("sort", "up", "down"),
    [
        (SortBy.TITLE, ["Ә", "б", "Г", "д"], ["д", "Г", "б", "Ә"]),
        (SortBy.ADDED, ["д", "б", "Ә", "Г"], ["Г", "Ә", "б", "д"]),
        (SortBy.KIND, ["Ә", "Г", "д", "б"], ["б", "д", "Г", "Ә"]),
        # what has nothing to sort by stands last both ways
        (SortBy.DATE, ["д", "Ә", "б", "Г"], ["Ә", "д", "Г", "б"]),
        (SortBy.GROUP, ["Г", "б", "Ә", "д"], ["б", "Г", "д", "Ә"]),
        (SortBy.REFERENCE, ["б", "д", "Ә", "Г"], ["Ә", "д", "б", "Г"]),
    ],
)
def test_lists_are_sorted(database: Database, sort: SortBy, up: list[str], down: list[str]) -> None:
    high, low = add_unit(database, "АП РК/5/1/10"), add_unit(database, "АП РК/5/1/9")
    with database.writing() as work:
        second, first = work.sorting.add_group("Б"), work.sorting.add_group("А")
        work.sorting.move_group(first, 0)
    book = RecordKind.BOOK
    add_source(database, "д", date="1946-02", unit_id=high, sheets=parse_sheets("2"))
    add_source(database, "б", kind=book, group_id=second, unit_id=low, sheets=parse_sheets("7"))
    add_source(database, "Ә", date="1946-10-01", unit_id=high, sheets=parse_sheets("10"))
    add_source(database, "Г", group_id=first)
    assert titles(database, sort=sort) == up
    assert titles(database, sort=sort, descending=True) == down


@pytest.fixture
def shelf(database: Database) -> Database:
    """Five sources that differ in everything that can be asked for."""
    high, low = add_unit(database, "АП РК/5/1/10"), add_unit(database, "ЦГА РК/7/2/1")
    with database.writing() as work:
        group = work.sorting.add_group("Договоры")
        work.sorting.add_period("Война", 1941, 1945)
    add_source(database, "Архив", unit_id=high, tags=["мир/1945"], date="1944/1947")
    add_source(database, "Бумага", unit_id=low, tags=["Мир"], language=LanguageCode("kk"))
    add_source(database, "Ведомость", group_id=group, tags=["мирный"], date="1950")
    scan = add_source(database, "Ёлка у Кремля", kind=RecordKind.BOOK, date="1930-е")
    binned = add_source(database, "Яма", unit_id=high, group_id=group, tags=["мир"], date="1945")
    text = add_pages(database, SourceId(1), "Нота")[0]
    add_pages(database, scan, "", "")
    with database.writing() as work:
        work.annotations.add(text, None, note="важно")
        work.catalogue.mark_read(SourceId(2))
        work.catalogue.put_in_bin([binned])
    return database


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "АБВЁ"),
        ({"archive_id": 1}, "А"),
        ({"unit_id": 1}, "А"),  # the fund: with all below it
        ({"unit_id": 3}, "А"),
        ({"unit_id": 4}, "Б"),
        ({"group_id": 1}, "В"),
        ({"group_id": 0}, "АБЁ"),
        ({"tag": "МИР"}, "АБ"),
        ({"tag": "мир/1945"}, "А"),
        ({"tag": "нет такого"}, ""),
        ({"period_id": 1}, "А"),
        ({"period_id": 9}, ""),
        ({"language": "kk"}, "Б"),
        ({"kinds": (RecordKind.BOOK, RecordKind.LAW)}, "Ё"),
        ({"from_year": 1947}, "АВ"),
        ({"to_year": 1939}, "Ё"),
        ({"from_year": -(10**30), "to_year": 10**30}, "АВЁ"),
        ({"from_year": 10**30}, ""),
        ({"from_year": 1945, "to_year": 1946}, "А"),
        ({"unread": True}, "АВЁ"),
        ({"annotated": True}, "А"),
        ({"unfiled": True}, "ВЁ"),
        ({"untexted": True}, "Ё"),
        ({"binned": True}, "Я"),
        ({"text": "ЕЛКА  у"}, "Ё"),
        ({"text": "100%"}, ""),
        ({"text": "\ud800"}, ""),  # half a sign, as a broken clipboard gives
        ({"source_ids": (3, 1, 5, 77)}, "АВ"),
        ({"source_ids": ()}, ""),
        ({"from_year": 1940, "unread": True, "group_id": 0, "tag": "мир"}, "А"),
    ],
)
def test_sources_are_found(shelf: Database, query: dict[str, object], found: str) -> None:
    for sort in SortBy:
        assert sorted(title[0] for title in titles(shelf, sort=sort, **query)) == sorted(found)


def test_rows_tell_what_a_list_shows(shelf: Database) -> None:
    with shelf.writing() as work:
        work.catalogue.add_file(
            SourceId(3), new_file(3, state=FileState.UNREADABLE, reason="it is encrypted")
        )
        work.sorting.color_tag(work.sorting.tags()[1][0].id, "#ff0000")
    with shelf.reading() as work:
        rows: tuple[CatalogueRow, ...] = work.catalogue.rows([SourceId(n) for n in (4, 99, 1, 3)])
        assert work.catalogue.rows([]) == ()
    scan, letter, list_ = rows
    assert (scan.title, scan.date, scan.pages, scan.no_text) == ("Ёлка у Кремля", "1930-е", 2, True)
    assert (letter.pages, letter.no_text, letter.annotated, letter.unreadable) == (
        1,
        False,
        True,
        False,
    )
    assert [(tag.name, tag.color) for tag in letter.tags] == [("мир/1945", "#ff0000")]
    assert (list_.group, list_.unreadable, list_.no_text, list_.pages) == (
        "Договоры",
        True,
        False,
        0,
    )
    assert letter.date == "1944/1947"


def test_the_bin_gives_back_and_erasing_does_not(shelf: Database) -> None:
    one, two = SourceId(1), SourceId(4)
    with shelf.writing("Bin") as work:
        work.catalogue.put_in_bin([one])
        first = work.catalogue.get(one).binned
        work.catalogue.put_in_bin([one])
        assert work.catalogue.get(one).binned == first
    assert "Архив" not in titles(shelf)
    with shelf.writing("Restore") as work:
        work.catalogue.restore([one])
    assert "Архив" in titles(shelf)
    with shelf.writing() as work:
        unused = work.catalogue.erase([one])
    assert unused == ()  # the scan has the same original
    with shelf.writing(undoable=False) as work:
        assert work.catalogue.erase([two, two]) == (ContentHash(f"{1:064x}"),)
    with shelf.reading() as work:
        assert work.catalogue.all_hashes() == ()
        assert work.annotations.of_source(one) == ()
        with pytest.raises(NotFoundError):
            work.catalogue.get(one)
    assert shelf.faults() == ()


def test_an_id_is_never_used_twice(database: Database) -> None:
    source_id = add_source(database)
    with database.writing() as work:
        work.catalogue.erase([source_id])
    assert add_source(database) > source_id


def test_many_sources_change_together(shelf: Database) -> None:
    ids = [SourceId(n) for n in (1, 2, 3)]
    with shelf.writing("Tag") as work:
        work.catalogue.change_tags(ids, ["новый", " новый ", "Мир / 1945"], ["МИР"])
        work.catalogue.set_group(ids, GroupId(1))
        work.catalogue.file_under(ids, None)
    assert work.touched == {"sources": {1, 2, 3}, "tags": {4}}
    with shelf.reading() as work:
        found = [work.catalogue.get(source_id) for source_id in ids]
    assert [source.tags for source in found] == [
        ("мир/1945", "новый"),
        ("мир/1945", "новый"),
        ("мир/1945", "мирный", "новый"),
    ]
    assert {(source.unit_id, source.group_id) for source in found} == {(None, 1)}
