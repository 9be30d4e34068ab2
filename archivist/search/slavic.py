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
    from collections.abc import Iterator

    from pymorphy3 import MorphAnalyzer

_UNLIKELY_SHARE = 0.15
"""A reading that has a smaller share of a form's uses is an unlikely one."""

_MOST_GUESSES = 3
"""So many readings of a word that is in no dictionary are taken."""

_VERBS_OF_NOUNS = (("ация", ("ировать", "овать")), ("ия", ("ировать",)))
"""Endings of Russian nouns of Latin origin, and those of their verbs."""


@cache
def _dictionary(language: str) -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - takes its time, and a window must open

    words = import_module(f"pymorphy3_dicts_{language}")
    return MorphAnalyzer(path=words.get_path(), lang=language)


def is_known(word: str, language: str) -> bool:
    """Tell whether a folded word is a form in the Russian ("ru") or Ukrainian ("uk") dictionary."""
    return bool(_dictionary(language).word_is_known(word))


def slavic_readings(word: str, language: str) -> Readings:
    """Return the dictionary forms that a folded word may be a form of, or the best guesses."""
    shares: dict[str, float] = defaultdict(float)
    for parse in _dictionary(language).parse(word):
        shares[fold(parse.normal_form)] += parse.score
    total = sum(shares.values()) or 1.0
    readings = {
        stem: LIKELY if share / total >= _UNLIKELY_SHARE else UNLIKELY
        for stem, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    }
    if not is_known(word, language):
        return {word: LIKELY} | dict(list(readings.items())[:_MOST_GUESSES])
    if language == "ru":
        made_from = {verb: UNLIKELY for stem in readings for verb in _verbs(stem)}
        return made_from | readings
    return readings


def _verbs(noun: str) -> Iterator[str]:
    """Yield the verbs of a noun of Latin origin: депортация депортировать, депортированный."""
    for ending, verbs in _VERBS_OF_NOUNS:
        if noun.endswith(ending):
            yield from (
                made for verb in verbs if is_known(made := noun.removesuffix(ending) + verb, "ru")
            )
            return
