"""Opens what describes sources: the edit of many, fields of the user's own, templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.describing.many_form import Offers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from archivist.gui.messages import Desk
    from archivist.library.own_fields import OwnField, Template
    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace


class DescribeWork(QObject):
    """Opens the dialogs over a room."""

    def __init__(self, desk: Desk, room: QWidget) -> None:
        super().__init__(room)
        self._desk, self._room = desk, room

    def edit_many(self, ids: Sequence[SourceId]) -> None:
        """Let what is common to sources be written to all of them."""
        if self._may_write() and ids:
            self._desk.ask(_offers, lambda found: self._open_many(ids, found), owner=self)

    def show_fields(self) -> None:
        """Show the fields of the user's own."""
        from archivist.gui.describing.own_fields import OwnFieldsDialog  # noqa: PLC0415 - quick start

        OwnFieldsDialog(self._desk, self._room.window()).open()

    def show_templates(self) -> None:
        """Show the templates."""
        from archivist.gui.describing.templates import TemplatesDialog  # noqa: PLC0415 - quick start

        TemplatesDialog(self._desk, self._room.window()).open()

    def save_template(self, ids: Sequence[SourceId]) -> None:
        """Let the first of some sources be saved as a template."""
        if self._may_write() and ids:
            self._desk.ask(
                lambda w: _template(w, ids[0]), lambda found: self._open_save(*found), owner=self
            )

    def _may_write(self) -> bool:
        if self._desk.read_only:
            self._desk.status.emit(
                self.tr("The library is open for reading only: nothing can be changed.")
            )
        return not self._desk.read_only

    def _open_many(self, ids: Sequence[SourceId], offers: Offers) -> None:
        from archivist.gui.describing.edit_many import EditManyDialog  # noqa: PLC0415 - quick start

        EditManyDialog(self._desk, self._room.window(), ids, offers).open()

    def _open_save(
        self, template: Template, fields: Sequence[OwnField], taken: Sequence[str]
    ) -> None:
        from archivist.gui.describing.templates import SaveTemplateDialog  # noqa: PLC0415 - quick start

        SaveTemplateDialog(self._desk, self._room.window(), template, fields, taken).open()


def _offers(workspace: Workspace) -> Offers:
    return Offers(
        groups=tuple(group for group, _ in workspace.sorting.groups()),
        tags=tuple(tag.name for tag, _ in workspace.sorting.tags()),
        fields=workspace.describing.fields(),
    )


def _template(
    workspace: Workspace, source_id: SourceId
) -> tuple[Template, tuple[OwnField, ...], tuple[str, ...]]:
    desk = workspace.describing
    taken = tuple(template.name for template in desk.templates())
    return desk.template_of(source_id, ""), desk.fields(), taken
