"""The lines of a concordance: words in their context, how often they stand where, in what order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from archivist.library.ordering import sort_key
from archivist.search.contexts import left_neighbours, right_neighbours
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archivist.library.values import PageId, SourceId


_LAST = ("\U0010ffff",)


class LineOrder(StrEnum):
    """By what the lines of a concordance are sorted."""

    LEFT = "left"
    WORD = "word"
    RIGHT = "right"
    DATE = "date"
    REFERENCE = "reference"


class LineGroups(StrEnum):
    """How the lines of a concordance are grouped."""

    NONE = ""
    PERIOD = "period"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True, slots=True)
class LineSource:
    """The source of some lines.

    `year` is the first of its years. `period` is the name of the first period that it falls in,
    `group` that of its group, "" for none.
    """

    id: SourceId
    title: str
    date: str
    year: int | None
    period: str
    group: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One place at which a word was found.

    `left`, `word` and `right` joined are a readable bit of the text, in which the word stands from
    `start` to `end` (not included). `reference` is the place in an archive, down to the sheet.
    `layer` is the origin of the text ("translation") where that is not the one that is shown.
    """

    source: LineSource
    page_id: PageId
    page: int
    sheet: str
    reference: str
    start: int
    end: int
    left: str
    word: str
    right: str
    layer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frequency:
    """How often the words of a query stand in some sources, and how many words these hold.

    `name` is a year, a period or a group, "" for the sources that have none.
    """

    name: str
    occurrences: int
    words: int
    pages: int

    @property
    def per_thousand(self) -> float:
        """How often among 1,000 words."""
        return 1000 * self.occurrences / self.words if self.words else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Concordance:
    """Every place at which the words of a query stand in the pages of a library.

    Of a page the text that is shown counts, or the first of its others in which the words stand; a
    phrase that goes on on the next page counts where it begins.

    `total` counts all places; `lines` holds the first of them when there are very many, those of
    the best pages. Frequencies count all places, among all words of the sources that were searched,
    `years` in order with the years between in which nothing was found. `indexing` counts the
    documents that wait to be indexed and are not searched yet.
    """

    query: str
    lines: tuple[Line, ...]
    whole: Frequency
    sources: int
    years: tuple[Frequency, ...] = ()
    periods: tuple[Frequency, ...] = ()
    groups: tuple[Frequency, ...] = ()
    places: Mapping[SourceId, tuple[int, int]] = field(default_factory=dict)
    """Where each source stands by date, and in the order of the archives."""

    indexing: int = 0

    @property
    def total(self) -> int:
        """How many places there are."""
        return self.whole.occurrences

    def counted(self, grouped: LineGroups) -> tuple[Frequency, ...]:
        """Return how often the words stand in each period or each group, in their order."""
        return {
            LineGroups.NONE: (self.whole,),
            LineGroups.PERIOD: self.periods,
            LineGroups.GROUP: self.groups,
        }[grouped]

    def sorted(self, order: LineOrder, *, descending: bool = False) -> tuple[Line, ...]:
        """Return the lines in an order; what is equal stays in the order of the archives."""
        by_place = sorted(self.lines, key=self._key(LineOrder.REFERENCE))
        if order is not LineOrder.REFERENCE:
            by_place.sort(key=self._key(order), reverse=descending)
        elif descending:
            by_place.reverse()
        return tuple(by_place)

    def _key(self, order: LineOrder) -> Callable[[Line], Any]:
        places = self.places
        last = len(places), len(places)
        return {
            LineOrder.LEFT: lambda line: _joined(
                left_neighbours(line.left), right_neighbours(line.right)
            ),
            LineOrder.WORD: lambda line: _joined(
                (sort_key(line.word),), right_neighbours(line.right)
            ),
            LineOrder.RIGHT: lambda line: _joined(
                right_neighbours(line.right), left_neighbours(line.left)
            ),
            LineOrder.DATE: lambda line: places.get(line.source.id, last)[0],
            LineOrder.REFERENCE: lambda line: (
                places.get(line.source.id, last)[1],
                line.source.id,
                line.page,
                line.start,
            ),
        }[order]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered(Progress):
    """How far a concordance has come: so many pages, the lines until now, the places until now."""

    lines: tuple[Line, ...]
    occurrences: int


def grouped_lines(
    lines: Sequence[Line], grouped: LineGroups, names: Iterable[str]
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return lines by group, in the order of the names, without the groups that have none."""
    if grouped is LineGroups.NONE:
        return (("", tuple(lines)),)
    by_name: dict[str, list[Line]] = {name: [] for name in names}
    for line in lines:
        by_name.setdefault(group_of(line.source, grouped), []).append(line)
    return tuple((name, tuple(some)) for name, some in by_name.items() if some)


def _joined(first: Sequence[str], then: Sequence[str]) -> str:
    """Return one text in the order of two rows of words: quicker to compare than many.

    What has no words on a side, at the edge of a page, comes last.
    """
    return "\0".join((*(first or _LAST), "", *(then or _LAST)))


def group_of(source: LineSource, grouped: LineGroups) -> str:
    """Return the name of the group that a source's lines stand in."""
    return source.period if grouped is LineGroups.PERIOD else source.group
