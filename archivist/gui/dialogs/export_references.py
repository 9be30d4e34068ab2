"""Which list of references is written, in which style, to which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QTextBrowser, QWidget

from archivist.gui import theme
from archivist.gui.models.style_choice import StyleChoice
from archivist.gui.widgets.choosing import choose_target
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId

_SUFFIXES = {".docx", ".txt", ".html", ".json"}
_PREVIEWED = 30


class ExportReferencesDialog(FormDialog):
    """Shows the first entries as they will print; writes all of them."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: Sequence[SourceId] = ()) -> None:
        super().__init__(parent, self.tr("Export a reference list"), self.tr("Export"))
        self._desk = desk
        self._chosen = tuple(chosen)
        self.which = ChoiceField()
        choices: list[tuple[str, object]] = [(self.tr("All sources, by groups"), False)]
        if len(self._chosen) > 1:
            choices.append((self.tr("The %n selected source(s)", "", len(self._chosen)), True))
        self.which.offer(choices)
        self.which.show_value(len(self._chosen) > 1)
        self.style_choice = StyleChoice(desk, desk.preferences.settings.style)
        self.target = QLineEdit()
        self.target.setPlaceholderText(self.tr("a .docx, .html, .txt or .json file"))
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        self.form.addRow(self.tr("Sources"), self.which)
        self.form.addRow(self.tr("Style"), self.style_choice)
        self.form.addRow(self.tr("Write to"), row)
        self.preview = QTextBrowser()
        self.preview.setProperty("look", "paper")
        self.preview.setFont(theme.reading_font(11))
        self.preview.setMinimumHeight(30 * theme.GRID)
        self.preview.setAccessibleName(self.tr("Preview"))
        self._count = muted()
        self.column.insertWidget(1, self.preview, 1)
        self.column.insertWidget(2, self._count)
        self.which.given.connect(lambda _: self._ask())
        self.style_choice.chosen.connect(lambda _: self._ask())
        self.setMinimumWidth(80 * theme.GRID)
        self._ask()

    def submit(self) -> None:
        """Write the file."""
        target = Path(self.target.text().strip())
        if target.suffix not in _SUFFIXES:
            self.refuse(self.tr("Choose a file that ends in .docx, .html, .txt or .json."))
            return
        style, ids = self.style_choice.style_name, self._ids()
        self.wait()
        self._desk.ask(
            lambda w: w.citing.export_references(style, ids, target),
            lambda _: self._written(target),
            self.refuse,
            owner=self,
        )

    def _written(self, target: Path) -> None:
        self._desk.status.emit(self.tr("Written: %1").replace("%1", str(target)))
        self.accept()

    def _browse(self) -> None:
        filters = self.tr("Word (*.docx);;Web page (*.html);;Text (*.txt);;JSON (*.json)")
        choose_target(
            self,
            self.tr("Where the list is written"),
            self.tr("References") + ".docx",
            filters,
            lambda path: self.target.setText(str(path)),
        )

    def _ids(self) -> tuple[SourceId, ...] | None:
        return self._chosen if self.which.currentData() else None

    def _ask(self) -> None:
        style, ids = self.style_choice.style_name, self._ids()
        self._desk.ask(
            lambda w: w.citing.references(style, ids),
            self._show,
            self.refuse,
            owner=self,
            key="preview",
        )

    def _show(self, entries: tuple[Any, ...]) -> None:
        lines = [f"<p>{entry.number}. {to_html(entry.text)}</p>" for entry in entries[:_PREVIEWED]]
        self.preview.setHtml("".join(lines))
        self._count.setText(self.tr("%n reference(s)", "", len(entries)))
