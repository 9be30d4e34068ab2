"""A line for a place in the archives, which offers what there is while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from archivist.errors import ArchivistError
from archivist.gui.models.words import archive_language, level_label

if TYPE_CHECKING:
    from archivist.gui.messages import Desk
    from archivist.services.workspace import Workspace

_MOST = 40


class PlaceLine(QLineEdit):
    """Takes `АП РК/5-Н/1/5059`; below each level that is typed its units are offered."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offered = QStringListModel(self)
        completer = self._completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Archive/fund/series/file"))
        self.textEdited.connect(self._ask)

    def _ask(self, text: str) -> None:
        self._desk.ask(
            lambda w: _offers(w, text), self._offer, lambda _: None, owner=self, key="places"
        )

    def _offer(self, places: list[str]) -> None:
        self._offered.setStringList(places)
        if places and self.hasFocus():
            self._completer.complete()
        elif popup := self._completer.popup():
            popup.hide()


def _offers(workspace: Workspace, text: str) -> list[str]:
    """Return the places that go on from what is typed, as far as it names one."""
    above, slash, begun = text.rpartition("/")
    wanted = begun.strip().casefold()
    if not slash:
        labels = [archive.label for archive in workspace.tree.archives()]
        return [label for label in labels if wanted in label.casefold()][:_MOST]
    try:
        archive_id, unit_id = workspace.visiting.place(above)
    except ArchivistError:  # what is typed names no place yet
        return []
    archive = next(one for one in workspace.tree.archives() if one.id == archive_id)
    language = archive_language(archive)
    units = workspace.tree.children(archive_id, unit_id)
    labels = [level_label(node.unit.level, language) for node in units]
    return [f"{above}/{label}" for label in labels if wanted in label.casefold()][:_MOST]
