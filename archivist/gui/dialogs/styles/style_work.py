"""What is done with styles in their manager: changing, copying, adding, exporting, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.gui.dialogs.styles.editor import StyleEditor
from archivist.gui.widgets.banner import Banner, Banners
from archivist.gui.widgets.choosing import choose_files, choose_target
from archivist.services.citing import Draft, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.services.citing import StyleInfo

CSL = "csl:"
"""What the names of CSL styles begin with."""


class StyleWork(QObject):
    """Does what the buttons of the style manager say; what happened stands in its banners.

    Signals:
        kept(StyleInfo): a style was saved, added or put back.
    """

    kept = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, banners: Banners) -> None:
        super().__init__(window)
        self._desk, self._window, self._banners = desk, window, banners

    def edit(self, info: StyleInfo) -> None:
        """Open a style of the user's in the editor, or a copy of another."""
        if not is_text(info):
            self.copy(info)
            return
        name = info.name
        self._desk.ask(
            lambda w: Draft(name=name, text=w.styling.text(name)),
            lambda draft: self._open_editor(draft, kept=True),
            self._refuse,
            owner=self,
        )

    def copy(self, info: StyleInfo) -> None:
        """Open a copy of a style in the editor."""
        name, title = info.name, self.tr("%1 (copy)").replace("%1", info.title)
        self._desk.ask(
            lambda w: w.styling.draft(name, title), self._open_editor, self._refuse, owner=self
        )

    def ask_files(self) -> None:
        """Let the user choose files of styles, and add them."""
        dialog = choose_files(self._window, self.tr("Add a style"), self.add)
        dialog.setNameFilters([self.tr("Citation styles (*.csl *.toml)")])

    def add(self, files: Sequence[Path]) -> None:
        """Add styles from files."""
        for file in files:
            self._add(file)

    def export(self, info: StyleInfo) -> None:
        """Let the user say where a style is written, and write it there."""
        name = info.name
        suffix = ".csl" if name.startswith(CSL) else ".toml"
        choose_target(
            self._window,
            self.tr("Where the style is written"),
            name.removeprefix(CSL) + suffix,
            self.tr("Citation style (*%1)").replace("%1", suffix),
            lambda path: self.export_to(info, path),
        )

    def export_to(self, info: StyleInfo, path: Path) -> None:
        """Write a style to a file."""
        said = self.tr("Written: %1").replace("%1", str(path))
        self._desk.ask(
            lambda w: w.styling.export(info.name, path),
            lambda _: self._say(said),
            self._refuse,
            owner=self,
        )

    def remove(self, info: StyleInfo) -> None:
        """Put a style of the user's away; a button puts it back."""
        self._desk.change(
            lambda w: w.styling.remove(info.name),
            lambda _: self._removed(info),
            self._refuse,
            owner=self,
        )

    def _say(self, sentence: str) -> None:
        self._banners.add(Banner(sentence, "notice"))

    def _add(self, file: Path) -> None:
        self._desk.change(lambda w: w.styling.add(file), self._added, self._refuse, owner=self)

    def _open_editor(self, draft: Draft, *, kept: bool = False) -> None:
        editor = StyleEditor(self._desk, draft, self._window, kept=kept)
        editor.saved.connect(self._keep)
        editor.open()

    def _keep(self, info: StyleInfo) -> None:
        self.kept.emit(info)
        self._tell()

    def _added(self, info: StyleInfo) -> None:
        self._say(self.tr("Added: %1").replace("%1", info.title))
        self._keep(info)

    def _removed(self, info: StyleInfo) -> None:
        banner = Banner(self.tr("Removed: %1").replace("%1", info.title), "notice")
        banner.offer(self.tr("Put it back"), lambda: self._restore(banner, info))
        self._banners.add(banner)
        self._tell()

    def _restore(self, banner: Banner, info: StyleInfo) -> None:
        banner.deleteLater()
        self._desk.change(
            lambda w: w.styling.restore(info.name), self._keep, self._refuse, owner=self
        )

    def _tell(self) -> None:
        self._desk.styles_changed.emit()
        self._desk.tell_everything()

    def _refuse(self, error: ArchivistError) -> None:
        self._banners.show_error(str(error))


def is_text(info: StyleInfo) -> bool:
    """Tell whether a style is one of the user's that the editor can change."""
    return info.origin is Origin.USER and not info.name.startswith(CSL)
