"""The writing room: manuscripts, their text, and their references as they will print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.manuscript.check_work import CheckWork
from archivist.gui.manuscript.citation_work import CitationWork
from archivist.gui.manuscript.exporting import Exporting
from archivist.gui.manuscript.found_place import FoundPlace
from archivist.gui.manuscript.page import WritingPage
from archivist.gui.manuscript.references_pane import ReferencesPane
from archivist.gui.manuscript.shelf import Shelf
from archivist.gui.manuscript.worktable import Worktable
from archivist.gui.widgets.empty import EmptyPlace
from archivist.library.values import ManuscriptId, SectionId
from archivist.services.writing import Part

if TYPE_CHECKING:
    from archivist.gui.actions import Actions
    from archivist.gui.manuscript.outlined import Outline, Place
    from archivist.gui.messages import Desk
    from archivist.library.manuscript import Manuscript, Section
    from archivist.services.citing import StyleInfo

_LAST = "manuscript/last"
_SIDES = (30 * theme.GRID, 84 * theme.GRID, 36 * theme.GRID)


class ManuscriptRoom(QWidget):
    """Writes manuscripts."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self._desk = desk
        self._styles: tuple[StyleInfo, ...] = ()
        self._unnamed = self._untitled = False
        self.table = Worktable(desk, self)
        self.shelf = Shelf()
        self.page = WritingPage()
        self.references = ReferencesPane()
        self.citations = CitationWork(desk, self.table, self.page, self.references)
        self.checking = CheckWork(desk, self.table, self.page, self.references)
        self._found = FoundPlace(desk, self.table, self.page.editor)
        self.exporting = Exporting(desk, self.page.banners)
        self._empty = EmptyPlace(
            "manuscript",
            self.tr("No manuscripts yet. Write here, cite with Ctrl+Shift+I, export to Word."),
            self.tr("Begin a manuscript"),
            self._begin,
        )
        self._lay_out()
        self._wire()
        self._take_actions(actions)
        allowed = not desk.read_only
        self.shelf.allow_editing(allowed=allowed)
        self.page.allow_editing(allowed=allowed)
        if not allowed:
            self._empty.say(self.tr("This library has no manuscripts."), "")
        self._ask_styles()
        desk.styles_changed.connect(self._ask_styles)
        desk.preferences.changed.connect(self._ask_styles)
        kept = str(desk.preferences.state.value(self._last_key, ""))
        manuscript, _, section = kept.partition("/")
        self.table.open(
            ManuscriptId(int(manuscript)) if manuscript.isdecimal() else None,
            SectionId(int(section)) if section.isdecimal() else None,
        )

    # -- what the window asks

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        if self._stack.currentWidget() is self._split and self.table.section is not None:
            self.page.editor.setFocus()
        else:
            self.setFocus()

    def put_away(self) -> None:
        """Save what is not saved, and keep where the user was."""
        self._save()
        state = self._desk.preferences.state
        state.setValue("manuscript/splitter", self._split.saveState())
        if self.table.manuscript is not None:
            section = self.table.section.id if self.table.section else ""
            state.setValue(self._last_key, f"{self.table.manuscript.id}/{section}")

    def show_section(self, section_id: SectionId, query: str = "") -> None:
        """Open a section of any manuscript, at the first of the words of a query in it."""
        self._save()
        self._found.seek(int(section_id), query)
        self.table.open(None, section_id)

    # -- how it is made

    @property
    def _last_key(self) -> str:
        return f"{_LAST}/{self._desk.workspace.name}"

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for place, part in enumerate((self.shelf, self.page, self.checking.side)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, int(place == 1))
        self.shelf.setMinimumWidth(22 * theme.GRID)
        self.page.setMinimumWidth(52 * theme.GRID)
        self.checking.side.setMinimumWidth(26 * theme.GRID)
        self._split.setSizes(list(_SIDES))
        kept = self._desk.preferences.state.value("manuscript/splitter")
        if kept is not None:
            self._split.restoreState(kept)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _wire(self) -> None:
        table, shelf, page = self.table, self.shelf, self.page
        table.shelved.connect(self._show_manuscripts)
        table.outlined.connect(self._show_outline)
        table.opened.connect(self._show_section)
        table.replaced.connect(page.editor.reload)
        shelf.begun.connect(self._begin)
        shelf.opened.connect(self._open)
        shelf.removed.connect(lambda number: table.remove_manuscript(ManuscriptId(number)))
        shelf.section_added.connect(self._add_section)
        outline = shelf.outline
        outline.chosen.connect(self._open_section)
        outline.renamed.connect(table.rename_section)
        outline.moved.connect(self._move)
        outline.removed.connect(self._remove_section)
        outline.added.connect(lambda _: self._add_section())
        page.header.edited.connect(table.save_manuscript)
        page.header.exported.connect(self._export)
        page.header.styles_wanted.connect(self._choose_style)
        page.section_wanted.connect(self._add_section)
        page.titled.connect(self._rename)
        page.editor.rested.connect(self._save)
        page.header.list_wanted.connect(self.citations.shape_list)
        self.citations.begin(self)

    def _take_actions(self, actions: Actions) -> None:
        for name, act in (
            ("text.export", lambda: self._export(Part.ALL)),
            ("view.sidebar", lambda: self.shelf.setVisible(self.shelf.isHidden())),
            ("view.inspector", self.checking.turn_side),
        ):
            actions.handle(name, self, act)
        self.checking.offer(actions, self)
        self.shelf.outline.offer(actions, allowed=not self._desk.read_only)
        if self._desk.read_only:
            return
        editor = self.page.editor
        for name, view, act in (
            ("text.new", self, self._begin),
            ("text.new_section", self, self._add_section),
            ("text.insert_citation", self, self.citations.cite),
            ("text.list_form", self, self.citations.shape_list),
            ("text.bold", editor, lambda: editor.surround("**")),
            ("text.italic", editor, lambda: editor.surround("*")),
            ("edit.undo", editor, self._undo),
            ("edit.redo", editor, self._redo),
        ):
            actions.handle(name, view, act)

    # -- manuscripts and sections

    def _ask_styles(self) -> None:
        recent = self._desk.preferences.styles
        self._desk.ask(
            lambda w: w.styling.offered(recent), self._offer_styles, owner=self, key="styles"
        )

    def _choose_style(self) -> None:
        manuscript = self.table.manuscript
        if manuscript is not None:
            self._desk.open_styles.emit(manuscript.style, self.page.header.take_style)

    def _offer_styles(self, styles: tuple[StyleInfo, ...]) -> None:
        self._styles = styles
        self.page.header.offer_styles(styles)

    def _show_manuscripts(self, manuscripts: tuple[Manuscript, ...]) -> None:
        manuscript = self.table.manuscript
        self._stack.setCurrentWidget(self._split if manuscripts else self._empty)
        self.shelf.show_manuscripts(manuscripts, manuscript.id if manuscript else None)
        if manuscript is not None:
            self.page.header.show_manuscript(manuscript)
            if manuscript.style not in {one.name for one in self._styles}:
                self._ask_styles()
            if self._untitled:
                self._untitled = False
                self.page.header.title.setFocus()
                self.page.header.title.selectAll()
        else:
            self.citations.forget()

    def _show_outline(self, outline: Outline) -> None:
        section = self.table.section
        self.shelf.show_outline(outline, section.id if section else None)
        if section is not None:
            self.page.show_title(section.title)

    def _show_section(self, section: Section | None) -> None:
        self.page.show_section(section)
        if section is not None and self._unnamed:
            self._unnamed = False
            self.page.name_section()
        self.shelf.outline.follow(section.id if section else None)

    def _open(self, number: int) -> None:
        self._save()
        self.table.open(ManuscriptId(number))

    def _open_section(self, number: int) -> None:
        self._save()
        self.table.open_section(SectionId(number))

    def _begin(self) -> None:
        settings = self._desk.preferences.settings
        style = next((one for one in self._styles if one.name == settings.style), None)
        style = style or next(iter(self._styles), None)
        if style is not None:
            self._save()
            self._untitled = True
            self.table.add_manuscript(self.tr("New manuscript"), style.name, style.language)

    def _add_section(self) -> None:
        """Add a section beside the open one."""
        self._save()
        section = self.table.section
        self._unnamed = True
        self.table.add_section(section.parent_id if section else None, self.tr("New section"))

    def _remove_section(self, number: int) -> None:
        self._save()
        self.table.remove_section(SectionId(number))

    def _move(self, number: int, place: Place) -> None:
        self.table.move_section(SectionId(number), place.parent_id, place.position)

    def _rename(self, title: str) -> None:
        if self.table.section is not None:
            self.table.rename_section(self.table.section.id, title)

    # -- the text and its citations

    def _save(self) -> None:
        self.table.save_text(self.page.editor.text)

    def _undo(self) -> None:
        """Undo what was typed since the section was opened, then what the library did before."""
        if self.page.editor.document().isUndoAvailable():
            self.page.editor.undo()
        else:
            self._desk.change(lambda w: w.undo(), owner=self)

    def _redo(self) -> None:
        if self.page.editor.document().isRedoAvailable():
            self.page.editor.redo()
        else:
            self._desk.change(lambda w: w.redo(), owner=self)

    def _export(self, part: Part) -> None:
        manuscript, section = self.table.manuscript, self.table.section
        if manuscript is not None:
            self._save()
            self.table.after_saving(lambda: self.exporting.export(manuscript, section, part))
