"""Stems of English words, and of any other words in Latin letters.

A word is put into its dictionary form first (children: child) and then cut down to a stem, which
it shares with most words made from it (regional: region). Some words that are made from others
get a second, less likely reading: the stem of the word that they are made from.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.search.readings import LIKELY, UNLIKELY, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from snowballstemmer.english_stemmer import EnglishStemmer

_APART = {
    word: words.split()[0]
    for words in (
        *("important importance", "experiment experimental", "authority authoritative"),
        *("capitalism capitalist capitalistic", "organization organizational"),
        *("several", "department", "apartment", "statement", "customer", "informal", "officer"),
        *("business", "rational"),
    )
    for word in words.split()
}
"""Words that the stemmer would take for forms of another: import, experience, author, sever…"""

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

_MADE_FROM = (
    *(("ical", "y"), ("tic", "cy"), ("ic", "y"), ("ious", "ion"), ("ionary", "ion")),
    *(("ivization", "ive"), ("alization", "al"), ("ization", "y"), ("ist", ""), ("ist", "y")),
    *(("ism", ""), ("ian", "ia"), ("ian", "y"), ("ian", "e"), ("ian", ""), ("bal", "be")),
)
"""Endings and what stood in their place: historical history, religious religion, tsarist tsar."""

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
_MAY_BE_MADE = tuple(ending for ending, _ in _MADE_FROM)

_OF_VERBS = ("ation", "ment")
"""Endings of nouns made from verbs: taxation, settlement."""

_SHORTEST_BASE = 4
_REMEMBERED = 8_000


@cache
def _lemmas() -> ModuleType:
    import simplemma  # noqa: PLC0415 - takes its time, and a window must open

    return simplemma


@cache
def _stemmer() -> EnglishStemmer:
    from snowballstemmer import stemmer  # noqa: PLC0415 - as above

    return stemmer("english")


def is_english_word(raw: str) -> bool:
    """Tell whether a word, as it is written, is an English word and no name: Gold, not Almaty."""
    lemma: str = _lemmas().lemmatize(raw, lang="en")
    return lemma[:1].islower() and bool(_lemmas().is_known(raw.casefold(), lang="en"))


def english_readings(word: str) -> Readings:
    """Return the stem of a folded word, and less likely those of words it is made from."""
    word = word.partition("'")[0] or word
    lemma = _lemma(word)
    made_from = {_stem(base): UNLIKELY for base in _bases(word, lemma)}
    also = {_stem(_ALSO[word]): LIKELY} if word in _ALSO else {}
    return made_from | also | {_stem(lemma): LIKELY}


def _lemma(word: str) -> str:
    lemma: str = _lemmas().lemmatize(word, lang="en")
    return _american(lemma.casefold())


def _american(word: str) -> str:
    """Return the American spelling of a word that has one."""
    if not _MAY_BE_BRITISH.search(word):
        return word
    for british, american in _BRITISH:
        other = british.sub(american, word)
        if other != word and len(other) > _SHORTEST_BASE and _is_base(other):
            return other
    return word


@lru_cache(maxsize=_REMEMBERED)
def _stem(lemma: str) -> str:
    stem: str = _APART.get(lemma) or _stemmer().stemWord(lemma)
    return stem


def _bases(word: str, lemma: str) -> Iterator[str]:
    if word.endswith("ves"):  # lives is a form of life as well as of live
        yield from filter(_is_base, (word[:-3] + "f", word[:-3] + "fe"))
    if word.endswith(("ses", "xes")):  # bases is a form of basis as well as of base
        yield from filter(_is_base, (word[:-2] + "is",))
    if lemma in _APART:
        return
    for ending, replaced in _MADE_FROM if lemma.endswith(_MAY_BE_MADE) else ():
        if lemma.endswith(ending) and _is_base(lemma.removesuffix(ending) + replaced):
            yield lemma.removesuffix(ending) + replaced
    for ending in _OF_VERBS:
        root = lemma.removesuffix(ending)
        if root != lemma and len(root) >= _SHORTEST_BASE - 1:  # nation is not made from n
            past = root.removesuffix("e") + "ed"
            verb = _lemma(past)
            if verb != past and verb in (root, root + "e"):
                yield verb


def _is_base(word: str) -> bool:
    return len(word) >= _SHORTEST_BASE and bool(_lemmas().is_known(word, lang="en"))
