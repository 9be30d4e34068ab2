"""A concordance of a real library: what stands where, how often, and the files it is written to."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from archivist.cli.console import Faces
from archivist.cli.main import main
from archivist.errors import ParseError, StorageError
from archivist.library.values import parse_date
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.searching import (
    Filters,
    Gathered,
    LineGroups,
    LineOrder,
    Trail,
    write_concordance,
    write_counts,
)

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.paths import Places
    from archivist.services.searching import Concordance
    from archivist.services.workspace import Workspace

TEXTS = {
    "первый": ("1991", "Новая граница прошла. Старую границу забыли."),
    "второй": ("1993", "=граница торговли; а торговли нет, и границы нет."),
    "третий": ("", "Хлеб и граница."),
    "четвёртый": ("1992", "Ничего."),
}


@pytest.fixture
def library(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A library of four texts of some years, in periods and groups, indexed."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, (_, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = finish(workspace.collecting.import_files([folder], ImportOptions(ocr="off")))
    made: dict[str, SourceId] = {}
    for file in report.files:
        assert file.source_id is not None
        made[file.path.stem] = file.source_id
        source = workspace.sources.get(file.source_id)
        date = TEXTS[file.path.stem][0]
        if date:
            record = replace(source.record, date=parse_date(date))
            workspace.sources.save(replace(source, record=record))
    workspace.sorting.add_period("Союз", 1922, 1991)
    workspace.sorting.add_period("Независимость", 1991, 2020)
    letters = workspace.sorting.add_group("Письма").id
    workspace.sources.set_group([made["второй"]], letters)
    finish(workspace.searching.update())
    return workspace


def concordance(library: Workspace, query: str, group: str = "") -> Concordance:
    filters = Filters(groups=(group,) if group else ())
    found: Concordance = finish(library.searching.concordance(query, filters))
    return found


def read(found: Concordance, order: LineOrder, *, descending: bool = False) -> list[str]:
    return [
        f"{line.left}[{line.word}]{line.right}"
        for line in found.sorted(order, descending=descending)
    ]


def test_every_place_of_a_word_is_listed_in_all_its_forms(library: Workspace) -> None:
    found = concordance(library, "граница")
    assert found.total == len(found.lines) == 5
    assert (found.whole.pages, found.sources) == (3, 3)
    assert read(found, LineOrder.RIGHT) == [
        "Новая граница прошла. Старую [границу] забыли.",
        "=граница торговли; а торговли нет, и [границы] нет.",
        "Новая [граница] прошла. Старую границу забыли.",
        "=[граница] торговли; а торговли нет, и границы нет.",
        "Хлеб и [граница].",
    ]


def test_lines_are_sorted_by_the_word_before(library: Workspace) -> None:
    found = concordance(library, "граница")
    lefts = [line.left.split()[-1:] for line in found.sorted(LineOrder.LEFT)]
    assert lefts == [["и"], ["и"], ["Новая"], ["Старую"], ["="]]
    back = found.sorted(LineOrder.LEFT, descending=True)
    assert [line.left.split()[-1:] for line in back][1:3] == [["Старую"], ["Новая"]]


def test_lines_are_sorted_by_date_what_has_none_last(library: Workspace) -> None:
    found = concordance(library, "граница")
    years = [line.source.year for line in found.sorted(LineOrder.DATE)]
    assert years == [1991, 1991, 1993, 1993, None]


def test_counts_are_of_all_words_that_were_searched(library: Workspace) -> None:
    found = concordance(library, "граница")
    years = {one.name: (one.occurrences, one.words) for one in found.years}
    assert years == {"1991": (2, 6), "1992": (0, 1), "1993": (2, 8), "": (1, 3)}
    assert found.whole.words == 18
    assert found.whole.per_thousand == pytest.approx(1000 * 5 / 18)
    periods = {one.name: one.occurrences for one in found.periods}
    assert periods == {"Союз": 2, "Независимость": 2, "": 1}
    groups = {one.name: one.occurrences for one in found.groups if one.words}
    assert groups == {"Письма": 2, "": 3}


def test_filters_and_conditions_narrow_lines_and_words(library: Workspace) -> None:
    for found in (
        concordance(library, "граница", group="Письма"),
        concordance(library, "граница group:Письма"),
    ):
        assert (found.total, found.whole.words) == (2, 8)
        assert {line.source.group for line in found.lines} == {"Письма"}


def test_what_is_not_wanted_and_phrases_count(library: Workspace) -> None:
    assert concordance(library, "граница -хлеб").total == 4
    assert concordance(library, '"старую границу"').total == 1
    assert concordance(library, "кукуруза").total == 0


def added(library: Workspace, folder: Path, name: str, text: str) -> SourceId:
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    report = finish(library.collecting.import_files([file], ImportOptions(ocr="off")))
    assert report.files[0].source_id is not None
    return report.files[0].source_id


def test_a_phrase_over_the_end_of_a_page_is_one_line_there(
    library: Workspace, tmp_path: Path
) -> None:
    added(library, tmp_path, "протокол", "О разделе вод-\fных ресурсов реки. Хан\f Кенесары.")
    finish(library.searching.update())
    (line,) = concordance(library, '"разделе водных ресурсов"').lines
    assert (line.left, line.word, line.right) == ("О ", "разделе водных ресурсов", " реки. Хан")
    assert line.page == 1
    found = concordance(library, '"хан кенесары" OR ресурс')
    assert [(one.page, one.word) for one in found.sorted(LineOrder.REFERENCE)] == [
        (2, "ресурсов"),
        (2, "Хан Кенесары"),
    ]


def test_a_name_that_finds_little_is_counted_in_other_spellings(
    library: Workspace, tmp_path: Path
) -> None:
    added(library, tmp_path, "речь", "Назарбаев приехал. Речь Назарбаева.")
    finish(library.searching.update())
    assert library.searching.search("Nazarbayev").total == 1
    found = concordance(library, "Nazarbayev")
    assert [line.word for line in found.sorted(LineOrder.REFERENCE)] == ["Назарбаев", "Назарбаева"]


def test_words_of_another_text_of_a_page_are_listed_as_such(
    library: Workspace, tmp_path: Path
) -> None:
    source_id = added(library, tmp_path, "шекара", "Жаңа шекара мен су.")
    (page,) = library.reading.pages(source_id)
    library.layering.translate(page.id, "Новый рубеж и новая вода, вода.", "ru")
    finish(library.searching.update())
    found = concordance(library, "рубеж")
    (line,) = found.lines
    assert (line.word, line.layer) == ("рубеж", "translation")
    assert found.whole.words == pytest.approx(18 + 4, abs=1)  # those of the text that is shown
    assert concordance(library, "шекара OR рубеж").total == 1
    target = tmp_path / "рубеж.csv"
    write_concordance(found, found.lines, target)
    (row,) = csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig")))
    assert row["Text"] == "translation"


def test_conditions_alone_list_no_words(library: Workspace) -> None:
    with pytest.raises(ParseError, match="a word to look for"):
        concordance(library, "year:1991")


def test_the_first_lines_come_before_the_end_and_it_can_be_stopped(library: Workspace) -> None:
    steps = library.searching.concordance("граница")
    first = next(steps)
    assert isinstance(first, Gathered)
    assert (first.done, first.total, first.occurrences) == (3, 3, 5)
    steps.close()
    assert concordance(library, "граница").total == 5


def test_a_library_without_an_index_lists_nothing_and_says_what_waits(
    workspace: Workspace,
) -> None:
    assert concordance(workspace, "граница").total == 0


def test_lines_go_into_a_spreadsheet_without_formulas(library: Workspace, tmp_path: Path) -> None:
    found = concordance(library, "граница")
    target = tmp_path / "граница.csv"
    write_concordance(found, found.sorted(LineOrder.DATE), target, LineGroups.GROUP)
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert [row["Group"] for row in rows] == ["Письма"] * 2 + [""] * 3
    assert {row["Left"] for row in rows[:2]} == {"'=", "'=граница торговли; а торговли нет, и"}
    assert rows[0]["Year"] == "1993"
    counts = tmp_path / "counts.csv"
    write_counts(found, counts)
    told = counts.read_bytes().decode("utf-8-sig").splitlines()
    assert told[0] == ',,Occurrences,Words,"Per 1,000 words"'
    assert "Year,1993,2,8,250.000" in told
    assert "Period,Союз,2,6,333.333" in told


def test_lines_and_counts_go_into_a_document(library: Workspace, tmp_path: Path) -> None:
    found = concordance(library, "граница")
    target = tmp_path / "граница.docx"
    write_concordance(found, found.sorted(LineOrder.LEFT), target, LineGroups.PERIOD)
    made = docx.Document(str(target))
    texts = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert texts[0] == "Concordance: граница"
    assert texts[1].startswith("Occurrences: 5, pages: 3, sources: 3; 277.778 per 1,000 words")
    years = made.tables[2]
    bars = {row.cells[0].text: len(row.cells[4].text) for row in years.rows[1:]}
    assert bars == {"1991": 16, "1992": 0, "1993": 12, "none": 16}
    assert texts[2:] == ["Periods", "Groups", "Years", "Союз", "Независимость", "none"]
    words = [row.cells[1].text for table in made.tables[3:] for row in table.rows[1:]]
    assert sorted(words) == ["граница", "граница", "граница", "границу", "границы"]


def test_another_suffix_is_refused(library: Workspace, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"must end in \.csv, \.docx"):
        write_concordance(concordance(library, "граница"), (), tmp_path / "a.xls")


def command(places: Places, *words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    faces = Faces(window=lambda _: 0, pictures=lambda *_: ())
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["concordance", *map(str, words)], places, faces)
    return code, out.getvalue(), err.getvalue()


def test_the_command_lists_counts_and_writes(
    library: Workspace, places: Places, tmp_path: Path
) -> None:
    folder = library.folder
    code, out, _ = command(places, folder, "граница", "--sort", "left", "--group", "period")
    assert code == 0
    assert "Союз: 2, 333.333 per 1,000 words" in out
    assert "Новая «граница» прошла." in out
    assert out.splitlines()[-1].startswith("5 found on 3 pages of 3 sources")
    code, out, _ = command(places, folder, "граница", "--json", "--width", "10", "--from", "1993")
    answer = json.loads(out)
    assert (code, answer["total"], answer["words"]) == (0, 2, 8)
    assert {line["source"] for line in answer["lines"]} == {"второй"}
    assert all(len(line["right"]) <= 10 for line in answer["lines"])
    target = tmp_path / "a.csv"
    assert command(places, folder, "граница", "--counts", "-o", target)[0] == 0
    assert target.read_bytes().decode("utf-8-sig").count("\r\n") > 4


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("граница", "--width", "0"), "--width must be from 1 to 400"),
        (("граница", "--sort", "size"), "invalid choice"),
        (("year:1991",), "a word to look for"),
        (("граница", "-o", "a.txt"), "must end in .csv, .docx"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    library: Workspace, places: Places, words: tuple[str, ...], complaint: str
) -> None:
    code, _, err = command(places, library.folder, *words)
    assert code in {2, 3}
    assert complaint in err


def test_the_hits_of_one_source_go_on_in_the_next(library: Workspace) -> None:
    sources = list(dict.fromkeys(line.source.id for line in concordance(library, "граница").lines))
    assert len(sources) == 3
    seen = [sources[0]]
    for _ in range(3):
        spot = library.searching.beyond(Trail(query="граница"), seen[-1], 1)
        assert spot is not None
        assert spot.page == 1
        seen.append(spot.source_id)
    assert set(seen[:3]) == set(sources)
    assert seen[3] == seen[0]
    back = library.searching.beyond(Trail(query="граница"), seen[1], -1)
    assert back is not None
    assert back.source_id == seen[0]
    assert library.searching.beyond(Trail(query="кукуруза"), seen[0], 1) is None
