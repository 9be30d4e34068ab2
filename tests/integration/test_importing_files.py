"""Files come into a library: what is kept, what is said, what is never touched."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from making_files import docx, endless_pdf, image_bytes, paragraph, text_pdf
from PIL import Image

from archivist.errors import MissingProgramError, NotFoundError, ReadOnlyLibraryError, StorageError
from archivist.ingest import tesseract
from archivist.library.catalogue_query import SourceQuery
from archivist.library.records import RecordKind
from archivist.library.sources import FileState
from archivist.library.values import KK
from archivist.services.changes import Topic
from archivist.services.collecting import Collecting, ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library
from archivist.storage.filestore import FileStore

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.collecting import ImportReport
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace
    from archivist.storage.filestore import Stored

TEXT = "Протокол заседания коллегии был отправлен в посольство для ознакомления"
OFF = ImportOptions(ocr="off")


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def texts(folder: Path, count: int) -> Path:
    return written(folder, {f"{n}.txt": f"{TEXT} номер {n}".encode() for n in range(1, count + 1)})


def imported(library: Workspace, *paths: Path, options: ImportOptions = OFF) -> ImportReport:
    return finish(library.collecting.import_files(paths, options))


def originals(library: Workspace) -> list[Path]:
    return [path for path in (library.folder / "files").rglob("*") if path.is_file()]


def titles(library: Workspace) -> list[str]:
    return [row.title for row in library.sources.rows(library.sources.find(SourceQuery()))]


def digests(folder: Path) -> dict[str, tuple[str, int, int]]:
    return {
        path.name: (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_one_bad_file_never_stops_the_rest(workspace: Workspace, tmp_path: Path) -> None:
    folder = written(
        tmp_path / "in",
        {
            "1 text.txt": TEXT.encode("koi8-r"),
            "2 empty.pdf": b"",
            "3 cut.pdf": text_pdf("x")[:70],
            "4 page.pdf": b"<html>not found</html>",
            "5 word.docx": docx(paragraph("Записка")),
            "6 photo.jpg": image_bytes(Image.new("L", (60, 40), 90), "JPEG"),
            "7 table.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
            "8 good.pdf": text_pdf("one", "two"),
        },
    )
    report = imported(workspace, folder)
    assert {file.path.name[0]: (file.status, file.reason) for file in report.files} == {
        "1": ("stored", ""),
        "2": ("unreadable", "it is empty (0 bytes)"),
        "3": ("unreadable", "it is cut short or damaged"),
        "4": ("unreadable", "it is a web page, not a PDF document"),
        "5": ("stored", ""),
        "6": ("stored", ""),
        "7": (
            "unreadable",
            "this kind of file is not known yet (a document of Excel, PowerPoint or another "
            "program of old)",
        ),
        "8": ("stored", ""),
    }
    assert [file.pages for file in report.files] == [1, 0, 0, 0, 1, 1, 0, 2]
    assert len(originals(workspace)) == 8
    states = {}
    for file in report.files:
        assert file.source_id is not None
        (stored,) = workspace.sources.details(file.source_id).files
        states[stored.name[0]] = (stored.state, stored.reason == file.reason)
    assert states["1"] == (FileState.READ, True)
    assert states["2"] == (FileState.UNREADABLE, True)
    assert states["6"] == (FileState.NO_TEXT, True)
    assert report.changes.ids[Topic.SOURCES] == {file.source_id for file in report.files}


def test_texts_pages_and_labels_arrive(workspace: Workspace, tmp_path: Path) -> None:
    labels = b"/PageLabels<</Nums[0<</S/r>>1<</S/D>>]>>"
    folder = written(tmp_path / "in", {"a.pdf": text_pdf("First words", "Second", catalog=labels)})
    (file,) = imported(workspace, folder).files
    assert file.source_id is not None
    first, second = workspace.reading.pages(file.source_id)
    assert [(page.sheet, page.width) for page in (first, second)] == [("i", 595), ("1", 595)]
    text = workspace.reading.page_text(first.id)
    assert text.text == "First words"
    assert [text.text[box.start : box.end] for box in text.boxes] == ["First", "words"]
    picture = workspace.reading.picture(second.id, 300)
    assert picture is not None
    assert picture.width == 300


def test_a_source_is_named_filed_and_given_its_language(
    workspace: Workspace, tmp_path: Path
) -> None:
    group_id = workspace.sorting.groups()[1][0].id
    core = (
        '<p:coreProperties xmlns:p="urn:p" xmlns:dc="urn:dc"><dc:title>Нота посольства</dc:title>'
        "<dc:creator>Иванов И. И.</dc:creator></p:coreProperties>"
    )
    folder = written(
        tmp_path / "in",
        {"a.docx": docx(paragraph(TEXT), {"docProps/core.xml": core}), "л._21.txt": b"1932"},
    )
    options = ImportOptions(under="АП РК/5-Н/1/5059", group_id=group_id, ocr="off")
    sheet, note = imported(workspace, folder, options=options).files
    assert note.source_id is not None
    assert sheet.source_id is not None
    source = workspace.sources.get(note.source_id)
    assert (source.record.title, source.record.language) == ("Нота посольства", "ru")
    assert source.record.kind is RecordKind.ARCHIVAL
    unit_id = workspace.tree.place("АП РК/5-Н/1/5059").id
    assert source.record.creators == ()
    assert (source.unit_id, source.group_id, source.unread) == (unit_id, group_id, True)
    assert workspace.sources.get(sheet.source_id).record.title == "л. 21"

    folder = written(
        tmp_path / "other", {"b.docx": docx(paragraph("x"), {"docProps/core.xml": core})}
    )
    (book,) = imported(workspace, folder, options=ImportOptions(ocr="off", language=KK)).files
    assert book.source_id is not None
    record = workspace.sources.get(book.source_id).record
    assert (record.kind, record.language) == (RecordKind.OTHER, "kk")
    assert [person.name for person in record.creators] == ["Иванов И. И."]


def test_the_same_file_is_kept_once(workspace: Workspace, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 2)
    written(folder, {"3 copy.txt": (folder / "1.txt").read_bytes()})
    first, second, copy = imported(workspace, folder).files
    assert (copy.status, copy.source_id, copy.pages) == ("duplicate", first.source_id, 1)
    assert copy.reason == "the library has it already: “1”"
    again = imported(workspace, folder)
    assert {file.status for file in again.files} == {"duplicate"}
    assert not again.changes
    assert len(titles(workspace)) == len(originals(workspace)) == 2
    assert second.source_id is not None
    workspace.sources.put_in_bin([second.source_id])
    (binned,) = imported(workspace, folder / "2.txt").files
    assert binned.reason == "the library has it already: “2” in the bin"


def test_a_file_there_already_that_was_not_read_says_why(
    workspace: Workspace, tmp_path: Path
) -> None:
    empty = written(tmp_path / "in", {"empty.txt": b""})
    imported(workspace, empty)
    (again,) = imported(workspace, empty).files
    assert again.status == "duplicate"
    assert again.reason == "the library has it already: “empty”; it is empty (0 bytes)"


def test_a_lost_original_is_there_again_once_its_file_is_imported(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "in", 1)
    imported(workspace, folder)
    (original,) = originals(workspace)
    original.unlink()
    (fault,) = finish(workspace.verify())
    assert "missing" in fault.sentence
    assert str(original.relative_to(workspace.folder).as_posix()) in fault.sentence
    (file,) = imported(workspace, folder).files
    assert (file.status, file.source_id) == ("duplicate", 1)
    assert file.reason.endswith("its lost original is there again")
    assert finish(workspace.verify()) == ()


class Erased(FileStore):
    """A store out of which somebody erases an original while it is being imported anew."""

    def take(self, path: Path) -> Stored:
        stored = super().take(path)
        if not stored.new:
            self.remove(stored.hash)
        return stored


def test_an_original_that_is_erased_while_it_is_imported_anew_is_not_lost(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "in", 1)
    workspace._store.add(folder / "1.txt")  # the erasing has not come to it yet
    store = Erased(workspace.folder)
    finish(Collecting(workspace._database, store, workspace._room).import_files([folder], OFF))
    assert finish(workspace.verify()) == ()


def test_files_can_make_one_source_together(workspace: Workspace, tmp_path: Path) -> None:
    scans = {f"{n}.png": image_bytes(Image.new("L", (50 + n, 40), n), "PNG") for n in range(1, 41)}
    folder = written(tmp_path / "Дело 5059", {**scans, "broken.pdf": b""})
    report = imported(workspace, folder, options=ImportOptions(ocr="off", separate=False))
    (source_id,) = {file.source_id for file in report.files}
    assert source_id is not None
    assert titles(workspace) == ["Дело 5059"]
    pages = workspace.reading.pages(source_id)
    assert [page.width for page in pages] == [50 + n for n in range(1, 41)]
    assert [page.number for page in pages] == list(range(1, 41))


def test_the_users_own_files_are_only_read(workspace: Workspace, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 5)
    written(folder, {"bad.pdf": b"", "a.pdf": text_pdf("x")})
    (folder / "1.txt").chmod(0o444)
    before = digests(folder)
    imported(workspace, folder)
    assert digests(folder) == before


def test_what_is_settled_is_there_before_the_end(workspace: Workspace, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 60)
    steps = workspace.collecting.import_files([folder], OFF)
    seen = [next(step for step in steps if step.done >= 25)]
    assert len(titles(workspace)) == seen[0].done
    seen += steps
    assert all(one.done <= other.done for one, other in pairwise(seen))
    assert {step.total for step in seen} == {60}
    assert {step.what for step in seen} <= {"", *(f"{n}.txt" for n in range(1, 61))}
    assert len(titles(workspace)) == 60


def test_cancelling_keeps_what_was_settled_and_nothing_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "in", 60)
    written(folder, {"40 endless.pdf": endless_pdf()})
    steps = workspace.collecting.import_files([folder], OFF)
    last = next(step for step in steps if step.what == "40 endless.pdf")
    next(steps)
    steps.close()
    kept = len(titles(workspace))
    assert 60 >= kept >= last.done > 0
    assert len(originals(workspace)) == kept
    (folder / "40 endless.pdf").unlink()
    assert len(imported(workspace, folder).files) == len(titles(workspace)) == 60
    assert {run.left for run in workspace.queue.runs()} == {0}


class FullDisk(FileStore):
    """A disk that is full after so many files."""

    def __init__(self, folder: Path, room_for: int) -> None:
        super().__init__(folder)
        self._left = room_for

    def take(self, path: Path) -> Stored:
        self._left -= 1
        if self._left < 0:
            raise StorageError(f"Storing “{path.name}”", "the disk is full")
        return super().take(path)


def test_a_full_disk_ends_the_import_and_says_what_was_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = texts(tmp_path / "in", 60)
    full = FullDisk(workspace.folder, 30)
    collecting = Collecting(workspace._database, full, workspace._room)
    with pytest.raises(StorageError) as caught:
        finish(collecting.import_files([folder], OFF))
    kept = len(titles(workspace))
    assert kept > 25  # what was copied before the disk was full is entered
    assert str(caught.value).endswith(
        f"did not work: the disk is full. Of 60 files {kept} are in the library."
    )
    assert len(originals(workspace)) == kept


def test_a_library_open_for_reading_only_is_refused_before_anything_is_copied(
    tmp_path: Path, places: Places
) -> None:
    make_library(tmp_path / "new", places).close()
    with closing(open_library(tmp_path / "new", places, read_only=True)) as library:
        with pytest.raises(ReadOnlyLibraryError):
            imported(library, texts(tmp_path / "in", 1))
        assert originals(library) == []


def test_an_unknown_language_of_recognition_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    if not tesseract.program():
        pytest.skip("Tesseract is not installed")
    with pytest.raises(NotFoundError, match="xyz"):
        imported(
            workspace,
            texts(tmp_path / "in", 1),
            options=ImportOptions(under="ГАРФ/1/1/1", ocr="rus+xyz"),
        )
    assert workspace.tree.archives() == ()


def test_the_last_edit_can_be_undone_after_an_import_into_a_new_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.sorting.add_group("Memoirs")
    report = imported(
        workspace, texts(tmp_path / "in", 1), options=ImportOptions(under="ГАРФ/1/1/1", ocr="off")
    )
    assert Topic.ARCHIVES in report.changes
    assert workspace.undo() is not None
    assert "Memoirs" not in [group.name for group, _ in workspace.sorting.groups()]
    assert [archive.label for archive in workspace.tree.archives()] == ["ГАРФ"]


def test_a_machine_without_tesseract_keeps_scans_without_their_text(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if tesseract.program():
        pytest.skip("Tesseract lies in a folder that is always looked into")
    scan = written(tmp_path / "in", {"1.png": image_bytes(Image.new("L", (60, 40), 90), "PNG")})
    (file,) = imported(workspace, scan, options=ImportOptions(ocr="auto")).files
    assert (file.status, file.pages) == ("stored", 1)
    assert workspace.collecting.tesseract() == ""
    assert workspace.collecting.ocr_languages() == ()
    with pytest.raises(MissingProgramError, match="Tesseract is missing"):
        imported(workspace, scan, options=ImportOptions(ocr="rus"))


def test_nothing_to_import_is_no_error(workspace: Workspace, tmp_path: Path) -> None:
    assert imported(workspace, tmp_path / "nothing").files[0].reason == "it is not there"
    (tmp_path / "empty").mkdir()
    assert imported(workspace, tmp_path / "empty").files == ()
    assert originals(workspace) == []


def test_a_name_that_no_disk_takes_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (file,) = imported(workspace, tmp_path / ("а" * 300)).files
    assert file.status == "unreadable"
    assert file.reason


def test_a_file_that_vanishes_is_told(workspace: Workspace, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 70)

    def watched() -> Steps[ImportReport]:
        steps = workspace.collecting.import_files([folder], OFF)
        next(step for step in steps if step.total == 70)
        (folder / "69.txt").unlink()  # its turn has not come
        return (yield from steps)

    reasons = {file.path.name: file.reason for file in finish(watched()).files}
    assert {name: reason for name, reason in reasons.items() if reason} == {
        "69.txt": "it is not there"
    }
    assert len(titles(workspace)) == 69


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes of POSIX")
def test_a_pipe_is_never_opened(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (file,) = imported(workspace, tmp_path / "pipe.pdf").files
    assert (file.reason, file.source_id) == ("it is a device or a pipe, not a file", None)
