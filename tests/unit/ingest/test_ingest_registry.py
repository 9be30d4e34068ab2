"""What kind of file it is, and what is no file at all."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_books import chapter, compound, epub, fb2, odt, packed, rtf
from making_files import docx, image_bytes, paragraph, text_pdf
from PIL import Image

from archivist.errors import UnreadableFileError
from archivist.ingest.kinds import BY_SUFFIX
from archivist.ingest.reader import (
    AVIF,
    BMP,
    DJVU,
    DOC,
    DOCX,
    EPUB,
    FB2,
    GIF,
    HEIC,
    HTML,
    JPEG,
    JPEG2000,
    MARKDOWN,
    MHTML,
    ODT,
    PDF,
    PLAIN,
    PNG,
    RTF,
    TIFF,
    WEBP,
)
from archivist.ingest.registry import check_file, media_type

if TYPE_CHECKING:
    from pathlib import Path

ELF = b"\x7fELF\x02\x01\x01" + bytes(100)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def kind_of(folder: Path, name: str, content: bytes) -> str:
    path = folder / "content"
    path.write_bytes(content)
    return media_type(path, name)


def reason_for(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        kind_of(folder, name, content)
    return caught.value.reason


def refusal_of(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        check_file(path, path.name)
    return caught.value.reason


def test_content_decides_before_the_name(tmp_path: Path) -> None:
    picture = Image.new("L", (8, 8))
    assert kind_of(tmp_path, "a.txt", text_pdf("x")) == PDF
    assert kind_of(tmp_path, "a", b"\n\n" + text_pdf("x")) == PDF
    assert kind_of(tmp_path, "a.png", image_bytes(picture, "JPEG")) == JPEG
    assert kind_of(tmp_path, "a.jpg", image_bytes(picture, "PNG")) == PNG
    assert kind_of(tmp_path, "scan", image_bytes(picture, "TIFF")) == TIFF
    assert kind_of(tmp_path, "a.zip", docx(paragraph("x"))) == DOCX


def test_texts_go_by_their_names(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "a.txt", "Дело".encode("cp1251")) == PLAIN
    assert kind_of(tmp_path, "A.TXT", "Дело".encode("utf-16-le")) == PLAIN
    assert kind_of(tmp_path, "a.md", b"# Title") == MARKDOWN
    assert kind_of(tmp_path, "README", b"No suffix") == PLAIN
    assert kind_of(tmp_path, "a.txt", b"BM, MZ and <html> may begin a text") == PLAIN


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", "it is empty (0 bytes)"),
        ("a.jpg", bytes(10_000), "it begins with nothing but zeros, as a failed copy does"),
        ("a.pdf", b"<!DOCTYPE html><html>", "it is a web page, not a PDF document"),
        ("a.pdf", b"Not found", "it is something else, not a PDF document"),
        ("a.txt", ELF, "it is a program, not a text"),
        ("a.doc", OLE, "it is a document of Excel, PowerPoint or another program of old, not a W"),
        ("a.xls", OLE, "this kind of file is not known yet (a document of Excel, PowerPoint or a"),
        ("a.docx", b"PK\x03\x04" + b"x" * 50, "it is cut short or damaged"),
        ("a.djvu", b"AT&TFORM\0\0\0\0THUM", "it is something else, not a DjVu document"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "this kind of file is not known yet (a film or a picture"),
        ("a.csv", b"a,b\n1,2", "this kind of file is not known yet (its name ends in “.csv”)"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "this kind of file is not known yet (an XML docum"),
        (
            "a.xml",
            b"<?xml version='1.0'?><ead xmlns='x'>",
            "this kind of file is not known yet (a finding aid: import it as an inventory)",
        ),
        (
            "a.ris",
            b"\xef\xbb\xbfTY  - BOOK",
            "this kind of file is not known yet (a list of references of another program)",
        ),
        ("noise", b"\x01\x02\0\x03", "this kind of file is not known yet (its name has no ending)"),
    ],
)
def test_what_cannot_be_read_has_a_plain_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    assert reason_for(tmp_path, name, content).startswith(reason)


def test_an_encrypted_word_document_is_called_that(tmp_path: Path) -> None:
    content = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    assert reason_for(tmp_path, "a.docx", content) == "it is encrypted with a password"


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == "it is a folder"
    assert refusal_of(tmp_path / "missing") == "it is not there"
    assert refusal_of(tmp_path / ("x" * 400)) == "its name is too long"
    assert refusal_of(tmp_path / "a\0b") == "its name is not one that a file can have"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and permissions of POSIX")
def test_links_pipes_and_locked_files_have_reasons(tmp_path: Path) -> None:
    dangling, circle = tmp_path / "dangling", tmp_path / "circle"
    dangling.symlink_to(tmp_path / "missing")
    circle.symlink_to(circle)
    os.mkfifo(tmp_path / "pipe")
    assert refusal_of(dangling) == "it is a link to nothing"
    assert refusal_of(circle) == "it is a link that leads back to itself"
    assert refusal_of(tmp_path / "pipe") == "it is a device or a pipe, not a file"
    assert refusal_of(tmp_path.joinpath("/dev/zero")) == "it is a device or a pipe, not a file"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read anything")
def test_a_file_of_another_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    secret.chmod(0)
    assert refusal_of(secret) == "you have no permission to read it"


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.jpg", "a.xyz", "no ending"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (odt("<text:p>x</text:p>"), ODT),
        (epub({"1.xhtml": chapter("x")}), EPUB),
        (fb2("<body/>"), FB2),
        (packed({"книга.fb2": fb2("<body/>")}), FB2),
        (rtf("x"), RTF),
        (compound({"WordDocument": b"x"}), DOC),
        (b"AT&TFORM\0\0\0\0DJVM", DJVU),
        (b"RIFF\0\0\0\0WEBPVP8 ", WEBP),
        (b"\0\0\0\x18ftypheic", HEIC),
        (b"\0\0\0\x18ftypmif1", HEIC),
        (b"\0\0\0\x1cftypavif", AVIF),
        (b"GIF89a\0\0", GIF),
        (image_bytes(Image.new("L", (8, 8)), "BMP"), BMP),
        (b"\0\0\0\x0cjP  \r\n\x87\n", JPEG2000),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_wrong_ending_deceives_nobody(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    assert kind_of(tmp_path, name, content) == kind


def test_web_pages_go_by_their_marks_and_their_names(tmp_path: Path) -> None:
    page = b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE HTML><html>"
    assert kind_of(tmp_path, "a.html", page) == HTML
    assert kind_of(tmp_path, "a.htm", b"<p>a piece of a page") == HTML
    assert kind_of(tmp_path, "saved page", page) == HTML
    assert kind_of(tmp_path, "a.doc", page) == HTML
    assert kind_of(tmp_path, "a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="x">') == HTML
    assert kind_of(tmp_path, "a.html", b"\xff\xfe" + "<html>".encode("utf-16-le")) == HTML
    assert kind_of(tmp_path, "a.txt", page) == PLAIN  # whoever looks at marks wants to see them
    assert kind_of(tmp_path, "a.mht", b"From: x\r\nMIME-Version: 1.0\r\n") == MHTML
    assert reason_for(tmp_path, "a.html", ELF) == "it is a program, not a web page"


@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(BY_SUFFIX)))
def test_any_bytes_have_a_kind_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("kinds")
    try:
        kind = kind_of(folder, f"a{suffix}", content)
    except UnreadableFileError as error:
        kind = error.reason
    assert kind
