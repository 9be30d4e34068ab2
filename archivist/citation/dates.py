"""Dates as a style's words write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.citation.styles import Words
    from archivist.library.values import Day, LanguageCode, UncertainDate


def year_text(date: UncertainDate | None, words: Words, dash: str) -> str:
    """Return the year or years, with what is said of a doubtful one; "" or “no date” for none."""
    if date is None:
        return words.form("no_date")
    return _marked(date, _years(date, dash), words)


def date_text(date: UncertainDate | None, words: Words, dash: str) -> str:
    """Return the date as fully as it is known."""
    if date is None or date.end is not None or date.start.month is None:
        told = date is not None and not date.circa and not date.doubtful
        form = words.form("date_year") if told else ""
        return words.say(form, year_text(date, words, dash))
    name = "date" if date.start.day else "date_month"
    return _marked(date, _filled(words.form(name), date.start, words), words)


def day_text(date: UncertainDate | None, words: Words) -> str:
    """Return the day and month of a date, "" when the day is not known."""
    if date is None or date.end is not None or not date.start.day:
        return ""
    return _filled(words.form("day"), date.start, words)


def accessed_text(date: UncertainDate | None, words: Words) -> str:
    """Return the day on which a page was read, "" for none."""
    if date is None:
        return ""
    return (
        _filled(words.form("accessed_date"), date.start, words) if date.start.day else date.edtf()
    )


_WORDS = re.compile(
    r"(?!год|year|рок)[^\W\d_]{3,}|[\u4e00-\u9fff]|\d(?:-?(?:е|х|ті|ші|і)|s)\b", re.IGNORECASE
)
"""A month, another count of years, or a decade: `1920-е`, `1920s`."""

_YEAR_FIRST = "{year}, "


def is_in_words(written: str) -> bool:
    """Tell whether a date was written with more than numbers and the word for a year."""
    return _WORDS.search(written) is not None


def told_date(date: UncertainDate, words: Words, dash: str, language: LanguageCode) -> str:
    """Return the date of a document: in its own words where they are those of the reference.

    A style that has a form `written` prints every date of doubt as it was written; one that begins
    a date with the year does so with every day and month that it knows.
    """
    doubtful = date.circa or date.doubtful or date.end is not None
    ordered = date.start.month is not None and words.form("date").startswith(_YEAR_FIRST)
    own = language == words.language and is_in_words(date.written) and not ordered
    if date.written and (own or (doubtful and words.form("written"))):
        return date.written
    return date_text(date, words, dash)


def _years(date: UncertainDate, dash: str) -> str:
    first, last = date.years
    return str(first) if first == last else f"{first}{dash}{last}"


def _marked(date: UncertainDate, text: str, words: Words) -> str:
    if date.circa:
        text = words.say(words.form("circa"), text)
    if date.doubtful:
        return words.say(words.form("doubtful") or "[{}?]", text)
    return words.say(words.form("approximate") or "[{}]", text) if date.circa else text


def _filled(form: str, day: Day, words: Words) -> str:
    values = {
        "day": str(day.day),
        "dd": f"{day.day or 1:02d}",
        "mm": f"{day.month or 1:02d}",
        "month": words.months[(day.month or 1) - 1] if words.months else f"{day.month or 1:02d}",
        "year": str(day.year),
    }
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", value)
    return form
