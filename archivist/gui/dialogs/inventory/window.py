"""Import an inventory: read, looked through with its columns mapped, and taken into the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.inventory.foot import Foot
from archivist.gui.dialogs.inventory.head import Head
from archivist.gui.dialogs.inventory.pages import Pages
from archivist.gui.dialogs.inventory.rows import component_headings, see
from archivist.gui.jobs import JobState
from archivist.gui.widgets.banner import Banners
from archivist.services.inventorying import Choice, Fate, Field

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.errors import ArchivistError
    from archivist.gui.dialogs.inventory.rows import Seen
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.services.inventorying import Imported, Inventory

_REPEATABLE = frozenset({Field.NONE, Field.NOTE})


class InventoryDialog(QDialog):
    """Shows what an inventory would bring into the tree, and brings it there."""

    def __init__(self, desk: Desk, parent: QWidget, file: Path) -> None:
        super().__init__(parent)
        self._desk, self._file = desk, file
        self._inventory: Inventory | None = None
        self._choice = Choice()
        self._job: LongJob | None = None
        self._importing = False
        self.setWindowTitle(self.tr("Import an inventory"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banners = Banners()
        self.head, self.pages, self.foot = Head(file.name), Pages(), Foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.banners)
        column.addWidget(self.head)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)
        self.resize(140 * theme.GRID, 80 * theme.GRID)
        self.head.place.textChanged.connect(lambda _: self.head.pause.start())
        self.head.pause.timeout.connect(self._preview)
        self.head.line.given.connect(self._set_head)
        self.pages.grid.mapping.chosen.connect(self._map)
        self.foot.overwrite.toggled.connect(lambda _: self._preview())
        self.foot.wanted.connect(self._import)
        self.foot.left.connect(self.reject)
        self._read()

    def reject(self) -> None:
        """Close; while the inventory is being imported, stop that."""
        if self._job is not None:
            self._job.cancel()
        if not self._importing:
            super().reject()

    # -- reading

    def _read(self) -> None:
        file = self._file
        self.foot.wait(self.tr("Reading…"))
        job = self._desk.run(
            lambda w: w.inventorying.read(file), self.tr("Reading an inventory"), quiet=True
        )
        self._job = job
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.ended.connect(self._ended)

    def _show(self, inventory: Inventory) -> None:
        self._inventory, self._choice = inventory, inventory.choice
        table = inventory.read.table
        self.head.show_table(table, inventory.choice.head, remembered=inventory.remembered)
        told = inventory.choice.under
        if told or (table is not None and Field.FUND not in inventory.choice.fields):
            self.head.place.setText(told or self._desk.place.path)
        self._preview()

    def _ended(self) -> None:
        self._job = None

    # -- looking through

    def _set_head(self, head: int) -> None:
        inventory = self._inventory
        if inventory is None:
            return
        self._desk.ask(
            lambda w: w.inventorying.with_head(inventory, head), self._show_again, owner=self
        )

    def _show_again(self, inventory: Inventory) -> None:
        self._inventory, self._choice = inventory, inventory.choice
        self._preview()

    def _map(self, column: int, field: Field) -> None:
        """Give a column a meaning; another that had it loses it."""
        fields = [
            Field.NONE if one is field and field not in _REPEATABLE else one
            for one in self._choice.fields
        ]
        fields[column] = field
        self._choice = replace(self._choice, fields=tuple(fields))
        self._preview()

    def _chosen(self) -> Choice:
        return replace(
            self._choice,
            under=self.head.place.text().strip(),
            overwrite=self.foot.overwrite.isChecked(),
        )

    def _preview(self) -> None:
        inventory, choice = self._inventory, self._chosen()
        if inventory is None or self._importing:
            return
        self._desk.ask(
            lambda w: see(w, inventory, choice),
            lambda seen: self._show_preview(choice, seen),
            self._refuse,
            owner=self,
            key="preview",
        )

    def _show_preview(self, choice: Choice, seen: Seen) -> None:
        inventory = self._inventory
        if inventory is None or self._importing:
            return
        self.banners.clear()
        headings = inventory.columns if inventory.read.table else component_headings()
        self.pages.grid.show_rows(headings, choice.fields, seen.rows)
        self.pages.show_lists(seen.changes, seen.left_out)
        self.head.ask_place(needed=seen.preview.homeless)
        self.foot.tell(seen.preview)

    # -- importing

    def _import(self) -> None:
        inventory, choice = self._inventory, self._chosen()
        if inventory is None or self._importing:
            return
        self._importing = True
        self.foot.wait(self.tr("Importing…"))
        self.head.setEnabled(False)
        self.pages.setEnabled(False)
        job = self._desk.run(
            lambda w: w.inventorying.take_over(inventory, choice),
            self.tr("Importing an inventory"),
            quiet=True,
        )
        self._job = job
        job.progress.connect(self.foot.show_progress)
        job.done.connect(self._imported)
        job.failed.connect(self._refuse)
        job.ended.connect(lambda: self._import_ended(job))

    def _imported(self, imported: Imported) -> None:
        preview = imported.preview
        said = [self.tr("%Ln place(s) added", "", preview.count(Fate.NEW))]
        if many := preview.count(Fate.CHANGED):
            said.append(self.tr("%Ln brought up to date", "", many))
        undo = self.tr("Undo takes that back.")
        self._desk.status.emit(f"{', '.join(said)}. {undo}")
        self._desk.tell(imported.changes)

    def _import_ended(self, job: LongJob) -> None:
        self._job, self._importing = None, False
        if job.state is JobState.DONE:
            self.accept()
            return
        self.head.setEnabled(True)
        self.pages.setEnabled(True)
        if job.state is JobState.CANCELLED:
            self._desk.status.emit(self.tr("Stopped. Nothing was imported."))
            self._preview()

    def _refuse(self, error: ArchivistError) -> None:
        self.banners.clear()
        self.banners.show_error(str(error))
        self.foot.refuse()
