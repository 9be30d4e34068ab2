"""Templates of new sources: saved from a source, renamed, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.describing.tidying import TidyDialog
from archivist.gui.describing.words import field_name
from archivist.gui.models.words import kind_name, language_name
from archivist.gui.widgets.form_dialog import FormDialog
from archivist.gui.widgets.labels import muted
from archivist.gui.widgets.rows import RowDelegate
from archivist.gui.widgets.tips import plain_tip
from archivist.library.own_fields import OwnField, OwnFieldId, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.messages import Desk

_SELDOM = {"subtitle", "volume", "issue", "url", "note"}
"""The texts that a source seldom shares with the next of its kind."""

_KEY = Qt.ItemDataRole.UserRole


def parts_of(template: Template, fields: Sequence[OwnField]) -> dict[object, str]:
    """Return what a template fills in, in words, by the name of the text or the own field's id."""
    parts: dict[object, str] = {
        name: f"{field_name(name)}: {text}" for name, text in template.texts.items() if name
    }
    for own in fields:
        if own.id in template.own:
            parts[own.id] = f"{own.name}: {template.own[own.id]}"
    if template.language:
        parts["language"] = f"{field_name('language')}: {language_name(template.language)}"
    if template.tags:
        parts["tags"] = f"{field_name('tags')}: {', '.join(template.tags)}"
    return parts


def _list() -> QListWidget:
    """Return a list whose rows are as high as all, and end in … where they do not fit."""
    made = QListWidget()
    made.setItemDelegate(RowDelegate(made))
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class SaveTemplateDialog(FormDialog):
    """Asks how a template is called, and what of a source it takes over."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        template: Template,
        fields: Sequence[OwnField],
        taken: Sequence[str],
    ) -> None:
        super().__init__(parent, "", "")
        self.setWindowTitle(self.tr("Save as template"))
        self._main.setText(self.tr("Save"))
        self._desk, self._template = desk, template
        self._taken = {name.casefold() for name in taken}
        kind = kind_name(template.kind)
        said = template.texts.get("container") or template.texts.get("publisher") or ""
        self.name = QLineEdit(f"{kind}: {said}" if said else kind)
        self.parts = _list()
        self.parts.setAccessibleName(self.tr("What it fills in"))
        for key, text in parts_of(template, fields).items():
            item = QListWidgetItem(text)
            item.setData(_KEY, key)
            item.setToolTip(plain_tip(text))
            ticked = key not in _SELDOM
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.parts.addItem(item)
        self.form.addRow(self.tr("Name"), self.name)
        if self.parts.count():
            self.form.addRow(self.tr("It fills in"), self.parts)
            self.parts.setFixedHeight(min(self.parts.count(), 8) * theme.ROW + theme.GRID)
        else:
            self.form.addRow("", muted(self.tr("It begins with the kind alone."), wrap=False))
        self.setMinimumWidth(64 * theme.GRID)
        self.name.selectAll()

    def submit(self) -> None:
        """Save it."""
        name = " ".join(self.name.text().split())
        if not name:
            self.refuse(self.tr("A template needs a name."))
            return
        if name.casefold() in self._taken:
            self.refuse(self.tr("There is a template “%1” already.").replace("%1", name))
            return
        kept = {
            item.data(_KEY)
            for item in (self.parts.item(row) for row in range(self.parts.count()))
            if item.checkState() == Qt.CheckState.Checked
        }
        old = self._template
        template = replace(
            old,
            name=name,
            texts={key: text for key, text in old.texts.items() if key in kept},
            own={OwnFieldId(key): text for key, text in old.own.items() if key in kept},
            language=old.language if "language" in kept else "",
            tags=old.tags if "tags" in kept else (),
        )
        self.wait()
        self._desk.change(
            lambda w: w.describing.save_template(template),
            lambda _: self._saved(name),
            self.refuse,
            owner=self,
        )

    def _saved(self, name: str) -> None:
        said = self.tr("“%1” is offered under “New source” from now on.")
        self._desk.status.emit(said.replace("%1", name))
        self.accept()


class TemplatesDialog(TidyDialog):
    """The templates by name; a name is edited in place."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, "")
        self.setWindowTitle(self.tr("Templates"))
        self._templates: tuple[Template, ...] = ()
        self._fields: tuple[OwnField, ...] = ()
        self._buttons: list[QPushButton] = []
        self.list = _list()
        self.list.setAccessibleName(self.windowTitle())
        self.list.itemChanged.connect(self._renamed)
        self.list.currentRowChanged.connect(lambda _: self._describe())
        self._parts = muted()
        self._parts.setMinimumHeight(3 * theme.ROW)
        self._parts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.middle.addWidget(
            muted(self.tr("“New source” offers them; select a source to save it as one."))
        )
        self.middle.addWidget(self.list, 1)
        self.middle.addWidget(self._parts)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for text, act in ((self.tr("Rename"), self._rename), (self.tr("Remove"), self._remove)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        self.middle.addLayout(row)
        self.resize(64 * theme.GRID, 52 * theme.GRID)
        desk.changed.connect(self._ask)
        self._ask()

    def _ask(self, _changes: object = None) -> None:
        self._desk.ask(
            lambda w: (w.describing.templates(), w.describing.fields()),
            lambda found: self._show(*found),
            owner=self,
            key="templates",
        )

    def _show(self, templates: tuple[Template, ...], fields: tuple[OwnField, ...]) -> None:
        at = self.list.currentRow()
        self._templates, self._fields = templates, fields
        self.list.blockSignals(True)
        self.list.clear()
        for template in templates:
            item = QListWidgetItem(template.name)
            if not self._desk.read_only:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, min(at, len(templates) - 1)) if templates else -1)
        self.list.blockSignals(False)
        self._describe()

    def _chosen(self) -> Template | None:
        row = self.list.currentRow()
        return self._templates[row] if 0 <= row < len(self._templates) else None

    def _describe(self) -> None:
        chosen = self._chosen()
        for button in self._buttons:
            button.setEnabled(chosen is not None and not self._desk.read_only)
        if chosen is None:
            self._parts.setText(self.tr("No template yet.") if not self._templates else "")
            return
        parts = [kind_name(chosen.kind), *parts_of(chosen, self._fields).values()]
        self._parts.setText("; ".join(parts))

    def _rename(self) -> None:
        if self.list.currentItem():
            self.list.editItem(self.list.currentItem())

    def _renamed(self, item: QListWidgetItem) -> None:
        template = self._templates[self.list.row(item)]
        name = " ".join(item.text().split())
        if not name or name == template.name:
            self._ask()
            return
        new = replace(template, name=name)
        self._desk.change(lambda w: w.describing.save_template(new), None, self.refuse, owner=self)

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        said = self.tr("“%1” was removed. Sources made with it stay as they are.")
        self._desk.change(
            lambda w: w.describing.remove_template(chosen.id),
            lambda _: self.tell(said.replace("%1", chosen.name)),
            self.refuse,
            owner=self,
        )
