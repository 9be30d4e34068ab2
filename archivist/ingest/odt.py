"""Reads the text of OpenDocument texts (ODT), straight from their XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.language import language_code
from archivist.ingest.packing import Package
from archivist.ingest.reader import Facts
from archivist.ingest.textpages import Part, TextPages, one_line
from archivist.ingest.wordflow import local, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_SKIPPED = frozenset(
    (
        *("tracked-changes", "annotation", "sequence-decls", "forms", "variable-decls"),
        *("user-field-decls", "table-of-content-source", "object", "image", "ruby-text"),
        *("table-column", "table-columns", "shapes", "title", "desc"),
    )
)
_MOST_SPACES = 100


class OdtReader(TextPages):
    """An open text document; its pages are those that LibreOffice saw last, or chunks of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "an ODT document")
        self._package = Package(path)
        manifest = self._package.xml("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
            raise UnreadableFileError(path.name, "it is encrypted with a password")
        content = self._package.xml("content.xml")
        body = next(content.iter("{*}body"), None) if content is not None else None
        if content is None or body is None:
            raise UnreadableFileError(path.name, "it holds no text: its main part is missing")
        self._body = body
        self._breaks = _breaking_styles(content)

    def parts(self) -> Iterator[Part]:
        """Yield the text of the pages; the notes of a page stand at its end."""
        flow = _Flow(self._breaks)
        yield Part(text=flow.text(self._body))

    def facts(self) -> Facts:
        """Return title, author, date of making and language from the document's description."""
        meta = self._package.xml("meta.xml")
        told: dict[str, str] = {}
        for each in meta.iter() if meta is not None else ():
            told.setdefault(local(each.tag), one_line(each.text))
        author = told.get("initial-creator") or told.get("creator", "")
        return Facts(
            title=told.get("title", ""),
            creators=tuple(filter(None, map(str.strip, author.split(";")))),
            date=(told.get("creation-date") or told.get("date", ""))[:10],
            language=language_code(told.get("language", "")),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()


def _breaking_styles(content: _Element) -> frozenset[str]:
    """Return the names of the paragraph styles that begin a page."""
    return frozenset(
        value(style, "name")
        for style in content.iter("{*}style")
        for each in style
        if local(each.tag) == "paragraph-properties" and value(each, "break-before") == "page"
    )


class _Flow:
    """The text of one document, with its notes."""

    def __init__(self, breaks: frozenset[str]) -> None:
        self._breaks = breaks
        self._notes: list[str] = []
        self._count = 0

    def text(self, body: _Element) -> str:
        pages: list[list[str]] = [[]]
        for line in self._blocks(body):
            if line == "\f":
                pages[-1] += self._taken_notes()
                pages.append([])
                continue
            for number, piece in enumerate(line.split("\f")):
                if number:
                    pages[-1] += self._taken_notes()
                    pages.append([])
                pages[-1].append(piece)
        pages[-1] += self._taken_notes()
        return "\f".join("\n".join(lines) for lines in pages)

    def _taken_notes(self) -> list[str]:
        notes, self._notes = self._notes, []
        return ["", *notes] if notes else []

    def _blocks(self, container: _Element) -> Iterator[str]:
        """Yield the paragraphs and table rows in a container, one text each."""
        for child in container:
            name = local(child.tag)
            if name in {"p", "h"}:
                yield from self._paragraph(child, "\n" if name == "h" else "")
            elif name == "table-row":
                yield self._row(child)
            elif name == "soft-page-break":
                yield "\f"
            elif name not in _SKIPPED:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: _Element, gap: str) -> Iterator[str]:
        """Yield a paragraph, with empty lines around a heading, then the text boxes in it."""
        if value(paragraph, "style-name") in self._breaks:
            yield "\f"
        boxes: list[_Element] = []
        yield gap + self._inline(paragraph, boxes) + gap
        for box in boxes:
            yield from self._blocks(box)

    def _row(self, row: _Element) -> str:
        cells = [
            " ".join(filter(None, self._blocks(cell))).replace("\n", " ").replace("\f", " ")
            for cell in row
            if local(cell.tag) == "table-cell"
        ]
        return "\t".join(cells).rstrip("\t")

    def _inline(self, parent: _Element, boxes: list[_Element]) -> str:
        """Return the text in a paragraph, and gather the text boxes that are anchored in it."""
        pieces = [_squeezed(parent.text)]
        for child in parent:
            name = local(child.tag)
            if name == "note":
                pieces.append(self._called(child))
            elif name == "text-box":
                boxes.append(child)
            elif name not in _SKIPPED:
                pieces += [_sign(name, child), self._inline(child, boxes)]
            pieces.append(_squeezed(child.tail))
        return "".join(pieces)

    def _called(self, note: _Element) -> str:
        """Return the mark of a note, and keep its text for the end of the page."""
        self._count += 1
        mark = ""
        texts: list[str] = []
        for each in note:
            if local(each.tag) == "note-citation":
                mark = one_line("".join(map(str, each.itertext())))
            else:
                texts += self._blocks(each)
        mark = f"[{mark or self._count}]"
        self._notes.append(f"{mark} {one_line(' '.join(texts))}")
        return mark


def _sign(name: str, element: _Element) -> str:
    if name == "s":
        times = value(element, "c")
        return " " * min(int(times) if times.isdecimal() else 1, _MOST_SPACES)
    return {"tab": "\t", "line-break": "\n", "soft-page-break": "\f"}.get(name, "")


def _squeezed(text: str | None) -> str:
    """Return a text in which white space counts as the format wants it: runs of it are one."""
    if not text:
        return ""
    words = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{words}{' ' * (text[-1].isspace() and bool(words))}"
