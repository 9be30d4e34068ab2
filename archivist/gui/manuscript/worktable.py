"""The manuscript that lies open: fetched, edited, saved in the pauses of typing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archivist.errors import NotFoundError
from archivist.gui.manuscript.outlined import Outline
from archivist.gui.manuscript.section_text import keepable
from archivist.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.library.manuscript import Manuscript, Section
    from archivist.library.values import LanguageCode, ManuscriptId, SectionId
    from archivist.services.changes import Changes, Made
    from archivist.services.workspace import Workspace

_PRINTED = (Topic.SOURCES, Topic.UNITS, Topic.ARCHIVES, Topic.SECTIONS, Topic.MANUSCRIPTS)


class Worktable(QObject):
    """Keeps the manuscripts, the open one's outline, and the section that is being written.

    Signals:
        shelved(tuple[Manuscript, ...]): the manuscripts, as they are now.
        outlined(Outline): the sections of the open manuscript.
        opened(Section | None): another section lies open, or none.
        replaced(str): the text of the open section was changed elsewhere (undo, another view).
        compiling(): the references of the open manuscript are being worked out.
        compiled(Compiled): here they are.
        uncompiled(ArchivistError): why there are none: its style is gone or broken.
    """

    shelved = Signal(object)
    outlined = Signal(object)
    opened = Signal(object)
    replaced = Signal(str)
    compiling = Signal()
    compiled = Signal(object)
    uncompiled = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.manuscripts: tuple[Manuscript, ...] = ()
        self.manuscript: Manuscript | None = None
        self.outline = Outline()
        self.section: Section | None = None
        self._wanted: tuple[ManuscriptId | None, SectionId | None] = (None, None)
        self._saving = 0
        self._saves = 0
        desk.changed.connect(self._changed)
        desk.styles_changed.connect(self._compile)

    def open(
        self, manuscript_id: ManuscriptId | None = None, section_id: SectionId | None = None
    ) -> None:
        """Open a manuscript (None: the one that has the section, else the first) at a section."""
        self._wanted = (manuscript_id, section_id)
        self._fetch()

    def open_section(self, section_id: SectionId | None) -> None:
        """Open another section of the manuscript."""
        section = self.outline.section(section_id)
        if section is not None and self.section is not None and section.id == self.section.id:
            return
        self.section = section
        self.opened.emit(section)

    def save_text(self, text: str) -> None:
        """Save the text of the open section, if it is another than the editor was given."""
        if self.section is None or text == keepable(self.section.text) or self._desk.read_only:
            return
        self.section = replace(self.section, text=text)
        self._save(self.section)

    def rename_section(self, section_id: SectionId, title: str) -> None:
        """Give a section another title."""
        section = self._latest(section_id)
        if section is None or section.title == title:
            return
        renamed = replace(section, title=title)
        if self.section is not None and self.section.id == section_id:
            self.section = renamed
        self._save(renamed)

    def add_section(self, parent_id: SectionId | None, title: str) -> None:
        """Add a section behind the others of its parent and open it."""
        if self.manuscript is None:
            return
        manuscript_id = self.manuscript.id

        def made(section: Made[SectionId]) -> None:
            self._wanted = (manuscript_id, section.id)

        self._desk.change(
            lambda w: w.writing.add_section(manuscript_id, parent_id, title), made, owner=self
        )

    def move_section(
        self, section_id: SectionId, parent_id: SectionId | None, position: int
    ) -> None:
        """Move a section to a place among the sections of a parent."""
        self._desk.change(
            lambda w: w.writing.move_section(section_id, parent_id, position), owner=self
        )

    def remove_section(self, section_id: SectionId) -> None:
        """Remove a section with all below it; undo brings it back."""
        here = self.manuscript.id if self.manuscript else None
        after = self.outline.after(section_id)

        def removed(_: object) -> None:
            self._wanted = (here, after)
            self._desk.status.emit(self.tr("Section removed. Undo brings it back."))

        self._desk.change(lambda w: w.writing.remove_section(section_id), removed, owner=self)

    def add_manuscript(self, title: str, style: str, language: LanguageCode) -> None:
        """Begin a manuscript and open it."""

        def made(manuscript: Made[ManuscriptId]) -> None:
            self._wanted = (manuscript.id, None)

        self._desk.change(
            lambda w: w.writing.add_manuscript(title, style, language), made, owner=self
        )

    def save_manuscript(self, manuscript: Manuscript) -> None:
        """Save another title, style or language of a manuscript."""
        self._desk.change(lambda w: w.writing.save_manuscript(manuscript), owner=self)

    def remove_manuscript(self, manuscript_id: ManuscriptId) -> None:
        """Remove a manuscript with all its sections; undo brings it back."""
        said = self.tr("Manuscript removed. Undo brings it back.")
        self._desk.change(
            lambda w: w.writing.remove_manuscript(manuscript_id),
            lambda _: self._desk.status.emit(said),
            owner=self,
        )

    def after_saving(self, act: Callable[[], object]) -> None:
        """Do something when all that was saved has been written."""
        self._desk.change(lambda _: None, lambda _: _do(act), owner=self)

    # -- saving

    def _latest(self, section_id: SectionId) -> Section | None:
        if self.section is not None and self.section.id == section_id:
            return self.section
        return self.outline.section(section_id)

    def _save(self, section: Section) -> None:
        self._saving += 1
        self._saves += 1
        self._desk.change(
            lambda w: w.writing.save_section(section), self._saved, self._not_saved, owner=self
        )

    def _saved(self, _: Changes) -> None:
        self._saving -= 1

    def _not_saved(self, error: ArchivistError) -> None:
        self._saving -= 1
        self._desk.error.emit(error)

    # -- fetching

    def _changed(self, changes: Changes) -> None:
        if Topic.MANUSCRIPTS in changes or Topic.SECTIONS in changes:
            self._fetch()
        if self.manuscript is not None and any(topic in changes for topic in _PRINTED):
            self._compile()

    def _fetch(self) -> None:
        wanted, saves = self._wanted, self._saves
        manuscript_id = wanted[0] or (self.manuscript.id if self.manuscript else None)

        def fetch(
            workspace: Workspace,
        ) -> tuple[tuple[Manuscript, ...], Manuscript | None, Outline]:
            manuscripts = workspace.writing.manuscripts()
            first = next((one for one in manuscripts if one.id == manuscript_id), None)
            order = [first, *manuscripts] if first else manuscripts
            if not order:
                return manuscripts, None, Outline()
            for manuscript in order if wanted[1] and not wanted[0] else order[:1]:
                outline = Outline(workspace.writing.sections(manuscript.id))
                if outline.section(wanted[1]) is not None:
                    return manuscripts, manuscript, outline
            manuscript = order[0]
            return manuscripts, manuscript, Outline(workspace.writing.sections(manuscript.id))

        settled = not self._saving
        self._desk.ask(
            fetch,
            lambda found: self._fetched(*found, fresh=settled and saves == self._saves),
            owner=self,
            key="outline",
        )

    def _fetched(
        self,
        manuscripts: tuple[Manuscript, ...],
        manuscript: Manuscript | None,
        outline: Outline,
        *,
        fresh: bool,
    ) -> None:
        another = (manuscript and manuscript.id) != (self.manuscript and self.manuscript.id)
        self.manuscripts, self.manuscript, self.outline = manuscripts, manuscript, outline
        self.shelved.emit(manuscripts)
        self.outlined.emit(outline)
        self._take_section(outline, another=another, fresh=fresh)
        if manuscript is not None and another:
            self._compile()

    def _take_section(self, outline: Outline, *, another: bool, fresh: bool) -> None:
        wanted = outline.section(self._wanted[1])
        self._wanted = (None, None)
        here = outline.section(self.section.id) if self.section and not another else None
        chosen = wanted or here or (outline.sections[0] if outline else None)
        if chosen is None or self.section is None or chosen.id != self.section.id:
            self.section = chosen
            self.opened.emit(chosen)
        elif fresh and chosen != self.section:
            changed = chosen.text != self.section.text
            self.section = chosen
            if changed:
                self.replaced.emit(chosen.text)

    def _compile(self) -> None:
        if self.manuscript is None:
            return
        manuscript_id = self.manuscript.id
        self.compiling.emit()
        self._desk.ask(
            lambda w: w.writing.compiled(manuscript_id),
            self.compiled.emit,
            self._not_compiled,
            owner=self,
            key="compiled",
        )

    def _not_compiled(self, error: ArchivistError) -> None:
        if not (isinstance(error, NotFoundError) and error.what == "manuscript"):
            self.uncompiled.emit(error)  # else it was removed meanwhile: what is left is compiled


def _do(act: Callable[[], object]) -> None:
    act()
