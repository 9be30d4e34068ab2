"""The form of one source: every field saves itself when it is left, as one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archivist.errors import ArchivistError, ParseError
from archivist.gui import theme
from archivist.gui.models.record_fields import Field, fields_of, write_sheets
from archivist.gui.models.words import LANGUAGES, kind_name, language_name, place_text
from archivist.gui.widgets.fields import ChoiceField, TextField
from archivist.gui.widgets.form_rows import FormRows
from archivist.gui.widgets.labels import muted
from archivist.library.records import RecordKind
from archivist.library.references import parse_sheets
from archivist.library.sources import Source
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.library.groups import Group
    from archivist.services.cataloguing import SourceDetails

Edit = Callable[[Source], Source]


class DetailsForm(QWidget):
    """Title, kind, language, group, place, sheets and the fields of the kind.

    `problem(str)` comes with a sentence when something typed is not understood, with "" when all
    is well again.
    """

    problem = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._locked = desk.read_only
        self._details: SourceDetails | None = None
        self._fields: dict[str, tuple[Field, TextField]] = {}
        self.title = TextField()
        self.title.setAccessibleName(self.tr("Title"))
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() + 2)
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.title.given.connect(lambda text: self._edit_record(title=text))
        self._kind, self._language, self._group = ChoiceField(), ChoiceField(), ChoiceField()
        self._place, self._sheets = TextField(), TextField()
        self._inherited = muted()
        self._top, self._rows = FormRows(), FormRows()
        self._build()

    def offer_groups(self, groups: tuple[tuple[Group, int], ...]) -> None:
        """Offer the groups that there are."""
        self._group.offer(
            [(self.tr("None"), None), *((group.name, group.id) for group, _ in groups)]
        )
        if self._details:
            self._group.show_value(self._details.source.group_id)

    def show_details(self, details: SourceDetails) -> None:
        """Show a source; fields that are being edited keep what is typed."""
        before, self._details = self._details, details
        source = details.source
        other = before is None or before.source.id != source.id
        if other:
            self.problem.emit("")
        fields = fields_of(source.record)
        if other or [field.name for field in fields] != list(self._fields):
            self._rebuild(fields)
        self.title.show_value(source.record.title, self._title_hint(details))
        self._kind.show_value(source.record.kind)
        self._language.show_value(source.record.language, source.record.language)
        self._group.show_value(source.group_id)
        self._place.show_value(
            place_text(details.archive, details.chain),
            example=self.tr("Archive/fund/series/file"),
        )
        self._sheets.show_value(write_sheets(source.sheets), example=self.tr("12, 12об, 15–17"))
        for field, widget in self._fields.values():
            widget.show_value(
                field.read(source.record), self._inherits(field, details), field.example
            )
        self._show_inherited(details)

    # -- building

    def _build(self) -> None:
        self._kind.offer([(kind_name(kind), kind) for kind in RecordKind])
        self._language.offer(
            [(self.tr("Unknown"), ""), *((language_name(code), code) for code in LANGUAGES)]
        )
        self._kind.given.connect(lambda kind: self._edit_record(kind=kind))
        self._language.given.connect(lambda code: self._edit_record(language=LanguageCode(code)))
        self._group.given.connect(self._set_group)
        self._place.given.connect(self._set_place)
        self._sheets.given.connect(self._set_sheets)
        for name, field in (
            (self.tr("Kind"), self._kind),
            (self.tr("Language"), self._language),
            (self.tr("Group"), self._group),
            (self.tr("Lies in"), self._place),
            (self.tr("Sheets"), self._sheets),
        ):
            self._top.add(name, field)
        for choice in (self._kind, self._language, self._group):
            choice.setProperty("look", "quiet")
            choice.setEnabled(not self._locked)
        for text in (self.title, self._place, self._sheets):
            text.setReadOnly(self._locked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self.title, self._top, self._inherited, self._rows):
            column.addWidget(part)

    def _rebuild(self, fields: tuple[Field, ...]) -> None:
        self._rows.clear()
        self._fields = {}
        for field in fields:
            widget = TextField(lines=field.long)
            widget.setReadOnly(self._locked)
            widget.given.connect(lambda text, field=field: self._give(field, text))
            self._rows.add(field.label, widget)
            self._fields[field.name] = (field, widget)
        previous: QWidget = self._sheets
        for _, widget in self._fields.values():
            QWidget.setTabOrder(previous, widget)
            previous = widget

    def _title_hint(self, details: SourceDetails) -> str:
        return details.inherited.title or self.tr("Untitled")

    def _inherits(self, field: Field, details: SourceDetails) -> str:
        if field.name == "date" and details.inherited.date:
            date = details.inherited.date
            return self.tr("%1, as its file").replace("%1", date.written or date.edtf())
        return ""

    def _show_inherited(self, details: SourceDetails) -> None:
        """Say in grey what the levels above tell of everything below them."""
        note = details.inherited.access_note
        self._inherited.setText(self.tr("Access: %1").replace("%1", note) if note else "")
        self._inherited.setVisible(bool(note))

    # -- saving

    def _edit_record(self, **changed: object) -> None:
        self._save(
            lambda source: replace(
                source,
                record=replace(source.record, **changed),  # type: ignore[arg-type]  # callers name fields of Record
            )
        )

    def _give(self, field: Field, text: str) -> None:
        if self._details is None:
            return
        try:
            field.write(self._details.source.record, text)
        except ParseError as error:
            self._refuse(self._fields[field.name][1], error)
            return
        self._accept(self._fields[field.name][1])
        self._save(lambda source: replace(source, record=field.write(source.record, text)))

    def _set_sheets(self, text: str) -> None:
        try:
            sheets = parse_sheets(text)
        except ParseError as error:
            self._refuse(self._sheets, error)
            return
        self._accept(self._sheets)
        self._save(lambda source: replace(source, sheets=sheets))

    def _set_group(self, group_id: object) -> None:
        if self._details is not None:
            ids, group = (self._details.source.id,), group_id
            self._desk.change(
                lambda w: w.sources.set_group(ids, group),  # type: ignore[arg-type]  # a choice carries any object
                owner=self,
            )

    def _set_place(self, text: str) -> None:
        if self._details is None:
            return
        ids = (self._details.source.id,)
        if not text:
            self._accept(self._place)
            self._desk.change(lambda w: w.sources.file_under(ids, None), owner=self)
            return
        self._desk.change(
            lambda w: w.tree.place(text),
            lambda made: self._desk.change(
                lambda w: w.sources.file_under(ids, made.id),
                lambda _: self._accept(self._place),
                owner=self,
            ),
            lambda error: self._refuse(self._place, error),
            owner=self,
        )

    def _save(self, edit: Edit) -> None:
        """Save one edit, made on the source as it is then: edits of others are not lost."""
        if self._details is None:
            return
        source_id = self._details.source.id
        self._desk.change(lambda w: w.sources.save(edit(w.sources.get(source_id))), owner=self)

    def _refuse(self, field: TextField, error: ArchivistError) -> None:
        field.refuse(str(error))
        self.problem.emit(str(error))

    def _accept(self, field: TextField) -> None:
        field.refuse("")
        self.problem.emit("")
