"""Undo and redo in the menu: what they would do, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from archivist.gui.actions import Actions
    from archivist.gui.messages import Desk


class Steps(QObject):
    """Takes steps in a library back and does them again; the menu names the next ones."""

    def __init__(self, desk: Desk, actions: Actions, view: QWidget) -> None:
        super().__init__(view)
        self._desk, self._actions = desk, actions
        actions.handle("edit.undo", view, lambda: self._step(back=True))
        actions.handle("edit.redo", view, lambda: self._step(back=False))
        desk.state_changed.connect(self._look)

    def _look(self) -> None:
        self._desk.ask(
            lambda w: (w.undo_label, w.redo_label),
            lambda labels: self._show(*labels),
            owner=self,
            key="steps",
        )

    def _show(self, undo: str, redo: str) -> None:
        for name, word, label in (
            ("edit.undo", self.tr("Undo"), undo),
            ("edit.redo", self.tr("Redo"), redo),
        ):
            self._actions[name].setText(f"{word}: {label}" if label else word)

    def _step(self, *, back: bool) -> None:
        if self._desk.read_only:
            return
        self._desk.change(
            lambda w: w.undo() if back else w.redo(),
            lambda changes: self._tell(done=changes is not None, back=back),
            owner=self,
        )

    def _tell(self, *, done: bool, back: bool) -> None:
        if done:
            self._desk.status.emit(self.tr("Undone.") if back else self.tr("Done again."))
        else:
            self._desk.status.emit(self.tr("There is nothing to undo."))
