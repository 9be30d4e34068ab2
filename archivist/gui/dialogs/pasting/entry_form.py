"""The fields of one pasted reference: its kind and language, its place, and those of its kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.dialogs.pasting.place_form import PlaceForm
from archivist.gui.models.record_fields import Field, all_fields, fields_of
from archivist.gui.models.words import LANGUAGES, kind_name, language_name
from archivist.gui.widgets.fields import ChoiceField, LineField, TextField
from archivist.gui.widgets.form_rows import FormRows
from archivist.library.records import RecordKind
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.library.records import Citable
    from archivist.library.references import Location

_TITLE = "title"


class EntryForm(QWidget):
    """Shows the fields of an entry; each is corrected in its place.

    Signals:
        corrected(Citable): a field was given another value.
        archive_named(str): another archive was typed, "" for none.
    """

    corrected = Signal(object)
    archive_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._citable: Citable | None = None
        self._made: dict[str, TextField] = {}
        self._fields: dict[str, tuple[Field, TextField]] = {}
        self.kind, self.language = ChoiceField(), ChoiceField()
        self.title = TextField()
        self.place = PlaceForm()
        self._rows = FormRows()
        self._build()
        # One a turn, while the list is still being read: together they hold the window up.
        self._ahead = iter(all_fields())
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._make_next)
        self._idle.start()

    def offer_archives(self, names: Sequence[str]) -> None:
        """Offer the archives that there are."""
        self.place.offer_archives(names)

    def show_entry(self, entry: Entry) -> None:
        """Show an entry; a field that is being edited keeps what is typed."""
        record = entry.record
        self._citable = entry.citable
        self.kind.show_value(record.kind)
        self.language.show_value(record.language, record.language)
        placed = record.kind is RecordKind.ARCHIVAL or bool(entry.citable.location.levels)
        if placed:
            self.place.show_entry(entry)
        self.place.setVisible(placed)
        self.title.show_value(record.title)
        fields = tuple(one for one in fields_of(record) if one.name != _TITLE)
        self._show_rows(fields)
        for field, widget in self._fields.values():
            widget.show_value(field.read(record), "", field.example)
        self.setEnabled(not entry.skipped)

    def targets(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that a text can be put into, by name and label."""
        place = self.place.targets() if not self.place.isHidden() else []
        fields = [(name, field.label) for name, (field, _) in self._fields.items()]
        return (*place, (_TITLE, self.tr("Title")), *fields)

    def put(self, name: str, text: str) -> None:
        """Put a text into a field, as if it were typed there."""
        line = self.place.line(name)
        field = line if line is not None and not self.place.isHidden() else self.field(name)
        field.show_value(text)
        field.given.emit(text)

    def begin(self) -> None:
        """Put the keyboard into the first field that matters: the archive, or the title."""
        first: LineField | TextField = self.title
        if not self.place.isHidden():
            first = self.place.fields[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first.selectAll()

    def field(self, name: str) -> TextField:
        """Return a field of the record by its name."""
        return self.title if name == _TITLE else self._fields[name][1]

    # -- how it is made

    def _build(self) -> None:
        self.kind.offer([(kind_name(kind), kind) for kind in RecordKind])
        self.language.offer(
            [(self.tr("Unknown"), ""), *((language_name(code), code) for code in LANGUAGES)]
        )
        self.kind.given.connect(lambda kind: self._edit(kind=kind))
        self.language.given.connect(lambda code: self._edit(language=LanguageCode(code)))
        self.title.given.connect(lambda text: self._edit(title=text))
        self.place.moved.connect(self._move)
        self.place.archive_named.connect(self.archive_named)
        top, title = FormRows(), FormRows()
        for name, choice in (
            (self.tr("Kind"), self.kind),
            (self.tr("Language"), self.language),
        ):
            choice.setProperty("look", "quiet")
            top.add(name, choice)
        title.add(self.tr("Title"), self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(2)
        for part in (top, self.place, title, self._rows):
            column.addWidget(part)

    def _show_rows(self, fields: Sequence[Field]) -> None:
        """Show the fields of a kind."""
        if [one.name for one in fields] == list(self._fields):
            return
        self._fields = {one.name: (one, self._widget(one)) for one in fields}
        widgets = [widget for _, widget in self._fields.values()]
        self._rows.arrange(widgets)
        for before, after in pairwise([self.title, *widgets]):
            QWidget.setTabOrder(before, after)

    def _widget(self, field: Field) -> TextField:
        """Return the widget of a field, which all kinds share that have the field."""
        if field.name not in self._made:
            widget = TextField(lines=field.long)
            widget.given.connect(lambda text: self._give(field, text))
            self._rows.add(field.label, widget).hide()
            widget.hide()
            self._made[field.name] = widget
        return self._made[field.name]

    def _make_next(self) -> None:
        field = next(self._ahead, None)
        if field is None:
            self._idle.stop()
        else:
            self._widget(field).ensurePolished()

    # -- what is given

    def _edit(self, **changed: object) -> None:
        if self._citable is None:
            return
        record = replace(self._citable.record, **changed)  # type: ignore[arg-type]  # callers name fields of Record
        self.corrected.emit(replace(self._citable, record=record))

    def _give(self, field: Field, text: str) -> None:
        if self._citable is None:
            return
        widget = self._fields[field.name][1]
        try:
            record = field.write(self._citable.record, text)
        except ParseError as error:
            widget.refuse(str(error))
            return
        widget.refuse("")
        self.corrected.emit(replace(self._citable, record=record))

    def _move(self, location: Location) -> None:
        if self._citable is not None:
            self.corrected.emit(replace(self._citable, location=location))
