"""Names of sources in marks of author and date: `Қозыбаев, 1992`, `State Archive RK, 2243`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import count, product
from typing import TYPE_CHECKING

from archivist.citation.archival import place_of
from archivist.citation.archives import archive_name, archive_text
from archivist.citation.document_facts import people_of
from archivist.citation.documents import Document
from archivist.citation.entries import format_entry, is_archival, words_for
from archivist.citation.template import render
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import Run, plain, rich

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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


def year_letters(
    citables: Iterable[Citable], name_of: Callable[[Citable, str], str]
) -> Mapping[str, str]:
    """Return the letters that tell sources of one name and date apart, by their keys.

    `name_of` gives the name of a source with a letter, as `source_name` does. The letters go by the
    order of the list: `1992a`, `1992b`, `n.d.-a`. Where the marks of a style name no date there are
    none.
    """
    named: defaultdict[str, list[str]] = defaultdict(list)
    for citable in citables:
        name = name_of(citable, "")
        if name != name_of(citable, _LETTERS[0]):
            named[name].append(citable.key)
    return {
        key: letter
        for keys in named.values()
        if len(keys) > 1
        for key, letter in zip(keys, _all_letters(), strict=False)
    }


def _all_letters() -> Iterator[str]:
    """Yield a, b, … z, aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(_LETTERS, repeat=length))


def lettered(text: RichText, citable: Citable, style: Style, letter: str) -> RichText:
    """Return an entry with the letter after its year, or its `n.d.`, where that first stands."""
    date, told = _date(citable, style), _date(citable, style, letter)
    runs: list[Run] = []
    for run in text:
        if letter and date and date in run.text:
            run, letter = replace(run, text=run.text.replace(date, told, 1)), ""  # noqa: PLW2901 - once
        runs.append(run)
    return tuple(runs)


def description(citable: Citable, style: Style) -> str:
    """Return the description in brackets that the entry of a document begins with, or ""."""
    described = _DESCRIPTION.match(plain(format_entry(citable, style)))
    return described[0] if described else ""


def _field(field: str, citable: Citable, style: Style, letter: str) -> str:
    record, levels = citable.record, citable.location.levels
    year = _year(citable, style)
    fields: Mapping[str, Callable[[], str]] = {
        "authors": lambda: _authors(citable, style),
        "year": lambda: year and year + letter,
        "date": lambda: _date(citable, style, letter),
        "title": lambda: _short(record.short_title or record.title),
        "archive": lambda: _archive(citable, style),
        "head": lambda: _head(citable, style),
        "place": lambda: _place(citable, style),
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


def _place(citable: Citable, style: Style) -> str:
    """Return where a document lies in its archive, down to its file."""
    return place_of(citable, style).location(replace(citable.location, sheets=()))


def _authors(citable: Citable, style: Style) -> str:
    if is_archival(citable):
        people = people_of(_document(citable, style), Role.AUTHOR)
    else:
        people = citable.record.by(Role.AUTHOR) or citable.record.by(Role.EDITOR, Role.COMPILER)
    names = [person.family for person in people]
    if len(names) > style.marks.names:
        et_al = words_for(citable.record, style).form("et_al").strip("[]")
        return f"{names[0]} {et_al}".strip()
    return style.marks.last.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _year(citable: Citable, style: Style) -> str:
    """Return the year; a document whose title the style cannot print goes without its date."""
    date = citable.record.date
    if date is None or (is_archival(citable) and _document(citable, style).is_nameless):
        return ""
    return str(date.start.year)


def _date(citable: Citable, style: Style, letter: str = "") -> str:
    """Return the year with its letter, or the words for no date: `1992a`, `n.d.-a`."""
    if year := _year(citable, style):
        return year + letter
    if is_archival(citable):
        words = _document(citable, style).words
    else:
        words = words_for(citable.record, style)
    none = words.form("no_date")
    return f"{none}-{letter}" if none and letter else none


def _document(citable: Citable, style: Style) -> Document:
    return Document(citable, style, words_for(citable.record, style), first=True)


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,.:;–—-") + "…"
