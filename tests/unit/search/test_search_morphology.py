"""Dictionary forms are those that pymorphy3 tells, word by word."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymorphy3 import MorphAnalyzer

from archivist.search.morphology import Morphology

LETTERS = "абвгдежзийклмнопрстуфхцчшщьюяёіїєґ'ыэъқң"


@pytest.fixture(scope="module")
def both() -> dict[str, tuple[Morphology, MorphAnalyzer]]:
    return {
        language: (
            Morphology(language),
            MorphAnalyzer(
                path=import_module(f"pymorphy3_dicts_{language}").get_path(), lang=language
            ),
        )
        for language in ("ru", "uk")
    }


def told(analyser: MorphAnalyzer, word: str) -> dict[str, float]:
    """Return the dictionary forms that pymorphy3 tells, with their shares."""
    shares: defaultdict[str, float] = defaultdict(float)
    for parse in analyser.parse(word):
        shares[parse.normal_form] += parse.score
    return shares


def of_all(shares: dict[str, float]) -> dict[str, float]:
    """Return shares of one in all."""
    return {form: share / sum(shares.values()) for form, share in shares.items()}


def agree(both: dict[str, tuple[Morphology, MorphAnalyzer]], language: str, word: str) -> None:
    ours, theirs = both[language]
    expected = of_all(told(theirs, word))
    assert of_all(ours.normal_forms(word)) == pytest.approx(expected), word
    assert ours.known(word) == theirs.word_is_known(word), word
    if ours.known(word):
        first, best = ours.parses(word)[0], theirs.parse(word)[0]
        assert first.score == pytest.approx(best.score), word


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_words_of_the_dictionary_have_their_forms(
    both: dict[str, tuple[Morphology, MorphAnalyzer]], language: str
) -> None:
    chance = random.Random(language)
    for _ in range(300):
        start = "".join(chance.choices(LETTERS[:28], k=3))
        keys = both[language][1].dictionary.words.iterkeys(start)
        for word in itertools.islice(keys, 0, 100, 13):
            agree(both, language, word)
            agree(both, language, word.replace("ё", "е").replace("ґ", "г"))


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize(
    "word",
    [
        *("перекулаченных", "сверхсекретаря", "недонаселённый", "колхозификация", "нео", "а"),
        *("стали", "берег", "ёлки", "елки", "мирами", "три", "неоою", "голощекину", "найбагатший"),
        *("п'ятьма", "ґанок", "ганок", "розкуркулення", "найновітніший", "кооперативу", "попроще"),
    ],
)
def test_words_that_are_hard_have_their_forms(
    both: dict[str, tuple[Morphology, MorphAnalyzer]], language: str, word: str
) -> None:
    agree(both, language, word)


@settings(deadline=None, max_examples=300)
@given(st.text(LETTERS, min_size=1, max_size=12), st.sampled_from(["ами", "ировать", "увати", "и"]))
def test_words_of_no_dictionary_are_guessed_alike(
    both: dict[str, tuple[Morphology, MorphAnalyzer]], word: str, ending: str
) -> None:
    for language in ("ru", "uk"):
        agree(both, language, word)
        agree(both, language, word + ending)


def test_names_are_known_as_such() -> None:
    ours = Morphology("ru")
    assert ours.is_name(ours.parses("иванову")[0])
    assert not ours.is_name(ours.parses("деревне")[0])
