"""Forms for what stands in the sidebar: archives with their names, units, periods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from archivist.errors import ParseError
from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, language_name, level_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted
from archivist.library.archive import ROMANISED, Archive, ArchiveName, Unit
from archivist.library.references import Level, UnitKind
from archivist.library.values import ArchiveId, LanguageCode, UnitId, parse_date

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.library.groups import Period
    from archivist.library.values import UncertainDate

_EARLIEST, _LATEST = 1, 2100
_BELOW = {
    None: UnitKind.FUND,
    UnitKind.FUND: UnitKind.SERIES,
    UnitKind.SERIES: UnitKind.FILE,
    UnitKind.RECORD_GROUP: UnitKind.ENTRY,
    UnitKind.ENTRY: UnitKind.BOX,
    UnitKind.BOX: UnitKind.FOLDER,
    UnitKind.COLLECTION: UnitKind.BOX,
    UnitKind.LETTER_CODE: UnitKind.PIECE,
    UnitKind.PIECE: UnitKind.ITEM,
}
"""What most often stands below a level."""


class ArchiveForm(FormDialog):
    """The names of an archive in each language, and other forms met in citations."""

    def __init__(self, desk: Desk, parent: QWidget, archive: Archive | None = None) -> None:
        super().__init__(
            parent,
            self.tr("Names of the archive") if archive else self.tr("New archive"),
            self.tr("Save") if archive else self.tr("Add"),
        )
        self._desk = desk
        self._archive = archive
        self._names = QGridLayout()
        self._names.setSpacing(theme.GRID)
        self._lines: list[tuple[ChoiceField, tuple[QLineEdit, ...]]] = []
        self._heads = (
            self.tr("Language"),
            self.tr("Full name"),
            self.tr("Abbreviation"),
            self.tr("City"),
            self.tr("Country"),
        )
        self._head()
        more = QPushButton(self.tr("Add a language"))
        more.setProperty("look", "link")
        more.setAutoDefault(False)
        more.clicked.connect(self._add_line)
        self.column.insertLayout(0, self._names)
        self.column.insertWidget(1, more)
        self._aliases = QLineEdit("; ".join(archive.aliases) if archive else "")
        self._aliases.setPlaceholderText(self.tr("ЦГА Казахстана; TsGA RK"))
        self.form.addRow(self.tr("Also called"), self._aliases)
        for name in archive.names if archive else ():
            self._add_line(name)
        if not archive:
            self._add_line()
        self.setMinimumWidth(112 * theme.GRID)

    def _head(self) -> None:
        for column, head in enumerate(self._heads):
            self._names.addWidget(muted(head, wrap=False), 0, column)
            self._names.setColumnStretch(column, (0, 7, 2, 2, 2)[column])

    def _add_line(self, name: ArchiveName | None = None) -> None:
        taken = {field.currentData() for field, _ in self._lines}
        free = next((code for code in LANGUAGES if code not in taken), "en")
        name = name if isinstance(name, ArchiveName) else ArchiveName(language=LanguageCode(free))
        language = ChoiceField()
        language.offer(
            [
                *((language_name(code), code) for code in LANGUAGES),
                (self.tr("Romanised"), ROMANISED),
            ]
        )
        language.show_value(name.language, name.language)
        language.setAccessibleName(self.tr("Language"))
        language.setMinimumWidth(14 * theme.GRID)
        fields = tuple(
            QLineEdit(text) for text in (name.full, name.abbreviation, name.place, name.country)
        )
        row = self._names.rowCount()
        self._names.addWidget(language, row, 0)
        for column, field in enumerate(fields, start=1):
            field.setCursorPosition(0)
            field.setAccessibleName(self._heads[column])
            self._names.addWidget(field, row, column)
        self._lines.append((language, fields))
        if not name.full:
            fields[0].setFocus()

    def submit(self) -> None:
        """Save what is typed."""
        names = tuple(
            ArchiveName(
                language=LanguageCode(language.currentData() or ""),
                full=fields[0].text().strip(),
                abbreviation=fields[1].text().strip(),
                place=fields[2].text().strip(),
                country=fields[3].text().strip(),
            )
            for language, fields in self._lines
            if fields[0].text().strip() or fields[1].text().strip()
        )
        if not names:
            self.refuse(self.tr("An archive needs a name or an abbreviation in one language."))
            return
        aliases = tuple(form.strip() for form in self._aliases.text().split(";") if form.strip())
        old = self._archive
        self.wait()
        self._desk.change(
            lambda w: (
                w.tree.save_archive(replace(old, names=names, aliases=aliases))
                if old
                else w.tree.add_archive(names, aliases)
            ),
            lambda _: self.accept(),
            self.refuse,
            owner=self,
        )


class UnitForm(FormDialog):
    """A unit of an archive: its level, number, title, dates, extent and access."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        place: tuple[ArchiveId, UnitId | None],
        *,
        above: UnitKind | None = None,
        unit: Unit | None = None,
    ) -> None:
        super().__init__(
            parent,
            self.tr("Edit") if unit else self.tr("New level in the archive"),
            self.tr("Save") if unit else self.tr("Add"),
        )
        self._desk, self._place, self._unit = desk, place, unit
        level = unit.level if unit else Level(kind=_BELOW.get(above, UnitKind.FILE), number="")
        self._level = level
        self._kind = ChoiceField()
        self._kind.offer([(level_name(kind), kind) for kind in UnitKind])
        self._kind.show_value(level.kind)
        self._number = QLineEdit(level.number)
        self._suffix = QLineEdit(level.suffix)
        self._name = QLineEdit(level.name)
        self._volume = QLineEdit(level.volume)
        date = unit.date if unit else None
        self._date = QLineEdit((date.written or date.edtf()) if date else "")
        self._extent = QLineEdit(unit.extent if unit else "")
        self._access = QLineEdit(unit.access_note if unit else "")
        self._access.setPlaceholderText(self.tr("inherited by all that lies below"))
        self._publication = QLineEdit(unit.publication_note if unit else "")
        self._note = QPlainTextEdit(unit.note if unit else "")
        self._note.setProperty("look", "field")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(8 * theme.GRID)
        self._build()
        self._number.setFocus()

    def _build(self) -> None:
        for name, field in (
            (self.tr("Level"), self._kind),
            (self.tr("Number"), self._number),
            (self.tr("Sub-series"), self._suffix),
            (self.tr("Volume"), self._volume),
            (self.tr("Title"), self._name),
            (self.tr("Dates"), self._date),
            (self.tr("Extent"), self._extent),
        ):
            self.form.addRow(name, field)
        if self._unit:
            self.form.addRow(self.tr("Access"), self._access)
            self.form.addRow(self.tr("Publication"), self._publication)
            self.form.addRow(self.tr("Note"), self._note)

    def submit(self) -> None:
        """Save what is typed."""
        number = self._number.text().strip()
        if not number and not (self._unit and self._name.text().strip()):
            self.refuse(self.tr("Every level needs its number, such as 5-Н or 12а."))
            return
        try:
            date = self._read_date(self._date.text().strip())
        except ParseError as error:
            self.refuse(error)
            return
        level = replace(
            self._level,
            kind=self._kind.currentData(),
            number=number,
            suffix=self._suffix.text().strip(),
            volume=self._volume.text().strip(),
            name=self._name.text().strip(),
        )
        extent, old, place = self._extent.text().strip(), self._unit, self._place
        self.wait()
        if old:
            new = self._with_notes(replace(old, level=level, date=date, extent=extent))
            self._desk.change(
                lambda w: w.tree.save_unit(new), lambda _: self.accept(), self.refuse, owner=self
            )
        else:
            self._desk.change(
                lambda w: w.tree.add_unit(*place, level, date=date, extent=extent),
                lambda _: self.accept(),
                self.refuse,
                owner=self,
            )

    def _with_notes(self, unit: Unit) -> Unit:
        return replace(
            unit,
            access_note=self._access.text().strip(),
            publication_note=self._publication.text().strip(),
            note=self._note.toPlainText().strip(),
        )

    def _read_date(self, text: str) -> UncertainDate | None:
        """Return the date that is typed; one that an inventory wrote stays while it is not edited.

        Raises:
            ParseError: when it is none.
        """
        before = self._unit.date if self._unit else None
        if before is not None and text == (before.written or before.edtf()):
            return before
        return parse_date(text) if text else None


class PeriodForm(FormDialog):
    """A named span of years."""

    def __init__(self, desk: Desk, parent: QWidget, period: Period | None = None) -> None:
        super().__init__(
            parent,
            self.tr("Edit the period") if period else self.tr("New period"),
            self.tr("Save") if period else self.tr("Add"),
        )
        self._desk, self._period = desk, period
        self._name = QLineEdit(period.name if period else "")
        self._first = QLineEdit(str(period.first_year if period else 1991))
        self._last = QLineEdit(str(period.last_year if period else 1999))
        for field in (self._first, self._last):
            field.setValidator(QIntValidator(_EARLIEST, _LATEST, field))
        self.form.addRow(self.tr("Name"), self._name)
        self.form.addRow(self.tr("First year"), self._first)
        self.form.addRow(self.tr("Last year"), self._last)
        self._name.setFocus()

    def submit(self) -> None:
        """Save what is typed."""
        if not (self._first.hasAcceptableInput() and self._last.hasAcceptableInput()):
            self.refuse(self.tr("A period needs its first and its last year."))
            return
        first, last = int(self._first.text()), int(self._last.text())
        name = self._name.text().strip() or f"{first}–{last}"
        if last < first:
            self.refuse(self.tr("The period ends before it begins."))
            return
        old = self._period
        self.wait()
        self._desk.change(
            lambda w: (
                w.sorting.save_period(replace(old, name=name, first_year=first, last_year=last))
                if old
                else w.sorting.add_period(name, first, last)
            ),
            lambda _: self.accept(),
            self.refuse,
            owner=self,
        )
