"""What the columns of inventories mean, and what their rows become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archivist.library.inventories import Field, ReadTable, Row
from archivist.library.references import UnitKind
from archivist.services.inventorying.headings import (
    column_letter,
    guess_fields,
    heading_row,
    headings_of,
)
from archivist.services.inventorying.rows import Understood, understand
from archivist.services.inventorying.title_page import told_place

if TYPE_CHECKING:
    from collections.abc import Sequence

_N, _T, _D, _E = Field.NUMBER, Field.TITLE, Field.DATE, Field.EXTENT


def table(*rows: Sequence[str]) -> ReadTable:
    return ReadTable(
        rows=tuple(Row(line=line, cells=tuple(row)) for line, row in enumerate(rows, 1))
    )


def understood(*rows: Sequence[str]) -> Understood:
    made = table(*rows)
    head = heading_row(made)
    return understand(made, head, guess_fields(headings_of(made, head)))


def slips(found: Understood) -> dict[int, str]:
    return {slip.line: slip.reason for slip in found.slips}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ("№ п/п", "Индекс дела", "Заголовок дела", "Крайние даты", "Кол-во листов"),
            (_N, Field.NOTE, _T, _D, _E),
        ),
        (
            ("№ п/п", "№ дела", "Заголовок", "Дата начала", "Дата окончания", "Примечание"),
            (Field.NONE, _N, _T, Field.FROM, Field.TO, Field.NOTE),
        ),
        (
            ("Фонд", "Опись", "Дело", "Название", "Годы", "Листов"),
            (Field.FUND, Field.SERIES, _N, _T, _D, _E),
        ),
        (("Іс №", "Істің тақырыбы", "Шеткі күндері", "Парақ саны"), (_N, _T, _D, _E)),
        (("Қор", "Тізімдеме", "Іс", "Іс атауы"), (Field.FUND, Field.SERIES, _N, _T)),
        (("№ з/п", "Назва справи", "Крайні дати", "Кількість аркушів"), (_N, _T, _D, _E)),
        (
            ("File no.", "Title", "Dates", "Sheets", "Notes", "Access"),
            (_N, _T, _D, _E, Field.NOTE, Field.ACCESS),
        ),
        (("Номер дела по описи", "Содержание", "Число листов"), (_N, _T, _E)),
        (
            (
                *("legacyId", "parentId", "identifier", "title", "levelOfDescription"),
                *("eventDates", "publicationStatus", "subjectAccessPoints", "alternativeTitle"),
            ),
            (
                *(Field.KEY, Field.PARENT, _N, _T, Field.LEVEL),
                *(_D, Field.NONE, Field.NONE, Field.NONE),
            ),
        ),
    ],
)
def test_headings_are_understood(headings: tuple[str, ...], fields: tuple[Field, ...]) -> None:
    assert guess_fields(headings) == fields


def test_the_headings_are_found_below_a_title() -> None:
    made = table(
        ("Опись № 1 дел постоянного хранения фонда 5-Н",),
        ("за 1932–1940 годы",),
        ("№ дела", "Заголовок дела", "Крайние даты"),
        ("1", "Название общества и дата его основания", "1932"),
    )
    assert heading_row(made) == 2


def test_a_table_of_numbers_alone_has_no_headings() -> None:
    assert heading_row(table(("1", "Приказы", "1932"), ("2", "Отчёты", "1933"))) == -1


def test_the_last_rows_of_a_table_without_headings_are_none() -> None:
    rows = [(str(number), "Приказы по посольству", "1932", "64") for number in range(1, 9)]
    assert heading_row(table(*rows, ("9", "Дело без даты", "б/д", "7"))) == -1


def test_headings_may_take_two_rows() -> None:
    found = understood(
        ("№ п/п", "Заголовок дела", "Крайние даты", "", "Листов"),
        ("", "", "начало", "конец"),
        ("1", "Приказы", "12.01.1932", "03.02.1935", "64"),
    )
    assert [(one.number, one.dates, one.extent) for one in found.components] == [
        ("1", "12.01.1932 – 03.02.1935", "64")
    ]
    assert slips(found) == {2: "it goes on with the headings"}
    assert found.slips[0].harmless


@pytest.mark.parametrize(
    "row",
    [
        ("1", "Приказы", "1932", "1935", "64"),
        ("", "Раздел второй", "", "", ""),
        ("", "", "", "", "в переплёте"),
    ],
)
def test_a_row_of_files_is_no_second_row_of_headings(row: tuple[str, ...]) -> None:
    made = table(("№ п/п", "Заголовок", "Даты", "", "Листов"), row)
    assert headings_of(made, 0) == made.rows[0].cells


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 51, 52, 255)] == [
        *("A", "Z", "AA", "AZ", "BA", "IV")
    ]


def test_volumes_of_one_number_are_told_by_their_titles() -> None:
    found = understood(
        ("№ дела", "Заголовок дела"),
        ("13", "Дело о границе; том 1"),
        ("13", "Дело о границе; том 2"),
        ("13", "Дело о границе, т. III"),
        ("13", "Дело о границе. Ч. 2."),
        ("14", "Протоколы. Том 1"),
        ("15", "Приказы"),
        ("15", "Приказы; том 2"),
    )
    assert [(one.number, one.volume) for one in found.components] == [
        ("13", "1"),
        ("13", "2"),
        ("13", "III"),
        ("14", ""),  # a number of its own is enough
        ("15", ""),
    ]
    assert slips(found) == {
        5: "the number 13 stands in line 3 already",
        8: "the number 15 stands in line 7 already",
    }


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        (
            ("Государственный архив Актюбинской области", "Фонд № Р-13", "ОПИСЬ № 2 л/с"),
            "Государственный архив Актюбинской области/Р-13/2",
        ),
        (("АП РК", "Опись № 1 дел постоянного хранения фонда 5-Н"), "АП РК/5-Н/1"),
        (
            ("Орталық мемлекеттік мұрағаты", "№ 708 қор, № 1 тізімдеме"),
            "Орталық мемлекеттік мұрағаты/708/1",
        ),
        (("State Archive", "Fonds 12"), "State Archive/12"),
        (("Фонд № 5-Н", "Опись № 1"), ""),
        (("УТВЕРЖДАЮ", "Директор архива", "Фонд 5", "Опись 1"), ""),
        (("План работы архива на 1932 год",), ""),
    ],
)
def test_the_title_above_a_table_tells_where_it_goes(titles: tuple[str, ...], place: str) -> None:
    made = table(*((title,) for title in titles), ("№ дела", "Заголовок"), ("1", "Приказы"))
    told = told_place(made, len(titles), is_archive=lambda name: name == "АП РК")
    assert told == place


@pytest.mark.timeout(10)
def test_long_cells_above_a_table_take_no_time() -> None:
    made = table(("Архив", "Фонд 5", "1" * 20_000), ("1" * 150,) * 50, ("№ дела", "Заголовок"))
    assert told_place(made, 2, is_archive=lambda _: False) == "Архив/5"


def test_rows_become_files_and_the_rest_is_told_with_its_line() -> None:
    found = understood(
        ("№ дела", "Заголовок дела", "Крайние даты", "Листов"),
        ("1", "2", "3", "4"),
        ("Раздел 1. Переписка",),
        ("№ 1", "Приказы", "1932", "64"),
        ("Д. 5059а", "Отчёты", "б/д", ""),
        ("12-Н", "Дело о границе"),
        ("1", "Ещё раз", "1933", "2"),
        ("", "Без номера", "1933", "2"),
        ("№ дела", "Заголовок дела", "Крайние даты", "Листов"),
        ("Итого 3 дела",),
        ("Итого:", "3 дела", "", "66"),
        ("9" * 101, "Сдвинутый столбец"),
    )
    assert [(one.number, one.name, one.extent) for one in found.components] == [
        ("1", "Приказы", "64"),
        ("5059а", "Отчёты", ""),
        ("12-Н", "Дело о границе", ""),
    ]
    assert slips(found) == {
        2: "it only numbers the columns",
        3: "it has no number, only the words “Раздел 1. Переписка”",
        7: "the number 1 stands in line 4 already",
        8: "it has no number of a file",
        9: "it repeats the headings",
        10: "it has no number, only the words “Итого 3 дела”",
        11: "it adds up: “Итого:”",
        12: f"“{'9' * 60}…” is too long for a number",
    }
    assert [slip.line for slip in found.slips if not slip.harmless] == [7, 8, 12]


def test_funds_and_series_of_the_table_are_made_once_and_hold_for_empty_cells_below() -> None:
    found = understood(
        ("Фонд", "Опись", "Дело", "Том", "Заголовок"),
        ("5-Н", "1", "1", "", "А"),
        ("", "", "2", "1", "Б"),
        ("", "", "2", "2", "Б"),
        ("", "2", "1", "", "В"),
        ("Ф. 7", "1", "1", "", "Г"),
    )
    assert [(one.kind, one.number, one.volume, one.parent) for one in found.components] == [
        (UnitKind.FUND, "5-Н", "", -1),
        (UnitKind.SERIES, "1", "", 0),
        (UnitKind.FILE, "1", "", 1),
        (UnitKind.FILE, "2", "1", 1),
        (UnitKind.FILE, "2", "2", 1),
        (UnitKind.SERIES, "2", "", 0),
        (UnitKind.FILE, "1", "", 5),
        (UnitKind.FUND, "7", "", -1),
        (UnitKind.SERIES, "1", "", 7),
        (UnitKind.FILE, "1", "", 8),
    ]
    assert not found.slips


def test_several_notes_keep_their_headings() -> None:
    found = understood(
        ("№ дела", "Старый №", "Заголовок", "Примечание"), ("1", "17", "Приказы", "ветхое")
    )
    assert found.components[0].note == "Старый №: 17\nПримечание: ветхое"


_ATOM = ("legacyId", "parentId", "identifier", "title", "levelOfDescription", "repository")


def test_the_table_of_atom_becomes_a_tree_whatever_the_order_of_its_rows() -> None:
    found = understood(
        (*_ATOM, "eventDates", "eventStartDates", "eventEndDates"),
        ("3", "2", "F1/1/7", "Letters", "File", "", "about 1932", "1932", "1933"),
        ("1", "", "F1", "Embassy", "Fonds", "State Archive"),
        ("2", "1", "F1/1", "Papers", "Series"),
        ("9", "77", "X", "Lost", "File"),
        ("3", "1", "Y", "Twice", "File"),
    )
    assert [(one.kind, one.number, one.name, one.parent) for one in found.components] == [
        (UnitKind.FUND, "F1", "Embassy", -1),
        (UnitKind.SERIES, "1", "Papers", 0),
        (UnitKind.FILE, "7", "Letters", 1),
        (UnitKind.FILE, "X", "Lost", -1),
    ]
    letters = found.components[2]
    assert (letters.dates, letters.normal, letters.key) == ("about 1932", "1932/1933", "F1#3")
    assert found.components[0].archive == "State Archive"
    assert set(slips(found)) == {5, 6}


def test_rows_of_atom_in_a_ring_are_left_out_and_told() -> None:
    found = understood(
        _ATOM,
        ("1", "", "F1", "Embassy", "Fonds", "Archive"),
        ("2", "3", "A", "One", "Series", ""),
        ("3", "2", "B", "Other", "Series", ""),
    )
    assert [one.number for one in found.components] == ["F1"]
    assert set(slips(found)) == {3, 4}
