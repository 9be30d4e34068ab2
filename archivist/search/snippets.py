"""What is shown of a hit: where the words of a query stand in a text, and the best bit of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.search.analyzers import han_pairs, paragraphs
from archivist.search.folding import fold, is_han, raw_words, words
from archivist.search.likeness import Likeness
from archivist.search.nearness import NearWords
from archivist.search.query import Exact, Near, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archivist.search.analyzers import Analysis
    from archivist.search.query import Query

Mark = tuple[int, int]

WIDTH = 200
"""So many characters a snippet has, more or less."""

_MARGIN = 20
"""So many characters of a snippet are left for what stands around the finds."""

_LONG_WORD, _FARTHEST = 16, 1_000
"""So many letters a word has at most, as a rule; and so far is looked beyond the end of a page."""

_WHITE = re.compile(r"\s+")
_UNSEEN = "\u00ad\u200b\u2060\ufeff\ufffe\x02"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A bit of a text on one line, and where the words of the query stand in it."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something that was looked for stands; `sought` tells what, by number."""

    start: int
    end: int
    sought: int


class Highlighter:
    """Finds the words of one query in texts, by the same analysis as the index."""

    def __init__(self, query: Query, analysis: Analysis) -> None:
        self._analysis = analysis
        self._stems: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._pairs: dict[str, int] = {}
        self._alike: list[tuple[Likeness, int]] = []
        self._nears: list[tuple[NearWords, int]] = []
        self._phrases: list[tuple[tuple[str, ...], int]] = []
        self._met: dict[tuple[str, str], int | None] = {}
        for number, leaf in enumerate(query.wanted()):
            match leaf:
                case Word(form) if is_han(form):
                    self._pairs.update(dict.fromkeys(han_pairs(form), number))
                case Word(form):
                    self._stems.update(dict.fromkeys(analysis.query_readings(form), number))
                case Exact(form):
                    self._forms[form] = number
                case Phrase(forms):
                    self._phrases.append((forms, number))
                case Near():
                    self._nears.append((NearWords(leaf, analysis), number))
                case _:
                    self._alike.append((Likeness(leaf, analysis), number))

    @property
    def reach(self) -> int:
        """How many letters of a neighbouring page may belong to a find; 0 for words alone."""
        lengths = [len(forms) for forms, _ in self._phrases]
        most = max([*lengths, *(words.near.distance for words, _ in self._nears)], default=0)
        return min(most * _LONG_WORD, _FARTHEST)

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Return where the words stand in a text, in order, touching places joined."""
        return tuple(_joined(self._places(text)))

    def marks_before(self, text: str, beyond: str) -> tuple[Mark, ...]:
        """Return where the words stand in a text, also those that go on `beyond` it."""
        end = len(text.rstrip())
        marks = self.marks(joined_pages(text, beyond))
        return tuple((first, min(last, end)) for first, last in marks if first < end)

    def marks_after(self, text: str, before: str) -> tuple[Mark, ...]:
        """Return where in a text the ends stand of what began `before` it."""
        start = len(joined_pages(before, ""))
        own = set(self.marks(text))
        ends = (
            (max(first - start, 0), last - start)
            for first, last in self.marks(joined_pages(before, text))
            if last > start
        )
        return tuple(end for end in ends if end not in own)

    def snippet(self, text: str, width: int = WIDTH) -> Snippet:
        """Return the bit of a text that holds the most of what was looked for."""
        places = self._places(text)
        start, end = _window(places, text, width)
        marks = [
            (max(first, start), min(last, end))
            for first, last in _joined(places)
            if first < end and last > start
        ]
        return _on_one_line(text, (start, end), marks)

    def _places(self, text: str) -> list[_Place]:
        found = [*self._words(text), *self._pairs_in(text), *self._phrases_in(text)]
        for near, number in self._nears:
            found += (_Place(*mark, number) for mark in near.marks(text))
        return sorted(found, key=lambda place: (place.start, place.end, place.sought))

    def _words(self, text: str) -> Iterator[_Place]:
        if not (self._stems or self._forms or self._alike):
            return
        parts = paragraphs(text) if self._analysis.by_paragraph else ((0, len(text), ""),)
        for start, end, language in parts:
            for raw, first, last in words(text[start:end]):
                number = self._sought(raw, language)
                if number is not None:
                    yield _Place(start + first, start + last, number)

    def has_word(self, text: str) -> bool:
        """Tell whether any of the words, phrases apart, stands in a text of any language."""
        return any(self._sought(raw, "") is not None for raw in raw_words(text))

    def _sought(self, raw: str, language: str) -> int | None:
        """Return the number of what is looked for that a word is, None for none."""
        key = (raw, language)
        if key not in self._met:
            self._met[key] = None if is_han(raw) else self._recognised(raw, language)
        return self._met[key]

    def _recognised(self, raw: str, language: str) -> int | None:
        form, readings = self._analysis.readings(raw, language)
        if form in self._forms:
            return self._forms[form]
        for stem in readings:
            if stem in self._stems:
                return self._stems[stem]
        alike = (number for like, number in self._alike if like.takes(form, readings))
        return next(alike, None)

    def _pairs_in(self, text: str) -> Iterator[_Place]:
        """Yield the places of Chinese letters, of which each pair that is looked for counts."""
        if not self._pairs:
            return
        for raw, start, _ in words(text):
            run = fold(raw) if is_han(raw) else ""
            for pair, number in self._pairs.items():
                at = run.find(pair)
                while at >= 0:
                    yield _Place(start + at, start + at + len(pair), number)
                    at = run.find(pair, at + 1)

    def _phrases_in(self, text: str) -> Iterator[_Place]:
        """Yield the places of phrases, in which Chinese letters stand one by one."""
        if not self._phrases:
            return
        parts = [
            (self._analysis.form(text[start:end]), start, end)
            for raw, first, last in words(text)
            for start, end in (
                [(at, at + 1) for at in range(first, last)] if is_han(raw) else [(first, last)]
            )
        ]
        forms = [form for form, _, _ in parts]
        for phrase, number in self._phrases:
            for at in range(len(forms) - len(phrase) + 1):
                if forms[at] == phrase[0] and tuple(forms[at : at + len(phrase)]) == phrase:
                    yield _Place(parts[at][1], parts[at + len(phrase) - 1][2], number)


def joined_pages(text: str, beyond: str) -> str:
    """Return the text of a page with the beginning of the next."""
    return f"{text.rstrip()}\n{beyond}"


def _joined(places: Iterable[_Place]) -> list[Mark]:
    joined: list[Mark] = []
    for place in places:
        if joined and place.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], place.end))
        else:
            joined.append((place.start, place.end))
    return joined


def _window(places: Sequence[_Place], text: str, width: int) -> Mark:
    """Choose the bit of the text with the most different finds, then the most, then the first."""
    best, span = (0, 0), (0, 0)
    for first, place in enumerate(places):
        limit = place.start + width - _MARGIN
        near = places[first : bisect_right(places, limit, key=lambda other: other.start)]
        inside = [other for other in near if other.end <= limit] or [place]
        worth = (len({other.sought for other in inside}), len(inside))
        if worth > best:
            best, span = worth, (place.start, max(other.end for other in inside))
    spare = max(0, width - (span[1] - span[0]))
    end = min(len(text), max(0, span[0] - spare // 2) + max(width, span[1] - span[0]))
    start = max(0, min(span[0], end - width))
    return _at_word_ends(text, (start, end), span)


def _at_word_ends(text: str, bit: Mark, span: Mark) -> Mark:
    """Draw the ends of a bit in to where no word is cut, but not into what was found."""
    start, end = bit
    if start > 0 and not text[start - 1].isspace():
        gap = _WHITE.search(text, start, span[0])
        start = gap.end() if gap else start
    if end < len(text) and not text[end].isspace():
        gaps = list(_WHITE.finditer(text, max(span[1], start), end))
        end = gaps[-1].start() if gaps else end
    return start, end


def _on_one_line(text: str, bit: Mark, marks: Iterable[Mark]) -> Snippet:
    """Cut a bit out on one line, "…" where the text goes on, and move the marks along."""
    start, end = bit
    line = "…" if text[:start].strip() else ""
    places = []
    for letter in text[start:end]:
        places.append(len(line))
        if letter.isspace():
            line += "" if line.endswith((" ", "…")) or not line else " "
        elif letter not in _UNSEEN:
            line += letter
    places.append(len(line))
    moved = tuple((places[first - start], places[last - start]) for first, last in marks)
    return Snippet(line.rstrip() + ("…" if text[end:].strip() else ""), moved)
