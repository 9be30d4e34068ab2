"""Many sources edited at once, fields of the user's own, and templates, in the library room."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QWidget

from archivist.gui.actions import Actions
from archivist.gui.catalogue.panel import LibraryRoom
from archivist.gui.describing.edit_many import EditManyDialog
from archivist.gui.describing.many_rows import ChoiceRow, TagsRow, TextRow
from archivist.gui.describing.own_fields import OwnFieldsDialog
from archivist.gui.describing.place_line import PlaceLine
from archivist.gui.describing.templates import SaveTemplateDialog, TemplatesDialog
from archivist.gui.dialogs.export_table import ExportTableDialog
from archivist.gui.widgets.banner import Banner
from archivist.gui.widgets.fields import ChoiceField, TextField
from archivist.library.own_fields import FieldType
from archivist.library.records import Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

D = TypeVar("D", bound=QWidget)
COUNT = 4


@pytest.fixture
def ids(workspace: Workspace) -> tuple[SourceId, ...]:
    workspace.tree.place("АП РК/5-Н/1/5059")
    return tuple(
        workspace.sources.add(
            Record(kind=RecordKind.NEWSPAPER, title=f"Статья {n}", container="Қазақстан"),
            tags=("печать",),
        ).id
        for n in range(COUNT)
    )


@pytest.fixture
def room(ids: tuple[SourceId, ...], desk: Desk, qtbot: QtBot) -> Iterator[LibraryRoom]:
    assert len(ids) == COUNT
    window = QMainWindow()
    room = LibraryRoom(desk, Actions(window))
    window.setCentralWidget(room)
    window.resize(1190, 640)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    desk.jobs.drain()
    yield room
    room.put_away()
    desk.jobs.drain()
    window.close()
    window.deleteLater()


def opened(room: LibraryRoom, kind: type[D]) -> D:
    room._desk.jobs.drain()
    found = room.window().findChild(kind)
    assert isinstance(found, kind)
    return found


def look(dialog: EditManyDialog) -> list[tuple[str, str, str, str]]:
    """Let the preview follow; return its lines."""
    QTest.qWait(250)
    dialog._desk.jobs.drain()
    return [(line.source, *line.cells) for line in dialog.table.table.lines]


def edit_many(room: LibraryRoom) -> EditManyDialog:
    room.table.selectAll()
    room._actions["source.edit_many"].trigger()
    return opened(room, EditManyDialog)


def test_the_preview_follows_what_is_ticked_and_undo_takes_all_back(
    room: LibraryRoom, ids: tuple[SourceId, ...]
) -> None:
    workspace = room._desk.workspace
    workspace.sources.change_tags(ids[:1], ["мир"])
    dialog = edit_many(room)
    assert not dialog.write.isEnabled()
    rows = dialog.form.rows
    language, tags, date = rows["language"], rows["add_tags"], rows["date"]
    assert isinstance(language, ChoiceRow)
    assert isinstance(tags, TagsRow)
    assert isinstance(date, TextRow)
    QTest.keyClicks(date.line, "1932")
    assert date.on  # typing ticks
    tags.editor._line.setText("мир")
    tags.editor._add()
    lines = look(dialog)
    assert ("Статья 1", "Date", "", "1932") in lines
    assert ("Статья 1", "Tags", "печать", "печать, мир") in lines
    assert [line[1] for line in lines if line[0] == "Статья 0"] == ["Date"]
    assert dialog.count.text() == "4 sources will change."
    date.box.setChecked(False)
    look(dialog)
    assert dialog.count.text() == "3 sources will change, 1 unchanged."
    assert dialog.write.text() == "Write to 3 sources"
    language.choice.setCurrentIndex(language.choice.findText("Русский"))
    language.choice.activated.emit(language.choice.currentIndex())
    assert ("Статья 0", "Language", "", "Русский") in look(dialog)

    dialog.write.click()
    room._desk.jobs.drain()
    assert {workspace.sources.get(one).record.language for one in ids} == {"ru"}
    assert {workspace.sources.get(one).record.date for one in ids} == {None}
    workspace.undo()
    assert {workspace.sources.get(one).record.language for one in ids} == {""}
    assert workspace.sources.get(ids[1]).tags == ("печать",)


def test_what_is_wrong_is_told_at_its_field(room: LibraryRoom) -> None:
    room._desk.workspace.describing.add_field("Объём", FieldType.NUMBER)
    dialog = edit_many(room)
    date, (size,) = dialog.form.rows["date"], dialog.form.own.values()
    assert isinstance(date, TextRow)
    assert isinstance(size, TextRow)
    date.line.setText("вчера")
    size.line.setText("много")
    assert look(dialog) == []
    assert "вчера" in date.told.text()
    assert "Объём" in size.told.text()
    assert size.told.isVisible()
    assert not dialog.write.isEnabled()
    size.line.setText("3,5")
    date.line.clear()
    assert ("Статья 0", "Объём", "", "3,5") in look(dialog)
    assert not date.told.isVisible()


def test_places_are_offered_while_they_are_typed(room: LibraryRoom) -> None:
    dialog = edit_many(room)
    line = dialog.form.findChild(PlaceLine)
    assert isinstance(line, PlaceLine)
    for typed, offered in (
        ("ап", ["АП РК"]),
        ("АП РК/5", ["АП РК/Ф. 5-Н"]),
        ("АП РК/Ф. 5-Н/Оп. 1/", ["АП РК/Ф. 5-Н/Оп. 1/Д. 5059"]),
        ("Нет/", []),
    ):
        line.setText(typed)
        line.textEdited.emit(typed)  # Qt's own typing of tests knows no Cyrillic letters
        room._desk.jobs.drain()
        assert line._offered.stringList() == offered
    line.setText("АП РК/5-Н/1/5059")
    assert ("Статья 0", "Lies in", "", "АП РК. Ф. 5-Н. Оп. 1. Д. 5059") in look(dialog)


def test_the_form_of_several_leads_to_all_fields(room: LibraryRoom) -> None:
    room.table.selectAll()
    room._desk.jobs.drain()
    buttons = room.inspector._several.findChildren(QPushButton)
    (more,) = [one for one in buttons if one.text().startswith("Edit more")]
    more.click()
    assert opened(room, EditManyDialog).windowTitle() == "Edit many"


def test_own_fields_are_made_shown_edited_and_removed(
    room: LibraryRoom, ids: tuple[SourceId, ...]
) -> None:
    workspace = room._desk.workspace
    room._actions["source.fields"].trigger()
    dialog = opened(room, OwnFieldsDialog)
    for name, kind, choices in (("Объём", FieldType.NUMBER, ""), ("Вид", FieldType.CHOICE, "а; б")):
        dialog.name.setText(name)
        dialog.type.show_value(kind)
        dialog.choices.setText(choices)
        dialog.add.click()
        room._desk.jobs.drain()
    dialog.type.show_value(FieldType.TEXT)
    dialog.name.setText("объём")
    dialog.add.click()
    room._desk.jobs.drain()
    assert "there is a field “объём” already" in dialog.banners.banners[0].sentence

    room.table.pick(ids[0])
    room._desk.jobs.drain()
    size, kind_field = room.inspector.own.widgets.values()
    assert isinstance(size, TextField)
    assert isinstance(kind_field, ChoiceField)
    size.setPlainText("много")
    size._give()
    assert "a number for “Объём”" in room.inspector._problem.text()
    assert size.property("wrong")
    size.setPlainText("12")
    size._give()
    room._desk.jobs.drain()
    assert not room.inspector._problem.isVisible()
    assert list(workspace.describing.values(ids[0]).values()) == ["12"]

    dialog.table.setCurrentCell(0, 0)
    assert dialog.table.item(0, 3).text() == "1"
    dialog._remove()
    room._desk.jobs.drain()
    (told,) = dialog.banners.banners
    assert told.sentence == "“Объём” was removed, with its values in 1 source."
    assert len(room.inspector.own.widgets) == 1
    (undo,) = told.findChildren(QPushButton)
    undo.click()
    room._desk.jobs.drain()
    assert [own.name for own in workspace.describing.fields()] == ["Объём", "Вид"]
    assert list(workspace.describing.values(ids[0]).values()) == ["12"]


def test_own_fields_are_renamed_and_put_in_order(room: LibraryRoom) -> None:
    desk = room._desk.workspace.describing
    for name in ("Первое", "Второе"):
        desk.add_field(name, FieldType.TEXT)
    room._actions["source.fields"].trigger()
    dialog = opened(room, OwnFieldsDialog)
    dialog.table.item(0, 0).setText("Начало")
    room._desk.jobs.drain()
    able = [button.isEnabled() for button in dialog._buttons]
    assert able == [False] * 4  # nothing is chosen yet
    dialog.table.setCurrentCell(1, 0)
    up, down, rename, remove = dialog._buttons
    assert (up.isEnabled(), down.isEnabled()) == (True, False)
    assert (rename.isEnabled(), remove.isEnabled()) == (True, True)
    up.click()
    room._desk.jobs.drain()
    assert [own.name for own in desk.fields()] == ["Второе", "Начало"]
    assert dialog.table.currentRow() == 0  # it stays with what was moved
    dialog.table.item(0, 0).setText("")
    room._desk.jobs.drain()
    assert dialog.table.item(0, 0).text() == "Второе"


def test_a_new_source_begins_with_a_template(room: LibraryRoom, ids: tuple[SourceId, ...]) -> None:
    workspace = room._desk.workspace
    room.table.pick(ids[0])
    room._actions["source.save_template"].trigger()
    save = opened(room, SaveTemplateDialog)
    assert save.name.text() == "Newspaper article: Қазақстан"
    shown = [save.parts.item(row).text() for row in range(save.parts.count())]
    assert shown == ["Published in: Қазақстан", "Tags: печать"]
    save.parts.item(1).setCheckState(Qt.CheckState.Unchecked)
    save.submit()
    room._desk.jobs.drain()

    room._actions["source.new"].trigger()
    room._desk.jobs.drain()
    menu = next(
        one for one in room.findChildren(QMenu) if one.actions()[0].text() == "Empty source"
    )
    assert menu.activeAction().text() == "Empty source"
    action = menu.actions()[-1]
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()
    room._desk.jobs.drain()
    (made,) = room.table.picked_ids()
    source = workspace.sources.get(made)
    assert made not in ids
    assert (source.record.container, source.tags) == ("Қазақстан", ())
    assert source.record.kind is RecordKind.NEWSPAPER


def test_templates_are_renamed_removed_and_brought_back(
    room: LibraryRoom, ids: tuple[SourceId, ...]
) -> None:
    desk = room._desk.workspace.describing
    desk.save_template(desk.template_of(ids[0], "Газета"))
    room._actions["source.templates"].trigger()
    dialog = opened(room, TemplatesDialog)
    assert "Published in: Қазақстан" in dialog._parts.text()
    dialog.list.item(0).setText("Газета 1930-х")
    room._desk.jobs.drain()
    assert [one.name for one in desk.templates()] == ["Газета 1930-х"]
    dialog._remove()
    room._desk.jobs.drain()
    assert desk.templates() == ()
    assert not any(button.isEnabled() for button in dialog._buttons)
    assert dialog.findChild(Banner).sentence.startswith("“Газета 1930-х” was removed.")
    dialog.undo()
    room._desk.jobs.drain()
    assert dialog.list.item(0).text() == "Газета 1930-х"


def test_a_table_is_exported_of_what_is_selected(
    room: LibraryRoom, ids: tuple[SourceId, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = ExportTableDialog(room._desk, room.window(), ids[:2])
    dialog.target.setText(str(tmp_path / "t.doc"))
    dialog.submit()
    assert "ends in .xlsx or .csv" in dialog._problem.text()
    dialog.target.setText(str(tmp_path / "t.csv"))
    with qtbot.waitSignal(room._desk.status) as said:
        dialog.submit()
        room._desk.jobs.drain()
    assert said.args == ["2 sources written to “t.csv”."]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    assert [row["Published in"] for row in rows] == ["Қазақстан", "Қазақстан"]
    assert {row["Kind"] for row in rows} == {"Newspaper article"}
