"""Dictionary forms of English words, and of any other words in Latin letters.

A word is found by its dictionary form (children: child, in the American spelling), and less likely
by those of the words that it is made from (regional: region).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.search.english_families import made_from, regularly_made_from
from archivist.search.readings import LIKELY, UNLIKELY, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ALSO = {
    "left": "leave",
    "thought": "think",
    "born": "bear",
    "bore": "bear",
    "rose": "rise",
    "felt": "feel",
    "fell": "fall",
    "bound": "bind",
    "ground": "grind",
    "wound": "wind",
    "broke": "break",
    "swore": "swear",
    "won": "win",
    "gone": "go",
    "data": "datum",
    "bit": "bite",
    "shot": "shoot",
    "shook": "shake",
    "smelt": "smell",
    "spelt": "spell",
    "trod": "tread",
    "drunk": "drink",
    "laid": "lay",
    "lay": "lay",
    "bade": "bid",
    "bent": "bend",
    "bacteria": "bacterium",
    "grey": "gray",
    "plough": "plow",
    "wrought": "work",
}
"""Forms of verbs that the dictionary knows as other words only."""

_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        ("our(?=$|(?:er|ed|ing|able|ist|ite|less)$)", "or"),
        ("is(?=(?:e|er|ed|ing|ation)$)", "iz"),
        ("ys(?=(?:e|er|ed|ing)$)", "yz"),
        ("tre$", "ter"),
        ("gramme$", "gram"),
        ("ogue$", "og"),
    )
)
"""British spellings and the American ones: labour, organisation, centre, programme, dialogue."""

_MAY_BE_BRITISH = re.compile("|".join(british.pattern for british, _ in _BRITISH))

_ENDINGS = (
    ("ies", ("y",)),
    ("men", ("man",)),
    ("es", ("", "e", "is")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
"""Endings of words that are in no dictionary, and what they may be forms of."""

_NO_GERUNDS = set(
    """
    evening morning shilling wedding ceiling stocking sterling herring farthing string darling
    pudding bearing during king ring sing thing wing bring spring offing inning lining
    """.split()  # noqa: SIM905 - easier to read so
)
_NO_PLURAL = ("ss", "us", "is")
_SHORTEST_BASE, _SHORTEST_VERB = 4, 2
_REMEMBERED = 8_000


@cache
def _entries() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415 - takes its
        DefaultDictionaryFactory,  # time, and a window must open
    )

    return DefaultDictionaryFactory().get_dictionary("en")


def _entry(word: str) -> str | None:
    """Return the dictionary form of a word that is in the dictionary, also as a name."""
    entries = _entries()
    return entries.get(word) or entries.get(
        word.lower() if word[:1].isupper() else word.capitalize()
    )


def is_english_word(raw: str) -> bool:
    """Tell whether a word, as it is written, is an English word and no name: Gold, not Almaty."""
    lemma = _entry(raw)
    return _entry(raw.casefold()) is not None and (lemma or raw)[:1].islower()


@lru_cache(maxsize=_REMEMBERED)
def english_readings(word: str) -> Readings:
    """Return the dictionary form of a folded word, and less likely those it is made from."""
    word = word.partition("'")[0] or word
    entry = _entry(word)
    lemma = _american((entry or word).casefold())
    likely = (lemma,) if entry else (*_forms_of_unknown(word), lemma)
    if word in _ALSO:
        likely = (*likely, _ALSO[word])
    bases = [base for one in likely for base in made_from(one)]
    bases += [base for one in likely for base in regularly_made_from(one) if _is_base(base)]
    return dict.fromkeys((*_also(word), *bases), UNLIKELY) | dict.fromkeys(likely, LIKELY)


def _american(word: str) -> str:
    """Return the American spelling of a word that has one."""
    if not _MAY_BE_BRITISH.search(word):
        return word
    for british, american in _BRITISH:
        other = british.sub(american, word)
        if other != word and _is_base(other):
            return other
    return word


def _forms_of_unknown(word: str) -> Iterator[str]:
    """Yield what a word that is in no dictionary may be a form of: Goloshchekins, sovietized."""
    for ending, others in _ENDINGS:
        if not word.endswith(ending) or word.endswith(_NO_PLURAL):
            continue
        root = word.removesuffix(ending)
        known = [root + other for other in others if _is_base(root + other)]
        if known or ending == "s":
            yield from (_american(base) for base in known or [root])
            return


def _also(word: str) -> Iterator[str]:
    """Yield what a word is a form of as well: lives of life and live, bases of basis and base.

    The dictionary has many nouns in -ing, and peoples, that are forms of other words also.
    """
    if word.endswith("ing") and word not in _NO_GERUNDS:
        root = word.removesuffix("ing")
        once = root[:-1] if root[-2:-1] == root[-1:] else root
        yield from (base for base in (root, root + "e", once) if _has_forms(base))
    if word.endswith("s") and not word.endswith(_NO_PLURAL) and _entry(word) == word:
        yield from filter(_is_base, (word[:-1],))
    if word.endswith("ves"):
        yield from filter(_is_base, (word[:-3] + "f", word[:-3] + "fe"))
    if word.endswith(("ses", "xes")):
        yield from filter(_is_base, (word[:-2] + "is",))


def _has_forms(word: str) -> bool:
    return len(word) >= _SHORTEST_VERB and word == _entry(word) == _entry(word + "s")


def _is_base(word: str) -> bool:
    return len(word) >= _SHORTEST_BASE and _entry(word) is not None
