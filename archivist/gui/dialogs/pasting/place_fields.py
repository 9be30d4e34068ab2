"""Where a document lies as fields of a form: one a level, and the sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.library.references import Level, UnitKind, parse_sheets

if TYPE_CHECKING:
    from archivist.library.references import Location

USUAL = (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE)
"""The levels that every form has."""

_ORDER = tuple(UnitKind)


def level_kinds(location: Location) -> tuple[UnitKind, ...]:
    """Return the levels that the form of a place has: the usual ones, and those it names."""
    named = {level.kind for level in location.levels}
    unusual = named - set(USUAL)
    usual = set(USUAL) if not unusual or named & set(USUAL) else set()
    return tuple(sorted(usual | named, key=_ORDER.index))


def read_level(location: Location, kind: UnitKind) -> str:
    """Return the number of a level, "" where the place has none."""
    return next((one.number for one in location.levels if one.kind is kind), "")


def write_level(location: Location, kind: UnitKind, number: str) -> Location:
    """Return the place with another number of a level; "" takes the level away."""
    if not number:
        levels = tuple(one for one in location.levels if one.kind is not kind)
    elif any(one.kind is kind for one in location.levels):
        levels = tuple(
            replace(one, number=number) if one.kind is kind else one for one in location.levels
        )
    else:
        above = [one for one in location.levels if _ORDER.index(one.kind) < _ORDER.index(kind)]
        at = location.levels.index(above[-1]) + 1 if above else 0
        new = Level(kind=kind, number=number)
        levels = (*location.levels[:at], new, *location.levels[at:])
    return replace(location, levels=levels, dates=())


def moved_sheets(location: Location, text: str) -> Location:
    """Return the place with other sheets, as the user types them.

    Raises:
        ParseError: when the text is no list of sheets.
    """
    return replace(location, sheets=parse_sheets(text))


def with_extent(location: Location, text: str) -> Location:
    """Return the place with another extent of the whole file."""
    return replace(location, total_sheets=text)
