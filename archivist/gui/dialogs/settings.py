"""The settings; each is kept as soon as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from archivist.gui import theme
from archivist.gui.models.style_choice import StyleChoice
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import muted
from archivist.settings import Theme

if TYPE_CHECKING:
    from archivist.gui.messages import Desk, Preferences


class SettingsDialog(QDialog):
    """Theme, citation style, text recognition; the last two need an open library."""

    def __init__(self, preferences: Preferences, desk: Desk | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = preferences.settings
        self.theme = ChoiceField()
        self.theme.offer(
            [
                (self.tr("As the system"), Theme.SYSTEM),
                (self.tr("Light"), Theme.LIGHT),
                (self.tr("Dark"), Theme.DARK),
            ]
        )
        self.theme.show_value(now.theme)
        self.theme.given.connect(lambda chosen: preferences.choose(theme=chosen))
        self.style_choice = StyleChoice(desk, now.style)
        self.style_choice.chosen.connect(lambda chosen: preferences.choose(style=chosen))
        self.ocr = ChoiceField()
        self._ocr_note = muted()
        self._offer_ocr(())
        self.ocr.given.connect(lambda chosen: preferences.choose(ocr=chosen))
        self._lay_out()
        if desk:
            desk.ask(
                lambda w: (w.collecting.tesseract(), w.collecting.ocr_languages()),
                lambda found: self._take_ocr(*found),
                owner=self,
            )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.GRID)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(self.tr("Citation style"), self.style_choice)
        form.addRow(self.tr("Read scanned pages"), self.ocr)
        form.addRow("", self._ocr_note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID,) * 4)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(60 * theme.GRID)

    def _offer_ocr(self, languages: tuple[str, ...]) -> None:
        now = self._preferences.settings.ocr
        choices: list[tuple[str, object]] = [
            (self.tr("Automatically"), "auto"),
            (self.tr("No"), "off"),
        ]
        joined = "+".join(languages)
        if joined:
            choices.append((self.tr("In all of %1").replace("%1", ", ".join(languages)), joined))
        choices += [(code, code) for code in languages]
        if now not in {value for _, value in choices}:
            choices.append((now, now))
        self.ocr.offer(choices)
        self.ocr.show_value(now)

    def _take_ocr(self, version: str, languages: tuple[str, ...]) -> None:
        self._offer_ocr(languages)
        self._ocr_note.setText(
            self.tr("Tesseract %1 is installed.").replace("%1", version)
            if version
            else self.tr(
                "Tesseract is not installed, so scans are kept without their text. Install it "
                "with the languages that you need; your scans can be read then."
            )
        )
