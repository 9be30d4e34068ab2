"""Archival sources as a tree: archive, fund with its name and dates, series, files with titles.

So dissertations in Ukraine list what was used of each archive, instead of entry by entry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, archive_text, labels_for
from archivist.citation.dates import date_text
from archivist.citation.entries import is_archival, tidied, words_for
from archivist.citation.people import heading
from archivist.citation.places import Place
from archivist.citation.template import capitalised, ended, joined
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import rich

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.citation.styles import Style
    from archivist.library.records import Citable
    from archivist.library.references import Level
    from archivist.library.richtext import RichText
    from archivist.library.values import UncertainDate

_Node = tuple[object, ...]
"""A unit by its archive and the numbers from the fund down to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TreeLine:
    """A line of the tree; `depth` is 0 for an archive. `citables` are the sources that it names."""

    depth: int
    text: RichText
    citables: tuple[Citable, ...] = ()


def archive_tree(citables: Iterable[Citable], style: Style) -> tuple[TreeLine, ...]:
    """Return archival sources as a tree, in the order given; other sources are left out.

    A unit is named once, where its first source stands. A source that is a whole unit, or the only
    one of a unit without a title, stands in the unit's line, all others in lines below theirs.
    """
    sources = [tidied(citable) for citable in citables if is_archival(citable)]
    sharing = Counter(_node(source, _depth(source)) for source in sources)
    lines: list[TreeLine] = []
    met: set[_Node] = set()
    for source in sources:
        branch, depth = _Branch(source, style), _depth(source)
        unit = _node(source, depth)
        own = branch.source()
        merged = not own or (sharing[unit] == 1 and branch.can_merge)
        for above in range(depth + (not merged)):
            if _node(source, above) not in met and (text := branch.unit(above)):
                lines.append(TreeLine(depth=above, text=text))
            met.add(_node(source, above))
        text = branch.unit(depth, merged=True) if merged else own
        lines.append(TreeLine(depth=depth + (not merged), text=text, citables=(source,)))
        met.add(unit)
    return tuple(lines)


def _depth(source: Citable) -> int:
    """Return how deep the unit lies that holds all of a source, also when it has several files."""
    levels, more = source.location.levels, source.location.more
    replaced = more[0].levels[0].kind if more and more[0].levels else None
    return next((depth for depth, one in enumerate(levels) if one.kind == replaced), len(levels))


def _node(source: Citable, depth: int) -> _Node:
    keeper = source.archive.id if source.archive else 0
    levels = source.location.levels[:depth]
    return keeper, *((one.kind, one.number, one.suffix, one.volume, one.name) for one in levels)


class _Branch:
    """The lines of one source: its archive, the units above it, and itself."""

    def __init__(self, source: Citable, style: Style) -> None:
        record, archive = source.record, source.archive
        self._source = source
        self._style = style
        self._name = archive_name(archive, style, record.language) if archive else None
        labels = labels_for(self._name, archive, style, record.language)
        self._place = Place(style=style, labels=labels, language=record.language)
        self._words = style.words.get(labels.language) or words_for(record, style)

    @property
    def can_merge(self) -> bool:
        """Tell whether the source can stand in the line of its unit: neither is named twice."""
        levels, record = self._source.location.levels, self._source.record
        alike = bool(levels) and levels[-1].name in ("", record.title)
        return alike and not self._source.location.more

    def archive(self) -> RichText:
        """Return the archive in full."""
        if self._name is None:
            return ()
        return ended(archive_text(self._name, self._style, first=True))

    def unit(self, depth: int, *, merged: bool = False) -> RichText:
        """Return a unit with its name, dates and extent; `merged` with what the source is.

        The unit of depth 0 is the archive.
        """
        if depth == 0:
            return self.archive()
        location, place = self._source.location, depth - 1
        level, above = location.levels[place], [one.kind for one in location.levels[:place]]
        dates = location.dates[place] if place < len(location.dates) else None
        label = self._place.level(replace(level, name=""), above)
        between = " " if level.kind is UnitKind.FUND else ". "
        text = joined([label, self._described(level, merged=merged)], between)
        text = joined([text, self._dated(level, dates, merged=merged)], ". ")
        if depth == len(location.levels):
            text = joined([text, self._place.extent(location.total_sheets)], ", ")
        if merged and location.sheets:
            text = joined([text, self._sheets([*above, level.kind])], ". ")
        return ended(rich(capitalised(text)))

    def source(self) -> RichText:
        """Return the source alone, without the units above it."""
        location, record = self._source.location, self._source.record
        if location.more:
            rest = replace(location, levels=location.levels[_depth(self._source) :])
            place = capitalised(self._place.location(rest))
        else:
            place = self._sheets([one.kind for one in location.levels]) if location.sheets else ""
        return ended(rich(joined([self._titled(), self._day(record.date), place], ". ")))

    def _sheets(self, above: list[UnitKind]) -> str:
        return capitalised(self._place.sheets(self._source.location.sheets, above))

    def _described(self, level: Level, *, merged: bool) -> str:
        return self._titled() if merged and not level.name else level.name

    def _dated(self, level: Level, dates: UncertainDate | None, *, merged: bool) -> str:
        """Return the dates of a unit, or of the source in its line, that its name does not tell."""
        own = self._day(self._source.record.date) if merged else ""
        return own or (
            self._day(dates) if dates and str(dates.start.year) not in level.name else ""
        )

    def _titled(self) -> str:
        record = self._source.record
        authors = record.by(Role.AUTHOR)
        title = f"[{record.title}]" if record.title_by_researcher and record.title else record.title
        return joined([heading(authors, self._style.people) if authors else "", title], ". ")

    def _day(self, date: UncertainDate | None) -> str:
        """Return a date that the title of the source does not tell already."""
        if date is None or str(date.start.year) in self._source.record.title:
            return ""
        text = date_text(date, self._words, self._style.dash)
        if date.start.day and date.end is None:
            return text
        return self._words.say(self._words.form("full_years" if date.end else "full_year"), text)
