"""The grammar of labels: `Ф. 897. Оп. 4`, `64-қор`, `Fund-897`, told apart by their neighbours.

A chain is a run of labels with their values and nothing but separators between. Its language is
the one that knows most of its labels; a label of several meanings takes the one that keeps the
order of an archive's levels (`П.` before a file is a folder, after it a sheet).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archivist.citation.parsing.labels import (
    BEHIND,
    CAPITALS,
    LETTERED,
    NUMBER,
    SMALL,
    labels_after,
    labels_before,
    language_of_labels,
)
from archivist.citation.parsing.sheets import AND, SHEET_LIST, sheet_fields
from archivist.citation.parsing.text import one_script

if TYPE_CHECKING:
    from archivist.citation.parsing.labels import Label
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_MOST_LABELS = 100
"""No reference has more; what a heap of junk has is left over."""

_NEVER_FIRST = {"№", "о", "o"}
"""What is a label only after another one."""

_CODE = re.compile(r"[\w./-]*\w")
_SIDED = re.compile(r"\d+[rv](?!\w)")
"""A number with its side, as only sheets have one."""

_AFTER_NUMBER = re.compile(r"\d,\s*$")
_SPACED = re.compile(rf"\s[{CAPITALS}](?=[.,;](?!\s?[\d№]))")
_YEARS = re.compile(r",?\s*\(?(\d{4}(?:[–-]\d{4})?\s?гг?\.)\)?")
_GAP = re.compile(r"[\s.,;:|()，。：·–—-]*(?:(?:и|та|and)\s+)?")
_BRACKETED = re.compile(r"\s*\(([^()]{1,120})\)")
_NAMED = re.compile(rf"\.?\s+([«“\"{CAPITALS}][^.;()\d]{{2,90}}?)(?=[.,;]\s)")
_MORE_FILES = re.compile(rf"\s*(?:,|\s{AND}\s)\s*(\d+[{SMALL}]?)(?![\w/]|\.\d|\s*[-–])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A label with its value; `names` is a fund's name in brackets, `more` further files."""

    kind: str
    label: str
    value: str
    start: int
    end: int
    sheets: tuple[dict[str, Any], ...] = ()
    suffix: str = ""
    name: str = ""
    more: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Chain:
    """Pieces one after the other."""

    language: str
    pieces: list[Piece] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Where the first label begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.pieces[-1].end

    def has(self, *kinds: str) -> bool:
        """Tell whether there is a piece of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)

    def add(self, piece: Piece) -> None:
        """Put a piece at the end."""
        self.pieces.append(piece)
        self.kinds.add(piece.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Later:
    """What labels follow one: any at all, and any of a file."""

    files: bool
    any: bool


def chains_of(draft: Draft, lexicon: Lexicon, *, open_ended: bool = False) -> tuple[Chain, ...]:
    """Return the chains of an entry, found once."""
    if open_ended not in draft.chains:
        draft.chains[open_ended] = find_chains(draft.text, lexicon, open_ended=open_ended)
    found: tuple[Chain, ...] = draft.chains[open_ended]
    return found


def find_chains(text: str, lexicon: Lexicon, *, open_ended: bool = False) -> tuple[Chain, ...]:
    """Return all chains of labels in a text; `open_ended` is for what follows an “ibid.”."""
    text = one_script(text)
    labels = sorted(
        (*labels_before(text, lexicon), *labels_after(text, lexicon)),
        key=lambda one: (one.start, -one.end),
    )[:_MOST_LABELS]
    language = language_of_labels(text, labels)
    chains: list[Chain] = []
    done = 0
    files = max(
        (at for at, label in enumerate(labels) if label.may_be("file", "own_file")), default=-1
    )
    for at, label in enumerate(labels):
        if label.start < done:
            continue
        chain = chains[-1] if chains else None
        if chain and not _follows(text, chain.end, label.start):
            chain = None
        if chain is None and label.text.casefold() in _NEVER_FIRST:
            continue
        later = _Later(files=at < files, any=at + 1 < len(labels))
        kind = _kind(label, language, chain, later, open_ended=open_ended)
        if kind == "fund" and label.may_be("sheet") and _is_sheet(text, label, chain, later):
            kind = "sheet"
        piece = _piece(text, label, kind, lexicon)
        if piece is None or (chain and _is_heading(text, piece, chain)):
            continue
        if chain is None:
            chain = Chain(language=language)
            chains.append(chain)
        chain.add(piece)
        done = piece.end
    return tuple(chains)


def _kind(
    label: Label, language: str, chain: Chain | None, later: _Later, *, open_ended: bool
) -> str:
    kinds = [one.kind for one in label.meanings if one.language == language]
    kinds = kinds or [one.kind for one in label.meanings]
    if "fund" in kinds and "sheet" in kinds:
        inside = chain is not None and chain.has("fund", "letter_code", "file", "piece")
        return "sheet" if inside or (open_ended and not later.any) else "fund"
    if "sheet" in kinds and {"folder", "box"} & set(kinds):
        return "folder" if later.files and chain is not None else "sheet"
    if kinds[0] == "folder" and language != "en" and not later.files:
        below = open_ended or (chain is not None and chain.has("file", "own_file"))
        return "sheet" if below else "folder"
    return kinds[0]


def _is_sheet(text: str, label: Label, chain: Chain | None, later: _Later) -> bool:
    """Tell a folio from a fund: it has a side, or it ends what a number stands before."""
    if _SIDED.match(text, label.end):
        return True
    last = chain is None and not later.any
    return last and _AFTER_NUMBER.search(text, 0, label.start) is not None


def _is_heading(text: str, piece: Piece, chain: Chain) -> bool:
    """Tell the name of a collection from a further fund (`…, Fond 89: Communist Party`)."""
    return piece.kind == "fund" and chain.has("fund") and text[piece.end : piece.end + 1] == ":"


def _follows(text: str, end: int, start: int) -> bool:
    gap = _GAP.match(text, end, start)
    return gap is not None and gap.end() == start


def _piece(text: str, label: Label, kind: str, lexicon: Lexicon) -> Piece | None:
    if label.value is not None:
        value = text[slice(*label.value)]
        behind = " об." if BEHIND.search(text, label.value[1], label.end) else ""
        sheets = sheet_fields(value + behind) if kind in {"sheet", "page"} else ()
        suffix = _suffix(value, lexicon) if kind == "series" else ""
        value = value.removesuffix(suffix).strip()
        return Piece(
            kind=kind,
            label=label.text,
            value=value,
            start=label.start,
            end=label.end,
            sheets=sheets,
            suffix=suffix,
        )
    if kind in {"sheet", "page"}:
        return _sheets_piece(text, label, kind)
    return _level_piece(text, label, kind, lexicon)


def _sheets_piece(text: str, label: Label, kind: str) -> Piece | None:
    found = SHEET_LIST.match(text, label.end)
    sheets = sheet_fields(found[0]) if found else ()
    if not found or not sheets:
        return None
    end = found.end()
    if text[end : end + 1] in {"页", "頁"}:
        end += 1
    return Piece(
        kind=kind, label=label.text, value=found[0], start=label.start, end=end, sheets=sheets
    )


def _level_piece(text: str, label: Label, kind: str, lexicon: Lexicon) -> Piece | None:
    found = (_CODE if kind == "code" else NUMBER).match(text, label.end)
    if kind == "fund":
        found = found or LETTERED.match(text, label.end)
    if not found:
        return None
    end, suffix, name = found.end(), "", ""
    more: list[str] = []
    if kind == "series" and (added := _added_suffix(text, end, lexicon)):
        suffix, end = added[1], added.end()
    if kind == "series" and (years := _YEARS.match(text, end)):
        name, end = years[1], years.end()
    letter = _SPACED.match(text, end) if kind == "fund" else None
    end = letter.end() if letter else end
    bracketed = _BRACKETED.match(text, end) if kind in {"fund", "series", "file"} else None
    if bracketed and not _is_labelled(text, bracketed.start(1), lexicon):
        name, end = bracketed[1].strip(), bracketed.end()
    elif kind == "fund" and (named := _NAMED.match(text, end)):
        following = _GAP.match(text, named.end())
        if following and _is_labelled(text, following.end(), lexicon):
            name, end = named[1].strip(' «»“”"'), named.end()
    labelled = re.compile(rf"\s?(?:{lexicon.after_words}|{lexicon.extent_words})(?!\w)", re.I)
    while kind in {"file", "own_file"} and (another := _MORE_FILES.match(text, end)):
        if labelled.match(text, another.end()):
            break
        more.append(another[1])
        end = another.end()
    return Piece(
        kind=kind,
        label=label.text,
        value=f"{found[0]}{letter[0] if letter else ''}".rstrip(),
        start=label.start,
        end=end,
        suffix=suffix,
        name=name,
        more=tuple(more),
    )


def _is_labelled(text: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a label with its number begins at a place, or an announcement (`далее`)."""
    if lexicon.tied["later"].match(text, at):
        return True
    label = lexicon.before_words.match(text, at)
    return label is not None and NUMBER.match(text, label.end()) is not None


def _added_suffix(text: str, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    return re.compile(
        rf"\s?({lexicon.phrases['subseries']})(?!\w)(?!\.?\s?\d)", re.IGNORECASE
    ).match(text, end)


def _suffix(value: str, lexicon: Lexicon) -> str:
    words = value.split()
    return words[-1] if len(words) > 1 and words[-1] in lexicon.words["subseries"] else ""
