"""Electronic books: chapters in the order of reading, each indexed whole."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from making_books import chapter, epub, packed
from reading_pages import facts_of, reader_of, reason_of, texts

from archivist.ingest.reader import Facts

if TYPE_CHECKING:
    from pathlib import Path


def test_chapters_come_in_the_order_of_reading_each_a_page(tmp_path: Path) -> None:
    chapters = {
        "b.xhtml": chapter("<h1>Вторая</h1><p>текст&nbsp;второй</p>"),
        "a%20b.xhtml": "",
        "a.xhtml": chapter("<h1>Первая</h1><p>текст первой</p>"),
    }
    content = epub(
        chapters,
        spine=["a.xhtml", "a%20b.xhtml", "b.xhtml", "a.xhtml"],
        parts={"OEBPS/a b.xhtml": chapter("<p>между</p>")},
    )
    assert texts(tmp_path, "a.epub", content) == [
        "Первая\n\nтекст первой",
        "между",
        "Вторая\n\nтекст\u00a0второй",
    ]


def test_a_long_chapter_is_cut_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    words = [f"слово{number}" for number in range(20_000)]
    pages = texts(tmp_path, "a.epub", epub({"1.xhtml": chapter(f"<p>{' '.join(words)}</p>")}))
    assert len(pages) > 5
    assert " ".join(pages).split() == words


def test_pages_of_the_printed_book_keep_their_numbers(tmp_path: Path) -> None:
    chapters = {
        "1.xhtml": chapter(
            "<p>до<span epub:type='pagebreak' title='15'/>пятнадцатая</p>"
            "<div role='doc-pagebreak' aria-label='16.'></div><p>шестнадцатая</p>"
        ),
        "2.xhtml": chapter("<p>дальше</p>"),
    }
    with closing(reader_of(tmp_path, "a.epub", epub(chapters))) as reader:
        assert [page.text for page in reader.pages(None)] == [
            "до",
            "пятнадцатая",
            "шестнадцатая",
            "дальше",
        ]
        assert reader.labels() == ("", "15", "16", "")


def test_the_book_tells_of_itself(tmp_path: Path) -> None:
    about = (
        "<dc:title>История</dc:title><dc:title>вторая</dc:title><dc:creator>Абай Қ.</dc:creator>"
        "<dc:creator>Иванов И.</dc:creator><dc:date>1998-01-02T00:00</dc:date>"
        "<dc:language>kk</dc:language>"
    )
    content = epub({"1.xhtml": chapter("<p>x</p>")}, about=about)
    assert facts_of(tmp_path, "a.epub", content) == Facts(
        title="История", creators=("Абай Қ.", "Иванов И."), date="1998-01-02", language="kk"
    )


def test_a_chapter_that_is_missing_costs_no_other(tmp_path: Path) -> None:
    content = epub({"../gone.xhtml": "", "1.xhtml": chapter("<p>здесь</p>")})
    with closing(reader_of(tmp_path, "a.epub", content)) as reader:
        pages = list(reader.pages(None))
    assert [(page.text, page.warning) for page in pages] == [
        ("", "chapter 1 is missing"),
        ("здесь", ""),
    ]


def test_a_damaged_chapter_costs_no_other(tmp_path: Path) -> None:
    whole = epub({"1.xhtml": chapter("<p>a</p>"), "2.xhtml": chapter(f"<p>{'б' * 500}</p>")})
    at = whole.index(b"OEBPS/2.xhtml") + 20
    broken = whole[:at] + b"\xff\xff\xff" + whole[at + 3 :]
    with closing(reader_of(tmp_path, "a.epub", broken)) as reader:
        pages = list(reader.pages(None))
    assert pages[0].text == "a"
    assert pages[1].warning == "chapter 2: it is cut short or damaged"


def test_a_book_that_is_protected_says_so(tmp_path: Path) -> None:
    locked = "<e xmlns='x'><CipherData><CipherReference URI='OEBPS/{}'/></CipherData></e>"
    chapters = {"1.xhtml": chapter("<p>x</p>")}
    for name, readable in (("1.xhtml", False), ("font.otf", True)):
        content = epub(chapters, parts={"META-INF/encryption.xml": locked.format(name)})
        if readable:
            assert texts(tmp_path, "a.epub", content) == ["x"]
        else:
            assert reason_of(tmp_path, "a.epub", content) == "it is protected against copying"


def test_a_book_without_a_list_of_parts_is_refused(tmp_path: Path) -> None:
    content = packed({"META-INF/container.xml": "<container/>"})
    told = "it holds no text: its list of parts is missing"
    assert reason_of(tmp_path, "a.epub", content) == told
