"""Dates in words, as documents bear them: `22 січня 1919 р.`, `2 February 1940`, `乾隆二十七年`."""

from __future__ import annotations

import re

from archivist.library.values import Day, UncertainDate

_MONTHS = (
    ("янв", "січ", "қаң", "jan"),
    ("фев", "лют", "ақп", "feb"),
    ("мар", "бер", "нау", "mar"),
    ("апр", "кві", "сәу", "apr"),
    ("мая", "май", "тра", "мам", "may"),
    ("июн", "чер", "мау", "jun"),
    ("июл", "лип", "шіл", "jul"),
    ("авг", "сер", "там", "aug"),
    ("сен", "вер", "қыр", "sep"),
    ("окт", "жов", "қаз", "oct"),
    ("ноя", "лис", "қар", "nov"),
    ("дек", "гру", "жел", "dec"),
)
_NUMBERS = {stem: number for number, stems in enumerate(_MONTHS, start=1) for stem in stems}
_YEAR = re.compile(r"(?<!\d)(?!0000)(\d{4})(?!\d)")
_YEARS = re.compile(r"^\D*(?!0000)(?P<first>\d{4})\s?[-–—/]\s?(?P<last>\d{4})\D*$")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN_DATE = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?")
_REIGNS = {
    "顺治": 1644,
    "康熙": 1662,
    "雍正": 1723,
    "乾隆": 1736,
    "嘉庆": 1796,
    "道光": 1821,
    "咸丰": 1851,
    "同治": 1862,
    "光绪": 1875,
    "宣统": 1909,
    "民国": 1912,
}
"""The first years of the reigns of the Qing, and of the Republic."""

_REIGN = re.compile(rf"({'|'.join(_REIGNS)})([元一二三四五六七八九十]+|\d+)年")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


def date_in_words(text: str) -> UncertainDate | None:
    """Read a date that is written in words, as finely as it can be told; None for no year."""
    if years := _YEARS.search(text):
        first, last = int(years["first"]), int(years["last"])
        if first < last:
            return UncertainDate(start=Day(year=first), end=Day(year=last), written=text)
    day = _han(text) or _reign(text) or _european(text)
    return UncertainDate(start=day, written=text) if day else None


def _european(text: str) -> Day | None:
    year = _YEAR.search(text)
    if year is None:
        return None
    stems = (word[0][:3].lower() for word in _WORD.finditer(text))
    month = next((_NUMBERS[stem] for stem in stems if stem in _NUMBERS), None)
    day = _DAY.search(text) if month else None
    return _known(int(year[1]), month, int(day[1]) if day else None)


def _han(text: str) -> Day | None:
    found = _HAN_DATE.search(text)
    if found is None:
        return None
    month, day = found["month"], found["day"]
    return _known(int(found["year"]), int(month) if month else None, int(day) if day else None)


def _reign(text: str) -> Day | None:
    found = _REIGN.search(text)
    if found is None:
        return None
    number = found[2]
    count = int(number) if number.isascii() else _han_number(number)
    return Day(year=_REIGNS[found[1]] + count - 1)


def _han_number(text: str) -> int:
    """Return a number up to 99: 二十七 is 27, 元 the first."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0 if ten else 1)


def _known(year: int, month: int | None, day: int | None) -> Day | None:
    """Return a day, or what is left of it when no calendar has it."""
    try:
        return Day(year=year, month=month, day=day)
    except ValueError:
        return Day(year=year)
