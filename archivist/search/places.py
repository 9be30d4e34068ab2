"""Archival references typed into the search box: `5-Н 5059`, `Ф. 897 Оп. 4`, `АП РК 5-Н/1/5059`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archivist.library.references import UnitKind

_LABELS = (
    (UnitKind.FUND, r"ф|фонд\w{0,2}|fund|fond|fonds|қор\w{0,3}"),
    (UnitKind.SERIES, r"оп|опис[ьи]|опис|series|opis|тізімдеме\w{0,3}|тізбе\w{0,3}"),
    (UnitKind.FILE, r"д|дел[оа]|спр|справ[аи]|file|delo|іс|ед\.\s?хр|ед\.\s?зб"),
)
_NUMBER = r"(?=[^\W_]*(?:-[^\W_]+)*\d)[^\W_]+(?:-[^\W_]+)*"
_LEVEL = "|".join(
    rf"(?P<{kind.value}>(?<![^\W_])(?:{words})(?:\.\s*|\s+)(?:№\s*)?(?={_NUMBER}))"
    for kind, words in _LABELS
)
_LABELLED = re.compile(rf"(?:{_LEVEL})(?P<number>{_NUMBER})[.,;]?\s*", re.IGNORECASE)
_SHEET = re.compile(
    r"(?:лл?|парақ|арк|fol|ff?)\.\s*(?P<number>\d+(?:[-–]\d+)?\s?(?:об)?)\.?\s*", re.IGNORECASE
)
_FULL_WORD = 4
"""A label of so many letters needs no other level beside it: `дело 5059`, but not `д. 5`."""

_BARE = re.compile(
    rf"(?:(?P<archive>\D+?)[\s,.]+)??(?P<first>{_NUMBER})(?:\s*[/,]\s*|\s+)(?P<second>{_NUMBER})"
    rf"(?:(?:\s*[/,]\s*|\s+)(?P<third>{_NUMBER}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place in an archive that a query names, the highest level first, and the other words.

    `before` is what stands before the place: the archive, or words to look for; it must be an
    archive where the levels are not named (`bare`). `levels` then holds several ways to take them.
    """

    levels: tuple[tuple[tuple[UnitKind, str], ...], ...]
    before: str
    after: str
    sheet: str = ""
    bare: bool = False


def place_in(text: str) -> PlaceAsked | None:
    """Return the place that a query names, None when it names none."""
    return _labelled(text) or _bare(text)


def _labelled(text: str) -> PlaceAsked | None:
    found = _LABELLED.search(text)
    start = found.start() if found else 0
    levels: list[tuple[UnitKind, str]] = []
    end, longest = start, 0
    while found:
        kind = UnitKind(next(kind.value for kind, _ in _LABELS if found[kind.value]))
        if any(kind is other for other, _ in levels):
            break
        levels.append((kind, found["number"]))
        longest = max(longest, len(found[kind.value].rstrip(". \t")))
        end = found.end()
        found = _LABELLED.match(text, end)
    if not levels or (len(levels) == 1 and longest < _FULL_WORD and levels[0][0] != UnitKind.FUND):
        return None
    sheet = _SHEET.match(text, end)
    return PlaceAsked(
        (tuple(levels),),
        text[:start].strip(" ,."),
        text[sheet.end() if sheet else end :].strip(),
        sheet["number"] if sheet else "",
    )


def _bare(text: str) -> PlaceAsked | None:
    """Read numbers alone: a fund and a file, or a series, or all three."""
    found = _BARE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    first, second, third = found.group("first", "second", "third")
    if first.isdecimal() and not third and "/" not in text:  # two years, most likely
        return None
    fund = (UnitKind.FUND, first)
    ways: list[tuple[tuple[UnitKind, str], ...]] = (
        [(fund, (UnitKind.SERIES, second), (UnitKind.FILE, third))]
        if third
        else [(fund, (UnitKind.FILE, second)), (fund, (UnitKind.SERIES, second))]
    )
    return PlaceAsked(tuple(ways), found["archive"] or "", "", bare=True)
