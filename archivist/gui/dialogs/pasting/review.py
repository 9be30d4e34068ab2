"""The list that was read: its entries, the chosen one beside them, and what is done with all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.pasting.detail import EntryDetail
from archivist.gui.dialogs.pasting.entries import (
    archive_words,
    known_archives,
    named_archive,
    with_answer,
    with_question,
)
from archivist.gui.dialogs.pasting.entry_list import EntryList
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive
    from archivist.library.groups import Group
    from archivist.library.values import GroupId


class ReviewPage(QWidget):
    """Holds the entries of a list while the user looks through them.

    Signals:
        import_wanted(): the user wants all that is not left out.
        asked(str): the sentence that a question must be answered first, "" when it was.
        again(): another list is to be pasted.
        left(): the user does not want the list.
    """

    import_wanted = Signal()
    asked = Signal(str)
    again = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._read: tuple[Entry, ...] = ()
        self._archives: tuple[Archive, ...] = ()
        self.list = EntryList()
        self.detail = EntryDetail(desk)
        self.all_button, self.open_button = _pill(), _pill()
        self.nothing = muted(self.tr("Nothing is left to look at."))
        self.count = muted(wrap=False)
        self.group = ChoiceField()
        self.group.setAccessibleName(self.tr("Group"))
        self._make_buttons()
        self._lay_out()
        self._wire()

    def show_list(self, entries: Sequence[Entry]) -> None:
        """Show a list; the first entry that wants to be looked at is the chosen one."""
        self._entries = self._read = tuple(entries)
        with QSignalBlocker(self.all_button):
            self.all_button.setChecked(True)
        self._refresh(keep=False)
        first = next((entry.place for entry in entries if entry.open), 0)
        # In a turn of its own: the list is seen before the fields are made.
        QTimer.singleShot(0, self, lambda: self.list.go_to(first))
        self.list.setFocus()

    def offer(self, archives: Sequence[Archive], groups: Sequence[tuple[Group, int]]) -> None:
        """Offer the archives and groups of the library."""
        self._archives = tuple(archives)
        self.group.offer(
            [(self.tr("No group"), None), *((group.name, group.id) for group, _ in groups)]
        )
        if self.group.currentIndex() < 0:
            self.group.show_value(None)
        known = known_archives(self._archives, self._entries)
        words = (archive_words(one, one.names[0].language) for one in known.values())
        self.detail.form.offer_archives(sorted(set(words)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries as the user left them."""
        return self._entries

    @property
    def corrected(self) -> bool:
        """Tell whether the user changed anything."""
        return self._entries != self._read

    @property
    def group_id(self) -> GroupId | None:
        """The group that new sources go to."""
        chosen: GroupId | None = self.group.currentData()
        return chosen

    def wait(self, *, waiting: bool) -> None:
        """Take no order while one is carried out."""
        self._count()
        if waiting:
            self.import_button.setText(self.tr("Importing…"))
        for part in (self.import_button, self.cancel_button, self.again_button, self._middle):
            part.setEnabled(not waiting)

    # -- how it is made

    def _make_buttons(self) -> None:
        self.import_button = QPushButton()
        self.import_button.setProperty("look", "main")
        self.accept_button = QPushButton(self.tr("Good, next"))
        self.accept_button.setToolTip(self.tr("It is right as it stands (Ctrl+Enter)"))
        self.skip_button = QPushButton(self.tr("Leave out"))
        self.skip_button.setToolTip(self.tr("Do not import this reference (Del)"))
        self.again_button = QPushButton(self.tr("Another list…"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        for button in (
            self.import_button,
            self.accept_button,
            self.skip_button,
            self.again_button,
            self.cancel_button,
        ):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        pills = QHBoxLayout()
        pills.setSpacing(theme.GRID // 2)
        group = QButtonGroup(self)
        for button in (self.all_button, self.open_button):
            group.addButton(button)
            pills.addWidget(button)
        pills.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(pills)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(2 * theme.GRID, 0, 0, 0)
        beside.setSpacing(theme.GRID)
        beside.addWidget(self.detail, 1)
        steps = QHBoxLayout()
        steps.setSpacing(theme.GRID)
        steps.addStretch(1)
        steps.addWidget(self.skip_button)
        steps.addWidget(self.accept_button)
        beside.addLayout(steps)
        split = self._middle = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([60 * theme.GRID, 72 * theme.GRID])
        left.setMinimumWidth(36 * theme.GRID)
        right.setMinimumWidth(48 * theme.GRID)
        line = QFrame()
        line.setProperty("look", "line")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID)
        whole.addWidget(split, 1)
        whole.addWidget(line)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        foot.addWidget(QLabel(self.tr("Group")))
        self.group.setMinimumWidth(20 * theme.GRID)
        foot.addWidget(self.group)
        foot.addSpacing(theme.GRID)
        foot.addWidget(self.import_button)
        foot.addWidget(self.cancel_button)
        return foot

    def _wire(self) -> None:
        self.list.looked_at.connect(self._look)
        self.list.activated.connect(lambda _: self.edit())
        self.all_button.toggled.connect(lambda _: self._refresh(keep=False))
        self.detail.changed.connect(self._put)
        self.detail.answered.connect(self._answer)
        self.detail.asked_again.connect(self._ask_again)
        self.detail.archive_named.connect(self._name_archive)
        self.accept_button.clicked.connect(self.accept)
        self.skip_button.clicked.connect(self.skip)
        self.import_button.clicked.connect(self._import)
        self.again_button.clicked.connect(self.again)
        self.cancel_button.clicked.connect(self.left)
        for keys, act, where in (
            ("Ctrl+Return", self.accept, self),
            ("Ctrl+Enter", self.accept, self),
            ("F2", self.edit, self),
            ("Del", self.skip, self.list),
            ("Space", self.skip, self.list),
        ):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- what is shown

    def _refresh(self, *, keep: bool = True) -> None:
        """Show the list anew; `keep` leaves the entry in it that is being corrected."""
        here = self.list.place if keep else -1
        every = self.all_button.isChecked()
        open_ = [one.place for one in self._entries if one.open]
        wanted = {*open_, here}
        shown = [one.place for one in self._entries if every or one.place in wanted]
        self.list.show_entries(self._entries, shown)
        self.nothing.setVisible(not shown)
        count = len(self._entries)
        self.all_button.setText(self.tr("All (%1)").replace("%1", str(count)))
        self.open_button.setText(self.tr("To look at (%1)").replace("%1", str(len(open_))))
        self._count()

    def _count(self) -> None:
        """Say what the import will do."""
        taken = [one for one in self._entries if one.taken]
        there = sum(one.same is not None for one in taken)
        skipped = sum(one.skipped for one in self._entries)
        lost = len(self._entries) - len(taken) - skipped
        self.import_button.setText(self.tr("Import %n reference(s)", "", len(taken)))
        self.import_button.setEnabled(bool(taken))
        said = [
            self.tr("%n in the library already", "", there) if there else "",
            self.tr("%n left out", "", skipped) if skipped else "",
            self.tr("%n not understood", "", lost) if lost else "",
        ]
        self.count.setText(" · ".join(filter(None, said)))
        self.count.setVisible(any(said))

    def _look(self, place: int) -> None:
        entry = self._entries[place] if 0 <= place < len(self._entries) else None
        self.accept_button.setEnabled(entry is not None)
        self.skip_button.setEnabled(entry is not None)
        if entry is None:
            self.detail.show_entry(None)
            return
        self.skip_button.setText(
            self.tr("Take it after all") if entry.skipped else self.tr("Leave out")
        )
        name = entry.abbreviation
        self.detail.show_entry(entry, sum(one.abbreviation == name for one in self._entries))

    # -- what the user does

    def edit(self) -> None:
        """Put the keyboard into the question, or the fields, of the chosen entry."""
        entry = self.detail.entry
        if entry is None:
            return
        if entry.asked:
            self.detail.archive_question.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif entry.same is not None:
            self.detail.same_question.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.detail.form.begin()

    def accept(self) -> None:
        """Take the chosen entry as it stands, and go to the next."""
        self.list.setFocus()  # what is typed in a field is given by that
        entry = self.detail.entry
        if entry is None:
            return
        if entry.asked and not entry.skipped:
            self.edit()
            return
        self._put(replace(entry, settled=True))
        row = self.list.currentIndex().row() + 1
        if row < self.list.entries.rowCount():
            self.list.go_to_row(row)
        if self.open_button.isChecked():
            self._refresh(keep=False)

    def skip(self) -> None:
        """Leave the chosen entry out, or take it after all."""
        self.list.setFocus()
        entry = self.detail.entry
        if entry is not None:
            self._put(replace(entry, skipped=not entry.skipped))

    def _put(self, entry: Entry) -> None:
        before, after = self._entries[: entry.place], self._entries[entry.place + 1 :]
        self._change((*before, entry, *after))

    def _answer(self, entry: Entry, archive: Archive) -> None:
        self._change(with_answer(self._entries, entry.abbreviation, archive))
        self.asked.emit("")
        self.list.setFocus()

    def _ask_again(self, entry: Entry) -> None:
        self._change(with_question(self._entries, entry.abbreviation))

    def _name_archive(self, entry: Entry, name: str) -> None:
        archive = named_archive(name, known_archives(self._archives, self._entries))
        citable = replace(entry.citable, archive=archive)
        self._put(replace(entry, citable=citable, asked=False, settled=True))

    def _change(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._refresh()
        self._look(self.list.place)

    def _import(self) -> None:
        self.list.setFocus()
        asked = [one for one in self._entries if one.asked and one.taken]
        if not asked:
            self.import_wanted.emit()
            return
        self.all_button.setChecked(True)
        self.list.go_to(asked[0].place)
        self.edit()
        said = self.tr("Answer first which archive “%1” is, or leave the reference out.")
        self.asked.emit(said.replace("%1", asked[0].abbreviation))


def _pill() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button
