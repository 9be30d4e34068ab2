"""The fields of the user's own: made, renamed, put in order, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.describing.preview_table import Cells
from archivist.gui.describing.tidying import TidyDialog
from archivist.gui.describing.words import type_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import muted
from archivist.gui.widgets.tips import plain_tip
from archivist.library.own_fields import FieldType, OwnField, OwnFieldId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archivist.gui.messages import Desk

_NAME, _TYPE, _CHOICES, _USED = range(4)


class OwnFieldsDialog(TidyDialog):
    """A line for each field; its name and its choices are edited in place."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, "")
        self.setWindowTitle(self.tr("Fields of your own"))
        self._fields: tuple[OwnField, ...] = ()
        self._counts: Mapping[OwnFieldId, int] = {}
        self._to_show: OwnFieldId | None = None
        self.table = QTableWidget(0, 4)
        self.name, self.choices = QLineEdit(), QLineEdit()
        self.type = ChoiceField()
        self.add = QPushButton(self.tr("Add"))
        self._buttons: list[QPushButton] = []
        self._dress_table()
        self.middle.addWidget(
            muted(
                self.tr(
                    "They stand below the fields of each source, are found by search, and go along "
                    "in every table that you export."
                )
            )
        )
        self.middle.addWidget(self.table, 1)
        self.middle.addLayout(self._row_of_buttons())
        self.middle.addLayout(self._row_of_new())
        self.resize(92 * theme.GRID, 56 * theme.GRID)
        desk.changed.connect(self._ask)
        self.name.setFocus()
        self._ask()

    # -- building

    def _dress_table(self) -> None:
        names = (self.tr("Name"), self.tr("Type"), self.tr("Choices"), self.tr("Sources"))
        self.table.setHorizontalHeaderLabels(names)
        self.table.setItemDelegate(Cells(self.table))
        self.table.setShowGrid(False)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.ROW)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, width in ((_NAME, 220), (_TYPE, 90), (_USED, 80)):
            head.resizeSection(column, width)
        head.setSectionResizeMode(_CHOICES, QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(self._edited)
        self.table.itemSelectionChanged.connect(self._offer)
        if self._desk.read_only:
            self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _row_of_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for text, act in (
            (self.tr("Up"), lambda: self._move(-1)),
            (self.tr("Down"), lambda: self._move(1)),
            (self.tr("Rename"), self._rename),
            (self.tr("Remove"), self._remove),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        return row

    def _row_of_new(self) -> QHBoxLayout:
        self.name.setPlaceholderText(self.tr("Name of a new field"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.choices.setPlaceholderText(self.tr("Choices, divided by semicolons"))
        self.choices.setAccessibleName(self.choices.placeholderText())
        self.choices.hide()
        self.type.offer([(type_name(kind), kind) for kind in FieldType])
        self.type.show_value(FieldType.TEXT)
        self.type.setAccessibleName(self.tr("Type"))
        self.type.setMinimumContentsLength(8)
        self.type.given.connect(lambda kind: self.choices.setVisible(kind is FieldType.CHOICE))
        self.add.setProperty("look", "main")
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.choices.returnPressed.connect(self._add)
        self.add.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.name, 3)
        row.addWidget(self.type, 1)
        row.addWidget(self.choices, 3)
        row.addWidget(self.add)
        for part in (self.name, self.type, self.choices, self.add):
            part.setEnabled(not self._desk.read_only)
        return row

    # -- showing

    def _ask(self, _changes: object = None) -> None:
        self._desk.ask(
            lambda w: (w.describing.fields(), w.describing.value_counts()),
            lambda found: self._show(*found),
            owner=self,
            key="fields",
        )

    def _show(self, fields: tuple[OwnField, ...], counts: Mapping[OwnFieldId, int]) -> None:
        shown = self._to_show or self._chosen_id()
        self._fields, self._counts, self._to_show = fields, counts, None
        self.table.blockSignals(True)
        self.table.setRowCount(len(fields))
        for row, own in enumerate(fields):
            choice = own.type is FieldType.CHOICE
            used = self.locale().toString(counts.get(own.id, 0))
            for column, text, editable in (
                (_NAME, own.name, True),
                (_TYPE, type_name(own.type), False),
                (_CHOICES, "; ".join(own.choices), choice),
                (_USED, used, False),
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                if not editable:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
            if own.id == shown:
                self.table.setCurrentCell(row, _NAME)
        self.table.blockSignals(False)
        self._offer()

    def _offer(self) -> None:
        """Let that be pressed which can be done with the chosen field."""
        row, may = self.table.currentRow(), not self._desk.read_only
        chosen = may and 0 <= row < len(self._fields)
        for button, able in zip(
            self._buttons, (row > 0, row < len(self._fields) - 1, True, True), strict=True
        ):
            button.setEnabled(chosen and able)

    def _chosen_id(self) -> OwnFieldId | None:
        row = self.table.currentRow()
        return self._fields[row].id if 0 <= row < len(self._fields) else None

    # -- doing

    def _change(self, work: Callable[..., object]) -> None:
        self.banners.clear()
        self._desk.change(work, None, self._refused, owner=self)

    def _refused(self, error: object) -> None:
        self.refuse(error)
        self._ask()

    def _edited(self, item: QTableWidgetItem) -> None:
        own = self._fields[item.row()]
        text = item.text().strip()
        new = (
            replace(own, name=text)
            if item.column() == _NAME
            else replace(own, choices=_choices(text))
        )
        if new != own:
            self._change(lambda w: w.describing.save_field(new))

    def _add(self) -> None:
        name, kind = self.name.text(), self.type.currentData()
        choices = _choices(self.choices.text()) if kind is FieldType.CHOICE else ()
        if kind is FieldType.CHOICE and not choices:
            self.refuse(self.tr("Name what is to be chosen from, such as “good; bad”."))
            return
        self.banners.clear()
        self._desk.change(
            lambda w: w.describing.add_field(name, kind, choices),
            lambda made: self._added(made.id),
            self.refuse,
            owner=self,
        )

    def _added(self, field_id: OwnFieldId) -> None:
        self._to_show = field_id
        self.name.clear()
        self.choices.clear()
        self.name.setFocus()

    def _move(self, way: int) -> None:
        row = self.table.currentRow()
        if not (0 <= row < len(self._fields) and 0 <= row + way < len(self._fields)):
            return
        ids = [own.id for own in self._fields]
        ids[row], ids[row + way] = ids[row + way], ids[row]
        self._change(lambda w: w.describing.arrange_fields(ids))

    def _rename(self) -> None:
        item = self.table.item(self.table.currentRow(), _NAME)
        if item:
            self.table.editItem(item)

    def _remove(self) -> None:
        chosen = self._chosen_id()
        if chosen is None:
            return
        own = next(one for one in self._fields if one.id == chosen)
        many = self._counts.get(chosen, 0)
        said = self.tr("“%1” was removed").replace("%1", own.name)
        if many:
            said += ", " + self.tr("with its values in %n source(s)", "", many)
        self._desk.change(
            lambda w: w.describing.remove_field(chosen),
            lambda _: self.tell(f"{said}."),
            self.refuse,
            owner=self,
        )


def _choices(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in text.split(";")))))
