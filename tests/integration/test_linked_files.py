"""Files that are linked, not copied: read where they lie, found again, and never a stranger's."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from factories import places_in
from PIL import Image, ImageDraw

from archivist.errors import LinkedFileError, StrangeLinkError
from archivist.library.values import SourceId
from archivist.services.collecting import ImportOptions, Scope
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.paths import Places
    from archivist.services.collecting import ImportReport
    from archivist.services.workspace import Workspace

_LINK = ImportOptions(ocr="off", link=True)
FIRST = SourceId(1)


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    folder = tmp_path / "camera"
    folder.mkdir()
    for seed in range(3):
        image = Image.new("L", (300, 400), 230)
        ImageDraw.Draw(image).rectangle((20, 20 + 90 * seed, 250, 60 + 90 * seed), fill=20)
        image.save(folder / f"IMG_{seed}.jpg")
    return folder


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    with closing(make_library(tmp_path / "library", places)) as made:
        yield made


def imported(library: Workspace, *paths: Path, options: ImportOptions = _LINK) -> ImportReport:
    return finish(library.collecting.import_files(paths, options))


def sources(report: ImportReport) -> list[SourceId]:
    return [file.source_id for file in report.files if file.source_id]


def originals(library: Workspace) -> list[str]:
    return sorted(path.name for path in (library.folder / "files").rglob("*") if path.is_file())


def drawn(library: Workspace, source_id: SourceId) -> int:
    """Return the width of a source's first page as it was drawn."""
    (page,) = library.reading.pages(source_id)
    picture = library.reading.picture(page.id, 100)
    assert picture is not None
    return picture.width


def point_elsewhere(library: Path, path: str) -> None:
    """Let the links of a library that is closed lead to another place, as a stranger might."""
    with closing(sqlite3.connect(library / "library.db")) as database, database:
        database.execute("UPDATE files SET path = ?", (path,))


def test_linked_files_stay_where_they_are(library: Workspace, photographs: Path) -> None:
    before = {
        path.name: (path.read_bytes(), path.stat().st_mtime) for path in photographs.iterdir()
    }

    report = imported(library, photographs)

    assert [file.status for file in report.files] == ["stored"] * 3
    assert originals(library) == []
    ids = sources(report)
    assert drawn(library, ids[0]) == 100
    (file,) = library.sources.details(ids[1]).files
    assert library.reading.original(file.id) == photographs / "IMG_1.jpg"
    assert finish(library.verify()) == ()
    library.sources.erase(ids)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime) for path in photographs.iterdir()}
    assert after == before


def test_texts_of_linked_files_are_found_without_them(library: Workspace, tmp_path: Path) -> None:
    text = tmp_path / "протокол.txt"
    text.write_text("Заседание коллегии наркомата", encoding="utf-8")
    (source_id,) = sources(imported(library, text))
    text.unlink()

    (page,) = library.reading.pages(source_id)
    assert "коллегии" in library.reading.page_text(page.id).text
    fault = library.linking.fault(page.file_id)
    assert fault is not None
    assert "it is not there any more" in fault.sentence
    assert fault.folder is None


def test_the_queue_of_a_window_links_too(library: Workspace, photographs: Path) -> None:
    run = finish(library.queue.begin([photographs], _LINK))
    finish(library.queue.work_apart(Scope(told=run.id)))

    report = library.collecting.report(run.id)
    assert [file.status for file in report.files] == ["stored"] * 3
    assert originals(library) == []
    assert drawn(library, sources(report)[2]) == 100


def test_a_file_that_changed_is_told_and_its_source_stays(
    library: Workspace, photographs: Path
) -> None:
    ids = sources(imported(library, photographs))
    changed = photographs / "IMG_0.jpg"
    changed.write_bytes(changed.read_bytes() + b"\0")

    with pytest.raises(LinkedFileError, match="it has changed since it was linked"):
        drawn(library, ids[0])
    assert library.sources.get(ids[0]).record.title
    (fault,) = finish(library.verify())
    assert "IMG_0.jpg" in fault.sentence


def test_a_file_of_the_same_size_is_known_by_its_hash(
    library: Workspace, photographs: Path
) -> None:
    ids = sources(imported(library, photographs))
    touched, forged = photographs / "IMG_1.jpg", photographs / "IMG_2.jpg"
    os.utime(touched, (1, 1))
    content = bytearray(forged.read_bytes())
    content[-3] ^= 1
    forged.write_bytes(content)
    os.utime(forged, (1, 1))

    assert drawn(library, ids[1]) == 100
    with pytest.raises(LinkedFileError, match="changed"):
        drawn(library, ids[2])


def test_moved_files_are_found_again(library: Workspace, photographs: Path, tmp_path: Path) -> None:
    ids = sources(imported(library, photographs))
    moved = tmp_path / "disk" / "2024"
    moved.mkdir(parents=True)
    for number in (0, 1):
        shutil.move(photographs / f"IMG_{number}.jpg", moved / f"{number} renamed.jpg")
    (photographs / "IMG_2.jpg").unlink()
    (moved / "other.jpg").write_bytes(b"x")
    with pytest.raises(LinkedFileError):
        drawn(library, ids[0])

    relinked = finish(library.linking.find_missing(moved.parent))

    assert {one.source_id: one.path.name for one in relinked.found} == {
        ids[0]: "0 renamed.jpg",
        ids[1]: "1 renamed.jpg",
    }
    assert [one.name for one in relinked.missing] == ["IMG_2.jpg"]
    assert drawn(library, ids[1]) == 100
    assert originals(library) == []
    library.undo()
    with pytest.raises(LinkedFileError, match="not there any more"):
        drawn(library, ids[0])


def test_looking_for_missing_files_can_be_stopped(
    library: Workspace, photographs: Path, tmp_path: Path
) -> None:
    ids = sources(imported(library, photographs))
    photographs.rename(tmp_path / "moved")
    steps = library.linking.find_missing(tmp_path / "moved")
    next(steps)
    steps.close()

    with pytest.raises(LinkedFileError, match="its folder is not there"):
        drawn(library, ids[0])
    assert library.undo_label == ""


def test_an_original_that_the_library_lost_comes_back(
    library: Workspace, photographs: Path
) -> None:
    copied = ImportOptions(ocr="off")
    (source_id,) = sources(imported(library, photographs / "IMG_0.jpg", options=copied))
    (file,) = library.sources.details(source_id).files
    library.reading.original(file.id).unlink()
    assert len(finish(library.verify())) == 1

    (found,) = finish(library.linking.find_missing(photographs)).found

    assert not found.linked
    assert drawn(library, source_id) == 100
    assert finish(library.verify()) == ()


def test_linked_and_copied_are_one_file(library: Workspace, photographs: Path) -> None:
    (source_id,) = sources(imported(library, photographs / "IMG_0.jpg"))
    other = photographs / "copy of IMG_0.jpg"
    shutil.copy(photographs / "IMG_0.jpg", other)

    (again,) = imported(library, other, options=ImportOptions(ocr="off")).files
    assert (again.status, again.source_id) == ("duplicate", source_id)
    assert originals(library) == []

    (photographs / "IMG_0.jpg").unlink()
    (lost,) = imported(library, other, options=ImportOptions(ocr="off")).files
    assert "its lost original is there again" in lost.reason
    assert drawn(library, source_id) == 100


# -- libraries from strangers


@pytest.fixture
def strange(tmp_path: Path, photographs: Path) -> Path:
    """Return a library of somebody else's with one linked photograph."""
    folder = tmp_path / "from a stranger"
    with closing(make_library(folder, places_in(tmp_path / "stranger"))) as made:
        imported(made, photographs / "IMG_0.jpg")
    return folder


def test_a_link_of_a_strangers_is_not_opened_until_the_user_agrees(
    strange: Path, places: Places, photographs: Path
) -> None:
    with closing(open_library(strange, places)) as library:
        source_id = FIRST
        with pytest.raises(StrangeLinkError, match="not linked on this computer"):
            drawn(library, source_id)
        (fault,) = finish(library.verify())
        assert "not touched" in fault.sentence
        (page,) = library.reading.pages(source_id)
        told = library.linking.fault(page.file_id)
        assert told is not None
        assert told.folder == photographs

        library.linking.allow(photographs)

        assert drawn(library, source_id) == 100
    with closing(open_library(strange, places)) as library:  # asked once
        assert drawn(library, source_id) == 100


def test_that_the_user_agreed_holds_for_one_library(
    library: Workspace, strange: Path, photographs: Path, places: Places
) -> None:
    (own,) = sources(imported(library, photographs / "IMG_0.jpg"))
    assert drawn(library, own) == 100

    with closing(open_library(strange, places)) as other, pytest.raises(StrangeLinkError):
        drawn(other, own)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/dev/zero",
        r"\\server\share\a.jpg",
        "//server/share/a.jpg",
        "../../secret.jpg",
        "relative.jpg",
        "/etc/../etc/passwd",
        "C:\\Windows\\win.ini",
        "/proc/self/environ",
        "\0",
    ],
)
def test_links_to_anywhere_are_not_opened(strange: Path, places: Places, path: str) -> None:
    point_elsewhere(strange, path)

    with closing(open_library(strange, places)) as library:
        (page,) = library.reading.pages(FIRST)
        with pytest.raises(LinkedFileError):
            library.reading.picture(page.id, 100)
        with pytest.raises(LinkedFileError):
            library.reading.original(page.file_id)
        assert len(finish(library.verify())) == 1


def test_an_allowed_folder_opens_no_other(
    strange: Path, places: Places, photographs: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    shutil.copy2(photographs / "IMG_0.jpg", secret / "key.jpg")
    for path in (
        str(secret / "key.jpg"),
        f"{photographs}/../secret/key.jpg",
        f"{photographs}2/key.jpg",
        f"{photographs}/./IMG_0.jpg",
    ):
        point_elsewhere(strange, path)
        with closing(open_library(strange, places)) as library:
            library.linking.allow(photographs)
            with pytest.raises(LinkedFileError):
                drawn(library, FIRST)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither without rights")
def test_pipes_devices_and_links_out_are_not_opened(
    strange: Path, places: Places, photographs: Path, tmp_path: Path
) -> None:
    photograph = photographs / "IMG_0.jpg"
    elsewhere = tmp_path / "elsewhere.jpg"
    photograph.rename(elsewhere)
    photograph.symlink_to(elsewhere)
    os.mkfifo(photographs / "pipe")
    with closing(open_library(strange, places)) as library:
        library.linking.allow(photographs)
        with pytest.raises(LinkedFileError, match="leads out of the folder"):
            drawn(library, FIRST)
    for path in (str(photographs / "pipe"), "/dev/zero"):
        point_elsewhere(strange, path)
        with closing(open_library(strange, places)) as library:
            library.linking.allow(Path(path).parent)
            with pytest.raises(LinkedFileError, match="no file any more"):
                drawn(library, FIRST)


def test_a_folder_that_the_user_names_is_one_he_agrees_to(
    strange: Path, places: Places, photographs: Path
) -> None:
    point_elsewhere(strange, r"D:\Photos\IMG_0.jpg")

    with closing(open_library(strange, places)) as library:
        (found,) = finish(library.linking.find_missing(photographs)).found
        assert found.path == photographs / "IMG_0.jpg"
        assert drawn(library, found.source_id) == 100
