"""A fund's inventory from the command line, and the log of work that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_inventories import OPIS, write_ead, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    assert archivist("init", tmp_path / "library").code == 0
    return tmp_path / "library"


def test_an_opis_is_looked_at_imported_and_brought_up_to_date(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    bad = [*OPIS, ("", "Без номера", "1940", "5", "")]
    file = write_table(tmp_path / "опись.csv", bad)
    place = ("--under", "АП РК/5-Н/1")
    looked = archivist("inventory", library, file, *place, "--dry-run")
    assert looked.code == 1  # one line is told
    assert "line 5: it has no number of a file" in looked.err
    assert "3 new" in looked.out
    assert archivist("worklog", library, "--json").json == {"files": []}

    done = archivist("inventory", library, file, *place, "--json").json
    assert (done["new"], done["new_archives"]) == (3, ["АП РК"])
    assert done["columns"]["Крайние даты"] == "date"
    assert done["left_out"] == [
        {"line": 5, "reason": "it has no number of a file", "harmless": False}
    ]
    again = archivist("inventory", library, write_table(tmp_path / "n.csv"), *place, "--json")
    assert again.code == 0
    assert again.json["same"] == 3


def test_columns_are_named_by_heading_letter_or_number(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    rows = [("Колонка 1", "Что", "Сколько"), ("1", "Приказы", "64")]
    file = write_table(tmp_path / "f.csv", rows)
    given = ("--head", "1", "--map", "колонка 1=file", "--map", "B=title", "--map", "3=extent")
    done = archivist("inventory", library, file, "--under", "АП РК/1/2", *given)
    assert done.code == 0, done.err
    (found,) = archivist("worklog", library, "--json").json["files"]
    assert (found["number"], found["title"], found["extent"]) == ("1", "Приказы", "64")

    wrong = archivist("inventory", library, file, "--under", "АП РК/1/2", "--map", "Нет=title")
    assert (wrong.code, "there is no column “Нет”" in wrong.err) == (2, True)
    wrong = archivist("inventory", library, file, "--map", "B=colour")
    assert (wrong.code, "COLUMN=FIELD" in wrong.err) == (2, True)


def test_a_table_whose_title_tells_the_place_goes_there(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    title = [("Государственный архив области",), ("Фонд № Р-13",), ("Опись № 2",)]
    file = write_table(tmp_path / "опись.csv", [*title, *OPIS])
    done = archivist("inventory", library, file, "--json").json
    assert (done["under"], done["new"]) == ("Государственный архив области/Р-13/2", 3)
    assert archivist("worklog", library, "Государственный архив области/Р-13/2").code == 0
    other = archivist("inventory", library, file, "--under", "АП РК/5-Н/1", "--json").json
    assert (other["under"], other["new"]) == ("АП РК/5-Н/1", 3)


def test_a_table_in_which_nothing_is_a_file_is_told_in_two_lines(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    rows = [(str(number), "Приказы", "1932") for number in range(1, 400)]
    file = write_table(tmp_path / "опись.csv", rows)
    told = archivist("inventory", library, file, "--under", "АП РК/5-Н/1")
    assert told.code == 1
    assert told.err.splitlines()[-2:] == [
        "опись.csv, lines 1–399: no column is chosen for the number of the file",
        "No file was found in опись.csv: say where the headings stand with --head, and what the "
        "columns mean with --map.",
    ]
    parted = [("1", "А", "1932"), ("", "Раздел", ""), ("2", "Б", ""), *[("", "Раздел", "")] * 2]
    write_table(tmp_path / "разделы.csv", parted, encoding="utf-8")
    mapped = ("--map", "A=file", "--map", "B=title", "--map", "C=date")
    sections = archivist("inventory", library, tmp_path / "разделы.csv", *mapped, "--dry-run")
    lines = [line.split(":")[0] for line in sections.err.splitlines() if "Раздел" in line]
    assert lines == ["разделы.csv, line 2", "разделы.csv, lines 4–5"]
    done = archivist("inventory", library, file, "--under", "АП РК/5-Н/1", *mapped)
    assert (done.code, "399 new" in done.out) == (0, True)


def test_a_finding_aid_needs_a_place_only_where_it_names_no_archive(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    file = write_ead(tmp_path / "f.xml")
    assert archivist("inventory", library, file).code == 0
    text = file.read_text(encoding="utf-8").replace("repository>", "origination>")
    homeless = tmp_path / "g.xml"
    homeless.write_text(text, encoding="utf-8")
    refused = archivist("inventory", library, homeless)
    assert (refused.code, "of which archive" in refused.err) == (2, True)


def test_states_are_set_listed_and_written_as_an_order_list(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "f.csv")
    archivist("inventory", library, file, "--under", "АП РК/5-Н/1")
    step = ("--set", "to_order", "--day", "2024-05-12", "--note", "карта")
    assert archivist("worklog", library, "АП РК/5-Н/1/2", *step).code == 0
    listed = archivist("worklog", library, "--state", "to_order")
    assert "2  Переписка  [to_order, 2024-05-12, карта]" in listed.out
    assert "1 file." in listed.out
    for days, found in (
        (("--from", "12.05.2024"), 1),
        (("--from", "13.05.2024"), 0),
        (("--to", "11.05.2024"), 0),
        (("--to", "2024-05"), 1),
        (("--from", "2023", "--to", "2024"), 1),
    ):
        said = archivist("worklog", library, *days, "--json")
        assert (days, len(said.json["files"])) == (days, found)
    wrong = archivist("worklog", library, "--from", "вчера")
    assert (wrong.code, "expected a date" in wrong.err) == (2, True)
    target = tmp_path / "order.csv"
    assert archivist("worklog", library, "АП РК", "--state", "none", "-o", target).code == 0
    assert "Д. 5059а" in target.read_text(encoding="utf-8-sig")
    assert archivist("worklog", library, "АП РК/77", "--set", "seen").code == 2
    assert archivist("worklog", library, "--set", "seen").code == 2
