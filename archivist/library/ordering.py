"""The order in which titles, references and names stand in lists."""

from __future__ import annotations

import re
import unicodedata

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
