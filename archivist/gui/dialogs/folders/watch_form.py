"""What is to be done with the files of a watched folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from archivist.errors import ArchivistError, ParseError
from archivist.gui import theme
from archivist.gui.dialogs.folders.fields import GatheringFields
from archivist.gui.widgets.choosing import choose_folder
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.library.watching import Gathering, WatchedFolder, WatchedId
from archivist.services.collecting import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.gui.messages import Desk
    from archivist.library.groups import Group
    from archivist.services.workspace import Workspace

_AUTO = "auto"


class WatchForm(FormDialog):
    """The form of a folder, a new one without it."""

    def __init__(self, desk: Desk, parent: QWidget, folder: WatchedFolder | None) -> None:
        title = "" if folder is None else folder.path
        super().__init__(parent, title, "")
        self.setWindowTitle(
            self.tr("Watch a folder") if folder is None else self.tr("Watched folder")
        )
        self._main.setText(self.tr("Watch it") if folder is None else self.tr("Save"))
        self._desk, self._folder = desk, folder
        self.path = QLineEdit()
        self.path.setAccessibleName(self.tr("Folder"))
        self.path.setPlaceholderText(self.tr("The folder of a camera, a phone or a scanner"))
        self.fields = GatheringFields()
        self.languages = QLineEdit()
        self.languages.setPlaceholderText(self.tr("chosen for each page, or such as rus+kaz"))
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        self.fields.form.insertRow(0, self.tr("Folder"), row)
        self.fields.form.addRow(self.tr("Languages"), self.languages)
        self.form.addRow(self.fields)
        self.setMinimumWidth(84 * theme.GRID)
        self._show()

    def submit(self) -> None:
        """Watch the folder, or say why it cannot be."""
        order = WatchedFolder(
            id=self._folder.id if self._folder else WatchedId(0),
            path=self.path.text().strip(),
            gathering=self.fields.gathering,
            group_id=self.fields.group_id,
            ocr=self.languages.text().strip() or _AUTO,
            paused=bool(self._folder and self._folder.paused),
        )
        if not order.path:
            self.refuse(self.tr("Choose the folder first."))
            return
        self.wait()
        self.fields.refuse(None)
        new = self._folder is None
        self._desk.change(
            lambda w: w.watching.add(order) if new else w.watching.save(order),
            lambda _: self.accept(),
            self._refuse,
            owner=self,
        )

    def _show(self) -> None:
        folder = self._folder
        self.fields.offer_patterns(EXAMPLES)
        self.fields.show_gathering(
            folder.gathering if folder else Gathering(under=self._desk.place.path)
        )
        if folder:
            self.path.setText(folder.path)
            self.languages.setText("" if folder.ocr == _AUTO else folder.ocr)
        self._desk.ask(_groups, self._offer, owner=self)

    def _offer(self, groups: tuple[tuple[Group, int], ...]) -> None:
        self.fields.offer_groups(groups)
        self.fields.group.show_value(self._folder.group_id if self._folder else None)

    def _choose(self) -> None:
        choose_folder(self, self.tr("Watch a folder"), self._take)

    def _take(self, folder: Path) -> None:
        self.path.setText(str(folder))

    def _refuse(self, error: ArchivistError) -> None:
        self.refuse(error)
        if isinstance(error, ParseError):
            self.fields.refuse(error)


def _groups(workspace: Workspace) -> tuple[tuple[Group, int], ...]:
    return workspace.sorting.groups()
