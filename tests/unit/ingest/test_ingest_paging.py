"""Long texts are cut into pages without losing a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.paging import PAGE, normal_lines, page_texts

PARAGRAPH = "Слово за словом идёт предложение, и ещё одно. " * 8


def test_pages_end_with_paragraphs() -> None:
    text = "\n\n".join(f"{number}. {PARAGRAPH.strip()}" for number in range(60))
    pages = list(page_texts(text))
    assert all(PAGE * 2 / 3 <= len(page) <= PAGE * 1.5 for page in pages[:-1])
    assert all(page[0].isdigit() and page.endswith(".") for page in pages)
    assert "\n\n".join(pages) == text


def test_a_paragraph_without_end_is_cut_at_a_sentence_and_han_text_anywhere() -> None:
    pages = list(page_texts(PARAGRAPH * 60))
    assert all(page.endswith(".") for page in pages)
    assert [len(page) for page in page_texts("字" * 10_000)] == [3_000, 3_000, 4_000]


def test_form_feeds_are_page_breaks() -> None:
    assert list(page_texts("Первая\fВторая\f\f\n \nТретья\n")) == ["Первая", "Вторая", "Третья"]


def test_a_short_text_is_one_page_and_an_empty_one_none() -> None:
    assert list(page_texts("Коротко")) == ["Коротко"]
    assert list(page_texts(" \n ")) == []


def test_lines_end_in_one_way() -> None:
    assert normal_lines("а\r\nб\rв\u2028г\x00") == "а\nб\nв\nг"


@given(st.text(alphabet="аб .\n字\f", max_size=20_000))
def test_no_letter_is_lost(text: str) -> None:
    pages = list(page_texts(text))
    assert "".join("".join(pages).split()) == "".join(text.split())
    assert all(page.strip() for page in pages)
    assert all(len(page) <= PAGE * 1.5 for page in pages)
