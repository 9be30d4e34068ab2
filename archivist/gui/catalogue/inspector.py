"""The inspector at the right: what is known of the selected sources, to be read and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.catalogue.citation_card import CitationCard
from archivist.gui.catalogue.details_form import DetailsForm
from archivist.gui.catalogue.files_card import FilesCard
from archivist.gui.catalogue.own_form import OwnFieldsForm
from archivist.gui.catalogue.several_form import SeveralForm
from archivist.gui.models.words import place_text
from archivist.gui.widgets.empty import EmptyPlace
from archivist.gui.widgets.labels import heading
from archivist.gui.widgets.tags import TagEditor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.gui.messages import Desk
    from archivist.library.groups import Group, Tag
    from archivist.library.own_fields import OwnField, OwnFieldId
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import SourceDetails, SourceRow
    from archivist.services.changes import Changes
    from archivist.services.workspace import Workspace

_One = tuple[
    "SourceDetails", "SourceRow | None", "tuple[OwnField, ...]", "Mapping[OwnFieldId, str]"
]
_Lists = tuple["tuple[tuple[Group, int], ...]", "tuple[tuple[Tag, int], ...]"]

_MOST = 1000
"""What more sources than this have in common is told from the first of them."""


class Inspector(QStackedWidget):
    """Shows nothing, one source, or several.

    `many_asked()` comes when more is to be written to several than stands here.
    """

    many_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[SourceId, ...] = ()
        self._colors: dict[str, str] = {}
        self._to_be_named: SourceId | None = None
        self._empty = EmptyPlace("info", self.tr("Select a source to see what is known of it."))
        self.form, self.own = DetailsForm(desk), OwnFieldsForm(desk)
        self._several = SeveralForm(desk)
        self.tags = TagEditor()
        self.tags.lock(locked=desk.read_only)
        self.citation = CitationCard(desk)
        self._files = FilesCard()
        self._checked = QCheckBox(self.tr("Checked against the original"))
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._build()
        self.setMinimumWidth(30 * theme.GRID)
        desk.changed.connect(self._changed)
        self._ask_lists()

    def show_sources(self, ids: Sequence[SourceId]) -> None:
        """Show these sources."""
        self._ids = tuple(ids)
        self._ask()

    def edit_title(self, source_id: SourceId | None = None) -> None:
        """Put the keyboard into the title, everything selected.

        With `source_id` this is done when that source is shown, so that what is typed is its own.
        """
        if source_id is not None:
            self._to_be_named = source_id
        elif len(self._ids) == 1:
            self.form.title.select_all()

    # -- building

    def _build(self) -> None:
        self._problem.setProperty("look", "error")
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        self._problem.hide()
        for form in (self.form, self.own):
            form.problem.connect(self._say)
        self._several.more_asked.connect(self.many_asked)
        self.tags.added.connect(lambda name: self._change_tags(add=name))
        self.tags.removed.connect(lambda name: self._change_tags(remove=name))
        self._checked.setEnabled(not self._desk.read_only)
        self._checked.clicked.connect(self._check)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2 * theme.GRID, 12, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(12)
        self._tags_name = heading(self.tr("Tags"))
        for part in (
            self._several,
            self.form,
            self.own,
            self._tags_name,
            self.tags,
            self._checked,
            self.citation,
            self._files,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        scroll.viewport().installEventFilter(self)
        self._scroll, self._sheet = scroll, sheet
        self.addWidget(self._empty)
        self.addWidget(self._page(scroll))

    def _page(self, scroll: QScrollArea) -> QWidget:
        """Put what is wrong below what scrolls: there it is seen, wherever the field is."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._problem)
        return page

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the form as wide as the inspector, whatever its fields would like."""
        if event.type() == QEvent.Type.Resize:
            self._sheet.setMaximumWidth(self._scroll.viewport().width())
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # always a QObject

    # -- fetching

    def _changed(self, changes: Changes) -> None:
        self._ask_lists()
        if changes:
            self._ask()

    def _ask_lists(self) -> None:
        self._desk.ask(
            lambda w: (w.sorting.groups(), w.sorting.tags()),
            self._take_lists,
            owner=self,
            key="lists",
        )

    def _take_lists(self, found: _Lists) -> None:
        groups, tags = found
        self.form.offer_groups(groups)
        self._several.offer_groups(groups)
        self.tags.offer([tag.name for tag, _ in tags])
        self._colors = {tag.name: tag.color for tag, _ in tags}

    def _ask(self) -> None:
        if not self._ids:
            self.setCurrentIndex(0)
            return
        ids = self._ids
        if len(ids) == 1:
            self._desk.ask(
                lambda w: _one(w, ids[0]), self._show_one, self._gone, owner=self, key="show"
            )
        else:
            self._desk.ask(
                lambda w: _several(w, ids[:_MOST]), self._show_several, owner=self, key="show"
            )

    def _gone(self, _error: object) -> None:
        """Show nothing where the source is not there any more."""
        self.setCurrentIndex(0)

    def _show_one(self, found: _One) -> None:
        details, row, fields, values = found
        self._part(one=True)
        self.form.show_details(details)
        self.own.show_values(details.source.id, fields, values)
        colors = {tag.name: tag.color for tag in row.tags} if row else {}
        self.tags.show_tags({name: colors.get(name, "") for name in details.source.tags})
        self._checked.setChecked(details.source.checked)
        self._files.show_details(details)
        self.citation.show_sources(self._ids)
        if self._to_be_named == details.source.id:
            self._to_be_named = None
            self.form.title.select_all()

    def _show_several(self, found: tuple[Sequence[SourceRow], str]) -> None:
        rows, place = found
        self._part(one=False)
        self._several.show_rows(self._ids, rows, place)
        sets = [{tag.name for tag in row.tags} for row in rows]
        common = set.intersection(*sets) if sets else set()
        some = set.union(*sets) - common if sets else set()
        self.tags.show_tags(
            {name: self._colors.get(name, "") for name in sorted(common)},
            {name: self._colors.get(name, "") for name in sorted(some)},
        )
        self.citation.show_sources(self._ids)

    def _part(self, *, one: bool) -> None:
        for part in (self.form, self._checked, self._files):
            part.setVisible(one)
        self._several.setVisible(not one)
        if not one:
            self.own.show_values(None, (), {})
            self._say("")
        self.setCurrentIndex(1)

    # -- saving

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _change_tags(self, add: str = "", remove: str = "") -> None:
        ids = self._ids
        given, taken = ([name] if name else [] for name in (add, remove))
        if ids:
            self._desk.change(lambda w: w.sources.change_tags(ids, given, taken), owner=self)

    def _check(self) -> None:
        ids, checked = self._ids, self._checked.isChecked()
        self._desk.change(lambda w: w.sources.describe(ids, checked=checked), owner=self)


def _one(workspace: Workspace, source_id: SourceId) -> _One:
    rows = workspace.sources.rows([source_id])
    details, desk = workspace.sources.details(source_id), workspace.describing
    fields = desk.fields()
    return details, rows[0] if rows else None, fields, desk.values(source_id) if fields else {}


def _several(workspace: Workspace, ids: Sequence[SourceId]) -> tuple[Sequence[SourceRow], str]:
    """Return the rows of sources, and where all of them lie, "" where that is not one place."""
    rows = workspace.sources.rows(ids)
    if len({row.unit_id for row in rows}) != 1 or rows[0].unit_id is None:
        return rows, ""
    details = workspace.sources.details(rows[0].id)
    return rows, place_text(details.archive, details.chain)
