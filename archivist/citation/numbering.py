"""Numbered citations: numbers in order of first citation, and the marks that stand in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.richtext import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.citation.styles import MarkForm
    from archivist.library.richtext import RichText

MISSING = "?"
"""What stands for the number of a source that is not there."""

_BARE = re.compile(r"\d[\d\s,\-\u2010-\u2015]*")
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """One source in a mark: its number (None when it is not there) and the words about it.

    `link` leads to its entry. `archival` sources have sheets, others pages.
    """

    number: int | None
    link: str = ""
    locator: str = ""
    prefix: str = ""
    archival: bool = False


def collapse(numbers: Iterable[int], dash: str = "-", *, least: int = 3) -> str:
    """Write numbers in order, runs of `least` or more drawn together: `1-3, 7`."""
    return ", ".join(
        dash.join(str(number) for number in ends) for ends in _ends(sorted(set(numbers)), least)
    )


def mark(items: Sequence[Cited], form: MarkForm) -> RichText:
    """Write a citation mark: `[1–3, 7]`, or with locators `[5, с. 12; 7, с. 3]`."""
    if any(item.locator or item.prefix for item in items):
        inside = [_told(item, form) for item in items]
        between = form.sources
    else:
        inside = _numbers(items, form)
        between = form.numbers
    runs = [Run(text=form.open)]
    for place, piece in enumerate(inside):
        runs += [Run(text=between)] * (place > 0) + piece
    return (*runs, Run(text=form.close))


def _numbers(items: Sequence[Cited], form: MarkForm) -> list[list[Run]]:
    links = {item.number: item.link for item in items if item.number is not None}
    pieces = []
    for ends in _ends(sorted(links), form.collapse):
        runs = [Run(text=str(number), link=links[number]) for number in ends]
        pieces.append([runs[0], Run(text=form.dash), runs[1]] if len(runs) > 1 else runs)
    missing = any(item.number is None for item in items)
    return [*pieces, [Run(text=MISSING)]] if missing else pieces


def _ends(numbers: Sequence[int], least: int) -> list[tuple[int, ...]]:
    """Return single numbers and the two ends of runs."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    found: list[tuple[int, ...]] = []
    for run in runs:
        found += [(run[0], run[-1])] if len(run) >= max(least, 2) else [(one,) for one in run]
    return found


def _told(item: Cited, form: MarkForm) -> list[Run]:
    """Return one source with what is said before and after its number."""
    runs = [Run(text=f"{item.prefix} ")] if item.prefix else []
    number = MISSING if item.number is None else str(item.number)
    runs.append(Run(text=number, link=item.link if item.number is not None else ""))
    if item.locator:
        runs.append(Run(text=form.locator + _locator(item, form)))
    return runs


def _locator(item: Cited, form: MarkForm) -> str:
    """Return a locator with the style's dash, and with its word when it is a bare number."""
    text = _HYPHEN.sub(form.dash, item.locator.strip())
    if not _BARE.fullmatch(text):
        return text
    name = "sheet" if item.archival else "page"
    many = f"{name}_many" if not text.isdecimal() else name
    return form.forms.get(many, form.forms.get(name, "{}")).replace("{}", text)
