"""Cyrillic letters in Latin script, by the scheme that a journal or a library asks for.

The schemes are data in `resources/transliteration`. Text in other scripts stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from archivist.citation.transliteration_files import shipped_acronyms, shipped_schemes
from archivist.errors import NotFoundError
from archivist.library.values import KK, RU, UK, UNKNOWN_LANGUAGE, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.citation.transliteration_files import Alphabet

SCHEMES = (
    *("bgn-pcgn", "ala-lc", "ala-lc-plain", "ala-lc-ties", "iso-9", "gost-7.79-a", "gost-7.79-b"),
    *("bsi", "kmu-2010", "kazakh-2021"),
)
"""The names of the schemes."""

BE = LanguageCode("be")

_OWN_LETTERS = (
    (re.compile("[әғқңөұүһ]", re.IGNORECASE), KK),
    (re.compile("[їєґ]", re.IGNORECASE), UK),
    (re.compile("ў", re.IGNORECASE), BE),
    (re.compile(r"[ѣѳѵ]|ъ\b|і[ие]", re.IGNORECASE), RU),
    (re.compile("(?:[а-я]і|і[а-я]).*[ыэ]|[ыэ].*(?:[а-я]і|і[а-я])", re.IGNORECASE | re.DOTALL), KK),
    (re.compile("[а-я]і|і[а-я]"), UK),
)
"""The letters that tell a language, looked for in turn.

Where no letter is a language's own: the old spelling of Russian (`Исторія Россіи`), `і` beside `ы`
as Kazakh has it (`Бір жыл`), `і` without it as Ukrainian has it (`архів`).
"""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_VOWEL = re.compile("[аеёиоуыэюяіїєәөұү]", re.IGNORECASE)
_LONGEST = 2
"""So many letters may go together in a scheme (зг)."""
_KEPT = 20_000
"""So many words are kept: lists say the same again and again."""


def is_cyrillic(text: str) -> bool:
    """Tell whether a text has Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def language_of(text: str, told: LanguageCode = UNKNOWN_LANGUAGE) -> LanguageCode:
    """Return the language of a Cyrillic text: as told, else by letters that it alone has."""
    if told in (RU, UK, KK, BE):
        return told
    return next((language for letters, language in _OWN_LETTERS if letters.search(text)), RU)


def romanise(text: str, *, language: LanguageCode = UNKNOWN_LANGUAGE, scheme: str = "bsi") -> str:
    """Return a text with its Cyrillic letters in Latin script.

    Raises:
        NotFoundError: when there is no such scheme.
    """
    text = unicodedata.normalize("NFC", text)
    if not is_cyrillic(text):
        return text
    language = language_of(text, language)
    return _WORD.sub(lambda word: _word(word[0], scheme, language), text)


def romanise_names(
    text: str, names: Mapping[str, str], *, language: LanguageCode, scheme: str
) -> str:
    """Return a text in Latin script, where well-known names have their usual spelling.

    Only whole words that stand in `names` exactly so are taken.
    """
    text = unicodedata.normalize("NFC", text)
    if not is_cyrillic(text):
        return text
    language = language_of(text, language)
    pieces, end = [], 0
    for start, stop in _named(text, names):
        pieces += [romanise(text[end:start], language=language, scheme=scheme)]
        pieces += [names[text[start:stop]]]
        end = stop
    return "".join((*pieces, romanise(text[end:], language=language, scheme=scheme)))


def _named(text: str, names: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return where known names stand; of several that begin together the longest."""
    words = list(re.finditer(r"\w+", text))
    found: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if found and word.start() < found[-1][1]:
            continue
        for last in reversed(words[place : place + 4]):
            if text[word.start() : last.end()] in names:
                found.append((word.start(), last.end()))
                break
    return found


def _alphabet(scheme: str, language: LanguageCode) -> Alphabet:
    schemes = shipped_schemes()
    if scheme not in schemes:
        raise NotFoundError("transliteration scheme", scheme, tuple(schemes), "in Archivist")
    chosen = schemes[scheme]
    if language in chosen.alphabets:
        return chosen.alphabets[language]
    if chosen.otherwise:
        return _alphabet(chosen.otherwise, language)
    return chosen.alphabets[RU]


@lru_cache(maxsize=_KEPT)
def _word(word: str, scheme: str, language: LanguageCode) -> str:
    alphabet = _alphabet(scheme, language)
    small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in word)
    pieces: list[tuple[int, int, str]] = []
    place = 0
    while place < len(word):
        stop, latin = _piece(small, place, alphabet)
        pieces.append((place, stop, latin))
        place = stop
    _look_ahead(small, pieces, alphabet)
    apart = _is_acronym(word)
    told = []
    for start, stop, latin in pieces:
        letters, neighbour = word[start:stop], word[stop : stop + 1] or word[start - 1 : start]
        loud = not apart and (neighbour.isupper() or (letters.isupper() and stop - start > 1))
        told.append(_cased(letters, latin, alphabet, loud=loud))
    return "".join(told)


def _piece(small: str, place: int, alphabet: Alphabet) -> tuple[int, str]:
    """Return where the letters that go together from a place on end, and what they become."""
    together = small[place : place + _LONGEST]
    if len(together) == _LONGEST and together in alphabet.letters:
        return place + _LONGEST, alphabet.letters[together]
    letter = small[place]
    if place == 0 and letter in alphabet.start:
        return place + 1, alphabet.start[letter]
    if place and letter in alphabet.after and small[place - 1] in alphabet.after_letters:
        return place + 1, alphabet.after[letter]
    if place and place == len(small) - 1 and letter in alphabet.end:
        return place + 1, alphabet.end[letter]
    return place + 1, alphabet.letters.get(letter, letter)


def _look_ahead(small: str, pieces: list[tuple[int, int, str]], alphabet: Alphabet) -> None:
    """Change, from the end on, the letters that depend on the Latin ones after them."""
    if not alphabet.before:
        return
    for number in range(len(pieces) - 2, -1, -1):
        start, stop, _ = pieces[number]
        following = pieces[number + 1][2][:1]
        if small[start:stop] in alphabet.before and following in alphabet.before_letters:
            pieces[number] = start, stop, alphabet.before[small[start:stop]]


def _is_acronym(word: str) -> bool:
    """Tell whether a word in capitals is spelt letter by letter: `TsGA`, not `TSGA`."""
    if len(word) == 1 or not word.isupper():
        return False
    return word in shipped_acronyms() or not _VOWEL.search(word)


def _cased(letters: str, latin: str, alphabet: Alphabet, *, loud: bool) -> str:
    """Return letters as capitals where they were: `Sh` before a small letter, `SH` when `loud`."""
    if not letters[0].isupper() or letters == latin:
        return latin
    if loud:
        return "".join(_capital(letter, alphabet) for letter in latin)
    return _capital(latin[:1], alphabet) + latin[1:]


def _capital(letter: str, alphabet: Alphabet) -> str:
    return alphabet.capitals.get(letter, letter.upper())
