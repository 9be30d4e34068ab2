"""Entries of a pasted list, read: each by itself, then in the light of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.fields.published import record_from_fields
from archivist.citation.parsing.archival import read_archival
from archivist.citation.parsing.context import in_context
from archivist.citation.parsing.levels import find_chains
from archivist.citation.parsing.lexicon import shipped_lexicon
from archivist.citation.parsing.parsed import EntryKind, ParsedEntry
from archivist.citation.parsing.published import read_published
from archivist.citation.parsing.repeated import read_ibid
from archivist.citation.parsing.slips import Slip, find_slips
from archivist.citation.parsing.splitting import entry_number, split_list
from archivist.citation.parsing.text import Draft, EvenText, even_text
from archivist.citation.transliteration import language_of
from archivist.errors import ParseError
from archivist.library.records import Citable
from archivist.library.values import EN, KK, ZH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.slips import Spot
    from archivist.library.values import LanguageCode

LONGEST = 2500
"""What is longer than any reference is not read at all."""


_LEAST = 0.55
_ENCLOSED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[\s.]*|\[[^\[\]]*\][\s.]*")
_WORD = re.compile(r"[^\W_]")
_PAGE = re.compile(r"(?<!\w)[pP]{1,2}\.\s?(?P<page>\d[\d–, -]*(?<=\d))")


_WANTED = {
    EntryKind.ARCHIVAL: (
        ("archive", "abbr"),
        ("fund", "lettercode", "record_group", "collection", "refcode"),
        ("series", "piece", "box", "refcode", "lettercode"),
        ("file", "boxes", "piece", "folder", "box", "refcode"),
        ("sheets", "total_sheets", "title", "file", "boxes"),
    ),
    EntryKind.IBID: (("type",),),
}
_WANTED_PUBLISHED = (
    ("authors", "editors", "author_corporate", "responsibility", "url", "container", "publisher"),
    ("title", "author_corporate"),
    ("year", "date", "accessed"),
    ("publisher", "place", "container", "url", "genre"),
)


def parse_entry(text: str, lexicon: Lexicon | None = None) -> ParsedEntry:
    """Read one entry by itself."""
    return parse_entries((text,), lexicon)[0]


def parse_list(text: str, lexicon: Lexicon | None = None) -> tuple[ParsedEntry, ...]:
    """Read a pasted list: what one entry introduces is known in all."""
    return parse_entries(split_list(text), lexicon)


def parse_entries(texts: Iterable[str], lexicon: Lexicon | None = None) -> tuple[ParsedEntry, ...]:
    """Read the entries of one list."""
    words = lexicon or shipped_lexicon()
    return in_context([read_entry(text, words) for text in texts], words)


def read_entry(text: str, lexicon: Lexicon) -> ParsedEntry:
    """Read one entry by itself; `in_context` says what its list makes of it."""
    number, start = entry_number(text[:LONGEST])
    if len(text) > LONGEST or not _WORD.search(text, start):
        return ParsedEntry(text=text, number=number, rest=text.strip())
    even = even_text(text)
    begin = next((at for at, place in enumerate(even.places) if place >= start), 0)
    draft = Draft(text=even.text, start=begin, emphasised=even.emphasised)
    draft.claim(0, begin)
    if _ENCLOSED.fullmatch(draft.text, draft.start):
        draft.start, draft.end = draft.start + 1, len(draft.text.rstrip(" .")) - 1
    kind = _read_kind(draft, lexicon)
    spots = find_slips(draft, lexicon) if kind is not EntryKind.UNKNOWN else ()
    citable = _citable(kind, draft)
    return ParsedEntry(
        text=text,
        number=number,
        kind=kind,
        fields=draft.fields,
        citable=citable,
        confidence=_confidence(kind, draft),
        rest=draft.rest(),
        warnings=tuple(_slip(spot, even) for spot in spots),
        place=_place(draft, even),
    )


def _read_kind(draft: Draft, lexicon: Lexicon) -> EntryKind:
    """Read an entry as each kind in turn."""
    _read_prefix(draft, lexicon)
    if read_ibid(draft, lexicon):
        draft.fields["type"] = "ibid"
        return EntryKind.IBID
    if read_archival(draft, lexicon):
        draft.fields["type"] = "archival"
        return EntryKind.ARCHIVAL
    if read_published(draft, lexicon):
        return EntryKind.PUBLISHED
    draft.fields.clear()
    return EntryKind.UNKNOWN


def _read_prefix(draft: Draft, lexicon: Lexicon) -> None:
    """Read “См.:” and its kin at the head of an entry."""
    see = rf"(?:[^\W\d_]+\s){{0,2}}(?:{lexicon.phrases['see']})\.?(?:\s[а-яіїєa-z]+){{1,2}}"
    more = rf"(?:[^\W\d_]+\s){{1,2}}(?:{lexicon.phrases['see']})"
    for words in (lexicon.phrases["cited_by"], see, more, lexicon.phrases["see"]):
        pattern = re.compile(
            rf"(?P<prefix>(?:{words})\.?\s?:|(?:{words})\.(?=\s)|see(?=\s[A-Z]))\s*",
            re.IGNORECASE,
        )
        if match := pattern.match(draft.text, draft.start):
            draft.put("prefix", match["prefix"], *match.span())
            draft.start = match.end()
            return


def _citable(kind: EntryKind, draft: Draft) -> Citable | None:
    """Return the source that the fields describe; none for what only points at another entry."""
    if kind is EntryKind.ARCHIVAL:
        return citable_from_fields("", {**draft.fields, "language": draft.language})
    if kind is EntryKind.PUBLISHED:
        fields = {**draft.fields, "language": _language(draft)}
        if others := fields.pop("others", ""):
            fields.pop("authors", None)
            fields["responsibility"] = others
        return Citable(key="", record=record_from_fields(fields))
    return None


def _language(draft: Draft) -> LanguageCode:
    """Return the language of a published source: a Kazakh publisher makes no Kazakh book."""
    text = draft.text
    whole = spoken(text)
    if whole != KK:
        return whole
    for name in ("publisher", "place", "container"):
        value = draft.fields.get(name)
        if isinstance(value, str) and value != draft.fields.get("title"):
            text = text.replace(value, "")
    return spoken(text)


def _confidence(kind: EntryKind, draft: Draft) -> float:
    """Return how sure the reading is: what was understood, less what should be there and is not."""
    if kind is EntryKind.UNKNOWN:
        return 0.0
    wanted = _WANTED[kind] if kind is not EntryKind.PUBLISHED else _WANTED_PUBLISHED
    fields = draft.fields
    there = sum(any(fields.get(name) for name in names) for names in wanted)
    share = there / len(wanted)
    sure = draft.understood() * (_LEAST + (1 - _LEAST) * share)
    return round(min(sure, 0.99 if kind is not EntryKind.PUBLISHED else 0.95), 2)


def _place(draft: Draft, even: EvenText) -> tuple[int, int]:
    """Return where the archive's abbreviation, or the page of a repeat, stands as it was typed."""
    if draft.fields.get("type") == "ibid":
        page = _PAGE.search(draft.text, draft.start)
        return even.where(*page.span("page")) if page else (0, 0)
    name = str(draft.fields.get("abbr") or "")
    at = draft.text.find(name) if name else -1
    return even.where(at, at + len(name)) if at >= 0 else (0, 0)


def _slip(spot: Spot, even: EvenText) -> Slip:
    position, length = even.where(spot.start, spot.end)
    return Slip(position=position, length=length, sentence=spot.sentence)


def spoken(text: str) -> LanguageCode:
    """Return the language of a text by its letters: one that Cyrillic or Han writes, or English."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return ZH
    latin = sum("a" <= sign <= "z" for sign in text.casefold())
    cyrillic = sum("\u0400" <= sign <= "\u052f" for sign in text)
    return language_of(text) if cyrillic > latin else EN


def parse_reference(text: str, lexicon: Lexicon | None = None) -> Citable:
    """Read one archival reference strictly, as it is typed into a field: `Ф. 897. Оп. 4. Д. 13`.

    Raises:
        ParseError: at the first place that is not understood, with what should stand there.
    """
    words = lexicon or shipped_lexicon()
    entry = read_entry(text, words)
    if entry.kind is not EntryKind.ARCHIVAL or entry.citable is None:
        raise ParseError(
            text, 0, "a place in an archive, such as АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5"
        )
    if entry.rest:
        at = max(text.find(entry.rest.split(" … ", maxsplit=1)[0]), 0)
        raise ParseError(text, at, _expected(text[:at], words))
    return entry.citable


def _expected(before: str, lexicon: Lexicon) -> str:
    """Say in plain words what should follow the levels that were read."""
    chains = find_chains(before, lexicon)
    kinds = [piece.kind for chain in chains for piece in chain.pieces]
    if not kinds:
        return "the archive or its fund, such as Ф. 708"
    following = {
        "fund": "a series or a file, such as Оп. 1",
        "series": "a file, such as Д. 13",
        "file": "sheets, such as Л. 5",
        "own_file": "sheets, such as Л. 5",
    }
    return following.get(kinds[-1], "the end of the reference")
