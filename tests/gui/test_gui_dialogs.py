from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from archivist.gui.catalogue.tree_forms import ArchiveForm, PeriodForm, UnitForm
from archivist.gui.dialogs.about import AboutDialog
from archivist.gui.dialogs.export_references import ExportReferencesDialog
from archivist.gui.dialogs.new_library import NewLibraryDialog
from archivist.gui.dialogs.report import ReportDialog, write_report
from archivist.gui.dialogs.settings import SettingsDialog
from archivist.library.archive import ArchiveName
from archivist.library.records import Record, RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import EN, RU
from archivist.settings import Theme, load

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from archivist.gui.messages import Desk, Preferences


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def says(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if not label.isHidden())


def test_a_library_needs_a_name_that_a_folder_can_have(parent: QWidget, tmp_path: Path) -> None:
    folders: list[Path] = []
    dialog = NewLibraryDialog(parent, folders.append)
    dialog.place.setText(str(tmp_path))
    for bad in ("", "..", "a/b"):
        dialog.name.setText(bad)
        dialog.submit()
        assert "Give the library a name" in says(dialog)
    dialog.name.setText("Диссертация")
    dialog.submit()
    assert folders == [tmp_path / "Диссертация"]


def test_an_archive_gets_names_in_two_languages(desk: Desk, parent: QWidget) -> None:
    form = ArchiveForm(desk, parent)
    form.submit()
    assert "needs a name" in says(form)
    form._lines[0][1][0].setText("Архив Президента Республики Казахстан")
    form._lines[0][1][1].setText("АП РК")
    form._add_line()
    form._lines[1][0].show_value("en")
    form._lines[1][1][1].setText("AP RK")
    form._aliases.setText("АПРК; Архив Президента РК")
    form.submit()
    desk.jobs.drain()
    (archive,) = desk.workspace.tree.archives()
    assert {name.language: name.abbreviation for name in archive.names} == {
        RU: "АП РК",
        EN: "AP RK",
    }
    assert archive.aliases == ("АПРК", "Архив Президента РК")
    again = ArchiveForm(desk, parent, archive)
    assert [fields[1].text() for _, fields in again._lines] == ["АП РК", "AP RK"]


def test_a_unit_is_added_and_edited(desk: Desk, parent: QWidget) -> None:
    tree = desk.workspace.tree
    archive_id = tree.add_archive([ArchiveName(language=RU, abbreviation="АП РК")]).id
    form = UnitForm(desk, parent, (archive_id, None))
    assert form._kind.currentData() is UnitKind.FUND
    form.submit()
    assert "needs its number" in says(form)
    form._number.setText("5-Н")
    form._date.setText("весной")
    form.submit()
    assert "expected a date" in says(form)
    form._date.setText("1991-1999")
    form.submit()
    desk.jobs.drain()
    (node,) = tree.children(archive_id, None)
    assert node.unit.level.number == "5-Н"
    again = UnitForm(desk, parent, (archive_id, None), unit=node.unit)
    again._name.setText("Администрация Президента")
    again._access.setText("с разрешения")
    again.submit()
    desk.jobs.drain()
    (node,) = tree.children(archive_id, None)
    assert (node.unit.level.name, node.unit.access_note) == (
        "Администрация Президента",
        "с разрешения",
    )
    assert (
        UnitForm(desk, parent, (archive_id, node.unit.id), above=UnitKind.FUND)._kind.currentData()
        is UnitKind.SERIES
    )


def test_a_period_does_not_end_before_it_begins(desk: Desk, parent: QWidget) -> None:
    form = PeriodForm(desk, parent)
    form._first.setText("1996")
    form._last.setText("1991")
    form.submit()
    assert "ends before it begins" in says(form)
    form._last.setText("2005")
    form.submit()
    desk.jobs.drain()
    ((period, _),) = desk.workspace.sorting.periods()
    assert (period.name, period.first_year, period.last_year) == ("1996–2005", 1996, 2005)
    again = PeriodForm(desk, parent, period)
    again._name.setText("Партнёрство")
    again.submit()
    desk.jobs.drain()
    assert desk.workspace.sorting.periods()[0][0].name == "Партнёрство"


@pytest.fixture
def three(desk: Desk) -> tuple[int, ...]:
    add = desk.workspace.sources.add
    return tuple(
        add(Record(kind=RecordKind.BOOK, title=title)).id for title in ("Бір", "Екі", "Үш")
    )


def test_a_reference_list_is_previewed_and_written(
    desk: Desk, parent: QWidget, three: tuple[int, ...], tmp_path: Path
) -> None:
    dialog = ExportReferencesDialog(desk, parent, three[:2])
    desk.jobs.drain()
    assert "Бір" in dialog.preview.toPlainText()
    assert "Үш" not in dialog.preview.toPlainText()
    dialog.target.setText(str(tmp_path / "list.pdf"))
    dialog.submit()
    assert "ends in .docx" in says(dialog)
    dialog.which.show_value(False)
    dialog.which.given.emit(False)
    desk.jobs.drain()
    assert "3 references" in says(dialog)
    dialog.target.setText(str(tmp_path / "list.txt"))
    dialog.submit()
    desk.jobs.drain()
    assert "Үш" in (tmp_path / "list.txt").read_text(encoding="utf-8")


def test_a_list_that_cannot_be_written_says_why_and_stays(
    desk: Desk, parent: QWidget, three: tuple[int, ...], tmp_path: Path
) -> None:
    assert three
    dialog = ExportReferencesDialog(desk, parent)
    desk.jobs.drain()
    dialog.target.setText(str(tmp_path / "no such folder" / "list.txt"))
    dialog.submit()
    desk.jobs.drain()
    assert "did not work" in says(dialog)
    assert dialog._main.isEnabled()


def test_settings_are_kept_at_once(desk: Desk, parent: QWidget) -> None:
    dialog = SettingsDialog(desk.preferences, desk, parent)
    desk.jobs.drain()
    assert dialog.style_choice.count() >= 2
    assert dialog._ocr_note.text()
    dialog.theme.given.emit(Theme.DARK)
    dialog.style_choice.given.emit("kz-english")
    dialog.ocr.given.emit("off")
    kept = load(desk.preferences.places.settings / "settings.toml")
    assert (kept.theme, kept.style, kept.ocr) == (Theme.DARK, "kz-english", "off")


def test_a_report_says_what_broke_and_can_be_copied(parent: QWidget) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        1 // 0  # noqa: B018 - it is raised for the report
    report = write_report(caught.type, caught.value, caught.tb)
    assert "Archivist 0." in report
    assert "ZeroDivisionError" in report
    dialog = ReportDialog(report, parent)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == report


def test_about_names_the_version_and_the_licence(parent: QWidget) -> None:
    text = says(AboutDialog(parent))
    assert "Archivist 0." in text
    assert "GNU Affero" in text


def test_settings_that_cannot_be_kept_hold_until_the_end(
    preferences: Preferences, caplog: pytest.LogCaptureFixture
) -> None:
    preferences.places.settings.parent.mkdir(parents=True, exist_ok=True)
    preferences.places.settings.write_text("a file where the folder should be", encoding="utf-8")
    preferences.choose(style="kz-english")
    assert preferences.settings.style == "kz-english"
    assert "were not kept" in caplog.text
