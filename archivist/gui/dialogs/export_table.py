"""Which sources are written as a table, and to which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from archivist.gui import theme
from archivist.gui.describing.words import sheet_words
from archivist.gui.widgets.choosing import choose_target
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted
from archivist.library.catalogue_query import SortBy, SourceQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

_SUFFIXES = {".csv", ".xlsx"}


class ExportTableDialog(FormDialog):
    """Writes all that is known of sources, a row each, with the fields of the user's own."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        chosen: Sequence[SourceId] = (),
        shown: SourceQuery | None = None,
    ) -> None:
        super().__init__(parent, "", "")
        self.setWindowTitle(self.tr("Export a table"))
        self._main.setText(self.tr("Export"))
        self._desk, self._chosen = desk, tuple(chosen)
        self._job: LongJob | None = None
        self.which = ChoiceField()
        everything = SourceQuery(sort=SortBy.REFERENCE)
        choices: list[tuple[str, object]] = [(self.tr("All sources"), everything)]
        if shown is not None:
            choices.append((self.tr("Those in the table now"), shown))
        if len(self._chosen) > 1:
            choices.append((self.tr("The %n selected source(s)", "", len(self._chosen)), None))
        self.which.offer(choices)
        self.which.show_value(choices[-1][1])
        self.target = QLineEdit()
        self.target.setPlaceholderText(self.tr("a .xlsx or .csv file"))
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        self.form.addRow(self.tr("Sources"), self.which)
        self.form.addRow(self.tr("Write to"), row)
        told = self.tr(
            "A row for each source: its reference as the archive writes it, every field, your own "
            "fields, group, tags and years."
        )
        self.column.insertWidget(1, muted(told))
        self.setMinimumWidth(72 * theme.GRID)

    def submit(self) -> None:
        """Write the file."""
        target = Path(self.target.text().strip())
        if target.suffix.lower() not in _SUFFIXES:
            self.refuse(self.tr("Choose a file that ends in .xlsx or .csv."))
            return
        chosen, query, words = self._chosen, self.which.currentData(), sheet_words()

        def steps(workspace: Workspace) -> Steps[int]:
            ids = chosen if query is None else workspace.sources.find(query)
            return workspace.tabling.export(ids, target, words)

        self.wait()
        job = self._desk.run(steps, self.tr("Exporting a table"))
        self._job = job
        job.done.connect(lambda many: self._written(many, target))
        job.failed.connect(self.refuse)

    def _written(self, many: int, target: Path) -> None:
        said = self.tr("%Ln source(s) written to “%1”.", "", many).replace("%1", target.name)
        self._desk.status.emit(said)
        self.accept()

    def _browse(self) -> None:
        choose_target(
            self,
            self.tr("Where the table is written"),
            self.tr("Sources") + ".xlsx",
            self.tr("Excel (*.xlsx);;Table (*.csv)"),
            lambda path: self.target.setText(str(path)),
        )
