"""Text, web pages, JSON, and how files are put in place."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import pytest
from exchange_makers import ONE, TWO, URL, everything, listed, thesis
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import StorageError
from archivist.exchange.documents import replace_file, write_document
from archivist.exchange.spaces import FIXED, bind
from archivist.exchange.text import to_json, to_txt
from archivist.exchange.web_page import to_html_page
from archivist.library.printed import Abbreviations, Branch, Entry, EntryGroup, EntryList, Paragraph
from archivist.library.richtext import Run, plain

if TYPE_CHECKING:
    from pathlib import Path


class Page(HTMLParser):
    """What a browser makes of a page: its words, and where its links lead."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words = ""
        self.language: str | None = None
        self.links: list[str | None] = []
        self.places: list[str | None] = []
        self.open: list[str] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in ("meta",):
            self.open.append(tag)
        if tag == "html":
            self.language = found["lang"]
        if tag == "a":
            self.links.append(found["href"])
        if "id" in found:
            self.places.append(found["id"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def test_a_text_file_has_paragraphs_and_numbered_entries() -> None:
    assert to_txt(everything()).decode() == (
        "Граница & колодцы\n\n"
        "Введение <1>\n\n"
        "Слова курсивом и жирным [1, л. 61; 2].\n\n"
        "Часть\n\n"
        "Глубже\n\n"
        "Конец\x0b.\n\n"
        "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ\n\n"
        "1. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.\n"
        f"2. Токаев К. К. Беласу. URL: {URL}.\n"
    )


def test_notes_stand_at_the_end_of_a_text_file_and_lists_after_them() -> None:
    assert to_txt(thesis()).decode() == (
        "Граница\n\n"
        "Введение\n\n"
        "Сказано¹ и ещё², и 10⁵.\n\n"
        "ПРИМЕЧАНИЯ\n\n"
        f"1. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21. URL: {URL}\n"
        "2. Там же.\n\n"
        "СПИСОК\n\n"
        "Архивы\n\n"
        "1. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.\n\n"
        "Литература\n\n"
        f"2. Токаев К. К. Беласу. URL: {URL}.\n"
        "3. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.\n\n"
        "REFERENCES\n\n"
        "AP RK.\n\n"
        "СОКРАЩЕНИЯ\n\n"
        "АП РК – Архив Президента Республики Казахстан\n"
        "ЦГА РК – Центральный государственный архив Республики Казахстан\n"
    )


def test_a_tree_of_archives_steps_in_before_each_entry(tmp_path: Path) -> None:
    branches = (
        Branch(text=(Run(text="АП РК."),), depth=0),
        Branch(text=(Run(text="Ф. 5-Н."),), depth=1),
    )
    first = Entry(number=1, source_id=ONE, text=(Run(text="Д. 7."),), above=branches, depth=2)
    second = Entry(number=2, source_id=TWO, text=(Run(text="Д. 9."),), depth=2)
    tree = EntryList(heading="ИСТОЧНИКИ", groups=(EntryGroup(entries=(first, second)),))
    document = replace(everything(), blocks=(), lists=(tree,), title="")
    write_document(document, tmp_path / "tree.txt")
    assert (tmp_path / "tree.txt").read_text(encoding="utf-8").splitlines() == [
        "АП РК.",
        "    Ф. 5-Н.",
        "        1. Д. 7.",
        "        2. Д. 9.",
    ]
    write_document(document, tmp_path / "tree.html")
    page = (tmp_path / "tree.html").read_text(encoding="utf-8")
    assert page.index("Ф.") < page.index('style="margin-left: 2em"') < page.index("Д.")
    write_document(document, tmp_path / "tree.docx")
    lines = docx.Document(str(tmp_path / "tree.docx")).paragraphs[-4:]
    assert [line.text.replace("\u00a0", " ") for line in lines] == [
        *("АП РК.", "Ф. 5-Н.", "1.\tД. 7.", "2.\tД. 9.")
    ]
    indents = [line.paragraph_format.left_indent or 0 for line in lines]
    assert indents[0] < indents[1] < indents[2] == indents[3]


def test_notes_of_a_web_page_lead_there_and_back() -> None:
    page = Page(to_html_page(thesis()))
    assert page.links[:2] == ["#note_1", "#note_2"]
    assert {"note_1", "call_1", "note_2", "call_2", "source_30"} <= set(page.places)
    assert {link for link in page.links if link and link.startswith("#")} <= {
        f"#{place}" for place in page.places
    }
    assert len(page.places) == len(set(page.places))


def test_a_web_page_is_whole_and_its_links_lead_somewhere() -> None:
    page = Page(to_html_page(everything()))
    assert page.language == "ru-RU"
    assert page.links == ["#source_12", "#source_7", URL]
    assert page.places == ["source_12", "source_7"]
    assert "Граница & колодцы" in page.words
    assert "Введение <1>" in page.words
    assert f"Л.{FIXED}21" in page.words


@given(st.text(alphabet="<>&\"'абв \n", min_size=1, max_size=40))
def test_no_words_break_out_of_a_web_page(words: str) -> None:
    document = replace(everything(), title=words, blocks=(Paragraph(text=(Run(text=words),)),))
    assert Page(to_html_page(document)).words.count(words) >= 2


def test_a_list_as_json_has_plain_and_styled_text() -> None:
    entries = json.loads(to_json(everything()))
    assert entries[1] == {
        "number": 2,
        "source_id": 7,
        "text": f"Токаев К. К. Беласу. URL: {URL}.",
        "html": "Токаев К. К. <i>Беласу</i>. URL: "
        '<a href="https://www.gov.kz/?lang=ru&amp;page=1">'
        "https://www.gov.kz/?lang=ru&amp;page=1</a>.",
    }
    assert [entry["number"] for entry in entries] == [1, 2]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Д. 13. Л. 59, 60.", "Д. 13. Л._59, 60."),
        ("2005. № 2. С. 45–58.", "2005. №_2. С._45–58."),
        ("File-13, pp. 59, 60.", "File-13, pp._59, 60."),
        ("Токаев К. К. Беласу", "Токаев К._К. Беласу"),
        ("Ф. 5-Н. Оп. 1. Д. 5", "Ф. 5-Н. Оп. 1. Д. 5"),
        ("УЛ. 5", "УЛ. 5"),
    ],
)
def test_labels_and_initials_are_bound(text: str, bound: str) -> None:
    assert plain(bind((Run(text=text),))).replace(FIXED, "_") == bound


# -- putting files in place


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    write_document(everything(), target)
    assert target.read_bytes() == to_txt(everything())
    assert list(tmp_path.iterdir()) == [target]


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    write_document(everything(), tmp_path / "A.TXT")
    assert (tmp_path / "A.TXT").read_bytes() == to_txt(everything())


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"“list\.txt”.*no folder"):
        write_document(everything(), tmp_path / "nowhere" / "list.txt")


def test_a_target_that_is_a_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(StorageError, match=r"“a\.txt”"):
        write_document(everything(), tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_another_program_holds_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def locked(*_: object) -> None:
        raise PermissionError(13, "Access is denied")  # what Windows says of an open document

    monkeypatch.setattr(type(target), "replace", locked)
    with pytest.raises(StorageError, match=r"“a\.txt”.*open in another program"):
        replace_file(target, b"new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o400)
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write everywhere
    with pytest.raises(StorageError, match="protected"):
        replace_file(target, b"new")
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("suffix", [".docx", ".html", ".txt", ".json"])
def test_letters_that_no_file_can_hold_do_not_stop_an_export(tmp_path: Path, suffix: str) -> None:
    odd = (Run(text="Дело\x00\x0b\ud800 № 5", link="https://example.kz/\x0b\udfff"),)
    document = everything()
    document = replace(
        document,
        title="Граница\x0b\udc00",
        name="Граница\x00\ud800",
        blocks=(
            *document.blocks,
            Paragraph(text=(*odd, Run(text="1", superscript=True, note=odd))),
        ),
        lists=(
            EntryList(
                heading="Список\x1f\udfff",
                groups=tuple(
                    EntryGroup(
                        heading="Часть\x0b",
                        entries=tuple(replace(entry, text=odd) for entry in group.entries),
                    )
                    for group in listed("").groups
                ),
            ),
            Abbreviations(rows=(("АП\x00", "Архив\ud800"),)),
        ),
    )
    target = tmp_path / f"odd{suffix}"
    write_document(document, target)
    assert target.stat().st_size > 0
