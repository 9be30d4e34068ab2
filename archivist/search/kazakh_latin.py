"""Kazakh in the Latin letters of 2021, read as the Cyrillic ones: Qazaqstan, Қазақстан.

A word is taken for one by letters that no other language of the library has so: ū, q with no u or
i behind it (quota, Qing), y as a vowel beside ğ, ş, ñ or ı. Others are Kazakh where their paragraph
is.
"""

from __future__ import annotations

import re

_SURE = re.compile(r"ū|q(?![uiüū])")
_MARKED = re.compile("[ğşñı]")
_FRONT = re.compile(r"(?=.*ı)(?=.*[äöü])[^aou]*$|.*ñ.*[ğşıäöü]|.*[ğşıäöü].*ñ")
"""ı where Turkish would have i; ñ beside letters that Spanish has not."""
_VOWEL_Y = re.compile(r"(?<![aeıioöuüyä])y(?![aeıioöuüyä])")
_NOT_KAZAKH = re.compile(r"iraq|qatar|qaida|qaeda|faruq")
_SIGNS = re.compile("[qğñşūäöüı]")
_FEWEST = 3
_PAIRS = (
    (re.compile("gh"), "ғ"),
    (re.compile("sh"), "ш"),
    (re.compile("ch"), "ч"),
    (re.compile("zh"), "ж"),
    (re.compile("kh"), "х"),
    (re.compile("(?<=[aeoäöuūüyı])i"), "й"),
    (re.compile("ia"), "ия"),
    (re.compile("iu"), "ию"),
)
_CYRILLIC = str.maketrans(
    "aäbdefgğhıijklmnñoöpqrsştuūüvwxyzc", "аәбдефгғхіижклмнңоөпқрсштуұүвухызц"
)


def is_kazakh_latin(word: str) -> bool:
    """Tell whether a word in small letters is Kazakh by its letters alone."""
    if len(word) < _FEWEST or _NOT_KAZAKH.search(word):
        return False
    if _SURE.search(word) or _FRONT.match(word):
        return True
    return _MARKED.search(word) is not None and _VOWEL_Y.search(word) is not None


def is_kazakh_latin_text(letters: str) -> bool:
    """Tell whether a text in small Latin letters is Kazakh by how often its letters stand there."""
    sure = letters.count("q") + letters.count("ū")
    return sure > len(letters) * 0.01 and len(_SIGNS.findall(letters)) > len(letters) * 0.04


def in_cyrillic(word: str) -> str:
    """Return a Kazakh word in small Latin letters in Cyrillic ones."""
    for pattern, cyrillic in _PAIRS:
        word = pattern.sub(cyrillic, word)
    return word.translate(_CYRILLIC)
