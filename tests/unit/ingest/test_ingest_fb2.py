"""FictionBook: the electronic books of Russian libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_books import fb2, packed
from reading_pages import facts_of, reason_of, texts

from archivist.ingest.reader import Facts

if TYPE_CHECKING:
    from pathlib import Path

_BODY = (
    "<body><title><p>Книга</p></title><section><title><p>Часть</p></title><section>"
    "<title><p>Глава</p></title><p>Первый <emphasis>абзац</emphasis>.</p><poem><stanza>"
    "<v>строка</v><v>строка вторая</v></stanza></poem></section><section><p>Ещё</p></section>"
    "</section></body><body name='notes'><section id='n1'><p>примечание</p></section></body>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_chapters_are_pages_and_notes_come_last(tmp_path: Path, encoding: str) -> None:
    book = fb2(_BODY, encoding=encoding)
    pages = ["Книга", "Часть", "Глава\n\nПервый абзац.\n\n\nстрока\nстрока вторая", "Ещё"]
    for name, content in (("a.fb2", book), ("a.fb2.zip", packed({"книга.fb2": book}))):
        assert texts(tmp_path, name, content) == [*pages, "примечание"]


def test_the_book_tells_of_itself(tmp_path: Path) -> None:
    about = (
        "<author><first-name>Иван</first-name><middle-name>Ильич</middle-name><last-name>Иванов"
        "</last-name></author><author><nickname>Никто</nickname></author>"
        "<book-title>История края</book-title><date value='1991-08-19'>1991</date><lang>ru</lang>"
    )
    assert facts_of(tmp_path, "a.fb2", fb2(_BODY, about)) == Facts(
        title="История края",
        creators=("Иванов, Иван Ильич", "Никто"),
        date="1991-08-19",
        language="ru",
    )


def test_damaged_and_empty_books_have_a_reason(tmp_path: Path) -> None:
    whole = fb2(_BODY)
    assert reason_of(tmp_path, "a.fb2", whole[:-20]) == "it is cut short or damaged"
    assert reason_of(tmp_path, "a.fb2", fb2("<body/>")) == "it holds no text"
