"""Words of a text and their folded form: what is taken for the same letters everywhere.

Folding is done word by word, so that a word's place in the text as it stands is never lost. It
makes one form of what scans, keyboards and typesetters write in several: composed and decomposed
letters, case, ё and е, stress marks, soft hyphens, apostrophes, ligatures, accents of Latin
letters, letters of the old Russian spelling, traditional and simplified Chinese characters, and
Latin letters inside a Cyrillic word or the other way round. A word broken at the end of a line is
one word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.han import simplified
from archivist.search.kazakh_latin import in_cyrillic, is_kazakh_latin

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APOSTROPHES = "'’ʼ‘`´′ʻ＇ʹʺ"
"""With the primes by which libraries write the soft and the hard sign: Gurʹev."""
_UNSEEN = "\u0300-\u036f\u00ad\u02be\u02bf\u200b-\u200d\u2060\ufeff"
"""With the half rings of Arabic names: ʿAbd."""
_HYPHENS = r"[-‐‑¬\u00ad\ufffe\x02]"
_BREAK = rf"(?:{_HYPHENS}|(?<=\u00ad))[ \t]*(?:\r\n?|\n)[ \t]*"

_LETTER = rf"[^\W_{_HAN}]"
_PLAIN = rf"{_LETTER}+"
_MARKED = rf"{_LETTER}(?:{_LETTER}|[{_UNSEEN}])*"


_SINGLE = rf"[^\W\d_{_HAN}]"
_STOPPED = rf"{_SINGLE}(?:\.{_SINGLE}){{2,}}(?![\w{_UNSEEN}])"
"""An abbreviation with stops in it: U.S.S.R., С.Ш.А.; two letters may be somebody's initials."""
_PREFIX = "(?:(?:[Cc][Oo]-(?=[Oo])|[Pp]?[Rr][Ee]-(?=[Ee])))?"
"""What English parts from a vowel by a hyphen: co-operation, re-election, pre-eminent."""


def _pattern(run: str) -> re.Pattern[str]:
    return re.compile(
        rf"[{_HAN}]+|{_STOPPED}|{_PREFIX}{run}(?:(?:[{_APOSTROPHES}]|{_BREAK}){run})*"
    )


_WORD = _pattern(_PLAIN)
_MARKED_WORD = _pattern(_MARKED)
_HAS_UNSEEN = re.compile(rf"[{_UNSEEN}]")
_FIRST_HAN = "\u3005"
_IS_HAN = re.compile(rf"[{_HAN}]")
_LINE_BREAK = re.compile(_BREAK)
_SPECIAL = re.compile(rf"[{_HAN}{_APOSTROPHES}{_UNSEEN}]")
_HAS_STOPS, _HAS_PREFIX = re.compile(rf"\.{_SINGLE}\."), re.compile("-[OoEe]")
_PLAIN_WORD = re.compile(r"[^\W_]+")
"""Where nothing of this is in a text, its words are found by a pattern thrice as quick."""

_HAS_BREAK = re.compile(rf"{_HYPHENS}[ \t]*[\r\n]")

_LATIN = "ABCEHIKMOPTXYaceiopxyhk"
_CYRILLIC = "АВСЕНІКМОРТХУасеіорхуһк"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TWINS = str.maketrans("bchkmptxвснкмртх", "вснкмртхbchkmptx")
_TWIN = re.compile(r"[bchkmptx]{3,}|[вснкмртх]{3,}")
"""Words of such consonants alone are abbreviations, of which capitals stand: СССР."""
_OLD_SPELLING = str.maketrans("ѢѲѴѣѳѵ", "ЕФИефи")
_JOINED = str.maketrans("", "", "-.")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_KEPT_MARKS = {letter + "\u0306" for letter in "иуИУ"} | {letter + "\u0308" for letter in "іІ"}
_ROMAN = re.compile(r"[хіivxlcdm]{2,}")
"""Roman numerals are often typed with Cyrillic letters: ХХ, ХІХ."""
_SIMPLE = re.compile(r"[а-яіїєґўәғқңөұүһ']+|[a-z']+|[0-9]+")
"""Words in small letters that folding leaves as they are."""


_HAS_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile(
    r"(?=(?:\D*\d){3})[oоlзiі0-9]+[oо0-9]|(?=(?:\D*\d){2})[1liі][oо0-9][oоз0-9]{2}"
)
"""A number of three digits at least, or a year of two."""

_TO_DIGITS = str.maketrans("oоlзiі", "001311")
_RUSSIAN = "а-яәғқңөұүһіїєґ"
_MISREAD = re.compile(rf"[036]?[{_RUSSIAN}]{{4,}}|[{_RUSSIAN}]+[036][{_RUSSIAN}]{{2,}}")
_TO_LETTERS = str.maketrans("036", "озб")
_MISREAD_LATIN = re.compile("[a-z]{2,}0[a-z]{2,}")


_HISSING = str.maketrans(
    {"š": "sh", "ş": "sh", "ś": "sh", "ș": "sh", "ž": "zh", "ż": "zh", "ź": "zh"}
    | dict.fromkeys("čçć", "ch")
)
"""Letters of one sound that English writes with two: Kaganovič, Kaganovich."""

_SCHOLARLY = re.compile("[šžč]")
_TO_ENGLISH = str.maketrans({"c": "ts", "j": "y", "x": "kh"})
"""What scholars write beside such letters: Čechov, Solženicyn, Kujbyšev."""


class Word(NamedTuple):
    """A word as it stands in a text: the characters from `start` to `end` (not included)."""

    raw: str
    start: int
    end: int


def has_han(text: str) -> bool:
    """Tell whether there are Chinese characters in a text."""
    return _IS_HAN.search(text) is not None


def is_han(raw: str) -> bool:
    """Tell whether a word is a run of Chinese characters, which has no spaces between words."""
    return raw[:1] >= _FIRST_HAN and _IS_HAN.match(raw) is not None


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; a run of Chinese characters is one word."""
    breaks = _HAS_BREAK.search(text) is not None
    for match in _pattern_for(text).finditer(text):
        raw = match[0]
        if breaks and _LINE_BREAK.search(raw) and not _joins(raw):
            yield from _pieces(raw, match.start())
        else:
            yield Word(raw, match.start(), match.end())


def raw_words(text: str) -> list[str]:
    """Return the words of a text without their places, in order, quicker than `words`."""
    if _HAS_BREAK.search(text):
        return [word.raw for word in words(text)]
    if not (_SPECIAL.search(text) or _HAS_STOPS.search(text) or _HAS_PREFIX.search(text)):
        return _PLAIN_WORD.findall(text)
    return _pattern_for(text).findall(text)


def _pattern_for(text: str) -> re.Pattern[str]:
    return _MARKED_WORD if _HAS_UNSEEN.search(text) else _WORD


def _joins(raw: str) -> bool:
    """Tell whether the pieces of a word broken at line ends are one word.

    A capital letter or a digit after the break ("Алма-⏎Ата", "1930-⏎1933") means a hyphen that
    belongs there.
    """
    pieces = _LINE_BREAK.split(raw)
    return all(piece[0].islower() for piece in pieces[1:]) and all(
        piece[-1].isalpha() or _HAS_UNSEEN.match(piece[-1]) for piece in pieces[:-1]
    )


def _pieces(raw: str, start: int) -> Iterator[Word]:
    at = 0
    for gap in _LINE_BREAK.finditer(raw):
        yield Word(raw[at : gap.start()], start + at, start + gap.start())
        at = gap.end()
    yield Word(raw[at:], start + at, start + len(raw))


def fold(raw: str) -> str:
    """Return the folded form of one word; folding a folded word changes nothing."""
    word = _without_hard_end(raw.casefold())
    if not _SIMPLE.fullmatch(word) or "q" in word:
        if is_han(raw):
            return simplified(unicodedata.normalize("NFKC", raw))
        word = _LINE_BREAK.sub("", raw).translate(_JOINED).translate(_ONE_APOSTROPHE)
        composed = unicodedata.normalize("NFC", word.casefold())
        word = in_cyrillic(composed) if is_kazakh_latin(composed) else word
        word = _without_marks(unicodedata.normalize("NFKD", word).translate(_ONE_APOSTROPHE))
        word = unicodedata.normalize("NFC", word.translate(_OLD_SPELLING))
        word = _misread(_one_script(_without_hard_end(word)).casefold())
    return word.translate(_TO_LATIN) if _ROMAN.fullmatch(word) else word


def in_small_letters(raw: str) -> str:
    """Return a word in small letters where that changes nothing else, or as it stands."""
    small = raw.casefold()
    return small if _SIMPLE.fullmatch(small) else raw


def spelt_out(raw: str) -> str:
    """Return the folded word with its hissing sounds as English writes them; "" without any."""
    if raw.isascii():
        return ""
    composed = unicodedata.normalize("NFC", raw.casefold())
    if is_kazakh_latin(composed):
        return ""
    other = composed
    if _SCHOLARLY.search(composed):
        other = composed.replace("ch", "kh").translate(_TO_ENGLISH)
    other = other.translate(_HISSING)
    return fold(other) if other != composed else ""


def twin(form: str) -> str:
    """Return a folded abbreviation as it is read in the other script: CCCP for СССР; else ""."""
    return form.translate(_TWINS) if _TWIN.fullmatch(form) else ""


def _without_hard_end(word: str) -> str:
    """Drop the hard sign that ended words in the old Russian spelling, and a prime."""
    return word.rstrip("ъЪ'") or word


def _without_marks(word: str) -> str:
    """Drop stress marks and accents from a decomposed word, but keep й, ў and ї."""
    kept: list[str] = []
    for letter in word:
        if not _HAS_UNSEEN.match(letter) or (kept and kept[-1] + letter in _KEPT_MARKS):
            kept.append(letter)
    return "".join(kept)


def _misread(word: str) -> str:
    """Put right what text recognition takes for digits or letters: г0лод, 193О, 6ольшевик."""
    if not _HAS_DIGIT.search(word) or word.isdecimal():
        return word
    if _NUMBER.fullmatch(word):
        return word.translate(_TO_DIGITS)
    if _MISREAD.fullmatch(word):
        return word.translate(_TO_LETTERS)
    return word.replace("0", "o") if _MISREAD_LATIN.fullmatch(word) else word


def _one_script(word: str) -> str:
    """Write a word in one script when look-alikes of the other have slipped into it."""
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in word)
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    if not cyrillic or not latin:
        return word
    tables = (_TO_CYRILLIC, _TO_LATIN) if cyrillic >= latin else (_TO_LATIN, _TO_CYRILLIC)
    for table in tables:
        changed = word.translate(table)
        if len({letter.isascii() for letter in changed if letter.isalpha()}) == 1:
            return changed
    return word
