"""What will go where: files with what their folders say of them, as a tree to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.ingest.kinds import BY_SUFFIX
from archivist.ingest.reader import PICTURES
from archivist.library.archive import Path as Place
from archivist.library.archive import match_key, parse_path
from archivist.library.jobs import Wish
from archivist.library.references import UnitKind, parse_sheets
from archivist.library.values import parse_date
from archivist.services.collecting.folder_patterns import Placed, parse_pattern
from archivist.services.collecting.queue import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archivist.library.references import Level
    from archivist.library.watching import Gathering
    from archivist.services.collecting.folder_patterns import FolderPattern
    from archivist.services.collecting.surveying import Spotted

_RANKS = {UnitKind.FUND: 0, UnitKind.SERIES: 1, UnitKind.FILE: 2}
_NO_ARCHIVE = "no archive is named: choose the place, or name {archive} in the pattern"
_NO_FUND = "no fund is named: choose the place, or name {fund} in the pattern"


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """An archive (`level` None) or a unit: `files` come into it and below, `own` into itself.

    `sources` is how many sources these files make; `new` units are made by the import.
    """

    name: str
    level: Level | None
    new: bool
    files: int
    own: int
    sources: int
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Misfit:
    """A file that does not fit the pattern, by its way from the chosen folder, and why.

    It stands for all `files` of a folder where the reason is the same; the way is that of the
    folder then, a slash at its end.
    """

    way: str
    reason: str
    files: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What an import would do with the files: nothing is done yet.

    `unfiled` of those that are `wanted` go to no place; `unreadable` ones are told by the import.
    """

    gathering: Gathering
    wanted: tuple[Wanted, ...]
    branches: tuple[Branch, ...]
    misfits: tuple[Misfit, ...]
    unfiled: int
    unreadable: int
    sources: int
    groups: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def misfits_by_folder(self) -> tuple[Misfit, ...]:
        """What does not fit, those of a folder that do not for one reason as one."""
        alike: dict[tuple[str, str], list[Misfit]] = {}
        for misfit in self.misfits:
            folder = misfit.way.rpartition("/")[0] or misfit.way
            alike.setdefault((folder, misfit.reason), []).append(misfit)
        return tuple(
            Misfit(way=f"{folder}/", reason=reason, files=len(some)) if some[1:] else some[0]
            for (folder, reason), some in alike.items()
        )


@dataclass(slots=True)
class _Node:
    """A branch while it grows; sources are counted by what they share, or by the file."""

    name: str
    level: Level | None
    place: Place
    own: int = 0
    made: set[str | int] = field(default_factory=set)
    below: dict[str, _Node] = field(default_factory=dict)


class Planner:
    """Says of each file where it goes; the same pattern and place for all."""

    def __init__(self, gathering: Gathering, last_archive: str, *, lasting: str = "") -> None:
        """Read the pattern and the place; `lasting` names a folder whose photographs join later.

        Raises:
            ParseError: where one of them cannot be read.
        """
        self._gathering = gathering
        self._pattern = parse_pattern(gathering.pattern) if gathering.pattern.strip() else None
        self._base = parse_path(gathering.under) if gathering.under.strip() else None
        if self._base and not self._base.levels and self._pattern is None:
            raise ParseError(gathering.under, len(gathering.under), "a unit of it, such as /5-Н")
        self._last, self._lasting = last_archive, lasting
        self._kept: dict[tuple[str, ...], tuple[Placed | None, Place | None, str]] = {}

    def plan(self, files: Iterable[Spotted], known: Callable[[Place], int]) -> Plan:
        """Plan an import; `known` tells how many levels of a place there are, -1: no archive."""
        wanted: list[Wanted] = []
        misfits: list[Misfit] = []
        unfiled = 0
        for spotted, inside in self._with_way(tuple(files)):
            one, why = self._wanted(spotted, spotted.parts[1:] if inside else spotted.parts)
            if why:
                misfits.append(Misfit(way="/".join(spotted.parts), reason=why))
                if self._gathering.left_out:
                    continue
            unfiled += one.place is None and not one.found.reason
            wanted.append(one)
        return Plan(
            gathering=self._gathering,
            wanted=tuple(wanted),
            branches=_branches(wanted, known),
            misfits=tuple(misfits),
            unfiled=unfiled,
            unreadable=sum(bool(one.found.reason) for one in wanted),
            sources=len({one.wish.together or at for at, one in enumerate(wanted)}),
            groups=tuple(dict.fromkeys(one.group for one in wanted if one.group)),
            tags=tuple(dict.fromkeys(tag for one in wanted for tag in one.wish.tags)),
        )

    def _with_way(self, files: tuple[Spotted, ...]) -> Iterable[tuple[Spotted, bool]]:
        """Yield the files; True for those whose names count from inside of the chosen folder.

        That is whichever fits more files of the folder.
        """
        fits: dict[object, int] = {}
        if self._pattern is not None:
            for one in files:
                whole = self._place(one.parts)[0] is not None
                inner = len(one.parts) > 1 and self._place(one.parts[1:])[0] is not None
                fits[one.root] = fits.get(one.root, 0) + inner - whole
        for one in files:
            yield one, fits.get(one.root, 0) > 0

    def _wanted(self, spotted: Spotted, parts: tuple[str, ...]) -> tuple[Wanted, str]:
        placed, place, why = self._place(parts)
        if spotted.found.reason:  # it will not come in: no matter where it would go
            return Wanted(found=spotted.found), ""
        if placed is None or why:
            return Wanted(found=spotted.found), why
        together, title = self._together(spotted, placed, place), placed.title
        if together and not title:
            title = place.levels[-1].name if place else ""
            title = title or spotted.parts[-2 if len(spotted.parts) > 1 else -1]
        wish = Wish(
            title=title,
            date=placed.date,
            sheet=_label(placed.sheet),
            tags=(placed.tag,) if placed.tag else (),
            together=together,
            lasting=bool(together and self._lasting),
        )
        return Wanted(found=spotted.found, place=place, group=placed.group, wish=wish), ""

    def _together(self, spotted: Spotted, placed: Placed, place: Place | None) -> str:
        """Return what photographs of one archive file share, "" for what stays by itself."""
        kind = BY_SUFFIX.get(PurePath(spotted.parts[-1]).suffix.lower(), "")
        if not self._gathering.together or kind not in PICTURES or place is None:
            return ""
        if place.levels[-1].kind is not UnitKind.FILE:
            return ""
        key = "/".join((match_key(place.archive), *map(_key, place.levels)))
        return "|".join(filter(None, (self._lasting, key, placed.title, placed.date)))

    def _place(self, parts: tuple[str, ...]) -> tuple[Placed | None, Place | None, str]:
        """Return what the names say, the place that follows, and why there is none."""
        pattern = self._pattern
        if pattern is None:
            return Placed(), self._base, ""
        key = parts[:-1] if pattern.by_folder else parts
        if key not in self._kept:
            self._kept[key] = self._resolve(pattern, parts)
        return self._kept[key]

    def _resolve(
        self, pattern: FolderPattern, parts: tuple[str, ...]
    ) -> tuple[Placed | None, Place | None, str]:
        placed = pattern.place(parts)
        if placed is None:
            return None, None, pattern.fault(parts)
        try:
            if placed.date:
                parse_date(placed.date)
        except ParseError:
            return None, None, f"“{placed.date}” is no date"
        place, why = self._file(placed)
        return placed, place, why

    def _file(self, placed: Placed) -> tuple[Place | None, str]:
        """Return the place of what names say: what they leave out is that of the chosen place."""
        base = self._base
        if base and placed.archive and match_key(base.archive) != match_key(placed.archive):
            base = None
        if not placed.levels:
            place = base if base and base.levels else None
            return place, _NO_FUND if placed.archive and place is None else ""
        archive = (base.archive if base else "") or placed.archive or self._last
        if not archive:
            return None, _NO_ARCHIVE
        first = _RANKS[placed.levels[0].kind]
        over = base.levels if base else ()
        above = tuple(takewhile(lambda level: _RANKS.get(level.kind, -1) < first, over))
        if first and not above:
            return None, _NO_FUND
        return Place(archive=archive, levels=(*above, *placed.levels)), ""


def _branches(wanted: Iterable[Wanted], known: Callable[[Place], int]) -> tuple[Branch, ...]:
    roots: dict[str, _Node] = {}
    nodes: dict[Place, list[_Node]] = {}
    for at, one in enumerate(wanted):
        if one.place is None:
            continue
        if one.place not in nodes:
            nodes[one.place] = _way(roots, one.place)
        nodes[one.place][-1].own += 1
        for node in nodes[one.place]:
            node.made.add(one.wish.together or at)
    return tuple(_branch(node, known) for node in roots.values())


def _way(roots: dict[str, _Node], place: Place) -> list[_Node]:
    """Return the nodes from an archive to a place, grown where they lack."""
    node = roots.setdefault(
        match_key(place.archive),
        _Node(place.archive, None, Place(archive=place.archive, levels=())),
    )
    way = [node]
    for depth, level in enumerate(place.levels, 1):
        here = Place(archive=place.archive, levels=place.levels[:depth])
        node = node.below.setdefault(_key(level), _Node(level.number, level, here))
        way.append(node)
    return way


def _branch(node: _Node, known: Callable[[Place], int]) -> Branch:
    below = tuple(_branch(one, known) for one in node.below.values())
    return Branch(
        name=node.name,
        level=node.level,
        new=known(node.place) < len(node.place.levels),
        files=node.own + sum(one.files for one in below),
        own=node.own,
        sources=len(node.made),
        below=below,
    )


def _label(sheets: str) -> str:
    """Return the label of a page for the sheets that the name of its file names."""
    return ", ".join(
        f"{span.first.label}–{span.last.label}" if span.last else span.first.label
        for span in parse_sheets(sheets)
    )


def _key(level: Level) -> str:
    return f"{level.kind.value}:{match_key(level.number)}"
