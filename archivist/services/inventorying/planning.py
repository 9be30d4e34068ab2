"""Compares an inventory with the tree: what is new, what changed, what the user has otherwise.

A unit remembers in `origin` its identity in the inventory and a sum of each text that was taken
over. So a second import knows whose change a difference is: where the inventory says what it said
before, the user's text stays; where the unit still has what was taken over, the inventory's new
text is taken; where both changed, it is a clash, which the user decides.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.library.archive import match_key
from archivist.library.references import Level, UnitKind
from archivist.library.spans import read_span
from archivist.library.values import UncertainDate, UnitId, parse_date
from archivist.storage.described import Described, Description

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.library.inventories import Component

TEXTS = ("name", "date", "extent", "access_note", "publication_note", "note")
"""The texts that are compared, in the order of their sums."""

_SUM = 8
_NO_DATE = frozenset("-–—")
_TOPS = frozenset({UnitKind.FUND, UnitKind.COLLECTION, UnitKind.RECORD_GROUP})

Saying = dict[str, str]
"""The texts of a unit by their names; a date is its normal form, a tab and its words."""


class Fate(StrEnum):
    """What an import does with a unit."""

    NEW = "new"
    CHANGED = "changed"
    CLASH = "clash"
    SAME = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class TextChange:
    """A text that differs: `taken` tells whether the inventory's replaces that of the library."""

    text: str
    old: str
    new: str
    taken: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What happens to one component: `unit_id` None is made, any other brought up to date.

    `saves` is False for a unit of which nothing at all is written.
    """

    component: int
    unit_id: UnitId | None
    saves: bool
    fate: Fate
    changes: tuple[TextChange, ...]
    description: Description


class Standing:
    """The units of one archive, found by identity, by number, or by title where none has one."""

    def __init__(self, units: Iterable[Described]) -> None:
        self._by_identity: dict[str, Described] = {}
        self._by_place: dict[tuple[object, ...], list[Described]] = {}
        self._taken: set[UnitId] = set()
        for unit in units:
            if identity := unit.origin.partition("\t")[0]:
                self._by_identity.setdefault(identity, unit)
            self._by_place.setdefault(_place_of(unit), []).append(unit)

    def find(self, component: Component, parent: UnitId | None) -> Described | None:
        """Return the unit that a component describes; each is found once only."""
        found = self._by_identity.get(component.key) if component.key else None
        if found is None or found.id in self._taken:
            there = [
                unit
                for unit in self._by_place.get(_place(component, parent), ())
                if unit.id not in self._taken
            ]
            alike = [unit for unit in there if unit.name == component.name]
            found = next(iter(alike or there), None)
        if found is not None:
            self._taken.add(found.id)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Hook:
    """What a component without a parent hangs on: a unit of an archive, or (None) its top.

    `there` is False where that place is yet to be made.
    """

    standing: Standing
    unit_id: UnitId | None
    there: bool


def plan(
    components: Sequence[Component], hooks: dict[int, Hook], *, overwrite: bool
) -> tuple[Planned, ...]:
    """Say what becomes of each component; `hooks` has one for each that has no parent."""
    hung: list[Hook] = []
    planned = []
    for place, component in enumerate(components):
        hook = hooks[place] if component.parent < 0 else hung[component.parent]
        find = hook.standing.find if hook.there or component.key else None
        found = find(component, hook.unit_id) if find else None
        made = planned_one(place, component, found, overwrite=overwrite)
        planned.append(made)
        hung.append(
            Hook(standing=hook.standing, unit_id=made.unit_id, there=made.unit_id is not None)
        )
    return tuple(planned)


def hangs_at(kind: UnitKind, levels: Sequence[Level]) -> tuple[Level, ...]:
    """Return the levels of a place below which a component of a kind hangs.

    A fund does not hang below a fund: a place that names one already is cut above it.
    """
    for place, level in enumerate(levels):
        if level.kind is kind or (kind in _TOPS and level.kind in _TOPS):
            return tuple(levels[:place])
    return tuple(levels)


def shown(text: str, value: str) -> str:
    """Return a text as the user reads it."""
    if text != "date":
        return value
    normal, _, written = value.partition("\t")
    return written or normal


def planned_one(
    place: int, component: Component, found: Described | None, *, overwrite: bool
) -> Planned:
    """Compare a component with the unit that it describes."""
    says = _says(component)
    changes: tuple[TextChange, ...] = ()
    result, fate, identity = says, Fate.NEW, component.key
    if found is not None:
        changes = tuple(_differences(says, found, overwrite=overwrite))
        taken = {one.text: one.new for one in changes if one.taken}
        result, fate = {**_saying(found), **taken}, _fate(changes)
        identity = component.key or found.origin.partition("\t")[0]
    description = _description(component, result, f"{identity}\t{_sums(says)}")
    return Planned(
        component=place,
        unit_id=found.id if found else None,
        saves=found is None
        or description.origin != found.origin
        or any(one.taken for one in changes),
        fate=fate,
        changes=changes,
        description=description,
    )


def _says(component: Component) -> Saying:
    date, note = _dated(component)
    return {
        "name": component.name,
        "date": f"{date.edtf()}\t{date.written}" if date else "",
        "extent": component.extent,
        "access_note": component.access,
        "publication_note": component.publication,
        "note": note,
    }


def _description(component: Component, says: Saying, origin: str) -> Description:
    return Description(
        level=Level(
            kind=component.kind,
            number=component.number,
            volume=component.volume,
            label=component.label,
            name=says["name"],
        ),
        date=_read_date(says["date"]),
        extent=says["extent"],
        access_note=says["access_note"],
        publication_note=says["publication_note"],
        note=says["note"],
        origin=origin,
    )


def _fate(changes: Sequence[TextChange]) -> Fate:
    if not changes:
        return Fate.SAME
    return Fate.CHANGED if all(one.taken for one in changes) else Fate.CLASH


def _differences(says: Saying, found: Described, *, overwrite: bool) -> Iterable[TextChange]:
    has, sums = _saying(found), _known_sums(found.origin)
    for text in TEXTS:
        old, new, before = has[text], says[text], sums.get(text, "")
        if not new or new == old or before == _sum(new):
            continue  # nothing said, the same, or nothing new since the last time
        mine = old and before != _sum(old)
        yield TextChange(text=text, old=old, new=new, taken=overwrite or not mine)


def _saying(unit: Described) -> Saying:
    return {
        "name": unit.name,
        "date": f"{unit.date}\t{unit.date_written}" if unit.date else "",
        "extent": unit.extent,
        "access_note": unit.access_note,
        "publication_note": unit.publication_note,
        "note": unit.note,
    }


def _dated(component: Component) -> tuple[UncertainDate | None, str]:
    """Return the date and the note; words that name no year go into the note."""
    words = component.dates.strip()
    date = read_span(words, component.normal) if words or component.normal else None
    if date is not None or not words or set(words) <= _NO_DATE or words in component.note:
        return date, component.note
    return None, "\n".join(filter(None, (words, component.note)))


def _read_date(text: str) -> UncertainDate | None:
    normal, _, written = text.partition("\t")
    return replace(parse_date(normal), written=written) if normal else None


def _sums(says: Saying) -> str:
    return "".join(_sum(says[text]) for text in TEXTS)


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"


def _known_sums(origin: str) -> dict[str, str]:
    sums = origin.partition("\t")[2]
    if len(sums) != _SUM * len(TEXTS):
        return {}
    return {text: sums[_SUM * at : _SUM * (at + 1)] for at, text in enumerate(TEXTS)}


def _place(component: Component, parent: UnitId | None) -> tuple[object, ...]:
    key = match_key(component.number)
    return _key(parent, component.kind.value, key, component.volume, component.name)


def _place_of(unit: Described) -> tuple[object, ...]:
    return _key(unit.parent_id, unit.kind, unit.number_key, unit.volume, unit.name)


def _key(
    parent: UnitId | None, kind: str, number_key: str, volume: str, name: str
) -> tuple[object, ...]:
    return parent, kind, number_key, volume.casefold(), "" if number_key else name.casefold()
