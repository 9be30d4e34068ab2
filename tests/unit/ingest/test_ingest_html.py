"""Web pages: their text without their machinery, in the encoding that they are in."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_pages import facts_of, reason_of, text_of

from archivist.ingest.htmlflow import flow_of, html_text
from archivist.ingest.reader import Facts

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = "Протокол заседания коллегии"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=koi8-r">', "koi8-r"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-8>", "cp1251"),  # a page that is wrong about itself
        ("", "cp1251"),
        ("", "utf-8"),
        ("<meta charset=no-such>", "cp866"),
    ],
)
def test_the_encoding_is_what_the_letters_bear_out(
    tmp_path: Path, head: str, encoding: str
) -> None:
    page = f"<html><head>{head}</head><body>{RUSSIAN}</body></html>"
    assert text_of(tmp_path, "a.html", page.encode(encoding)) == RUSSIAN


def test_a_page_that_was_saved_anew_in_utf_8_is_read_so(tmp_path: Path) -> None:
    old = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    assert text_of(tmp_path, "a.html", f"{old}<p>{RUSSIAN}".encode()) == RUSSIAN
    chinese = '<meta charset="gbk"><p>联通'.encode("gbk")  # these two are UTF-8 by chance
    assert text_of(tmp_path, "b.html", chinese) == "联通"


def test_marks_of_encoding_count_before_all_else(tmp_path: Path) -> None:
    page = f'<html><meta charset="windows-1251"><body>{RUSSIAN}'
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        assert text_of(tmp_path, "a.html", mark + page.encode(encoding)) == RUSSIAN


def test_scripts_styles_and_hidden_parts_are_dropped(tmp_path: Path) -> None:
    page = (
        "<html><head><title>T</title><style>p {}</style><script>var a = '<p>no</p>'</script></head>"
        "<body><!-- no --><p>One</p><div style='display: none'><p>no</p></div><p hidden>no</p>"
        "<noscript>no</noscript><select><option>no</select><svg><text>no</text></svg><p>Two</body>"
    )
    assert text_of(tmp_path, "a.html", page.encode()) == "One\n\nTwo"


def test_structure_becomes_paragraphs_lines_and_cells(tmp_path: Path) -> None:
    page = (
        "<body><h1>Head</h1>\n  <p>First <b>bold</b>\n line<br>broken</p>"
        "<ul><li>one<li>two</ul><table><tr><th>a<td>b<tr><td>c<td>d</table>"
        "<pre>kept  as\n  it is</pre><div>x<div>y</div>z</div>"
    )
    assert text_of(tmp_path, "a.html", page.encode()) == (
        "Head\n\nFirst bold line\nbroken\n\none\ntwo\n\na\tb\nc\td\n\nkept  as\n  it is\n\nx\ny\nz"
    )


def test_the_page_tells_of_itself(tmp_path: Path) -> None:
    page = (
        "<html lang='uk-UA'><head><title> Про  архів </title>"
        "<meta name='Author' content='Коваль О.'>"
        "<meta property='article:published_time' content='2011-03-04T05:06'></head><body>x"
    )
    assert facts_of(tmp_path, "a.html", page.encode()) == Facts(
        title="Про архів", creators=("Коваль О.",), date="2011-03-04", language="uk"
    )


def test_pages_of_word_and_pages_saved_in_one_file(tmp_path: Path) -> None:
    word = "<html xmlns:w='urn:w'><body><p class=MsoNormal>Из Word</p></body></html>"
    assert text_of(tmp_path, "a.doc", word.encode()) == "Из Word"
    mail = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
        b"\r\n--b\r\nContent-Type: image/png\r\n\r\nno\r\n--b\r\nContent-Type: text/html; "
        b'charset="windows-1251"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        b"<html><body>=CF=F0=E8=E2=E5=F2</body></html>\r\n--b--\r\n"
    )
    for name in ("a.mht", "a.mhtml", "a.doc"):
        assert text_of(tmp_path, name, mail) == "Привет"
    nothing = b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx"
    assert reason_of(tmp_path, "a.mht", nothing) == "there is no web page in it"


def test_a_page_that_is_no_page_is_told(tmp_path: Path) -> None:
    assert reason_of(tmp_path, "a.html", b"<html><script>x</script>") == "it holds no text"
    page = b"<html><body>404"
    assert reason_of(tmp_path, "a.pdf", page) == "it is a web page, not a PDF document"
    assert reason_of(tmp_path, "a.jpg", page) == "it is a web page, not a JPEG picture"


@given(st.text(max_size=200))
def test_no_marks_break_the_reader(marks: str) -> None:
    flow_of(html_text(f"<html><body>{marks}".encode()))


@given(st.lists(st.text("абвгд", min_size=1, max_size=9), min_size=1, max_size=9))
def test_no_word_is_lost_between_marks(words: list[str]) -> None:
    page = "".join(f"<p><i>{word}</i></p>" for word in words)
    (part,) = flow_of(f"<body>{page}")[1]
    assert part.text.split("\n\n") == words
