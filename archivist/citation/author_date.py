"""Names of sources in marks of author and date: `Қозыбаев, 1992`, `State Archive RK, 2243`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, archive_text
from archivist.citation.entries import format_entry, is_archival, words_for
from archivist.citation.template import render
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import Run, plain, rich

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archivist.citation.styles import Style
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

_LONGEST = 40
"""So much of a title may stand for a source without authors."""

_DESCRIPTION = re.compile(r"\[[^\[\]]+\]")
_QUOTES = '«“"„'
_SURE = 12
"""By so many letters a title is known again."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def source_name(citable: Citable, style: Style, letter: str = "") -> str:
    """Return what stands for a source in the text; `letter` follows the year."""
    form = style.marks.archival if is_archival(citable) else style.marks.published
    return plain(render(form, lambda field: rich(_field(field, citable, style, letter))))


def year_letters(citables: Sequence[Citable], style: Style) -> Mapping[str, str]:
    """Return the letters that tell sources of one name and year apart, by their keys.

    The letters go by the order of the list: `1992a`, `1992b`.
    """
    named: defaultdict[str, list[str]] = defaultdict(list)
    for citable in citables:
        if _year(citable) and not is_archival(citable):
            named[source_name(citable, style)].append(citable.key)
    return {
        key: letter
        for keys in named.values()
        if len(keys) > 1
        for key, letter in zip(keys, _LETTERS, strict=False)
    }


def lettered(text: RichText, citable: Citable, letter: str) -> RichText:
    """Return an entry with the letter after its year, where the year first stands."""
    year = _year(citable)
    runs: list[Run] = []
    for run in text:
        if letter and year and year in run.text:
            run, letter = replace(run, text=run.text.replace(year, year + letter, 1)), ""  # noqa: PLW2901 - once
        runs.append(run)
    return tuple(runs)


def _field(field: str, citable: Citable, style: Style, letter: str) -> str:
    record, levels = citable.record, citable.location.levels
    year = _year(citable)
    fields: Mapping[str, Callable[[], str]] = {
        "authors": lambda: _authors(citable, style),
        "year": lambda: year and year + letter,
        "date": lambda: year and year + letter,
        "title": lambda: _short(record.short_title or record.title),
        "archive": lambda: _archive(citable, style),
        "head": lambda: _head(citable, style),
        "fund": lambda: next((one.number for one in levels if one.kind is UnitKind.FUND), ""),
        "number": lambda: levels[-1].number if levels else "",
    }
    return fields[field]()


def _head(citable: Citable, style: Style) -> str:
    """Return what the entry of a document begins with: a description in brackets, or its title."""
    entry = plain(format_entry(citable, style))
    if described := _DESCRIPTION.match(entry):
        return described[0]
    title = citable.record.short_title or citable.record.title
    return _short(title) if title and entry.strip(_QUOTES).startswith(title[:_SURE]) else ""


def _archive(citable: Citable, style: Style) -> str:
    if citable.archive is None:
        return ""
    name = archive_name(citable.archive, style, citable.record.language)
    return plain(archive_text(name, style, first=False))


def _authors(citable: Citable, style: Style) -> str:
    people = citable.record.by(Role.AUTHOR) or citable.record.by(Role.EDITOR, Role.COMPILER)
    names = [person.family for person in people]
    if len(names) > style.marks.names:
        et_al = words_for(citable.record, style).form("et_al").strip("[]")
        return f"{names[0]} {et_al}".strip()
    return style.marks.last.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _year(citable: Citable) -> str:
    date = citable.record.date
    return str(date.start.year) if date else ""


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,.:;–—-") + "…"
