"""Reads the text of Word documents (DOCX), straight from their XML.

python-docx refuses whole documents over what has nothing to do with their text (a missing
picture, the strict variant of the format), so the few parts that matter are read here. A part is
measured before it is unpacked, and no entity is resolved and no address followed.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.language import language_code
from archivist.ingest.packing import Package, joined
from archivist.ingest.paging import page_texts
from archivist.ingest.reader import Facts, ReadPage
from archivist.ingest.wordflow import WordFlow, local, value
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from archivist.ingest.reader import Picture, Recognise

_OFFICE_DOCUMENT = "/officeDocument"
_CORE = "/core-properties"


class DocxReader:
    """An open Word document; its pages are those that Word saw last, or chunks of its text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._package = Package(path)
        self._main = self._target("", _OFFICE_DOCUMENT) or "word/document.xml"

    @property
    def page_count(self) -> int:
        """Not known before the text is cut."""
        return 0

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Read the text in its order: paragraphs, tables, text boxes, then the notes of a page."""
        del recognise
        document = self._package.xml(self._main)
        if document is None:
            raise UnreadableFileError(self._path.name, "it holds no text: its main part is missing")
        flow = WordFlow(
            headings=self._headings(),
            footnotes=self._notes("/footnotes"),
            endnotes=self._notes("/endnotes"),
        )
        empty = True
        for page in flow.pages(document):
            for text in page_texts(page):
                empty = False
                yield ReadPage(text=text, origin=TextOrigin.FILE)
        if empty:
            yield ReadPage(text="")

    def facts(self) -> Facts:
        """Return title, author and date of making from the document's properties."""
        core = self._package.xml(self._target("", _CORE) or "docProps/core.xml")
        told = {local(each.tag): each.text or "" for each in (core if core is not None else ())}
        found = {name: " ".join(text.split()) for name, text in told.items()}
        creators = (name.strip() for name in found.get("creator", "").split(";"))
        return Facts(
            title=found.get("title", ""),
            creators=tuple(filter(None, creators)),
            date=found.get("created", "")[:10],
            language=language_code(found.get("language", "")),
        )

    def labels(self) -> tuple[str, ...]:
        """Return none: the pages have no names."""
        return ()

    def picture(self, index: int, width: int) -> Picture:
        """Refuse: a Word document has no picture of its pages."""
        del index, width
        raise UnreadableFileError(self._path.name, "a Word document has no picture of its pages")

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        """Return the notes of a kind by their ids."""
        target = self._target(self._main, kind)
        notes = self._package.xml(target) if target else None
        found: dict[str, etree._Element] = {}
        for note in notes if notes is not None else ():
            if value(note, "type") in {"", "normal"}:  # the others are lines above the notes
                found[value(note, "id")] = note
        return found

    def _headings(self) -> set[str]:
        """Return the ids of the paragraph styles that are headings in any language of Word."""
        target = self._target(self._main, "/styles")
        styles = self._package.xml(target) if target else None
        found = set()
        for style in styles if styles is not None else ():
            names = [value(each, "val") for each in style if local(each.tag) == "name"]
            if names and names[0].lower().startswith(("heading", "title", "subtitle")):
                found.add(value(style, "styleId"))
        return found

    def _target(self, part: str, kind: str) -> str:
        """Return the part that another one points to by a relationship of a kind; "" for none."""
        folder, name = posixpath.split(part)
        relations = self._package.xml(posixpath.join(folder, "_rels", name + ".rels"))
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                return joined(folder, relation.get("Target", ""))
        return ""
