"""Roman numbers, as front pages of books and some sheets bear them."""

from __future__ import annotations

import re

_SIGNS = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SOUND = re.compile(r"(?=.)c{0,4}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)


def roman_value(text: str) -> int:
    """Return the value of a number up to 499, 0 for what is none."""
    if not _SOUND.fullmatch(text):
        return 0
    value, rest = 0, text.lower()
    for worth, sign in _SIGNS:
        while rest.startswith(sign):
            value, rest = value + worth, rest.removeprefix(sign)
    return value


def roman_number(value: int) -> str:
    """Return a number in small letters."""
    text = ""
    for worth, sign in _SIGNS:
        text += sign * (value // worth)
        value %= worth
    return text
