"""Watched folders: what comes into them comes into the library by itself, once."""

from __future__ import annotations

import os
import shutil
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from archivist.errors import ParseError, WatchedFolderError
from archivist.library.catalogue_query import SourceQuery
from archivist.library.watching import Gathering, WatchedFolder, WatchedId
from archivist.services.collecting.lookout import Lookout
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

FILED = Gathering(pattern="{file}/*", under="АП РК/5-Н/1")


class Clock:
    """Counts the seconds of a test, in which nobody waits."""

    now = 0.0

    def later(self, seconds: float = 5) -> float:
        self.now += seconds
        return self.now


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    library = make_library(tmp_path / "library", places)
    yield library
    library.close()


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "Камера"
    folder.mkdir()
    return folder


def watched(library: Workspace, folder: Path, gathering: Gathering = FILED) -> WatchedId:
    order = WatchedFolder(id=WatchedId(0), path=str(folder), gathering=gathering, ocr="off")
    return library.watching.add(order).id


def shot(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    colour = zlib.crc32(os.fsencode(path)) & 0xFFFFFF
    Image.new("RGB", (40, 30), f"#{colour:06x}").save(path)
    return path


def collected(library: Workspace, clock: Clock) -> int:
    """Look twice, as the window does, and bring in what came; return how many files."""
    came = 0
    for _ in range(2):
        runs = finish(library.watching.look(clock.later())).runs
        finish(library.queue.work())
        came += sum(len(library.queue.jobs(run)) for run in runs)
    return came


def titles(library: Workspace) -> list[tuple[str, int]]:
    found = library.sources.rows(library.sources.find(SourceQuery()))
    return sorted((row.title, row.pages) for row in found)


def test_photographs_come_by_themselves_into_the_source_of_their_file(
    library: Workspace, drop: Path
) -> None:
    clock = Clock()
    watched(library, drop)
    shot(drop / "Д. 7" / "1.jpg")
    assert collected(library, clock) == 1
    shot(drop / "Д. 7" / "2.jpg")
    shot(drop / "Д. 8" / "1.jpg")
    assert collected(library, clock) == 2
    assert collected(library, clock) == 0
    assert titles(library) == [("Д. 7", 2), ("Д. 8", 1)]
    (folder,) = library.watching.folders()
    assert [arrival.files for arrival in folder.arrivals] == [2, 1]


def pages_of(library: Workspace, *, binned: bool = False) -> dict[str, list[str]]:
    """Return the files of each source, in the order of its pages."""
    query = SourceQuery(binned=binned)
    return {
        str(source_id): [page.name for page in library.foliating.report(source_id).pages]
        for source_id in library.sources.find(query)
    }


@pytest.mark.parametrize(("undone", "left"), [(0, ["2.jpg", "3.jpg"]), (1, ["1.jpg"])])
def test_an_import_takes_back_the_pages_that_it_brought_alone(
    library: Workspace, drop: Path, undone: int, left: list[str]
) -> None:
    clock = Clock()
    watched(library, drop)
    shot(drop / "Д. 7" / "1.jpg")
    collected(library, clock)
    shot(drop / "Д. 7" / "2.jpg")
    shot(drop / "Д. 7" / "3.jpg")
    shot(drop / "Д. 8" / "4.jpg")
    collected(library, clock)
    runs = [run.id for run in reversed(library.queue.runs())]
    whole = pages_of(library)

    library.queue.undo_run(runs[undone])
    assert left in pages_of(library).values()
    binned = {name for names in pages_of(library, binned=True).values() for name in names}
    assert binned == {"1.jpg", "2.jpg", "3.jpg", *["4.jpg"] * undone}.difference(left)
    library.undo()
    assert pages_of(library) == whole
    assert pages_of(library, binned=True) == {}

    for run in runs:
        library.queue.undo_run(run)
    assert pages_of(library) == {}
    assert finish(library.verify()) == ()


def test_the_notes_go_with_the_pages_that_are_taken_back(library: Workspace, drop: Path) -> None:
    clock = Clock()
    watched(library, drop)
    shot(drop / "Д. 7" / "1.jpg")
    collected(library, clock)
    shot(drop / "Д. 7" / "2.jpg")
    collected(library, clock)
    (source_id,) = library.sources.find(SourceQuery())
    library.sources.change_tags((source_id,), ("граница",), ())
    for page in library.reading.pages(source_id):
        library.reading.note_page(page.id, f"снимок {page.number}")

    library.queue.undo_run(library.queue.runs()[0].id)

    (gone,) = library.sources.find(SourceQuery(binned=True))
    assert [mark.note for mark in library.reading.annotations(source_id)] == ["снимок 1"]
    assert [mark.note for mark in library.reading.annotations(gone)] == ["снимок 2"]
    assert library.sources.get(gone).tags == ("граница",)
    library.sources.put_in_bin((source_id,))
    library.sources.erase((source_id, gone))
    assert finish(library.verify()) == ()


def test_a_file_is_taken_when_it_has_come_to_rest(library: Workspace, drop: Path) -> None:
    clock = Clock()
    watched(library, drop, Gathering())
    file = drop / "скан.txt"
    file.touch()
    assert collected(library, clock) == 0, "it is still empty"
    for text in ("Про", "Прото", "Протокол"):
        file.write_text(text, encoding="utf-8")
        looked = finish(library.watching.look(clock.later()))
        assert (looked.runs, looked.waiting) == ((), 1)
    assert collected(library, clock) == 1
    assert library.reading.page_text(library.reading.pages(_only(library))[0].id).text == "Протокол"


def _only(library: Workspace) -> SourceId:
    (source_id,) = library.sources.find(SourceQuery())
    return source_id


def test_nothing_is_taken_twice_also_by_the_next_program(
    tmp_path: Path, places: Places, drop: Path
) -> None:
    library, clock = make_library(tmp_path / "library", places), Clock()
    watched(library, drop)
    shot(drop / "Д. 7" / "1.jpg")
    assert collected(library, clock) == 1
    library.close()

    library = open_library(tmp_path / "library", places)
    assert collected(library, clock) == 0
    os.utime(drop / "Д. 7" / "1.jpg", (1, 1))
    shutil.copy2(drop / "Д. 7" / "1.jpg", drop / "Д. 7" / "copy.jpg")
    clock.later(600)
    assert collected(library, clock) == 2, "another time: looked at, and known by their bytes"
    assert titles(library) == [("Д. 7", 1)]
    library.close()


def test_a_disk_that_comes_and_goes_is_no_error(library: Workspace, drop: Path) -> None:
    clock = Clock()
    folder_id = watched(library, drop)
    shot(drop / "Д. 7" / "1.jpg")
    finish(library.watching.look(clock.later()))
    away = drop.rename(drop.parent / "away")
    looked = finish(library.watching.look(clock.later()))
    assert set(looked.missing) == {folder_id}
    assert (looked.runs, looked.problem) == ((), "")
    away.rename(drop)
    assert collected(library, clock) == 1


def test_a_paused_folder_rests_and_a_removed_one_is_forgotten(
    library: Workspace, drop: Path
) -> None:
    clock = Clock()
    folder_id = watched(library, drop)
    library.watching.pause(folder_id, paused=True)
    shot(drop / "Д. 7" / "1.jpg")
    assert collected(library, clock) == 0
    library.undo()
    assert not library.watching.folders()[0].paused
    assert collected(library, clock) == 1
    library.watching.remove(folder_id)
    shot(drop / "Д. 7" / "2.jpg")
    assert collected(library, clock) == 0
    assert titles(library) == [("Д. 7", 1)]


def test_what_is_left_out_comes_once_the_pattern_fits(library: Workspace, drop: Path) -> None:
    clock = Clock()
    watched(library, drop, Gathering(pattern="{file}/*", under="АП РК/5-Н/1", left_out=True))
    shot(drop / "обложка.jpg")
    assert collected(library, clock) == 0
    (folder,) = library.watching.folders()
    library.watching.save(
        WatchedFolder(id=folder.id, path=folder.path, gathering=Gathering(), ocr="off")
    )
    assert collected(library, clock) == 1
    assert titles(library) == [("обложка", 1)]


@pytest.mark.parametrize("place", [".", "files", "files/ab"])
def test_the_library_itself_is_not_watched(library: Workspace, place: str) -> None:
    folder = library.folder / place
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(WatchedFolderError, match="belongs to the library"):
        watched(library, folder)


def test_a_library_within_a_watched_folder_is_passed_over(
    library: Workspace, tmp_path: Path
) -> None:
    clock = Clock()
    watched(library, tmp_path, Gathering())
    (tmp_path / "письмо.txt").write_text("Письмо", encoding="utf-8")
    collected(library, clock)
    came = [title for title, _ in titles(library)]
    assert "письмо" in came
    assert not any("library" in title for title in came)


def test_a_folder_is_watched_once_and_with_a_pattern_that_can_be_read(
    library: Workspace, drop: Path
) -> None:
    with pytest.raises(ParseError):
        watched(library, drop, Gathering(pattern="{fond}"))
    with pytest.raises(WatchedFolderError, match="no such folder"):
        watched(library, drop / "нет")
    watched(library, drop)
    with pytest.raises(WatchedFolderError, match="watched already"):
        watched(library, drop)


@pytest.mark.skipif(sys.platform == "win32", reason="counts what Linux reads")
def test_a_look_where_nothing_changed_reads_no_folder(tmp_path: Path) -> None:
    for number in range(5):
        shot(tmp_path / f"Д. {number}" / "1.jpg")
    for path in (tmp_path, *tmp_path.iterdir()):
        os.utime(path, (1_000, 1_000))
    lookout = Lookout(tmp_path)
    finish(lookout.look(0))
    assert len(finish(lookout.look(5))) == 5
    folder = tmp_path / "Д. 3"
    shot(folder / "2.jpg")
    os.utime(folder, (1_000, 1_000))  # as if its disk kept no time: seen at the next thorough look
    assert finish(lookout.look(10)) == ()
    assert finish(lookout.look(15)) == ()
    assert lookout.waiting == 0
    finish(lookout.look(400))
    assert [found.path.name for found in finish(lookout.look(405))] == ["2.jpg"]
