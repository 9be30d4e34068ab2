"""The words that a writer remembers, and the book of those that were ever analysed."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.codec.vocabulary import Vocabulary
from archivist.search.codec.wordbook import Read, WordBook, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

ANALYSIS = Analysis()
TEXT = (
    "Голод голод ГОЛОДА Tалдыкорган Cтaлин міръ МІРЪ лѣсъ Ёлка елка Қазақстан қазақ халықтың"
    " Qazaqstan Report reports п'ять П’ятьох СССР CCCP ХХ XX 193О 中国历史 中 1937г. Алма-\nАта"
    " госу-\nдарство її її\n\n стали дала"
)
WORDS = st.sampled_from(TEXT.split(" "))


def stems_of(vocabulary: Vocabulary, text: str) -> set[str]:
    words, pairs = vocabulary.tokens(text)
    readings = [vocabulary.readings[vocabulary.sets[word]] for word in (*words, *pairs)]
    return {stem.decode() for some in readings for stem, _ in unpacked(some)}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, max_size=12), max_size=4))
def test_words_are_read_as_the_analysis_reads_them(texts: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):  # the second time from the book
            book = WordBook(Path(folder) / "index")
            vocabulary = Vocabulary(ANALYSIS, book)
            for words in (*texts, *texts):
                text = " ".join(words)
                assert stems_of(vocabulary, text) == set(ANALYSIS.counts(text).stems)
            assert len(vocabulary.forms) == len(set(vocabulary.identities))
            book.close()


@given(
    st.dictionaries(
        st.text(min_size=1, alphabet="абвқa'1"), st.sampled_from([1.0, 0.25]), min_size=1
    )
)
def test_readings_come_back_as_they_were_packed(readings: dict[str, float]) -> None:
    found = {stem.decode(): weight / 64 for stem, weight in unpacked(packed(readings))}
    assert found == readings


def book_of(folder: Path, count: int) -> WordBook:
    """Return a book in which so many words were written down before."""
    book = WordBook(folder / "index")
    for number in range(count):
        word = f"слово{number}"
        book.add("ru", word, Read.of(word.encode(), packed({word: 1.0})))
    book.close()
    return WordBook(folder / "index")


def zeros_in_the_middle(file: Path) -> None:
    content = file.read_bytes()
    third = len(content) // 3
    file.write_bytes(content[:third] + bytes(third) + content[2 * third :])


def nothing_for_a_form(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE word SET form = NULL")


def another_form(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE word SET form = CAST('иное' AS BLOB)")


@pytest.mark.parametrize("damage", [zeros_in_the_middle, nothing_for_a_form])
def test_a_damaged_book_is_begun_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    asked = [f"слово{number}" for number in range(3_000)]
    book = book_of(tmp_path, 3_000)
    assert len(book.read("ru", asked)) == 3_000
    book.close()
    (file,) = tmp_path.glob("words-*.db")
    damage(file)
    book = WordBook(tmp_path / "index")
    assert len(book.read("ru", asked)) < 3_000
    book.close()
    assert len(book_of(tmp_path, 3_000).read("ru", asked)) == 3_000


def test_an_entry_that_was_changed_is_not_taken(tmp_path: Path) -> None:
    book_of(tmp_path, 1).close()
    (file,) = tmp_path.glob("words-*.db")
    another_form(file)
    assert WordBook(tmp_path / "index").read("ru", ["слово0"]) == {}


def test_a_book_of_another_analysis_is_taken_away(tmp_path: Path) -> None:
    for name in ("words-1-1.db", "words-1-1.db-wal", "words-1-1.db-shm"):
        (tmp_path / name).write_bytes(b"old")
    book = book_of(tmp_path, 1)
    assert not list(tmp_path.glob("words-1-1*"))
    assert list(book.read("ru", ["слово0"])) == ["слово0"]
    book.close()
