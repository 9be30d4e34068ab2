"""A concordance as tables: its lines and its counts, for CSV and DOCX."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.exchange.tables import Column, Table, Tables, write_csv, write_tables, wrong_suffix
from archivist.services.searching.lines import LineGroups, grouped_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from archivist.exchange.tables import Cell
    from archivist.services.searching.lines import Concordance, Frequency, Line

_LONGEST_BAR = 16
"""So many signs the longest of the bars has that show how often words stand when."""

SUFFIXES = (".csv", ".docx")
"""The suffixes that say in which format a concordance is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableWords:
    """The words of the tables; the window gives them in the user's language."""

    left: str = "Left"
    word: str = "Word"
    right: str = "Right"
    date: str = "Date"
    year: str = "Year"
    reference: str = "Reference"
    sheet: str = "Sheet"
    page: str = "Page"
    source: str = "Source"
    group: str = "Group"
    period: str = "Period"
    occurrences: str = "Occurrences"
    words: str = "Words"
    text: str = "Text"
    texts: Mapping[str, str] = field(default_factory=dict)
    """What the origins of texts are called, where that is not their own name."""

    per_thousand: str = "Per 1,000 words"
    years: str = "Years"
    periods: str = "Periods"
    groups: str = "Groups"
    every: str = "All"
    none: str = "none"
    title: str = "Concordance: {query}"
    counted: str = (
        "Occurrences: {occurrences}, pages: {pages}, sources: {sources}; "
        "{per_thousand} per 1,000 words of the texts that were searched."
    )
    cut: str = "The first {lines} lines are shown."
    locale: str = "en-US"


_ENGLISH = TableWords()


def write_concordance(
    concordance: Concordance,
    lines: Sequence[Line],
    target: Path,
    grouped: LineGroups = LineGroups.NONE,
    words: TableWords = _ENGLISH,
) -> None:
    """Write lines of a concordance, in the order given, to a file whose suffix says how.

    CSV holds the lines; DOCX the counts and the lines, those of each period or group under its
    name.

    Raises:
        StorageError: when the suffix names no format, or the file cannot be written.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise wrong_suffix(target, *SUFFIXES)
    names = [frequency.name for frequency in concordance.counted(grouped)]
    groups = grouped_lines(lines, grouped, names)
    if suffix == ".csv":
        write_csv(_plain_lines([line for _, some in groups for line in some], words), target)
        return
    tables = [
        _counts(words.periods, words.period, concordance.periods, words),
        _counts(words.groups, words.group, concordance.groups, words),
        _counts(words.years, words.year, concordance.years, words),
        *(_lines((name or words.none) if grouped else "", some, words) for name, some in groups),
    ]
    told = _told(concordance, lines, words)
    title = words.title.replace("{query}", concordance.query)
    shown = tuple(table for table in tables if table.rows)
    write_tables(Tables(title=title, lines=told, tables=shown, locale=words.locale), target)


def write_counts(concordance: Concordance, target: Path, words: TableWords = _ENGLISH) -> None:
    """Write how often the words stand in each year, period and group as CSV.

    Raises:
        StorageError: when the name does not end in .csv, or the file cannot be written.
    """
    if target.suffix.lower() != ".csv":
        raise wrong_suffix(target, ".csv")
    kinds = (
        (words.every, (concordance.whole,)),
        (words.year, concordance.years),
        (words.period, concordance.periods),
        (words.group, concordance.groups),
    )
    headings = ("", "", words.occurrences, words.words, words.per_thousand)
    rows = [
        (kind, *_count(frequency, words if kind != words.every else None))
        for kind, frequencies in kinds
        for frequency in frequencies
    ]
    columns = tuple(Column(heading=heading) for heading in headings)
    write_csv(Table(heading="", columns=columns, rows=tuple(rows)), target)


def _told(concordance: Concordance, lines: Sequence[Line], words: TableWords) -> tuple[str, ...]:
    whole = concordance.whole
    told = words.counted
    for name, value in (
        ("occurrences", str(whole.occurrences)),
        ("pages", str(whole.pages)),
        ("sources", str(concordance.sources)),
        ("per_thousand", f"{whole.per_thousand:.3f}"),
    ):
        told = told.replace(f"{{{name}}}", value)
    cut = words.cut.replace("{lines}", str(len(lines)))
    return (told,) if len(lines) == concordance.total else (told, cut)


def _counts(heading: str, name: str, frequencies: Iterable[Frequency], words: TableWords) -> Table:
    columns = (
        Column(heading=name, share=4),
        *(
            Column(heading=heading, share=2, right=True)
            for heading in (words.occurrences, words.words, words.per_thousand)
        ),
        Column(heading="", share=5),
    )
    some = [one for one in frequencies if one.words]
    most = max((one.per_thousand for one in some), default=0.0) or 1.0
    rows = tuple((*_count(one, words), _bar(one.per_thousand / most)) for one in some)
    few = len(rows) == 1 and rows[0][0] == words.none  # the library has none of them
    return Table(heading=heading, columns=columns, rows=() if few else rows)


def _bar(part: float) -> str:
    """Draw a part of the longest bar, of what is there at least a mark."""
    return "█" * round(part * _LONGEST_BAR) or ("▏" if part else "")


def _count(frequency: Frequency, words: TableWords | None) -> tuple[Cell, ...]:
    name = frequency.name or (words.none if words else "")
    return name, frequency.occurrences, frequency.words, frequency.per_thousand


def _lines(heading: str, lines: Iterable[Line], words: TableWords) -> Table:
    """Return lines as they are read: the words below each other in the middle."""
    columns = (
        Column(heading=words.left, share=26, right=True),
        Column(heading=words.word, share=9, bold=True),
        Column(heading=words.right, share=26),
        Column(heading=words.date, share=7),
        Column(heading=words.reference, share=17),
    )
    rows = tuple(
        (line.left.strip(), line.word, line.right.strip(), line.source.date, _place(line, words))
        for line in lines
    )
    return Table(heading=heading, columns=columns, rows=rows)


def _place(line: Line, words: TableWords) -> str:
    """Return where a line stands: its place in an archive, or its source and the page."""
    place = line.reference or f"{line.source.title}, {words.page.casefold()} {line.page}"
    return f"{place} ({words.texts.get(line.layer, line.layer)})" if line.layer else place


def _plain_lines(lines: Iterable[Line], words: TableWords) -> Table:
    """Return lines with all that is known of them in cells of their own."""
    headings = (
        *(words.left, words.word, words.right, words.date, words.year, words.reference),
        *(words.sheet, words.page, words.source, words.group, words.period, words.text),
    )
    rows = tuple(
        (
            *(line.left.strip(), line.word, line.right.strip(), line.source.date),
            "" if line.source.year is None else line.source.year,
            *(line.reference, line.sheet, line.page, line.source.title),
            *(line.source.group, line.source.period, words.texts.get(line.layer, line.layer)),
        )
        for line in lines
    )
    columns = tuple(Column(heading=heading) for heading in headings)
    return Table(heading="", columns=columns, rows=rows)
