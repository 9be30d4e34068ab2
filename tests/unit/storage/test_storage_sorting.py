from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source

from archivist.errors import NotFoundError
from archivist.library.groups import Period, SavedSearch
from archivist.library.values import GroupId, PeriodId, SearchId, TagId

if TYPE_CHECKING:
    from archivist.storage.database import Database


def groups(database: Database) -> list[tuple[str, int]]:
    with database.reading() as work:
        return [(group.name, count) for group, count in work.sorting.groups()]


def tags(database: Database) -> list[tuple[str, int]]:
    with database.reading() as work:
        return [(tag.name, count) for tag, count in work.sorting.tags()]


def test_groups_keep_the_order_of_the_thesis(database: Database) -> None:
    with database.writing("Groups") as work:
        made = [work.sorting.add_group(name) for name in ("Речи", "Договоры", "Газеты")]
        work.sorting.move_group(made[2], 0)
        work.sorting.move_group(made[0], 99)
        work.sorting.rename_group(made[1], "Договоры и ноты")
        assert [group.position for group, _ in work.sorting.groups()] == [0, 1, 2]
    add_source(database, group_id=made[0])
    binned = add_source(database, group_id=made[0])
    with database.writing() as work:
        work.catalogue.put_in_bin([binned])
    assert groups(database) == [("Газеты", 0), ("Договоры и ноты", 0), ("Речи", 1)]
    with database.writing("Remove") as work:
        work.sorting.remove_group(made[0])
    assert work.touched == {"groups": {made[0]}, "sources": {1, 2}}
    with database.reading() as work:
        assert work.catalogue.get(binned).group_id is None
    assert groups(database) == [("Газеты", 0), ("Договоры и ноты", 0)]
    with pytest.raises(NotFoundError, match="group"), database.writing() as work:
        work.sorting.rename_group(GroupId(99), "?")


def test_a_tag_is_one_whatever_its_case_and_spaces(database: Database) -> None:
    add_source(database, tags=["Внешняя  политика", "внешняя политика", " / ", ""])
    add_source(database, tags=["ВНЕШНЯЯ ПОЛИТИКА", " Китай / нота "])
    assert tags(database) == [("Внешняя политика", 2), ("Китай/нота", 1)]


def test_a_tag_is_renamed_with_those_below_it(database: Database) -> None:
    add_source(database, tags=["Китай", "Китай/нота/1946", "Китайцы"])
    with database.writing("Rename") as work:
        tag = next(tag for tag, _ in work.sorting.tags() if tag.name == "Китай")
        work.sorting.rename_tag(tag.id, "КНР")
    assert tags(database) == [("Китайцы", 1), ("КНР", 1), ("КНР/нота/1946", 1)]
    with database.writing("Rename") as work:
        work.sorting.rename_tag(tag.id, "КНР/нота")
    assert tags(database) == [("Китайцы", 1), ("КНР/нота", 1), ("КНР/нота/нота/1946", 1)]
    with database.writing("Rename") as work:
        work.sorting.rename_tag(tag.id, "кнр/Нота")  # case alone
        work.sorting.rename_tag(tag.id, " / ")  # no name at all
    assert tags(database)[1] == ("кнр/Нота", 1)
    with pytest.raises(NotFoundError, match="tag"), database.writing() as work:
        work.sorting.rename_tag(TagId(99), "x")


def test_a_name_that_is_taken_merges_two_tags(database: Database) -> None:
    one = add_source(database, tags=["нота", "Нота МИД"])
    two = add_source(database, tags=["Нота МИД"])
    (page_id,) = add_pages(database, one, "текст")
    with database.writing("Mark") as work:
        mark = work.annotations.add(page_id, None, tags=["Нота МИД"])
        old = next(tag for tag, _ in work.sorting.tags() if tag.name == "Нота МИД")
    with database.writing("Rename") as work:
        work.sorting.rename_tag(old.id, "Нота")
    assert work.touched == {"sources": {one, two}, "annotations": {mark}, "tags": {old.id}}
    assert tags(database) == [("нота", 2)]
    with database.reading() as work:
        assert work.annotations.get(mark).tags == ("нота",)
    database.undo()
    assert tags(database) == [("нота", 1), ("Нота МИД", 2)]


def test_a_tag_below_a_renamed_one_may_meet_its_new_name(database: Database) -> None:
    add_source(database, tags=["а", "а/б"])
    with database.writing("Rename") as work:
        work.sorting.rename_tag(TagId(1), "а/б")
    assert tags(database) == [("а/б", 1), ("а/б/б", 1)]
    with database.writing("Rename") as work:
        work.sorting.rename_tag(TagId(1), "а")
    assert tags(database) == [("а", 1), ("а/б", 1)]


def test_tags_are_coloured_and_removed(database: Database) -> None:
    source = add_source(database, tags=["а", "б"])
    with database.writing("Colour") as work:
        work.sorting.color_tag(TagId(1), "#ff0000")
    with database.reading() as work:
        assert work.sorting.tags()[0][0].color == "#ff0000"
    with database.writing("Remove") as work:
        work.sorting.remove_tag(TagId(1))
        work.sorting.merge_tags(TagId(2), TagId(2))
    with database.reading() as work:
        assert work.catalogue.get(source).tags == ("б",)
    assert tags(database) == [("б", 1)]


def test_periods_count_what_falls_in_them(database: Database) -> None:
    for date in ("1940", "1944/1946", "1945-05-09", "", "1930-е"):
        add_source(database, date=date)
    with database.writing("Periods") as work:
        late = work.sorting.add_period("После войны", 1946, 1953)
        war = work.sorting.add_period("Война", 1941, 1945)
    with database.reading() as work:
        assert [(period.name, count) for period, count in work.sorting.periods()] == [
            ("Война", 2),
            ("После войны", 1),
        ]
    with database.writing("Save") as work:
        work.sorting.save_period(Period(id=war, name="ВОВ", first_year=1939, last_year=1945))
        work.sorting.remove_period(late)
    with database.reading() as work:
        assert [(period.name, count) for period, count in work.sorting.periods()] == [("ВОВ", 4)]
    with pytest.raises(NotFoundError, match="period"), database.writing() as work:
        work.sorting.save_period(Period(id=PeriodId(9), name="?", first_year=1, last_year=2))


def test_searches_are_kept(database: Database) -> None:
    with database.writing("Save search") as work:
        made = work.sorting.add_search("Ноты Китаю", "нота AND Китай")
        work.sorting.add_search("Всё", "*")
    with database.writing("Save search") as work:
        work.sorting.save_search(SavedSearch(id=made, name="Ноты КНР", query="нота AND КНР"))
        work.sorting.remove_search(SearchId(2))
    with database.reading() as work:
        (search,) = work.sorting.searches()
    assert search == SavedSearch(id=made, name="Ноты КНР", query="нота AND КНР")
    with pytest.raises(NotFoundError, match="saved search"), database.writing() as work:
        work.sorting.save_search(replace(search, id=SearchId(99)))
