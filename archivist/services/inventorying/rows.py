"""From the rows of a table to units: what each row says, and where it hangs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archivist.library.archive import LEVEL_WORDS, match_key
from archivist.library.inventories import Component, Field, Row, Slip
from archivist.library.references import UnitKind
from archivist.services.inventorying.headings import goes_on, headings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.inventories import ReadTable

_LEVELS: tuple[tuple[UnitKind, str], ...] = (
    (UnitKind.SUBGROUP, r"sub-?fonds?|подфонд|subgroup|sous-fonds"),
    (UnitKind.SECTION, r"sub-?series|section|раздел|подсери|class"),
    (UnitKind.FUND, r"fonds?|фонд|қор"),
    (UnitKind.COLLECTION, r"collection|коллекц|колекц"),
    (UnitKind.RECORD_GROUP, r"record ?group"),
    (UnitKind.SERIES, r"series|опис|тізімдеме|серия|сері"),
    (UnitKind.ITEM, r"item|документ|құжат|part"),
    (UnitKind.BOX, r"box|короб"),
    (UnitKind.FOLDER, r"folder|папка"),
    (UnitKind.PIECE, r"piece"),
    (UnitKind.FILE, r"file|дело|ед|справ|іс"),
)
_CARRIED = (Field.ARCHIVE, Field.FUND, Field.SERIES, Field.FUND_TITLE, Field.SERIES_TITLE)
"""What stands in the first row of a block holds for those below it where their cell is empty."""
_BARE = {
    kind: re.compile(rf"^(?:{words})(?![^\W\d_])[.\s№]+(?=\S)", re.IGNORECASE)
    for kind, words in LEVEL_WORDS
}
_LIKE_NUMBER = re.compile(r"№?\s*\S{0,8}\d\S{0,8}")
_TOTAL = re.compile(r"(?:итого|всего|всього|разом|усього|барлығы|жиыны|total)\b[^\d]*", re.I)
_LONGEST_NUMBER = 100
_SHOWN = 60
_NUMBER_SIGN = re.compile(r"^№\s*")
_VOLUME = re.compile(
    r"\b(?:том|т|часть|ч|книга|кн|частина|кітап|бөлім|volume|vol|part)\b[.\s№]*(\d{1,3}|[IVXLC]{1,7})"
    r"[\s.)\]]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """The units of a table, parents first, and the rows that became none."""

    components: tuple[Component, ...]
    slips: tuple[Slip, ...]


def understand(table: ReadTable, head: int, fields: Sequence[Field]) -> Understood:
    """Make units of the rows below the heading, by what each column means."""
    reading = _Reading(table, head, tuple(fields))
    rows = table.rows[head + 1 :]
    return reading.linked(rows) if Field.KEY in fields else reading.stacked(rows)


@dataclass(slots=True)
class _Seen:
    """What was met so far in a table without identities."""

    carried: dict[Field, str] = field(default_factory=dict)
    places: dict[tuple[str, ...], int] = field(default_factory=dict)
    made: dict[tuple[object, ...], int] = field(default_factory=dict)


class _Reading:
    def __init__(self, table: ReadTable, head: int, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        self._headings = headings_of(table, head)
        self._second = table.rows[head + 1].line if goes_on(table, head) else 0
        self._components: list[Component] = []
        self._slips: list[Slip] = []
        self._codes: list[str] = []  # the whole reference codes of a table of linked rows

    # -- a table of files: fund and series are columns of it, or told beforehand

    def stacked(self, rows: Sequence[Row]) -> Understood:
        seen = _Seen()
        for row in rows:
            said = self._said(row)
            if slip := self._slip(row, said):
                self._slips.append(slip)
                continue
            for one in _CARRIED:
                if one in said and one not in {Field.FUND_TITLE, Field.SERIES_TITLE}:
                    seen.carried[one] = said[one]
            parent, archive = self._above(row, said, seen)
            kind = _kind(said.get(Field.LEVEL, ""), UnitKind.FILE)
            made = self._component(row, said, kind, parent)
            made = replace(made, archive=archive if parent < 0 else "")
            if _twin(made) in seen.made:
                made = self._parted(made, seen.made)
            if (there := seen.made.get(_twin(made))) is not None:
                line = self._components[there].line
                reason = f"the number {made.number} stands in line {line} already"
                self._slips.append(Slip(line=row.line, reason=reason))
                continue
            seen.made[_twin(made)] = len(self._components)
            self._components.append(made)
        return self._understood()

    def _parted(self, made: Component, there: dict[tuple[object, ...], int]) -> Component:
        """Return a file whose number was met before with the volume that its title tells.

        The one before it gets its own, so that none of the volumes is lost.
        """
        volume, place = _volume(made), there[_twin(made)]
        before = self._components[place]
        if not volume or not _volume(before) or made.volume:
            return made
        self._components[place] = replace(before, volume=_volume(before))
        there[_twin(self._components[place])] = place
        return replace(made, volume=volume)

    def _above(self, row: Row, said: dict[Field, str], seen: _Seen) -> tuple[int, str]:
        """Return the place of the unit above a row, making fund and series when first met."""
        archive, parent = seen.carried.get(Field.ARCHIVE, ""), -1
        path: tuple[str, ...] = (match_key(archive),)
        for one, title, kind in (
            (Field.FUND, Field.FUND_TITLE, UnitKind.FUND),
            (Field.SERIES, Field.SERIES_TITLE, UnitKind.SERIES),
        ):
            if not (number := _number(seen.carried.get(one, ""), kind)):
                continue
            path = (*path, kind.value, match_key(number))
            if path not in seen.places:
                self._components.append(
                    Component(
                        line=row.line,
                        parent=parent,
                        kind=kind,
                        number=number,
                        name=said.get(title, ""),
                        archive=archive if parent < 0 else "",
                    )
                )
                seen.places[path] = len(self._components) - 1
            parent = seen.places[path]
        return parent, archive

    def _slip(self, row: Row, said: dict[Field, str]) -> Slip | None:
        """Return why a row is no file, None when it is one."""
        filled, number = [cell for cell in row.cells if cell], said.get(Field.NUMBER, "")
        if slip := self._plain_slip(row.line, filled, number):
            return slip
        words = len(filled) == 1 and not (_LIKE_NUMBER.fullmatch(number) or Field.LEVEL in said)
        if not words and (number or (Field.LEVEL in said and said.get(Field.TITLE))):
            return None
        if Field.NUMBER not in self._fields:
            return Slip(line=row.line, reason="no column is chosen for the number of the file")
        if words:
            told = f"{filled[0][:_SHOWN]}…" if len(filled[0]) > _SHOWN else filled[0]
            reason = f"it has no number, only the words “{told}”"
            return Slip(line=row.line, reason=reason, harmless=True)
        return Slip(line=row.line, reason="it has no number of a file")

    def _plain_slip(self, line: int, filled: list[str], number: str) -> Slip | None:
        if len(filled) > 1 and filled == [str(place) for place in range(1, len(filled) + 1)]:
            return Slip(line=line, reason="it only numbers the columns", harmless=True)
        if line == self._second:
            return Slip(line=line, reason="it goes on with the headings", harmless=True)
        if filled == [cell for cell in self._headings if cell]:
            return Slip(line=line, reason="it repeats the headings", harmless=True)
        if len(filled) > 1 and _TOTAL.fullmatch(number):
            return Slip(line=line, reason=f"it adds up: “{number}”", harmless=True)
        if len(number) > _LONGEST_NUMBER and len(filled) > 1:
            return Slip(line=line, reason=f"“{number[:_SHOWN]}…” is too long for a number")
        return None

    # -- a table whose rows name each other (AtoM)

    def linked(self, rows: Sequence[Row]) -> Understood:
        told = [(row, self._said(row)) for row in rows]
        by_key: dict[str, int] = {}
        for place, (row, said) in enumerate(told):
            key = said.get(Field.KEY, "")
            if key and by_key.setdefault(key, place) != place:
                line = told[by_key[key]][0].line
                self._slips.append(
                    Slip(line=row.line, reason=f"the id {key} stands in line {line} already")
                )
                told[place] = (row, {})
        order = _parents_first([_parent_of(said, by_key) for _, said in told])
        made: dict[int, int] = {}
        roots: dict[int, str] = {}
        for place in order:
            row, said = told[place]
            if said:
                self._link(row, said, _parent_of(said, by_key), (place, made, roots))
        for place in sorted(set(range(len(told))) - set(order)):
            self._slips.append(
                Slip(line=told[place][0].line, reason="it lies below itself, in a ring")
            )
        return self._understood()

    def _link(
        self,
        row: Row,
        said: dict[Field, str],
        above: int | None,
        met: tuple[int, dict[int, int], dict[int, str]],
    ) -> None:
        place, made, roots = met
        if not (said.get(Field.NUMBER) or said.get(Field.TITLE)):
            self._slips.append(Slip(line=row.line, reason="it has neither a number nor a title"))
            return
        parent = made.get(above, -1) if above is not None else -1
        if above is None and said.get(Field.PARENT):
            reason = f"there is no row with the id {said[Field.PARENT]}; it was put at the top"
            self._slips.append(Slip(line=row.line, reason=reason))
        root = roots.get(above, "") if above is not None else ""
        root = root or said.get(Field.NUMBER) or said.get(Field.TITLE, "")
        usual = UnitKind.FUND if parent < 0 else UnitKind.FILE
        kind = _kind(said.get(Field.LEVEL, ""), usual)
        component = self._component(row, said, kind, parent)
        key = said.get(Field.KEY, "")
        self._codes.append(component.number)
        if parent >= 0:
            component = replace(component, number=self._shortened(component.number, parent))
        self._components.append(
            replace(
                component,
                key=f"{root}#{key}" if key else "",
                archive=said.get(Field.ARCHIVE, "") if parent < 0 else "",
            )
        )
        made[place], roots[place] = len(self._components) - 1, root

    def _shortened(self, number: str, parent: int) -> str:
        """Return what a whole reference code adds to that of the unit above."""
        above = self._codes[parent]
        rest = number[len(above) :]
        if above and number.startswith(above) and rest[:1] and rest[0] in " /.,;:-–—_|":
            return rest.lstrip(" /.,;:-–—_|") or number
        return number

    # -- what a row says

    def _understood(self) -> Understood:
        slips = tuple(sorted(self._slips, key=lambda slip: slip.line))
        return Understood(components=tuple(self._components), slips=slips)

    def _said(self, row: Row) -> dict[Field, str]:
        said: dict[Field, str] = {}
        for place, (one, cell) in enumerate(zip(self._fields, row.cells, strict=False)):
            if not cell or one is Field.NONE or cell == "NULL":
                continue
            if one is Field.NOTE:
                said[one] = "\n".join(filter(None, (said.get(one, ""), self._noted(place, cell))))
            else:
                said[one] = cell
        return said

    def _noted(self, place: int, cell: str) -> str:
        """Return a note under the heading of its column, when several columns are notes."""
        if self._fields.count(Field.NOTE) == 1 or place >= len(self._headings):
            return cell
        return f"{self._headings[place]}: {cell}"

    def _component(
        self, row: Row, said: dict[Field, str], kind: UnitKind, parent: int
    ) -> Component:
        dates, normal = _dates(said)
        notes = (said.get(Field.CONTENT, ""), said.get(Field.NOTE, ""))
        return Component(
            line=row.line,
            parent=parent,
            kind=kind,
            number=_number(said.get(Field.NUMBER, ""), kind),
            volume=said.get(Field.VOLUME, ""),
            name=said.get(Field.TITLE, ""),
            dates=dates,
            normal=normal,
            extent=said.get(Field.EXTENT, ""),
            access=said.get(Field.ACCESS, ""),
            publication=said.get(Field.PUBLICATION, ""),
            note="\n".join(filter(None, notes)),
        )


def _twin(one: Component) -> tuple[object, ...]:
    """Return what no two files of a table have in common."""
    name = "" if one.number else one.name
    return one.parent, one.archive, one.kind, match_key(one.number), one.volume, name


def _volume(one: Component) -> str:
    """Return the volume that a title ends with: `Протоколы; том 2`."""
    found = _VOLUME.search(one.name)
    return found[1] if found else ""


def _dates(said: dict[Field, str]) -> tuple[str, str]:
    """Return the dates in words and, where there are columns of from and to, in the ISO form."""
    ends = [said[one].split("|")[0] for one in (Field.FROM, Field.TO) if one in said]
    words = said.get(Field.DATE, "").split("|")[0] or " – ".join(dict.fromkeys(ends))
    return words, "/".join(ends) if Field.DATE in said else ""


def _number(text: str, kind: UnitKind) -> str:
    """Return a number without the word of its level: `Д. 5059а` is 5059а."""
    bare = _NUMBER_SIGN.sub("", text.strip())
    return _NUMBER_SIGN.sub("", _BARE[kind].sub("", bare)).rstrip(" .") if kind in _BARE else bare


def _kind(level: str, usual: UnitKind) -> UnitKind:
    text = level.casefold().strip()
    for kind, words in _LEVELS:
        if text and re.match(words, text):
            return kind
    return usual


def _parent_of(said: dict[Field, str], by_key: dict[str, int]) -> int | None:
    return by_key.get(said.get(Field.PARENT, ""))


def _parents_first(parents: Sequence[int | None]) -> list[int]:
    """Return the places so that each comes after its parent; those in a ring are left out."""
    children: dict[int | None, list[int]] = {}
    for place, parent in enumerate(parents):
        children.setdefault(parent, []).append(place)
    order: list[int] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        place = waiting.pop()
        order.append(place)
        waiting.extend(reversed(children.get(place, [])))
    return order
