"""The words that a writer remembers are those of the analysis, new, known or from the book."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.codec.vocabulary import Vocabulary
from archivist.search.codec.wordbook import WordBook, packed, unpacked

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
