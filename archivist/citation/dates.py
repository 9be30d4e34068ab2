"""Dates as a style's words write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.citation.styles import Words
    from archivist.library.values import Day, UncertainDate


def year_text(date: UncertainDate | None, words: Words, dash: str) -> str:
    """Return the year or years, with what is said of a doubtful one; "" or “no date” for none."""
    if date is None:
        return words.form("no_date")
    return _marked(date, _years(date, dash), words)


def date_text(date: UncertainDate | None, words: Words, dash: str) -> str:
    """Return the date as fully as it is known."""
    if date is None or date.end is not None or date.start.month is None:
        return year_text(date, words, dash)
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


def _years(date: UncertainDate, dash: str) -> str:
    first, last = date.years
    return str(first) if first == last else f"{first}{dash}{last}"


def _marked(date: UncertainDate, text: str, words: Words) -> str:
    if date.circa:
        text = words.say(words.form("circa"), text)
    return f"[{text}?]" if date.doubtful else f"[{text}]" if date.circa else text


def _filled(form: str, day: Day, words: Words) -> str:
    values = {
        "day": str(day.day),
        "dd": f"{day.day or 1:02d}",
        "mm": f"{day.month or 1:02d}",
        "month": words.months[(day.month or 1) - 1],
        "year": str(day.year),
    }
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", value)
    return form
