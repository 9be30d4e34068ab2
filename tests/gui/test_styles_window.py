"""The style manager and the style editor, over a real library."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from archivist.gui.dialogs.settings import SettingsDialog
from archivist.gui.dialogs.styles.editor import StyleEditor
from archivist.gui.dialogs.styles.window import StylesDialog
from archivist.gui.manuscript.header import Header
from archivist.gui.models.style_choice import StyleChoice
from archivist.library.manuscript import Manuscript
from archivist.library.values import RU, ManuscriptId
from archivist.services.citing import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk
    from archivist.services.citing import StyleInfo

NOW = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
GOST = "gost-r-7.0.5-2008"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def window(desk: Desk, parent: QWidget, qtbot: QtBot) -> StylesDialog:
    dialog = StylesDialog(desk, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    settle(dialog, qtbot)
    return dialog


def settle(dialog: StylesDialog, qtbot: QtBot) -> None:
    dialog._desk.jobs.drain()
    qtbot.waitUntil(lambda: not dialog._pause.isActive())
    dialog._desk.jobs.drain()


def find(dialog: StylesDialog, words: str, qtbot: QtBot) -> list[str]:
    dialog.line.setText(words)
    settle(dialog, qtbot)
    model = dialog.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def mine(desk: Desk, title: str = "Наша кафедра") -> StyleInfo:
    return desk.workspace.styling.copy(GOST, title)


def test_styles_are_found_as_one_types(window: StylesDialog, qtbot: QtBot) -> None:
    assert window.list.chosen
    assert window.list.chosen.name == GOST
    assert "Козыбаев М. К. История и современность." in window.specimen.toPlainText()
    assert "[1–3]" in window.specimen.toPlainText()
    assert find(window, "chicago 17", qtbot)[0] == "Chicago 17 (notes and bibliography)"
    assert window.title.text() == "Chicago 17 (notes and bibliography)"
    assert "Notes" in window.said.text()
    assert find(window, "no style is called so", qtbot) == []
    assert "Try fewer words" in window.specimen.toPlainText()
    assert not window.main.isEnabled()


def test_finding_never_holds_the_window_up(window: StylesDialog, qtbot: QtBot) -> None:
    begun = time.perf_counter()
    for words in ("v", "va", "van", "vanc", ""):
        window.line.setText(words)
    assert time.perf_counter() - begun < 0.05
    settle(window, qtbot)
    assert window.list.model().rowCount() > 20


def test_a_style_is_taken_for_new_work(window: StylesDialog, desk: Desk, qtbot: QtBot) -> None:
    find(window, "ДСТУ 8302", qtbot)
    window.main.click()
    assert desk.preferences.settings.style == "dstu-8302-2015"
    assert not window.isVisible()


def test_a_style_is_taken_for_one_purpose(desk: Desk, parent: QWidget, qtbot: QtBot) -> None:
    taken: list[str] = []
    dialog = StylesDialog(desk, parent, "mla-9", taken.append)
    settle(dialog, qtbot)
    assert dialog.list.chosen
    assert dialog.list.chosen.name == "mla-9"
    dialog.main.click()
    assert taken == ["mla-9"]
    assert desk.preferences.settings.style == GOST


def test_a_removed_style_is_put_back_by_a_button(
    window: StylesDialog, desk: Desk, qtbot: QtBot
) -> None:
    mine(desk)
    assert find(window, "кафедра", qtbot) == ["Наша кафедра"]
    assert not window.remove_button.isHidden()
    window.remove_button.click()
    settle(window, qtbot)
    assert find(window, "кафедра", qtbot) == []
    (banner,) = window.banners.banners
    banner.findChild(QPushButton).click()
    settle(window, qtbot)
    assert window.list.chosen
    assert window.list.chosen.title == "Наша кафедра"
    find(window, "MLA", qtbot)
    assert window.remove_button.isHidden()


def test_a_broken_file_says_why_and_can_be_mended(
    window: StylesDialog, desk: Desk, qtbot: QtBot
) -> None:
    folder = desk.preferences.places.styles
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "broken.toml").write_text('like = "nowhere"\n', encoding="utf-8")
    assert find(window, "broken", qtbot) == ["broken"]
    assert "nowhere" in window.problem.text()
    assert not window.main.isEnabled()
    assert window.edit_button.isEnabled()


def test_files_come_in_and_go_out(
    window: StylesDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    info = mine(desk)
    window._work.export_to(info, tmp_path / "shared.toml")
    settle(window, qtbot)
    window._work.add([tmp_path / "shared.toml", tmp_path / "not there.csl"])
    settle(window, qtbot)
    assert window.list.chosen
    assert window.list.chosen.name == "shared"
    said = [banner.sentence for banner in window.banners.banners]
    assert any("Added: Наша кафедра" in sentence for sentence in said)
    assert any("not there.csl" in sentence for sentence in said)


@pytest.fixture
def editor(desk: Desk, parent: QWidget) -> StyleEditor:
    draft = desk.workspace.styling.draft(GOST, "С тире")
    dialog = StyleEditor(desk, draft, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    desk.jobs.drain()
    return dialog


def apply(editor: StyleEditor) -> None:
    editor._apply()
    editor._desk.jobs.drain()


def test_the_form_writes_the_text_and_shows_what_comes_of_it(
    editor: StyleEditor, desk: Desk
) -> None:
    assert "Ф. 5-Н. Оп. 1." in editor.specimen.toPlainText()
    levels = editor.form.field("archival", "between", "levels")
    assert levels.placeholderText() == ".␣"
    levels.setText(". – ")
    levels.textEdited.emit(". – ")
    editor.form.field("marks", "collapse").picked.emit(2)
    editor.form.label("file").setText("Дело {}")
    editor.form.label("file").textEdited.emit("Дело {}")
    apply(editor)
    assert levels.text() == ".␣–␣"
    assert '[archival.between]\nlevels = ". – "' in editor.text.toPlainText()
    assert "– Оп. 1. – Дело 5059" in editor.specimen.toPlainText()
    assert "[1–2]" in editor.specimen.toPlainText()
    levels.setText("")
    levels.textEdited.emit("")
    apply(editor)
    assert "levels" not in editor.text.toPlainText()
    saved: list[StyleInfo] = []
    editor.saved.connect(saved.append)
    editor.save_button.click()
    desk.jobs.drain()
    assert [one.title for one in saved] == ["С тире"]
    assert not editor.isVisible()
    assert desk.workspace.styling.look(saved[0].name).marks


def test_the_text_is_followed_by_the_form(editor: StyleEditor) -> None:
    editor.text.setPlainText(editor.text.toPlainText() + '\n[archive]\nlater = "{full}"\n')
    apply(editor)
    assert editor.specimen.toPlainText().count("Архив Президента") == 2
    later = editor.form.field("archive", "later")
    assert later.currentIndex() == -1  # a form that the list of choices does not hold
    editor.text.setPlainText(editor.text.toPlainText() + '\n[labels.kk]\nfile = "Іс {}"\n')
    apply(editor)
    editor.form.language.show_value("kk")
    editor.form.language.given.emit("kk")
    assert editor.form.label("file").text() == "Іс {}"


def test_the_form_shows_the_labels_that_count_within_a_fund(editor: StyleEditor) -> None:
    editor.text.setPlainText('name = "mine"\ntitle = "Mine"\nlike = "english-slavic"\n')
    apply(editor)
    languages = [editor.form.language.itemText(at) for at in range(editor.form.language.count())]
    assert languages == ["English", "English, for archives that write in: Українська"]
    editor.form.language.show_value("en")
    editor.form.language.given.emit("en")
    series = editor.form.label("series")
    assert series.placeholderText() == "op. {}"
    assert "English (f./op./d./l.)" in editor.form._kin.text()
    series.setText("inv. {}")
    series.textEdited.emit("inv. {}")
    apply(editor)
    assert '"series fund" = "inv. {}"' in editor.text.toPlainText()
    assert "inv. 1" in editor.specimen.toPlainText()


def test_a_fault_is_told_at_its_line_and_nothing_is_saved(editor: StyleEditor, desk: Desk) -> None:
    before = editor.specimen.toPlainText()
    editor.text.setPlainText(editor.text.toPlainText() + "dash = 5\n")
    apply(editor)
    assert "Line 5: dash: expected a text" in editor.problem.text()
    assert editor.text.wrong_line == 5
    assert editor.specimen.toPlainText() == before
    editor.save_button.click()
    desk.jobs.drain()
    assert editor.isVisible()
    assert editor.tabs.currentWidget() is editor.text
    assert editor.text.textCursor().blockNumber() == 4
    editor.text.setPlainText(editor.text.toPlainText().replace("5\n", '"-"\n'))
    apply(editor)
    assert editor.problem.isHidden()
    assert editor.text.wrong_line == 0
    assert "15-17 об." in editor.specimen.toPlainText()


def test_changes_are_not_dropped_without_a_word(editor: StyleEditor) -> None:
    editor.form.field("dash").picked.emit("-")
    editor.reject()
    assert editor.isVisible()
    assert "Not saved" in editor.problem.text()
    editor.reject()
    assert not editor.isVisible()


def test_a_kept_style_is_saved_as_another(desk: Desk, parent: QWidget) -> None:
    info = mine(desk)
    styling = desk.workspace.styling
    draft = Draft(name=info.name, text=styling.text(info.name))
    editor = StyleEditor(desk, draft, parent, kept=True)
    desk.jobs.drain()
    saved: list[StyleInfo] = []
    editor.saved.connect(saved.append)
    editor.save_as_button.click()
    desk.jobs.drain()
    assert saved[0].title == "Наша кафедра (copy)"
    assert saved[0].name != info.name
    assert styling.info(info.name) == info


def test_a_field_of_styles_leads_to_all_of_them(desk: Desk, qtbot: QtBot) -> None:
    choice = StyleChoice(desk, GOST)
    qtbot.addWidget(choice)
    desk.jobs.drain()
    assert choice.currentText() == "ГОСТ Р 7.0.5–2008"
    asked: list[object] = []
    desk.open_styles.connect(lambda name, use: asked.extend((name, use)))
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    choice.given.emit(None)
    name, use = asked
    assert name == GOST
    use("mla-9")
    desk.jobs.drain()
    assert (chosen, choice.style_name, choice.currentText()) == (["mla-9"], "mla-9", "MLA 9")


def test_the_manuscript_and_the_settings_lead_there_too(
    desk: Desk, parent: QWidget, qtbot: QtBot
) -> None:
    header = Header()
    qtbot.addWidget(header)
    asked: list[bool] = []
    header.styles_wanted.connect(lambda: asked.append(True))
    header.show_manuscript(
        Manuscript(
            id=ManuscriptId(1),
            title="Диссертация",
            style=GOST,
            language=RU,
            created=NOW,
            modified=NOW,
        )
    )
    header.offer_styles(desk.workspace.styling.offered())
    header._style.given.emit(None)
    assert asked == [True]
    dialog = SettingsDialog(desk.preferences, desk, parent)
    desk.jobs.drain()
    assert "More styles" in dialog.style_choice.itemText(dialog.style_choice.count() - 1)


def test_the_windows_fit_a_small_screen(window: StylesDialog, editor: StyleEditor) -> None:
    for dialog in (window, editor):
        assert dialog.width() <= 1280
        assert dialog.height() <= 720
        least = dialog.minimumSizeHint()
        assert least.width() <= 1000
        assert least.height() <= 640
