"""The order in which titles, references and names stand in lists."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from archivist.library.bibliography import Script
from archivist.library.pinyin import CHARACTERS
from archivist.library.values import EN, KK, UNKNOWN_LANGUAGE, LanguageCode

_ALPHABET = (
    *("а", "ә", "б", "в", "г", "ґ", "ғ", "д", "е", "є", "ж", "з", "и", "й", "к", "қ", "л", "м"),
    *("н", "ң", "о", "ө", "п", "р", "с", "т", "у", "ў", "ұ", "ү", "ф", "х", "һ", "ц", "ч", "ш"),
    *("щ", "ъ", "ы", "і", "ї", "ь", "э", "ю", "я"),
)
"""The Kazakh alphabet with the letters of its Russian, Ukrainian and Belarusian neighbours."""

_NUMBER = re.compile(r"[0-9]+")
_CYRILLIC, _LATIN, _OTHER = 0x40, 0x80, 0xA0


class _Letters(dict[int, str]):
    """What stands for each character in a key; worked out once a character."""

    def __missing__(self, code: int) -> str:
        self[code] = place = _place(chr(code))
        return place


def _place(letter: str) -> str:
    """Return what stands for a folded letter: space < digit < Cyrillic < Latin < the rest."""
    if letter in _ALPHABET:
        return chr(_CYRILLIC + _ALPHABET.index(letter))
    if letter == "ё":  # written with and without its dots: one letter in every list
        return _place("е")
    if "0" <= letter <= "9":
        return letter
    plain = unicodedata.normalize("NFKD", letter)[0]
    if "a" <= plain <= "z":
        return chr(_LATIN + ord(plain) - ord("a"))
    if not letter.isalnum():
        return "" if unicodedata.category(letter).startswith("M") else " "
    return chr(_OTHER) + letter


_LETTERS = _Letters()


def fold(text: str) -> str:
    """Fold a text so that searching in it ignores case, spelling forms and the dots of ё."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").split())


def sort_key(text: str) -> str:
    """Return a key whose plain order is the order in which a reader looks for the text.

    Case and punctuation do not count, numbers stand by their value ("2" before "10"), Cyrillic
    letters in the order of the Kazakh alphabet; Cyrillic comes before Latin, other scripts last.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    placed = " ".join(folded.translate(_LETTERS).split(" "))
    return _NUMBER.sub(_number, " ".join(placed.split()))


def _number(match: re.Match[str]) -> str:
    """Write a number so that longer ones, which are greater, come later."""
    digits = match[0].lstrip("0")
    return f"{min(len(digits), 99):02d}{digits}"


# -- lists of references


_ORDERS = {
    Script.CYRILLIC: (Script.CYRILLIC, Script.LATIN, Script.HAN),
    Script.LATIN: (Script.LATIN, Script.CYRILLIC, Script.HAN),
    Script.HAN: (Script.HAN, Script.LATIN, Script.CYRILLIC),
}
"""Which script follows which in a list, by the first one; a Chinese list has Russian works last."""

_FIRST = {Script.CYRILLIC: ("ru", "kk", "uk", "be"), Script.HAN: ("zh",)}
_KAZAKH = re.compile("[әғқңөұүһ]", re.IGNORECASE)
_AFTER_I = {"і": 1, "ї": 2}
"""How far after и these letters stand outside Kazakh."""

_OLD = {"ё": "е", "ѣ": "е", "ѳ": "ф", "ѵ": "и"}
_SPELT = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼʹʺ`](?=\w)|(?<=\w)[ʹʺ]")
_BLOCK, _BEYOND, _STEP = 0x10000, 0x50000, 4
_ARTICLES = {
    "en": re.compile(r"(?:the|an?)\s+", re.IGNORECASE),
    "de": re.compile(r"(?:der|die|das|eine?)\s+", re.IGNORECASE),
    "fr": re.compile(r"(?:(?:les?|la|une?)\s+|l['’]\s*)", re.IGNORECASE),
    "es": re.compile(r"(?:el|l[ao]s?|una?)\s+", re.IGNORECASE),
    "it": re.compile(r"(?:(?:il?|l[aeo]|gli|una?|uno)\s+|l['’]\s*)", re.IGNORECASE),
}
_SIGNS = re.compile(r"^[\W_]+")


def first_script(wanted: Script, language: LanguageCode) -> Script:
    """Return which script stands first in a list: as wanted, else that of the list's language."""
    if wanted is not Script.STYLE:
        return wanted
    return next((one for one, codes in _FIRST.items() if language in codes), Script.LATIN)


def list_key(
    text: str, *, first: Script = Script.CYRILLIC, language: LanguageCode = UNKNOWN_LANGUAGE
) -> str:
    """Return a key for lists of references: as `sort_key`, with the letters of each language.

    `language` is that of the text: і stands after ы in Kazakh and after и elsewhere. Chinese
    characters stand by their sounds. Apostrophes and what is said of a letter by marks on it do
    not count. The script that is `first` precedes the others.
    """
    folded = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).casefold())
    kazakh = language == KK or (not language and _KAZAKH.search(folded) is not None)
    placed = " ".join(folded.translate(_places(first, kazakh=kazakh)).split())
    return _NUMBER.sub(_number, placed)


def without_article(title: str, language: LanguageCode) -> str:
    """Return a title from the word on that lists go by: no quotation mark, no “The”."""
    from_letter = _SIGNS.sub("", title) or title
    article = _ARTICLES.get(language or EN)
    found = article.match(from_letter) if article else None
    return from_letter[found.end() :] if found else from_letter


@cache
def _sounds() -> dict[str, int]:
    return {character: place for place, character in enumerate(CHARACTERS)}


@cache
def _places(first: Script, *, kazakh: bool) -> _Places:
    return _Places(_ORDERS.get(first, _ORDERS[Script.CYRILLIC]), kazakh=kazakh)


class _Places(dict[int, str]):
    """What stands for each character in the key of a list; worked out once a character."""

    def __init__(self, order: tuple[Script, ...], *, kazakh: bool) -> None:
        super().__init__()
        self._base = {script: _BLOCK * (place + 1) for place, script in enumerate(order)}
        self._kazakh = kazakh

    def __missing__(self, code: int) -> str:
        self[code] = place = self._place(chr(code))
        return place

    def _place(self, letter: str) -> str:
        letter = _OLD.get(letter, letter)
        if letter in _ALPHABET:
            return chr(self._base[Script.CYRILLIC] + self._cyrillic(letter))
        if (sound := _sounds().get(letter)) is not None:
            return chr(self._base[Script.HAN] + sound)
        plain = _SPELT.get(letter) or unicodedata.normalize("NFKD", letter)[0]
        if plain.isascii() and plain.isalpha():
            return "".join(chr(self._base[Script.LATIN] + ord(one)) for one in plain)
        if not letter.isalnum() or "0" <= letter <= "9":
            return _place(letter)
        rare = unicodedata.name(letter, "").startswith("CJK")
        return chr(self._base[Script.HAN] + _BLOCK - 1 if rare else _BEYOND) + letter

    def _cyrillic(self, letter: str) -> int:
        if letter in _AFTER_I and not self._kazakh:
            return _ALPHABET.index("и") * _STEP + _AFTER_I[letter]
        return _ALPHABET.index(letter) * _STEP
