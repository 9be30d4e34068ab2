"""The names of archives: told from abbreviations, from places, and from what stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.library.archive import match_key

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon

_MOST_WORDS, _MOST_PARTS, _LONGEST = 16, 4, 30
_TOKEN = re.compile(r"[^\W\d_][\w’'ʹ-]*\.?")
_LOWER_RUN = re.compile(r"[^\W\d_A-ZА-ЯЁІЇЄҚҒҢӨҰҮҺ]{4,}")
_CAPITAL = re.compile(r"[A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘ]")
_BOUNDARY = re.compile(
    r"(?:(?<=[.»”\"\])?!])|(?<=[,:;]))\s+(?=[«“\"(A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘ])|\s+//?\s+|\s[–—]\s"
)
_NOT_NAME = re.compile(r"\d{3}|[^\W\d_]{3,}\.\s+[A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘ]")
_PLACE = re.compile(
    r",\s+(?P<place>[A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘ][\w’'.-]+(?:[ -][\w’'.-]+){0,3}"
    r"(?:,\s+[A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘ][\w’' .-]+){0,2})\s*$"
)
_HAN = re.compile(r"(?P<name>[\u4e00-\u9fff]+(?:档案馆|图书馆|档案局|博物馆))(?:藏)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeper:
    """An archive as an entry names it, and where in the text.

    `start` and `end` bound the whole mention, `name_end` the name without its place.
    """

    full: str = ""
    abbreviation: str = ""
    place: str = ""
    start: int
    end: int
    name_end: int


def abbreviated(name: str) -> bool:
    """Tell whether a name is an abbreviation: `ЦДАВО України`, `ОР РГБ`, `TsGA RK`, `НА РК`."""
    tokens = _TOKEN.findall(name)
    if re.search(r"\d", name) or not 0 < len(tokens) <= _MOST_PARTS or len(name) > _LONGEST:
        return False
    first = tokens[0]
    if len(_CAPITAL.findall(first)) < 2 or _LOWER_RUN.search(first):  # noqa: PLR2004
        return False
    return all(_CAPITAL.match(token) or token in {"в", "у"} for token in tokens)


def is_keeper(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is the name of an archive and of nothing else."""
    bare = name.partition("(")[0].strip(" ,")
    if not bare:
        return False
    if lexicon.archive(bare) or abbreviated(bare):
        return True
    if len(bare.split()) > _MOST_WORDS or not _CAPITAL.match(bare) or _NOT_NAME.search(bare):
        return False
    return bool(lexicon.archive_word.search(bare))


def find_keeper(text: str, start: int, end: int, lexicon: Lexicon) -> Keeper | None:
    """Find the archive that a part of a text ends with."""
    if whole := re.compile(r"\s*\((?P<name>[^()]+)\)[\s.,;:]*$").match(text, start, end):
        start, end = whole.span("name")
    if found := _han(text, start, end):
        return found
    opened = text.rfind("(", start, end)
    if opened >= 0 and ")" not in text[opened:end]:
        end = opened
    while end > start and text[end - 1] in " .,;:|–—-(":
        end -= 1
    depths = _depths(text, start, end)
    begins = [start] + [
        match.end()
        for match in _BOUNDARY.finditer(text, start, end)
        if not depths[match.start() - start]
    ]
    for begin in reversed(begins):
        if is_keeper(text[begin:end], lexicon):
            found = _placed(text, start, begin, end, lexicon) or read_keeper(
                text, begin, end, lexicon
            )
            return _with_name(text, start, begin, found, lexicon) or found
    return None


def _placed(text: str, start: int, begin: int, end: int, lexicon: Lexicon) -> Keeper | None:
    """Return a known archive with its city behind it, be that written like one (`РГИА, СПб`)."""
    first = max(text.rfind(". ", start, begin - 2) + 2, start)
    city = text[begin:end]
    if " " in city or lexicon.archive(city) or not lexicon.archive(text[first:begin].strip(" ,")):
        return None
    return read_keeper(text, first, end, lexicon)


def _with_name(text: str, start: int, begin: int, found: Keeper, lexicon: Lexicon) -> Keeper | None:
    """Return an abbreviation with the full name before its dash (`…архив – ГАРФ`)."""
    dash = re.compile(r"\s+[–—-]\s+").search(text, max(start, begin - 5), begin)
    full = text[start : dash.start()].strip() if dash else ""
    if found.full or not dash or not is_keeper(full, lexicon) or abbreviated(full):
        return None
    return replace(found, full=full, start=start)


def read_keeper(text: str, start: int, end: int, lexicon: Lexicon) -> Keeper:
    """Read an archive: its name in full, the abbreviation in brackets or before them, a place."""
    words = "|".join(map(re.escape, sorted(lexicon.words["later"], key=len, reverse=True)))
    shape = re.compile(
        rf"(?P<first>[^()]+?)\s*\(\s*(?:(?:{words})(?:\s*[–—:-]\s*|\s+|,\s*))?(?P<second>[^()]+)\)",
        re.IGNORECASE,
    )
    match = shape.match(text, start, end)
    if match and match["second"].strip().casefold() not in lexicon.words["countries"]:
        first, second = match["first"].strip(), match["second"].strip(' «»"')
        if abbreviated(first) and _is_place(second, lexicon):
            return Keeper(
                abbreviation=first, place=second, start=start, end=end, name_end=match.end("first")
            )
        full, short = (first, second) if not abbreviated(first) else (second, first)
        full = "" if match_key(full) == match_key(short) else full
        if abbreviated(short) or lexicon.archive(short):
            place = _PLACE.match(text, match.end(), end)
            return Keeper(
                full=full,
                abbreviation=short,
                place=place["place"] if place else "",
                start=start,
                end=end,
                name_end=match.end(),
            )
    return _bare(text, start, end, lexicon)


def _is_place(name: str, lexicon: Lexicon) -> bool:
    """Tell a city from the full name of an archive."""
    words = name.removeprefix("г. ").split()
    return len(words) <= 2 and not lexicon.archive_word.search(name) and not abbreviated(name)  # noqa: PLR2004


def _bare(text: str, start: int, end: int, lexicon: Lexicon) -> Keeper:
    """Read a name that stands alone, with the place behind it."""
    whole = text[start:end].strip()
    place = None if lexicon.archive(whole) else _PLACE.search(text, start, end)
    if place and (
        place.start() <= start
        or lexicon.archive_word.search(place["place"])
        or "м." in place["place"]
    ):
        place = None
    name = text[start : place.start() if place else end].strip()
    worded = lexicon.archive_word.search(name) is not None and not lexicon.archive(name)
    short = abbreviated(name) and not worded
    return Keeper(
        full="" if short else name,
        abbreviation=name if short else "",
        place=place["place"] if place else "",
        start=start,
        end=end,
        name_end=place.start() if place else end,
    )


def _han(text: str, start: int, end: int) -> Keeper | None:
    found = None
    for match in _HAN.finditer(text, start, end):
        found = match
    if not found:
        return None
    return Keeper(full=found["name"], start=found.start(), end=found.end(), name_end=found.end())


def _depths(text: str, start: int, end: int) -> list[int]:
    """Return for each place of a part of the text how many brackets are open there."""
    depths: list[int] = []
    depth = 0
    for sign in text[start:end]:
        if sign in "([":
            depth += 1
        depths.append(depth)
        if sign in ")]" and depth:
            depth -= 1
    return depths
