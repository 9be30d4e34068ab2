"""The list of abbreviations that the citations of a text use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.archives import archive_name, labels_for
from archivist.citation.entries import is_archival
from archivist.library.bibliography import Script
from archivist.library.ordering import first_script, list_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archivist.citation.styles import Labels, Style
    from archivist.library.records import Citable
    from archivist.library.values import LanguageCode


@dataclass(frozen=True, kw_only=True, slots=True)
class Abbreviation:
    """A short form and what it stands for."""

    short: str
    full: str


def abbreviations(
    citables: Iterable[Citable], style: Style, language: LanguageCode, *, levels: bool = False
) -> tuple[Abbreviation, ...]:
    """Return the abbreviated names of the archives that are cited, in alphabetical order.

    `language` is that of the list. `levels` adds the labels of funds, files and sheets (`Ф.`) that
    the citations print and that are abbreviations.
    """
    found: dict[Abbreviation, None] = {}
    for citable in citables:
        found |= dict.fromkeys(_archive(citable, style))
        if levels and is_archival(citable):
            found |= dict.fromkeys(_levels(citable, style))
    first = first_script(Script.STYLE, language)
    return tuple(sorted(found, key=lambda one: list_key(one.short, first=first, language=language)))


def _archive(citable: Citable, style: Style) -> Iterator[Abbreviation]:
    if citable.archive is None:
        return
    name = archive_name(citable.archive, style, citable.record.language)
    if name.abbreviation and name.full and name.abbreviation != name.full:
        yield Abbreviation(short=name.abbreviation, full=name.full)


def _levels(citable: Citable, style: Style) -> Iterator[Abbreviation]:
    record, archive, location = citable.record, citable.archive, citable.location
    name = archive_name(archive, style, record.language) if archive else None
    labels = labels_for(name, archive, style, record.language)
    words = style.words.get(labels.language) or style.words[style.language]
    parts = (
        (location.levels, location.sheets),
        *((one.levels, one.sheets) for one in location.more),
    )
    kinds = [str(level.kind) for levels, _ in parts for level in levels if not level.label]
    spans = [span for _, sheets in parts for span in sheets]
    if spans:
        kinds.append("sheet")
    if any(end.verso for span in spans for end in (span.first, span.last) if end):
        kinds.append("verso")
    for kind in dict.fromkeys(kinds):
        short, full = _label(kind, labels), words.form(f"full_{kind}")
        if full and short.endswith(".") and short.rstrip(".").isalpha():
            yield Abbreviation(short=short, full=full)


def _label(kind: str, labels: Labels) -> str:
    """Return a label as it stands before a number, without what parts it from that."""
    before, _, after = labels.forms.get(kind, "").partition("{}")
    return "" if after.strip() else before.strip(" ,;-–")
