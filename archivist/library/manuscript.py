"""Manuscripts: an outline of sections whose text holds citation marks.

A section's text is plain text in paragraphs (an empty line between them) with `*italic*`,
`**bold**` and citation marks. A mark names sources by their number in the library, each with an
optional word before it and a locator after it: `[@12]`, `[@12, л. 61; @15, с. 3]`,
`[см.: @7, с. 12]`. A backslash takes the meaning from the sign after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.bibliography import ListForm
from archivist.library.values import LanguageCode, ManuscriptId, SectionId, SourceId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """A work being written; `style` names a citation style, `list_form` how its list is made."""

    id: ManuscriptId
    title: str
    style: str
    language: LanguageCode
    created: datetime
    modified: datetime
    list_form: ListForm = field(default_factory=ListForm)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section of the outline; siblings stand by `position` from 0."""

    id: SectionId
    manuscript_id: ManuscriptId
    parent_id: SectionId | None
    position: int
    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationItem:
    """One source in a citation mark."""

    source_id: SourceId
    locator: str = ""
    prefix: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationMark:
    """A citation in the text, of one source or several."""

    items: tuple[CitationItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A run of text in one style."""

    text: str
    italic: bool = False
    bold: bool = False


Paragraph = tuple[Words | CitationMark, ...]

_ITEM = re.compile(
    r"\s*(?P<prefix>[^@;\]]*?)\s*@(?P<id>\d{1,18})\s*(?:,\s*(?P<locator>[^;\]]*?))?\s*$"
)
_TOKEN = re.compile(r"\\(?P<escaped>.)|(?P<bold>\*\*)|(?P<italic>\*)|(?P<mark>\[(?=[^\]\[\n]*@\d))")


_ANY_MARK = re.compile(r"[ \t]*\[[^\]\[\n]*@\d[^\]\n]*\]")


def parse_text(text: str) -> tuple[Paragraph, ...]:
    """Read a section's text into paragraphs.

    Raises:
        ParseError: when a citation mark is not closed or one of its parts names no source.
    """
    paragraphs: list[Paragraph] = []
    position = 0
    for block in re.split(r"\n[ \t]*\n", text):
        offset = text.index(block, position)
        position = offset + len(block)
        if block.strip():
            paragraphs.append(tuple(_pieces(text, offset, position)))
    return tuple(paragraphs)


def _pieces(text: str, position: int, end: int) -> Iterator[Words | CitationMark]:
    """Yield the words and marks of the paragraph from `position` to `end`."""
    words: list[str] = []
    italic = bold = False
    while position < end:
        token = _TOKEN.search(text, position, end)
        words.append(text[position : token.start() if token else end])
        if token is None:
            break
        position = token.end()
        if token["escaped"]:
            words.append(token["escaped"])
            continue
        if any(words):
            yield Words(text=_joined(words), italic=italic, bold=bold)
            words.clear()
        if token["bold"]:
            bold = not bold
        elif token["italic"]:
            italic = not italic
        else:
            mark, position = _mark(text, position, end)
            yield mark
    if any(words):
        yield Words(text=_joined(words), italic=italic, bold=bold)


def _joined(words: Sequence[str]) -> str:
    return re.sub(r"\s*\n\s*", " ", "".join(words))


def _mark(text: str, position: int, end: int) -> tuple[CitationMark, int]:
    close = text.find("]", position, end)
    if close < 0:
        raise ParseError(text, position, "a closing ] after the citation")
    items: list[CitationItem] = []
    for part in text[position:close].split(";"):
        match = _ITEM.match(part)
        if not match:
            raise ParseError(text, position, "a source such as @12, between semicolons")
        items.append(
            CitationItem(
                source_id=SourceId(int(match["id"])),
                locator=match["locator"] or "",
                prefix=match["prefix"],
            )
        )
        position += len(part) + 1
    return CitationMark(items=tuple(items)), close + 1


def write_mark(mark: CitationMark) -> str:
    """Return the text form of a citation mark, which `parse_text` reads back."""
    parts = []
    for item in mark.items:
        prefix = f"{item.prefix} " if item.prefix else ""
        locator = f", {item.locator}" if item.locator else ""
        parts.append(f"{prefix}@{item.source_id}{locator}")
    return f"[{'; '.join(parts)}]"


def without_marks(text: str) -> str:
    """Return a section's text as it reads without its citation marks."""
    return _ANY_MARK.sub("", text)


def count_words(text: str) -> int:
    """Count the words of a section's text, citation marks apart."""
    return len(re.findall(r"\w+(?:[-'’]\w+)*", _ANY_MARK.sub(" ", text)))
