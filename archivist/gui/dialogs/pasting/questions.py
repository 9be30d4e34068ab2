"""What only the user can answer: which archive is meant, and whether a source is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.pasting.enter_button import EnterButton
from archivist.gui.dialogs.pasting.entries import archive_words
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import IconLabel, muted
from archivist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from archivist.gui.dialogs.pasting.entries import Entry
    from archivist.library.archive import Archive


class ArchiveQuestion(QFrame):
    """Asks which archive an unknown abbreviation means.

    Signals:
        answered(Archive): the archive that is meant.
        asked_again(): the answer is to be given anew.
    """

    answered = Signal(object)
    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = muted()
        self.buttons: list[EnterButton] = []
        self.change_button = EnterButton(self.tr("Change the answer"), "link")
        self.change_button.clicked.connect(self.asked_again)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(theme.GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._question, 1)
        head.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addLayout(self._choices)

    def show_entry(self, entry: Entry, count: int) -> None:
        """Ask about the archive of an entry; `count` entries call it so."""
        self._clear()
        self.setVisible(bool(entry.abbreviation))
        self._hint.setVisible(entry.asked and count > 1)
        self.change_button.setVisible(not entry.asked)
        name = f"“{entry.abbreviation}”"
        if not entry.asked:
            meant = archive_words(entry.archive, entry.record.language)
            said = self.tr("%1 is taken for: %2").replace("%1", name)
            self._question.setText(said.replace("%2", meant))
            return
        self._question.setText(self.tr("Which archive is %1?").replace("%1", name))
        self._hint.setText(
            self.tr("One answer counts for all %n reference(s) that name it.", "", count)
        )
        match = entry.proposal.match
        for archive in match.near if match else ():
            name_there = archive.name(entry.record.language)
            words = " – ".join(filter(None, (name_there.abbreviation, name_there.full)))
            if archive.id > 0:
                words += self.tr(" (in your library)")
            self._offer(words, archive)
        if match:
            self._offer(self.tr("A new archive, %1").replace("%1", name), match.new)

    def _offer(self, words: str, archive: Archive) -> None:
        button = _Choice(words)
        button.clicked.connect(lambda: self.answered.emit(archive))
        self._choices.addWidget(button)
        self.buttons.append(button)

    def _clear(self) -> None:
        for button in self.buttons:
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []


class SameQuestion(QFrame):
    """Tells of sources of the library that look the same, and what becomes of the entry.

    Signals:
        answered(object): the id of the source to link to, None to make a new one.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self.choice = ChoiceField()
        self.choice.setAccessibleName(self.tr("What becomes of it"))
        self.choice.given.connect(self.answered)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(IconLabel("link", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GRID,) * 4)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.choice)

    def show_entry(self, entry: Entry) -> None:
        """Show which sources look like an entry; hidden where there is none."""
        self.setVisible(bool(entry.known))
        self._said.setText(
            self.tr("Looks the same as %n source(s) of your library.", "", len(entry.known))
        )
        link, untitled = self.tr("Use “%1”"), self.tr("Use the one that is there")
        choices: list[tuple[str, object]] = [
            (link.replace("%1", one.title) if one.title else untitled, one.id)
            for one in entry.known
        ]
        self.choice.offer([*choices, (self.tr("Make a new source"), None)])
        self.choice.show_value(entry.same)


class _Choice(EnterButton):
    """An answer on one line, elided where it does not fit."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - 4 * theme.GRID
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
