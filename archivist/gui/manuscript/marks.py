"""Citation marks in a section's text: finding them, and what their chips say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.manuscript import CitationMark, parse_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archivist.library.values import SourceId

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


def chip_label(mark: CitationMark, numbers: Mapping[SourceId, int]) -> str:
    """Return what a chip says: numbers in the list of references where they are known."""
    parts = []
    for item in mark.items:
        number = numbers.get(item.source_id)
        name = str(number) if number is not None else f"@{item.source_id}"
        locator = f", {item.locator}" if item.locator else ""
        parts.append(f"{item.prefix} {name}{locator}".strip())
    return f"[{'; '.join(parts)}]"
