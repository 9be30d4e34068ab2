"""Archival references typed into the search box: `5-Н 5059`, `Ф. 897 Оп. 4`, `АП РК 5-Н/1/5059`.

Sheets may follow (`Л. 21`, `л. 12об–14`, `p. 21`), and other words stand before or behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.references import Sheet, Sheets, UnitKind, parse_sheets
from archivist.search.query_signs import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LABELS = (
    (UnitKind.FUND, r"ф|f|фонд\w{0,2}|fund|fond|fonds|қор\w{0,3}"),
    (UnitKind.SERIES, r"оп|op|опис[ьи]|опис|series|opis|тізімдеме\w{0,3}|тізбе\w{0,3}"),
    (UnitKind.FILE, r"д|d|дел[оа]|спр|справ[аи]|file|delo|іс|ед\.\s?хр|ед\.\s?зб"),
)
_NUMBER = r"(?=[^\W_]*(?:-[^\W_]+)*\d)[^\W_]+(?:-[^\W_]+)*"
_LEVEL = "|".join(
    rf"(?P<{kind.value}>(?<![^\W_])(?:{words})(?:\.\s*|\s+|(?<=\w{{4}})-)(?:№\s*)?(?={_NUMBER}))"
    for kind, words in _LABELS
)
_LABELLED = re.compile(rf"(?:{_LEVEL})(?P<number>{_NUMBER})[.,;]?\s*", re.IGNORECASE)
_ONE_SHEET = r"\d+(?:[а-яa-z](?![^\W\d_]))?(?:\s?об)?\.?"
_SHEETS = (
    r"(?:лл?|ll?|лист\w{0,2}|парақ\w{0,4}|арк|аркуш\w{0,2}|fol|ff?|sheets?|pp?|page|б|бет)(?:\.\s*|\s+)"
    rf"(?P<sheets>{_ONE_SHEET}(?:\s*[-–—,]\s*{_ONE_SHEET})*)"
)
_SHEET = re.compile(rf"{_SHEETS}[.,;]?\s*", re.IGNORECASE)
_CYRILLIC = {
    "shch": "щ",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "yu": "ю",
    "ya": "я",
    **dict(zip("abcdefghijklmnopqrstuvwyz", "абцдефгхийклмнопкрстуввыз", strict=True)),
}
"""What Latin letters may stand for, the longest first."""

_LATIN = re.compile("|".join(_CYRILLIC), re.IGNORECASE)
_FULL_WORD = 4
"""A label of so many letters needs no other level beside it: `дело 5059`, but not `д. 5`."""

_MOST_WORDS = 6
"""The name of an archive has so many words at most."""

_BARE = re.compile(
    rf"(?:(?P<archive>\D+?)[\s,.]+)??(?P<first>{_NUMBER})(?:\s*[/,]\s*|\s+)(?P<second>{_NUMBER})"
    rf"(?:(?:\s*[/,]\s*|\s+)(?P<third>{_NUMBER}))?(?:[\s,.]+{_SHEETS})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place in an archive that a query names, the highest level first: from `start` up to `end`.

    `levels` holds several ways to take numbers: alone, and with Latin letters for Cyrillic ones.
    `before` is what stands before the place: the archive, or words to look for; where the levels
    are not named (`bare`) it must be an archive. `sheets` are as they were typed, "" for none.
    """

    levels: tuple[tuple[tuple[UnitKind, str], ...], ...]
    start: int
    end: int
    before: str = ""
    sheets: str = ""
    bare: bool = False


def place_in(text: str) -> PlaceAsked | None:
    """Return the place that a query names, None when it names none, or is too long for a query."""
    return None if len(text) > LONGEST else _labelled(text) or _bare(text)


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
        label = found[kind.value].strip().lower()
        longest = max(longest, len(label.rstrip("-.")))
        end = found.end()
        found = _LABELLED.match(text, end)
    if not levels:
        return None
    bare_fund = levels[0][0] is UnitKind.FUND and label != "f"  # “f 16” may be anything
    if len(levels) == 1 and longest < _FULL_WORD and not bare_fund:
        return None
    sheets = _SHEET.match(text, end)
    return PlaceAsked(
        _spelt([tuple(levels)]),
        start,
        sheets.end() if sheets else end,
        text[:start],
        sheets["sheets"] if sheets else "",
    )


def _bare(text: str) -> PlaceAsked | None:
    """Read numbers alone: a fund and a file, or a series, or all three."""
    found = _BARE.fullmatch(text.strip())
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
    start = len(text) - len(text.lstrip()) + found.start("first")
    return PlaceAsked(
        _spelt(ways),
        start,
        len(text),
        text[:start],
        found["sheets"] or "",
        bare=True,
    )


def in_cyrillic(name: str) -> str:
    """Return what a name may be that was typed in Latin letters: `GARF`, `5-N`."""

    def letter(found: re.Match[str]) -> str:
        made = _CYRILLIC[found[0].lower()]
        return made.upper() if found[0][0].isupper() else made

    return _LATIN.sub(letter, name)


def _spelt(
    ways: Sequence[tuple[tuple[UnitKind, str], ...]],
) -> tuple[tuple[tuple[UnitKind, str], ...], ...]:
    """Return ways to read a place, and then these with Latin letters taken for Cyrillic ones."""
    others = [tuple((kind, in_cyrillic(number)) for kind, number in way) for way in ways]
    numbers = any(letter in _CYRILLIC for way in ways for _, one in way for letter in one.lower())
    return (*ways, *(others if numbers else ()))


def archives_before(before: str) -> tuple[tuple[int, str], ...]:
    """Return what may be the name of the archive at the end of a text, and where it starts.

    The longest comes first.
    """
    named = before.rstrip(" ,.;")
    starts = [found.start() for found in re.finditer(r"\S+", named)][-_MOST_WORDS:]
    return tuple((start, named[start:]) for start in starts)


def sheets_in(asked: str, labels: Mapping[int, str]) -> tuple[int, ...]:
    """Return those of some things whose labels name one of the sheets that are asked for.

    A sheet without a side is both sides; where no label names the side that is asked for, the sheet
    is enough. Labels that are no sheets name none.
    """
    wanted = _read(asked)
    known = {one: spans for one, label in labels.items() if (spans := _read(label))}
    for sided in (True, False):
        found = [one for one, spans in known.items() if _meet(wanted, spans, sided=sided)]
        if found:
            return tuple(found)
    return ()


def _read(label: str) -> Sheets:
    try:
        return parse_sheets(label)
    except ParseError:
        return ()


def _meet(asked: Sheets, own: Sheets, *, sided: bool) -> bool:
    """Tell whether some spans of sheets have one in common."""
    return any(
        _first(one.first, sided=sided) <= _last(other.last or other.first, sided=sided, own=True)
        and _first(other.first, sided=sided) <= _last(one.last or one.first, sided=sided)
        for one in asked
        for other in own
    )


def _first(sheet: Sheet, *, sided: bool) -> tuple[int, str, bool]:
    number, letter, verso = sheet.order
    return number, letter, verso and sided


def _last(sheet: Sheet, *, sided: bool, own: bool = False) -> tuple[int, str, bool]:
    """Return the last side of a sheet: the verso, where a query or no label names a side."""
    number, letter, verso = sheet.order
    return number, letter, verso if own and sided else not sheet.recto or verso
