"""What a list of references is to look like: its order, its sections, its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ListOrder(StrEnum):
    """In which order sources stand in a list."""

    CITED = "cited"
    ALPHABET = "alphabet"


class Script(StrEnum):
    """Which script's sources stand first in a list by alphabet; STYLE leaves it to the style."""

    STYLE = ""
    CYRILLIC = "cyrillic"
    LATIN = "latin"
    HAN = "han"


class ListSection(StrEnum):
    """The sections of a list that is sorted by kinds of sources, in their usual order."""

    ARCHIVES = "archives"
    LAWS = "laws"
    PUBLISHED = "published"
    LITERATURE = "literature"
    ELECTRONIC = "electronic"


class Numbering(StrEnum):
    """Whether one number runs through all sections or each section counts from one."""

    THROUGH = "through"
    EACH = "each"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListForm:
    """How a manuscript's list of references is made.

    `headings` are the user's own headings of sections, by section; a section without one takes the
    style's words. `tree` lays the archives of a list in sections out by funds, series and files,
    each named once. `romanised` names the transliteration scheme of a second list in Latin script,
    "" for none. `abbreviations` asks for a list of the archives' abbreviations, `labels` for those
    of funds, files and sheets in it.
    """

    order: ListOrder = ListOrder.CITED
    first_script: Script = Script.STYLE
    sections: bool = False
    headings: tuple[tuple[ListSection, str], ...] = ()
    numbering: Numbering = Numbering.THROUGH
    tree: bool = False
    romanised: str = ""
    abbreviations: bool = False
    labels: bool = False
