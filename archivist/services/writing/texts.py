"""The texts of a manuscript's sections, read into paragraphs once and kept until they change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.manuscript import CitationMark, Words, parse_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archivist.library.manuscript import Paragraph, Section
    from archivist.library.values import SectionId, SourceId
    from archivist.services.citables import Found

_MOST = 5_000
"""So many sections are kept; then the keeping begins anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadText:
    """A text in paragraphs; `broken` tells why parts of it are printed as they were typed."""

    paragraphs: tuple[Paragraph, ...]
    marks: tuple[CitationMark, ...]
    broken: tuple[str, ...] = ()

    @property
    def cited(self) -> Iterable[SourceId]:
        """The sources of all marks in their order, one as often as it is cited."""
        return (item.source_id for mark in self.marks for item in mark.items)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadSection:
    """A section with its text read."""

    section: Section
    text: ReadText

    def problems(self, found: Mapping[SourceId, Found]) -> list[str]:
        """Tell what is wrong with the citations of the section."""
        where = _title(self.section)
        told = [f"{where} has a citation that cannot be read. {why}" for why in self.text.broken]
        for one in dict.fromkeys(self.text.cited):
            if one not in found:
                what = "which is not in the library"
            elif found[one].binned:
                what = f"“{found[one].citable.record.title}”, which is in the bin"
            else:
                continue
            told.append(f"{where} cites source {one}, {what}; printed as [?].")
        return told


class Texts:
    """Reads sections; a text that was read before is not read again."""

    def __init__(self) -> None:
        self._read: dict[SectionId, tuple[str, ReadText]] = {}

    def read(self, section: Section) -> ReadSection:
        """Read a section; a paragraph that breaks the rules of marks is kept as it was typed."""
        kept = self._read.get(section.id)
        if kept is None or kept[0] != section.text:
            if len(self._read) >= _MOST:
                self._read.clear()
            kept = self._read[section.id] = (section.text, _read(section.text))
        return ReadSection(section=section, text=kept[1])


def _read(text: str) -> ReadText:
    broken: list[str] = []
    try:
        paragraphs = parse_text(text)
    except ParseError:
        found: list[Paragraph] = []
        for block in re.split(r"\n[ \t]*\n", text):
            try:
                found += parse_text(block)
            except ParseError as error:
                found.append((Words(text=" ".join(block.split())),))
                broken.append(str(error))
        paragraphs = tuple(found)
    marks = tuple(
        piece for paragraph in paragraphs for piece in paragraph if isinstance(piece, CitationMark)
    )
    return ReadText(paragraphs=paragraphs, marks=marks, broken=tuple(broken))


def _title(section: Section) -> str:
    return f"The section “{section.title}”" if section.title else f"Section {section.id}"
