"""Reads plain text and Markdown in the encodings that historians' files come in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.encodings import decode
from archivist.ingest.paging import normal_lines, page_texts
from archivist.ingest.reader import Facts, ReadPage
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.reader import Picture, Recognise

_LARGEST = 256 * 1024**2
"""A larger text is refused: nobody wrote it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.005

_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)


class PlainTextReader:
    """A text file; a first heading in the manner of Markdown is its title."""

    def __init__(self, path: Path) -> None:
        size = path.stat().st_size
        if size > _LARGEST:
            limit = f"{_LARGEST // 1024**2} MB"
            raise UnreadableFileError(path.name, f"it is larger than {limit}, too much for a text")
        decoded = decode(path.read_bytes())
        strange = len(_CONTROL.findall(decoded.text))
        if strange > max(2, _CONTROL_SHARE * len(decoded.text)):  # DOS texts end in one
            raise UnreadableFileError(path.name, "it holds no text")
        self._text = _CONTROL.sub("", normal_lines(decoded.text))
        self._warnings: tuple[str, ...] = ()
        if not decoded.sure:
            self._warnings = (f"its encoding was guessed: {decoded.encoding}",)
        elif "\ufffd" in decoded.text:
            self._warnings = (f"some letters are damaged (read as {decoded.encoding})",)
        if not self._text.strip():
            raise UnreadableFileError(path.name, "it holds no text, only white space")

    @property
    def page_count(self) -> int:
        """Not known before the text is cut."""
        return 0

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Cut the text into pages; there is nothing to recognise."""
        del recognise
        for text in page_texts(self._text):
            yield ReadPage(text=text, origin=TextOrigin.FILE)

    def facts(self) -> Facts:
        """Return the first heading as title, and doubts about the encoding."""
        heading = _HEADING.search(self._text)
        return Facts(title=heading[1] if heading else "", warnings=self._warnings)

    def labels(self) -> tuple[str, ...]:
        """Return none: pages of a text have no names."""
        return ()

    def picture(self, index: int, width: int) -> Picture:
        """Refuse: a text has no picture."""
        del index, width
        raise UnreadableFileError("text", "a text has no picture of its pages")

    def close(self) -> None:
        """Do nothing: the file is closed already."""
