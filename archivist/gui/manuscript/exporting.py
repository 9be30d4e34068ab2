"""Writing a manuscript to a file: where to, how far it is, where it lies now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from archivist.gui.widgets.banner import Banner, Banners
from archivist.gui.widgets.choosing import choose_target
from archivist.services.writing import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.gui.messages import Desk
    from archivist.library.manuscript import Manuscript, Section

_FOLDER = "manuscript/export_folder"


class Exporting(QObject):
    """Exports manuscripts and says in a banner where the file lies."""

    def __init__(self, desk: Desk, banners: Banners) -> None:
        super().__init__(banners)
        self._desk = desk
        self._banners = banners
        self.choose: Callable[..., object] = choose_target
        self.open_path: Callable[[Path], object] = _open_path

    def export(self, manuscript: Manuscript, section: Section | None, part: Part) -> None:
        """Export a manuscript, the section given, or the references alone."""
        name = section.title if section and part is Part.SECTION else manuscript.title
        if part is Part.REFERENCES:
            name = self.tr("%1, references").replace("%1", name)
        kept = self._desk.preferences.state.value(_FOLDER)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(str(kept or QStandardPaths.writableLocation(documents)))
        word, page, text = (
            self.tr("Word document"),
            self.tr("Web page"),
            self.tr("Plain text"),
        )
        self.choose(
            self._banners.window(),
            self.tr("Export"),
            str(folder / f"{_file_name(name)}.docx"),
            f"{word} (*.docx);;{page} (*.html);;{text} (*.txt)",
            lambda target: self._run(manuscript, section, part, target),
        )

    def _run(
        self, manuscript: Manuscript, section: Section | None, part: Part, target: Path
    ) -> None:
        self._desk.preferences.state.setValue(_FOLDER, str(target.parent))
        number = manuscript.id
        section_id = section.id if section and part is Part.SECTION else None
        job = self._desk.run(
            lambda w: w.writing.export(number, target, section_id=section_id, part=part),
            self.tr("Export of “%1”").replace("%1", target.name),
        )
        job.done.connect(lambda _: self._show(target))
        job.failed.connect(self._desk.error)

    def _show(self, target: Path) -> None:
        self._banners.clear()
        said = self.tr("Written to %1").replace("%1", str(target))
        banner = Banner(said, "notice")
        banner.offer(self.tr("Open the folder"), lambda: self.open_path(target.parent))
        banner.offer(self.tr("Open the file"), lambda: self.open_path(target))
        self._banners.add(banner)


def _file_name(title: str) -> str:
    """Return a title as the name of a file that every system takes."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", title)
    return " ".join(name.split()).strip(". ")[:80] or "manuscript"


def _open_path(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
