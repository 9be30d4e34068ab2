"""Reads FictionBook (FB2), the electronic books of Russian libraries, packed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.language import language_code
from archivist.ingest.packing import Package, parse_xml
from archivist.ingest.reader import Facts
from archivist.ingest.textpages import Part, TextPages, one_line, read_limited
from archivist.ingest.wordflow import local, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_LINES = frozenset(("p", "v", "subtitle", "text-author", "date"))
_GAPS = frozenset(
    ("title", "subtitle", "epigraph", "cite", "poem", "stanza", "empty-line", "table")
)
_ZIP = b"PK\x03\x04"


class Fb2Reader(TextPages):
    """An electronic book; each of its chapters is a page or more, the notes come last."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "an electronic book")
        content = read_limited(path)
        if content.startswith(_ZIP):
            package = Package(path)
            content = package.read(package.names[0]) or b""
            package.close()
        self._book = parse_xml(content, path.name)

    def parts(self) -> Iterator[Part]:
        """Yield the chapters: sections that hold no others."""
        found = False
        for body in self._book:
            if local(body.tag) == "body":
                for text in _chapters(body):
                    found = True
                    yield Part(text=text, whole=True)
        if not found:
            raise UnreadableFileError(self._path.name, "it holds no text")

    def facts(self) -> Facts:
        """Return title, authors, date and language from the description of the book."""
        about = next((each for each in self._book.iter("{*}title-info")), None)
        if about is None:
            return Facts()
        told = {local(each.tag): each for each in reversed(about)}
        date = told.get("date")
        return Facts(
            title=_text(told.get("book-title")),
            creators=tuple(
                filter(None, (_name(each) for each in about if local(each.tag) == "author"))
            ),
            date=(value(date, "value") or _text(date))[:10] if date is not None else "",
            language=language_code(_text(told.get("lang"))),
        )


def _chapters(container: _Element) -> Iterator[str]:
    """Yield the text before the sections in a container, then that of each section."""
    sections = [each for each in container if local(each.tag) == "section"]
    if not sections:
        yield from filter(str.strip, ("\n".join(_lines(container)),))
        return
    own = (line for each in container if local(each.tag) != "section" for line in _lines(each))
    yield from filter(str.strip, ("\n".join(own),))
    for section in sections:
        yield from _chapters(section)


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines of an element, with empty ones where there are gaps."""
    name = local(element.tag)
    gap = name in _GAPS
    if gap:
        yield ""
    if name in _LINES:
        yield _text(element)
    elif name == "tr":
        yield "\t".join(map(_text, element))
    else:
        for each in element:
            yield from _lines(each)
    if gap:
        yield ""


def _name(author: _Element) -> str:
    """Return “Family, Given Middle”, or the name that an author is known by."""
    told = {local(each.tag): _text(each) for each in author}
    given = " ".join(filter(None, (told.get("first-name"), told.get("middle-name"))))
    family = told.get("last-name", "")
    return ", ".join(filter(None, (family, given))) or told.get("nickname", "")


def _text(element: _Element | None) -> str:
    return one_line("".join(map(str, element.itertext()))) if element is not None else ""
