"""Documents as plain text, and lists of references as JSON."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from archivist.library.printed import Abbreviations, Heading
from archivist.library.richtext import plain, to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.library.printed import Entry, EntryList, Printed
    from archivist.library.richtext import RichText

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISABLE = frozenset("0123456789,–- ")
_STEP = "    "


def to_txt(document: Printed) -> bytes:
    """Return a document as UTF-8 text: paragraphs, the notes, and the lists.

    Empty lines stand between paragraphs, none between entries.
    """
    parts = [document.title] + [
        block.text if isinstance(block, Heading) else _text(block.text) for block in document.blocks
    ]
    if notes := document.notes:
        parts.append(document.notes_heading)
        parts.append("\n".join(f"{run.text}. {plain(run.note)}" for run in notes))
    for one in document.lists:
        if document.blocks or len(document.lists) > 1:
            parts.append(one.heading)
        parts += _abbreviations(one) if isinstance(one, Abbreviations) else _list(one)
    return encoded("\n\n".join(part for part in parts if part))


def _list(one: EntryList) -> Iterator[str]:
    for group in one.groups:
        yield group.heading
        yield "\n".join(line for entry in group.entries for line in _lines(one, entry))


def _lines(one: EntryList, entry: Entry) -> Iterator[str]:
    """Yield an entry, below the lines of its tree that come before it."""
    for branch in entry.above:
        yield f"{_STEP * branch.depth}{plain(branch.text)}"
    yield _STEP * entry.depth + f"{one.label(entry)} {plain(entry.text)}".strip()


def _abbreviations(one: Abbreviations) -> Iterator[str]:
    yield "\n".join(f"{short} – {full}" for short, full in one.rows)


def _text(text: RichText) -> str:
    """Return a paragraph; what is raised in it is told from the words by its signs."""
    parts = []
    for raised, runs in groupby(text, key=lambda run: run.superscript):
        said = plain(tuple(runs))
        if raised and _RAISABLE.issuperset(said):
            said = said.translate(_RAISED)
        elif raised and not said.startswith("["):
            said = f"[{said}]"
        parts.append(said)
    return "".join(parts)


def to_json(document: Printed) -> bytes:
    """Return the list of references as a JSON array; the text of a document has no place in it."""
    entries = [
        {
            "number": entry.number,
            "source_id": entry.source_id,
            "text": plain(entry.text),
            "html": to_html(entry.text),
            **({"fields": dict(entry.own)} if entry.own else {}),
        }
        for one in document.lists[:1]
        if not isinstance(one, Abbreviations)
        for entry in one.entries
    ]
    return encoded(json.dumps(entries, ensure_ascii=False, indent=2))


def encoded(text: str) -> bytes:
    """Return a text as the bytes of a file; half a character (a lone surrogate) becomes `?`."""
    return f"{text}\n".encode(errors="replace")
