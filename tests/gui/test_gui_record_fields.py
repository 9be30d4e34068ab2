from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.gui.models.record_fields import Field, fields_of, write_sheets
from archivist.gui.models.words import (
    LANGUAGES,
    kind_name,
    language_name,
    level_label,
    level_name,
    place_text,
    role_name,
)
from archivist.library.archive import Archive, ArchiveName, Unit, parse_path
from archivist.library.people import Person, Role
from archivist.library.records import Record, RecordKind
from archivist.library.references import Level, UnitKind, parse_sheets
from archivist.library.values import ArchiveId, LanguageCode, UnitId, parse_date

BOOK = Record(
    kind=RecordKind.BOOK,
    title="История и современность",
    creators=(
        Person(family="Козыбаев", given="М. К."),
        Person(family="Сазонов", given="А. А.", role=Role.COMPILER),
    ),
    date=parse_date("1991"),
)


@pytest.mark.parametrize("kind", RecordKind)
def test_every_kind_has_fields_with_names(kind: RecordKind) -> None:
    fields = fields_of(Record(kind=kind))
    assert all(field.label for field in fields)
    assert "date" in {field.name for field in fields}
    assert kind_name(kind)


def test_a_field_of_another_kind_shows_when_it_holds_something() -> None:
    names = [field.name for field in fields_of(Record(kind=RecordKind.LAW, publisher="Жеті жарғы"))]
    assert names[-1] == "publisher"
    assert "publisher" not in [field.name for field in fields_of(Record(kind=RecordKind.LAW))]


def test_people_are_read_and_written_by_role() -> None:
    authors, compilers = Field(name="author"), Field(name="compiler")
    assert authors.read(BOOK) == "Козыбаев, М. К."
    changed = authors.write(BOOK, "Кляшторный, С. Г.; Султанов, Т. И.")
    assert [person.family for person in changed.creators] == ["Кляшторный", "Султанов", "Сазонов"]
    assert compilers.read(changed) == "Сазонов, А. А."
    assert authors.write(changed, "").creators == BOOK.creators[1:]


def test_a_body_has_no_given_name() -> None:
    changed = Field(name="author").write(BOOK, "Министерство иностранных дел РК")
    assert changed.creators[0] == Person(family="Министерство иностранных дел РК")


def test_a_date_keeps_the_words_of_the_document() -> None:
    date = Field(name="date")
    changed = date.write(BOOK, "ок. 1950")
    assert date.read(changed) == "ок. 1950"
    assert date.write(changed, "").date is None
    with pytest.raises(ParseError):
        date.write(BOOK, "весной")


@pytest.mark.parametrize("name", ["publisher", "pages", "note", "url", "genre"])
def test_a_text_field_writes_what_it_reads(name: str) -> None:
    field = Field(name=name)
    assert field.read(field.write(BOOK, "Ғылым")) == "Ғылым"


sides = st.sampled_from(["", "об", "r"])
sheets = st.builds("{}{}".format, st.integers(1, 999), sides)


@given(st.lists(st.one_of(sheets, st.builds("{}–{}".format, sheets, sheets)), max_size=5))
def test_sheets_come_back_as_they_were_typed(typed: list[str]) -> None:
    read = parse_sheets(", ".join(typed))
    assert parse_sheets(write_sheets(read)) == read


def archive(language: str) -> Archive:
    name = ArchiveName(language=LanguageCode(language), full="Архив", abbreviation="АП РК")
    return Archive(id=ArchiveId(1), names=(name,))


def unit(number: int, kind: UnitKind, label: str) -> Unit:
    return Unit(
        id=UnitId(number),
        archive_id=ArchiveId(1),
        parent_id=None,
        level=Level(kind=kind, number=label),
    )


@pytest.mark.parametrize("language", ["ru", "kk", "uk", "en", "zh"])
@pytest.mark.parametrize(
    "kinds",
    [
        (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE),
        (UnitKind.FUND, UnitKind.FILE),
        (UnitKind.RECORD_GROUP, UnitKind.ENTRY, UnitKind.BOX, UnitKind.FOLDER),
        (UnitKind.COLLECTION, UnitKind.BOX, UnitKind.FOLDER, UnitKind.ITEM),
        (UnitKind.CODE,),
    ],
)
def test_a_place_is_read_back_from_how_it_is_shown(
    language: str, kinds: tuple[UnitKind, ...]
) -> None:
    chain = [unit(at, kind, f"{at}-Н") for at, kind in enumerate(kinds)]
    path = parse_path(place_text(archive(language), chain))
    assert path.archive == "АП РК"
    assert [level.kind for level in path.levels] == list(kinds)
    assert [level.number for level in path.levels] == [one.level.number for one in chain]


def test_levels_are_written_as_their_archive_writes_them() -> None:
    level = Level(kind=UnitKind.FILE, number="5059")
    assert level_label(level, "ru") == "Д. 5059"
    assert level_label(level, "uk") == "Спр. 5059"
    assert level_label(level, "en") == "File 5059"
    assert level_label(Level(kind=UnitKind.FILE, number="7", label="Ед. хр."), "ru") == "Ед. хр. 7"


def test_languages_roles_and_levels_have_names() -> None:
    assert [language_name(code) for code in ("ru", "kk", "uk", "en", "zh")] == [
        "Русский",
        "Қазақ тілі",
        "Українська",
        "English",
        "中文",
    ]
    assert len({language_name(code) for code in LANGUAGES}) == len(LANGUAGES)
    assert all(map(role_name, Role))
    assert all(map(level_name, UnitKind))
