"""Turns the marks of a web page, or of a chapter of a book, into paragraphs of text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree

from archivist.ingest.encodings import decode
from archivist.ingest.textpages import Part, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed"),
        *("canvas", "audio", "video", "select", "datalist", "textarea", "button", "noembed"),
    )
)
"""What holds no text of the page as it is read."""

_PARAGRAPHS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "pre"),
        *("figure", "hr", "section", "article", "form", "fieldset", "title", "body"),
    )
)
_LINES = frozenset(
    (
        *("div", "li", "dt", "dd", "tr", "br", "header", "footer", "main", "aside", "nav"),
        *("figcaption", "caption", "address", "center", "details", "summary", "option", "legend"),
    )
)
_CELLS = frozenset(("td", "th"))
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_MARK = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})""",
    re.I,
)
_DECLARED = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,300}>\s*)?<!DOCTYPE[^\[<>]{0,300}\[.*?\]\s*>", re.I | re.S
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKED = 4_096
_UNREADABLE = 0.01
_CHANCE = 16
"""So many bytes may look like UTF-8 by chance, in a page of few letters beyond ASCII."""

_FED = 1 << 16
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_BREAKS = ("pagebreak", "doc-pagebreak")


def html_text(data: bytes, charset: str = "") -> str:
    """Turn the bytes of a web page into text: by its mark, by what it says, by its letters.

    `charset` is what was said outside of the page.
    """
    if data.startswith(_BOMS):
        return decode(data).text
    said = _MARK.search(data[:_MARKED])
    names = (charset, *(name.decode("ascii") for name in (said.groups() if said else ()) if name))
    for name in filter(None, names):
        try:
            text = data.decode(name, "replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= _UNREADABLE * len(text):
            return _utf8(data) or text
    return decode(data).text


def _utf8(data: bytes) -> str:
    """Return text that is surely UTF-8, whatever its page says (it was saved anew); else ""."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if len(data) - len(text) > _CHANCE else ""


class HtmlFlow:
    """Takes the marks of a page one by one, as lxml gives them out; no tree is made."""

    def __init__(self) -> None:
        self.title = ""
        self.language = ""
        self.told: dict[str, str] = {}
        self._parts: list[Part] = []
        self._label = ""
        self._pieces: list[str] = []
        self._waiting = ""
        self._skipped = 0
        self._kept = 0
        self._title: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipped or tag in _SKIPPED or _is_hidden(attributes):
            self._skipped += 1
            return
        if tag == "title" and not self.title:
            self._title = []
        elif tag == "meta":
            name = attributes.get("name") or attributes.get("property") or ""
            self.told.setdefault(name.lower(), one_line(attributes.get("content")))
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        self._kept += tag == "pre"
        self._part(tag)
        if (attributes.get("epub:type") or attributes.get("role")) in _BREAKS:
            self._turn(attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        if tag == "title" and self._title is not None:
            self.title, self._title = one_line("".join(self._title)), None
        self._kept -= tag == "pre"
        if tag in _CELLS:
            self._wait("\t")
        else:
            self._part(tag)

    def data(self, text: str) -> None:
        """Take text."""
        if self._skipped:
            return
        if self._title is not None:
            self._title.append(text)
            return
        if self._kept <= 0:
            text = _SPACE.sub(" ", text)
            if text.startswith(" "):
                self._wait(" ")
                text = text[1:]
        if not text:
            return
        if self._pieces:
            self._pieces.append(self._waiting)
        self._waiting = ""
        if text.endswith(" ") and self._kept <= 0:
            text = text[:-1]
            self._waiting = " "
        self._pieces.append(text)

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def close(self) -> tuple[Part, ...]:
        """Return the parts: one, or one for each page that the printed book has."""
        self._close_part()
        return tuple(self._parts)

    def _part(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._wait("\n\n")
        elif tag in _LINES:
            self._wait("\n\n" if self._waiting == "\n\n" else "\n")

    def _wait(self, between: str) -> None:
        """Part what comes from what was, by the widest gap that was asked for."""
        order = ("", " ", "\t", "\n", "\n\n")
        self._waiting = max(self._waiting, between, key=order.index)

    def _turn(self, attributes: Mapping[str, str]) -> None:
        """Begin a page of the printed book."""
        self._close_part()
        name = attributes.get("title") or attributes.get("aria-label") or attributes.get("id") or ""
        self._label = one_line(name).strip(".")

    def _close_part(self) -> None:
        text = "".join(self._pieces)
        if text.strip():
            self._parts.append(Part(text=text, label=self._label, whole=True))
            self._label = ""
        self._pieces, self._waiting = [], ""


def flow_of(text: str) -> tuple[HtmlFlow, tuple[Part, ...]]:
    """Read the marks of a page."""
    flow = HtmlFlow()
    # The stubs know of targets only that take bytes as well.
    parser = etree.HTMLParser(
        target=flow,  # type: ignore[arg-type]
        encoding="utf-8",
        huge_tree=True,
        no_network=True,
    )
    text = _DECLARED.sub("", text, count=1).replace("\0", "")
    data = text.encode("utf-8", "replace")
    for at in range(0, len(data), _FED):
        parser.feed(data[at : at + _FED])
    try:
        parts: tuple[Part, ...] = parser.close()  # type: ignore[assignment]  # the target made it
    except etree.XMLSyntaxError:  # there is no mark in it, nor text
        parts = flow.close()
    return flow, parts


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
