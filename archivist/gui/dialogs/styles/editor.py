"""The style editor: a form of the frequent choices, the whole text, and what comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.errors import UnreadableFileError
from archivist.gui import theme
from archivist.gui.dialogs.styles.form import StyleForm
from archivist.gui.dialogs.styles.specimen_view import SpecimenView
from archivist.gui.dialogs.styles.toml_text import TomlText
from archivist.services.citing import edited

if TYPE_CHECKING:
    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.services.citing import Draft, Specimen, StyleInfo
    from archivist.services.workspace import Workspace

_PAUSE = 300
"""Milliseconds without a key after which what was typed is printed."""


class StyleEditor(QDialog):
    """Changes one style.

    Signals:
        saved(StyleInfo): the style was kept.
    """

    saved = Signal(object)

    def __init__(self, desk: Desk, draft: Draft, parent: QWidget, *, kept: bool = False) -> None:
        """Show a draft; `kept` tells that there is such a style already."""
        super().__init__(parent)
        self._desk, self._name, self._kept = desk, draft.name, kept
        self._first = draft.text
        self._pending: dict[tuple[str, ...], Any] = {}
        self._warned = False
        self.setWindowTitle(self.tr("Change a citation style"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form, self.text = StyleForm(), TomlText()
        self.text.setPlainText(draft.text)
        self.specimen = SpecimenView()
        self.problem = QLabel()
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        self.problem.hide()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.form, self.tr("Choices"))
        self.tabs.addTab(self.text, self.tr("Text"))
        self._make_buttons()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._apply)
        self.form.edited.connect(self._take)
        self.text.textChanged.connect(self._pause.start)
        self.tabs.currentChanged.connect(lambda _: self._apply())
        self._apply()

    @property
    def changed(self) -> bool:
        """Tell whether something is not saved."""
        return bool(self._pending) or self.text.toPlainText() != self._first

    def reject(self) -> None:
        """Close; what is not saved is dropped when the user asks for it a second time."""
        if self.changed and not self._warned:
            self._warned = True
            self._complain(self.tr("Not saved yet. Cancel again to drop your changes."))
            return
        super().reject()

    # -- how it is made

    def _make_buttons(self) -> None:
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setProperty("look", "main")
        self.save_button.clicked.connect(self._save)
        self.save_as_button = QPushButton(self.tr("Save as another style"))
        self.save_as_button.clicked.connect(self._save_as)
        self.save_as_button.setVisible(self._kept)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        for button in (self.save_button, self.save_as_button, self.cancel_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.tabs)
        split.addWidget(self.specimen)
        split.setSizes([60 * theme.GRID, 66 * theme.GRID])
        self.tabs.setMinimumWidth(48 * theme.GRID)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        for button in (self.save_as_button, self.save_button, self.cancel_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(split, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.resize(132 * theme.GRID, 80 * theme.GRID)

    # -- what is typed

    def _take(self, path: tuple[str, ...], value: object) -> None:
        self._pending[path] = value
        self._pause.start()

    def _apply(self) -> None:
        """Put what the form says into the text, and print what comes of it."""
        self._pause.stop()
        self._warned = False
        text, changes = self.text.toPlainText(), dict(self._pending)
        self._desk.ask(
            lambda w: _worked_out(w, text, changes),
            lambda found: self._show(found, text, changes),
            self._refuse,
            owner=self,
            key="preview",
        )

    def _show(
        self, found: tuple[str, Any, Specimen | ArchivistError], text: str, changes: dict[Any, Any]
    ) -> None:
        new, said, specimen = found
        for path, value in changes.items():
            if path in self._pending and self._pending[path] == value:
                del self._pending[path]
        if changes and self.text.toPlainText() == text:
            self.text.show_text(new)
        self.form.show_said(said)
        if isinstance(specimen, Exception):
            self._refuse(specimen)
            return
        self.specimen.show_specimen(specimen)
        self._complain("")

    def _refuse(self, error: ArchivistError) -> None:
        if not isinstance(error, UnreadableFileError):
            self._complain(str(error))
            return
        at = self.tr("Line %1: ").replace("%1", str(error.line)) if error.line else ""
        self._complain(at + error.reason, error.line)

    def _complain(self, sentence: str, line: int = 0) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.text.mark(line)
        self.save_button.setEnabled(True)

    # -- keeping

    def _save(self) -> None:
        self._keep(self._name, {})

    def _save_as(self) -> None:
        name, title = self._name, self.tr("%1 (copy)")
        text, changes = self.text.toPlainText(), dict(self._pending)

        def work(library: Workspace) -> StyleInfo:
            own = library.styling.said(edited(text, changes)).whole
            draft = library.styling.draft(name, title.replace("%1", str(own["title"])))
            fresh = {("name",): draft.name, ("title",): title.replace("%1", str(own["title"]))}
            return library.styling.save(draft.name, edited(text, changes | fresh))

        self._write(work)

    def _keep(self, name: str, more: dict[tuple[str, ...], Any]) -> None:
        text, changes = self.text.toPlainText(), self._pending | more
        self._write(lambda library: library.styling.save(name, edited(text, changes)))

    def _write(self, work: Any) -> None:  # noqa: ANN401 - from a workspace to what is known of a style
        self.save_button.setEnabled(False)
        self._desk.change(work, self._saved, self._not_saved, owner=self)

    def _saved(self, info: StyleInfo) -> None:
        self._pending.clear()
        self._first = self.text.toPlainText()
        self.saved.emit(info)
        self.accept()

    def _not_saved(self, error: ArchivistError) -> None:
        self._refuse(error)
        if isinstance(error, UnreadableFileError) and error.line:
            self.tabs.setCurrentWidget(self.text)
            self.text.go_to(error.line)


def _worked_out(
    library: Workspace, text: str, changes: dict[tuple[str, ...], Any]
) -> tuple[str, Any, Specimen | ArchivistError]:
    """Return the changed text, what it says, and what it prints or why it does not."""
    new = edited(text, changes)
    said = library.styling.said(new)
    try:
        return new, said, library.styling.preview(new)
    except UnreadableFileError as error:
        return new, said, error
