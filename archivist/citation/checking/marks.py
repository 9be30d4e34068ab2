"""Checks of citation marks: what they cite, and at which place."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from archivist.citation.checking.findings import Finding, FindingKind, Severity
from archivist.citation.checking.places import (
    beyond_extent,
    reversed_pages,
    reversed_sheets,
    sheets_of,
)
from archivist.citation.checking.wording import slips_in
from archivist.citation.entries import is_archival
from archivist.errors import ParseError
from archivist.library.manuscript import CitationMark, parse_text
from archivist.library.references import UnitKind
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archivist.library.manuscript import CitationItem, Section
    from archivist.library.records import Citable
    from archivist.library.references import Sheets
    from archivist.library.values import SectionId

_MARK = re.compile(r"\\.|(?P<mark>\[(?=[^\]\[\n]*@\d)(?:[^\]\n]|\n(?![ \t]*\n))*\]?)", re.DOTALL)
_FEW = 6
"""So many sources are told one by one."""
_LONGEST = 60
"""So much of a title is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """One source of a citation mark, and where it stands in the text of its section."""

    item: CitationItem
    section_id: SectionId
    position: int
    length: int

    def finding(self, kind: FindingKind, severity: Severity, sentence: str) -> Finding:
        """Return a finding about this citation."""
        return Finding(
            kind=kind,
            severity=severity,
            sentence=sentence,
            section_id=self.section_id,
            position=self.position,
            length=self.length,
            source_ids=(self.item.source_id,),
        )


def mark_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the citation marks of a text begin and end."""
    for match in _MARK.finditer(text):
        if match["mark"]:
            yield match.span("mark")


def without_marks(text: str) -> str:
    """Return a text with spaces in the place of its citation marks."""
    return _MARK.sub(lambda one: " " * len(one[0]) if one["mark"] else one[0], text)


def read_marks(section: Section) -> Iterator[Marked | Finding]:
    """Yield the citations of a section in their order, and the marks that cannot be read."""
    text = section.text
    for start, end in mark_spans(text):
        try:
            pieces = [piece for paragraph in parse_text(text[start:end]) for piece in paragraph]
        except ParseError as error:
            yield Finding(
                kind=FindingKind.UNREADABLE_MARK,
                severity=Severity.ERROR,
                sentence=f"This citation cannot be read and prints as it stands; write it like "
                f"[@12, л. 61; @15]. What is wrong: {error}",
                section_id=section.id,
                position=start,
                length=end - start,
            )
            continue
        position = start + 1
        for mark in pieces:
            parts = text[position : end - 1].split(";")
            for item, part in zip(
                mark.items if isinstance(mark, CitationMark) else (), parts, strict=False
            ):
                ahead = len(part) - len(part.lstrip())
                yield Marked(
                    item=item,
                    section_id=section.id,
                    position=position + ahead,
                    length=len(part.strip()),
                )
                position += len(part) + 1


def check_marks(
    marked: Sequence[Marked], sources: Mapping[SourceId, Citable], binned: Iterable[SourceId]
) -> Iterator[Finding]:
    """Yield what is wrong with citations: with what they cite, and with the places they name.

    `sources` are all that are in the library, those in the bin (`binned`) too.
    """
    lost = set(binned)
    for one in marked:
        source = sources.get(one.item.source_id)
        if source is None or one.item.source_id in lost:
            yield _gone(one, source)
        elif one.item.locator:
            yield from _locator(one, source)
    cited = {one.item.source_id: one for one in reversed(marked)}
    yield from _same_files(
        {
            number: (first, sources[number])
            for number, first in reversed(cited.items())
            if number in sources and number not in lost
        }
    )


def _gone(one: Marked, source: Citable | None) -> Finding:
    number = one.item.source_id
    if source is None:
        return one.finding(
            FindingKind.MISSING_SOURCE,
            Severity.ERROR,
            f"Source {number} is not in the library and prints as [?]: cite another source or "
            "take the citation out.",
        )
    return one.finding(
        FindingKind.BINNED_SOURCE,
        Severity.ERROR,
        f"Source {number}, {named(source)}, is in the bin and prints as [?]: restore it or take "
        "the citation out.",
    )


def _locator(one: Marked, source: Citable) -> Iterator[Finding]:
    locator = one.item.locator
    for slip in slips_in(locator):
        yield one.finding(slip.kind, Severity.WARNING, slip.sentence)
    sheets = sheets_of(locator) if is_archival(source) else ()
    if wrong := reversed_sheets(sheets) or reversed_pages("" if sheets else locator):
        yield one.finding(
            FindingKind.REVERSED_RANGE,
            Severity.ERROR,
            f"“{wrong}” ends before it begins: put the smaller number first.",
        )
    extent = source.location.total_sheets
    if sheet := beyond_extent(sheets, extent):
        yield one.finding(
            FindingKind.BEYOND_EXTENT,
            Severity.ERROR,
            f"Sheet {sheet} is cited, but the file has {extent.strip()}: check the sheet, or the "
            "extent of the file.",
        )


def _same_files(cited: Mapping[SourceId, tuple[Marked, Citable]]) -> Iterator[Finding]:
    """Yield the files that are cited as two sources, which gives them two numbers."""
    files: dict[tuple[object, ...], list[tuple[Marked, Citable]]] = defaultdict(list)
    for first, source in cited.values():
        if place := _file(source):
            files[place].append((first, source))
    for several in files.values():
        same = [
            (one, other)
            for one, other in combinations(several, 2)
            if _one_document(one[1], other[1])
        ]
        ids = tuple(dict.fromkeys(item[0].item.source_id for pair in same for item in pair))
        if not ids:
            continue
        last = next(first for first, _ in reversed(several) if first.item.source_id in ids)
        names = [named(source) for first, source in several if first.item.source_id in ids]
        told = "; ".join(names[:_FEW]) + ("; …" if len(names) > _FEW else "")
        yield Finding(
            kind=FindingKind.SAME_FILE,
            severity=Severity.WARNING,
            sentence=f"One file is cited as {len(ids)} sources and so has several numbers: cite "
            f"one of them and name the sheets in the citation. The sources are {told}.",
            section_id=last.section_id,
            position=last.position,
            length=last.length,
            source_ids=ids,
        )


def _file(source: Citable) -> tuple[object, ...]:
    """Return what a file is told apart by; nothing for a source that lies in no file."""
    levels = source.location.levels
    if source.archive is None or not levels or levels[-1].kind is UnitKind.FUND:
        return ()
    return (
        source.archive.id,
        *((level.kind, level.number, level.suffix, level.volume) for level in levels),
    )


def _one_document(one: Citable, other: Citable) -> bool:
    """Tell whether two sources of a file are not two documents with titles of their own."""
    titles = {one.record.title.casefold().strip(), other.record.title.casefold().strip()}
    if len(titles) == 1 or "" in titles:
        return True
    return _overlap(one.location.sheets, other.location.sheets)


def _overlap(one: Sheets, other: Sheets) -> bool:
    return any(
        first.first.order <= (second.last or second.first).order
        and second.first.order <= (first.last or first.first).order
        for first in one
        for second in other
    )


def named(source: Citable) -> str:
    """Return what a sentence calls a source: its title, else its place (`АП РК 5-Н/1/5059, 21`)."""
    title, archive = source.record.title, source.archive
    if title:
        return f"“{title[:_LONGEST].strip()}…”" if len(title) > _LONGEST else f"“{title}”"
    if archive is None or not source.location.levels:
        return f"source {SourceId(int(source.key))}"
    levels = "/".join(level.number for level in source.location.levels)
    ends = ((span.first, span.last) for span in source.location.sheets)
    sheets = [first.label + (f"–{last.label}" if last else "") for first, last in ends]
    return ", ".join([f"{archive.label} {levels}", *sheets])
