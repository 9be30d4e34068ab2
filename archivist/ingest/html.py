"""Reads web pages: those of a browser, of Word, and those that are saved in one file (MHTML)."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.htmlflow import flow_of, html_text
from archivist.ingest.language import language_code
from archivist.ingest.reader import Facts
from archivist.ingest.textpages import TextPages, read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.textpages import Part

_AUTHORS = ("author", "article:author", "dc.creator", "citation_author")
_DATES = ("date", "article:published_time", "dc.date", "citation_publication_date", "created")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class HtmlReader(TextPages):
    """A web page; its text is cut into pages."""

    def __init__(self, path: Path, *, mail: bool = False) -> None:
        super().__init__(path, "a web page")
        data = read_limited(path)
        text = self._unfolded(data) if mail else html_text(data)
        self._flow, self._parts = flow_of(text)
        if not self._parts:
            raise UnreadableFileError(path.name, "it holds no text")

    def parts(self) -> Iterator[Part]:
        """Yield the text of the page."""
        for part in self._parts:
            yield replace(part, whole=False)

    def facts(self) -> Facts:
        """Return title, author, day and language as the page tells them."""
        told = self._flow.told
        author = next((told[name] for name in _AUTHORS if told.get(name)), "")
        day = _DAY.match(next((told[name] for name in _DATES if told.get(name)), ""))
        return Facts(
            title=self._flow.title,
            creators=(author,) if author and "://" not in author else (),
            date=day[0] if day else "",
            language=language_code(self._flow.language),
        )

    def _unfolded(self, data: bytes) -> str:
        """Return the page in a file that was saved as a mail is."""
        try:
            mail = email.message_from_bytes(data)
        except RecursionError as error:  # mails in mails in mails
            raise UnreadableFileError(self._path.name, "it is cut short or damaged") from error
        for part in mail.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return html_text(content, part.get_content_charset(""))
        raise UnreadableFileError(self._path.name, "there is no web page in it")
