"""How a name sounds, whatever script and spelling it is written in: Nazarbayev, Назарбаев.

Two steps. `sound_of` gives the key under which the index keeps a stem: its consonants, all that
are written for each other made one, and whether it begins with a vowel. Stems with a key of
`sounds_of` a name are then compared with it sound by sound by `sound_alike`. Words that sound
alike are only looked at when they are asked for, or when a name finds little: they may well be
other words.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from archivist.search.english import is_english_word
from archivist.search.readings import FAMILY

if TYPE_CHECKING:
    from collections.abc import Sequence


def _table(text: str) -> dict[str, str]:
    """Read letters and their sounds: `ж:J й:i`."""
    return dict(pair.split(":") for pair in text.split())


_TO_SOUNDS = str.maketrans(
    _table(
        """
        а:a б:b в:v г:g д:d е:e ж:J з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h
        ц:ts ч:C ш:S щ:S ъ: ы:y ь: э:e ю:u я:a і:i ї:i є:e ґ:g ў:u
        ә:a ғ:G қ:q ң:n ө:o ұ:u ү:u һ:h
        c:k x:ks w:v ': j:J ä:a ö:o ü:u ı:y ş:S ç:C ğ:G ñ:n ū:u å:a ø:o æ:e œ:e ß:s ł:l đ:d
        """
    )
)
_SPELT = _table(
    """
    schtsch:S tschtsch:S shch:S chtch:S stch:S szcz:S стч:S tsch:C tch:C sch:S sh:S ch:C sz:S cz:C
    dsch:J dzh:J zh:J dj:J дж:J kh:h gh:G ph:f th:t ck:k ts:ts tz:ts ce:se ci:si cy:sy
    ңғ:n ңг:n нг:n ng:n ee:i oo:u ou:u ya:a yu:u ye:e yo:e yi:i yy:i ia:a iu:u ie:e ii:i iy:i
    ию:u ия:a ье:e ий:i ый:i eye:eie
    """
)
"""Sounds that are written with several letters."""

_SPELT_LETTERS = re.compile("|".join(sorted(_SPELT, key=len, reverse=True)))
_INNER_GLIDE = re.compile("(?<=[aeiouyäöü])j")
_CH = re.compile("(?<![st])(?<!sh)ch")
_READ_OTHERWISE = (
    (re.compile("^z(?!h)|[jw].*z(?!h)|z(?!h).*(?:[jw]|sch)"), re.compile("z(?!h)"), "ts"),
    (re.compile("j"), re.compile("j"), "i"),
    (_CH, _CH, "kh"),
    (re.compile("c(?!h)"), re.compile("c(?!h)"), "ts"),
    (re.compile("x"), re.compile("x"), "kh"),
)
"""Where letters are read so in some languages: Jelzin, Trozki, Achmet, Trockij, Bekmaxanov."""

_KAZAKH_LATIN = re.compile("[qğñşūı]")
_ROUND = re.compile("^(?:у|u|w)(?=[aаәäо])", re.MULTILINE)
_SILENT = re.compile("^[ъь]+", re.MULTILINE)
_VOWELS = "aeiouy"

_KIND = str.maketrans("qGghzfSCJ", "kkkksvjjj")
"""Consonants that are written for each other."""

_NOT_SOUNDS = re.compile("[^a-zA-Z]")
_DOUBLED = re.compile(r"(.)\1+")

_PLAIN_CYRILLIC = re.compile("[а-яіїєґўәғқңөұүһ]+")
_PLAIN_SPELT = re.compile("|".join(spelt for spelt in _SPELT if _PLAIN_CYRILLIC.fullmatch(spelt)))
_OPEN = {chr(letter) for letter, sound in _TO_SOUNDS.items() if sound and sound in _VOWELS}
_FIRST_OPEN = _OPEN | set(_VOWELS)
_TO_BONES = (
    {letter: sound.translate(_KIND) for letter, sound in _TO_SOUNDS.items()}
    | {ord(letter): "" for letter in _FIRST_OPEN}
    | {ord(sound): "j" for sound in "SCJ"}
)
"""The way of most words, which are in plain Cyrillic letters: straight to their consonants."""

_NEAR_CONSONANTS = {
    **dict.fromkeys(("kq", "qG", "gG", "hG"), 0.1),
    "hq": 0.15,
    **dict.fromkeys(("gh", "hk", "SC", "CJ", "JS"), 0.25),
    **dict.fromkeys(("gq", "Gk", "gk", "sz", "fv"), 0.4),
}
_NEAR_VOWELS = {
    "iy": 0.1,
    **dict.fromkeys(("ae", "ou", "ei"), 0.15),
    **dict.fromkeys(("ey", "uy"), 0.2),
    **dict.fromkeys(("ay", "iu"), 0.25),
}
_NEAR = {
    pair: cost
    for both, cost in (_NEAR_CONSONANTS | _NEAR_VOWELS).items()
    for pair in (both, both[::-1])
}
_OTHER_VOWEL, _ADDED_VOWEL, _ADDED_GLIDE, _OTHER = 0.4, 0.3, 0.15, 1.0
_OF_WOMEN = "a"
_FREE, _FREE_EACH, _FREE_IN_CYRILLIC = 0.15, 0.05, 0.36
"""Two names may differ by so much, and by so much more for each sound."""


def sound_of(form: str) -> str:
    """Return the key of a folded word, "" when it has no consonants."""
    return sounds_of_words((form,))[0]


def sounds_of_words(forms: Sequence[str]) -> list[str]:
    """Return the key of each of some folded words; of many at once it takes less time."""
    plain = [_PLAIN_CYRILLIC.fullmatch(form) is not None for form in forms]
    keys = iter(_plain_keys("\n".join(itertools.compress(forms, plain))))
    return [
        next(keys) if is_plain else _other_key(form)
        for form, is_plain in zip(forms, plain, strict=True)
    ]


def _other_key(form: str) -> str:
    return "" if form.startswith(FAMILY) else _key(_sounds(_likely(form)))


def _plain_keys(lines: str) -> list[str]:
    """Return the keys of words in plain Cyrillic letters, one a line."""
    lines = _PLAIN_SPELT.sub(_sound_spelt, _ROUND.sub("в", lines))
    lines = _SILENT.sub("", lines)
    keys = _DOUBLED.sub(r"\1", lines.translate(_TO_BONES)).split("\n")
    return [
        "a" + key if key and line[0] in _FIRST_OPEN else key
        for line, key in zip(lines.split("\n"), keys, strict=True)
    ]


def _sound_spelt(letters: re.Match[str]) -> str:
    return _SPELT[letters[0]]


def sounds_of(form: str) -> tuple[str, ...]:
    """Return the keys of all words that a name may be compared with."""
    keys = {_key(_sounds(reading)) for reading in _possible(form)}
    return tuple(sorted(filter(None, keys)))


def sound_alike(name: str, other: str) -> bool:
    """Tell whether two folded words may be the same name.

    Names in Cyrillic are mostly spelt alike there: they may not differ by so much, nor may one
    alone end in a vowel. In Latin letters every language spells them in its own way, but an
    English word is seldom another's name.
    """
    second = _sounds(_likely(other))
    latin = name.isascii() and other.isascii()
    strict = (
        (latin and is_english_word(other))
        or (name.isascii() and is_english_word(name))
        or bool(_PLAIN_CYRILLIC.fullmatch(name) and _PLAIN_CYRILLIC.fullmatch(other))
    )
    for reading in _possible(name):
        first = _sounds(reading)
        free = _FREE + _FREE_EACH * max(len(first), len(second))
        if strict and name != other:
            free = min(free, _FREE_IN_CYRILLIC)
        ends = {first[-1:], second[-1:]}
        vowels = ends.intersection(_VOWELS)
        if len(vowels) == 1 < len(ends) and (strict or (latin and vowels != {_OF_WOMEN})):
            continue
        if _distance(first, second) <= free:
            return True
    return False


def _likely(form: str) -> str:
    """Return a word as it is best read: Nasarbajew, but Jambyl, Qoja; Chruschtschow, but Chokay."""
    if _INNER_GLIDE.search(form) and not _KAZAKH_LATIN.search(form):
        form = form.replace("j", "i")
    return _CH.sub("kh", form) if "sch" in form else form


@lru_cache(maxsize=200)
def _possible(form: str) -> tuple[str, ...]:
    """Return a word as it may be read, its letters that languages read differently in each way."""
    forms = {form}
    for where, letters, other in _READ_OTHERWISE:
        if where.search(form):
            forms |= {letters.sub(other, one) for one in forms}
    return tuple(sorted(forms))


@lru_cache(maxsize=4_000)
def _sounds(form: str) -> str:
    """Return the sounds of a word; what is doubled counts once."""
    word = _SPELT_LETTERS.sub(_sound_spelt, _ROUND.sub("v", form)).translate(_TO_SOUNDS)
    return _DOUBLED.sub(r"\1", _NOT_SOUNDS.sub("", word))


def _key(sounds: str) -> str:
    bones = "".join(sound for sound in sounds if sound not in _VOWELS).translate(_KIND)
    bones = _DOUBLED.sub(r"\1", bones)
    return ("a" if sounds[:1] in _VOWELS else "") + bones if bones else ""


def _distance(first: str, second: str) -> float:
    """Return how far two names are apart, by the well-known table."""
    row = [0.0]
    for sound in second:
        row.append(row[-1] + _added(sound))
    for one in first:
        above, row = row, [row[0] + _added(one)]
        for at, other in enumerate(second):
            row.append(
                min(
                    above[at] + _changed(one, other),
                    above[at + 1] + _added(one),
                    row[at] + _added(other),
                )
            )
    return row[-1]


def _added(sound: str) -> float:
    if sound in "iy":
        return _ADDED_GLIDE
    return _ADDED_VOWEL if sound in _VOWELS else _OTHER


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    default = _OTHER_VOWEL if one in _VOWELS and other in _VOWELS else _OTHER
    return _NEAR.get(one + other, default)
