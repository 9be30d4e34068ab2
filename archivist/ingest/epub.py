"""Reads electronic books (EPUB): their chapters in the order of reading, each a page or more."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archivist.errors import UnreadableFileError
from archivist.ingest.htmlflow import flow_of, html_text
from archivist.ingest.language import language_code
from archivist.ingest.packing import Package, joined
from archivist.ingest.reader import Facts
from archivist.ingest.textpages import Part, TextPages, one_line
from archivist.ingest.wordflow import local, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LARGEST = 100 * 1024**2
_TEXTS = ("html", "xml", "text")


class EpubReader(TextPages):
    """An electronic book; where it tells the pages of the printed one, these are its pages."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "an electronic book")
        self._package = Package(path)
        self._main = self._root_file()
        book = self._package.xml(self._main)
        if book is None:
            raise UnreadableFileError(path.name, "it holds no text: its list of parts is missing")
        self._book = book

    def parts(self) -> Iterator[Part]:
        """Yield the chapters in the order of reading, each once."""
        locked = self._locked()
        chapters = tuple(self._chapters())
        if self._package.size_of(chapters) > _LARGEST:
            limit = f"{_LARGEST // 1024**2} MB"
            raise UnreadableFileError(self._path.name, f"unpacked, its text is larger than {limit}")
        for number, name in enumerate(chapters, 1):
            if name in locked:
                raise UnreadableFileError(self._path.name, "it is protected against copying")
            try:
                content = self._package.read(name)
            except UnreadableFileError as error:
                yield Part(text="", warning=f"chapter {number}: {error.reason}")
                continue
            if content is None:
                yield Part(text="", warning=f"chapter {number} is missing")
                continue
            yield from flow_of(html_text(content, "utf-8"))[1]

    def facts(self) -> Facts:
        """Return title, authors, date and language from the description of the book."""
        told: dict[str, list[str]] = {}
        for each in self._book.iter("{http://purl.org/dc/elements/1.1/}*"):
            if text := one_line("".join(map(str, each.itertext()))):
                told.setdefault(local(each.tag), []).append(text)
        first = {name: texts[0] for name, texts in told.items()}
        return Facts(
            title=first.get("title", ""),
            creators=tuple(told.get("creator", ())),
            date=first.get("date", "")[:10],
            language=language_code(first.get("language", "")),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def _root_file(self) -> str:
        container = self._package.xml(_CONTAINER)
        for each in container.iter() if container is not None else ():
            if local(each.tag) == "rootfile":
                return joined("", value(each, "full-path"))
        return next((name for name in self._package.names if name.endswith(".opf")), "")

    def _chapters(self) -> Iterator[str]:
        """Yield the names of the parts to read, each once however often it is named."""
        folder = posixpath.dirname(self._main)
        items: dict[str, _Element] = {}
        spine: list[_Element] = []
        for each in self._book.iter():
            if local(each.tag) == "item":
                items.setdefault(each.get("id", ""), each)
            elif local(each.tag) == "itemref":
                spine.append(each)
        seen: set[str] = set()
        for reference in spine:
            item = items.get(reference.get("idref", ""))
            kind = item.get("media-type", "html") if item is not None else ""
            if item is None or not any(text in kind for text in _TEXTS):
                continue
            name = joined(folder, unquote(item.get("href", "").partition("#")[0]))
            if name not in seen:
                seen.add(name)
                yield name

    def _locked(self) -> frozenset[str]:
        """Return the names of the parts that are encrypted; fonts often are, for no harm."""
        told = self._package.xml(_ENCRYPTION)
        return frozenset(
            joined("", unquote(value(each, "URI")))
            for each in (told.iter() if told is not None else ())
            if local(each.tag) == "CipherReference"
        )
