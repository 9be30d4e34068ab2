"""The style manager: all citation styles, found by name and shown on the user's own sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.styles.specimen_view import SpecimenView
from archivist.gui.dialogs.styles.style_list import StyleList
from archivist.gui.dialogs.styles.style_work import CSL, StyleWork, is_text
from archivist.gui.widgets.banner import Banners
from archivist.gui.widgets.labels import muted
from archivist.services.citing import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archivist.errors import ArchivistError
    from archivist.gui.messages import Desk
    from archivist.services.citing import Specimen, StyleInfo

_MOST = 300
"""So many styles are listed; more words narrow them."""

_PAUSE = 60
"""Milliseconds that a style is chosen before it is printed."""

_MOVES = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class StylesDialog(QDialog):
    """Finds and shows styles; copies, adds, exports and removes them.

    `use` gets the style that is chosen for one purpose; without it the style is that of new work.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        style: str = "",
        use: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._use = desk, use
        self._wanted = style or desk.preferences.settings.style
        self.setWindowTitle(self.tr("Citation styles"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_parts()
        self._work = StyleWork(desk, self, self.banners)
        self._work.kept.connect(self._follow)
        self._make_buttons()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _: self._find())
        self.list.looked_at.connect(self._show)
        self.list.doubleClicked.connect(lambda _: self._take())
        desk.styles_changed.connect(self._find)
        self._find()

    # -- how it is made

    def _make_parts(self) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find a style: words of its name, a journal, a field"))
        self.line.setAccessibleName(self.tr("Find a style"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.list = StyleList()
        self.count = muted(wrap=False)
        self.banners = Banners()
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(theme.title_font(13))
        self.title.setWordWrap(True)
        self.said = muted()
        self.problem = QLabel()
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        self.specimen = SpecimenView()

    def _make_buttons(self) -> None:
        self.main = QPushButton(
            self.tr("Use this style") if self._use else self.tr("Use for new work")
        )
        self.main.setProperty("look", "main")
        self.main.clicked.connect(self._take)
        self.edit_button = QPushButton(self.tr("Copy and change…"))
        self.edit_button.clicked.connect(self._do(self._work.edit))
        self.add_button = QPushButton(self.tr("Add a file…"))
        self.add_button.clicked.connect(self._work.ask_files)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.export_button = _tool(
            "export", self.tr("Export the style…"), self._do(self._work.export)
        )
        self.copy_button = _tool("copy", self.tr("Copy and change…"), self._do(self._work.copy))
        self.remove_button = _tool("bin", self.tr("Remove the style"), self._do(self._work.remove))
        for button in (self.main, self.edit_button, self.add_button, self.close_button):
            button.setAutoDefault(False)

    def _do(self, act: Callable[[StyleInfo], object]) -> Callable[[], None]:
        """Return what a button does with the style that is chosen."""

        def do() -> None:
            if self.list.chosen is not None:
                act(self.list.chosen)

        return do

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        for part in (self.line, self.list, self.count):
            left.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID // 2)
        head.addWidget(self.title, 1)
        for tool in (self.copy_button, self.export_button, self.remove_button):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID // 2)
        right.addLayout(head)
        right.addWidget(self.said)
        right.addWidget(self.problem)
        right.addWidget(self.specimen, 1)
        middle = QHBoxLayout()
        middle.setSpacing(2 * theme.GRID)
        middle.addLayout(left, 2)
        line = QFrame()
        line.setProperty("look", "divider")
        middle.addWidget(line)
        middle.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        for button in (self.edit_button, self.main, self.close_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addSpacing(theme.GRID // 2)
        column.addLayout(middle, 1)
        column.addSpacing(2 * theme.GRID)
        column.addLayout(foot)
        self.list.setMinimumWidth(36 * theme.GRID)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.resize(132 * theme.GRID, 80 * theme.GRID)

    # -- finding and looking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard is in the field; Enter takes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.event(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _find(self) -> None:
        words = self.line.text()
        self._desk.ask(
            lambda w: w.styling.styles(words, _MOST + 1),
            self._list,
            self._refuse,
            owner=self,
            key="find",
        )

    def _list(self, styles: Sequence[StyleInfo]) -> None:
        chosen = self.list.chosen.name if self.list.chosen else ""
        more = len(styles) > _MOST
        self.list.show_styles(styles[:_MOST], self._wanted or chosen)
        self._wanted = ""
        if not styles:
            self.count.setText("")
            self.specimen.say(
                self.tr("No style is called so. Try fewer words, or add a .csl or .toml file.")
            )
        elif more:
            said = self.tr("The first %1 styles; type a name to find others.")
            self.count.setText(said.replace("%1", str(_MOST)))
        else:
            self.count.setText(self.tr("%n style(s)", "", len(styles)))

    def _show(self, info: StyleInfo | None) -> None:
        self.title.setText(info.title if info else "")
        self.said.setText(self.list.describe(info) if info else "")
        self.problem.setText(info.problem if info else "")
        self.problem.setVisible(bool(info and info.problem))
        sound = info is not None and not info.problem
        mine = info is not None and info.origin is Origin.USER
        text = info is not None and is_text(info)
        self.main.setEnabled(sound)
        self.edit_button.setText(self.tr("Change…") if text else self.tr("Copy and change…"))
        self.edit_button.setEnabled(sound or text)
        self.copy_button.setVisible(text and sound)
        self.export_button.setVisible(sound)
        self.remove_button.setVisible(mine)
        if sound:
            self._pause.start()
        else:
            self._pause.stop()
            self.specimen.say(
                self.tr("Its file cannot be used as it is. Change… opens its text.") if info else ""
            )

    def _look(self) -> None:
        info = self.list.chosen
        if info is None or info.problem:
            return
        name = info.name
        self._desk.ask(
            lambda w: (w.styling.look(name), w.styling.used_by(name)),
            lambda found: self._print(name, *found),
            lambda error: self.specimen.say(str(error)),
            owner=self,
            key="look",
        )

    def _print(self, name: str, specimen: Specimen, manuscripts: tuple[str, ...]) -> None:
        info = self.list.chosen
        if info is None or info.name != name:
            return
        self.specimen.show_specimen(specimen)
        said = self.list.describe(info)
        if manuscripts:
            said += "\n" + self.tr("Used by: %1").replace("%1", ", ".join(manuscripts))
        self.said.setText(said)

    # -- doing

    def _take(self) -> None:
        info = self.list.chosen
        if info is None or info.problem:
            return
        if info.name.startswith(CSL):
            self._desk.preferences.remember_style(info.name)
        if self._use:
            self._use(info.name)
        else:
            self._desk.preferences.choose(style=info.name)
            self._desk.status.emit(self.tr("New work uses: %1").replace("%1", info.title))
        self.accept()

    def _follow(self, info: StyleInfo) -> None:
        """Show a style that has just been saved, added or put back."""
        self._wanted = info.name
        if self.line.text():
            self.line.clear()  # which finds again
        self._find()

    def _refuse(self, error: ArchivistError) -> None:
        self.banners.show_error(str(error))


def _tool(icon: str, tip: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(theme.ICON, theme.ICON))
    button.setToolTip(tip)
    button.setAccessibleName(tip.rstrip("…"))
    button.clicked.connect(act)
    return button
