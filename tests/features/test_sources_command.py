"""Sources as a table and edits of many of them, from the command line."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from archivist.library.own_fields import FieldType
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, parse_date
from archivist.services.workspace import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    """Three letters in one file, a newspaper beside them, and two fields of the user's own."""
    folder = tmp_path / "library"
    assert archivist("init", folder).code == 0
    with closing(open_library(folder, archivist.places)) as opened:
        file = opened.tree.place("АП РК/5-Н/1/5059").id
        letters = [
            opened.sources.add(
                Record(
                    kind=RecordKind.ARCHIVAL,
                    title=f"Письмо {number}",
                    creators=(Person(family="Сейфуллин", given="С."),),
                    date=parse_date(f"193{number}"),
                ),
                unit_id=file,
                sheets=parse_sheets(f"{number}–{number}об"),
                tags=("граница",),
            ).id
            for number in range(1, 4)
        ]
        opened.sources.add(
            Record(kind=RecordKind.NEWSPAPER, title='=HYPERLINK("http://x")', note="@SUM(1)")
        )
        opened.sorting.add_period("Тридцатые", 1930, 1939)
        size = opened.describing.add_field("Объём", FieldType.NUMBER).id
        state = opened.describing.add_field("Сохранность", FieldType.CHOICE, ["хорошая", "плохая"])
        opened.describing.put(letters[0], {size: "-12", state.id: "хорошая"})
    return folder


def rows_of(target: Path) -> list[dict[str, str]]:
    text = target.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_holds_all_that_is_known(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    target = tmp_path / "таблица.csv"
    answer = archivist("sources", library, "-o", target)
    assert (answer.code, answer.out) == (0, "“таблица.csv” lists 4 sources.\n")
    by_title = {row["Title"]: row for row in rows_of(target)}
    letter = by_title["Письмо 1"]
    assert letter["Reference"] == "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 1–1 об."
    assert (letter["Archive"], letter["Fund"], letter["File"]) == ("АП РК", "5-Н", "5059")
    assert (letter["Author"], letter["Tags"]) == ("Сейфуллин, С.", "граница")
    assert (letter["First year"], letter["Periods"]) == ("1931", "Тридцатые (1930–1939)")
    assert (letter["Объём"], letter["Сохранность"]) == ("-12", "хорошая")
    assert by_title["Письмо 2"]["Объём"] == ""


def test_no_cell_of_a_table_is_a_formula(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    table, book = tmp_path / "t.csv", tmp_path / "t.xlsx"
    assert archivist("sources", library, "-o", table).code == 0
    assert archivist("sources", library, "-o", book).code == 0
    cells = [cell for row in rows_of(table) for cell in row.values()]
    assert '\'=HYPERLINK("http://x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
    sheet = load_workbook(book).active
    assert sheet is not None
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert found['=HYPERLINK("http://x")'].data_type == "s"
    assert found["@SUM(1)"].quotePrefix
    assert found[-12].data_type == "n"
    refused = archivist("sources", library, "-o", tmp_path / "t.ods")
    assert (refused.code, ".csv, .xlsx" in refused.err) == (2, True)


def test_a_query_narrows_the_table_and_finds_values_of_own_fields(
    archivist: CommandLine, library: Path
) -> None:
    found = archivist("sources", library, "--where", "хорошая", "--json").json["sources"]
    assert [(one["title"], one["fields"]) for one in found] == [
        ("Письмо 1", {"Объём": "-12", "Сохранность": "хорошая"})
    ]
    listed = archivist("sources", library, "--where", "тег:граница")
    assert listed.out.splitlines()[-1] == "3 sources."


def test_many_are_edited_after_a_look(archivist: CommandLine, library: Path) -> None:
    edit = (
        *("sources", library, "--edit", "--where", "тег:граница"),
        *("--set", "language=ru", "--set", "объём=7", "--set", "group=Research literature"),
        *("--set", "date=", "--add-tag", "мир", "--remove-tag", "граница"),
    )
    looked = archivist(*edit, "--dry-run")
    assert looked.code == 0, looked.err
    assert "Письмо 1: Объём: “-12” → “7”" in looked.out
    assert "Письмо 3: date: “1933” → “”" in looked.out
    assert looked.out.splitlines()[-1] == "3 of 3 sources would change."
    assert archivist("sources", library, "--where", "тег:мир").out == "0 sources.\n"

    assert archivist(*edit).out.splitlines()[-1] == "3 of 3 sources changed."
    found = archivist("sources", library, "--where", "тег:мир", "--json").json["sources"]
    assert {one["language"] for one in found} == {RU}
    assert {one["group"] for one in found} == {"Research literature"}
    assert {one["fields"]["Объём"] for one in found} == {"7"}
    again = archivist("sources", library, "--edit", "--where", "тег:мир", "--set", "language=ru")
    assert again.out == "0 of 3 sources changed.\n"


def test_a_kind_is_named_as_in_a_query(archivist: CommandLine, library: Path) -> None:
    edit = ("sources", library, "--edit", "--where", "тег:граница", "--set")
    for word in ("newspaper", "newspaper_article", "газета"):
        assert archivist(*edit, f"kind={word}").code == 0
        found = archivist("sources", library, "--where", "тег:граница type:newspaper")
        assert found.out.splitlines()[-1] == "3 sources."
        assert archivist(*edit, "kind=book").code == 0
    assert archivist(*edit, "kind=page").code == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--set", "цвет=синий"), "Сохранность"),
        (("--set", "объём=много"), "a number for “Объём”"),
        (("--set", "date=вчера"), "вчера"),
        (("--set", "kind=песня"), "newspaper_article"),
        (("--set", "checked=да"), "yes or no"),
        (("--set", "language"), "FIELD=VALUE"),
        (("--set", "language=русский"), "no language code"),
    ],
)
def test_what_makes_no_sense_is_refused(
    archivist: CommandLine, library: Path, given: tuple[str, ...], said: str
) -> None:
    refused = archivist("sources", library, "--edit", *given)
    assert refused.code == 2
    assert said in refused.err
    assert archivist("sources", library, "--set", "note=x").code == 2  # without --edit
