"""The index: what is found, in what order, and that a damaged one is never read."""

from __future__ import annotations

import random
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import SearchError
from archivist.search.analyzers import Analysis
from archivist.search.expanding import MOST_WORDS
from archivist.search.index import Found, Index, Wanted
from archivist.search.manifest import MANIFEST, read_manifest
from archivist.search.query import parse_query
from archivist.search.query_tree import Prefix
from archivist.search.schema import Document
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_WORDS = (
    "голод голода степь степи аул аула аулы переселение переселенцы архив архивы фонд опись хлеб"
    " хлеба скот скота война войны коллектив коллективизация коллективы совет советы отчёт отчеты"
)
VOCABULARY = _WORDS.split()


def page(
    number: int, text: str, *, title: str = "", kind: str = "page", source: int = 1
) -> Document:
    return Document(key=f"{kind[0]}{number}", source_id=source, title=title, text=text, kind=kind)


class Desk:
    """An index with the texts of its documents."""

    def __init__(self, folder: Path, analysis: Analysis) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.bindery = Bindery(folder)
        self.index = Index(folder, analysis)

    def write(self, *documents: Document, gone: Sequence[str] = ()) -> None:
        self.bindery.write(documents, gone)
        self.bindery.commit("token")
        self.texts |= {one.key: f"{one.title}\n{one.text}" for one in documents}
        for key in gone:
            del self.texts[key]

    def find(self, query: str, sources: set[int] | None = None, limit: int = 1000) -> Found:
        return self.index.find(parse_query(query), Wanted(limit=limit, sources=sources))

    def keys(self, query: str, sources: set[int] | None = None) -> list[str]:
        found = self.find(query, sources)
        assert found.total == len(found.hits)
        return [key for key, _ in found.hits]


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    return Analysis()


@pytest.fixture
def desk(tmp_path: Path, analysis: Analysis) -> Iterator[Desk]:
    made = Desk(tmp_path / "index", analysis)
    yield made
    made.index.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, analysis: Analysis) -> Iterator[Desk]:
    """Five hundred random pages in several segments, some deleted, some written twice."""
    chance = random.Random(5)
    made = Desk(tmp_path_factory.mktemp("search") / "index", analysis)
    pages = [
        # nothing goes on over the word that each begins with: for that see test_search_crossing
        page(
            n,
            " ".join(["лист", *chance.choices(VOCABULARY, k=chance.randint(3, 40))]),
            source=n % 7 + 1,
        )
        for n in range(500)
    ]
    for start in range(0, 500, 100):
        made.write(*pages[start : start + 100])
    changed = [page(n, "новый текст о степи", source=n % 7 + 1) for n in range(0, 500, 50)]
    made.write(*changed, gone=[f"p{n}" for n in range(7, 500, 31)])
    yield made
    made.index.close()


def holding(desk: Desk, pattern: str) -> set[str]:
    """Search by brute force."""
    return {key for key, text in desk.texts.items() if re.search(pattern, text.replace("ё", "е"))}


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        ("голод", r"\bголода?\b"),
        ("голода", r"\bголода?\b"),
        ("=голода", r"\bголода\b"),
        ("голод архив", r"(?s)^(?=.*\bголода?\b)(?=.*\bархивы?\b)"),
        ("голод OR архив", r"\b(голода?|архивы?)\b"),
        ("голод -архив", r"(?s)^(?=.*\bголода?\b)(?!.*\bархивы?\b)"),
        ("голод -(архив OR скот)", r"(?s)^(?=.*\bголода?\b)(?!.*\b(архивы?|скота?)\b)"),
        ("колл*", r"\bколл"),
        ("отчет*", r"\bотчет"),
        ('"степи аула"', r"\bстепи аула\b"),
        ('"степь степи степь"', r"\bстепь степи степь\b"),
        ('голод "степи аула"', r"(?s)^(?=.*\bголода?\b)(?=.*\bстепи аула\b)"),
        ('голод -"степи аула"', r"(?s)^(?=.*\bголода?\b)(?!.*\bстепи аула\b)"),
        ('"степи аула" OR =войны', r"\b(степи аула|войны)\b"),
        ("нет-такого", "такого нет"),
    ],
)
def test_finds_what_brute_force_finds(library: Desk, query: str, pattern: str) -> None:
    keys = library.keys(query)
    assert set(keys) == holding(library, pattern)
    assert len(keys) == len(set(keys))


def test_a_filter_narrows_and_keeps_the_order(library: Desk) -> None:
    everything = library.keys("голод")
    allowed = [key for key in everything if int(key[1:]) % 7 + 1 in (2, 5)]
    assert library.keys("голод", {2, 5}) == allowed
    assert library.keys("голод", set()) == []
    assert library.keys("голод", {99}) == []


def test_a_limit_cuts_the_hits_but_not_the_total(library: Desk) -> None:
    everything, first = library.find("голод OR степь"), library.find("голод OR степь", limit=10)
    assert first.total == everything.total > 10
    assert first.hits == everything.hits[:10]


def test_equal_documents_stand_in_the_order_of_their_numbers(desk: Desk) -> None:
    desk.write(*(page(n, "голод в степи") for n in (11, 2, 100, 9)))
    assert desk.keys("голод") == ["p2", "p9", "p11", "p100"]


def test_a_title_stands_before_a_page_that_says_as_little(desk: Desk) -> None:
    desk.write(
        page(1, "голод был, и хлеба не было, и скота не было"),
        page(2, "хлеб и скот", title="Голод", kind="source"),
    )
    assert desk.keys("голод") == ["s2", "p1"]


def test_a_likely_reading_stands_before_an_unlikely_one(desk: Desk) -> None:
    desk.write(page(1, "они стали такими же"), page(2, "завод варит сталь сам"))
    assert desk.keys("сталь") == ["p2", "p1"]


def test_a_document_written_again_is_found_once_and_as_it_is_now(desk: Desk) -> None:
    desk.write(page(1, "голод"))
    desk.bindery.write([page(1, "степь"), page(1, "степь и аул")], [])
    desk.write(page(1, "аул"))
    assert desk.keys("голод") == []
    assert desk.keys("степь") == []
    assert desk.keys("аул") == ["p1"]
    assert desk.index.size() == 1


def test_what_is_gone_is_not_found(desk: Desk) -> None:
    desk.write(page(1, "голод"), page(2, "голод"))
    desk.write(gone=["p1"])
    assert desk.keys("голод") == ["p2"]


def test_what_was_not_committed_is_not_found(desk: Desk) -> None:
    desk.write(page(1, "голод"))
    desk.bindery.write([page(2, "голод")], ["p1"])
    assert desk.keys("голод") == ["p1"]
    desk.bindery.forget()
    desk.bindery.commit("later")
    assert desk.keys("голод") == ["p1"]
    assert desk.index.token() == "later"


def test_many_small_commits_are_merged(desk: Desk) -> None:
    for number in range(32):
        desk.write(page(number, f"голод слово{number}"))
    desk.write(gone=["p3"])
    before = desk.find("голод слово7")
    assert desk.bindery.tidy()
    assert not desk.bindery.tidy()
    assert len(list(desk.folder.glob("*.arc"))) == 1
    assert desk.keys("голод") == [f"p{number}" for number in range(32) if number != 3]
    assert desk.find("голод слово7").total == before.total == 1
    assert desk.find("слово3").total == 0


def test_a_prefix_says_what_it_stood_for_and_that_it_was_cut(desk: Desk) -> None:
    desk.write(page(1, "архив архивы архивная"), page(2, " ".join(f"ло{n}" for n in range(600))))
    expansion = desk.find("архив*").expansions[Prefix("архив")]
    assert (expansion.words, expansion.total) == (("архив", "архивная", "архивы"), 3)
    many = desk.find("ло*").expansions[Prefix("ло")]
    assert (len(many.words), many.total) == (MOST_WORDS, 600)


def test_chinese_is_found_by_any_part_and_confirmed_in_phrases(desk: Desk) -> None:
    desk.write(page(1, "中国历史研究"), page(2, "历史上的中国"), page(3, "国中"))
    assert set(desk.keys("中国")) == {"p1", "p2"}
    assert desk.keys("国历") == ["p1"]
    assert set(desk.keys("史")) == {"p1", "p2"}
    assert desk.keys('"中国历史"') == ["p1"]
    assert desk.keys('"史中国"') == []


def test_phrases_are_found_across_line_ends_and_signs(desk: Desk) -> None:
    desk.write(
        page(1, "в Голодной сте-\nпи, осенью"),
        page(2, "голодной, степи"),
        page(3, "степи голодной"),
    )
    assert set(desk.keys('"голодной степи"')) == {"p1", "p2"}
    assert desk.keys('"степи осенью"') == ["p1"]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.one_of(st.none(), st.lists(st.sampled_from(VOCABULARY[:8]), max_size=5)),
        ),
        max_size=20,
    ),
    st.integers(1, 5),
)
def test_any_order_of_writing_and_deleting_leaves_what_is_there(
    tmp_path_factory: pytest.TempPathFactory,
    orders: list[tuple[int, list[str] | None]],
    at_once: int,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    bindery, index, texts = Bindery(folder), Index(folder), dict[str, str]()
    for place, (number, words) in enumerate(orders, 1):
        if words is None:
            bindery.write([], [f"p{number}"])
            texts.pop(f"p{number}", None)
        else:
            bindery.write([page(number, " ".join(words))], [])
            texts[f"p{number}"] = " ".join(words)
        if place % at_once == 0:
            bindery.commit("x")
    bindery.commit("x")
    bindery.tidy()
    for word in VOCABULARY[:8]:
        found = index.find(parse_query(f"={word}"), Wanted(limit=100))
        assert {key for key, _ in found.hits} == {
            key for key, text in texts.items() if word in text.split()
        }
    assert index.size() == len(texts)
    index.close()
    shutil.rmtree(folder)


def test_there_is_no_index_before_one_is_written(tmp_path: Path) -> None:
    index = Index(tmp_path / "none")
    assert not index.usable()
    assert index.token() == ""
    with pytest.raises(SearchError):
        index.find(parse_query("голод"), Wanted(limit=1))


def spoil_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("spoil", [spoil_a_bit, cut_short, empty, zero, lambda file: file.unlink()])
@pytest.mark.parametrize("pattern", ["*.arc", MANIFEST])
def test_an_index_with_a_damaged_file_is_not_opened(
    tmp_path: Path, pattern: str, spoil: object, analysis: Analysis
) -> None:
    desk = Desk(tmp_path / "index", analysis)
    desk.write(page(1, "голод"), page(2, "степь"))
    assert callable(spoil)
    spoil(max(desk.folder.glob(pattern)))
    assert not Index(desk.folder).usable()
    again = Desk(desk.folder, analysis)  # the writer begins anew
    again.write(page(3, "голод"))
    assert again.keys("голод") == ["p3"]
    again.index.close()


def test_an_index_of_another_analysis_is_not_opened(desk: Desk) -> None:
    desk.write(page(1, "голод"))
    text = (desk.folder / MANIFEST).read_text("utf-8")
    (desk.folder / MANIFEST).write_text(text.replace(desk.index.fingerprint, "0" * 16), "utf-8")
    assert not desk.index.usable()
    assert read_manifest(desk.folder) is None


def test_damage_that_is_met_while_searching_ends_the_index(desk: Desk) -> None:
    desk.write(*(page(n, f"голод слово{n}") for n in range(300)))
    assert desk.index.usable()
    # Behind the back of the open index, as a failing disk would
    segment = next(desk.folder.glob("*.arc"))
    with segment.open("rb+") as file:
        file.write(b"\xff" * segment.stat().st_size)
    with pytest.raises(SearchError, match="damaged"):
        desk.find("голод")
    assert not desk.index.usable()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_the_users_alone(desk: Desk) -> None:
    assert desk.folder.stat().st_mode & 0o077 == 0


def test_a_reader_keeps_what_it_has_open_while_the_writer_goes_on(desk: Desk) -> None:
    desk.write(page(1, "голод"))
    assert desk.keys("голод") == ["p1"]
    for number in range(2, 20):
        desk.write(page(number, "голод"))
        desk.bindery.tidy()
        assert len(desk.keys("голод")) == number


def test_one_word_is_not_two_though_it_has_several_dictionary_forms(desk: Desk) -> None:
    desk.write(page(1, "держави та держава", source=1), page(2, "та держава та", source=2))
    assert desk.keys('"держава та та"~3') == ["p2"]
