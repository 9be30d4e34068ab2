"""The fields of the user's own in the form of one source; each saves itself when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.widgets.fields import ChoiceField, TextField
from archivist.gui.widgets.form_rows import FormRows
from archivist.gui.widgets.tips import plain_tip
from archivist.library.own_fields import FieldType, OwnField, OwnFieldId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId


class OwnFieldsForm(QWidget):
    """Rows for the fields; hidden where there are none. `problem(str)` as in `DetailsForm`."""

    problem = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source_id: SourceId | None = None
        self._fields: tuple[OwnField, ...] = ()
        self._rows = FormRows()
        self.widgets: dict[OwnFieldId, TextField | ChoiceField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._rows)
        self.hide()

    def show_values(
        self,
        source_id: SourceId | None,
        fields: tuple[OwnField, ...],
        values: Mapping[OwnFieldId, str],
    ) -> None:
        """Show the values of a source, None for none; what is being typed stays."""
        other = source_id != self._source_id
        self._source_id = source_id
        if fields != self._fields or (other and self._rows_are_wrong()):
            self._fields = fields
            self._rebuild()
        for own in fields:
            widget, value = self.widgets[own.id], values.get(own.id, "")
            if isinstance(widget, ChoiceField):
                gone = value if value and value not in own.choices else ""
                widget.show_value(gone or value, gone)
            else:
                widget.show_value(value, example=_EXAMPLES.get(own.type, ""))
        self.setVisible(bool(fields) and source_id is not None)

    def _rows_are_wrong(self) -> bool:
        """Tell whether something typed and refused for another source still stands there."""
        return any(widget.property("wrong") for widget in self.widgets.values())

    def _rebuild(self) -> None:
        self._rows.clear()
        self.widgets = {}
        for own in self._fields:
            widget: TextField | ChoiceField
            if own.type is FieldType.CHOICE:
                widget = ChoiceField()
                widget.offer([(self.tr("None"), ""), *((one, one) for one in own.choices)])
                widget.setProperty("look", "quiet")
                widget.setEnabled(not self._desk.read_only)
            else:
                widget = TextField(lines=own.type is FieldType.TEXT)
                widget.setReadOnly(self._desk.read_only)
            widget.given.connect(lambda value, own=own: self._give(own, str(value)))
            label = self._rows.add(own.name, widget)
            label.setToolTip(plain_tip(own.name))
            self.widgets[own.id] = widget

    def _give(self, own: OwnField, text: str) -> None:
        source_id, widget = self._source_id, self.widgets[own.id]
        if source_id is None:
            return
        try:
            own.checked(text)
        except ParseError as error:
            self._refuse(widget, str(error))
            return
        self._refuse(widget, "")
        self._desk.change(
            lambda w: w.describing.put(source_id, {own.id: text}),
            None,
            lambda error: self._refuse(widget, str(error)),
            owner=self,
        )

    def _refuse(self, widget: TextField | ChoiceField, why: str) -> None:
        if isinstance(widget, TextField):
            widget.refuse(why)
        self.problem.emit(why)


_EXAMPLES = {FieldType.NUMBER: "12; 3,5", FieldType.DATE: "1932; 01.10.1946; 1929–1933"}
