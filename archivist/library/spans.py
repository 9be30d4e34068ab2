"""The dates of files as inventories write them: from a day to a day, in many words."""

from __future__ import annotations

import re
from dataclasses import replace

from archivist.errors import ParseError
from archivist.library.values import Calendar, Day, UncertainDate, parse_date

_MONTHS = (
    ("янв", "січ", "қаңтар", "jan"),
    ("фев", "лют", "ақпан", "feb"),
    ("мар", "берез", "наурыз", "mar"),
    ("апр", "квіт", "сәуір", "apr"),
    ("мая", "май", "трав", "мамыр", "may"),
    ("июн", "черв", "маусым", "jun"),
    ("июл", "лип", "шілде", "jul"),
    ("авг", "серп", "тамыз", "aug"),
    ("сен", "верес", "қыркүйек", "sep"),
    ("окт", "жовт", "қазан", "oct"),
    ("ноя", "листоп", "қараша", "nov"),
    ("дек", "груд", "желтоқсан", "dec"),
)
_YEAR_WORDS = re.compile(r"(?<=\d)\s*(?:гг|г|год[аыу]?|рр|р|року|роки|жж|ж|жыл\w*)\b\.?", re.I)
_BRACKETS = re.compile(r"[\[\](){}<>«»\"“”]")
_DIVIDER = re.compile(r"\s*[–—−]\s*|\s+-\s+|\s+(?:по|до|to|until|through|and)\s+", re.I)
_PLAIN_DASH = re.compile(r"\s*-\s*")
_FROM = re.compile(r"^(?:с|со|з|від|from|between)\s+", re.I)
_ABOUT = re.compile(r"(?:^|\b)(?:около|ок\.|прибл|circa|ca?\.|about|близько|шамамен)", re.I)
_OLD = re.compile(r"\(?ст\.\s*ст\.?\)?|\(?old style\)?", re.I)
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)")
_DOTTED = re.compile(r"(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})")
_ISO = re.compile(r"(\d{4})-?(\d{2})(?:-?(\d{2}))?")
_WORDED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?,?(?:\s+(\d{4}))?")
_ENGLISH = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?")
_YEAR_FIRST = re.compile(r"(\d{4}),?\s+([^\W\d_]+)\.?(?:\s+(\d{1,2}))?")

_Parts = tuple[int | None, int | None, int | None]


def read_span(text: str, normal: str = "") -> UncertainDate | None:
    """Return the date that an inventory gives a file, None when it names no year.

    `normal` is the same date in the ISO form ("1917/1955"), where the inventory has that too. What
    cannot be read to the day counts from its first year to its last; its words are always kept.
    """
    written = " ".join(text.split()).strip(" ,;")
    found = _iso_span(normal) or _whole(written) or _halves(written) or _years(written)
    if found is None:
        return None
    return replace(found, written="" if found.edtf() == written else written)


def _whole(text: str) -> UncertainDate | None:
    for form in (text, text.rstrip("."), _BRACKETS.sub("", text).strip(" .,")):
        try:
            return parse_date(form)
        except (ParseError, ValueError):
            continue
    return None


def _iso_span(text: str) -> UncertainDate | None:
    """Read `1917/1955`, `19170101/19551231`, `2017-06-01/2017-06-01`."""
    ends = [_day(_iso_parts(part.strip())) for part in text.split("/") if part.strip()]
    if not ends or any(end is None for end in ends):
        return None
    return _date(ends[0], ends[-1])


def _iso_parts(text: str) -> _Parts | None:
    if text.isdecimal() and len(text) == 4:  # noqa: PLR2004 - a year
        return int(text), None, None
    match = _ISO.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3]) if match[3] else None) if match else None


def _halves(text: str) -> UncertainDate | None:
    """Read a day in words, or two with a dash between; the first may lack what the last one has."""
    bare = _FROM.sub("", _OLD.sub("", _BRACKETS.sub("", _YEAR_WORDS.sub("", text)))).strip(" .,;")
    for divider in (_DIVIDER, _PLAIN_DASH):
        halves = [part.strip(" .,;") for part in divider.split(bare) if part.strip(" .,;")]
        if len(halves) > 2 or not halves:  # noqa: PLR2004 - from and to
            continue
        last = _parts(halves[-1])
        first = _parts(halves[0], last) if len(halves) > 1 else last
        found = _date(_day(first), _day(last))
        if found is not None:
            old = Calendar.OLD_STYLE if _OLD.search(text) else Calendar.NEW_STYLE
            return replace(found, calendar=old, circa=bool(_ABOUT.search(text)))
    return None


def _parts(text: str, model: _Parts | None = None) -> _Parts | None:
    """Return year, month and day of a text; what the first half lacks is that of the last."""
    year, month = (model[0], model[1]) if model else (None, None)
    if text.isdecimal():
        number = int(text)
        if len(text) == 4:  # noqa: PLR2004 - a year
            return number, None, None
        return (year, month, number) if year and month else None
    if match := _DOTTED.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1]) if match[1] else None
    if year and (match := _DAY_MONTH.fullmatch(text)):
        return year, int(match[2]), int(match[1])
    return _iso_parts(text) or _worded(text, year)


def _worded(text: str, year: int | None) -> _Parts | None:
    for pattern, order in ((_WORDED, (3, 2, 1)), (_ENGLISH, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3))):
        if match := pattern.fullmatch(text):
            own, word, day = (match[place] for place in order)
            month = _month(word)
            if month and (own or year):
                return int(own) if own else year, month, int(day) if day else None
    return None


def _month(word: str) -> int | None:
    folded = word.casefold()
    for number, beginnings in enumerate(_MONTHS, 1):
        if folded.startswith(beginnings):
            return number
    return None


def _years(text: str) -> UncertainDate | None:
    """Return the span from the first to the last of the years that a text names."""
    found = sorted(int(year) for year in _YEAR.findall(text))
    if not found:
        return None
    span = _date(Day(year=found[0]), Day(year=found[-1]))
    doubtful = "?" in text
    return replace(span, circa=bool(_ABOUT.search(text)), doubtful=doubtful) if span else None


def _day(parts: _Parts | None) -> Day | None:
    if parts is None or parts[0] is None:
        return None
    try:
        return Day(year=parts[0], month=parts[1], day=parts[2])
    except ValueError:
        return None


def _date(first: Day | None, last: Day | None) -> UncertainDate | None:
    if first is None or last is None or last.iso() < first.iso()[: len(last.iso())]:
        return None
    return UncertainDate(start=first, end=None if first == last else last)
