"""The rows of a list of findings: grouped by how much they matter and by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from archivist.gui.checking.words import KINDS, SEVERITIES, kind_name, place_of, severity_name
from archivist.gui.widgets.wrapped_list import ROW, RowsModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.gui.checking.told import Told
    from archivist.gui.widgets.rows import Index


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, or (without `told`) the heading of a kind with how many there are of it."""

    kind: str
    severity: str
    text: str
    place: str = ""
    count: int = 0
    told: Told | None = None


def group(told: Sequence[Told], kind: str = "") -> tuple[FindingRow, ...]:
    """Return findings under the headings of their kinds; `kind` leaves out all others."""
    return tuple(_rows(told, kind))


def kinds_of(told: Sequence[Told]) -> list[tuple[str, int]]:
    """Return the kinds that there are, with how many of each."""
    counts = Counter(str(one.finding.kind) for one in told)
    return [(kind, counts[kind]) for kind in KINDS if counts[kind]]


def _rows(told: Sequence[Told], kind: str) -> Iterator[FindingRow]:
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        if not kind or one.finding.kind == kind:
            groups[one.finding.severity, one.finding.kind].append(one)
    for severity in SEVERITIES:
        for name in KINDS:
            several = groups.get((severity, name), ())
            if several:
                yield FindingRow(name, severity, kind_name(name), count=len(several))
            for one in several:
                yield FindingRow(name, severity, one.finding.sentence, place_of(one), told=one)


class FindingModel(RowsModel):
    """The rows that are shown."""

    rows: tuple[FindingRow, ...]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row: whole for who draws it, its words for all others."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (severity_name(row.severity), row.text, row.place)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let findings be chosen; the keys pass over headings."""
        if self.rows[index.row()].told is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
