"""The documents of the demonstration, made from our own texts in the formats of real ones.

The texts and what is known of each document stand in `resources/sample`.
"""

from __future__ import annotations

import ctypes
import random
import textwrap
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archivist.errors import MissingProgramError

_FONTS = (
    *("DejaVuSerif.ttf", "DejaVuSans.ttf", "LiberationSerif-Regular.ttf", "NotoSerif-Regular.ttf"),
    *("times.ttf", "arial.ttf", "Times New Roman.ttf", "Arial.ttf", "Arial Unicode.ttf"),
)
_A4 = (595, 842)
_SCAN = (1240, 1754)
_MARGIN = 72
_TEXT_SIZE = 11
_LINE_HEIGHT = 16
_LINE_LETTERS = 76


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """The demonstration: where its documents were written, and what is to be made of them.

    `plan` is what `sample.toml` says: archives, periods, documents, records and a manuscript.
    """

    folder: Path
    plan: dict[str, Any]


def make_sample(resources: Path, folder: Path) -> Sample:
    """Write the demonstration's documents into a folder.

    Raises:
        MissingProgramError: when the machine has no font with Cyrillic letters.
    """
    texts = resources / "sample"
    plan = tomllib.loads((texts / "sample.toml").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for document in plan["document"]:
        text = (texts / document["text"]).read_text(encoding="utf-8")
        write_document(text, folder / document["file"], document["language"])
    return Sample(folder=folder, plan=plan)


def write_document(text: str, target: Path, language: str = "") -> None:
    """Write a text as the kind of document that the target's suffix names.

    A `.txt` in Russian is written in cp1251, as such files came from the nineties. In a PDF a form
    feed begins a new page; a `.png` looks like a scan.
    """
    match target.suffix:
        case ".pdf":
            _write_pdf(text, target)
        case ".png":
            _write_scan(text, target)
        case ".docx":
            _write_docx(text, target)
        case _:
            encoding = "cp1251" if (target.suffix, language) == (".txt", "ru") else "utf-8"
            target.write_text(text, encoding=encoding, newline="\n")


def _font(size: int) -> ImageFont.FreeTypeFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise MissingProgramError("A font with Cyrillic letters", "install the DejaVu fonts")


def _lines(page: str) -> list[str]:
    """Break a page's paragraphs into lines; an empty line stays one."""
    broken = (textwrap.wrap(line, _LINE_LETTERS) or [""] for line in page.strip().split("\n"))
    return [line for paragraph in broken for line in paragraph]


def _write_pdf(text: str, target: Path) -> None:
    data = Path(str(_font(_TEXT_SIZE).path)).read_bytes()
    document = pypdfium2.PdfDocument.new()
    try:
        font = pdfium.FPDFText_LoadFont(
            document.raw,
            (ctypes.c_uint8 * len(data)).from_buffer_copy(data),
            len(data),
            pdfium.FPDF_FONT_TRUETYPE,
            True,
        )
        for text_page in text.split("\f"):
            page = document.new_page(*_A4)
            for row, line in enumerate(_lines(text_page)):
                if line:
                    _put_line(document, page, font, line, _A4[1] - _MARGIN - row * _LINE_HEIGHT)
            pdfium.FPDFPage_GenerateContent(page.raw)
            page.close()
        pdfium.FPDFFont_Close(font)
        document.save(target)
    finally:
        document.close()


def _put_line(document: Any, page: Any, font: Any, line: str, height: float) -> None:  # noqa: ANN401 - ctypes
    letters = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
    piece = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, _TEXT_SIZE)
    pdfium.FPDFText_SetText(piece, ctypes.cast(letters, pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_Transform(piece, 1, 0, 0, 1, _MARGIN, height)
    pdfium.FPDFPage_InsertObject(page.raw, piece)


def _write_scan(text: str, target: Path) -> None:
    """Draw a page as a flat-bed scanner sees it: grey paper, grain, a little askew."""
    page = Image.new("L", _SCAN, 236)
    ImageDraw.Draw(page).multiline_text(
        (150, 180), text.strip(), fill=40, font=_font(36), spacing=16
    )
    page = page.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=236)
    grain = random.Random(1947).randbytes(_SCAN[0] * _SCAN[1])
    page = Image.blend(page, Image.frombytes("L", _SCAN, grain), 0.08)
    page.filter(ImageFilter.GaussianBlur(0.7)).save(target, dpi=(150, 150))


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _write_docx(text: str, target: Path) -> None:
    """Write the smallest file that is a DOCX: paragraphs and nothing else."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.splitlines()
        if line.strip()
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
        ),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + content)
