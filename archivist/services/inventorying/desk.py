"""The desk of inventories: a fund's inventory from a file into the archive tree."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.library.archive import Path as Place
from archivist.library.archive import name_as_typed, parse_path
from archivist.library.inventories import Field, ReadInventory, Slip
from archivist.library.values import UnitId
from archivist.services.changes import Changes
from archivist.services.inventorying.headings import (
    column_letter,
    guess_fields,
    heading_row,
    headings_of,
)
from archivist.services.inventorying.planning import (
    Fate,
    Hook,
    Planned,
    Standing,
    hangs_at,
    plan,
)
from archivist.services.inventorying.rows import understand
from archivist.services.inventorying.title_page import told_place
from archivist.services.progress import Progress
from archivist.storage.described import NewUnit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archivist.ingest.worker import ReadingRoom
    from archivist.library.inventories import Component
    from archivist.library.values import ArchiveId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

Spot = tuple["ArchiveId", "UnitId | None"]
"""An archive, and a unit of it or (None) its top."""

_AT_ONCE = 500
_REMEMBERED = "inventory/columns/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """How an inventory is taken over.

    `head` is the row with the headings (-1 for none) and `fields` what each column means; both
    count for tables alone. `under` is the place below which it hangs ("АП РК/5-Н/1"), "" where the
    inventory says it. `overwrite` lets the inventory's texts replace those of the user's own.
    """

    head: int = -1
    fields: tuple[Field, ...] = ()
    under: str = ""
    overwrite: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Inventory:
    """An inventory that was read; `choice` is how it was taken over last, or what looks right."""

    read: ReadInventory
    choice: Choice
    remembered: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns of a table."""
        return headings_of(self.read.table, self.choice.head) if self.read.table else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the headings of the columns, a letter for one that has none."""
        return tuple(heading or column_letter(place) for place, heading in enumerate(self.headings))


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What an import would do: each unit in the inventory's order, and the lines left out.

    `archives` are the names of the archives, `new_archives` those among them that are not there
    yet. `homeless` tells that neither the inventory nor the user says of which archive it is.
    """

    components: tuple[Component, ...]
    units: tuple[Planned, ...]
    slips: tuple[Slip, ...]
    archives: tuple[str, ...]
    new_archives: tuple[str, ...]
    homeless: bool

    def count(self, fate: Fate) -> int:
        """Return how many units meet a fate."""
        return sum(unit.fate is fate for unit in self.units)


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import did; `unit_id` is the first unit of the inventory, for views to show."""

    preview: Preview
    unit_id: UnitId | None
    changes: Changes


class Inventorying:
    """Takes inventories over into the archive tree of one library."""

    def __init__(self, database: Database, room: ReadingRoom) -> None:
        self._database = database
        self._room = room

    def read(self, path: Path) -> Steps[Inventory]:
        """Read an inventory and guess what its columns mean, or recall what was chosen before.

        Raises:
            UnreadableFileError: when it is no inventory, damaged or too large.
        """
        steps = self._room.inventory_steps(path)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                read: ReadInventory = end.value
                break
            yield Progress(done=0, total=0, what=path.name)
        return self._recalled(read)

    def with_head(self, inventory: Inventory, head: int) -> Inventory:
        """Return a table with its headings in another row, and what they mean."""
        if inventory.read.table is None:
            return inventory
        fields = guess_fields(headings_of(inventory.read.table, head))
        return replace(
            inventory,
            choice=replace(inventory.choice, head=head, fields=fields),
            remembered=False,
        )

    def preview(self, inventory: Inventory, choice: Choice) -> Preview:
        """Say what an import would do; nothing is changed.

        Raises:
            ParseError: when the place is none.
        """
        with self._database.reading() as work:
            return _Taking(work, inventory, choice).preview()

    def take_over(self, inventory: Inventory, choice: Choice) -> Steps[Imported]:
        """Bring an inventory into the tree, in one undoable step; closing changes nothing.

        Raises:
            ParseError: when the place is none.
            UnreadableFileError: when nothing says of which archive it is.
        """
        with self._database.writing("Import inventory") as work:
            taking = _Taking(work, inventory, choice)
            preview = taking.preview()
            if preview.homeless:
                raise UnreadableFileError(
                    inventory.read.name,
                    "it does not say of which archive it is; name the place, as “АП РК/5-Н/1”",
                )
            yield from taking.carry_out(preview)
            first = taking.first
        self._remember(inventory, choice)
        return Imported(preview=preview, unit_id=first, changes=Changes.of_rows(work.touched))

    def _recalled(self, read: ReadInventory) -> Inventory:
        table = read.table
        if table is None:
            return Inventory(read=read, choice=Choice())
        head = heading_row(table)
        headings = headings_of(table, head)
        fields = guess_fields(headings)
        with self._database.reading() as work:
            kept = work.remembered.get(_key(headings))
            archives = work.archives
            under = told_place(
                table, head, is_archive=lambda name: archives.match(name) is not None
            )
        known = _fields(kept, len(headings))
        return Inventory(
            read=read,
            choice=Choice(head=head, fields=known or fields, under=under),
            remembered=bool(known),
        )

    def _remember(self, inventory: Inventory, choice: Choice) -> None:
        """Keep what the columns mean for the next table with the same headings."""
        if inventory.read.table is None or choice.head < 0:
            return
        headings = headings_of(inventory.read.table, choice.head)
        with self._database.writing() as work:
            work.remembered.put(
                _key(headings), json.dumps([field.value for field in choice.fields])
            )


class _Taking:
    """One inventory on its way into the tree, in one transaction."""

    def __init__(self, work: UnitOfWork, inventory: Inventory, choice: Choice) -> None:
        self._work = work
        self._choice = choice
        self._under = parse_path(choice.under) if choice.under.strip() else None
        self._components: Sequence[Component] = inventory.read.components
        self._slips = inventory.read.slips
        if inventory.read.table is not None:
            found = understand(inventory.read.table, choice.head, choice.fields)
            self._components, self._slips = found.components, found.slips
        self._places: dict[int, Place] = {}
        self._spots: dict[Place, Spot] = {}
        self._standings: dict[ArchiveId, Standing] = {}
        self.first: UnitId | None = None

    def preview(self) -> Preview:
        """Compare the inventory with the tree."""
        self._places = {
            place: self._place_of(component)
            for place, component in enumerate(self._components)
            if component.parent < 0
        }
        known = {where: self._hook(where) for where in dict.fromkeys(self._places.values())}
        names = {
            where.archive: self._work.archives.match(where.archive) is not None for where in known
        }
        hooks = {place: known[where] for place, where in self._places.items()}
        return Preview(
            components=tuple(self._components),
            units=plan(self._components, hooks, overwrite=self._choice.overwrite),
            slips=self._slips,
            archives=tuple(filter(None, names)),
            new_archives=tuple(name for name, there in names.items() if name and not there),
            homeless="" in names,
        )

    def carry_out(self, preview: Preview) -> Iterator[Progress]:
        """Write what the preview says, some hundred units at a time."""
        spots = {place: self._spot(where) for place, where in self._places.items()}
        made = _Made(self._work.described.next_id())
        total = len(preview.units)
        for start in range(0, total, _AT_ONCE):
            some = preview.units[start : start + _AT_ONCE]
            new = [
                one
                for planned in some
                if (one := made.take(planned, self._components[planned.component], spots))
            ]
            self._work.described.add(new)
            self._work.described.save(
                (planned.unit_id, planned.description)
                for planned in some
                if planned.unit_id is not None and planned.saves
            )
            yield Progress(done=min(start + _AT_ONCE, total), total=total)
        self.first = made.ids[0] if made.ids else None

    def _place_of(self, component: Component) -> Place:
        """Return the place below which a component without a parent hangs."""
        if self._under is None:
            return Place(archive=component.archive, levels=())
        levels = hangs_at(component.kind, self._under.levels)
        told = component.archive and Field.ARCHIVE in self._choice.fields
        return Place(archive=component.archive if told else self._under.archive, levels=levels)

    def _hook(self, where: Place) -> Hook:
        archive = self._work.archives.match(where.archive) if where.archive else None
        if archive is None:
            return Hook(standing=Standing(()), unit_id=None, there=False)
        if archive.id not in self._standings:
            self._standings[archive.id] = Standing(self._work.described.of_archive(archive.id))
        unit_id = self._work.archives.place(where)
        return Hook(
            standing=self._standings[archive.id],
            unit_id=unit_id,
            there=unit_id is not None or not where.levels,
        )

    def _spot(self, where: Place) -> Spot:
        """Return a place in the tree, made where it is not there."""
        if where not in self._spots:
            archives = self._work.archives
            if where.levels:
                unit_id = archives.find_or_add(where)
                self._spots[where] = archives.unit(unit_id).archive_id, unit_id
            else:
                archive = archives.match(where.archive)
                archive_id = archive.id if archive else archives.add([name_as_typed(where.archive)])
                self._spots[where] = archive_id, None
        return self._spots[where]


class _Made:
    """The ids of the components, in their order, as they are made."""

    def __init__(self, following: int) -> None:
        self._following = following
        self._keepers: list[ArchiveId] = []
        self.ids: list[UnitId] = []

    def take(
        self, planned: Planned, component: Component, spots: dict[int, Spot]
    ) -> NewUnit | None:
        """Note the next component; return the unit to be made for it, None when it is there."""
        above: UnitId | None
        if component.parent < 0:
            keeper, above = spots[planned.component]
        else:
            keeper, above = self._keepers[component.parent], self.ids[component.parent]
        self._keepers.append(keeper)
        if planned.unit_id is not None:
            self.ids.append(planned.unit_id)
            return None
        self.ids.append(UnitId(self._following))
        self._following += 1
        return NewUnit(
            id=self.ids[-1],
            archive_id=keeper,
            parent_id=above,
            description=planned.description,
        )


def _key(headings: Sequence[str]) -> str:
    told = "\n".join(heading.casefold() for heading in headings)
    return _REMEMBERED + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def _fields(kept: str, width: int) -> tuple[Field, ...]:
    """Return remembered fields; () when they are none, for a library may come from a stranger."""
    try:
        found = tuple(Field(value) for value in json.loads(kept)) if kept else ()
    except (ValueError, TypeError, RecursionError):
        return ()
    return found if len(found) == width else ()
