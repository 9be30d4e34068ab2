"""The outline of a manuscript as a tree of sections with their lengths, and moves in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from archivist.library.manuscript import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.manuscript import Section
    from archivist.library.values import SectionId


class Way(Enum):
    """Where a section is moved to."""

    UP = auto()
    DOWN = auto()
    IN = auto()
    OUT = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the outline: among the sections of a parent, counted from 0."""

    parent_id: SectionId | None
    position: int


class Outline:
    """The sections of one manuscript in the order of the outline, parents first."""

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        self.sections = tuple(sections)
        self._words = {one.id: count_words(one.text) for one in sections}
        self._children: dict[SectionId | None, list[Section]] = {}
        for one in sections:
            self._children.setdefault(one.parent_id, []).append(one)

    def __bool__(self) -> bool:
        """Tell whether there is any section."""
        return bool(self.sections)

    def section(self, section_id: SectionId | None) -> Section | None:
        """Return a section; None when it is not there."""
        return next((one for one in self.sections if one.id == section_id), None)

    def children(self, parent_id: SectionId | None) -> tuple[Section, ...]:
        """Return the sections right below one (None: those of the manuscript itself)."""
        return tuple(self._children.get(parent_id, ()))

    def words(self, section_id: SectionId) -> int:
        """Return how many words a section has, with all below it."""
        below = sum(self.words(child.id) for child in self.children(section_id))
        return self._words.get(section_id, 0) + below

    @property
    def total(self) -> int:
        """How many words all sections have."""
        return sum(self._words.values())

    def moved(self, section_id: SectionId, way: Way) -> Place | None:
        """Return where a section goes when it is moved; None where it cannot."""
        section = self.section(section_id)
        if section is None:
            return None
        siblings = [one.id for one in self.children(section.parent_id)]
        at = siblings.index(section_id)
        if way is Way.UP:
            return Place(section.parent_id, at - 1) if at else None
        if way is Way.DOWN:
            return Place(section.parent_id, at + 1) if at + 1 < len(siblings) else None
        if way is Way.IN:
            return Place(siblings[at - 1], len(self.children(siblings[at - 1]))) if at else None
        parent = self.section(section.parent_id)
        if parent is None:
            return None
        uncles = [one.id for one in self.children(parent.parent_id)]
        return Place(parent.parent_id, uncles.index(parent.id) + 1)

    def after(self, section_id: SectionId) -> SectionId | None:
        """Return the section to show when one is removed: the next of its kind, or its parent."""
        section = self.section(section_id)
        if section is None:
            return None
        siblings = [one.id for one in self.children(section.parent_id)]
        at = siblings.index(section_id)
        others = siblings[at + 1 :] or siblings[:at][-1:]
        return others[0] if others else section.parent_id
