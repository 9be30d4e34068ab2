"""Makes documents of other programs than Word: ODT, RTF, EPUB, FictionBook, DjVu, old Office."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODT_NAMES = " ".join(
    f'xmlns:{name}="{_OASIS}:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "meta", "manifest")
)
_FO = f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_ODT_TYPE = "application/vnd.oasis.opendocument.text"

HAS_DJVU = all(map(shutil.which, ("cjb2", "djvm", "djvused", "djvutxt", "ddjvu")))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Write a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def odt(
    body: str,
    *,
    meta: str = "",
    styles: str = "",
    prolog: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Write an OpenDocument text with the XML of its body."""
    return packed(
        {
            "mimetype": _ODT_TYPE,
            "content.xml": f"{prolog}<office:document-content {ODT_NAMES} {_FO}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {ODT_NAMES} {_DC}>"
            f"<office:meta>{meta}</office:meta></office:document-meta>",
            **(parts or {}),
        }
    )


def epub(
    chapters: Mapping[str, str | bytes],
    *,
    about: str = "<dc:title>Книга</dc:title>",
    spine: Sequence[str] | None = None,
    prolog: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Write an electronic book; `spine` names the chapters in their order, more than once too."""
    items = "".join(
        f'<item id="{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    names = list(chapters)
    order = "".join(f'<itemref idref="{names.index(name)}"/>' for name in (spine or names))
    inside = {
        f"OEBPS/{name}": content for name, content in chapters.items() if not name.startswith("..")
    }
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:x"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'{prolog}<package xmlns="http://www.idpf.org/2007/opf">'
            f"<metadata {_DC}>{about}</metadata><manifest>{items}</manifest>"
            f"<spine>{order}</spine></package>",
            **inside,
            **(parts or {}),
        }
    )


def chapter(inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head>'
        f"<body>{inner}</body></html>"
    )


def fb2(bodies: str, about: str = "", encoding: str = "utf-8") -> bytes:
    """Write a FictionBook with the XML of its bodies and of what it says of itself."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description>'
        f"<title-info>{about}</title-info></description>{bodies}</FictionBook>"
    ).encode(encoding)


def rtf(text: str, head: str = "") -> bytes:
    r"""Write rich text in letters of Unicode, \uN, each with a question mark for old programs."""
    letters = "".join(
        letter if letter.isascii() else rf"\u{ord(letter) - 65536 * (ord(letter) > 32767)}?"
        for letter in text
    )
    return rf"{{\rtf1\ansi\ansicpg1251 {head}{letters}}}".encode("ascii")


def rtf_cp1251(
    text: str, head: str = r"{\fonttbl{\f0\fcharset204 Times New Roman Cyr;}}\f0 "
) -> bytes:
    r"""Write rich text in bytes of Cyrillic, \'hh."""
    letters = "".join(
        letter if letter.isascii() else rf"\'{letter.encode('cp1251').hex()}" for letter in text
    )
    return rf"{{\rtf1\ansi {head}{letters}}}".encode("ascii")


def djvu(
    folder: Path,
    layers: Sequence[str],
    *,
    titles: Mapping[int, str] | None = None,
    meta: str = "",
    rotated: int = 0,
) -> bytes:
    """Write a DjVu document of 400 x 600 points a page; a layer is what djvused takes, or "".

    On each page a black square stands from (50, 100) to (150, 200).
    """
    pages = []
    script = []
    for number, layer in enumerate(layers, 1):
        image = Image.new("1", (400, 600), 1)
        ImageDraw.Draw(image).rectangle((50, 100, 149, 199), fill=0)
        image.save(folder / f"p{number}.pbm")
        _run(folder, "cjb2", f"p{number}.pbm", f"p{number}.djvu")
        pages.append(f"p{number}.djvu")
        script.append(f"select {number}")
        if layer:
            (folder / f"t{number}").write_text(layer, encoding="utf-8")
            script.append(f"set-txt t{number}")
        if titles and number in titles:
            script.append(f'set-page-title "{titles[number]}"')
        if rotated:
            script.append(f"set-rotation {rotated}")
    if meta:
        (folder / "meta").write_text(meta, encoding="utf-8")
        script.append("select 1; set-meta meta")
    _run(folder, "djvm", "-c", "made.djvu", *pages)
    _run(folder, "djvused", "made.djvu", "-e", "; ".join(script), "-s")
    return (folder / "made.djvu").read_bytes()


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=30)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Write a compound file of old Office; each stream is padded to the least size, 4,096 bytes."""
    sector = 512
    content, places = b"", {}
    for name, data in streams.items():
        padded = data.ljust(max(4_096, -(-len(data) // sector) * sector), b"\0")
        places[name] = (len(content) // sector, len(padded))
        content += padded
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0)
    entries += b"".join(_entry(name, 2, *place) for name, place in places.items())
    directory = entries.ljust(-(-len(entries) // sector) * sector, b"\0")
    first = len(content) // sector
    table = []
    for start, size in (*places.values(), (first, len(directory))):
        last = start + size // sector - 1
        table += [*range(start + 1, last + 1), 0xFFFFFFFE]
    table.append(0xFFFFFFFD)
    assert len(table) <= 128
    links = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, first, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    table_at = first + len(directory) // sector
    header += struct.pack("<109I", table_at, *[0xFFFFFFFF] * 108)
    assert len(header) == sector
    return header + content + directory + links


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB3I36xII4x", letters, len(letters), kind, 1, *[0xFFFFFFFF] * 3, start, size
    )


def summary(title: str, author: str, code_page: int = 1251) -> bytes:
    """Write the stream in which an old document tells of itself, made on 17 May 1999."""
    encoding = f"cp{code_page}"
    values = {
        1: struct.pack("<IHH", 2, code_page, 0),
        2: _told(title.encode(encoding)),
        4: _told(author.encode(encoding)),
        12: struct.pack("<IQ", 64, (11_644_473_600 + 926_899_200) * 10_000_000),
    }
    places, content = b"", b""
    start = 8 + 8 * len(values)
    for key, data in values.items():
        places += struct.pack("<II", key, start + len(content))
        content += data
    section = struct.pack("<II", start + len(content), len(values)) + places + content
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0, bytes(16), 1)
    return head + struct.pack("<16sI", bytes(16), 48) + section


def _told(text: bytes) -> bytes:
    padded = (text + b"\0").ljust(-(-(len(text) + 1) // 4) * 4, b"\0")
    return struct.pack("<II", 30, len(text) + 1) + padded
