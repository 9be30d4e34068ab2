"""Stems of Russian and Ukrainian words: the dictionary forms that a word may be a form of.

The dictionaries are read when the first word of their language is met.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from archivist.search.folding import fold
from archivist.search.readings import LIKELY, UNLIKELY, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_UNLIKELY_SHARE = 0.15
"""A reading that has a smaller share of a form's uses is an unlikely one."""

_MOST_GUESSES = 3
"""So many readings of a word that is in no dictionary are taken."""

_MADE_FROM = {
    "ru": (("ация", ("ировать", "овать")), ("ия", ("ировать",))),
    "uk": (
        *(("ований", ("увати", "ювати")), ("йований", ("ювати",))),
        *(("аний", ("ати",)), ("яний", ("яти",)), ("тий", ("ти",)), ("ений", ("ити", "ти"))),
        *(("лений", ("ити",)), ("джений", ("дити",)), ("жений", ("зити", "дити", "жити"))),
        *(("вши", ("ти",)), ("вшись", ("тися",)), ("вшися", ("тися",)), ("ши", ("ти",))),
        *(("ючи", ("ти", "вати")), ("ючись", ("тися", "ватися")), ("ючися", ("тися", "ватися"))),
        *(("ачи", ("ати",)), ("ачись", ("атися",)), ("ячи", ("ити", "яти", "іти"))),
        *(("учи", ("ти", "ати")), ("ячись", ("итися", "ятися"))),
        *(("щений", ("стити",)), ("чений", ("тити", "чити")), ("шений", ("сити", "шити"))),
    ),
}
"""Endings of words that are made from verbs, and those of the verbs: Russian nouns of Latin origin
(депортация), Ukrainian participles (виселений, читаючи), which the dictionary has as words of their
own."""

_OF_NAMES = {"Surn", "Name", "Patr", "Geox", "Orgn"}
"""How the dictionaries mark names."""

_REFLEXIVE = "ся"
_ALSO = {"ребята": "ребенок", "дитя": "дитина", "увесь": "весь"}
"""Words that are forms of another as well."""

_HARD_ENDINGS = {"ами": "ями", "ам": "ям", "ах": "ях"}
"""Russian endings that some nouns have both of: церквами, церквями."""

_SOFTENED = {"зі": "г", "ці": "к", "сі": "х", "же": "г", "че": "к", "ше": "х"}
"""Ukrainian endings before which a consonant has changed: у ворозі, козаче."""


@cache
def _dictionary(language: str) -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - takes its time, and a window must open

    words = import_module(f"pymorphy3_dicts_{language}")
    return MorphAnalyzer(path=words.get_path(), lang=language)


def is_known(word: str, language: str) -> bool:
    """Tell whether a folded word is a form in the Russian ("ru") or Ukrainian ("uk") dictionary."""
    return bool(_dictionary(language).word_is_known(word))


def is_name(word: str) -> bool | None:
    """Tell whether a folded word is a name in the Russian dictionary, None when it is in neither.

    A word that is in the Ukrainian dictionary alone is taken for a name when that says so.
    """
    for language in ("ru", "uk"):
        if is_known(word, language):
            return bool(_dictionary(language).parse(word)[0].tag.grammemes & _OF_NAMES)
    return None


def slavic_readings(word: str, language: str) -> Readings:
    """Return the dictionary forms that a folded word may be a form of, or the best guesses."""
    shares: dict[str, float] = defaultdict(float)
    parses = _dictionary(language).parse(word)
    for parse in parses:
        shares[fold(parse.normal_form)] += parse.score
    total = sum(shares.values()) or 1.0
    readings = {
        stem: LIKELY if share / total >= _UNLIKELY_SHARE else UNLIKELY
        for stem, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    }
    if not is_known(word, language):
        guesses = dict(list(readings.items())[:_MOST_GUESSES])
        return dict.fromkeys(_softened(word, language), LIKELY) | {word: LIKELY} | guesses
    also = {_ALSO[stem]: UNLIKELY for stem in readings if stem in _ALSO}
    made_from = {verb: UNLIKELY for stem in readings for verb in _verbs(stem, language)}
    return made_from | also | _other_endings(word, language) | _not_reflexive(parses) | readings


def _softened(word: str, language: str) -> Iterator[str]:
    """Yield known Ukrainian nouns that an unknown word is a form of."""
    if language == "uk" and word[-2:] in _SOFTENED:
        noun = word[:-2] + _SOFTENED[word[-2:]]
        if is_known(noun, language):
            yield noun


def _other_endings(word: str, language: str) -> Readings:
    """Return what a Russian word is a form of when its ending is taken for another."""
    readings: Readings = {}
    for ending, other in _HARD_ENDINGS.items() if language == "ru" else ():
        if word.endswith(ending) and is_known(known := word.removesuffix(ending) + other, "ru"):
            for parse in _dictionary("ru").parse(known):
                readings[fold(parse.normal_form)] = UNLIKELY
    return readings


def _not_reflexive(parses: Sequence[Parse]) -> Readings:
    """Return the verbs of reflexive participles, which are mostly passive: строящийся, строить."""
    return {
        fold(parse.normal_form).removesuffix(_REFLEXIVE): UNLIKELY
        for parse in parses
        if "PRTF" in parse.tag.grammemes and parse.normal_form.endswith(_REFLEXIVE)
    }


def _verbs(word: str, language: str) -> Iterator[str]:
    """Yield the verbs that a word is made from: депортация депортировать, депортированный."""
    for ending, verbs in _MADE_FROM[language]:
        if word.endswith(ending):
            for verb in verbs:
                if is_known(made := word.removesuffix(ending) + verb, language):
                    yield made
