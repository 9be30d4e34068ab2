"""What readers of documents share that are text alone, without pictures of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.paging import page_texts
from archivist.ingest.reader import Facts, ReadPage
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.reader import Picture, Recognise

LARGEST = 256 * 1024**2
"""A larger file of nothing but text and marks is refused: nobody wrote it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a document that begins a new page; `label` is the page's name in the book.

    A `whole` part is one page, unless it is very long.
    """

    text: str
    label: str = ""
    whole: bool = False
    warning: str = ""


class TextPages:
    """A document whose parts are cut into pages; `what` names the kind: “a web page”."""

    def __init__(self, path: Path, what: str) -> None:
        self._path = path
        self._what = what
        self._labels: list[str] = []

    @property
    def page_count(self) -> int:
        """Not known before the text is cut."""
        return 0

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the document."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """Return what the document says of itself."""
        return Facts()

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Cut the text into pages; there is nothing to recognise."""
        del recognise
        for part in self.parts():
            label = part.label
            if part.warning:
                self._labels.append("")
                yield ReadPage(text="", warning=part.warning)
            for text in page_texts(part.text, whole=part.whole):
                self._labels.append(label)
                yield ReadPage(text=text, origin=TextOrigin.FILE)
                label = ""
        if not self._labels:
            self._labels.append("")
            yield ReadPage(text="", warning="it holds no text")

    def labels(self) -> tuple[str, ...]:
        """Return the names that the pages have in the book."""
        return tuple(self._labels) if any(self._labels) else ()

    def picture(self, index: int, width: int) -> Picture:
        """Refuse: there is no picture."""
        del index, width
        reason = f"{self._what} has no picture of its pages"
        raise UnreadableFileError(self._path.name, reason)

    def close(self) -> None:
        """Do nothing: the file is not kept open."""


def read_limited(path: Path) -> bytes:
    """Return what a file of text and marks holds.

    Raises:
        UnreadableFileError: when nobody can have written so much.
    """
    if path.stat().st_size > LARGEST:
        limit = f"{LARGEST // 1024**2} MB"
        raise UnreadableFileError(path.name, f"it is larger than {limit}, too much for a text")
    return path.read_bytes()


def one_line(text: str | None) -> str:
    """Return a text with single spaces and nothing that breaks a line."""
    return " ".join((text or "").split())
