"""The list that was read: its entries, the chosen one beside them, and what is done with all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.pasting.detail import EntryDetail
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.dialogs.pasting.entries import (
    archive_words,
    known_archives,
    named_archive,
    with_answer,
    with_question,
)
from archivist.gui.dialogs.pasting.entry_pane import EntryPane
from archivist.gui.dialogs.pasting.import_foot import ImportFoot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.gui.messages import Desk
    from archivist.library.archive import Archive


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
        self._waiting = False
        self.pane, self.foot = EntryPane(), ImportFoot()
        self.list = self.pane.list
        self.detail = EntryDetail(desk)
        self.accept_button = EnterButton(self.tr("Good, next"))
        self.accept_button.setToolTip(self.tr("It is right as it stands (Ctrl+Enter)"))
        self.skip_button = EnterButton(self.tr("Leave out"))
        self.skip_button.setToolTip(self.tr("Do not import this reference (Del)"))
        self._lay_out()
        self._wire()

    def show_list(self, entries: Sequence[Entry]) -> None:
        """Show a list; the first entry that wants to be looked at is the chosen one."""
        self._entries = self._read = tuple(entries)
        self.pane.show_all()
        self._refresh(keep=False)
        first = next((entry.place for entry in entries if entry.open), 0)
        # In a turn of its own: the list is seen before the fields are made.
        QTimer.singleShot(0, self, lambda: self.list.go_to(first))
        self.list.setFocus()

    def offer_archives(self, archives: Sequence[Archive]) -> None:
        """Offer the archives of the library, and those of the list."""
        self._archives = tuple(archives)
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

    def wait(self, *, waiting: bool) -> None:
        """Take no order but to stop while one is carried out."""
        self._waiting = waiting
        # Not disabled: painting all of it in grey takes longer than most imports.
        blind = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self._split.setAttribute(blind, waiting)
        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(not waiting)
        self.foot.wait(waiting=waiting)
        if waiting:
            self.foot.cancel_button.setFocus()
        else:
            self.foot.show_counts(self._entries)

    # -- how it is made

    def _lay_out(self) -> None:
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
        right.setMinimumWidth(48 * theme.GRID)
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.pane)
        split.addWidget(right)
        split.setSizes([60 * theme.GRID, 72 * theme.GRID])
        line = QFrame()
        line.setProperty("look", "line")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID)
        whole.addWidget(split, 1)
        whole.addWidget(line)
        whole.addWidget(self.foot)

    def _wire(self) -> None:
        self.list.looked_at.connect(self._look)
        self.list.activated.connect(lambda _: self.edit())
        self.pane.turned.connect(lambda: self._refresh(keep=False))
        self.detail.changed.connect(self._put)
        self.detail.answered.connect(self._answer)
        self.detail.asked_again.connect(self._ask_again)
        self.detail.archive_named.connect(self._name_archive)
        self.accept_button.clicked.connect(self.accept)
        self.skip_button.clicked.connect(self.skip)
        self.foot.ordered.connect(self._import)
        self.foot.again.connect(self.again)
        self.foot.left.connect(self.left)
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
        self.pane.show_entries(self._entries, keep=keep)
        self.foot.show_counts(self._entries)

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
        if not self.pane.every:
            self._refresh(keep=False)
        if self.list.place < 0:
            self.foot.import_button.setFocus()

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
        if self._waiting:
            return
        self._entries = entries
        self._refresh()
        self._look(self.list.place)

    def _import(self) -> None:
        self.list.setFocus()
        asked = [one for one in self._entries if one.asked and one.taken]
        if not asked:
            self.import_wanted.emit()
            return
        self.pane.show_all()
        self._refresh()
        self.list.go_to(asked[0].place)
        self.edit()
        said = self.tr("Answer first which archive “%1” is, or leave the reference out.")
        self.asked.emit(said.replace("%1", asked[0].abbreviation))
