"""Checks of typed words: places, references and dates that stand in the text itself."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from archivist.citation.checking.findings import Finding, FindingKind, Severity
from archivist.library.archive import match_key
from archivist.library.values import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.library.archive import Archive
    from archivist.library.manuscript import Section


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedSlip:
    """Words that were mistyped, and where they stand in their text."""

    kind: FindingKind
    position: int
    length: int
    sentence: str


_TIES = r"(?:\s*[-\u2010-\u2015]\s*|\s*,\s*|\s+and\s+)"
_SIDE = r"(?:\s*(?:\(verso\)|ob\.|об\.))?"
_SLIPS: tuple[tuple[FindingKind, re.Pattern[str], str], ...] = (
    (
        FindingKind.LOCATOR,
        re.compile(rf"(?<![\w.])(?P<label>[plf])\.\s?\d+{_TIES}\d{{1,3}}(?!\d)"),
        "“{found}” names several: write “{label}{label}.” instead of “{label}.”.",
    ),
    (
        FindingKind.LOCATOR,
        re.compile(rf"(?<![\w.])(?P<label>[plf])(?P=label)\.\s?\d+(?!{_SIDE}{_TIES}\d|\d|\w)"),
        "“{found}” names one alone: write “{label}.” instead of “{label}{label}.”.",
    ),
    (
        FindingKind.PUNCTUATION,
        re.compile(r"(?<![\w.])(?:лл?|с|ф|оп|д|арк|спр|т|п|pp?|ll?|fols?|ff?)\.\d+", re.IGNORECASE),
        "“{found}” lacks a space after the full stop.",
    ),
    (
        FindingKind.PUNCTUATION,
        re.compile(
            r"(?<![\w.])(?:лл?|с|арк|pp?|ll?|fols?|ff?)\.\s?(?:\d+[^\W\d]?\s*[,\-\u2010-\u2015]\s+)*"
            r"\d+,\d+",
            re.IGNORECASE,
        ),
        "“{found}” lacks a space after a comma.",
    ),
    (
        FindingKind.PUNCTUATION,
        re.compile(r"(?<![\w.])(?:Ф|Оп|Д|Л|Лл|Арк|Спр|Қ)\s\d+(?!\w|\.\d)"),
        "“{found}” lacks a full stop after the abbreviation.",
    ),
    (
        FindingKind.PUNCTUATION,
        re.compile(r"\([^()\W\d]{2,12}(?:\s[^()\W\d]{2,12}){0,2}\),(?=\s*(?:Fund\b|Ф\.|F\.|Қ\.))"),
        "“{found}” is followed by a comma: write a full stop between the archive and the place.",
    ),
    (
        FindingKind.DATE,
        re.compile(
            r"(?<![\d.])(?:\d{1,2}\.\d{6}|\d{4}\.\d{4}|\d{1,2}\.\d{1,2}\.(?:\d{3}|\d{5,6})|\d{1,2}\.\.\d{1,2}\.\d{4})"
            r"(?![\d.]*\d)"
        ),
        "“{found}” is no date: write it like 30.09.2020.",
    ),
)
_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.]*\d)")
_REFERENCE = re.compile(
    r"(?<!\w)(?P<words>\w{1,40}(?:[ \u00a0]\w{1,40}){0,3})\)?[.,]\s+"
    r"(?:Fund-|(?:Ф|ф|F|f|Қ|Fond)\.?\s?)(?=[\w-]{0,4}\d)"
)
_BEFORE = re.compile(r"(?:\(|\(?\b(?:далее|бұдан әрі|далі|hereafter|hereinafter)\b[^()]{0,20})\s*$")
_AFTER = re.compile(r"\s*\(([^()]{12,})\)")
_NUMBERS = re.compile(
    r"\[(\d{1,4}(?:\s*[,;\-\u2010-\u2015]\s*\d{1,4})*)(?:,\s*[^\W\d_][^\]\n]*)?\]"
)
_NEAR = 20
"""Slips of one sort that are not farther apart are told once: `Ф.897, Оп.4, Д.13`."""

_SEVERAL = 3
"""Fewer typed numbers than these make no list."""

_LONGEST_GAP = 500
_STEM = 5
"""So many letters tell that brackets hold the full name, in whatever case and short form."""


def slips_in(text: str) -> Iterator[TypedSlip]:
    """Yield the slips in typed places and dates: `p. 59, 60`, `157,162`, `30.092020`."""
    for kind, pattern, sentence in _SLIPS:
        last = -_NEAR
        for match in pattern.finditer(text):
            near, last = match.start() - last < _NEAR, match.end()
            if near:
                continue
            told = sentence.replace("{found}", match[0])
            for name, value in match.groupdict().items():
                told = told.replace(f"{{{name}}}", value)
            yield TypedSlip(kind=kind, position=match.start(), length=len(match[0]), sentence=told)
    for match in _DATE.finditer(text):
        try:
            Day(year=int(match[3]), month=int(match[2]), day=int(match[1]))
        except ValueError:
            yield TypedSlip(
                kind=FindingKind.DATE,
                position=match.start(),
                length=len(match[0]),
                sentence=f"There is no day “{match[0]}”: check the day and the month.",
            )


def check_wording(
    sections: Sequence[tuple[Section, str]], archives: Sequence[Archive]
) -> Iterator[Finding]:
    """Yield what is wrong with the words of sections, given in the order of the work.

    Each section comes with its text without citation marks, spaces in their place.
    """
    for section, text in sections:
        for slip in slips_in(text):
            yield _found(section, slip.position, slip.length, slip.kind, slip.sentence)
    yield from _unknown_archives(sections, archives)
    yield from _early_abbreviations(sections, archives)
    yield from _missing_numbers(sections)


def _found(
    section: Section, position: int, length: int, kind: FindingKind, sentence: str
) -> Finding:
    return Finding(
        kind=kind,
        severity=Severity.WARNING,
        sentence=sentence,
        section_id=section.id,
        position=position,
        length=length,
    )


def _unknown_archives(
    sections: Sequence[tuple[Section, str]], archives: Sequence[Archive]
) -> Iterator[Finding]:
    """Yield the archives of typed references that the library does not know."""
    known: dict[str, str] = {}
    for archive in archives:
        for form in archive.forms:
            known.setdefault(match_key(form), form)
    told: set[str] = set()
    for section, text in sections:
        for match in _REFERENCE.finditer(text):
            name = _abbreviation(match["words"])
            key = match_key(name)
            if not name or key in known or key in told:
                continue
            told.add(key)
            near = [known[one] for one in get_close_matches(key, known, n=2)]
            hint = f" Do you mean {' or '.join(near)}?" if near else ""
            yield _found(
                section,
                match.end("words") - len(name),
                len(name),
                FindingKind.UNKNOWN_ARCHIVE,
                f"The library knows no archive “{name}”.{hint} Correct the name, or add the "
                "archive with its full name.",
            )


def _abbreviation(words: str) -> str:
    """Return the words from the first one on that has several capitals, "" for none."""
    parts = re.split(r"[ \u00a0]", words)
    for place, part in enumerate(parts):
        if sum(letter.isupper() for letter in part) > 1:
            return words[sum(len(one) + 1 for one in parts[:place]) :]
    return ""


def _early_abbreviations(
    sections: Sequence[tuple[Section, str]], archives: Sequence[Archive]
) -> Iterator[Finding]:
    """Yield abbreviations of archives that stand in the text before anything explains them."""
    fulls: dict[str, set[str]] = defaultdict(set)
    for archive in archives:
        for name in archive.names:
            if name.full and len(name.abbreviation) > 1:
                fulls[name.abbreviation].add(name.full.casefold())
    if not fulls:
        return
    longest = sorted(fulls, key=len, reverse=True)
    anyone = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    told: set[str] = set()
    before = ""
    for section, text in sections:
        for match in anyone.finditer(text):
            short = match[0]
            if short in told:
                continue
            told.add(short)
            if not _is_explained(before, text, match, fulls[short]):
                yield _found(
                    section,
                    match.start(),
                    len(short),
                    FindingKind.EARLY_ABBREVIATION,
                    f"“{short}” stands here before it is introduced: give the full name at its "
                    f"first mention, with ({short}) after it.",
                )
        before += text.casefold() + "\n"


def _is_explained(before: str, text: str, short: re.Match[str], fulls: set[str]) -> bool:
    """Tell whether the full name stands ahead, or brackets tie it to the abbreviation."""
    if _BEFORE.search(text[: short.start()]):
        return True
    after = _AFTER.match(text, short.end())
    if after and any(after[1].casefold()[:_STEM] == full[:_STEM] for full in fulls):
        return True
    read = before + text[: short.start()].casefold()
    return any(full in read for full in fulls)


def _missing_numbers(sections: Sequence[tuple[Section, str]]) -> Iterator[Finding]:
    """Yield the numbers that a text with typed numbers, `[1]` to the highest, leaves out."""
    met: set[int] = set()
    last: tuple[Section, re.Match[str]] | None = None
    for section, text in sections:
        for match in _NUMBERS.finditer(text):
            numbers = _typed_numbers(match[1])
            if last is None or max(numbers) > max(met):
                last = (section, match)
            met |= numbers
    if last is None or len(met) < _SEVERAL or max(met) > len(met) + _LONGEST_GAP:
        return
    if missing := sorted(set(range(1, max(met))) - met):
        told = ", ".join(f"[{number}]" for number in missing)
        section, match = last
        yield _found(
            section,
            match.start(),
            len(match[0]),
            FindingKind.MISSING_NUMBER,
            f"The text goes up to [{max(met)}] but never cites {told}: cite what stands under "
            "these numbers, or renumber the list.",
        )


def _typed_numbers(text: str) -> set[int]:
    numbers: set[int] = set()
    for part in re.split(r"\s*[,;]\s*", text):
        ends = [int(end) for end in re.split(r"\s*[-\u2010-\u2015]\s*", part)]
        numbers |= set(range(ends[0], ends[-1] + 1)) or {ends[0]}
    return numbers
