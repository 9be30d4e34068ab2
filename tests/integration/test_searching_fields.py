"""Searching with the whole query language: fields, places, names, facets, order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import EN, KK, RU, parse_date
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.searching import Order, Part, Results

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

TEXTS = {
    "Отчёт о голоде": "О голоде в степи писал Назарбаев. Торговля на границе с Китаем.",
    "Письмо наркому": "Голод был и в аулах. Граница закрыта, о торговле не пишут совсем ничего.",
    "Report on trade": "Trade and famine on the border, by Nazarbayev.",
}
PLACES = ("АП РК/Ф. 5-Н/Оп. 1/Д. 5059", "АП РК/Ф. 5-Н/Оп. 2/Д. 7", "ЦГА РК/Ф. 897/Оп. 4")
DATES = ("1932", "1946", "1992–1995")


def bring_in(library: Workspace, folder: Path, title: str, text: str) -> SourceId:
    folder.mkdir(exist_ok=True)
    file = folder / f"{title}.txt"
    file.write_text(text, encoding="utf-8")
    report = finish(library.collecting.import_files([file], ImportOptions(ocr="off")))
    source_id = report.files[0].source_id
    assert source_id is not None
    return source_id


@pytest.fixture
def library(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Three sources in two archives, of three times, with tags, notes and an author."""
    made = []
    for (title, text), place, date in zip(TEXTS.items(), PLACES, DATES, strict=True):
        source_id = bring_in(workspace, tmp_path / "texts", title, text)
        made.append(source_id)
        workspace.sources.file_under([source_id], workspace.tree.place(place).id)
        source = workspace.sources.get(source_id)
        record = replace(source.record, date=parse_date(date))
        workspace.sources.save(replace(source, record=record))
    first, second, third = made
    workspace.sources.describe([first, second], language=RU, kind=RecordKind.ARCHIVAL)
    workspace.sources.describe([third], language=EN, kind=RecordKind.REPORT, checked=True)
    workspace.sources.change_tags([first], ["граница/Китай"], [])
    workspace.sources.change_tags([second], ["граница"], [])
    workspace.sources.set_group([third], workspace.sorting.groups()[0][0].id)
    workspace.sorting.add_period("Голод", 1930, 1934)
    page = workspace.reading.pages(second)[0].id
    workspace.reading.highlight(page, 0, 5, note="Сверить цифры")
    work = workspace.writing.add_manuscript("Диссертация", "gost-r-7.0.5-2008", RU)
    workspace.writing.add_section(work.id, None, "H", "О границе и аулах.")
    book = Record(
        kind=RecordKind.BOOK,
        title="Казахская трагедия",
        language=KK,
        creators=(Person(family="Михайлов", given="В. Ф."),),
    )
    workspace.sources.add(book)
    finish(workspace.searching.update())
    return workspace


def found(library: Workspace, query: str) -> str:
    """Return the first letters of the sources that are found, in order."""
    results = library.searching.search(query)
    assert results.total == len(results.hits)
    return "".join(sorted({hit.source[0] for hit in results.hits}))


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("голод", "ОП"),
        ("голод год:1932", "О"),
        ("голод год:1940..", "П"),
        ("архив:апрк", "ОП"),
        ("archive:ЦГАРК", "R"),
        ("фонд:5н", "ОП"),
        ("fund:5-Н file:7", "П"),
        ("опись:4", "R"),
        ("фонд:77", ""),
        ("тег:граница", "ОП"),
        ("tag:граница/*", "О"),
        ("tag:гран*", "ОП"),
        ("-tag:граница", "RК"),
        ("lang:en", "R"),
        ("язык:казахский", "К"),
        ("период:голод", "О"),
        ("тип:отчёт", "R"),
        ("type:book OR type:report", "RК"),
        ("есть:заметка", "П"),
        ("has:text", "RОП"),
        ("is:annotated", "П"),
        ("is:verified", "R"),
        ("is:непроверено голод", "ОП"),
        ("заголовок:письма", "П"),
        ("title:(отчёт OR report)", "RО"),
        ("title:голод -title:письмо", "О"),
        ("title:граница", ""),
        ("заметка:цифра", "П"),
        ("author:Михайлов", "К"),
        ("author:Mikhailov", "К"),
        ("type:annotation цифра", "П"),
        ("type:page отчёт", ""),
        ('"торговля граница"~2', "О"),
        ('"торговля граница"~9', "ОП"),
        ("г?лод*", "ОП"),
        ("*овл*", "ОП"),
        ("галод~", "П"),
        ("галоде~", "ОП"),
        ("name:Nazarbaev", "RО"),
        ("(голод OR famine) год:1932..1950", "ОП"),
        ("famine OR голод год:1932", "RО"),
        ("famine OR tag:граница/*", "RО"),
        ("(title:голод OR граница) -tag:граница/*", "HП"),
        ("(famine lang:en) OR (голод year:1932)", "RО"),
        ("голод -(tag:граница lang:ru)", ""),
        ("степь tag:(граница/Китай OR нет)", "О"),
        ("tag:граница -голод", "П"),
        ("type:page", "RОП"),
        ("type:note", "П"),
        ("type:section", "H"),
        ("-type:page -type:source", "HП"),
        ("type:page tag:граница", "ОП"),
        ("type:section OR is:verified", "HR"),
        ("-has:annotation", "RКО"),
        ("has:annotation", "П"),
        ("is:unread", "RКОП"),
        ("-is:unread", ""),
        ("year:1992..1995", "R"),
        ("-year:1992..1995", "КОП"),
    ],
)
def test_a_query_finds(library: Workspace, query: str, sources: str) -> None:
    assert found(library, query) == sources


@pytest.mark.parametrize(
    ("query", "sources", "place"),
    [
        ("5-Н 5059", "О", "Ф. 5-Н Д. 5059"),
        ("5н/1/5059", "О", "Ф. 5н Оп. 1 Д. 5059"),
        ("Ф. 897 Оп. 4", "R", "Ф. 897 Оп. 4"),
        ("АП РК. Ф. 5-Н. Оп. 2. Д. 7. Л. 3", "П", "АП РК Ф. 5-Н Оп. 2 Д. 7 Л. 3"),
        ("АП РК 5-Н 7", "П", "АП РК Ф. 5-Н Д. 7"),
        ("голод фонд 5-Н", "ОП", "голод Ф. 5-Н"),
        ("famine OR (голод АП РК Ф. 5-Н Оп. 1)", "RО", "АП РК Ф. 5-Н Оп. 1)"),
        ("F. 5-N Op. 1", "О", "Ф. 5-Н Оп. 1"),
        ("AP RK 5-N 7", "П", "АП РК Ф. 5-Н Д. 7"),
        ("TsGA RK. f. 897 famine", "R", "ЦГА РК Ф. 897 famine"),
        ("5-Н/1/5059 л. 1", "О", "Ф. 5-Н Оп. 1 Д. 5059 Л. 1"),
        ("Ф. 5-Н Оп. 1 степь", "О", "Ф. 5-Н Оп. 1 степь"),
        ("Ф. 5-Н Оп. 2 степь", "", "Ф. 5-Н Оп. 2 степь"),
        ("фонд 77 голод", "", ""),
    ],
)
def test_a_reference_finds_what_lies_there(
    library: Workspace, query: str, sources: str, place: str
) -> None:
    assert found(library, query) == sources
    understood = library.searching.search(query).understood
    assert understood.endswith(place)
    assert bool(place) == ("Ф." in understood)


def test_a_reference_marks_its_other_words_alone(library: Workspace) -> None:
    text = "В степи фонд 5"
    marks = library.searching.marks("Ф. 5-Н Оп. 1 степь", text).own
    assert [text[start:end] for start, end in marks] == ["степи"]


def test_a_name_that_finds_little_is_looked_for_in_other_spellings(library: Workspace) -> None:
    results = library.searching.search("Nazarbayev")
    assert {hit.source[0] for hit in results.hits} == {"О", "R"}
    assert set(results.also) == {"nazarbayev"}
    assert "назарбаев" in results.also["nazarbayev"]
    assert "also searched for: " in results.understood
    assert [hit.snippet[a:b] for hit in results.hits for a, b in hit.marks]
    assert library.searching.search("famine").also == {}
    text = "Назарбаев и Nazarbayev"
    assert len(library.searching.marks("Nazarbayev", text).own) == 2


def counted(results: Results, field: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[field]}


def test_facets_count_what_is_found(library: Workspace) -> None:
    results = library.searching.find("(голод OR famine) type:page", part=Part(facets=True))
    assert results.total == 3
    assert counted(results, "archive") == {"АП РК": 2, "ЦГА РК": 1}
    assert counted(results, "lang") == {"ru": 2, "en": 1}
    assert counted(results, "tag") == {"граница": 2, "граница/Китай": 1}
    assert counted(results, "type") == {"archival_document": 2, "report": 1}
    assert counted(results, "kind") == {"page": 3}
    assert counted(results, "period") == {"Голод": 1}
    years = counted(results, "year")
    assert years == {"1932": 1, "1946": 1, "1992": 1, "1993": 1, "1994": 1, "1995": 1}
    assert list(years) == sorted(years)
    (group,) = results.facets["group"]
    assert group.count == 1
    for field, values in results.facets.items():
        for value in values if field != "kind" else ():
            asked = f'(голод OR famine) type:page {field}:"{value.value}"'
            assert library.searching.search(asked).total == value.count, asked


def test_results_stand_in_the_order_that_is_wanted(library: Workspace) -> None:
    def sources(query: str, order: Order) -> str:
        found = library.searching.find(query, part=Part(order=order))
        return "".join(dict.fromkeys(hit.source[0] for hit in found.hits))

    words = "голод OR famine"
    assert sources(words, Order.DATE) == "ОПR"
    assert sources(words, Order.ARCHIVE) == "ОПR"
    assert sources("is:непроверено", Order.DATE) == "ОПК"


def test_a_query_is_explained(library: Workspace) -> None:
    parts = library.searching.explain('людей пер* "на границе" год:1932..1946 Ф. 5-Н Оп. 1')
    told = {part.part: part for part in parts}
    assert set(told["людей"].words) >= {"человек", "людина"}
    assert told['"на границе"'].words == ("на", "границе")
    assert told["year:1932..1946"].meaning == "this many sources: 2"
    assert told["Ф. 5-Н Оп. 1"].meaning == "this many sources: 1"
    assert "голод" in library.searching.explain("гол*")[0].words
    left_out = library.searching.explain("людей -голод -tag:граница")
    assert [part.part for part in left_out] == ["людей", "-голод", '-tag:"граница"']


def test_a_sheet_of_a_reference_is_the_page(library: Workspace) -> None:
    (source,) = library.searching.search("5-Н 5059").hits
    assert source.source_id is not None
    (page,) = library.reading.pages(source.source_id)
    library.reading.set_sheet(page.id, "21")
    for query in ("Ф. 5-Н Оп. 1 Д. 5059 Л. 21", "5н/1/5059 л. 21", "Fund-5-H, File-5059, p. 21"):
        (hit,) = library.searching.search(query).hits
        assert (hit.kind, hit.page_id, hit.sheet) == ("page", page.id, "21"), query
    (hit,) = library.searching.search("Ф. 5-Н Оп. 1 Д. 5059 Л. 21 степь").hits
    assert hit.snippet[slice(*hit.marks[0])] == "степи"
    assert library.searching.search("5-Н 5059 л. 21 хлеб").total == 0
    (hit,) = library.searching.search("5-Н 5059 л. 99").hits  # no page is that sheet
    assert hit.kind == "source"
    source_with = library.sources.get(source.source_id)
    library.sources.save(replace(source_with, sheets=parse_sheets("95–101")))
    (hit,) = library.searching.search("фонд 5-Н л. 99").hits
    assert hit.source == "Отчёт о голоде"


def test_sources_stand_behind_the_pages_that_hold_the_words(library: Workspace) -> None:
    hits = library.searching.search("famine OR lang:kk").hits
    assert [(hit.source[0], hit.kind) for hit in hits] == [("R", "page"), ("К", "source")]


@pytest.mark.parametrize("query", ["archive:РГАСПИ", "group:Нет", "период:Нет"])
def test_what_is_not_there_is_told(library: Workspace, query: str) -> None:
    with pytest.raises(NotFoundError):
        library.searching.search(query)
