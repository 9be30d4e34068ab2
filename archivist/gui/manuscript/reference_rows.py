"""The rows of the references view: what stands in each, and how it is copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt

from archivist.gui.widgets.wrapped_list import ROW, RowsModel
from archivist.library.printed import Abbreviations
from archivist.library.richtext import plain, rich, to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.gui.widgets.rows import Index
    from archivist.library.printed import EntryList
    from archivist.library.richtext import RichText
    from archivist.library.values import SourceId
    from archivist.services.writing import Compiled


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, or an entry with its number and the sources that it names."""

    text: RichText
    label: str = ""
    source_ids: tuple[SourceId, ...] = ()
    heading: bool = False

    @property
    def words(self) -> str:
        """The row as plain text, with its number."""
        return f"{self.label} {plain(self.text)}".strip()

    @property
    def address(self) -> str:
        """The first web address of the row, "" for none."""
        links = (run.link for run in self.text)
        return next((link for link in links if link.startswith(("http://", "https://"))), "")


def note_rows(compiled: Compiled) -> tuple[Row, ...]:
    """Return the notes of a manuscript."""
    return tuple(
        Row(text=note.text, label=str(note.number), source_ids=note.source_ids)
        for note in compiled.notes
    )


def list_rows(compiled: Compiled) -> tuple[Row, ...]:
    """Return the lists of a manuscript; the first needs no heading of its own."""
    return tuple(_all_rows(compiled))


def _all_rows(compiled: Compiled) -> Iterator[Row]:
    for place, one in enumerate(compiled.lists):
        if place:
            yield Row(text=rich(one.heading), heading=True)
        if isinstance(one, Abbreviations):
            for short, full in one.rows:
                yield Row(text=rich(f"{short} – {full}"))
        else:
            yield from _entry_rows(one)


def _entry_rows(one: EntryList) -> Iterator[Row]:
    for group in one.groups:
        if group.heading:
            yield Row(text=rich(group.heading), heading=True)
        for entry in group.entries:
            for branch in entry.above:
                yield Row(text=branch.text, heading=True)
            yield Row(text=entry.text, label=one.label(entry), source_ids=(entry.source_id,))


def copied(rows: Sequence[Row]) -> QMimeData:
    """Return rows for the clipboard, styled and plain; one entry alone without its number."""
    single = len(rows) == 1
    data = QMimeData()
    data.setText("\n".join(plain(row.text) if single else row.words for row in rows))
    data.setHtml("\n".join(_html(row, numbered=not single) for row in rows))
    return data


def _html(row: Row, *, numbered: bool) -> str:
    if row.heading:
        return f"<p><b>{to_html(row.text)}</b></p>"
    label = f"{row.label} " if numbered and row.label else ""
    return f"<p>{to_html((*rich(label), *row.text))}</p>"


class RowModel(RowsModel):
    """The rows that are shown."""

    rows: tuple[Row, ...]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row: whole for who draws it, its words for all others."""
        if role == ROW:
            return self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be selected, headings not."""
        flags = Qt.ItemFlag.ItemIsEnabled
        if self.rows[index.row()].heading:
            return flags
        return flags | Qt.ItemFlag.ItemIsSelectable
