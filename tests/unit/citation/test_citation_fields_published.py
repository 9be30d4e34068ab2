"""Published sources in JSON: fields by name and CSL-JSON, in and out."""

from __future__ import annotations

from typing import Any

import pytest
from citation_makers import archive, filed, published, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.entries import format_entry
from archivist.citation.fields import read_citable
from archivist.citation.fields.published import csl_item, record_from_csl, record_from_fields
from archivist.errors import ParseError
from archivist.library.people import Person, Role
from archivist.library.records import Citable, RecordKind
from archivist.library.richtext import plain
from archivist.library.values import LanguageCode, parse_date

ARTICLE: dict[str, Any] = {
    "id": "7",
    "type": "article-journal",
    "title": "The Geographical Pivot of History",
    "author": [{"family": "Mackinder", "given": "Halford J."}],
    "container-title": "The Geographical Journal",
    "volume": "23",
    "issue": "4",
    "page": "421-437",
    "issued": {"date-parts": [[1904, 4]]},
    "language": "en",
    "DOI": "10.2307/1775498",
}


def test_a_csl_item_comes_back_as_it_was() -> None:
    record = record_from_csl(ARTICLE)
    assert record.kind is RecordKind.ARTICLE
    assert record.creators == (Person(family="Mackinder", given="Halford J."),)
    assert csl_item(Citable(key="7", record=record)) == ARTICLE


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "thesis", "genre": "автореф. дис. … д-ра ист. наук"}, RecordKind.THESIS_ABSTRACT),
        ({"type": "thesis", "genre": "PhD diss."}, RecordKind.THESIS),
        ({"type": "post-weblog"}, RecordKind.WEB_PAGE),
        ({"type": "treaty"}, RecordKind.TREATY),
        ({"type": "song"}, RecordKind.OTHER),
        ({}, RecordKind.OTHER),
    ],
)
def test_a_csl_type_becomes_a_kind(item: dict[str, Any], kind: RecordKind) -> None:
    assert record_from_csl(item).kind is kind


def test_particles_bodies_and_countries_of_csl_are_understood() -> None:
    record = record_from_csl(
        {
            "type": "book",
            "author": [
                {"non-dropping-particle": "van", "family": "Gogh", "given": "Vincent"},
                {"literal": "World Bank"},
            ],
            "translator": [{"family": "Rachewiltz", "given": "Igor", "dropping-particle": "de"}],
            "language": "zh-CN",
            "issued": {"date-parts": [["1990"], ["1995"]], "circa": True},
        }
    )
    assert [person.name for person in record.creators] == [
        "van Gogh Vincent",
        "World Bank",
        "Rachewiltz Igor de",
    ]
    assert record.language == "zh"
    assert record.date is not None
    assert record.date.years == (1990, 1995)


def test_a_document_in_an_archive_goes_out_with_its_place() -> None:
    keeper = archive(1, ru=("Государственный архив Российской Федерации", "ГАРФ"))
    document = filed(keeper, "5446/55/3389", "12–15 об.", title="Записка")
    item = csl_item(document)
    assert item["type"] == "document"
    assert item["archive"] == "Государственный архив Российской Федерации"
    assert item["archive_location"] == "5446/55/3389/12-15об"
    assert csl_item(document, "Ф. 5446. Оп. 55")["archive_location"] == "Ф. 5446. Оп. 55"


def test_a_title_goes_out_whole_and_a_statement_is_no_person() -> None:
    book = published(
        RecordKind.BOOK,
        "Казахстан",
        subtitle="летопись",
        others=[Person(family="пер. с англ. В. В. Львова", role=Role.TRANSLATOR)],
        total_pages="378 с.",
    )
    item = csl_item(book)
    assert item["title"] == "Казахстан: летопись"
    assert item["number-of-pages"] == "378"
    assert "translator" not in item


def test_the_fields_of_a_parsed_list_make_a_record() -> None:
    record = record_from_fields(
        {
            "number": 20,
            "type": "article",
            "authors": ["Yensenov, K.A.", "Karasayev, G.M."],
            "year": "2019",
            "title": "The model of interethnic accord",
            "container": "Analele",
            "volume": "35",
            "issue": "1",
            "pages": "pp. 79-92",
            "lang": "en",
        }
    )
    assert record.number == ""
    assert plain(format_entry(Citable(key="1", record=record), styles()["kz-english"])) == (
        "Yensenov, K.A., & Karasayev, G.M. (2019). The model of interethnic accord. Analele, "
        "35(1), 79-92."
    )


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Токаев К. К.", "Токаев", "К. К."),
        ("Ф. М. Достоевский", "Достоевский", "Ф. М."),
        ("Tokayev, K.K.", "Tokayev", "K.K."),
        ("Ахмет Аккали Кабижанович", "Ахмет", "Аккали Кабижанович"),
        ("Қасымов Серік Бекұлы", "Қасымов", "Серік Бекұлы"),
        ("Бичурин-Ковалевский Н.Я.", "Бичурин-Ковалевский", "Н.Я."),
        ("Department of Economics", "Department of Economics", ""),
        ("Республика Казахстан. Конституция", "Республика Казахстан. Конституция", ""),
    ],
)
def test_names_are_read_in_either_order(name: str, family: str, given: str) -> None:
    record = record_from_fields({"type": "book", "authors": [name]})
    assert record.creators == (Person(family=family, given=given),)


def test_the_extent_and_dates_of_fields_are_understood() -> None:
    record = record_from_fields(
        {
            "type": "web",
            "extent": "496 с.",
            "year": 2014,
            "accessed": "12.05.2021",
            "language": "RU",
        }
    )
    assert record.kind is RecordKind.WEB_PAGE
    assert record.total_pages == "496"
    assert record.date == parse_date("2014")
    assert record.accessed is not None
    assert record.accessed.start == parse_date("2021-05-12").start
    assert record.language == LanguageCode("ru")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "circa"]), inner
        )
    ),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    [
        *("type", "title", "author", "authors", "issued", "accessed", "language", "year", "number"),
        *("page", "pages", "genre", "editor", "container-title", "extent", "URL", "date"),
    ]
)


@given(st.dictionaries(_KEYS, _JSON))
def test_whatever_stands_in_the_json_a_record_comes_out(item: dict[str, Any]) -> None:
    for record in (record_from_csl(item), record_from_fields(item)):
        source = Citable(key="1", record=record)
        csl_item(source)
        format_entry(source, styles()["gost-7.1-2003"])


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        ({"csl": ARTICLE}, "Mackinder H. J. The Geographical Pivot of History // The Geographical"),
        (ARTICLE, "Mackinder H. J. The Geographical Pivot of History // The Geographical"),
        ({"type": "legislation", "title": "О земле"}, "О земле."),
        ({"type": "book", "authors": ["Токаев К. К."], "title": "Беласу"}, "Токаев К. К. Беласу."),
        ({"fields": {"type": "book", "title": "Беласу"}}, "Беласу."),
        ({"type": "document", "archive": "ГАРФ", "title": "Записка"}, "Записка // ГАРФ."),
        (
            {
                "type": "archival",
                "abbr": "ГАРФ",
                "fund": "5446",
                "series": "55",
                "file": "3389",
                "sheets": [{"from": "12", "to": "15", "to_verso": True}],
                "lang": "ru",
            },
            "ГАРФ. Ф. 5446. Оп. 55. Д. 3389. Л. 12–15 об.",
        ),
    ],
)
def test_a_source_is_read_in_whichever_vocabulary_it_is_told(
    item: dict[str, Any], printed: str
) -> None:
    entry = plain(format_entry(read_citable("1", item), styles()["gost-r-7.0.5-2008"]))
    assert entry.startswith(printed)


@pytest.mark.parametrize("item", ["книга", 5, None, [], {}, [{"title": "x"}]])
def test_what_is_no_source_is_refused_in_one_sentence(item: object) -> None:
    with pytest.raises(ParseError, match="expected a source") as refused:
        read_citable("1", item)
    assert "\n" not in str(refused.value)
