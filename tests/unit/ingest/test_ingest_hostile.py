"""Files that were made to harm: each ends soon, in one sentence, and the next one is read."""

from __future__ import annotations

import contextlib
import multiprocessing
import re
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making_books import HAS_DJVU, chapter, djvu, epub, odt
from making_files import image_bytes, pdf, text_objects, text_pdf
from making_hostile import ENTITIES, heic, hostile, with_entities
from PIL import Image

from archivist.errors import UnreadableFileError
from archivist.ingest.reader import HEIC, PDF, WEBP, Limits
from archivist.ingest.worker import ReadingRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30.0

LARGE = "its picture is larger than 179 million pixels"
DAMAGED = "it is cut short or damaged"
GREEDY = "it is damaged, or needs more than 2 GB of memory"
PACKED = "unpacked, its text is larger than 100 MB"
ENDLESS = "it took longer than 25 seconds"

REFUSED = {
    "tree.pdf": "none of its pages can be opened",
    "itself.pdf": f"{GREEDY}|{ENDLESS}",
    "endless.pdf": f"{GREEDY}|{ENDLESS}",
    "bomb.pdf": f"{GREEDY}|it needs more than 2 GB of memory|{ENDLESS}",
    "page.pdf": "it is a web page, not a PDF document",
    "cut.pdf": DAMAGED,
    "bomb.docx": PACKED,
    "bomb.odt": PACKED,
    "bomb.epub": PACKED,
    "bomb.fb2.zip": PACKED,
    "many.epub": PACKED,
    "cut.docx": DAMAGED,
    "deep.odt": DAMAGED,
    "deep.docx": DAMAGED,
    "bomb.png": LARGE,
    "words.png": DAMAGED,
    "claim.png": f"{DAMAGED}|it needs more than 2 GB of memory",
    "bomb.tif": LARGE,
    "bomb.webp": LARGE,
    "bomb.heic": DAMAGED,
    "bomb.gif": LARGE,
    "bomb.bmp": LARGE,
    "bomb.jpg": LARGE,
    "bomb.jp2": LARGE,
    "open.rtf": "it holds no text",
    "marks.html": "it holds no text",
    "mail.mht": DAMAGED,
    "empty.doc": f"{DAMAGED}|LibreOffice.* is missing on this machine.*",
    "zeros.pdf": "it begins with nothing but zeros, as a failed copy does",
    "nothing.epub": r"it is empty \(0 bytes\)",
    "noise.djvu": f"{DAMAGED}|DjVuLibre is missing on this machine.*",
}

READ = {
    "wide.pdf": "far away",
    "labels.pdf": "x",
    "spine.epub": "first second",
    "out.epub": "sound",
    "laughs.epub": "&a9;",
    "deep.rtf": "deep",
    "deep.html": "deep",
    "letters.rtf": "\ufffd",
    "ring.tif": "",
    "glyph.pdf": "aaaa",
    "jbig2.pdf": "",
    "jpx.pdf": "",
    "beside.docx": "sound",
    "links.epub": "sound",
}


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with closing(ReadingRoom()) as room:
        yield room
    assert multiprocessing.active_children() == []


def outcome(room: ReadingRoom, path: Path) -> tuple[str, str]:
    """Return the text of a file, or the reason; whichever, it came soon and the next is read."""
    started = time.monotonic()
    text = reason = ""
    try:
        text = " ".join(page.text for page in room.read(path).pages).strip()
    except UnreadableFileError as error:
        reason = error.reason
    assert "\n" not in reason
    assert time.monotonic() - started < PATIENCE
    sound = path.with_name("sound.txt")
    sound.write_text("sound", encoding="utf-8")
    assert room.read(sound).pages[0].text == "sound"
    return text, reason


def test_every_hostile_kind_has_an_expected_end() -> None:
    assert {*REFUSED, *READ} == {*hostile()}
    assert not {*REFUSED} & {*READ}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence(
    room: ReadingRoom, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(hostile()[name]())
    text, reason = outcome(room, path)
    assert re.fullmatch(REFUSED[name], reason), (text[:100], reason)


@pytest.mark.parametrize("name", READ)
def test_what_is_only_odd_is_read(room: ReadingRoom, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile()[name]())
    assert outcome(room, path) == (READ[name], "")


@pytest.mark.parametrize("declared", ENTITIES)
def test_entities_are_neither_unfolded_nor_fetched(
    room: ReadingRoom, tmp_path: Path, declared: str
) -> None:
    for name, content in with_entities(ENTITIES[declared]).items():
        (tmp_path / name).write_bytes(content)
        text, reason = outcome(room, tmp_path / name)
        assert text == ""
        assert reason in {DAMAGED, "it declares entities, which no sound document of its kind does"}


def test_a_huge_page_is_drawn_no_larger_than_others(room: ReadingRoom, tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    path.write_bytes(hostile()["wide.pdf"]())
    picture = room.picture(path, PDF, 0, 4_000)
    assert picture.width <= 4_000
    assert picture.height < 10


def test_a_bomb_is_not_drawn_either(room: ReadingRoom, tmp_path: Path) -> None:
    for name, kind in (("bomb.webp", WEBP), ("bomb.heic", HEIC), ("itself.pdf", PDF)):
        path = tmp_path / name
        path.write_bytes(hostile()[name]())
        started = time.monotonic()
        with pytest.raises(UnreadableFileError):
            room.picture(path, kind, 0, 300)
        assert time.monotonic() - started < PATIENCE


@pytest.mark.skipif(not HAS_DJVU, reason="DjVuLibre is not installed")
def test_djvu_of_noise_and_of_a_huge_page(room: ReadingRoom, tmp_path: Path) -> None:
    content = djvu(tmp_path, ['(page 0 0 400 600 "text")'] * 3)
    at = content.index(b"INFO") + 8
    huge = content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :]
    (tmp_path / "huge.djvu").write_bytes(huge)
    assert outcome(room, tmp_path / "huge.djvu")[1] == ""
    for start in range(100, len(content), len(content) // 12):
        broken = content[:start] + bytes(range(256))[:40] + content[start + 40 :]
        (tmp_path / "noise.djvu").write_bytes(broken)
        text, reason = outcome(room, tmp_path / "noise.djvu")
        assert "text" in text or reason in {DAMAGED, "none of its pages can be opened"}


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "GIF", "BMP", "JPEG2000", "HEIF", "AVIF"])
def test_cut_pictures_are_refused(room: ReadingRoom, tmp_path: Path, kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    content = heic((200, 200)) if kind == "HEIF" else image_bytes(noise, kind)
    path = tmp_path / "a"
    path.write_bytes(content)
    assert outcome(room, path) == ("", "")
    for share in (0.9, 0.5, 0.1):
        path.write_bytes(content[: int(len(content) * share)])
        text, reason = outcome(room, path)
        # BMP and JPEG 2000 may be read as far as they go
        assert text == ""
        assert "damaged" in reason or kind in {"BMP", "JPEG2000", "GIF", "WEBP"}


def test_a_file_that_changes_while_it_is_read(room: ReadingRoom, tmp_path: Path) -> None:
    frames = [Image.effect_noise((300, 300), 90)] * 60
    film = tmp_path / "film.tif"
    frames[0].save(film, save_all=True, append_images=frames[1:])
    book = tmp_path / "book.pdf"
    book.write_bytes(pdf(text_objects(["text"] * 3_000)))
    for path in (film, book):
        steps = room.read_steps(path)
        next(steps)
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 3)
        started = time.monotonic()
        with contextlib.suppress(UnreadableFileError):
            list(steps)
        assert time.monotonic() - started < PATIENCE
    assert outcome(room, tmp_path / "gone.txt") == ("", "it is not there")


def test_names_that_deceive_make_one_plain_sentence(tmp_path: Path) -> None:
    for name in ("evil\nname.pdf", "gpj.\u202efdp.exe", "tab\tbell\a.pdf", "\u2066x\u2069.pdf"):
        told = str(UnreadableFileError(name, "it is damaged"))
        assert told.isprintable()
        assert "�" in told
    assert str(UnreadableFileError("Отчёт «1».pdf", "why")) == "“Отчёт «1».pdf” cannot be read: why"
    assert tmp_path.exists()


def test_names_of_every_kind_are_read(room: ReadingRoom, tmp_path: Path) -> None:
    names = [
        *("-rf.odt", "--help.epub", "con.odt", "aux.epub", "nul.rtf", "a b'c\"d.html"),
        *("%2e%2e%2f.odt", "é" * 120 + ".odt", "\u202etdo.odt", "new\nline.rtf", "$(x);.html"),
    ]
    contents = {
        ".odt": odt("<text:p>sound</text:p>"),
        ".epub": epub({"1.xhtml": chapter("<p>sound</p>")}),
        ".rtf": rb"{\rtf1 sound}",
        ".html": b"<html><body>sound",
    }
    for name in names:
        path = tmp_path / name
        try:
            path.write_bytes(contents[Path(name).suffix])
        except OSError:  # Windows takes no such name
            continue
        assert outcome(room, path) == ("sound", "")


def test_a_document_opens_with_a_password_asked_once(tmp_path: Path) -> None:
    import io  # noqa: PLC0415

    import pypdf  # noqa: PLC0415

    from archivist.errors import LockedFileError  # noqa: PLC0415

    def locked(user: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(text_pdf("secret", "minutes")))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    (tmp_path / "open.pdf").write_bytes(locked(""))
    for name, password in (("a.pdf", "пароль"), ("b.pdf", "word"), ("c.pdf", "other")):
        (tmp_path / name).write_bytes(locked(password))
    with closing(ReadingRoom(Limits(seconds=20))) as room:
        assert room.read(tmp_path / "open.pdf").pages[0].text == "secret"
        for name in ("a.pdf", "b.pdf"):
            with pytest.raises(LockedFileError, match="it is encrypted with a password"):
                room.read(tmp_path / name)
        with pytest.raises(LockedFileError):
            room.picture(tmp_path / "b.pdf", PDF, 0, 100)
        room.unlock(["word", "пароль"])
        for name in ("a.pdf", "b.pdf"):
            assert [page.text for page in room.read(tmp_path / name).pages] == ["secret", "minutes"]
        assert room.picture(tmp_path / "b.pdf", PDF, 0, 100).width == 100
        with pytest.raises(LockedFileError):
            room.read(tmp_path / "c.pdf")
