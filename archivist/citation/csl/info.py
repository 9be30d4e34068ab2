"""What there is to know of a CSL style without printing anything with it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

STOCK, OWN, USER = "stock", "own", "user"
"""Where a style comes from: the collection of all CSL styles, ourselves, the user."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CslInfo:
    """A CSL style: `form` is "numeric", "note", "author-date", "author" or "label".

    `language` is the style's own locale, "" when it takes the document's; `parent` is the style
    that a dependent one stands for, "" for one of its own; `short` is a second, shorter title.
    """

    name: str
    title: str
    language: str = ""
    form: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    short: str = ""
    origin: str = STOCK


def fold(text: str) -> str:
    """Return a text without case and accents, as words are looked for."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
