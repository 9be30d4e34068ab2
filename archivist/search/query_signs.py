"""The signs of a query, taken one after the other: spaces, quotation marks, OR, AND, minus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Mapping

OR_WORDS = frozenset({"OR", "ИЛИ", "АБО", "НЕМЕСЕ", "|"})
AND_WORDS = frozenset({"AND", "И", "ТА", "ЖӘНЕ"})
NOT_WORDS = frozenset({"NOT"})

LONGEST = 4_000
"""So many characters a query has at most: some hundred words."""

QUOTES = {
    '"': '"',
    "“": "”",
    "”": "”“",
    "„": "“”",
    "«": "»",
    "「": "」",
    "『": "』",
    "《": "》",
}
_CLOSING = '"“”»'
"""Where the right closing mark is missing, any of these closes."""

VALUE_QUOTES = {**QUOTES, "'": "'", "‘": "’"}
_WIDE = str.maketrans("（）：｜～＊？＝＂－＇", "():|~*?=\"-'")
ATOM = re.compile(r'[^\s()"“„”«»「」『』《》|]+')
_MINUS = "-−–"


class Signs:
    """A place in a query and what is taken from there on; full-width signs are as others."""

    def __init__(self, text: str) -> None:
        self._typed = text
        self._text = text.translate(_WIDE)
        self._at = 0

    def _skip_spaces(self) -> None:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1

    def _at_end_of_part(self) -> bool:
        self._skip_spaces()
        return self._at >= len(self._text) or self._text[self._at] == ")" or self._sees_or()

    def _sees_or(self) -> bool:
        if self._text.startswith("|", self._at):
            return True
        atom = ATOM.match(self._text, self._at)
        return atom is not None and atom[0] in OR_WORDS

    def _take_or(self) -> bool:
        if self._at_end_of_part() and self._at < len(self._text) and self._sees_or():
            atom = ATOM.match(self._text, self._at)
            self._at = atom.end() if atom else self._at + 1
            return True
        return False

    def _take_sign(self, signs: frozenset[str]) -> bool:
        atom = ATOM.match(self._text, self._at)
        if atom is None or atom[0] not in signs:
            return False
        self._at = atom.end()
        return True

    def _take_minus(self) -> bool:
        """Take a minus that stands directly before what is not wanted."""
        following = self._text[self._at + 1 : self._at + 2]
        if self._text[self._at] in _MINUS and following and not following.isspace():
            self._at += 1
            return True
        return False

    def _quoted(self, marks: Mapping[str, str]) -> str:
        """Return what stands in quotation marks, of which one is next."""
        opening, start = self._text[self._at], self._at + 1
        for closings in (marks[opening], _CLOSING):
            ends = [end for one in closings if (end := self._text.find(one, start)) >= 0]
            if ends:
                self._at = min(ends) + 1
                return self._text[start : min(ends)]
        raise self._error(f"the closing “{marks[opening][-1]}” of the phrase")

    def _is_stray(self) -> bool:
        """Tell whether a mark that may open and close has nothing to open."""
        sign = self._text[self._at]
        return sign == "”" and not any(end in self._text[self._at + 1 :] for end in QUOTES[sign])

    def _error(self, expected: str) -> ParseError:
        return ParseError(self._typed, self._at, expected)
