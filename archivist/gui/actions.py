"""The actions of a window, made from their table, and who carries each out.

A room takes an action with `actions.handle("source.bin", view, self._put_in_bin)`: the menu entry
and the key then call the room's function whenever that view is what the user sees (an action of
the scope VIEW only has its key while the keyboard is inside the view, so that single letters do
not get in the way of typing). An action that nobody on the screen handles is grey in its menu.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from archivist.gui import theme
from archivist.gui.action_table import (
    CHECKABLE,
    DIVIDED_AFTER,
    MENUS,
    TABLE,
    ActionSpec,
    Scope,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CHECKABLE", "DIVIDED_AFTER", "MENUS", "TABLE", "Actions"]

_CONTEXT = "Actions"

_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "file.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Where macOS wants some actions; no other system minds."""


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
