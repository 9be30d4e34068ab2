"""What the list of references is to look like: a card of choices that take effect at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFormLayout,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.widgets.belonging import belongs
from archivist.gui.widgets.fields import ChoiceField, LineField
from archivist.gui.widgets.labels import muted
from archivist.library.bibliography import ListForm, ListOrder, ListSection, Numbering, Script

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from archivist.services.writing import ListChoices

_WIDTH = 52 * theme.GRID
_LETTERS = 20
"""So much of a choice is seen at least."""


class ListPanel(QFrame):
    """Changes the form of a list; each choice is saved at once and can be undone.

    It lies over the room, as the card of citations does, and goes when the keyboard goes elsewhere.

    Signals:
        given(ListForm): the list is to look so.
        left(): it was closed by the keyboard.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._form = ListForm()
        self._numbered = True
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cast_shadow()
        self.order = ChoiceField()
        self.script = ChoiceField()
        self.sections = QCheckBox(self.tr("In sections by kinds of sources"))
        self.headings = {section: LineField() for section in ListSection}
        self.numbering = ChoiceField()
        self.tree = QCheckBox(self.tr("Archives as a tree of funds, series and files"))
        self.romanised = ChoiceField()
        self.abbreviations = QCheckBox(self.tr("List of the archives’ abbreviations"))
        self.labels = QCheckBox(self.tr("with Ф., Оп., Д., Л. and their like"))
        for choice in (self.order, self.script, self.romanised):
            choice.setMinimumContentsLength(_LETTERS)
        self._offer_choices()
        self._lay_out()
        self._wire()
        self.hide()

    def show_form(self, form: ListForm) -> None:
        """Show how the list is made now."""
        self._form = form
        headings = dict(form.headings)
        self.script.show_value(form.first_script)
        self.sections.setChecked(form.sections)
        for section, field in self.headings.items():
            field.show_value(headings.get(section, ""), field.placeholderText())
        self.numbering.show_value(form.numbering)
        self.tree.setChecked(form.tree)
        self.romanised.show_value(form.romanised, form.romanised)
        self.abbreviations.setChecked(form.abbreviations)
        self.labels.setChecked(form.labels)
        self._show_what_counts()

    def offer(self, choices: ListChoices) -> None:
        """Offer what can be chosen."""
        self._numbered = choices.numbered
        self._show_what_counts()
        for section, field in self.headings.items():
            field.show_value(dict(self._form.headings).get(section, ""), choices.headings[section])
        schemes: list[tuple[str, object]] = [(title, name) for name, title in choices.schemes]
        self.romanised.offer([(self.tr("None"), ""), *schemes])
        self.romanised.show_value(self._form.romanised, self._form.romanised)

    def open_below(self, button: QWidget, within: QWidget) -> None:
        """Open below a button, over a part of the room: what it changes stays in sight."""
        wanted = max(_WIDTH, self.minimumSizeHint().width())
        self.setFixedWidth(min(wanted, self._room.width() - 2 * theme.GRID))
        self.adjustSize()
        corner = button.mapTo(self._room, QPoint(0, button.height() + theme.GRID // 2))
        right = within.mapTo(self._room, QPoint(within.width(), 0)).x()
        left = min(corner.x(), right - self.width() - theme.GRID)
        self.move(max(theme.GRID, left), corner.y())
        self.show()
        self.raise_()
        self.order.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(4 * theme.GRID)
        shadow.setOffset(0, theme.GRID / 2)
        self.setGraphicsEffect(shadow)

    def _offer_choices(self) -> None:
        self.order.offer(
            [
                (self.tr("As they are cited first"), ListOrder.CITED),
                (self.tr("By the alphabet"), ListOrder.ALPHABET),
            ]
        )
        self.script.offer(
            [
                (self.tr("The list’s own letters"), Script.STYLE),
                (self.tr("Cyrillic letters"), Script.CYRILLIC),
                (self.tr("Latin letters"), Script.LATIN),
                (self.tr("Chinese signs"), Script.HAN),
            ]
        )
        self.numbering.offer(
            [
                (self.tr("One through all sections"), Numbering.THROUGH),
                (self.tr("Each section from 1: [II.5]"), Numbering.EACH),
            ]
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Order"), self.order)
        form.addRow(self.tr("Alphabet begins with"), self.script)
        form.addRow(self.sections)
        names = {
            ListSection.ARCHIVES: self.tr("Archives"),
            ListSection.LAWS: self.tr("Laws and treaties"),
            ListSection.PUBLISHED: self.tr("Published sources"),
            ListSection.LITERATURE: self.tr("Literature"),
            ListSection.ELECTRONIC: self.tr("Electronic"),
        }
        self._inner = QWidget()
        inner = QFormLayout(self._inner)
        inner.setContentsMargins(2 * theme.GRID, 0, 0, 0)
        inner.setVerticalSpacing(theme.GRID // 2)
        inner.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for section, field in self.headings.items():
            field.setProperty("look", "")  # framed: a heading is there to be typed over
            field.setAccessibleName(self.tr("Heading of “%1”").replace("%1", names[section]))
            inner.addRow(names[section], field)
        inner.addRow(self.tr("Numbers"), self.numbering)
        inner.addRow(self.tree)
        form.addRow(self._inner)
        form.addRow(self.tr("Again in Latin letters"), self.romanised)
        form.addRow(self.abbreviations)
        inset = QHBoxLayout()
        inset.setContentsMargins(2 * theme.GRID, 0, 0, 0)
        inset.addWidget(self.labels)
        form.addRow(inset)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addLayout(form)
        column.addWidget(muted(self.tr("Choices take effect at once. Esc closes.")))

    def _wire(self) -> None:
        self.order.given.connect(lambda value: self._give(order=value))
        self.script.given.connect(lambda value: self._give(first_script=value))
        self.sections.clicked.connect(lambda on: self._give(sections=on))
        self.numbering.given.connect(lambda value: self._give(numbering=value))
        self.tree.clicked.connect(lambda on: self._give(tree=on))
        self.romanised.given.connect(lambda value: self._give(romanised=value))
        self.abbreviations.clicked.connect(lambda on: self._give(abbreviations=on))
        self.labels.clicked.connect(lambda on: self._give(labels=on))
        for field in self.headings.values():
            field.given.connect(lambda _: self._give(headings=self._headings()))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def _headings(self) -> tuple[tuple[ListSection, str], ...]:
        typed = ((section, field.text().strip()) for section, field in self.headings.items())
        return tuple((section, text) for section, text in typed if text)

    def _give(self, **chosen: object) -> None:
        self._form = replace(self._form, **chosen)  # type: ignore[arg-type]  # fields of ListForm
        self._show_what_counts()
        self.given.emit(self._form)

    def _show_what_counts(self) -> None:
        """Hide the headings of a list without sections, and the card as much smaller.

        A list without numbers has one order alone.
        """
        order = self._form.order if self._numbered else ListOrder.ALPHABET
        self.order.show_value(order)
        self.order.setEnabled(self._numbered)
        self.order.setToolTip("" if self._numbered else self.tr("This style prints no numbers."))
        self.numbering.setEnabled(self._numbered)
        self.script.setEnabled(order is ListOrder.ALPHABET)
        self.labels.setEnabled(self._form.abbreviations)
        if self._inner.isVisibleTo(self) != self._form.sections:
            self._inner.setVisible(self._form.sections)
            if (layout := self.layout()) is not None:
                layout.activate()
            self.adjustSize()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not belongs(new, self):
            self.hide()
