"""Documents as plain text, as a web page, and lists of references as JSON."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from archivist.exchange.spaces import bind
from archivist.library.printed import Heading, anchor
from archivist.library.richtext import plain, to_html

if TYPE_CHECKING:
    from archivist.library.printed import Printed

_LOOK = """
  body { max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.5;
         font-family: "Times New Roman", "Liberation Serif", serif; }
  h1, .title { text-align: center; }
  .title { font-size: 1.6em; font-weight: bold; }
  .entry { padding-left: 2.5em; text-indent: -2.5em; overflow-wrap: anywhere; }
  a { color: inherit; text-decoration: none; }
  a:hover { text-decoration: underline; }
"""


def to_txt(document: Printed) -> bytes:
    """Return a document as UTF-8 text: paragraphs and numbered entries, empty lines between."""
    parts = [document.title] + [
        block.text if isinstance(block, Heading) else plain(block.text) for block in document.blocks
    ]
    if document.heading and document.blocks:
        parts.append(document.heading)
    entries = [f"{document.label(entry)} {plain(entry.text)}" for entry in document.entries]
    parts.append("\n".join(entries))
    return _encoded("\n\n".join(part for part in parts if part))


def to_html_page(document: Printed) -> bytes:
    """Return a document as a web page that needs nothing else."""
    body = [f'<p class="title">{html.escape(document.title)}</p>'] if document.title else []
    for block in document.blocks:
        if isinstance(block, Heading):
            body.append(f"<h{block.level}>{html.escape(block.text)}</h{block.level}>")
        else:
            body.append(f"<p>{to_html(block.text)}</p>")
    if document.heading:
        body.append(f"<h1>{html.escape(document.heading)}</h1>")
    body += [
        f'<p class="entry" id="{anchor(entry.source_id)}">'
        f"{html.escape(document.label(entry))} {to_html(bind(entry.text))}</p>"
        for entry in document.entries
    ]
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
        *body,
        "</body>",
        "</html>",
    ]
    return _encoded("\n".join(page))


def to_json(document: Printed) -> bytes:
    """Return the list of references as a JSON array; the text of a document has no place in it."""
    entries = [
        {
            "number": entry.number,
            "source_id": entry.source_id,
            "text": plain(entry.text),
            "html": to_html(entry.text),
        }
        for entry in document.entries
    ]
    return _encoded(json.dumps(entries, ensure_ascii=False, indent=2))


def _encoded(text: str) -> bytes:
    """Return a text as the bytes of a file; half a character (a lone surrogate) becomes `?`."""
    return f"{text}\n".encode(errors="replace")
