"""Small values that everything shares: typed ids, languages, content hashes, uncertain dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from archivist.errors import ParseError

ArchiveId = NewType("ArchiveId", int)
UnitId = NewType("UnitId", int)
SourceId = NewType("SourceId", int)
FileId = NewType("FileId", int)
PageId = NewType("PageId", int)
AnnotationId = NewType("AnnotationId", int)
GroupId = NewType("GroupId", int)
PeriodId = NewType("PeriodId", int)
TagId = NewType("TagId", int)
SearchId = NewType("SearchId", int)
ManuscriptId = NewType("ManuscriptId", int)
SectionId = NewType("SectionId", int)

LanguageCode = NewType("LanguageCode", str)
"""A language subtag of BCP 47 in lower case ("ru", "kk"); "" means unknown."""

ContentHash = NewType("ContentHash", str)
"""SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""

UNKNOWN_LANGUAGE = LanguageCode("")
RU = LanguageCode("ru")
KK = LanguageCode("kk")
UK = LanguageCode("uk")
EN = LanguageCode("en")
ZH = LanguageCode("zh")


class Calendar(StrEnum):
    """The calendar a date was written in."""

    NEW_STYLE = "gregorian"
    OLD_STYLE = "julian"


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day, or a month or a year of which nothing finer is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        if self.month is not None and not 1 <= self.month <= 12:  # noqa: PLR2004
            raise ValueError(f"there is no month {self.month}")
        # The Julian calendar has 29 February in every fourth year: allow it everywhere.
        if self.day is not None:
            longest = 29 if self.month == 2 else calendar.monthrange(2001, self.month or 1)[1]  # noqa: PLR2004
            if not 1 <= self.day <= longest:
                raise ValueError(f"there is no day {self.day} in month {self.month}")

    def iso(self) -> str:
        """Return the year, year-month or full date in ISO 8601 form."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class UncertainDate:
    """A date as historians have it: a day, a span, a decade, about, perhaps, old or new style.

    `written` keeps the words of the document when they differ from the normal form. `end` is None
    for a single date. The text form (`edtf`) follows ISO 8601-2 (EDTF) level 1: `~` about, `?`
    perhaps, `/` a span, `193X` a decade; a trailing ` os` marks the Julian calendar.
    """

    start: Day
    end: Day | None = None
    circa: bool = False
    doubtful: bool = False
    calendar: Calendar = Calendar.NEW_STYLE
    written: str = ""

    @property
    def years(self) -> tuple[int, int]:
        """First and last year the date may fall in."""
        return self.start.year, (self.end or self.start).year

    def edtf(self) -> str:
        """Return the normal text form, which `parse_date` reads back."""
        mark = "%" if self.circa and self.doubtful else "~" * self.circa + "?" * self.doubtful
        text = self.start.iso()
        if self.end is not None:
            text += "/" + self.end.iso()
        return text + mark + (" os" if self.calendar is Calendar.OLD_STYLE else "")


_DATE = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_ISO = re.compile(rf"{_DATE}(?:\s*(?:/|–|—|\.\.)\s*{_DATE})?")
_YEARS = re.compile(r"(\d{4})\s*(?:[-–—]\s*(\d{4})|(?:[–—]\s*|-(?!0\d|1[0-2]))(\d{2}))")
_DECADE = re.compile(
    r"(\d{3})(?:X|0)(?:-?(?:е|ые|х|s|ж)\.?(?:\s*(?:гг\.?|годы|рр\.?|жж\.?))?|(?<=X))"
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ABOUT = re.compile(r"^(?:около|ок\.|прибл\.|circa|ca?\.|about|близько|бл\.|шамамен)\s*", re.I)
_OLD = re.compile(r"\s*(?:\(?ст\.\s*ст\.\)?|\(?old style\)?|\(?o\.\s?s\.\)?|\bos)$", re.I)
_YEAR_WORD = re.compile(r"\s*(?:гг?\.?|год[аы]?|рр?\.?|жж?\.?|year)$", re.I)


def parse_date(text: str) -> UncertainDate:
    """Read a date as historians type it.

    Understands `1932`, `1932-10`, `01.10.1946`, `1946-10-01`, `1929-1933`, `1930-е`, `193X`,
    `ок. 1400`, `1955/1960?`, a trailing `ст. ст.` for the old style, and a year word (`1932 г.`).

    Raises:
        ParseError: when the text is none of these.
    """
    rest = " ".join(text.split())
    old = _OLD.search(rest)
    rest = rest[: old.start()] if old else rest
    about = _ABOUT.match(rest)
    rest = rest[about.end() :] if about else rest
    marks = rest[len(rest.rstrip("?~%[] ")) :]
    rest = _YEAR_WORD.sub("", rest.strip("?~%[] "))
    try:
        start, end = _span(rest)
    except ValueError as error:
        raise ParseError(
            text, 0, f"a date such as 1932, 01.10.1946 or 1929–1933 ({error})"
        ) from error
    written = " ".join(text.split())
    date = UncertainDate(
        start=start,
        end=end,
        circa=about is not None or "~" in marks or "%" in marks,
        doubtful="?" in marks or "%" in marks,
        calendar=Calendar.OLD_STYLE if old else Calendar.NEW_STYLE,
    )
    if date.edtf() == written:
        return date
    return UncertainDate(
        start=start,
        end=end,
        circa=date.circa,
        doubtful=date.doubtful,
        calendar=date.calendar,
        written=written,
    )


def _span(text: str) -> tuple[Day, Day | None]:
    if match := _DECADE.fullmatch(text):
        decade = int(match[1]) * 10
        return Day(year=decade), Day(year=decade + 9)
    if match := _DOTTED.fullmatch(text):
        return Day(year=int(match[3]), month=int(match[2]), day=int(match[1])), None
    if match := _YEARS.fullmatch(text):
        first = int(match[1])
        last = int(match[2]) if match[2] else first // 100 * 100 + int(match[3])
        if last > first:
            return Day(year=first), Day(year=last)
    if match := _ISO.fullmatch(text):
        start = _day(match[1], match[2], match[3])
        end = _day(match[4], match[5], match[6]) if match[4] else None
        if end is not None and end.iso() < start.iso():
            raise ValueError("the end lies before the beginning")
        return start, end
    raise ValueError("not a date")


def _day(year: str, month: str | None, day: str | None) -> Day:
    return Day(year=int(year), month=int(month) if month else None, day=int(day) if day else None)
