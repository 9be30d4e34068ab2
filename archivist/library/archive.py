"""Archives and the tree of what they hold: fund, series, file and their kin."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.references import Level, UnitKind
from archivist.library.values import (
    UNKNOWN_LANGUAGE,
    ArchiveId,
    LanguageCode,
    UncertainDate,
    UnitId,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ROMANISED = LanguageCode("ru-latn")
"""The language code under which an archive keeps its name in Latin letters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveName:
    """An archive's name in one language; either part may be "" when it is not known."""

    language: LanguageCode
    full: str = ""
    abbreviation: str = ""
    place: str = ""
    country: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """An archive with its names in several languages and every other form met in citations."""

    id: ArchiveId
    names: tuple[ArchiveName, ...]
    aliases: tuple[str, ...] = ()

    def name(self, language: LanguageCode) -> ArchiveName:
        """Return the name in a language, or the first one that there is."""
        for name in self.names:
            if name.language == language:
                return name
        return self.names[0]

    @property
    def label(self) -> str:
        """The shortest name, for lists on the screen."""
        first = self.names[0]
        return first.abbreviation or first.full

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form by which the archive may be called."""
        named = [form for name in self.names for form in (name.abbreviation, name.full) if form]
        return (*named, *self.aliases)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit of description in an archive's tree; what is "" or None is inherited from above."""

    id: UnitId
    archive_id: ArchiveId
    parent_id: UnitId | None
    level: Level
    date: UncertainDate | None = None
    extent: str = ""
    access_note: str = ""
    publication_note: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inherited:
    """What a unit is after inheriting from the units above it."""

    title: str
    date: UncertainDate | None
    access_note: str


def inherited(chain: Sequence[Unit]) -> Inherited:
    """Return what the last unit of a chain (highest first) is, gaps filled from above."""
    title, date, access_note = "", None, ""
    for unit in chain:
        title = unit.level.name or title
        date = unit.date or date
        access_note = unit.access_note or access_note
    return Inherited(title=title, date=date, access_note=access_note)


_WORD = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁҚҒӘІҢӨҰҮҺЇЄҐ]{3,}")
"""A word that no abbreviation is: more than its first letter is small."""


def name_as_typed(text: str) -> ArchiveName:
    """Return the name of an archive of which nothing else is known: words, or an abbreviation."""
    full = len(_WORD.findall(text)) > 1
    return ArchiveName(
        language=UNKNOWN_LANGUAGE,
        full=text if full else "",
        abbreviation="" if full else text,
    )


_SIGNS = r"[\s.\-\u2010-\u2015«»\"“”()]+"
_LOOK_ALIKE = str.maketrans("ABCEHIKMOPTXY3", "АВСЕНІКМОРТХУЗ")


def match_key(name: str) -> str:
    """Fold an archive's name or a unit's number so that look-alike spellings meet.

    Case, spaces, points and dashes fall away, but between digits one dash stays: "1-2" is not
    "12". Latin letters that look like Cyrillic ones become Cyrillic when the name holds Cyrillic
    letters already or consists of look-alikes alone.
    """
    folded = unicodedata.normalize("NFKC", name).upper()
    folded = re.sub(rf"(?<=[\dЗ]){_SIGNS}(?=[\dЗ])", "\0", folded)
    folded = re.sub(_SIGNS, "", folded).replace("\0", "-")
    letters = [letter for letter in folded if letter.isalpha()]
    cyrillic = any("CYRILLIC" in unicodedata.name(letter, "") for letter in letters)
    alike = all(ord(letter) > 0x7F or letter in "ABCEHIKMOPTXY" for letter in letters)  # noqa: PLR2004
    return folded.translate(_LOOK_ALIKE) if cyrillic or alike else folded


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """A place in the tree as a user types it: an archive's name and levels below it."""

    archive: str
    levels: tuple[Level, ...]


_DEFAULT_KINDS = (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE)
LEVEL_WORDS: tuple[tuple[UnitKind, str], ...] = (
    (UnitKind.FUND, r"ф|фонд|fund|fond|fonds|f|қор|қ"),
    (UnitKind.SERIES, r"оп|опись|опис|series|opis|op|тізбе|тізімдеме"),
    (UnitKind.FILE, r"д|дело|спр|справа|file|delo|d|іс|ед\.\s*хр"),
    (UnitKind.BOX, r"кор|короб|картон|box"),
    (UnitKind.FOLDER, r"п|папка|folder"),
    (UnitKind.INSTITUTION, r"institution"),
    (UnitKind.DEPARTMENT, r"department"),
    (UnitKind.ORIGINAL, r"original"),
    (UnitKind.SUBGROUP, r"subgroup"),
    (UnitKind.SECTION, r"section|раздел"),
    (UnitKind.CONTAINER, r"container|контейнер"),
    (UnitKind.RECORD_GROUP, r"rg|record\s+group"),
    (UnitKind.ENTRY, r"entry"),
    (UnitKind.COLLECTION, r"coll|collection"),
    (UnitKind.PIECE, r"piece"),
    (UnitKind.ITEM, r"item"),
    (UnitKind.CODE, r"code|шифр|档号"),
)
"""The words by which a level is called where it is typed, as expressions without case."""

_LABELLED = re.compile(
    "|".join(rf"(?P<{kind.value}>^(?:{words})(?:\.|-|\s)\s*(?=\S))" for kind, words in LEVEL_WORDS),
    re.IGNORECASE,
)


def parse_path(text: str) -> Path:
    """Read `archive/fund/series/file`; a part may name its level (`АП РК/Ф. 5-Н/Оп. 1/Д. 5059`).

    Raises:
        ParseError: when the archive or a part between two slashes is empty.
    """
    parts = [" ".join(part.split()) for part in text.strip().strip("/").split("/")]
    position = 0
    for part in parts:
        if not part:
            raise ParseError(text, position, "a name between two slashes")
        position += len(part) + 1
    levels: list[Level] = []
    kinds = list(_DEFAULT_KINDS)
    for part in parts[1:]:
        label = _LABELLED.match(part)
        if label and label.lastgroup:
            kind = UnitKind(label.lastgroup)
            number = part[label.end() :]
        else:
            kind = kinds[0] if kinds else UnitKind.ITEM
            number = part
        if kind in kinds:
            kinds = kinds[kinds.index(kind) + 1 :]
        levels.append(Level(kind=kind, number=number))
    return Path(archive=parts[0], levels=tuple(levels))
