"""Stems of Russian and Ukrainian words: the dictionary forms that a word may be a form of.

The dictionaries are read when the first word of their language is met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.folding import fold
from archivist.search.morphology import Morphology
from archivist.search.readings import LIKELY, UNLIKELY, Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        *(("ація", ("увати", "ювати")), ("ія", ("увати",)), ("іший", ("ий", "ій"))),
        *(("ший", ("ий", "кий", "окий")), ("жчий", ("зький", "гий", "жкий"))),
    ),
}
"""Endings of words that are made from others, and those of the others: nouns of Latin origin from
verbs (депортация), Ukrainian participles (виселений, читаючи) and comparatives (новіший), which the
dictionary has as words of their own."""

_REFLEXIVE = "ся"
_ALSO = {
    "ребята": "ребенок",
    "ребенок": "дитя",
    "маленький": "малый",
    "высоко": "высокий",
    "дитя": "дитина",
    "увесь": "весь",
    "більший": "великий",
    "менший": "малий",
    "кращий": "добрий",
    "гірший": "поганий",
    "вищий": "високий",
    "нижчий": "низький",
    "довший": "довгий",
    "старший": "старий",
    "молодший": "молодий",
    "ширший": "широкий",
    "дорожчий": "дорогий",
    "важчий": "важкий",
}
"""Words that are forms of another as well."""

_MOST = "най"
_EITHER = {"у": "в", "в": "у", "і": "й", "й": "і"}
"""First letters of Ukrainian words that follow the end of the word before: убити, вбити."""

_VOWELS = "аеєиіїоуюя"

_HARD_ENDINGS = {"ами": "ями", "ам": "ям", "ах": "ях"}
"""Russian endings that some nouns have both of: церквами, церквями."""

_HARD = tuple(_HARD_ENDINGS)
_REMEMBERED = 20_000

_SOFTENED = {"зі": "г", "ці": "к", "сі": "х", "же": "г", "че": "к", "ше": "х"}
"""Ukrainian endings before which a consonant has changed: у ворозі, козаче."""


@cache
def _dictionary(language: str) -> Morphology:
    return Morphology(language)


def is_known(word: str, language: str) -> bool:
    """Tell whether a folded word is a form in the Russian ("ru") or Ukrainian ("uk") dictionary."""
    return _dictionary(language).known(word)


def is_name(word: str) -> bool | None:
    """Tell whether a folded word is a name in the Russian dictionary, None when it is in neither.

    A word that is in the Ukrainian dictionary alone is taken for a name when that says so.
    """
    for language in ("ru", "uk"):
        if is_known(word, language):
            dictionary = _dictionary(language)
            return dictionary.is_name(dictionary.parses(word)[0])
    return None


def slavic_readings(word: str, language: str) -> Readings:
    """Return the dictionary forms that a folded word may be a form of, or the best guesses."""
    known = is_known(word, language)
    normals = _dictionary(language).normal_forms(word)
    if not known:
        return _guesses(word, language, normals)
    lemmas = [_lemma(normal, language) for normal in normals]
    if len(lemmas) == 1:
        readings = {lemmas[0].stem: LIKELY}
    else:
        readings = _weighed(zip((lemma.stem for lemma in lemmas), normals.values(), strict=True))
    made_from = {other: UNLIKELY for lemma in lemmas for other in lemma.others}
    if word.endswith(_HARD) and language == "ru":
        made_from |= _other_endings(word)
    if any(lemma.reflexive for lemma in lemmas):
        made_from |= _passive(word, language)
    return made_from | readings


def _weighed(shares: Iterable[tuple[str, float]]) -> Readings:
    """Return stems, those with the greatest shares first, with their weights."""
    sums: dict[str, float] = {}
    for stem, share in shares:
        sums[stem] = sums.get(stem, 0.0) + share
    least = _UNLIKELY_SHARE * sum(sums.values())
    return {
        stem: LIKELY if share >= least else UNLIKELY
        for stem, share in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    }


def _guesses(word: str, language: str, normals: Mapping[str, float]) -> Readings:
    """Return what a word that is in no dictionary may be a form of, itself included."""
    readings = _weighed((fold(normal), share) for normal, share in normals.items())
    guesses = {
        stem: weight
        for stem, weight in list(readings.items())[:_MOST_GUESSES]
        if not stem.startswith(word)  # unknown words and names are seldom cut short
    }
    return dict.fromkeys(_softened(word, language), LIKELY) | guesses | {word: LIKELY}


class _Lemma(NamedTuple):
    """A dictionary form: its stem, those of words that it is a form of too, and what it is."""

    stem: str
    others: tuple[str, ...]
    reflexive: bool


@lru_cache(maxsize=_REMEMBERED)
def _lemma(normal: str, language: str) -> _Lemma:
    stem = fold(normal)
    others = (*_verbs(stem, language), *_also(stem, language))
    return _Lemma(stem, others, normal.endswith(_REFLEXIVE))


def _also(stem: str, language: str) -> Iterator[str]:
    """Yield the words that a dictionary form is a form of as well."""
    if (plain := stem.removeprefix(_MOST)) in _ALSO:
        yield _ALSO[plain]
    if language == "uk" and stem[0] in _EITHER and stem[1:2] not in _VOWELS:
        other = _EITHER[stem[0]] + stem[1:]
        if is_known(other, "uk"):
            yield other


def _softened(word: str, language: str) -> Iterator[str]:
    """Yield known Ukrainian nouns that an unknown word is a form of."""
    if language == "uk" and word[-2:] in _SOFTENED:
        noun = word[:-2] + _SOFTENED[word[-2:]]
        if is_known(noun, language):
            yield noun


def _other_endings(word: str) -> Readings:
    """Return what a Russian word is a form of when its ending is taken for another."""
    readings: Readings = {}
    for ending, other in _HARD_ENDINGS.items():
        if word.endswith(ending) and is_known(known := word.removesuffix(ending) + other, "ru"):
            readings |= {fold(normal): UNLIKELY for normal in _dictionary("ru").normal_forms(known)}
    return readings


def _passive(word: str, language: str) -> Readings:
    """Return the verbs of reflexive participles, which are mostly passive: строящийся, строить."""
    dictionary = _dictionary(language)
    return {
        fold(parse.normal).removesuffix(_REFLEXIVE): UNLIKELY
        for parse in dictionary.parses(word)
        if parse.normal.endswith(_REFLEXIVE) and dictionary.is_participle(parse)
    }


def _verbs(word: str, language: str) -> Iterator[str]:
    """Yield the verbs that a word is made from: депортация депортировать, депортированный."""
    for ending, verbs in _MADE_FROM[language]:
        if word.endswith(ending):
            for verb in verbs:
                if is_known(made := word.removesuffix(ending) + verb, language):
                    yield made
