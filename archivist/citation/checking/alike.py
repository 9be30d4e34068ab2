"""Records that look the same: one source that was entered twice.

Titles are compared only with their neighbours, in three orders: by the title, by its letters
backwards, and among the works of an author and year. So ten thousand sources take a second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from archivist.citation.checking.findings import Finding, FindingKind, Severity
from archivist.library.archive import match_key
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.library.records import Citable
    from archivist.library.values import Day

LIKENESS = 0.9
"""Titles that agree so far are those of one source, if nothing else speaks against it."""

_NEIGHBOURS = 4
_MOST = 60
"""Of more works of one author and year the neighbours alone are compared."""

_SHORTEST = 8
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a source is compared; the title is its words alone, `place` is () for none."""

    source: Citable
    title: str
    numbers: tuple[str, ...]
    container: str
    authors: frozenset[str]
    place: tuple[object, ...]

    @property
    def date(self) -> Day | None:
        date = self.source.record.date
        return date.start if date else None


def find_alike(sources: Sequence[Citable]) -> Iterator[Finding | None]:
    """Yield pairs of records that look the same, and None now and then on the way."""
    seen = [one for one in map(_seen, sources) if one.title or one.place]
    met: set[tuple[str, str]] = set()
    for count, (one, other) in enumerate(_pairs(seen)):
        if not count % 1000:
            yield None
        keys = (one.source.key, other.source.key)
        if keys in met or keys[::-1] in met or not _alike(one, other):
            continue
        met.add(keys)
        yield Finding(
            kind=FindingKind.ALIKE,
            severity=Severity.WARNING,
            sentence=f"Sources {keys[0]} and {keys[1]}, “{one.source.record.title}”, look the "
            "same: put one of them in the bin if they are.",
            source_ids=(SourceId(int(keys[0])), SourceId(int(keys[1]))),
        )


def _seen(source: Citable) -> _Seen:
    record, levels = source.record, source.location.levels
    facts = f"{record.title} {record.subtitle} {record.volume} {record.issue}"
    place = (
        source.archive.id if source.archive else None,
        tuple((level.kind, level.number, level.suffix, level.volume) for level in levels),
        source.location.sheets,
    )
    return _Seen(
        source=source,
        title=_words(f"{record.title} {record.subtitle}"),
        numbers=tuple(_NUMBER.findall(facts)),
        container=_words(record.container),
        authors=frozenset(match_key(person.family) for person in record.creators),
        place=place if levels else (),
    )


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("ё", "е")))


def _pairs(seen: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    titled = [one for one in seen if one.title]
    yield from _neighbours(sorted(titled, key=lambda one: one.title))
    yield from _neighbours(sorted(titled, key=lambda one: one.title[::-1]))
    groups: dict[object, list[_Seen]] = defaultdict(list)
    for one in seen:
        for author in one.authors:
            groups[author, one.date.year if one.date else None].append(one)
        if one.place:
            groups[one.place].append(one)
    for several in groups.values():
        if len(several) <= _MOST:
            yield from combinations(several, 2)


def _neighbours(order: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    for place, one in enumerate(order):
        for other in order[place + 1 : place + 1 + _NEIGHBOURS]:
            yield one, other


def _alike(one: _Seen, other: _Seen) -> bool:
    """Tell whether two records can be one: nothing contradicts it, and the titles agree."""
    if _contradict(one, other):
        return False
    if one.title == other.title:
        enough = len(one.title) >= _SHORTEST or one.authors & other.authors
        return bool(enough or (one.place and not one.title))
    matcher = SequenceMatcher(None, one.title, other.title, autojunk=False)
    return (
        matcher.real_quick_ratio() >= LIKENESS
        and matcher.quick_ratio() >= LIKENESS
        and matcher.ratio() >= LIKENESS
    )


def _contradict(one: _Seen, other: _Seen) -> bool:
    """Tell whether numbers, places, authors, journals or dates are those of two sources."""
    if one.numbers != other.numbers or one.place != other.place:
        return True
    if one.authors and other.authors and not one.authors & other.authors:
        return True
    if one.container != other.container and one.container and other.container:
        return True
    return _other_day(one.date, other.date)


def _other_day(one: Day | None, other: Day | None) -> bool:
    """Tell whether two dates differ in what both of them say."""
    if one is None or other is None:
        return False
    return any(
        first is not None and second is not None and first != second
        for first, second in zip(
            (one.year, one.month, one.day), (other.year, other.month, other.day), strict=True
        )
    )
