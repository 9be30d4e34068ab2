"""`archivist search`: queries, facets, order and explanations on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

TEXTS = {
    "первый": "О голоде в Казахстане писал Назарбаев.",
    "второй": "Голод и мор. Торговля на границе.",
    "third": "Trade on the border, by Nazarbayev.",
}


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    """A library of three texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    archivist("init", tmp_path / "library")
    archivist("import", tmp_path / "library", folder, "--ocr", "off")
    return tmp_path / "library"


def test_the_object_has_the_keys_it_always_had(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "голод", "--json").json
    assert list(answer) == ["total", "hits", "seconds"]
    assert answer["total"] == 2


def test_exact_words_are_found_in_the_form_typed(archivist: CommandLine, library: Path) -> None:
    hits = archivist("search", library, "голоде", "--exact", "--json").json["hits"]
    assert [hit["source"] for hit in hits] == ["первый"]


def test_facets_count_all_that_is_found(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "голод", "--facets", "--limit", 1, "--json").json
    assert len(answer["hits"]) == 1
    assert answer["facets"]["lang"] == [{"value": "ru", "label": "ru", "count": 2}]
    assert answer["facets"]["kind"] == [{"value": "page", "label": "page", "count": 2}]
    assert "lang: ru 2" in archivist("search", library, "голод", "--facets").out


def test_a_query_is_explained(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "голодом торг* lang:ru", "--explain", "--json").json
    assert [part["part"] for part in answer["explain"]] == ["голодом", "торг*", 'lang:"ru"']
    assert answer["explain"][0]["words"] == ["голод", "голодом"]
    assert answer["explain"][1]["words"] == ["торговля"]
    told = archivist("search", library, "торг*", "--explain").out
    assert told.startswith("торг*: words that begin so: торговля")
    told = archivist("search", library, "торговлю", "--explain").out
    assert told.startswith("торговлю: the word in any of its forms: торговлю, торговля")
    told = archivist("search", library, "торговла~1", "--explain").out
    assert told.startswith("торговла~1: words with one letter otherwise, or ")


def test_a_name_is_found_in_both_scripts(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "Nazarbayev", "--json").json
    assert {hit["source"] for hit in answer["hits"]} == {"первый", "third"}
    assert answer["also"] == {"nazarbayev": ["назарбаев"]}


def test_hits_stand_in_the_order_that_is_wanted(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "type:source", "--sort", "archive", "--json").json
    assert [hit["source"] for hit in answer["hits"]] == ["второй", "первый", "third"]
    assert archivist("search", library, "голод", "--sort", "age").code == 2


def test_a_mistake_is_told_on_its_line(archivist: CommandLine, library: Path) -> None:
    queries = library.parent / "queries.txt"
    queries.write_text("голод\nгод:199x\narchive:РГАСПИ\n", encoding="utf-8")
    answer = archivist("search", library, "--queries", queries)
    found, wrong, unknown = map(json.loads, answer.out.splitlines())
    assert (answer.code, found["total"]) == (1, 2)
    assert wrong["error"].startswith("At character 5 of “год:199x”: expected a year")
    assert unknown["error"].startswith("There is no archive “РГАСПИ”")
    assert wrong["position"] == 4


def test_a_mistake_is_pointed_at(archivist: CommandLine, library: Path) -> None:
    answer = archivist("search", library, "голод (中国 OR год:199x")
    assert answer.code == 2
    shown, caret, sentence = answer.err.splitlines()
    assert shown == "голод (中国 OR год:199x"
    assert caret == " " * 19 + "^"  # Chinese letters are two columns wide
    assert sentence.startswith("At character 18 of")


def test_fields_are_combined_counted_and_explained(archivist: CommandLine, library: Path) -> None:
    words = ("голоде OR title:third", "--exact", "--facets", "--explain", "--sort", "archive")
    answer = archivist("search", library, *words, "--json").json
    assert [(hit["source"], hit["kind"]) for hit in answer["hits"]] == [
        ("первый", "page"),
        ("third", "source"),
    ]
    assert answer["facets"]["kind"] == [
        {"value": "page", "label": "page", "count": 1},
        {"value": "source", "label": "source", "count": 1},
    ]
    assert answer["explain"] == [
        {"part": "=голоде", "meaning": "the word in this form only", "words": []},
        {"part": "title:third", "meaning": "this many sources: 1", "words": []},
    ]
    assert archivist("search", library, "type:page", "--json").json["total"] == 3
    assert archivist("search", library, "NOT type:page", "--json").json["total"] == 3
