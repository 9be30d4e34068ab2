"""From folders to the tree: what their names say, told before anything is done."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
import zlib
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image

from archivist.errors import ParseError
from archivist.library.catalogue_query import SourceQuery
from archivist.library.watching import Gathering
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.cataloguing import SourceRow
    from archivist.services.collecting import Branch, ImportReport, Plan
    from archivist.services.workspace import Workspace

OFF = ImportOptions(ocr="off")
WHOLE = "{archive}/{fund}/{series}/{file}/*"


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    library = make_library(tmp_path / "library", places)
    yield library
    library.close()


def shot(path: Path, taken: str = "") -> Path:
    """Make a photograph; each is another picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    colour = zlib.crc32(os.fsencode(path)) & 0xFFFFFF
    Image.new("RGB", (40, 30), f"#{colour:06x}").save(path, exif=exif.tobytes())
    return path


def written(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or f"Протокол {path}", encoding="utf-8")
    return path


def planned(library: Workspace, *paths: Path, **how: object) -> Plan:
    survey = finish(library.placing.survey(paths))
    gathering = Gathering(**{"pattern": survey.guess, **how})  # type: ignore[arg-type]  # its fields
    return library.placing.plan(survey, gathering)


def brought(library: Workspace, *paths: Path, **how: object) -> ImportReport:
    survey = finish(library.placing.survey(paths))
    plan = planned(library, *paths, **how)
    return finish(library.collecting.import_planned(survey, plan, OFF))


def rows(library: Workspace) -> tuple[SourceRow, ...]:
    return library.sources.rows(library.sources.find(SourceQuery()))


def drawn(branch: Branch, depth: int = 0) -> list[str]:
    new = " (new)" if branch.new else ""
    lines = [f"{'  ' * depth}{branch.name}{new}: {branch.files}"]
    return [*lines, *(line for one in branch.below for line in drawn(one, depth + 1))]


def test_a_preview_shows_what_goes_where_and_does_nothing(
    library: Workspace, tmp_path: Path
) -> None:
    root = tmp_path / "in"
    for name in ("АП РК/Ф.5-Н/Оп. 1/Д. 5059/1.jpg", "АП РК/фонд 5-H/оп 1/дело 5060/1.jpg"):
        shot(root / name)
    written(root / "АП РК/Ф.5-Н/Оп. 1/Д. 5060/опись.txt")
    written(root / "АП РК/черновик.txt")
    (root / "АП РК/Ф.5-Н/пусто").mkdir()
    survey = finish(library.placing.survey((root / "АП РК",)))
    assert survey.guess == WHOLE

    plan = library.placing.plan(survey, Gathering(pattern=survey.guess))

    assert drawn(plan.branches[0]) == [
        "АП РК (new): 3",
        "  5-Н (new): 3",
        "    1 (new): 3",
        "      5059 (new): 1",
        "      5060 (new): 2",
    ]
    (misfit,) = plan.misfits
    assert misfit.way == "АП РК/черновик.txt"
    assert misfit.reason == "it lies in 1 folder, and the pattern has 4"
    assert (len(plan.wanted), plan.unfiled) == (4, 1)
    assert rows(library) == ()
    assert library.tree.archives() == ()


def test_files_of_a_folder_that_do_not_fit_for_one_reason_are_told_as_one(
    library: Workspace, tmp_path: Path
) -> None:
    paths = [written(tmp_path / "in" / name) for name in ("Разное/1.txt", "Разное/2.txt", "3.txt")]
    alone = [written(tmp_path / name) for name in ("a.txt", "b.txt")]
    survey = finish(library.placing.survey((paths[0].parents[1], *alone)))
    plan = library.placing.plan(survey, Gathering(pattern="{reference}/*", under="АП РК/1"))
    assert len(plan.misfits) == 5
    told = [(misfit.way, misfit.files) for misfit in plan.misfits_by_folder]
    assert told == [("in/3.txt", 1), ("in/Разное/", 2), ("a.txt", 1), ("b.txt", 1)]


def test_files_come_where_their_folders_say(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "АП РК"
    shot(folder / "Ф. 5-Н МИД/Оп. 1/Д. 5059 Переписка/б.jpg", "2024:05:02 10:00:00")
    shot(folder / "Ф. 5-Н МИД/Оп. 1/Д. 5059 Переписка/а.jpg", "2024:05:02 11:00:00")
    written(folder / "Ф. 5-Н МИД/Оп. 1/Д. 5059 Переписка/опись.txt")
    written(folder / "заметки.txt")

    report = brought(library, folder)

    assert [file.status for file in report.files] == ["stored"] * 4
    found = {row.title: row for row in rows(library)}
    assert found.keys() == {"Переписка", "опись", "заметки"}
    assert found["Переписка"].reference == "АП РК. Ф. 5-Н (МИД). Оп. 1. Д. 5059"
    assert found["заметки"].reference == ""
    pages = library.reading.pages(found["Переписка"].id)
    names = {file.id: file.name for file in library.sources.details(found["Переписка"].id).files}
    assert [names[page.file_id] for page in pages] == ["б.jpg", "а.jpg"]
    (archive,) = library.tree.archives()
    (fund,) = library.tree.children(archive.id, None)
    assert (fund.unit.level.number, fund.unit.level.name) == ("5-Н", "МИД")

    again = planned(library, folder)
    assert not any("(new)" in line for line in drawn(again.branches[0]))


def test_what_does_not_fit_may_be_left_out(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "ЦГА"
    written(folder / "897-4-13/а.txt")
    written(folder / "Черновики/б.txt")

    plan = planned(library, folder, left_out=True)

    assert [one.found.path.name for one in plan.wanted] == ["а.txt"]
    (misfit,) = plan.misfits
    assert "Черновики" in misfit.way
    brought(library, folder, left_out=True)
    assert [row.title for row in rows(library)] == ["а"]


def test_missing_parts_come_from_the_place_or_the_archive_used_last(
    library: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "съёмка"
    written(folder / "Д. 7/а.txt")

    homeless = planned(library, folder, pattern="{file}/*")
    assert "no archive is named" in homeless.misfits[0].reason
    filed = planned(library, folder, pattern="{file}/*", under="АП РК/5-Н/1/99")
    assert [line.strip() for line in drawn(filed.branches[0])] == [
        "АП РК (new): 1",
        "5-Н (new): 1",
        "1 (new): 1",
        "7 (new): 1",
    ]
    brought(library, folder, pattern="{file}/*", under="АП РК/5-Н/1")

    other = tmp_path / "Ф. 12"
    written(other / "Д. 3/б.txt")
    assert drawn(planned(library, other, pattern="{fund}/{file}/*").branches[0])[0] == "АП РК: 1"
    nowhere = planned(library, folder, pattern="{file}/*")
    assert "no fund is named" in nowhere.misfits[0].reason


def test_the_pattern_may_begin_inside_of_the_folder(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "Командировка в мае"
    written(folder / "Ф. 5/Оп. 1/Д. 2/а.txt")
    survey = finish(library.placing.survey((folder,)))
    assert survey.guess == "{fund}/{series}/{file}/*"
    assert not planned(library, folder, under="АП РК").misfits
    assert not planned(library, folder / "Ф. 5", under="АП РК").misfits
    inner = planned(library, folder / "Ф. 5/Оп. 1", pattern="{file}/*", under="АП РК/5/1")
    assert not inner.misfits


def test_group_tag_title_date_and_sheet_are_taken_over(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "Карты"
    written(folder / "граница/Д. 7/1937-05-02 О голоде.txt")
    shot(folder / "граница/Д. 8/1937 Л. 12об.jpg")
    pattern = "{group}/{tag}/{file}/{date} {title}"

    plan = planned(library, folder, pattern=pattern, under="ГАРФ/1/1", together=False)
    assert (plan.groups, plan.tags) == (("Карты",), ("граница",))
    brought(library, folder, pattern=pattern, under="ГАРФ/1/1", together=False)

    row = next(row for row in rows(library) if row.title == "О голоде")
    assert (row.group, [tag.name for tag in row.tags]) == ("Карты", ["граница"])
    date = library.sources.get(row.id).record.date
    assert date is not None
    assert date.edtf() == "1937-05-02"

    sheets = tmp_path / "листы"
    shot(sheets / "Д. 9/Л. 12об.jpg")
    brought(library, sheets, pattern="{file}/{sheet}", under="ГАРФ/1/1")
    row = next(row for row in rows(library) if row.title == "Д. 9")
    assert [page.sheet for page in library.reading.pages(row.id)] == ["12об"]


def test_a_mistake_points_at_its_place(library: Workspace, tmp_path: Path) -> None:
    written(tmp_path / "Д. 1/а.txt")
    with pytest.raises(ParseError) as raised:
        planned(library, tmp_path / "Д. 1", pattern="{fund}/{fille}/*")
    assert raised.value.position == 7
    with pytest.raises(ParseError, match="a unit of it"):
        planned(library, tmp_path / "Д. 1", pattern="", under="АП РК")


def test_patterns_are_remembered_with_the_library(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written(folder / "7/а.txt")
    assert finish(library.placing.survey((folder,))).remembered == ()
    for pattern in ("{file}/*", "**/{file}/*", "{file}/*"):
        brought(library, folder, pattern=pattern, under="АП РК/5-Н/1")
    kept = finish(library.placing.survey((folder,))).remembered
    assert kept == ("{file}/*", "**/{file}/*")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_any_script_and_composition(
    library: Workspace, tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    folder = tmp_path / unicodedata.normalize(form, "ҚР ОМА")
    written(folder / unicodedata.normalize(form, "Қор 12-й/Тізбе 1/Іс 7 Ұлттық хаттар/档案 3.txt"))
    written(folder / unicodedata.normalize(form, "Қор 12-й/Тізбе 1/Іс 8/ё.txt"))

    plan = planned(library, folder)

    assert plan.misfits == ()
    assert drawn(plan.branches[0])[1:3] == ["  12-й (new): 2", "    1 (new): 2"]
    brought(library, folder)
    assert {row.title for row in rows(library)} == {"档案 3", "ё"}


@pytest.mark.skipif(sys.platform == "win32", reason="makes links as POSIX does")
def test_odd_folders_are_told_or_passed_over(library: Workspace, tmp_path: Path) -> None:
    folder, outside = tmp_path / "АП РК", tmp_path / "чужое"
    written(folder / "Ф. 1/Д. 1/а.txt")
    written(outside / "тайна.txt")
    (folder / "Ф. 1/Д. 2").mkdir()
    (folder / "Ф. 1/Д. 3").symlink_to(outside)
    (folder / "Ф. 1/кругом").symlink_to(folder)

    plan = planned(library, folder, pattern="{archive}/{fund}/{file}/*")

    assert (len(plan.wanted), plan.unreadable, len(plan.misfits)) == (2, 1, 0)
    report = brought(library, folder, pattern="{archive}/{fund}/{file}/*")
    assert {file.path.name: file.reason for file in report.files if file.reason} == {
        "Д. 3": "it is a link that leads out of the chosen folder"
    }


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other names are always text")
def test_names_that_are_no_text(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "Ф. 1"
    odd = os.path.join(os.fsencode(folder), b"\xc4. 7 \xff")  # noqa: PTH118 - bytes
    os.makedirs(odd)  # noqa: PTH103 - bytes
    with open(os.path.join(odd, b"\xe0.txt"), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123 - bytes
        file.write("Протокол")
    written(folder / "Д. 8/б.txt")

    report = brought(library, folder, pattern="{fund}/{file}/*", under="АП РК")

    assert {file.status for file in report.files} == {"stored"}


def test_a_folder_that_vanishes_is_told_file_by_file(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "АП РК"
    written(folder / "Ф. 1/Д. 1/а.txt")
    survey = finish(library.placing.survey((folder,)))
    plan = library.placing.plan(survey, Gathering(pattern="{archive}/{fund}/{file}/*"))
    shutil.rmtree(folder)

    report = finish(library.collecting.import_planned(survey, plan, OFF))

    assert [file.reason for file in report.files] == ["it is not there"]
    assert finish(library.placing.survey((folder,))).files[0].found.reason == "it is not there"


def test_photographs_stay_apart_where_the_user_wants_it(library: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "Ф. 1"
    for name in ("Д. 1/1.jpg", "Д. 1/2.jpg", "Д. 2/1.jpg", "Д. 2/2.jpg"):
        shot(folder / name)
    assert planned(library, folder, under="АП РК").sources == 2
    assert planned(library, folder, under="АП РК", together=False).sources == 4
    brought(library, folder, under="АП РК")
    assert sorted((row.title, row.pages) for row in rows(library)) == [("Д. 1", 2), ("Д. 2", 2)]
