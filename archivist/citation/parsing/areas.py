"""The areas of a bibliographic entry: `М. : Наука, 1990`, `№ 2`, `С. 45–58`, `254 с`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from archivist.citation.parsing.names import CAPITAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.citation.parsing.lexicon import Lexicon

_RANGE = r"\d+(?:\s?[-‐‑–—]\s?\d+)?(?:,\s?\d+(?:\s?[-‐‑–—]\s?\d+)?)*"
_STOP = re.compile(r"\.(?:\s+[–—-])?\s+(?=\S)|\s[–—]\s(?=[^\W_])|\.?\s+//?\s+")
_MOST = 60
"""No entry has more areas; what a heap of junk has is one more."""

_LABELS = {"с", "c", "p", "pp", "т", "б", "стр", "s", "ст", "вып", "вип", "no", "vol", "кн", "ч"}
_DAY_BEFORE = re.compile(r"\d{1,2}(?:\s[^\W\d_]{3,12}\.?|\.\d{1,2}\.)(?:\s?\d{4}\s(?:г|р|ж))?$")
_YEAR_OR_NUMBER = re.compile(r"\d{4}|\(№")
_YEAR_BEFORE = re.compile(r"\d{4}\s?(?:г|гг|р|рр|ж)$")
_SMALL_LABEL = re.compile(r"(?:с|c|p|pp|т|вып|б)\.?\s?\d")
_WORD_BEFORE = re.compile(r"[\w-]+$")
_DASHED = re.compile(r"[–—-]|//")
_NEXT_AREA = re.compile(
    rf"[{CAPITAL}][\w-]*(?:\s[\w/-]+){{0,2}}\.?(?:\s?;\s?[{CAPITAL}][\w-]*\.?)?"
    r"(?:\s?:\s?[^:]{2,100}?)?,\s\d{4}\b|(?:Т|Ч|Кн|Вып|Vol)\.\s?\d"
)
"""What begins an area whatever stands before it: `Алматы : Наука, 1990`, `Т. 3`."""

_IMPRINT_BEGINS = re.compile(
    rf"[{CAPITAL}][\w-]*(?:\s[\w-]+)?\.?(?:\s?;\s?[{CAPITAL}][\w-]*\.?)?\s?:\s[^:\d]{{2,60}}"
)
_IMPRINT_ENDS = re.compile(r"[^:\d]{2,60},\s\d{4}\b")
_ROMAN_BEFORE = re.compile(r"(?<!\w)(?:т|vol|ч|кн|bd|вып)\.\s?[ivxlc]+$", re.IGNORECASE)
_EXTENT_BEFORE = re.compile(r"\d\s?(?:с|б|p|pp|s)$", re.IGNORECASE)
_OF_A_NAME = {"г", "м", "им", "ім", "св", "ул", "акад", "проф", "гр", "тов"}
"""Abbreviations that a name follows."""

_TYPED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, flags))
    for name, pattern, flags in (
        ("report", r"№\s*ГР\s*(?P<number>[\w/-]+)", 0),
        ("speciality", r"\d{2}\.\d{2}\.\d{2}", 0),
        (
            "pages",
            rf"(?:с|сс|c|p|pp|pages?|стор|стр|s|б|бб|бет|арк)\.?\s?(?P<pages>{_RANGE}|[A-Z]\d+)",
            re.I,
        ),
        ("kk_pages", rf"(?P<pages>{_RANGE})\s?[-–]?\s?(?:бб?|беттер|бет)\.?", re.I),
        (
            "extent",
            r"(?P<extent>(?:[IVXLC]+,\s)?\d+\s(?:с|c|p|pp|стр|s|стор|页)\.?)(?:\s?:\s?[^.]+)?",
            re.I,
        ),
        ("volume", r"(?P<volume>\d+)-(?:т|том|кітап|бөлім)\.?", re.I),
        ("volume", r"(?:т|том|vol|volume|кн|ч|bd|book|pt)\.?\s?(?P<volume>\d+|[IVXLC]+)", re.I),
        (
            "issue",
            r"(?:№№?|no\.?|nos\.?|вып\.?|вип\.?|issue|iss\.?|n)\s?(?P<issue>\d[\w–—/-]*(?:\s?\([^)]*\))?)",
            re.I,
        ),
        ("article", r"ст\.\s?(?P<article>[\d–-]+)", re.I),
        ("year", r"(?P<year>\d{4}(?:[–-]\d{4})?)(?:\s?(?:г|р|ж|жыл)\.?)?", 0),
        ("medium", r"\[[^\[\]]*(?:ресурс|Текст|resource|Text)\]", 0),
        (
            "place_day",
            rf"(?P<place>[{CAPITAL}][^\d,;:]{{1,30}}),\s(?P<day>\d{{1,2}}\s[^\W\d_]+\.?\s\d{{4}})(?:\s?[гр]\.?)?",
            0,
        ),
        ("medium", r"(?:Текст|Изображение|Электронные данные|Text)(?:\s?:\s?[^.]*)?", 0),
        (
            "edition",
            r"(?P<edition>\d+-[еэ]\s+изд\b.*|\d+-\w{2}\s+вид\b.*|\d+-бас(?:ылым\w*)?\b.*|Вид\.\s+офіц\.?|Изд\.\s.*|\d+(?:st|nd|rd|th)\s+ed\b.*|Rev\.\s+ed\.?)",
            re.I,
        ),
        ("isbn", r"(?:ISBN|ISSN|DOI|УДК)\b.*", re.I),
        (
            "place_year",
            rf"(?P<place>[{CAPITAL}][^:\d,;]{{0,40}}?(?:\s?;\s?[{CAPITAL}][^:\d,;]{{0,30}})?),\s(?P<year>\d{{4}})(?:\s?г\.)?(?:,\s(?:с|p|pp|б)\.\s?(?P<pages>{_RANGE}))?",
            0,
        ),
        (
            "imprint",
            rf"(?P<place>[{CAPITAL}][^:\d]{{0,60}}?)\s?:\s?(?P<publisher>[^:]{{2,120}}?),\s(?P<year>\d{{4}})(?:\s?г\.)?(?:,\s(?:с|p|pp|б)\.\s?(?P<pages>{_RANGE}))?",
            0,
        ),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A part of an entry; `kind` is "" where it is of no known kind."""

    start: int
    end: int
    kind: str = ""
    match: re.Match[str] | None = None


def areas(text: str, start: int, end: int, lexicon: Lexicon, *, commas: bool = False) -> list[Area]:
    """Return the areas of a part of a text; `commas` parts it at commas too."""
    found: list[Area] = []
    at = start
    stops = islice(_stops(text, start, end, lexicon, commas=commas), _MOST)
    for stop in (*stops, (end, end)):
        if at < stop[0]:
            area = _area(text, at, stop[0], lexicon)
            found += _listed(text, area, lexicon) or [area]
        at = stop[1]
    return found


def _listed(text: str, area: Area, lexicon: Lexicon) -> list[Area]:
    """Return the areas of a list with commas, all of known kinds (`1904, vol. 23, no. 4`)."""
    parts = list(re.compile(r"[^,]+").finditer(text, area.start, area.end))
    if area.kind or len(parts) < 2:  # noqa: PLR2004 - no list
        return []
    found = [_area(text, *part.span(), lexicon) for part in parts]
    return found if all(one.kind for one in found) else []


def _area(text: str, start: int, end: int, lexicon: Lexicon) -> Area:
    while start < end and text[start] in " .,;–—-":
        start += 1
    stop = end
    while stop > start and text[stop - 1] in " ,;–—-":
        stop -= 1
    for trimmed in (stop, stop - 1 if text[stop - 1 : stop] == "." else stop):
        for kind, pattern in _TYPED:
            if match := pattern.fullmatch(text, start, trimmed):
                return Area(start=start, end=end, kind=kind, match=match)
    day = re.compile(
        rf"(?P<day>\d{{1,2}}(?:-\d{{1,2}})?\s{lexicon.month.pattern}\.?)"
        r"(?:\s?\((?:№№?|no\.)\s?(?P<issue>\d[\d–-]*)\))?",
        re.I,
    )
    if match := day.fullmatch(text, start, stop):
        return Area(start=start, end=end, kind="day", match=match)
    return Area(start=start, end=end)


def _stops(
    text: str, start: int, end: int, lexicon: Lexicon, *, commas: bool
) -> Iterator[tuple[int, int]]:
    """Yield where areas end and the next begin."""
    depth, walked, begun = 0, start, start
    pattern = re.compile(rf"{_STOP.pattern}|,\s+(?=\S)") if commas else _STOP
    for match in pattern.finditer(text, start, end):
        depth += _opened(text[walked : match.start()])
        walked = match.start()
        if depth > 0 or not match[0].strip(" ") or not _is_stop(text, match, start, lexicon):
            continue
        if begun > start and _parts_imprint(text, begun, match):
            continue
        begun = match.end()
        yield match.start(), match.end()


def _parts_imprint(text: str, begun: int, stop: re.Match[str]) -> bool:
    """Tell whether a full stop is within a publisher's name (`Оренбург : Типо-лит. Жаринова`)."""
    if _DASHED.search(stop[0]) or not _IMPRINT_BEGINS.fullmatch(text, begun, stop.start()):
        return False
    return _IMPRINT_ENDS.match(text, stop.end()) is not None


def _opened(text: str) -> int:
    return sum((sign in "([«“") - (sign in ")]»”") for sign in text)


def _is_stop(text: str, match: re.Match[str], start: int, lexicon: Lexicon) -> bool:
    """Tell a full stop between areas from that of an abbreviation, an initial or a date."""
    if not match[0].startswith("."):
        return True
    after = text[match.end() : match.end() + 160]
    if not (after[0].isalnum() or after[0] in '«“"[(№/'):
        return False
    if after[0].islower() and not _SMALL_LABEL.match(after):
        return False
    if _DASHED.search(match[0]):
        return True
    before = text[max(start, match.start() - 30) : match.start()]
    word = _WORD_BEFORE.search(before)
    return word is None or _ends_area(word[0], before, after, lexicon)


def _goes_on(word: str, before: str, after: str) -> bool:
    """Tell whether the stop is that of a label or of a date, with a number behind it."""
    if after[0].isdecimal() and word in _LABELS:
        return True
    number = _YEAR_OR_NUMBER.match(after) or (after[0] == "№" and _YEAR_BEFORE.search(before))
    return bool(_DAY_BEFORE.search(before) and number)


def _ends_area(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Tell whether the word before a full stop ends an area."""
    folded = word.casefold()
    if _ROMAN_BEFORE.search(before) or _EXTENT_BEFORE.search(before):
        return True
    if _goes_on(folded, before, after):
        return False
    if _YEAR_BEFORE.search(before) and after[0].isupper():
        return True
    year = re.match(r"\d{4}\b", after) is not None
    if len(word) == 1 and word.isupper():
        return year
    begins = folded not in _OF_A_NAME and _NEXT_AREA.match(after)
    if begins or folded not in lexicon.words["abbreviations"]:
        return True
    return folded not in {"т", "no", "vol"} and (year or after[0] in "№–")
