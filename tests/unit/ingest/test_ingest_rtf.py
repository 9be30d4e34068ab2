"""Rich text: letters in every way that it writes them, notes, pages, and what is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making_books import rtf, rtf_cp1251
from reading_pages import facts_of, reason_of, text_of, texts

from archivist.ingest.reader import Facts
from archivist.ingest.rtf import RtfReader

if TYPE_CHECKING:
    from pathlib import Path

_FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset238 Arial CE;}}"


@pytest.mark.parametrize(
    "text",
    [
        "Протокол заседания № 5",
        "Қазақстан Республикасының үкіметі",
        "Рада Європи їхала",
        "中国档案",
    ],
)
def test_letters_of_unicode_are_read_and_their_stand_ins_are_not(tmp_path: Path, text: str) -> None:
    assert text_of(tmp_path, "a.rtf", rtf(text)) == text


def test_bytes_are_read_by_the_font_that_they_are_in(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a.rtf", rtf_cp1251("Протокол")) == "Протокол"
    mixed = rf"{_FONTS}\f1 \'cf\'f0\'e8 \f2 \'b3ad\f0  caf\'e9 {{\f1 \'e4}}\'e4"
    assert text_of(tmp_path, "a.rtf", rtf(mixed)) == "При ład café дä"
    assert text_of(tmp_path, "a.rtf", rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}") == "При"
    assert text_of(tmp_path, "a.rtf", rb"{\rtf1\pca\ansicpg866 \'8f\'e0\'a8}") == "При"


def test_cyrillic_that_a_program_called_western_is_mended(tmp_path: Path) -> None:
    text = "Протокол заседания правления был отправлен в министерство"
    content = rtf_cp1251(text, head=r"{\fonttbl{\f0\fcharset0 Arial;}}\f0 ")
    assert text_of(tmp_path, "a.rtf", content) == text


def test_a_letter_may_have_more_stand_ins_than_one_or_none(tmp_path: Path) -> None:
    content = rb"{\rtf1\uc2 \u1055\'cf\'cf\u1088 ??\uc0\u1080\uc1 {\uc3\u33 abc}!}"
    assert text_of(tmp_path, "a.rtf", content) == "При!!"


def test_signs_tables_and_pages(tmp_path: Path) -> None:
    content = (
        rb"{\rtf1 one\tab two\line three\par\pard four \emdash  \ldblquote five\rdblquote\~six"
        rb"\par a\cell b\cell\row \{\\\}\page second}"
    )
    assert texts(tmp_path, "a.rtf", content) == [
        "one\ttwo\nthree\nfour — “five”\u00a0six\na\tb\t\n{\\}",
        "second",
    ]


def test_notes_stand_at_the_end_of_their_page(tmp_path: Path) -> None:
    text = r"До{\footnote \chftn  первая {\i сноска}} после.\page Дальше{\footnote вторая}."
    assert texts(tmp_path, "a.rtf", rtf(text)) == [
        "До[1] после.\n\n[1] первая сноска",
        "Дальше[2].\n\n[2] вторая",
    ]


def test_what_is_no_text_of_the_document_is_left_out(tmp_path: Path) -> None:
    content = (
        rb"{\rtf1{\fonttbl{\f0 Times;}}{\colortbl;\red0;}{\stylesheet{\s1 heading 1;}}"
        rb"{\*\generator Riched20;}{\header Page head}{\pict\pngblip 89504e47}"
        rb"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt link}} {\v hidden}{\*\unknown no}"
        rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt boxed}}}\bin4 {{{{ end}"
    )
    assert text_of(tmp_path, "a.rtf", content) == "link boxed end"


def test_the_document_tells_of_itself(tmp_path: Path) -> None:
    head = (
        r"{\info{\title \u1054?\u1090?\u1095?\u1105?\u1090?}{\author \'c8\'e2\'e0\'ed\'ee\'e2}"
        r"{\operator nobody}{\creatim\yr1999\mo5\dy17\hr1}{\revtim\yr2001\mo1\dy1}}"
    )
    assert facts_of(tmp_path, "a.rtf", rtf("text", head=head)) == Facts(
        title="Отчёт", creators=("Иванов",), date="1999-05-17"
    )


def test_rich_text_is_known_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.doc", "a.txt", "a", "a.dat"):
        assert text_of(tmp_path, name, rtf("Дело")) == "Дело"
    assert reason_of(tmp_path, "a.rtf", rb"{\rtf1 }") == "it holds no text"


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("rtf") / "a.rtf"
    path.write_bytes(rb"{\rtf1 text " + data)
    assert RtfReader(path).facts() is not None
    assert "text" in next(iter(RtfReader(path).pages(None))).text


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=60))
@example("ÁÎ")  # what would be a word of Cyrillic, were they bytes
def test_any_letters_come_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("rtf") / "a.rtf"
    written = "".join(
        rf"\u{half - 65536 * (half > 32767)}?"
        for half in memoryview(text.encode("utf-16-le")).cast("H")
    )
    path.write_bytes(rf"{{\rtf1 A {written}}}".encode("ascii"))
    assert next(iter(RtfReader(path).pages(None))).text == f"A {text}"
