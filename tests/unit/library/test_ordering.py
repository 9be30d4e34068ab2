from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.ordering import fold, sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["2", "10", "100", "1000"],
        ["Ф. 5-Н", "Ф. 5-Н дс", "Ф. 50", "Ф. 100"],
        ["12", "12а", "12б", "12об", "13"],
        ["Агент", "Әділет", "Бай", "Гүл", "Ғалым", "Дала", "Ёлка", "Есік", "Жол"],
        ["Кеңес", "Қазақстан", "Лена", "Наука", "Ңар", "Ода", "Өлең", "Петиция"],
        ["Устав", "Ұлт", "Үкімет", "Фонд", "Хан", "Һалал", "Цех"],
        ["Ы", "І", "Ь", "Э"],
        ["Яблоко", "Apple", "Éclair", "Zoo", "中国"],
        ["9 мая", "Алма-Ата"],
        ["Письмо", "Письмо 2", "Письмо Сталину", "Письмоносец"],
    ],
)
def test_titles_stand_where_a_reader_looks(ordered: list[str]) -> None:
    keys = [sort_key(title) for title in ordered]
    assert all(before < after for before, after in itertools.pairwise(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Правда»", "правда"),
        ("Ёлка", "елка"),
        ("5-Н", "5 н"),
        ("  Нота   МИД ", "нота МИД"),
        ("7", "007"),
    ],
)
def test_spelling_does_not_part_titles(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=10**30))
def test_numbers_stand_by_value(one: int, other: int) -> None:
    assert (sort_key(f"Д. {one}") < sort_key(f"Д. {other}")) == (one < other)


@given(st.text())
def test_any_text_has_a_key_that_separates(text: str) -> None:
    # a chain of keys is joined with signs below the space
    assert all(sign >= " " for sign in sort_key(text))


@given(st.text(), st.text())
def test_folding_finds_what_was_typed(before: str, text: str) -> None:
    assert fold(text) in fold(f"{before} {text}") or not fold(text)


def test_scripts_are_kept_apart() -> None:
    scripts = {"яя": "Cyrillic", "zz": "Latin", "aa": "Latin", "аа": "Cyrillic", "漢": "Han"}
    found = [scripts[word] for word in sorted(scripts, key=sort_key)]
    assert [script for script, _ in itertools.groupby(found)] == ["Cyrillic", "Latin", "Han"]
