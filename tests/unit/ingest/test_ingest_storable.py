"""What a reader hands out can be stored, whatever the file said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.reader import Facts, ReadPage
from archivist.ingest.storable import storable_facts, storable_page


def test_a_sound_page_stays_as_it_is() -> None:
    page = ReadPage(text="Протокол 𝄞", width=595, height=842)
    assert storable_page(page) is page


@pytest.mark.parametrize(
    ("told", "kept"), [(2e9, 1e9), (-5.0, 0.0), (math.inf, 1e9), (math.nan, 0.0), (1.5, 1.5)]
)
def test_sizes_have_a_measure(told: float, kept: float) -> None:
    page = storable_page(ReadPage(text="", width=told, height=7))
    assert (page.width, page.height) == (kept, 7)


@given(st.text(st.characters(categories=("Cs", "L")), max_size=20))
def test_halves_of_letters_are_replaced_and_all_else_is_kept(text: str) -> None:
    page = storable_page(ReadPage(text=text))
    page.text.encode()
    facts = storable_facts(Facts(title=text, creators=(text,)))
    assert facts.title == facts.creators[0] == page.text
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert page.text == text
