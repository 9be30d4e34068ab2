"""Where a pasted document lies, as fields: archive, levels, sheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QMenu, QVBoxLayout, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.dialogs.pasting.entries import archive_words
from archivist.gui.dialogs.pasting.place_fields import (
    level_kinds,
    moved_sheets,
    read_level,
    with_extent,
    write_level,
)
from archivist.gui.models.record_fields import write_sheets
from archivist.gui.models.words import level_name
from archivist.gui.widgets.fields import LineField
from archivist.gui.widgets.form_rows import FormRows
from archivist.gui.widgets.labels import muted
from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.library.references import Location

_ARCHIVE, _SHEETS, _EXTENT = "archive", "sheets", "total_sheets"


class PlaceForm(QWidget):
    """Shows where an entry lies.

    Signals:
        moved(Location): another place was given.
        archive_named(str): another archive was typed, "" for none.
    """

    moved = Signal(object)
    archive_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._location: Location | None = None
        self._kinds: tuple[UnitKind, ...] | None = None
        self._lines: dict[str, LineField] = {}
        self._names = QStringListModel(self)
        self._rows = FormRows()
        self._status, self._more = muted(), muted()
        self.add_button = EnterButton(self.tr("Another level…"), "link")
        self.add_button.clicked.connect(self._ask_level)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for part in (self._rows, self._more, self._status):
            column.addWidget(part)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def offer_archives(self, names: Sequence[str]) -> None:
        """Offer the archives that there are."""
        self._names.setStringList(list(names))

    def show_entry(self, entry: Entry) -> None:
        """Show where an entry lies; a field that is being edited keeps what is typed."""
        location = entry.citable.location
        self._location = location
        kinds = level_kinds(location)
        if kinds != self._kinds:
            self._build(kinds)
        self._lines[_ARCHIVE].show_value(archive_words(entry.archive, entry.record.language))
        for kind in kinds:
            self._lines[kind.value].show_value(read_level(location, kind))
        self._lines[_SHEETS].show_value(
            write_sheets(location.sheets), example=self.tr("12, 12об, 15–17")
        )
        self._lines[_EXTENT].show_value(location.total_sheets)
        made = entry.archive is not None and entry.archive.id < 0 and not entry.asked
        self._status.setText(self.tr("The archive is new: it is made with the import."))
        self._status.setVisible(made)
        count = len(location.more)
        self._more.setText(self.tr("and %n more file(s), as the preview shows", "", count))
        self._more.setVisible(count > 0)

    def targets(self) -> list[tuple[str, str]]:
        """Return the fields by name and label."""
        return [(name, field.accessibleName()) for name, field in self._lines.items()]

    def line(self, name: str) -> LineField | None:
        """Return the field of a name: archive, sheets, total_sheets, or that of a level."""
        return self._lines.get(name)

    @property
    def fields(self) -> list[LineField]:
        """The fields in their order."""
        return list(self._lines.values())

    # -- how it is made

    def _build(self, kinds: tuple[UnitKind, ...]) -> None:
        self._rows.clear()
        self._kinds = kinds
        self._lines = {}
        archive = self._add(_ARCHIVE, self.tr("Archive"))
        completer = QCompleter(self._names, archive)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        archive.setCompleter(completer)
        archive.given.connect(self.archive_named)
        for kind in kinds:
            field = self._add(kind.value, level_name(kind))
            field.given.connect(lambda text, kind=kind: self._give_level(kind, text))
        self._add(_SHEETS, self.tr("Sheets")).given.connect(self._give_sheets)
        self._add(_EXTENT, self.tr("Sheets in all")).given.connect(self._give_extent)

    def _add(self, name: str, label: str) -> LineField:
        field = LineField()
        self._rows.add(label, field)
        self._lines[name] = field
        return field

    def _ask_level(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in UnitKind:
            if kind.value not in self._lines:
                menu.addAction(level_name(kind), partial(self.add_level, kind))
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def add_level(self, kind: UnitKind) -> None:
        """Give the form the field of another level, with the keyboard in it."""
        kinds = set(self._kinds or ()) | {kind}
        values = {name: field.text() for name, field in self._lines.items()}
        self._build(tuple(one for one in UnitKind if one in kinds))
        for name, text in values.items():
            self._lines[name].show_value(text)
        self._lines[kind.value].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is given

    def _give_level(self, kind: UnitKind, text: str) -> None:
        if self._location is not None:
            self.moved.emit(write_level(self._location, kind, text))

    def _give_sheets(self, text: str) -> None:
        if self._location is None:
            return
        try:
            location = moved_sheets(self._location, text)
        except ParseError as error:
            self._lines[_SHEETS].refuse(str(error))
            return
        self._lines[_SHEETS].refuse("")
        self.moved.emit(location)

    def _give_extent(self, text: str) -> None:
        if self._location is not None:
            self.moved.emit(with_extent(self._location, text))
