"""Runs of styled text, shared by citation, DOCX and the window."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_WEB = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A piece of text in one style.

    `link` is a web address, a place in the same document (`#source_12`), or "" for none. A run with
    a `note` calls a footnote of that text; its own text is the note's number.
    """

    text: str
    italic: bool = False
    bold: bool = False
    superscript: bool = False
    link: str = ""
    note: tuple[Run, ...] = ()


RichText = tuple[Run, ...]


def plain(text: RichText) -> str:
    """Return the text without its styles."""
    return "".join(run.text for run in text)


def rich(text: str, *, italic: bool = False, link: str = "") -> RichText:
    """Return a text in one style, or nothing for an empty text."""
    return (Run(text=text, italic=italic, link=link),) if text else ()


def linked(address: str) -> RichText:
    """Return a web address as a link, also one without its scheme: `www.gov.kz`.

    What no address can be stays text, and so does what is none of the web (`javascript:`).
    """
    return rich(address, link=web_link(address if "://" in address else f"https://{address}"))


def web_link(address: str) -> str:
    """Return an address that may be followed: one of the web, else ""."""
    spaced = any(letter.isspace() for letter in address)
    return address if _WEB.match(address) and not spaced else ""


def to_html(text: RichText) -> str:
    """Return the text as HTML, escaped."""
    return "".join(_html(run) for run in text)


def _html(run: Run) -> str:
    marked = html.escape(run.text)
    for wanted, tag in ((run.italic, "i"), (run.bold, "b"), (run.superscript, "sup")):
        if wanted:
            marked = f"<{tag}>{marked}</{tag}>"
    if run.link:
        marked = f'<a href="{html.escape(run.link)}">{marked}</a>'
    return marked
