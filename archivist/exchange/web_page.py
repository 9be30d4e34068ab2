"""Documents as web pages that need nothing else; notes stand below the text, linked both ways."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from archivist.exchange.spaces import bind
from archivist.exchange.text import encoded
from archivist.library.printed import Abbreviations, Heading, anchor
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.library.printed import Branch, EntryList, Printed
    from archivist.library.richtext import RichText, Run

_LOOK = """
  body { max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.5;
         font-family: "Times New Roman", "Liberation Serif", serif; }
  h1, .title { text-align: center; }
  .title { font-size: 1.6em; font-weight: bold; }
  .entry { padding-left: 2.5em; text-indent: -2.5em; overflow-wrap: anywhere; }
  .note { font-size: 0.85em; overflow-wrap: anywhere; }
  sup { line-height: 0; }
  th { text-align: left; vertical-align: top; padding-right: 2em; font-weight: normal; }
  a { color: inherit; text-decoration: none; }
  a:hover { text-decoration: underline; }
"""


def to_html_page(document: Printed) -> bytes:
    """Return a document as a web page."""
    page = [
        "<!DOCTYPE html>",
        f'<html lang="{html.escape(document.locale or document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(document.name or document.title)}</title>",
        f"<style>{_LOOK}</style>",
        "</head>",
        "<body>",
        *_body(document),
        "</body>",
        "</html>",
    ]
    return encoded("\n".join(page))


def _body(document: Printed) -> Iterator[str]:
    if document.title:
        yield f'<p class="title">{html.escape(document.title)}</p>'
    for block in document.blocks:
        if isinstance(block, Heading):
            yield _heading(block.text, block.level)
        else:
            yield f"<p>{_text(block.text)}</p>"
    if notes := document.notes:
        if document.notes_heading:
            yield _heading(document.notes_heading, 1)
        yield from map(_note, notes)
    for one in document.lists:
        if one.heading:
            yield _heading(one.heading, 1)
        yield from _abbreviations(one) if isinstance(one, Abbreviations) else _list(one)


def _heading(text: str, level: int) -> str:
    return f"<h{level}>{html.escape(text)}</h{level}>"


def _text(text: RichText) -> str:
    return "".join(_call(run) if run.note else to_html((run,)) for run in text)


def _call(run: Run) -> str:
    number = html.escape(run.text)
    return f'<sup id="call_{number}"><a href="#note_{number}">{number}</a></sup>'


def _note(run: Run) -> str:
    number = html.escape(run.text)
    back = f'<sup><a href="#call_{number}">{number}</a></sup>'
    return f'<p class="note" id="note_{number}">{back} {to_html(bind(run.note))}</p>'


def _list(one: EntryList) -> Iterator[str]:
    for group in one.groups:
        if group.heading:
            yield _heading(group.heading, 2)
        for entry in group.entries:
            yield from map(_branch, entry.above)
            place = f' id="{anchor(entry.source_id)}"' if one.cited else ""
            label = html.escape(one.label(entry))
            text = f"{label} {to_html(bind(entry.text))}".strip()
            yield f'<p class="entry"{place}{_indent(entry.depth)}>{text}</p>'


def _branch(branch: Branch) -> str:
    return f'<p class="branch"{_indent(branch.depth)}>{to_html(bind(branch.text))}</p>'


def _indent(depth: int) -> str:
    """Return how far in a line of a tree stands."""
    return f' style="margin-left: {depth}em"' if depth else ""


def _abbreviations(one: Abbreviations) -> Iterator[str]:
    yield "<table>"
    for short, full in one.rows:
        yield f"<tr><th>{html.escape(short)}</th><td>{html.escape(full)}</td></tr>"
    yield "</table>"
