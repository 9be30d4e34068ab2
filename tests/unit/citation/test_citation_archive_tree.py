"""Archival sources as a tree, as dissertations in Ukraine list them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citation_makers import GOST, archive, filed, published, styles

from archivist.citation.archive_tree import archive_tree
from archivist.citation.listing import arrange
from archivist.library.bibliography import ListForm
from archivist.library.records import RecordKind
from archivist.library.references import FilePart, Level, UnitKind, parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import UK, parse_date

if TYPE_CHECKING:
    from archivist.library.records import Citable

VAK = "vak-ukraine-2010"
LVIV = archive(1, uk=("Центральний державний історичний архів України, м. Львів", "ЦДІАЛ України"))
FUND = "Грушевські – історики та філологи"


def source(
    place: str,
    title: str = "",
    sheets: str = "",
    *,
    file: str = "",
    date: str = "",
    **facts: Any,  # noqa: ANN401 - of the place: fund, total, spans (dates by level)
) -> Citable:
    """A document in the archive of Lviv; the fund is named where `fund` is given."""
    day = parse_date(date) if date else None
    made = filed(LVIV, place, sheets, title=title, language="uk", date=day)
    levels = list(made.location.levels)
    levels[0] = replace(levels[0], name=facts.get("fund", ""))
    levels[-1] = replace(levels[-1], name=file or levels[-1].name)
    spans = tuple(parse_date(span) if span else None for span in facts.get("spans", ()))
    location = replace(
        made.location, levels=tuple(levels), total_sheets=facts.get("total", ""), dates=spans
    )
    return replace(made, location=location)


PROTOCOLS = source(
    "1235/1/1055",
    "Протоколи засідань",
    fund=FUND,
    spans=("1830/1958",),
    total="4",
    date="1918",
)
LETTERS = (
    source("1235/1/303", "Лист до Кревецького", "5", fund=FUND, file="Листування", total="64"),
    source(
        "1235/1/303",
        "Лист до Франка",
        "7-8 зв.",
        fund=FUND,
        file="Листування",
        total="64",
        date="1907-05-12",
    ),
)


def tree(*sources: Citable, style: str = VAK) -> list[str]:
    return [
        f"{'  ' * line.depth}{plain(line.text)}" for line in archive_tree(sources, styles()[style])
    ]


def test_the_tree_names_each_unit_once_with_names_dates_and_extent() -> None:
    assert tree(PROTOCOLS, *LETTERS, source("129/2/1144")) == [
        "Центральний державний історичний архів України, м. Львів (ЦДІАЛ України).",
        "  Ф. 1235 Грушевські – історики та філологи. 1830–1958 рр.",
        "    Оп. 1.",
        "      Спр. 1055. Протоколи засідань. 1918 р., 4 арк.",
        "      Спр. 303. Листування, 64 арк.",
        "        Лист до Кревецького. Арк. 5.",
        "        Лист до Франка. 12 трав. 1907 р. Арк. 7–8 зв.",
        "  Ф. 129.",
        "    Оп. 2.",
        "      Спр. 1144.",
    ]


def test_sources_of_one_file_without_a_title_stand_below_it() -> None:
    one, other = source("7/1/2", "Наказ", "3"), source("7/1/2", "Лист", "5")
    assert tree(one, other)[3:] == [
        "      Спр. 2.",
        "        Наказ. Арк. 3.",
        "        Лист. Арк. 5.",
    ]
    assert tree(one)[3:] == ["      Спр. 2. Наказ. Арк. 3."]


def test_every_source_is_named_by_one_line_and_others_are_left_out() -> None:
    book = published(RecordKind.BOOK, "Степ")
    sources = [LETTERS[0], book, PROTOCOLS, LETTERS[1]]
    (part, _) = arrange(sources, ListForm(sections=True), styles()[GOST], UK)
    named = [one for line in archive_tree(part.citables, styles()[GOST]) for one in line.citables]
    assert named == list(part.citables) == [*LETTERS, PROTOCOLS]


def test_a_whole_file_is_its_line_also_beside_documents_of_it() -> None:
    whole, letter = source("7/1/2", total="64"), source("7/1/2", "Лист", "5")
    assert tree(whole, letter)[3:] == ["      Спр. 2, 64 арк.", "        Лист. Арк. 5."]
    assert tree(letter, whole)[3:] == [
        "      Спр. 2.",
        "        Лист. Арк. 5.",
        "      Спр. 2, 64 арк.",
    ]


def test_a_source_of_several_files_stands_below_what_holds_them() -> None:
    first = source("7/1/2", "Матеріали", "3")
    further = FilePart(levels=(Level(kind=UnitKind.FILE, number="9"),), sheets=parse_sheets("5-6"))
    both = replace(first, location=replace(first.location, more=(further,)))
    assert tree(both)[2:] == ["    Оп. 1.", "      Матеріали. Спр. 2, арк. 3; спр. 9, арк. 5–6."]


def test_an_archive_that_is_cited_as_such_is_named() -> None:
    bare = source("1")
    bare = replace(bare, location=replace(bare.location, levels=()))
    (line,) = archive_tree([bare], styles()[VAK])
    assert line.citables
    assert plain(line.text).endswith("(ЦДІАЛ України).")


def test_what_lies_in_no_known_archive_has_no_line_for_one() -> None:
    assert tree(filed(None, "7/1/2", "3", title="Наказ", language="uk")) == [
        "  Ф. 7.",
        "    Оп. 1.",
        "      Спр. 2. Наказ. Арк. 3.",
    ]
