"""Names that sound alike, whatever script and spelling they are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from name_pairs import OTHER_NAME, SAME_NAME, names

from archivist.search.analyzers import Analysis
from archivist.search.folding import fold, words
from archivist.search.names import may_be_name
from archivist.search.sounds import sound_alike, sound_of, sounds_of


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis()


def alike(analysis: Analysis, name: str, other: str) -> bool:
    return all(
        any(
            sound_of(theirs) in sounds_of(ours) and sound_alike(ours, theirs)
            for part in words(other)
            for theirs in analysis.readings(part.raw, "").readings
            for ours in analysis.names(fold(wanted.raw))
        )
        for wanted in words(name)
    )


@pytest.mark.parametrize(("name", "other"), names(SAME_NAME))
def test_a_name_is_known_in_another_spelling(analysis: Analysis, name: str, other: str) -> None:
    assert alike(analysis, name, other)


@pytest.mark.parametrize(("name", "other"), names(OTHER_NAME))
def test_another_name_is_not(analysis: Analysis, name: str, other: str) -> None:
    assert not alike(analysis, name, other)


@pytest.mark.parametrize(
    "typed", ["Abay", "Oral", "GULAG", "Gur'ev", "nazarbayev", "Ak", "Токаев", "Қонаев", "сталин"]
)
def test_a_word_that_may_be_a_name_is_seen(typed: str) -> None:
    assert may_be_name(typed)


@pytest.mark.parametrize(
    "typed", ["oral", "With", "Him", "don't", "famine", "ак", "Голод", "совет", "1937", "中国"]
)
def test_a_word_that_is_no_name_is_seen(typed: str) -> None:
    assert not may_be_name(typed)


def test_names_with_marks_are_kept_as_english_writes_them_too(analysis: Analysis) -> None:
    assert {"vorosilov", "voroshilov"} <= set(analysis.counts("K. E. Vorošilov").stems)


@given(st.text(alphabet="абвджйоуыңғхцшьязaceghijkoqstuxyzğşü'", min_size=1, max_size=14))
def test_every_name_sounds_like_itself(name: str) -> None:
    assert sound_alike(name, name)
    assert not sound_of(name) or sound_of(name) in sounds_of(name)


@given(st.text(max_size=14))
def test_any_text_has_a_sound(name: str) -> None:
    assert sound_of(fold(name)).isascii()
    assert not sound_alike(fold(name), "щщщщщщщщщ") or fold(name)
