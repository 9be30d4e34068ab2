"""Turns the body of a Word document into the text of its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.ingest.paging import PAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lxml.etree import _Element

_SKIPPED = frozenset(
    (
        *("del", "moveFrom", "instrText", "delText", "delInstrText"),
        *("rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
        *("annotationRef", "footnoteRef", "endnoteRef"),
    )
)
"""What is not text of the document as it stands: properties, deleted and moved text, fields."""

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}

_BREAK = "\f"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def local(name: object) -> str:
    """Return the name of a tag or attribute without its namespace, "" for a comment's."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def value(element: _Element, attribute: str) -> str:
    """Return an attribute whatever its namespace, "" for none."""
    found = (text for name, text in element.attrib.items() if local(name) == attribute)
    return str(next(found, ""))


class WordFlow:
    """The text of one document; a footnote follows the page that it is called on."""

    def __init__(
        self,
        *,
        headings: Collection[str],
        footnotes: Mapping[str, _Element],
        endnotes: Mapping[str, _Element],
    ) -> None:
        self._headings = headings
        self._notes = {"footnoteReference": footnotes, "endnoteReference": endnotes}
        self._counts = dict.fromkeys(self._notes, 0)
        self._waiting: dict[str, list[str]] = {kind: [] for kind in self._notes}

    def pages(self, document: _Element) -> Iterator[str]:
        """Yield the text of one page after the other; white pages are left out."""
        names = {local(each.tag) for each in document.iter()}
        paged = "lastRenderedPageBreak" in names
        # A page that Word has ended is left whole unless it is much too long.
        most = 2 * PAGE if paged else PAGE
        lines: list[str] = []
        for block in self._blocks(document):
            for number, part in enumerate(block.split(_BREAK)):
                if number or sum(map(len, lines)) > most:
                    yield from self._ended(lines)
                    lines = []
                lines.append(part)
        lines += self._taken("endnoteReference")
        yield from self._ended(lines)

    def _ended(self, lines: list[str]) -> Iterator[str]:
        text = "\n".join([*lines, *self._taken("footnoteReference")])
        if text.strip():
            yield re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _taken(self, kind: str) -> list[str]:
        notes, self._waiting[kind] = self._waiting[kind], []
        return ["", *notes] if notes else []

    def _blocks(self, container: _Element) -> Iterator[str]:
        """Yield the paragraphs and table rows in a container, one text each."""
        for child in container:
            name = local(child.tag)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tr":
                yield self._row(child)
            elif name == "AlternateContent":
                yield from self._blocks(_alternative(child))
            elif name not in _SKIPPED:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[str]:
        pieces: list[str] = []
        boxes: list[_Element] = []
        before, after = self._around(paragraph)
        self._inline(paragraph, pieces, boxes)
        yield before + "".join(pieces) + after
        for box in boxes:
            yield from self._blocks(box)

    def _around(self, paragraph: _Element) -> tuple[str, str]:
        """Return what a paragraph's properties put before and after it: breaks, empty lines."""
        before = after = ""
        for properties in paragraph:
            if local(properties.tag) != "pPr":
                continue
            for each in properties:
                name = local(each.tag)
                if name == "pageBreakBefore" and value(each, "val") not in {"0", "false", "off"}:
                    before = _BREAK
                elif name == "pStyle" and value(each, "val") in self._headings:
                    before, after = "\n" + before, "\n"
                elif name == "sectPr" and not any(
                    local(kind.tag) == "type" and value(kind, "val") == "continuous"
                    for kind in each
                ):
                    after = _BREAK
        return before, after

    def _row(self, row: _Element) -> str:
        """Return a table's row, the cells parted by tabs; a page break in it goes before it."""
        cells = [
            " ".join(filter(None, self._blocks(cell))).replace("\n", " ")
            for cell in row.iter("{*}tc")
            if next(cell.iterancestors("{*}tr")) is row
        ]
        text = "\t".join(cells)
        return _BREAK * (_BREAK in text) + text.replace(_BREAK, "").rstrip("\t")

    def _inline(self, parent: _Element, pieces: list[str], boxes: list[_Element]) -> None:
        """Gather the text in a paragraph, and the text boxes that are anchored in it."""
        for child in parent:
            name = local(child.tag)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "br":
                pieces.append(_BREAK if value(child, "type") == "page" else "\n")
            elif name == "lastRenderedPageBreak":
                pieces.append(_BREAK)
            elif name in self._notes:
                pieces.append(self._called(name, value(child, "id")))
            elif name == "txbxContent":
                boxes.append(child)
            elif name == "AlternateContent":
                self._inline(_alternative(child), pieces, boxes)
            elif name not in _SKIPPED and name != "pPr":
                self._inline(child, pieces, boxes)

    def _called(self, kind: str, note_id: str) -> str:
        """Return the mark of a note, and keep its text for the end of the page or document."""
        note = self._notes[kind].get(note_id)
        if note is None:
            return ""
        self._counts[kind] += 1
        number = self._counts[kind]
        mark = f"[{number if kind == 'footnoteReference' else _roman(number)}]"
        text = " ".join(" ".join(self._blocks(note)).replace(_BREAK, " ").split())
        self._waiting[kind].append(f"{mark} {text}")
        return mark


def _alternative(choices: _Element) -> _Element:
    """Return the first alternative that has text, or else the last."""
    for choice in choices:
        if next(choice.iter("{*}t"), None) is not None:
            return choice
    return choices[-1] if len(choices) else choices


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        while number >= worth:
            text, number = text + letters, number - worth
    return text
