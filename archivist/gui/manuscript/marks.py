"""Citation marks in a section's text: finding them, and what their chips say."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.manuscript import CitationMark, parse_text
from archivist.library.printed import Paragraph
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archivist.library.values import SectionId, SourceId
    from archivist.services.writing import Compiled, Said

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_TOKEN = re.compile(r"\\.|(?P<mark>\[(?=[^\]\[\n]*@\d)[^\]\n]*\])", re.DOTALL)

Piece = tuple[str, CitationMark | None]
"""A run of text, and the citation mark that it writes (None for words)."""


def split_marks(text: str) -> Iterator[Piece]:
    """Split a text into words and citation marks; the pieces joined are the text again.

    What only looks like a mark but cannot be read stays among the words.
    """
    begin = 0
    for token in _TOKEN.finditer(text):
        mark = read_mark(token["mark"]) if token["mark"] else None
        if mark is None:
            continue
        if token.start() > begin:
            yield text[begin : token.start()], None
        yield token["mark"], mark
        begin = token.end()
    if begin < len(text):
        yield text[begin:], None


@lru_cache(maxsize=4096)
def read_mark(raw: str) -> CitationMark | None:
    """Read one citation mark; None when the text is no mark."""
    try:
        paragraphs = parse_text(raw)
    except ParseError:
        return None
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    if len(pieces) == 1 and isinstance(pieces[0], CitationMark):
        return pieces[0]
    return None


def chip_label(mark: CitationMark, labels: Mapping[SourceId, str]) -> str:
    """Return what a chip says: numbers in the list of references where they are known."""
    parts = []
    for item in mark.items:
        name = labels.get(item.source_id, f"@{item.source_id}")
        locator = f", {item.locator}" if item.locator else ""
        parts.append(f"{item.prefix} {name}{locator}".strip())
    return f"[{'; '.join(parts)}]"


def said_marks(compiled: Compiled, section_id: SectionId | None) -> tuple[Said, ...]:
    """Return what chips of a section say: as the text prints it, notes as raised numbers."""
    said = compiled.said.get(section_id, ()) if section_id is not None else ()
    if not compiled.notes:
        return said
    return tuple(replace(one, text=one.text.translate(_RAISED)) for one in said)


def preview_html(compiled: Compiled) -> str:
    """Return a mark as it will print, and below it the entries that it leads to.

    A note shows its own text alone, and so does a mark that is the whole reference.
    """
    if compiled.notes:
        return to_html(compiled.notes[0].text)
    (paragraph,) = (block for block in compiled.blocks if isinstance(block, Paragraph))
    mark = to_html(tuple(replace(run, link="") for run in paragraph.text))
    if compiled.whole_in_text:
        return mark
    entries = (to_html(entry.text) for entry in compiled.entries)
    return "<br>".join([f"<b>{mark}</b>", *entries])
