"""Checks of the records themselves: what a style needs and does not find, what cannot be."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from archivist.citation.checking.findings import Finding, FindingKind, Severity
from archivist.citation.checking.places import beyond_extent, reversed_pages, reversed_sheets
from archivist.citation.checking.wording import slips_in
from archivist.citation.entries import is_archival
from archivist.library.records import RecordKind
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archivist.library.records import Citable, Record
    from archivist.library.values import ArchiveId

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|ftp://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DATED = ("title", "subtitle", "note", "genre")


def check_record(source: Citable) -> Iterator[Finding]:
    """Yield what is wrong with a source, whoever cites it."""
    record = source.record
    yield from _addresses(source)
    if is_archival(source):
        yield from _places(source)
    else:
        yield from _published(source)
    for text in _texts(record):
        for slip in slips_in(text):
            if slip.kind is FindingKind.DATE:
                yield _of(source, slip.kind, Severity.WARNING, slip.sentence)


def _texts(record: Record) -> Iterator[str]:
    for date in (record.date, record.accessed):
        if date is not None and date.written:
            yield date.written
    for name in _DATED:
        yield getattr(record, name)


def _addresses(source: Citable) -> Iterator[Finding]:
    record = source.record
    doi, url = record.doi.strip(), record.url.strip()
    if doi and not _DOI.fullmatch(doi):
        yield _of(
            source,
            FindingKind.DOI,
            Severity.ERROR,
            f"“{doi}” is no DOI: it begins with “10.”, a number and a slash, as in "
            "10.37635/jnalsu.28(3).2021.63-72.",
        )
    if url and not _ADDRESS.fullmatch(url):
        yield _of(
            source,
            FindingKind.WEB_ADDRESS,
            Severity.ERROR,
            f"“{url}” is no web address: copy it anew from the browser.",
        )
    if record.accessed is None and (url or record.kind is RecordKind.WEB_PAGE) and not doi:
        yield _of(
            source,
            FindingKind.NO_ACCESS_DATE,
            Severity.WARNING,
            "The day on which the page was read is missing: give the date of access.",
        )


def _places(source: Citable) -> Iterator[Finding]:
    sheets, extent = source.location.sheets, source.location.total_sheets
    if wrong := reversed_sheets(sheets):
        yield _of(
            source,
            FindingKind.REVERSED_RANGE,
            Severity.ERROR,
            f"The sheets “{wrong}” end before they begin: put the smaller number first.",
        )
    if sheet := beyond_extent(sheets, extent):
        yield _of(
            source,
            FindingKind.BEYOND_EXTENT,
            Severity.ERROR,
            f"Sheet {sheet} is named, but the file has {extent.strip()}: check the sheet, or the "
            "extent of the file.",
        )


def check_archives(sources: Iterable[Citable]) -> Iterator[Finding]:
    """Yield the archives of these sources that nothing but an abbreviation names."""
    unnamed: dict[ArchiveId, list[Citable]] = defaultdict(list)
    for source in sources:
        if source.archive is not None and not any(name.full for name in source.archive.names):
            unnamed[source.archive.id].append(source)
    for several in unnamed.values():
        archive = several[0].archive
        yield Finding(
            kind=FindingKind.UNNAMED_ARCHIVE,
            severity=Severity.WARNING,
            sentence=f"The archive “{archive.label if archive else ''}” has no full name, so that "
            "nothing introduces its abbreviation: give it one.",
            source_ids=tuple(SourceId(int(source.key)) for source in several),
        )


def _published(source: Citable) -> Iterator[Finding]:
    record = source.record
    if wrong := reversed_pages(record.pages):
        yield _of(
            source,
            FindingKind.REVERSED_RANGE,
            Severity.ERROR,
            f"The pages “{wrong}” end before they begin: put the smaller number first.",
        )
    if not record.language and _CYRILLIC.search(record.title):
        yield _of(
            source,
            FindingKind.NO_LANGUAGE,
            Severity.WARNING,
            "The language is missing, so that words such as “С.” and “[и др.]” are those of the "
            "style: give the source its language.",
        )


def _of(source: Citable, kind: FindingKind, severity: Severity, sentence: str) -> Finding:
    return Finding(
        kind=kind, severity=severity, sentence=sentence, source_ids=(SourceId(int(source.key)),)
    )
