"""Compiling a manuscript: numbers in order of first citation, marks, and the list of references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.entries import is_archival
from archivist.citation.listing import format_list
from archivist.citation.numbering import Cited, mark
from archivist.errors import ParseError
from archivist.library.manuscript import CitationMark, Words, parse_text
from archivist.library.printed import Entry, Heading, Paragraph, anchor
from archivist.library.richtext import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archivist.citation.styles import Style
    from archivist.library.manuscript import Paragraph as Parsed
    from archivist.library.manuscript import Section
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import SectionId, SourceId
    from archivist.services.citables import Found

DEEPEST = 3
"""Headings below this level look like those of this level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """A manuscript, or a section of it, with its citations worked out.

    `numbers` are those of the whole manuscript; `entries` are the sources that the wanted part
    cites, under these numbers. `problems` are sentences about what cannot be printed as meant.
    """

    numbers: Mapping[SourceId, int]
    entries: tuple[Entry, ...]
    problems: tuple[str, ...]
    blocks: tuple[Heading | Paragraph, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A section with its text read into paragraphs."""

    section: Section
    paragraphs: tuple[Parsed, ...]
    problems: tuple[str, ...]

    @property
    def cited(self) -> list[SourceId]:
        return [
            item.source_id
            for paragraph in self.paragraphs
            for piece in paragraph
            if isinstance(piece, CitationMark)
            for item in piece.items
        ]


def compile_sections(
    sections: Sequence[Section],
    wanted: SectionId | None,
    style: Style,
    find: Callable[[Iterable[SourceId]], Mapping[SourceId, Found]],
) -> Compiled:
    """Compile the sections of a manuscript, given in outline order.

    With a section `wanted`, that one and all below it are compiled; the numbers stay those of the
    whole manuscript.
    """
    read = [_read(section) for section in sections]
    everything = list(dict.fromkeys(one for part in read for one in part.cited))
    found = find(everything)
    sources = {one: found[one].citable for one in found if not found[one].binned}
    numbers = {
        one: number
        for number, one in enumerate((one for one in everything if one in sources), start=1)
    }
    depths = _depths(sections, wanted)
    parts = [part for part in read if part.section.id in depths]
    listed = sorted(
        {one for part in parts for one in part.cited if one in numbers}, key=numbers.__getitem__
    )
    texts = format_list([sources[one] for one in listed], style)
    printer = _Printer(numbers, sources, style)
    return Compiled(
        numbers=numbers,
        entries=tuple(
            Entry(number=numbers[one], source_id=one, text=text)
            for one, text in zip(listed, texts, strict=True)
        ),
        problems=tuple(
            problem for part in parts for problem in (*part.problems, *_missing(part, found))
        ),
        blocks=tuple(
            block for part in parts for block in printer.blocks(part, depths[part.section.id])
        ),
    )


def _depths(sections: Sequence[Section], wanted: SectionId | None) -> dict[SectionId, int]:
    """Return how deep each section of the wanted part lies, from 1."""
    depths: dict[SectionId, int] = {}
    for section in sections:
        if section.id == wanted or (wanted is None and section.parent_id is None):
            depths[section.id] = 1
        elif section.parent_id in depths:
            depths[section.id] = depths[section.parent_id] + 1
    return depths


def _read(section: Section) -> _Read:
    """Read a section; a paragraph that breaks the rules of marks is kept as it was typed."""
    try:
        return _Read(section=section, paragraphs=parse_text(section.text), problems=())
    except ParseError:
        paragraphs: list[Parsed] = []
        problems: list[str] = []
        for block in re.split(r"\n[ \t]*\n", section.text):
            try:
                paragraphs += parse_text(block)
            except ParseError as error:
                paragraphs.append((Words(text=" ".join(block.split())),))
                problems.append(f"{_title(section)} has a citation that cannot be read. {error}")
        return _Read(section=section, paragraphs=tuple(paragraphs), problems=tuple(problems))


def _missing(part: _Read, found: Mapping[SourceId, Found]) -> list[str]:
    problems = []
    for one in dict.fromkeys(part.cited):
        if one not in found:
            where = "which is not in the library"
        elif found[one].binned:
            where = f"“{found[one].citable.record.title}”, which is in the bin"
        else:
            continue
        problems.append(f"{_title(part.section)} cites source {one}, {where}; printed as [?].")
    return problems


def _title(section: Section) -> str:
    return f"The section “{section.title}”" if section.title else f"Section {section.id}"


class _Printer:
    """Turns sections into headings and paragraphs."""

    def __init__(
        self,
        numbers: Mapping[SourceId, int],
        sources: Mapping[SourceId, Citable],
        style: Style,
    ) -> None:
        self._numbers = numbers
        self._sources = sources
        self._style = style

    def blocks(self, part: _Read, depth: int) -> list[Heading | Paragraph]:
        title = part.section.title.strip()
        heading = [Heading(text=title, level=min(depth, DEEPEST))] if title else []
        return [
            *heading,
            *(
                Paragraph(text=tuple(run for piece in paragraph for run in self._runs(piece)))
                for paragraph in part.paragraphs
            ),
        ]

    def _runs(self, piece: Words | CitationMark) -> RichText:
        if isinstance(piece, Words):
            return (Run(text=piece.text, italic=piece.italic, bold=piece.bold),)
        return mark(
            [
                Cited(
                    number=self._numbers.get(item.source_id),
                    link=f"#{anchor(item.source_id)}",
                    locator=item.locator,
                    prefix=item.prefix,
                    archival=item.source_id in self._sources
                    and is_archival(self._sources[item.source_id]),
                )
                for item in piece.items
            ],
            self._style.marks,
        )
