"""Where a document lies in an archive: levels of the hierarchy and sheets, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.roman_numbers import roman_value

if TYPE_CHECKING:
    from archivist.library.values import UncertainDate


class UnitKind(StrEnum):
    """A level of an archive's hierarchy, in the words of ISAD(G) and the archives themselves.

    An institution or a department is one that an archive belongs to. Below `ORIGINAL`, whose number
    is the name of another archive, stands where the original of a copy lies.
    """

    INSTITUTION = "institution"
    DEPARTMENT = "department"
    ORIGINAL = "original"

    FUND = "fund"
    SERIES = "series"
    BOX = "box"
    FOLDER = "folder"
    FILE = "file"
    SECTION = "section"
    CONTAINER = "container"
    RECORD_GROUP = "record_group"
    SUBGROUP = "subgroup"
    ENTRY = "entry"
    COLLECTION = "collection"
    LETTER_CODE = "letter_code"
    PIECE = "piece"
    ITEM = "item"
    CODE = "code"


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One level of an archival reference.

    `number` is text, for "0100" is not "100" and a fund may be "5-Н". `latin` is the number as a
    list in Latin script prints it, where the user wants another than the transliteration.
    `suffix` is a sub-series ("дс"), `volume` the volume of a file, `label` the archive's own term
    where it is not the style's ("Ед. хр."), `name` the level's title where a style prints it.
    """

    kind: UnitKind
    number: str
    latin: str = ""
    suffix: str = ""
    volume: str = ""
    label: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet (leaf): its number as text ("12", "12а") and its side where one is named."""

    number: str
    verso: bool = False
    recto: bool = False

    @property
    def order(self) -> tuple[int, str, bool]:
        """A key that sorts sheets as they lie in the file, those with Roman numbers before."""
        digits = re.match(r"\d+", self.number)
        if digits is None:
            return 0, f"{roman_value(self.number):03}", self.verso
        return int(digits[0]), self.number[digits.end() :], self.verso

    @property
    def label(self) -> str:
        """The short label a page carries: `12`, `12об`, `12а`."""
        return self.number + ("об" if self.verso else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetSpan:
    """One sheet, or a run of sheets with both ends included."""

    first: Sheet
    last: Sheet | None = None


Sheets = tuple[SheetSpan, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePart:
    """A further file of a citation: the levels that replace the last ones, and its sheets."""

    levels: tuple[Level, ...]
    sheets: Sheets = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Location:
    """A place in one archive: levels from the highest to the lowest, sheets, further files.

    `total_sheets` is the extent of a whole file ("64 л."), never a place in it. `dates` are those
    that each level spans, None where that is not known; () where nothing is.
    """

    levels: tuple[Level, ...]
    sheets: Sheets = ()
    total_sheets: str = ""
    more: tuple[FilePart, ...] = ()
    dates: tuple[UncertainDate | None, ...] = ()


_LABEL = re.compile(r"^(?:лл?|арк|pp?|ll?|fols?|ff?|sheets?|пп?|页)(?:\.|\s)\s*|^第", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s.]|页|[-\u2010-\u2015]\s?п(?:арақ)?\b\.?)+$")
_SIDE_VERSO = r"(?:\(?(?:об|зв|verso|ob|vo|v)\b\.?\)?|сырты|背面)"
_SHEET = re.compile(
    rf"\s*(?P<number>\d+(?:(?:\s(?!и\b)|)[а-яёіa-qs-u](?!(?!об|зв|ob)[а-яёіa-z]))?|[ivxlc]+\b)\s*"
    rf"(?:(?P<verso>{_SIDE_VERSO})|(?P<recto>r\b|recto\b))?\.?",
    re.IGNORECASE,
)
_AND_VERSO = re.compile(rf"\s*(?:и|and|та|және)\s+{_SIDE_VERSO}", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-\u2010-\u2015]+)\s*")
_COMMA = re.compile(r"\s*[,;、，]\s*|\s*(?<=\s)(?:и|and|та|және)\s+")


def parse_sheets(text: str) -> Sheets:
    """Read a list of sheets: `59, 60, 63`, `12–15 об.`, `Л. 12 и об.`, `1r-3v`, `12об`, `12а`.

    Returns no spans for an empty text.

    Raises:
        ParseError: at the first character that is not part of such a list.
    """
    body = _TRAILING.sub("", text)
    label = _LABEL.match(body)
    position = label.end() if label else 0
    spans: list[SheetSpan] = []
    while position < len(body):
        span, position = _span(text, body, position)
        spans.append(span)
        if position >= len(body):
            break
        comma = _COMMA.match(body, position)
        if not comma:
            raise ParseError(text, position, "a comma or a dash between sheets")
        position = comma.end()
    return tuple(spans)


def _span(text: str, body: str, position: int) -> tuple[SheetSpan, int]:
    first, position = _sheet(text, body, position)
    if both := _AND_VERSO.match(body, position):
        return SheetSpan(first=first, last=Sheet(number=first.number, verso=True)), both.end()
    dash = _DASH.match(body, position)
    if not dash:
        return SheetSpan(first=first), position
    last, position = _sheet(text, body, dash.end())
    return SheetSpan(first=first, last=last), position


def _sheet(text: str, body: str, position: int) -> tuple[Sheet, int]:
    match = _SHEET.match(body, position)
    if not match:
        raise ParseError(text, position, "the number of a sheet, such as 12, 12 об. or 12а")
    return (
        Sheet(
            number="".join(match["number"].split()),
            verso=match["verso"] is not None,
            recto=match["recto"] is not None,
        ),
        match.end(),
    )
