"""What narrows a search: archive, group, tag, language, years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, language_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import heading
from archivist.services.changes import Topic
from archivist.services.searching import Filters

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.services.changes import Changes
    from archivist.services.workspace import Workspace

_TOPICS = (Topic.ARCHIVES, Topic.GROUPS, Topic.TAGS)
_LAST_YEAR = 9999

Offers = tuple[list[str], list[str], list[str]]


class FilterColumn(QWidget):
    """The left side of the search room; `changed()` comes when another filter was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(2 * theme.GRID,) * 4)
        self._column.setSpacing(theme.GRID // 2)
        self._archive = self._choice(self.tr("Archive"))
        self._group = self._choice(self.tr("Group"))
        self._tag = self._choice(self.tr("Tag"))
        self._language = self._choice(self.tr("Language"))
        self._years = self._add_years()
        self._none = QPushButton(self.tr("Search everywhere"))
        self._none.setProperty("look", "link")
        self._none.clicked.connect(self.clear)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._offer(([], [], []))
        languages: list[tuple[str, object]] = [(language_name(code), code) for code in LANGUAGES]
        self._language.offer([(self.tr("Any language"), ""), *languages])
        self.clear()
        desk.changed.connect(self._changed)
        self._fetch()

    @property
    def filters(self) -> Filters:
        """What is chosen."""
        first, last = (int(field.text()) if field.text() else None for field in self._years)
        return Filters(
            archive=str(self._archive.currentData() or ""),
            group=str(self._group.currentData() or ""),
            tag=str(self._tag.currentData() or ""),
            language=str(self._language.currentData() or ""),
            from_year=first,
            to_year=last,
        )

    def clear(self) -> None:
        """Choose nothing."""
        before = self.filters
        for choice in (self._archive, self._group, self._tag, self._language):
            choice.show_value("")
        for year in self._years:
            year.clear()
        self._tell(before)

    def show_years(self, first: int, last: int) -> None:
        """Narrow to some years."""
        for field, year in zip(self._years, (first, last), strict=True):
            field.setText(str(year))
        self._tell(None)

    def _choice(self, text: str) -> ChoiceField:
        field = ChoiceField()
        field.setAccessibleName(text)
        field.given.connect(lambda _: self._tell(None))
        self._column.addWidget(heading(text))
        self._column.addWidget(field)
        self._column.addSpacing(theme.GRID)
        return field

    def _add_years(self) -> tuple[QLineEdit, QLineEdit]:
        self._column.addWidget(heading(self.tr("Years")))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        fields = []
        for hint, name in (
            (self.tr("from"), self.tr("First year")),
            (self.tr("to"), self.tr("Last year")),
        ):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            field.setValidator(QIntValidator(1, _LAST_YEAR, field))
            field.setMinimumWidth(7 * theme.GRID)
            field.textEdited.connect(lambda _: self._tell(None))
            fields.append(field)
        row.addWidget(fields[0], 1)
        row.addWidget(QLabel("–"))
        row.addWidget(fields[1], 1)
        self._column.addLayout(row)
        self._column.addSpacing(theme.GRID)
        return fields[0], fields[1]

    def _tell(self, before: Filters | None) -> None:
        self._none.setVisible(self.filters != Filters())
        if before != self.filters:
            self.changed.emit()

    def _changed(self, changes: Changes) -> None:
        if any(topic in changes for topic in _TOPICS):
            self._fetch()

    def _fetch(self) -> None:
        def offers(workspace: Workspace) -> Offers:
            return (
                [archive.label for archive in workspace.tree.archives()],
                [group.name for group, _ in workspace.sorting.groups()],
                [tag.name for tag, _ in workspace.sorting.tags()],
            )

        self._desk.ask(offers, self._offer, owner=self, key="offers")

    def _offer(self, offers: Offers) -> None:
        fields = (self._archive, self._group, self._tag)
        every = (self.tr("Any archive"), self.tr("Any group"), self.tr("Any tag"))
        for field, all_, names in zip(fields, every, offers, strict=True):
            choices: list[tuple[str, object]] = [(name, name) for name in names]
            field.offer([(all_, ""), *choices])
            if field.currentIndex() < 0:
                field.show_value("")
