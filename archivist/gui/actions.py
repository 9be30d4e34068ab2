"""Every action of the program, in one table: its name, its words, its keys, its icon, its menu.

A room takes an action with `actions.handle("source.bin", view, self._put_in_bin)`: the menu entry
and the key then call the room's function whenever that view is what the user sees (an action of
the scope VIEW only has its key while the keyboard is inside the view, so that single letters do
not get in the way of typing). An action that nobody on the screen handles is grey in its menu.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from archivist.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONTEXT = "Actions"


class Scope(Enum):
    """Where an action's key works: anywhere in the window, or inside the view that handles it."""

    WINDOW = auto()
    VIEW = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionSpec:
    """One row of the table; `keys` in Qt's portable form, several divided by spaces."""

    id: str
    text: str
    menu: str
    keys: str = ""
    icon: str = ""
    scope: Scope = Scope.WINDOW


def _row(
    name: str, text: object, keys: str = "", icon: str = "", *, scope: Scope = Scope.WINDOW
) -> ActionSpec:
    """Make a row; `QT_TRANSLATE_NOOP` gives the text as an object that is a str."""
    menu, _, _ = name.partition(".")
    return ActionSpec(id=name, text=str(text), menu=menu, keys=keys, icon=icon, scope=scope)


_VIEW = Scope.VIEW

MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "go": QT_TRANSLATE_NOOP("Actions", "&Go"),
    "source": QT_TRANSLATE_NOOP("Actions", "&Sources"),
    "page": QT_TRANSLATE_NOOP("Actions", "&Page"),
    "text": QT_TRANSLATE_NOOP("Actions", "&Manuscript"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
"""The menus, in the order of the bar. The first part of an action's id is its menu."""

TABLE: tuple[ActionSpec, ...] = (
    _row("file.new_library", QT_TRANSLATE_NOOP("Actions", "Make a library…"), "", "library-new"),
    _row("file.open_library", QT_TRANSLATE_NOOP("Actions", "Open a library…"), "Ctrl+Shift+O"),
    _row("file.close_library", QT_TRANSLATE_NOOP("Actions", "Close the library")),
    _row("file.add_files", QT_TRANSLATE_NOOP("Actions", "Add files…"), "Ctrl+O", "file-add"),
    _row("file.add_folder", QT_TRANSLATE_NOOP("Actions", "Add a folder…"), "", "folder-add"),
    _row(
        "file.export_references",
        QT_TRANSLATE_NOOP("Actions", "Export a reference list…"),
        "Ctrl+Shift+E",
        "export",
    ),
    _row("file.verify", QT_TRANSLATE_NOOP("Actions", "Check the library…")),
    _row("file.reindex", QT_TRANSLATE_NOOP("Actions", "Build the search index anew")),
    _row("file.settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), "Ctrl+,", "settings"),
    _row("file.quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"),
    _row("edit.undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z", "undo"),
    _row("edit.redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo"),
    _row("edit.find", QT_TRANSLATE_NOOP("Actions", "Find here"), "Ctrl+F", "search"),
    _row("edit.find_next", QT_TRANSLATE_NOOP("Actions", "Next hit"), "F3"),
    _row("edit.find_previous", QT_TRANSLATE_NOOP("Actions", "Previous hit"), "Shift+F3"),
    _row(
        "edit.search_form",
        QT_TRANSLATE_NOOP("Actions", "Search by a form"),
        "Ctrl+Shift+F",
        "filter",
    ),
    _row("edit.next_finding", QT_TRANSLATE_NOOP("Actions", "Next finding"), "F8"),
    _row("edit.previous_finding", QT_TRANSLATE_NOOP("Actions", "Previous finding"), "Shift+F8"),
    _row(
        "edit.copy_citation",
        QT_TRANSLATE_NOOP("Actions", "Copy citation"),
        "Ctrl+Shift+C",
        "copy",
    ),
    _row(
        "edit.paste_references",
        QT_TRANSLATE_NOOP("Actions", "Paste references…"),
        "Ctrl+Shift+V",
        "quote",
    ),
    _row(
        "edit.styles",
        QT_TRANSLATE_NOOP("Actions", "Citation styles…"),
        "Ctrl+Shift+L",
        "citation",
    ),
    _row("edit.palette", QT_TRANSLATE_NOOP("Actions", "Find an action…"), "Ctrl+Shift+P"),
    _row("view.theme_system", QT_TRANSLATE_NOOP("Actions", "Theme of the system")),
    _row("view.theme_light", QT_TRANSLATE_NOOP("Actions", "Light theme")),
    _row("view.theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark theme")),
    _row(
        "view.sidebar",
        QT_TRANSLATE_NOOP("Actions", "Show or hide the left side"),
        "F9",
        "side-left",
    ),
    _row(
        "view.inspector",
        QT_TRANSLATE_NOOP("Actions", "Show or hide the right side"),
        "F10",
        "side-right",
    ),
    _row("view.zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger"), "Ctrl++ Ctrl+=", "zoom-in"),
    _row("view.zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller"), "Ctrl+-", "zoom-out"),
    _row("view.zoom_fit", QT_TRANSLATE_NOOP("Actions", "Fit the width"), "Ctrl+0", "zoom-fit"),
    _row("view.full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), "F11"),
    _row("go.back", QT_TRANSLATE_NOOP("Actions", "Back"), "Alt+Left", "back"),
    _row("go.forward", QT_TRANSLATE_NOOP("Actions", "Forward"), "Alt+Right", "forward"),
    _row("go.library", QT_TRANSLATE_NOOP("Actions", "Library"), "Ctrl+1", "library"),
    _row("go.search", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+2", "search"),
    _row("go.manuscripts", QT_TRANSLATE_NOOP("Actions", "Manuscripts"), "Ctrl+3", "manuscript"),
    _row("go.search_everything", QT_TRANSLATE_NOOP("Actions", "Search everything"), "Ctrl+K"),
    _row("go.next_tab", QT_TRANSLATE_NOOP("Actions", "Next tab"), "Ctrl+PgDown"),
    _row("go.previous_tab", QT_TRANSLATE_NOOP("Actions", "Previous tab"), "Ctrl+PgUp"),
    _row("go.close_tab", QT_TRANSLATE_NOOP("Actions", "Close the tab"), "Ctrl+W"),
    _row("go.queue", QT_TRANSLATE_NOOP("Actions", "Work in progress"), "Ctrl+J"),
    _row("source.new", QT_TRANSLATE_NOOP("Actions", "New source"), "Ctrl+N", "source-new"),
    _row("source.open", QT_TRANSLATE_NOOP("Actions", "Open"), "Return Enter", "open", scope=_VIEW),
    _row("source.rename", QT_TRANSLATE_NOOP("Actions", "Rename"), "F2", "edit", scope=_VIEW),
    _row("source.tag", QT_TRANSLATE_NOOP("Actions", "Edit tags"), "Ctrl+T", "tag", scope=_VIEW),
    _row(
        "source.checked",
        QT_TRANSLATE_NOOP("Actions", "Checked, or not"),
        "Ctrl+Return",
        "checked",
        scope=_VIEW,
    ),
    _row("source.bin", QT_TRANSLATE_NOOP("Actions", "Move to the bin"), "Del", "bin", scope=_VIEW),
    _row("source.restore", QT_TRANSLATE_NOOP("Actions", "Restore from the bin"), "", "restore"),
    _row("source.empty_bin", QT_TRANSLATE_NOOP("Actions", "Empty the bin…"), "", "bin"),
    _row("source.check", QT_TRANSLATE_NOOP("Actions", "Check sources"), "Shift+F7", "findings"),
    _row("source.new_archive", QT_TRANSLATE_NOOP("Actions", "New archive…"), "", "archive"),
    _row("source.new_group", QT_TRANSLATE_NOOP("Actions", "New group…"), "", "group"),
    _row("source.new_period", QT_TRANSLATE_NOOP("Actions", "New period…"), "", "period"),
    _row("page.next", QT_TRANSLATE_NOOP("Actions", "Next page"), "Space", scope=_VIEW),
    _row(
        "page.previous", QT_TRANSLATE_NOOP("Actions", "Previous page"), "Shift+Space", scope=_VIEW
    ),
    _row("page.go", QT_TRANSLATE_NOOP("Actions", "Go to sheet…"), "Ctrl+G"),
    _row("page.sheet", QT_TRANSLATE_NOOP("Actions", "Sheet number…"), "", "sheet"),
    _row(
        "page.highlight", QT_TRANSLATE_NOOP("Actions", "Highlight"), "H", "highlight", scope=_VIEW
    ),
    _row("page.region", QT_TRANSLATE_NOOP("Actions", "Mark a region"), "R", "region", scope=_VIEW),
    _row("page.note", QT_TRANSLATE_NOOP("Actions", "Note"), "N", "note", scope=_VIEW),
    _row("page.tag", QT_TRANSLATE_NOOP("Actions", "Tags of the mark"), "T", "tag", scope=_VIEW),
    _row(
        "page.copy_quotation",
        QT_TRANSLATE_NOOP("Actions", "Copy quotation with citation"),
        "Ctrl+Shift+Q",
        "quote",
    ),
    _row("page.original", QT_TRANSLATE_NOOP("Actions", "Show the original file"), "", "file"),
    _row("text.new", QT_TRANSLATE_NOOP("Actions", "New manuscript…"), "", "manuscript"),
    _row("text.new_section", QT_TRANSLATE_NOOP("Actions", "New section"), "Ctrl+Shift+N", "add"),
    _row(
        "text.insert_citation",
        QT_TRANSLATE_NOOP("Actions", "Insert citation…"),
        "Ctrl+Shift+I",
        "citation",
    ),
    _row("text.check", QT_TRANSLATE_NOOP("Actions", "Check citations"), "F7", "findings"),
    _row("text.list_form", QT_TRANSLATE_NOOP("Actions", "Form of the list of references…")),
    _row("text.bold", QT_TRANSLATE_NOOP("Actions", "Bold"), "Ctrl+B", "bold", scope=_VIEW),
    _row("text.italic", QT_TRANSLATE_NOOP("Actions", "Italic"), "Ctrl+I", "italic", scope=_VIEW),
    _row("text.move_up", QT_TRANSLATE_NOOP("Actions", "Move section up"), "Ctrl+Shift+Up"),
    _row("text.move_down", QT_TRANSLATE_NOOP("Actions", "Move section down"), "Ctrl+Shift+Down"),
    _row(
        "text.indent", QT_TRANSLATE_NOOP("Actions", "Section one level lower"), "Ctrl+Shift+Right"
    ),
    _row(
        "text.outdent", QT_TRANSLATE_NOOP("Actions", "Section one level higher"), "Ctrl+Shift+Left"
    ),
    _row("text.export", QT_TRANSLATE_NOOP("Actions", "Export the manuscript…"), "Ctrl+E", "export"),
    _row("help.search", QT_TRANSLATE_NOOP("Actions", "How to search"), "Shift+F1", "info"),
    _row("help.keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "F1", "keyboard"),
    _row("help.about", QT_TRANSLATE_NOOP("Actions", "About Archivist"), "", "info"),
)
"""All actions, in the order of their menus."""

DIVIDED_AFTER = frozenset(
    {
        "file.close_library",
        "file.add_folder",
        "file.reindex",
        "file.settings",
        "edit.redo",
        "edit.search_form",
        "edit.previous_finding",
        "edit.paste_references",
        "edit.styles",
        "view.theme_dark",
        "view.inspector",
        "view.zoom_fit",
        "go.forward",
        "go.manuscripts",
        "go.search_everything",
        "go.close_tab",
        "source.new",
        "source.checked",
        "source.empty_bin",
        "source.check",
        "page.previous",
        "page.sheet",
        "page.note",
        "text.new_section",
        "text.italic",
        "text.outdent",
    }
)
"""The actions after which their menu has a line."""

_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "file.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Where macOS wants some actions; no other system minds."""

_THEMES = ("view.theme_system", "view.theme_light", "view.theme_dark")
CHECKABLE = frozenset(_THEMES)
"""The actions that are on or off."""


class Actions(QObject):
    """The actions of one window, made from the table, and who handles each."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._handlers: defaultdict[str, list[tuple[QWidget, Callable[[], object]]]]
        self._handlers = defaultdict(list)
        self._actions = {spec.id: self._make(spec) for spec in TABLE}

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its id, to show it in a toolbar or a context menu."""
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        """Return the ids of all actions in the order of the table."""
        return iter(self._actions)

    def handle(self, name: str, view: QWidget, act: Callable[[], object]) -> QAction:
        """Let `act` do the action `name` while `view` is on the screen; return the action.

        When several visible views handle an action, the one that holds the keyboard gets it, else
        the one that said so first.
        """
        action = self._actions[name]
        self._handlers[name].append((view, act))
        if action.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
            view.addAction(action)
        return action

    def can(self, name: str) -> bool:
        """Tell whether somebody on the screen handles the action now."""
        return self._handler(name) is not None

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Make one of the menus of `MENUS`; entries that nobody handles are grey while it shows."""
        menu = QMenu(QCoreApplication.translate(_CONTEXT, str(MENUS[name])), parent)
        for spec in TABLE:
            if spec.menu == name:
                menu.addAction(self._actions[spec.id])
                if spec.id in DIVIDED_AFTER:
                    menu.addSeparator()
        menu.aboutToShow.connect(lambda: self.refresh(name))
        menu.aboutToHide.connect(self.allow_all)
        return menu

    def refresh(self, menu: str = "") -> None:
        """Grey what cannot be done now, in one menu or everywhere."""
        for spec in TABLE:
            if not menu or spec.menu == menu:
                self._actions[spec.id].setEnabled(self.can(spec.id))

    def allow_all(self) -> None:
        """Take the grey away after a menu has closed: a grey action has no key."""
        for action in self._actions.values():
            action.setEnabled(True)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(QCoreApplication.translate(_CONTEXT, spec.text), self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys.split()])
        if spec.icon:
            action.setIcon(theme.icon(spec.icon))
        action.setCheckable(spec.id in CHECKABLE)
        action.setIconVisibleInMenu(False)
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.scope is Scope.VIEW:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        action.triggered.connect(lambda: self._act(spec.id))
        return action

    def _handler(self, name: str) -> Callable[[], object] | None:
        alive = [(view, act) for view, act in self._handlers[name] if isValid(view)]
        self._handlers[name] = alive
        focus = QApplication.focusWidget()
        seen = [(view, act) for view, act in alive if view.isVisible()]
        for view, act in reversed(seen):
            if focus is not None and (view is focus or view.isAncestorOf(focus)):
                return act
        return seen[0][1] if seen else None

    def _act(self, name: str) -> None:
        handler = self._handler(name)
        if handler:
            handler()
