"""Days as entries write them: `11 февр.`, `July 5`, `30.09.2020`, and the slips in them."""

from __future__ import annotations

import re

from archivist.library.values import Day

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
_DOTTED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d])")
_WORDED = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s(?P<month>[^\W\d_]+)\.?,?\s(?P<year>\d{4})")
_ENGLISH = re.compile(r"(?P<month>[A-Z][a-z]+)\.?\s(?P<day>\d{1,2}),\s(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4}),\s(?P<month>[A-Z][a-z]+)\s(?P<day>\d{1,2})")
_BROKEN = re.compile(r"(?<![\d.])(?:\d{1,2}\.\d{6}|\d{4}\.\d{4}|\d{1,2}\.\d{1,2}\.\d{5,})(?![\d.])")


def day_iso(text: str) -> str:
    """Return a day in the ISO form, "" when the text holds none that a calendar has."""
    for pattern in (_DOTTED, _WORDED, _ENGLISH, _YEAR_FIRST):
        if match := pattern.search(text):
            month = match["month"]
            number = int(month) if month.isdecimal() else _month(month)
            return _iso(int(match["year"]), number, int(match["day"]))
    return ""


def broken_days(text: str) -> tuple[tuple[int, int], ...]:
    """Return where dates stand that lack a point (`30.092020`) or that no calendar has."""
    impossible = (
        match.span()
        for match in _DOTTED.finditer(text)
        if not _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    )
    return tuple(sorted((*(match.span() for match in _BROKEN.finditer(text)), *impossible)))


def _month(word: str) -> int:
    folded = word.casefold()
    for number, beginnings in enumerate(_MONTHS, 1):
        if folded.startswith(beginnings):
            return number
    return 0


def _iso(year: int, month: int, day: int) -> str:
    try:
        return Day(year=year, month=month, day=day).iso()
    except ValueError:
        return ""
