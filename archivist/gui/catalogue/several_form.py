"""The form of several sources at once: group, kind, language and tags of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, kind_name, language_name
from archivist.gui.widgets.fields import ChoiceField, LineField
from archivist.gui.widgets.form_rows import FormRows
from archivist.gui.widgets.labels import muted
from archivist.gui.widgets.tips import plain_tip
from archivist.library.records import RecordKind
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archivist.gui.messages import Desk
    from archivist.library.groups import Group
    from archivist.library.values import GroupId, SourceId
    from archivist.services.cataloguing import SourceRow
    from archivist.services.changes import Changes
    from archivist.services.workspace import Workspace


class SeveralForm(QWidget):
    """Shows what several sources have in common; a choice is written to all of them.

    `more_asked()` comes when the user wants to write what does not stand here.
    """

    more_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[SourceId, ...] = ()
        self._groups: dict[str, GroupId] = {}
        self._count = QLabel()
        self._count.setFont(theme.title_font(12))
        self._count.setWordWrap(True)
        self._hint = muted(self.tr("What you choose here is written to all of them."))
        self._kind, self._language, self._group = ChoiceField(), ChoiceField(), ChoiceField()
        self._place = LineField()
        self._kind.offer([(kind_name(kind), kind) for kind in RecordKind])
        self._language.offer([(language_name(code), code) for code in LANGUAGES])
        self._save_choices()
        rows = FormRows()
        for name, field in (
            (self.tr("Kind"), self._kind),
            (self.tr("Language"), self._language),
            (self.tr("Group"), self._group),
            (self.tr("Lies in"), self._place),
        ):
            rows.add(name, field)
            field.setProperty("look", "quiet")
            field.setEnabled(not desk.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self._count, self._hint, rows):
            column.addWidget(part)
        more = QPushButton(self.tr("Edit more of them, with a preview…"))
        more.setProperty("look", "link")
        more.clicked.connect(self.more_asked)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        more.setVisible(not desk.read_only)  # only now: before, it would be a window
        self._hint.setVisible(not desk.read_only)

    def _save_choices(self) -> None:
        self._kind.given.connect(
            lambda kind: self._change(lambda w, ids: w.sources.describe(ids, kind=kind))
        )
        self._language.given.connect(
            lambda code: self._change(
                lambda w, ids: w.sources.describe(ids, language=LanguageCode(code))
            )
        )
        self._group.given.connect(
            lambda group: self._change(lambda w, ids: w.sources.set_group(ids, group))
        )
        self._place.given.connect(self._set_place)

    def offer_groups(self, groups: tuple[tuple[Group, int], ...]) -> None:
        """Offer the groups that there are."""
        self._groups = {group.name: group.id for group, _ in groups}
        self._group.offer(
            [(self.tr("None"), None), *((group.name, group.id) for group, _ in groups)]
        )

    def show_rows(
        self, ids: Sequence[SourceId], rows: Sequence[SourceRow], place: str = ""
    ) -> None:
        """Show what is common to some sources, as far as `rows` tell it; edits go to all `ids`.

        `place` is where all of them lie, "" where that is not one place.
        """
        self._ids = tuple(ids)
        several = self.tr("several values")
        self._count.setText(self.tr("%Ln source(s) selected", "", len(ids)))
        kinds = {row.kind for row in rows}
        languages = {row.language for row in rows}
        groups = {self._groups.get(row.group) for row in rows}
        nothing = object()
        for field, values in (
            (self._kind, kinds),
            (self._language, languages),
            (self._group, groups),
        ):
            one = len(values) == 1
            field.show_value(next(iter(values)) if one else nothing, "" if one else several)
        units = {row.unit_id for row in rows}
        self._place.show_value(
            place,
            several if len(units) > 1 else "",
            self.tr("Archive/fund/series/file"),
        )
        self._place.setToolTip(plain_tip(place))

    def _change(self, work: Callable[[Workspace, tuple[SourceId, ...]], Changes]) -> None:
        ids = self._ids
        if ids:
            self._desk.change(lambda w: work(w, ids), owner=self)

    def _set_place(self, text: str) -> None:
        ids = self._ids
        if not ids or not text:
            return
        self._desk.change(
            lambda w: w.tree.place(text),
            lambda made: self._desk.change(
                lambda w: w.sources.file_under(ids, made.id), owner=self
            ),
            lambda error: self._place.refuse(str(error)),
            owner=self,
        )
