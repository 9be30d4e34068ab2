"""Word documents: what stands in them, page by page, and what is refused."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_files import docx, paragraph, word_part

from archivist.errors import UnreadableFileError
from archivist.ingest.docx import DocxReader
from archivist.ingest.paging import PAGE

if TYPE_CHECKING:
    from pathlib import Path

BREAK = '<w:br w:type="page"/>'
SEEN_BREAK = "<w:lastRenderedPageBreak/>"
_PLAIN_XML = {"min_codepoint": 32, "exclude_categories": ["Cc", "Cs", "Cn"]}


def pages(folder: Path, content: bytes) -> list[str]:
    path = folder / "a.docx"
    path.write_bytes(content)
    return [page.text for page in DocxReader(path).pages(None)]


def text_of(folder: Path, content: bytes) -> str:
    (page,) = pages(folder, content)
    return page


def reason_for(folder: Path, content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        pages(folder, content)
    return caught.value.reason


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"


def reference(kind: str, number: int) -> str:
    return f'<w:{kind}Reference w:id="{number}"/>'


def notes(kind: str, *texts: str) -> str:
    line = f'<w:{kind} w:id="-1" w:type="separator">{paragraph("----")}</w:{kind}>'
    return word_part(
        f"{kind}s",
        line
        + "".join(
            f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>'
            for number, text in enumerate(texts, 1)
        ),
    )


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    rows = cell("Фонд") + cell("Опись", "дел"), cell("5-Н")
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    body = f"{paragraph('До таблицы')}<w:tbl>{table}</w:tbl>{paragraph('После')}"
    assert text_of(tmp_path, docx(body)) == "До таблицы\nФонд\tОпись дел\n5-Н\nПосле"


def test_a_table_in_a_table_stands_once(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('внутри')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('снаружи')}</w:tc></w:tr></w:tbl>"
    assert text_of(tmp_path, docx(body)) == "внутри снаружи"


def test_signs_links_and_fields_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:noBreakHyphen/></w:r>"
        "<w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>"
        "<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>вставка</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('в рамке')}</w:sdtContent></w:sdt>"
    )
    assert text_of(tmp_path, docx(body)) == "а\tб\nв\u2011ссылкавставка\nв рамке"


def test_a_text_box_follows_its_paragraph_and_stands_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('в окне')}</w:txbxContent>"
    ns = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<mc:AlternateContent {ns}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(tmp_path, docx(paragraph("Абзац", after=both))) == "Абзац\nв окне"


def test_headings_stand_apart(tmp_path: Path) -> None:
    styles = word_part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    )
    body = (
        paragraph("Введение", properties='<w:pPr><w:pStyle w:val="1"/></w:pPr>')
        + paragraph("Первый абзац.")
        + paragraph("Глава", properties='<w:pPr><w:pStyle w:val="1"/></w:pPr>')
        + paragraph("Второй.")
    )
    content = docx(body, {"word/styles.xml": styles}, ["styles"])
    assert text_of(tmp_path, content) == "Введение\n\nПервый абзац.\n\nГлава\n\nВторой."


def test_footnotes_follow_their_page_and_endnotes_the_document(tmp_path: Path) -> None:
    body = (
        paragraph("Первая", after=reference("footnote", 2))
        + paragraph("конец", after=reference("endnote", 1) + BREAK)
        + paragraph("Вторая", after=reference("footnote", 1))
    )
    parts = {
        "word/footnotes.xml": notes("footnote", "позже", "АП РК. Ф. 5-Н"),
        "word/endnotes.xml": notes("endnote", "в конце"),
    }
    assert pages(tmp_path, docx(body, parts, ["footnotes", "endnotes"])) == [
        "Первая[1]\nконец[i]\n\n[1] АП РК. Ф. 5-Н",
        "Вторая[2]\n\n[i] в конце\n\n[2] позже",
    ]


def test_pages_are_those_of_word(tmp_path: Path) -> None:
    section = "<w:pPr><w:sectPr/></w:pPr>"
    body = (
        paragraph("1", after=BREAK)
        + paragraph("2", before=SEEN_BREAK)  # what Word notes beside a break of the author's
        + paragraph("3", properties="<w:pPr><w:pageBreakBefore/></w:pPr>")
        + paragraph("3 тоже", properties=section)
        + paragraph("4", after=f"<w:t> начало</w:t>{SEEN_BREAK}<w:t>5 конец</w:t>")
    )
    assert pages(tmp_path, docx(body)) == ["1", "2", "3\n3 тоже", "4 начало", "5 конец"]


def test_without_breaks_pages_end_with_paragraphs(tmp_path: Path) -> None:
    text = "Предложение за предложением идёт своим чередом. " * 8
    found = pages(tmp_path, docx(paragraph(text) * 100))
    assert all(PAGE / 2 < len(page) < PAGE * 1.5 for page in found[:-1])
    assert all(page.startswith("Предл") and page.rstrip().endswith(".") for page in found)


def test_a_document_without_text_has_one_empty_page(tmp_path: Path) -> None:
    assert pages(tmp_path, docx("")) == [""]


def test_title_author_and_date_come_from_the_properties(tmp_path: Path) -> None:
    core = (
        '<p:coreProperties xmlns:p="urn:p" xmlns:dc="urn:dc" xmlns:t="urn:t">'
        "<dc:title> Внешняя  политика </dc:title><dc:creator>Иванов И. И.; Петров</dc:creator>"
        "<t:created>2016-12-25T10:00:00Z</t:created></p:coreProperties>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("x"), {"docProps/core.xml": core}))
    facts = DocxReader(path).facts()
    assert facts.title == "Внешняя политика"
    assert facts.creators == ("Иванов И. И.", "Петров")
    assert facts.date == "2016-12-25"


def test_the_strict_variant_is_read(tmp_path: Path) -> None:
    content = docx("")
    strict = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        "<w:p><w:r><w:t>строго</w:t></w:r></w:p></w:body></w:document>"
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, strict if name == "word/document.xml" else old.read(name))
    assert text_of(tmp_path, out.getvalue()) == "строго"


def test_a_zip_bomb_is_measured_before_it_is_unpacked(tmp_path: Path) -> None:
    content = docx("<w:p/>" + " " * (101 * 1024**2))
    assert len(content) < 1024**2
    assert reason_for(tmp_path, content) == "unpacked, its text is larger than 100 MB"


def test_a_document_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2", encoding="utf-8")
    for declared in (
        f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x "&b;&b;&b;">',
    ):
        inner = docx(paragraph("before ").replace("before ", "before &x;"))
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(inner)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if name == "word/document.xml":
                    part = f"<!DOCTYPE d [{declared}]>".encode() + part
                new.writestr(name, part)
        told = "it declares entities, which no sound document of its kind does"
        assert reason_for(tmp_path, out.getvalue()) == told


def test_damaged_documents_have_a_reason(tmp_path: Path) -> None:
    whole = docx(paragraph("текст " * 1000))
    assert reason_for(tmp_path, whole[: len(whole) // 2]) == "it is cut short or damaged"
    assert reason_for(tmp_path, docx("<w:p>")) == "it is cut short or damaged"
    at = whole.index(b"word/document.xml") + 60
    assert reason_for(tmp_path, whole[:at] + b"\xff" * 40 + whole[at + 40 :]) == (
        "it is cut short or damaged"
    )
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert reason_for(tmp_path, docx(deep)) == "it is cut short or damaged"


@given(texts=st.lists(st.text(st.characters(**_PLAIN_XML), max_size=200), max_size=20))
def test_every_word_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("docx")
    found = pages(folder, docx("".join(map(paragraph, texts))))
    assert " ".join(" ".join(found).split()) == " ".join(" ".join(texts).split())
