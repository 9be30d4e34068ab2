"""Tables for spreadsheets and word processors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import StorageError
from archivist.exchange.docx.grids import to_docx_tables
from archivist.exchange.tables import Column, Table, Tables, defused, to_csv, write_csv

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    Column(heading="Left", share=4, right=True),
    Column(heading="Word", bold=True),
    Column(heading="Number"),
)


def table(*rows: tuple[str | int | float, ...], heading: str = "") -> Table:
    return Table(heading=heading, columns=COLUMNS, rows=rows)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_reads_what_was_written() -> None:
    rows = read(to_csv(table(("об «этом», и", 'слово "в" кавычках', 3), ("", "ә;ғ", 0.25))))
    assert rows == [
        ["Left", "Word", "Number"],
        ["об «этом», и", 'слово "в" кавычках', "3"],
        ["", "ә;ғ", "0.250"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        "+7",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        '=HYPERLINK("http://x")',
        "＝1",
        "|cmd",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    ((_, (cell, *_rest)),) = [read(to_csv(table((text, "", 0))))]
    assert cell == f"'{text}"


def test_words_and_dashes_stay_as_they_are() -> None:
    for text in ("граница", "— сказал он", "«=»", "5-Н", ""):
        assert defused(text) == text


@given(st.text(max_size=20))
def test_what_is_in_a_cell_comes_back_or_with_an_apostrophe(text: str) -> None:
    text = text.replace("\x00", "")
    ((_, (cell, *_rest)),) = [read(to_csv(table((text, "", 0))))]
    assert cell in {text, f"'{text}"}
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="there is no folder"):
        write_csv(table(), tmp_path / "nowhere" / "a.csv")


def test_word_shows_the_title_the_headings_and_the_rows() -> None:
    tables = Tables(
        title="Concordance: граница",
        lines=("2 occurrences",),
        tables=(
            table(("у реки ", "граница", 1), ("<новая> & ", "границы\x01", 0.5), heading="1992"),
            table(("", "=1", 2)),
        ),
    )
    made = docx.Document(io.BytesIO(to_docx_tables(tables)))
    texts = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert texts == ["Concordance: граница", "2 occurrences", "1992"]
    first, second = made.tables
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["Left", "Word", "Number"],
        ["у реки ", "граница", "1"],
        ["<новая> & ", "границы", "0.500"],
    ]
    assert second.rows[1].cells[1].text == "=1"
    page = made.sections[0]
    assert (page.page_width or 0) > (page.page_height or 0)


def test_the_same_tables_give_the_same_file() -> None:
    tables = Tables(title="a", lines=(), tables=(table(("a", "b", 1)),))
    assert to_docx_tables(tables) == to_docx_tables(tables)
