"""What can be done with the selected sources: open, tag, check, bin, restore, erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from archivist.gui.describing.work import DescribeWork
from archivist.gui.messages import SheetsOf
from archivist.gui.recognising.work import RecogniseWork
from archivist.library.catalogue_query import SourceQuery

if TYPE_CHECKING:
    from archivist.gui.actions import Actions
    from archivist.gui.catalogue.inspector import Inspector
    from archivist.gui.catalogue.table_view import SourceView
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId


class SourceWork(QObject):
    """Carries out what is asked of the sources that are selected in the table."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        room: QWidget,
        table: SourceView,
        inspector: Inspector,
    ) -> None:
        super().__init__(table)
        self._desk, self._actions = desk, actions
        self._recognising = RecogniseWork(desk, room)
        self._describing = DescribeWork(desk, room)
        self._table, self._inspector = table, inspector
        table.opened.connect(lambda at: desk.open_source.emit(at, 0, ""))
        table.customContextMenuRequested.connect(self._show_menu)
        for name, act in (
            ("source.open", self._open),
            ("source.rename", inspector.edit_title),
            ("source.tag", self._edit_tags),
            ("source.checked", self._check),
            ("source.bin", self._put_in_bin),
            ("source.recognise", self._recognise),
            ("source.edit_many", self._edit_many),
            ("source.save_template", self._save_template),
            ("source.sheets", self._show_sheets),
            ("source.join", self._join),
        ):
            actions.handle(name, table, act)
        for name, act in (
            ("source.restore", self._restore),
            ("source.empty_bin", self._empty_bin),
            ("source.fields", self._describing.show_fields),
            ("source.templates", self._describing.show_templates),
            ("edit.copy_citation", inspector.citation.copy),
        ):
            actions.handle(name, room, act)

        inspector.many_asked.connect(self._edit_many)

    def _in_bin(self) -> bool:
        return self._table.table.query.binned

    def _open(self) -> None:
        for at in self._table.picked_ids()[:1]:
            self._desk.open_source.emit(at, 0, "")

    def _edit_tags(self) -> None:
        self._inspector.show()
        self._inspector.tags.setFocus()

    def _check(self) -> None:
        ids = self._table.picked_ids()
        if ids:
            self._desk.ask(
                lambda w: all(row.checked for row in w.sources.rows(ids)),
                lambda checked: self._desk.change(
                    lambda w: w.sources.describe(ids, checked=not checked), owner=self
                ),
                owner=self,
            )

    def _edit_many(self) -> None:
        self._describing.edit_many(self._table.picked_ids())

    def _save_template(self) -> None:
        self._describing.save_template(self._table.picked_ids())

    def _recognise(self) -> None:
        self._recognising.ask(self._table.picked_ids())

    def _show_sheets(self) -> None:
        for at in self._table.picked_ids()[:1]:
            self._desk.open_sheets.emit(SheetsOf(source_id=at))

    def _join(self) -> None:
        ids = self._table.picked_ids()
        if self._desk.read_only:
            return
        if len(ids) < 2:  # noqa: PLR2004 - one is not several
            self._desk.status.emit(self.tr("Select the sources that are to become one."))
            return
        said = self.tr("%n source(s) are one now. Undo parts them again.", "", len(ids))
        self._desk.change(
            lambda w: w.foliating.join(ids), lambda _: self._desk.status.emit(said), owner=self
        )

    def _put_in_bin(self) -> None:
        ids = self._table.picked_ids()
        if not ids:
            return
        if self._in_bin():
            self._desk.status.emit(
                self.tr("They are in the bin already. “Empty the bin” erases them for ever.")
            )
            return
        said = self.tr("%n source(s) moved to the bin. Undo takes that back.", "", len(ids))
        self._desk.change(
            lambda w: w.sources.put_in_bin(ids), lambda _: self._desk.status.emit(said), owner=self
        )

    def _restore(self) -> None:
        ids = self._table.picked_ids()
        if ids and self._in_bin():
            self._desk.change(lambda w: w.sources.restore(ids), owner=self)

    def _empty_bin(self) -> None:
        self._desk.ask(
            lambda w: tuple(w.sources.find(SourceQuery(binned=True))), self._confirm, owner=self
        )

    def _confirm(self, ids: tuple[SourceId, ...]) -> None:
        if not ids or self._desk.read_only:
            self._desk.status.emit(self.tr("The bin is empty."))
            return
        box = QMessageBox(self._table.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Empty the bin"))
        box.setText(self.tr("Erase %n source(s) for ever?", "", len(ids)))
        box.setInformativeText(
            self.tr("Their files, marks and notes go with them. This cannot be undone.")
        )
        erase = box.addButton(self.tr("Erase"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep them"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)  # Enter does no harm
        box.setEscapeButton(keep)
        erase.clicked.connect(lambda: self._desk.change(lambda w: w.sources.erase(ids), owner=self))
        box.open()

    def _show_menu(self, where: QPoint) -> None:
        if not self._table.picked_ids():
            return
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        binned = self._in_bin()
        for name in ("source.open", "edit.copy_citation"):
            menu.addAction(self._actions[name])
        if not self._desk.read_only:
            menu.addSeparator()
            names = (
                ("source.restore",)
                if binned
                else (
                    "source.rename",
                    "source.tag",
                    "source.checked",
                    "source.edit_many",
                    "source.save_template",
                    "source.recognise",
                    "source.sheets",
                    *(("source.join",) if len(self._table.picked_ids()) > 1 else ()),
                    "source.bin",
                )
            )
            for name in names:
                menu.addAction(self._actions[name])
        menu.popup(self._table.viewport().mapToGlobal(where))
