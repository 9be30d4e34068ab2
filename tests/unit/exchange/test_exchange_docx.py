"""Documents for Word: against golden files, and as programs read them.

With ARCHIVIST_WRITE_REFERENCE set in the environment, the golden files are written anew.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from exchange_makers import URL, everything, thesis
from lxml import etree

from archivist.exchange.docx import to_docx
from archivist.library.printed import Entry, EntryGroup, EntryList, Paragraph
from archivist.library.richtext import Run
from archivist.library.values import SourceId

if TYPE_CHECKING:
    from docx.document import Document

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def package(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def readable(xml: bytes) -> str:
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, pretty_print=True, encoding="unicode")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "docProps/core.xml"]
)
def test_a_document_is_the_one_that_was_looked_at(part: str) -> None:
    made = readable(package(to_docx(everything()))[part])
    golden = REFERENCE / Path(part).name
    if "ARCHIVIST_WRITE_REFERENCE" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/settings.xml"])
def test_a_thesis_is_the_one_that_was_looked_at(part: str) -> None:
    made = readable(package(to_docx(thesis()))[part])
    golden = REFERENCE / f"thesis-{Path(part).name}"
    if "ARCHIVIST_WRITE_REFERENCE" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_docx(everything()) == to_docx(everything())
    assert to_docx(thesis()) == to_docx(thesis())


def test_footnotes_are_a_part_that_word_finds() -> None:
    parts = package(to_docx(thesis()))
    assert b'PartName="/word/footnotes.xml"' in parts["[Content_Types].xml"]
    assert b"relationships/footnotes" in parts["word/_rels/document.xml.rels"]
    assert URL.replace("&", "&amp;").encode() in parts["word/_rels/footnotes.xml.rels"]
    notes = etree.fromstring(parts["word/footnotes.xml"])
    ids = [note.get(f"{WORD}id") for note in notes]
    assert ids == ["-1", "0", "1", "2"]
    called = etree.fromstring(parts["word/document.xml"]).iter(f"{WORD}footnoteReference")
    assert [call.get(f"{WORD}id") for call in called] == ["1", "2"]
    assert "".join(notes[2].itertext()).strip().startswith("АП РК. Ф. 5-Н.")
    assert "word/footnotes.xml" not in package(to_docx(everything()))


def test_only_the_list_that_is_cited_has_places_to_lead_to() -> None:
    root = etree.fromstring(package(to_docx(thesis()))["word/document.xml"])
    names = [mark.get(f"{WORD}name") for mark in root.iter(f"{WORD}bookmarkStart")]
    assert names == ["source_12", "source_7", "source_30"]


def test_abbreviations_are_a_table_of_two_columns() -> None:
    (table,) = opened(to_docx(thesis())).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["АП РК", "Архив Президента Республики Казахстан"],
        ["ЦГА РК", "Центральный государственный архив Республики Казахстан"],
    ]


def test_nothing_of_a_template_is_left() -> None:
    parts = package(to_docx(everything()))
    assert set(parts) == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
        *("word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"),
        *("word/settings.xml", "word/footer1.xml"),
    }
    whole = b"".join(parts.values())
    for leftover in (b"python-docx", b"heme", b"Cambria", b"Calibri"):
        assert leftover not in whole
    properties = opened(to_docx(everything())).core_properties
    assert (properties.title, properties.language) == ("Граница & колодцы", "ru-RU")
    assert properties.author == properties.comments == ""
    assert properties.modified is not None
    assert properties.modified.hour == 8


def test_the_page_is_that_of_a_thesis() -> None:
    section = opened(to_docx(everything())).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [
        round(edge.mm)
        for edge in (
            section.left_margin,
            section.right_margin,
            section.top_margin,
            section.bottom_margin,
        )
    ] == [30, 10, 20, 20]


def test_all_text_is_in_one_font_and_body_text_is_justified() -> None:
    document = opened(to_docx(everything()))
    defaults = document.styles.element.find(f".//{WORD}rPrDefault//{WORD}rFonts")
    assert set(defaults.attrib.values()) == {"Times New Roman"}
    assert len(defaults.attrib) == 4
    form = document.styles["Normal"].paragraph_format
    assert (form.line_spacing, form.first_line_indent.cm) == (1.5, pytest.approx(1.25, abs=0.01))
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title", "Footer"):
        form = document.styles[name].paragraph_format
        assert form.first_line_indent == 0
        assert form.keep_with_next or name == "Footer"


@pytest.mark.parametrize("locale", ["kk-KZ", "en-US", "uk-UA"])
def test_the_language_of_the_manuscript_is_that_of_the_text(locale: str) -> None:
    styles = package(to_docx(replace(everything(), locale=locale)))["word/styles.xml"]
    assert f'<w:lang w:val="{locale}"'.encode() in styles


def test_every_number_leads_to_a_bookmark_at_its_entry() -> None:
    root = etree.fromstring(package(to_docx(everything()))["word/document.xml"])
    wanted = [link.get(f"{WORD}anchor") for link in root.iter(f"{WORD}hyperlink")]
    starts = {mark.get(f"{WORD}name"): mark for mark in root.iter(f"{WORD}bookmarkStart")}
    assert [one for one in wanted if one] == ["source_12", "source_7"]
    assert set(starts) == {"source_12", "source_7"}
    text = "".join(starts["source_7"].getparent().itertext())
    assert text.startswith("2.Токаев К.\u00a0К. Беласу")
    assert text.endswith(f"{URL}.")


def test_long_numbers_have_room() -> None:
    entry = Entry(number=1234, source_id=SourceId(1), text=(Run(text="Книга."),))
    one = EntryList(groups=(EntryGroup(entries=(entry,)),), number="[{}]")
    document = opened(to_docx(replace(everything(), lists=(one,))))
    form = document.paragraphs[-1].paragraph_format
    assert form.left_indent.pt >= 40
    assert form.first_line_indent == -form.left_indent


def test_signs_that_xml_cannot_hold_fall_away() -> None:
    text = (Run(text="а\x00б\x1fв\ufffe г\td", link="https://x.kz/\x01"),)
    document = opened(to_docx(replace(everything(), blocks=(Paragraph(text=text),), title="Т\x02")))
    assert [one.text for one in document.paragraphs[:2]] == ["Т", "абв г\td"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_links(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(to_docx(everything()))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    with pypdf.PdfReader(tmp_path / "a.pdf") as pdf:
        links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
        text = "".join(page.extract_text() for page in pdf.pages)
        assert sum("/Dest" in link for link in links) == 2
        assert [link["/A"]["/URI"] for link in links if "/A" in link] == [URL]
    assert "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ" in text
