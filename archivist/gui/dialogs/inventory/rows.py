"""What the dialog shows of a preview: the first rows, the changes, and the lines left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from archivist.gui.dialogs.inventory.grid import GridRow
from archivist.gui.dialogs.inventory.words import fate_name, text_name
from archivist.gui.models.words import level_name
from archivist.services.inventorying import shown

if TYPE_CHECKING:
    from archivist.library.inventories import Component
    from archivist.services.inventorying import Choice, Inventory, Preview
    from archivist.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A preview as it is shown, made away from the window: an inventory may have 20,000 rows."""

    preview: Preview
    rows: list[GridRow]
    changes: list[tuple[str, ...]]
    left_out: list[tuple[str, ...]]


def see(library: Workspace, inventory: Inventory, choice: Choice) -> Seen:
    """Return what an import would do.

    Raises:
        ParseError: when the place is none.
    """
    preview = library.inventorying.preview(inventory, choice)
    return Seen(
        preview=preview,
        rows=grid_rows(inventory, choice, preview),
        changes=changes(preview),
        left_out=left_out(preview),
    )


FIRST = 50
"""How many rows are shown."""

MOST = 500
"""How many changes and lines left out are listed."""


def grid_rows(inventory: Inventory, choice: Choice, preview: Preview) -> list[GridRow]:
    """Return the first rows of a table, or the first units of a finding aid."""
    table = inventory.read.table
    if table is None:
        return _components(preview)
    fates = {
        preview.components[unit.component].line: (unit.fate, fate_name(unit.fate))
        for unit in preview.units
    }
    reasons = {slip.line: slip.reason for slip in preview.slips}
    left_out = QCoreApplication.translate("Inventories", "Left out")
    rows = []
    for row in table.rows[choice.head + 1 : choice.head + 1 + FIRST]:
        fate, said = fates.get(row.line, (None, left_out))
        why = reasons.get(row.line, "") if fate is None else ""
        rows.append(GridRow(fate=fate, said=said, cells=row.cells, why=why))
    return rows


def component_headings() -> tuple[str, ...]:
    """Return the headings of the units of a finding aid."""
    tr = QCoreApplication.translate
    return (
        tr("Inventories", "Level"),
        tr("Inventories", "File number"),
        tr("Inventories", "Title"),
        tr("Inventories", "Dates"),
        tr("Inventories", "Sheets"),
        tr("Inventories", "Access"),
        tr("Inventories", "Note"),
    )


def changes(preview: Preview) -> list[tuple[str, ...]]:
    """Return file, text, old and new words of what differs, and which of both will stand."""
    takes = QCoreApplication.translate("Inventories", "the inventory's")
    keeps = QCoreApplication.translate("Inventories", "yours")
    found: list[tuple[str, ...]] = []
    for unit in preview.units:
        component = preview.components[unit.component]
        found += [
            (
                component.number or component.name,
                text_name(change.text),
                shown(change.text, change.old),
                shown(change.text, change.new),
                takes if change.taken else keeps,
            )
            for change in unit.changes
        ]
    return found


def left_out(preview: Preview) -> list[tuple[str, ...]]:
    """Return the lines that are left out, and why."""
    return [(str(slip.line), slip.reason) for slip in preview.slips]


def _components(preview: Preview) -> list[GridRow]:
    depths: list[int] = []
    rows = []
    for unit in preview.units[:FIRST]:
        component = preview.components[unit.component]
        depths.append(depths[component.parent] + 1 if component.parent >= 0 else 0)
        rows.append(
            GridRow(
                fate=unit.fate,
                said=fate_name(unit.fate),
                cells=_cells(component, depths[-1]),
            )
        )
    return rows


def _cells(component: Component, depth: int) -> tuple[str, ...]:
    return (
        "    " * depth + level_name(component.kind),
        " ".join(filter(None, (component.label, component.number))),
        component.name,
        component.dates,
        component.extent,
        component.access,
        component.note.partition("\n")[0],
    )
