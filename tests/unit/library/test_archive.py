"""Archives' names, places in the tree, and what units inherit."""

from __future__ import annotations

import pytest

from archivist.errors import ParseError
from archivist.library.archive import (
    Archive,
    ArchiveName,
    Unit,
    inherited,
    match_key,
    parse_path,
)
from archivist.library.references import Level, UnitKind
from archivist.library.values import EN, KK, RU, ArchiveId, UnitId, parse_date


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("АПРК", "АП РК"),
        ("5-H", "5-Н"),
        ("P-1109", "Р-1109"),
        ("ЦГА-РК", "цга рк"),
        ("ЦДIАК", "ЦДІАК"),
        ("«Архив»", "Архив"),
        ("1–2", "1 - 2"),
    ],
)
def test_look_alike_spellings_meet(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("AP RK", "AFP RK"), ("100", "0100"), ("1-2", "12"), ("ГАРФ", "GARF")]
)
def test_different_archives_and_numbers_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("АП РК/5-Н/1/5059", [("fund", "5-Н"), ("series", "1"), ("file", "5059")]),
        ("АП РК/Ф. 5-Н/Оп. 1/Д. 5059", [("fund", "5-Н"), ("series", "1"), ("file", "5059")]),
        ("AP RK/Fund-5-H/Series-1/File-13", [("fund", "5-H"), ("series", "1"), ("file", "13")]),
        ("ОР РГБ/Ф. 573/Картон 41/Д. 55", [("fund", "573"), ("box", "41"), ("file", "55")]),
        ("ГАРФ/фонд 3/дело 12а", [("fund", "3"), ("file", "12а")]),
        ("ЦДАВО України/ф. 129/оп. 2/спр. 11", [("fund", "129"), ("series", "2"), ("file", "11")]),
        ("АП РК", []),
    ],
)
def test_a_typed_path_names_its_levels(typed: str, levels: list[tuple[str, str]]) -> None:
    assert [(level.kind.value, level.number) for level in parse_path(typed).levels] == levels


def test_an_empty_part_of_a_path_is_pointed_at() -> None:
    with pytest.raises(ParseError) as caught:
        parse_path("АП РК//1")
    assert caught.value.position == 6


def test_a_file_inherits_what_it_does_not_say() -> None:
    fund = Unit(
        id=UnitId(1),
        archive_id=ArchiveId(1),
        parent_id=None,
        level=Level(kind=UnitKind.FUND, number="5-Н", name="Канцелярия"),
        date=parse_date("1990-1999"),
        access_note="not before 2030",
    )
    file = Unit(
        id=UnitId(2),
        archive_id=ArchiveId(1),
        parent_id=UnitId(1),
        level=Level(kind=UnitKind.FILE, number="5059"),
        date=parse_date("1995"),
    )
    whole = inherited([fund, file])
    assert (whole.title, whole.access_note) == ("Канцелярия", "not before 2030")
    assert whole.date is not None
    assert whole.date.years == (1995, 1995)


def test_an_archive_is_named_in_the_language_asked_for() -> None:
    archive = Archive(
        id=ArchiveId(1),
        names=(
            ArchiveName(language=RU, full="Архив Президента", abbreviation="АП РК"),
            ArchiveName(language=EN, full="Archive of the President", abbreviation="AP RK"),
        ),
        aliases=("АПРК",),
    )
    assert archive.name(EN).abbreviation == "AP RK"
    assert archive.name(KK).abbreviation == "АП РК"
    assert "АПРК" in archive.forms
