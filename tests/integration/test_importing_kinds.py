"""Files of every kind come into one library, with some among them that were made to harm."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest
from making_books import HAS_DJVU, chapter, compound, djvu, epub, fb2, odt, packed, rtf, rtf_cp1251
from making_files import docx, image_bytes, paragraph, text_pdf
from making_hostile import hostile
from PIL import ExifTags, Image

from archivist.library.catalogue_query import SourceQuery
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.collecting import ImportReport
    from archivist.services.workspace import Workspace

OFF = ImportOptions(ocr="off")


def written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def imported(library: Workspace, *paths: Path) -> ImportReport:
    report = finish(library.collecting.import_files(paths, OFF))
    finish(library.searching.update())
    return report


def statuses(report: ImportReport) -> dict[str, tuple[str, int]]:
    return {file.path.name: (file.status.value, file.pages) for file in report.files}


def found(library: Workspace, words: str) -> set[str]:
    return {hit.source for hit in library.searching.search(words, limit=100).hits}


def test_every_kind_is_read_and_found(workspace: Workspace, tmp_path: Path) -> None:
    text = "Протокол заседания правления о пограничной торговле"
    folder = written(
        tmp_path / "in",
        {
            "a.odt": odt(f"<text:p>{text}</text:p>", meta="<dc:title>Протокол ODT</dc:title>"),
            "b.rtf": rtf(text),
            "c.doc": rtf_cp1251(text),
            "d.html": f"<html><title>О торговле</title><body>{text}".encode("cp1251"),
            "e.epub": epub(
                {"1.xhtml": chapter("<p>x</p>"), "2.xhtml": chapter(f"<p>{text}</p>")},
                about="<dc:title>История края</dc:title>",
            ),
            "f.fb2": fb2(f"<body><section><p>{text}</p></section></body>", encoding="cp1251"),
            "g.fb2.zip": packed({"g.fb2": fb2(f"<body><p>{text} дважды</p></body>")}),
            "h.docx": docx(paragraph(text)),
            "i.txt": text.encode("koi8-r"),
            "j.pdf": text_pdf("The minutes of the board"),
            "k.webp": image_bytes(Image.new("RGB", (40, 30), "red"), "WEBP"),
        },
    )
    if HAS_DJVU:
        (tmp_path / "work").mkdir()
        layer = f'(page 0 0 400 600 (word 50 400 150 500 "{text}"))'
        written(folder, {"l.djvu": djvu(tmp_path / "work", ["", layer])})
    report = imported(workspace, folder)
    assert {status for status, _ in statuses(report).values()} == {"stored"}
    assert statuses(report)["e.epub"] == ("stored", 2)
    expected = {"Протокол ODT", "b", "c", "О торговле", "История края", "f", "g.fb2", "h", "i"}
    assert found(workspace, "протоколы правлений") == expected | ({"l"} if HAS_DJVU else set())


def test_when_a_photograph_was_taken_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2024:05:17 09:12:44"
    photo = image_bytes(Image.new("RGB", (40, 30), "red"), "JPEG", exif=exif)
    report = imported(workspace, written(tmp_path / "in", {"a.jpg": photo}))
    assert statuses(report) == {"a.jpg": ("stored", 1)}
    with workspace._database.reading() as work:
        (file,) = work.catalogue.files(report.files[0].source_id)
    assert file.taken == "2024-05-17T09:12:44"


@pytest.mark.timeout(300)
def test_hostile_files_cost_no_other_file_of_the_batch(
    workspace: Workspace, tmp_path: Path
) -> None:
    slow = {"many.epub", "bomb.pdf", "itself.pdf", "bomb.odt", "bomb.docx", "bomb.fb2.zip"}
    quick = {name: make for name, make in hostile().items() if name not in slow}
    folder = written(tmp_path / "in", {name: make() for name, make in quick.items()})
    good = {f"good {n}.txt": f"Протокол номер {n}".encode() for n in range(1, 6)}
    written(folder, {**good, "a good one.odt": odt("<text:p>Протокол</text:p>")})
    started = time.monotonic()
    report = imported(workspace, folder)
    assert time.monotonic() - started < 100
    told = statuses(report)
    assert {told[name] for name in good} == {("stored", 1)}
    assert told["a good one.odt"] == ("stored", 1)
    assert len(told) == len(quick) + len(good) + 1
    for file in report.files:
        if file.status.value == "unreadable":
            assert file.reason
            assert "\n" not in file.reason
    for name in ("wide.pdf", "labels.pdf", "spine.epub", "deep.html", "out.epub"):
        assert told[name][0] == "stored"
    assert finish(workspace.verify()) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and names of POSIX")
def test_loops_pipes_and_names_that_deceive(workspace: Workspace, tmp_path: Path) -> None:
    names = ["con.odt", "-rf.odt", "\u202etdo.evil.odt", "new\nline.odt", "é" * 120 + ".odt"]
    folder = written(
        tmp_path / "in",
        {name: odt(f"<text:p>Протокол {n}</text:p>") for n, name in enumerate(names)},
    )
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out").symlink_to("/etc")
    os.mkfifo(folder / "pipe.pdf")
    report = imported(workspace, folder)
    told = {file.path.name: (file.status.value, file.reason) for file in report.files}
    assert {told.pop(name) for name in names} == {("stored", "")}
    assert told == {
        "self": ("unreadable", "it is a link that leads back to itself"),
        "out": ("unreadable", "it is a link that leads out of the chosen folder"),
        "pipe.pdf": ("unreadable", "it is a device or a pipe, not a file"),
    }
    titles = {row.title for row in workspace.sources.rows(workspace.sources.find(SourceQuery()))}
    assert titles == {"con", "-rf", "tdo.evil", "new line", "é" * 120}


def test_a_file_whose_program_is_missing_is_kept_to_be_read_later(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    monkeypatch.setenv("PATH", str(bare))
    folder = written(
        tmp_path / "in",
        {
            "a.djvu": b"AT&TFORM\0\0\0\0DJVU",
            "b.doc": compound({"WordDocument": b"x"}),
            "c.txt": "Протокол".encode(),
        },
    )
    report = imported(workspace, folder)
    told = {file.path.name: (file.status.value, file.reason) for file in report.files}
    assert told["c.txt"] == ("stored", "")
    assert told["a.djvu"][0] == told["b.doc"][0] == "unreadable"
    assert told["a.djvu"][1].startswith("DjVuLibre is missing on this machine")
    assert told["b.doc"][1].startswith("LibreOffice or antiword is missing on this machine")
    assert all(file.source_id is not None for file in report.files)
