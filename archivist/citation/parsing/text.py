"""The text of an entry while it is read: made even, and marked where it was understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_DROPPED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060"}
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)([^*\n]+)(?<=\S)\*{1,3}(?![\w*])|</?(?:i|em|b)>")
_OWN_STOP = re.compile(
    r"\d(?:-\w{1,2})?\s?(?:т|кн|ч|гг?|рр?|жж?|в|вв)$|(?<![\w-])[^\W\d_a-zа-яёіїәқ]$"
)
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TWINS = str.maketrans("AaBCcEeHKMOoPpTXxyi", "АаВСсЕеНКМОоРрТХхуі")
"""Latin letters by the Cyrillic ones that look the same."""


def one_script(text: str) -> str:
    """Write words that mix Cyrillic letters with Latin look-alikes (`Oп`) in Cyrillic alone."""
    return _LETTERS.sub(lambda word: _unmixed(word[0]), text)


def _unmixed(word: str) -> str:
    cyrillic = word.translate(_TWINS)
    mixed = any("\u0400" <= sign <= "\u052f" for sign in word)
    return cyrillic if mixed and not any(sign.isascii() for sign in cyrillic) else word


@dataclass(frozen=True, kw_only=True, slots=True)
class EvenText:
    """An entry without marks of emphasis and invisible signs, every white space a plain one.

    `places` tells for each character (and the end) where it stands in the entry as it was typed;
    `emphasised` are the runs that stood in italics.
    """

    text: str
    places: tuple[int, ...]
    emphasised: tuple[tuple[int, int], ...] = ()

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Return position and length, in the entry as it was typed, of a part of the text."""
        first = self.places[min(start, len(self.text))]
        last = self.places[min(max(end - 1, start), len(self.text))]
        return first, max(last - first + (1 if end > start else 0), 0)


def even_text(typed: str) -> EvenText:
    """Make an entry even."""
    dropped: set[int] = set()
    runs: list[tuple[int, int]] = []
    for match in _EMPHASIS.finditer(typed):
        if match[1] is None:
            dropped.update(range(*match.span()))
            continue
        dropped.update(range(match.start(), match.start(1)), range(match.end(1), match.end()))
        runs.append(match.span(1))
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(typed):
        if at in dropped or sign in _DROPPED:
            continue
        signs.append(" " if sign.isspace() else sign)
        places.append(at)
    places.append(len(typed))
    index = {place: at for at, place in enumerate(places)}
    emphasised = tuple(
        (index[first], index[last - 1] + 1)
        for first, last in runs
        if first in index and last - 1 in index
    )
    return EvenText(text="".join(signs), places=tuple(places), emphasised=emphasised)


@dataclass(kw_only=True)
class Draft:
    """What is known of an entry so far: its fields, and which of its characters were understood.

    `start` and `end` bound what is still to be read; `language` is that of the labels or words met;
    `chains` keeps the labels that were found (levels.chains_of).
    """

    text: str
    start: int = 0
    end: int = 0
    language: str = ""
    emphasised: tuple[tuple[int, int], ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    mask: bytearray = field(default_factory=bytearray)
    chains: dict[bool, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the whole text as still to be read."""
        self.end = self.end or len(self.text)
        self.mask = self.mask or bytearray(len(self.text))

    def claim(self, start: int, end: int) -> None:
        """Note that a part of the text was understood."""
        self.mask[start:end] = b"\1" * max(0, end - start)

    def put(self, name: str, value: object, start: int, end: int) -> None:
        """Set a field to what a part of the text says."""
        self.fields[name] = value
        self.claim(start, end)

    def put_text(self, name: str, start: int, end: int) -> None:
        """Set a field to a part of the text itself, without the signs around it."""
        start, end = self.trimmed(start, end)
        if self.text[end : end + 1] == "." and _OWN_STOP.search(self.text, start, end):
            end += 1  # the stop of “1925 г.” and of initials is their own
        if start < end:
            self.put(name, " ".join(self.text[start:end].split()), start, end)

    def trimmed(self, start: int, end: int, signs: str = " .,;:–—-/") -> tuple[int, int]:
        """Return a part of the text without spaces and separators at its ends."""
        while start < end and self.text[start] in signs:
            start += 1
        while start < end and self.text[end - 1] in signs:
            end -= 1
        return start, end

    def rest(self) -> str:
        """Return what was not understood, part after part."""
        parts = [
            self.text[slice(*self.trimmed(start, end, " .,;:–—-/()[]"))]
            for start, end in self._gaps()
        ]
        return " … ".join(part for part in parts if _WORD.search(part))

    def understood(self) -> float:
        """Return how much of the letters and digits was understood, from 0 to 1."""
        words = [at for match in _WORD.finditer(self.text) for at in range(*match.span())]
        return sum(map(self.mask.__getitem__, words)) / len(words) if words else 0.0

    def _gaps(self) -> list[tuple[int, int]]:
        gaps: list[tuple[int, int]] = []
        at = self.mask.find(0)
        while at >= 0:
            last = self.mask.find(1, at)
            last = len(self.mask) if last < 0 else last
            gaps.append((at, last))
            at = self.mask.find(0, last)
        return gaps
