"""Judges by its pairs of letters whether a text is one of Russian, Ukrainian, Kazakh or Latin.

A wrong encoding turns letters into other letters, swaps their case or puts signs into words. In a
text that was read rightly about three of four pairs are common ones of its language, in one that
was read wrongly one of five or fewer.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _pairs(text: str) -> frozenset[str]:
    return frozenset(group[0] + second for group in text.split() for second in group[1:])


_COMMON = {
    "ru": _pairs(
        "абвдезйклмнпрстчя балор ваеилноы гор даеилно евгдйклмнрст жеи зано ивезийклмнрстчя "
        "йл каилорту лаеиоья маеио надеиностуы обвгдежзйклмнпрстч паеиор раеиноуы "
        "саеиклопстья тавеинорсуь удстю фа хо ци чаеи ши ще ыеймх ьн "
    ),
    "uk": _pairs(
        "абвдзйклмнпрстцчє балоу ваеиноуі гао даеилноі евдклмнрст же зан ивйклмнстхч "
        "каилортуі лаеиоьюяі маеиоуі надеинотуяі обвгдзклмнпрстчюї паеиорі раеиноуі "
        "сеиклоптуья таеиноруьі увт фа ці чаеин ькнс івдзйклнрстї "
    ),
    "kk": _pairs(
        "абдзйлмнпрстуғқң баелоуыі геі даеиыі егйклмнрсту жао заді икня йдлт каеотіө "
        "лагдеимуыьіғ мадекыіү надеитуыі олнпрсқ пает радеилмнотуыі саептуыі таеиортуыіү "
        "удлмршы фа ци шаеыі ызлмнпрсғқң ізклмнрсң ғаы қаотыұ үмш ұр "
    ),
}
"""The 160 commonest letter pairs of Russian, Ukrainian and Kazakh, by their first letter."""

_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_ALPHABET = {
    "ru": _RUSSIAN,
    "uk": _RUSSIAN - frozenset("ёъыэ") | frozenset("ґєії"),
    "kk": _RUSSIAN | frozenset("әғқңөұүһі"),
}

_BESIDE_LETTERS = frozenset("«»“”„‘’‚‹›–—‑…№§°·•\u00ad\u00a0")
"""Signs outside ASCII that may touch a letter."""

_SIGNS = 1.0
"""How much signs among the letters speak against a text, by their share."""


def pairs_of(text: str) -> Counter[tuple[str, str]]:
    """Count the pairs of neighbours in a text."""
    return Counter(pairwise(text))


def plausibility(pairs: Mapping[tuple[str, str], int]) -> float:
    """Judge how well the letters outside ASCII suit one language; 1 is best, 0 says nothing."""
    balances = pair_balances(pairs)
    if not balances:
        return 0.0
    others = signs = 0
    for (letter, _), times in pairs.items():
        if not letter.isascii():
            others += times
            signs += 0 if letter.isalpha() else times
    return max(balances.values()) - _SIGNS * signs / max(1, others)


def pair_balances(pairs: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Judge the pairs of letters outside ASCII for each language; 1 is best, none says nothing."""
    balances = dict.fromkeys((*_COMMON, "latin"), 0.0)
    counted = 0
    for (first, second), times in pairs.items():
        if first < "\x80" and second < "\x80":
            continue
        verdict = _verdict(first, second)
        if verdict is not None:
            counted += times
            for language, value in verdict.items():
                balances[language] += times * value
    return (
        {language: balance / counted for language, balance in balances.items()} if counted else {}
    )


@lru_cache(maxsize=65_536)
def _verdict(first: str, second: str) -> dict[str, int] | None:
    """Judge a pair for each language: 1 good, -1 bad, left out neither; None says nothing."""
    kinds = _kind(first) + _kind(second)
    everyone = (*_COMMON, "latin")
    if "x" in kinds:  # a sign that no text has, or one inside a word
        return dict.fromkeys(everyone, -1)
    if "o" in kinds:
        return dict.fromkeys(everyone, -1) if kinds != "oo" and "s" not in kinds else None
    if "s" in kinds:
        return None
    if kinds == "cc":
        return _cyrillic_verdict(first, second)
    # Latin letters with accents stand beside plain ones, and never beside Cyrillic ones.
    plain = "l" in kinds and "c" not in kinds and not (first.islower() and second.isupper())
    return {**dict.fromkeys(_COMMON, -1), "latin": 1 if plain else -1}


def is_common_pair(pair: str, language: str) -> bool:
    """Tell whether two small letters are a common pair of Russian, Ukrainian or Kazakh."""
    return pair in _COMMON[language]


def _cyrillic_verdict(first: str, second: str) -> dict[str, int]:
    if first.islower() and second.isupper():
        return dict.fromkeys((*_COMMON, "latin"), -1)
    pair = (first + second).lower()
    verdict = {"latin": -1}
    for language, common in _COMMON.items():
        if pair in common:
            verdict[language] = 1
        elif not _ALPHABET[language].issuperset(pair):
            verdict[language] = -2
    return verdict


@lru_cache(maxsize=65_536)
def _kind(letter: str) -> str:
    """Sort a character: c Cyrillic, l plain and a accented Latin, s separator, o odd, x never."""
    if letter.isascii():
        return "l" if letter.isalpha() else "s"
    if "\u0400" <= letter <= "\u052f":
        return "c"
    category = unicodedata.category(letter)
    if letter in _BESIDE_LETTERS or category == "Zs":
        return "s"
    if letter == "\ufffd" or category in {"Cc", "Co", "Cn"}:
        return "x"
    return "a" if category in {"Ll", "Lu"} else "o"
