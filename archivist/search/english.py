"""Dictionary forms of English words, and of any other words in Latin letters.

A word is found by its dictionary form (children: child, in the American spelling), and less likely
by those of the words that it is made from (regional: region).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.search.english_families import made_from, regularly_made_from
from archivist.search.readings import FAMILY, LIKELY, UNLIKELY, Readings

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
    "bacterium": "bacterium",
    "rung": "ring",
    "saw": "saw",
    "grey": "gray",
    "plough": "plow",
    "wrought": "work",
    "bigger": "big",
    "slew": "slay",
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
        ("([aeiou][^aeiou]+[aei])ll(?=(?:[eo]r|ous)$)", r"\1l"),
        ("ence$", "ense"),
        ("xion$", "ction"),
        ("([bg]|ch)re$", r"\1er"),
        ("(?<=[^l])lment$", "llment"),
        ("^[ct]zar(?!evich)", "tsar"),
        ("gement$", "gment"),
        ("([aeiou][^aeiou]+i)ck$", r"\1c"),
        ("([aeiou][^aeiou]+e)ll$", r"\1l"),
        ("(?<=.)ae(?=.)", "e"),
    )
)
"""British spellings and the American ones: labour, organisation, centre, programme, dialogue.

Of panicked and labelled the dictionary says panick and labell.
"""

_SPELT = {
    "aluminium": "aluminum",
    "aeroplane": "airplane",
    "artefact": "artifact",
    "enquire": "inquire",
    "enquiry": "inquiry",
    "enrol": "enroll",
    "enthral": "enthrall",
    "fulfil": "fulfill",
    "gaol": "jail",
    "gaoler": "jailer",
    "jewellery": "jewelry",
    "kerb": "curb",
    "licence": "license",
    "manoeuvre": "maneuver",
    "moslem": "muslim",
    "mould": "mold",
    "moustache": "mustache",
    "pedlar": "peddler",
    "practise": "practice",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "signall": "signal",
    "skilful": "skillful",
    "smoulder": "smolder",
    "sulphur": "sulfur",
    "tartar": "tatar",
    "tyre": "tire",
    "waggon": "wagon",
    "wilful": "willful",
    "woollen": "woolen",
}
"""Words that have two spellings by no rule, and the one that is kept."""

_BRITISH_ENDINGS = tuple(
    """
    our ourer oured ouring ourable ourist ourite ourless ise iser ised ising isation yse yser ysed
    ysing tre gramme ogue ller llor llous ence xion bre gre chre lment gement ick ell
    """.split()  # noqa: SIM905 - easier to read so
)
"""How words end that may be spelt so; most end otherwise, and need not be looked at."""

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
_CLITIC = re.compile("'(?:s|t|d|m|ll|re|ve)?$|^(?:l|d)'")
"""What an apostrophe parts from a word; elsewhere it is a soft sign or of a name: Gur'ev."""

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
    raw = _CLITIC.sub("", raw)
    lemma = _entry(raw)
    return _entry(raw.casefold()) is not None and (lemma or raw)[:1].islower()


@lru_cache(maxsize=_REMEMBERED)
def english_readings(word: str) -> Readings:
    """Return the dictionary form of a folded word, and less likely those it is made from."""
    if "'" in word:
        word = _CLITIC.sub("", word).replace("'", "") or word
    entry = _entry(word)
    lemma = _american((entry or word).casefold())
    likely = (lemma,) if entry else (*_forms_of_unknown(word), lemma)
    if word in _ALSO:
        likely = (*likely, _ALSO[word])
    also = tuple(_also(word))
    bases = [base for one in (*likely, *also) for base in made_from(one)]
    bases += [base for one in likely for base in regularly_made_from(one) if _is_base(base)]
    return dict.fromkeys((*also, *bases), UNLIKELY) | dict.fromkeys(likely, LIKELY)


def asked_for(word: str, readings: Readings) -> Readings:
    """Return what a search for a word looks for: forms, what is made from it, and it from what."""
    wanted: Readings = {}
    for stem, weight in readings.items():
        base = stem.removeprefix(FAMILY)
        wanted[base] = max(weight, wanted.get(base, weight))
        if base == word or (base == stem and weight == LIKELY):
            wanted[FAMILY + base] = weight
    return wanted


def _american(word: str) -> str:
    """Return the American spelling of a word that has one."""
    may_be = word.endswith(_BRITISH_ENDINGS) or "ae" in word or word[1:4] == "zar"
    for british, american in _BRITISH if may_be else ():
        other = british.sub(american, word)
        if other != word and _is_base(other):
            return other
    return _SPELT.get(word, word)


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
        once = root[:-1] if root[-2:-1] == root[-1:] or root.endswith("ick") else root
        yield from (base for base in (root, root + "e", once) if _has_forms(base))
    if word.endswith("ed") and word[-3:-2] != "e" and _entry(word) == word:
        yield from filter(_has_forms, (_american(word[:-2]), word[:-1]))
    if word.endswith("s") and not word.endswith(_NO_PLURAL) and _entry(word) == word:
        yield from filter(_is_base, (word[:-1],))
    if word.endswith("ves"):
        yield from filter(_is_base, (word[:-3] + "f", word[:-3] + "fe"))
    if word.endswith(("ses", "xes")):
        yield from filter(_is_base, (word[:-2] + "is",))


def _has_forms(word: str) -> bool:
    return len(word) >= _SHORTEST_VERB and word == _entry(word) in (
        _entry(word + "s"),
        _entry(word + "es"),
    )


def _is_base(word: str) -> bool:
    return len(word) >= _SHORTEST_BASE and _entry(word) is not None
