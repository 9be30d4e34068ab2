"""The dialogs that open over the rooms of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from archivist.gui.frame.import_bar import Order
from archivist.gui.frame.queue import Summary
from archivist.gui.widgets.choosing import choose_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archivist.gui.dialogs.folders.window import FolderOrder
    from archivist.gui.frame.importing import Importing
    from archivist.gui.frame.parts import Frame
    from archivist.gui.frame.rooms import Rooms
    from archivist.gui.messages import Desk
    from archivist.services.workspace import Fault


class Doors(QObject):
    """The dialogs that open over the rooms of a library."""

    def __init__(self, desk: Desk, rooms: Rooms, frame: Frame) -> None:
        super().__init__(rooms)
        self._desk, self._rooms, self._frame = desk, rooms, frame

    def export(self) -> None:
        """Let sources be written as a list of references."""
        from archivist.gui.dialogs.export_references import (  # noqa: PLC0415 - quick start
            ExportReferencesDialog,
        )

        chosen = self._rooms.current.table.picked_ids() if self._in_library() else ()
        ExportReferencesDialog(self._desk, self._frame.window(), chosen).open()

    def export_table(self) -> None:
        """Let sources be written as a table."""
        from archivist.gui.dialogs.export_table import ExportTableDialog  # noqa: PLC0415 - quick start

        table = self._rooms.current.table if self._in_library() else None
        chosen = table.picked_ids() if table else ()
        shown = table.table.query if table else None
        ExportTableDialog(self._desk, self._frame.window(), chosen, shown).open()

    def _in_library(self) -> bool:
        """Tell whether the library room is seen, and not a source in a tab."""
        return self._rooms.room == "library" and self._rooms.tabs.currentIndex() == 0

    def show_folders(self, paths: tuple[Path, ...], importing: Importing) -> None:
        """Show what of some folders would go where, and import it where that is wanted."""
        from archivist.gui.dialogs.folders.window import FolderDialog  # noqa: PLC0415 - quick start

        def add(order: FolderOrder) -> None:
            importing.add(
                Order(
                    paths=order.survey.paths,
                    group_id=order.group_id,
                    link=order.link,
                    survey=order.survey,
                    plan=order.plan,
                )
            )

        dialog = FolderDialog(self._desk, self._frame.window(), paths)
        dialog.ordered.connect(add)
        dialog.open()

    def show_watched(self) -> None:
        """Show the folders that collect by themselves."""
        from archivist.gui.dialogs.folders.watched import (  # noqa: PLC0415 - quick start
            WatchedDialog,
        )

        WatchedDialog(self._desk, self._frame.window()).open()

    def ask_inventory(self) -> None:
        """Let the inventory of a fund be chosen."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be added.")
            )
            return
        known, every = self.tr("Inventories"), self.tr("All files")
        filters = f"{known} (*.xlsx *.xlsm *.xls *.csv *.tsv *.txt *.xml *.ead);;"
        choose_file(
            self._frame.window(),
            self.tr("Import an inventory"),
            f"{filters}{every} (*)",
            self.show_inventory,
        )

    def show_inventory(self, file: Path) -> None:
        """Show an inventory as it would come into the archive tree."""
        from archivist.gui.dialogs.inventory.window import (  # noqa: PLC0415 - quick start
            InventoryDialog,
        )

        InventoryDialog(self._desk, self._frame.window(), file).open()

    def paste(self) -> None:
        """Let a list of references be pasted."""
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be added.")
            )
            return
        from archivist.gui.dialogs.pasting.window import PastingDialog  # noqa: PLC0415 - quick start

        writing = self._rooms.made("manuscripts")
        manuscript = writing.citations.open_manuscript if writing else ""
        PastingDialog(self._desk, self._frame.window(), manuscript=manuscript).open()

    def show_styles(self, style: str = "", use: Callable[[str], object] | None = None) -> None:
        """Show the citation styles, at one of them."""
        from archivist.gui.dialogs.styles.window import StylesDialog  # noqa: PLC0415 - quick start

        above = QApplication.activeModalWidget() or self._frame.window()
        StylesDialog(self._desk, above, style, use).open()

    def show_doubles(self) -> None:
        """Find what is in the library twice; the dialog stands beside the window."""
        from archivist.gui.dialogs.doubles.window import DoublesDialog  # noqa: PLC0415 - quick start

        DoublesDialog(self._desk, self._rooms).show()

    def verify(self) -> None:
        """Check the library, in the queue."""
        job = self._desk.run(lambda w: w.verify(), self.tr("Checking the library"))
        self._frame.queue.describe(job, self._describe_faults)
        self._frame.queue.show()

    def _describe_faults(self, faults: tuple[Fault, ...]) -> Summary:
        if not faults:
            return Summary(self.tr("The library is sound: database and files are as they were."))
        return Summary(
            self.tr("%n fault(s) found.", "", len(faults)),
            tuple(("warning", "error", fault.sentence) for fault in faults),
        )
