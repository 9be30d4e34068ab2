"""The slips of those who wrote a list, each in plain words and with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.parsing.days import broken_days
from archivist.citation.parsing.levels import chains_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.citation.parsing.levels import Chain, Piece
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_TIGHT = re.compile(r"\d,\d")
_CROWDED = re.compile(r"[^\W\d_]\.\d|\d,\S")
"""What is written without spaces throughout: a habit, no slip."""

_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_URL = re.compile(r"<?https?://\S+")
_MIXED = re.compile(r"(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁёІіЇїҚқҒғ])[^\W\d_]+")
_PAGES = re.compile(
    r"(?<!\w)(?P<label>pp?)\.\s?(?P<list>\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:\s?[-–—]\s?\d+)?)*)"
)
_SHARED = 2
_REVERSED = re.compile(r"(?<![\d.,/-])(?P<first>\d+)\s?[-–—]\s?(?P<last>\d+)(?![\d/-])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """Something that looks wrong in an entry, at a place of it as it was typed."""

    position: int
    length: int
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A slip at a place of the even text."""

    start: int
    end: int
    sentence: str


def find_slips(draft: Draft, lexicon: Lexicon) -> tuple[Spot, ...]:
    """Return what looks wrong in an entry by itself, in the order of its text."""
    found = [*_dates(draft), *_spaces(draft)]
    if draft.fields.get("type") in {"archival", "ibid"}:
        repeat = draft.fields["type"] == "ibid"
        for chain in chains_of(draft, lexicon, open_ended=repeat):
            found += _comma(draft, chain)
            for piece in chain.pieces:
                found += _sheets(draft, piece)
        found += _mixed(draft)
    else:
        found += _pages(draft)
    return tuple(sorted(found, key=lambda spot: spot.start))


def _dates(draft: Draft) -> Iterator[Spot]:
    webs = [match.span() for match in _URL.finditer(draft.text)]
    for start, end in broken_days(draft.text):
        if not any(first <= start < last for first, last in webs):
            yield Spot(
                start=start,
                end=end,
                sentence=f"“{draft.text[start:end]}” is no date: write it as 30.09.2020.",
            )


def _spaces(draft: Draft) -> Iterator[Spot]:
    for match in _SPACES.finditer(draft.text, draft.start):
        yield Spot(start=match.start(), end=match.end(), sentence="There are several spaces here.")


def _comma(draft: Draft, chain: Chain) -> Iterator[Spot]:
    """Find a comma after the archive where the rest of the reference goes by full stops."""
    before = draft.text[: chain.start].rstrip()
    if not before.endswith(",") or not draft.fields.get("abbr") or len(chain.pieces) < 2:  # noqa: PLR2004
        return
    first, second = chain.pieces[0], chain.pieces[1]
    dotted = draft.text[first.end : second.start].strip().startswith(".")
    hyphened = draft.text[first.start + len(first.label) :].startswith("-")
    if dotted or hyphened:
        at = len(before) - 1
        yield Spot(
            start=at,
            end=at + 1,
            sentence="A comma stands after the archive; a full stop belongs there.",
        )


def _sheets(draft: Draft, piece: Piece) -> Iterator[Spot]:
    if piece.kind != "sheet":
        return
    start = draft.text.find(piece.value, piece.start, piece.end)
    if start < 0:
        return
    tight = _TIGHT.search(piece.value)
    elsewhere = draft.text[:start] + draft.text[start + len(piece.value) :]
    if tight and re.search(r"[.,]\s", elsewhere) and not _CROWDED.search(elsewhere):
        yield Spot(
            start=start + tight.start(),
            end=start + tight.end(),
            sentence=f"A space is missing after the comma in “{piece.value}”.",
        )
    yield from _reversed(draft, start, start + len(piece.value))
    many = len(piece.sheets) > 1 or any("to" in sheet for sheet in piece.sheets)
    yield from _number(piece.start, piece.label, many=many)


def _number(start: int, label: str, *, many: bool) -> Iterator[Spot]:
    """Find “p.” before several pages and “pp.” before one."""
    wrong = {("p", True): "pp", ("pp", False): "p"}.get((label, many))
    if wrong:
        meant = "several pages" if many else "one page"
        yield Spot(
            start=start,
            end=start + len(label),
            sentence=f"“{label}.” stands before {meant}: write “{wrong}.”",
        )


def _reversed(draft: Draft, start: int, end: int) -> Iterator[Spot]:
    """Find ranges that run backwards; `421–37` leaves out digits that both ends share."""
    for match in _REVERSED.finditer(draft.text, start, end):
        first, last = match["first"], match["last"]
        whole = first[: max(0, len(first) - len(last))] + last if len(first) > _SHARED else last
        if int(last) < int(first) and int(whole) <= int(first):
            yield Spot(
                start=match.start(),
                end=match.end(),
                sentence=f"The range “{match[0]}” runs backwards.",
            )


def _pages(draft: Draft) -> Iterator[Spot]:
    for match in _PAGES.finditer(draft.text, draft.start):
        many = not match["list"].isdecimal()
        yield from _number(match.start(), match["label"], many=many)
    pages = str(draft.fields.get("pages", ""))
    at = draft.text.rfind(pages) if pages else -1
    if at >= 0:
        yield from _reversed(draft, at, at + len(pages))


def _mixed(draft: Draft) -> Iterator[Spot]:
    for match in _MIXED.finditer(draft.text, draft.start):
        yield Spot(
            start=match.start(),
            end=match.end(),
            sentence=f"Latin and Cyrillic letters stand mixed in “{match[0]}”.",
        )


def unknown_abbreviation(abbreviation: str, near: Sequence[str]) -> str:
    """Return the sentence about an abbreviation that nobody introduced."""
    question = f" Is it {' or '.join(near)}?" if near else ""
    return f"“{abbreviation}” is no known archive, and the list never says what it means.{question}"
