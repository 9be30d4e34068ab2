"""Phrases and near words over the end of a page, compared with the pages read as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.index import Index, Wanted
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pages = list[tuple[int, list[str]]]
"""Pages in the order of their numbers: the source of each, and its words."""


class Desk:
    """An index that is written piece by piece."""

    def __init__(self, folder: Path) -> None:
        self.bindery = Bindery(folder)
        self.index = Index(folder, Analysis())

    def write(self, number: int, source: int, text: str, kind: str = "page") -> None:
        made = Document(key=f"{kind[0]}{number}", source_id=source, title="", text=text, kind=kind)
        self.bindery.write([made], [])
        self.bindery.commit("token")

    def keys(self, query: str) -> list[str]:
        found = self.index.find(parse_query(query), Wanted(limit=100, complete=True))
        assert found.total == len(found.hits)
        assert all(score > 0 for _, score in found.hits)
        return sorted(key for key, _ in found.hits)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "index")
    yield made
    made.index.close()


def test_a_phrase_goes_on_on_the_next_page_of_its_source(desk: Desk) -> None:
    desk.write(1, 1, "Договор подписал Советский")
    desk.write(2, 1, "Союз и Китай. Народный")
    desk.write(3, 2, "фронт, Союз")
    desk.write(4, 2, "рабочих")
    assert desk.keys('"советский союз"') == ["p1"]
    assert desk.keys('"подписал советский союз и китай"') == ["p1"]
    assert desk.keys('"народный фронт"') == []  # of two sources
    assert desk.keys('"союз рабочих"') == ["p3"]
    assert desk.keys('"советские союзы"~1') == ["p1"]  # in any form
    assert desk.keys('"китай договор"~6') == ["p1"]
    assert desk.keys('"китай договор"~4') == []
    assert desk.keys('договор -"советский союз"') == []
    assert desk.keys('(рабочие OR "советский союз") -фронт') == ["p1", "p4"]


def test_a_word_may_be_broken_at_the_end_of_a_page(desk: Desk) -> None:
    desk.write(1, 1, "переговоры о разделе вод-")
    desk.write(2, 1, "ных ресурсов начались зи-")
    desk.write(3, 1, "мой в столице")
    assert desk.keys('"разделе водных ресурсов"') == ["p1"]
    assert desk.keys('"водных ресурсов"') == ["p1"]
    assert desk.keys('"начались зимой"') == ["p2"]
    assert desk.keys('"водных зимой"') == []


def test_a_word_that_is_broken_at_the_end_of_a_page_is_near_others(desk: Desk) -> None:
    desk.write(1, 1, "переговоры о разделе вод-")
    desk.write(2, 1, "ных ресурсов начались зи-")
    desk.write(3, 1, "мой в столице; о водных путях")
    assert desk.keys('"раздел водный"~1') == ["p1"]  # in a form that stands elsewhere too
    assert desk.keys('"ресурсы водные переговоры"~4') == ["p1"]
    assert desk.keys('"ресурсы водные переговоры"~3') == []
    assert desk.keys('"водных ресурсов"~1') == ["p1"]
    assert desk.keys('"зимой начались"~1') == ["p2"]
    assert desk.keys('"зимой раздел"~9') == []
    assert desk.keys('"зимой столице"~2') == ["p2"]
    assert desk.keys('"зимой столице"~1') == []


def test_a_word_that_is_two_of_those_wanted_is_not_near_itself(desk: Desk) -> None:
    desk.write(1, 1, "земля и вода")
    desk.write(2, 1, "лес и поле, река и вода")
    assert desk.keys('"вода воды"~5') == []
    assert desk.keys('"вода воды"~6') == ["p1"]
    assert desk.keys('"река воды"~2') == ["p2"]


def test_an_edited_page_is_looked_at_as_it_is_now(desk: Desk) -> None:
    desk.write(1, 1, "Советский")
    desk.write(2, 1, "строй")
    assert desk.keys('"советский союз"') == []
    desk.write(2, 1, "союз")
    assert desk.keys('"советский союз"') == ["p1"]
    desk.write(1, 1, "Таможенный")
    assert desk.keys('"советский союз"') == []
    assert desk.keys('"таможенный союз"') == ["p1"]


def test_chinese_goes_on_over_the_break(desk: Desk) -> None:
    desk.write(1, 1, "中国历史研究。边界")
    desk.write(2, 1, "谈判在北京举行")
    assert desk.keys('"边界谈判"') == ["p1"]


def test_notes_do_not_go_on_on_pages(desk: Desk) -> None:
    desk.write(1, 1, "Советский", kind="annotation")
    desk.write(2, 1, "союз")
    assert desk.keys('"советский союз"') == []


_WORD = st.sampled_from(("ааб", "ббв", "ввг"))
_PAGES = st.lists(st.tuples(st.sampled_from((1, 2)), st.lists(_WORD, max_size=5)), max_size=6)


@settings(deadline=None, max_examples=60)
@example(pages=[(2, ["ааб", "ббв"]), (2, ["ааб", "ввг"])], phrase=["ааб", "ввг"], apart=2)
@given(pages=_PAGES, phrase=st.lists(_WORD, min_size=2, max_size=4), apart=st.integers(1, 5))
def test_what_is_found_is_what_stands_in_the_whole_text(
    tmp_path_factory: pytest.TempPathFactory, pages: Pages, phrase: list[str], apart: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("index"))
    for number, (source, words) in enumerate(pages, 1):
        desk.write(number, source, " ".join(words))
    in_row, near = [], []
    for at, (source, words) in enumerate(pages):
        following = next((some for other, some in pages[at + 1 :] if other == source), [])
        both = words + following
        starts = range(len(words))
        if any(both[start : start + len(phrase)] == phrase for start in starts):
            in_row.append(f"p{at + 1}")
        begun = [start for start in starts if both[start] in phrase]
        if any(holds(both[start : start + apart + 1], phrase) for start in begun):
            near.append(f"p{at + 1}")
    text = " ".join(phrase)
    assert desk.keys(f'"{text}"') == in_row
    assert desk.keys(f'"{text}"~{apart}') == near
    desk.index.close()


def holds(stretch: list[str], wanted: list[str]) -> bool:
    return all(stretch.count(word) >= wanted.count(word) for word in wanted)
