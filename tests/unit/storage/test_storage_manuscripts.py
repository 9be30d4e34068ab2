from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError, StorageError
from archivist.library.bibliography import (
    ListForm,
    ListOrder,
    ListSection,
    Numbering,
    Script,
)
from archivist.library.values import RU, ManuscriptId, SectionId

if TYPE_CHECKING:
    from archivist.storage.database import Database


@pytest.fixture
def outline(database: Database) -> Database:
    """А (Б (В), Г), Д."""
    with database.writing("Outline") as work:
        thesis = work.manuscripts.add("Диссертация", "gost-r-7.0.5-2008", RU)
        a = work.manuscripts.add_section(thesis, None, "А")
        b = work.manuscripts.add_section(thesis, a, "Б", "Текст [@1].")
        work.manuscripts.add_section(thesis, None, "Д")
        work.manuscripts.add_section(thesis, a, "Г")
        work.manuscripts.add_section(thesis, b, "В")
    return database


def titles(database: Database) -> str:
    with database.reading() as work:
        return "".join(section.title for section in work.manuscripts.sections(ManuscriptId(1)))


def ids(database: Database) -> dict[str, SectionId]:
    with database.reading() as work:
        return {s.title: s.id for s in work.manuscripts.sections(ManuscriptId(1))}


def test_the_outline_is_read_depth_first(outline: Database) -> None:
    assert titles(outline) == "АБВГД"
    with outline.reading() as work:
        section = work.manuscripts.section(ids(outline)["Б"])
        assert (section.text, section.parent_id, section.position) == (
            "Текст [@1].",
            ids(outline)["А"],
            0,
        )
        assert work.manuscripts.sections(ManuscriptId(99)) == ()
        for ask in (work.manuscripts.section, work.manuscripts.get):
            with pytest.raises(NotFoundError):
                ask(99)


@pytest.mark.parametrize(
    ("section", "parent", "position", "found"),
    [
        ("Г", "А", 0, "АГБВД"),
        ("Б", "А", 1, "АГБВД"),
        ("Д", None, 0, "ДАБВГ"),
        ("Б", None, 1, "АГБВД"),
        ("Д", "Б", 0, "АБДВГ"),
        ("Д", "Б", 99, "АБВДГ"),
        ("А", "Д", 0, "ДАБВГ"),
        ("А", None, 0, "АБВГД"),
    ],
)
def test_sections_move(
    outline: Database, section: str, parent: str | None, position: int, found: str
) -> None:
    known = ids(outline)
    with outline.writing("Move") as work:
        work.manuscripts.move_section(known[section], parent and known[parent], position)
        places: dict[SectionId | None, list[int]] = {}
        for other in work.manuscripts.sections(ManuscriptId(1)):
            places.setdefault(other.parent_id, []).append(other.position)
    assert titles(outline) == found
    assert all(numbers == list(range(len(numbers))) for numbers in places.values())
    outline.undo()
    assert titles(outline) == "АБВГД"


def test_a_section_does_not_move_below_itself(outline: Database) -> None:
    known = ids(outline)
    for parent in ("А", "В"):
        with pytest.raises(StorageError, match="below itself"), outline.writing("Move") as work:
            work.manuscripts.move_section(known["А"], known[parent], 0)


def test_a_section_does_not_come_to_lie_in_another_manuscript(outline: Database) -> None:
    with outline.writing() as work:
        other = work.manuscripts.add("Статья", "gost-r-7.0.5-2008", RU)
        chapter = work.manuscripts.add_section(other, None, "Глава")
    with pytest.raises(NotFoundError), outline.writing() as work:
        work.manuscripts.add_section(other, ids(outline)["А"], "Потеряна")
    with pytest.raises(NotFoundError), outline.writing() as work:
        work.manuscripts.move_section(ids(outline)["Б"], chapter, 0)
    assert titles(outline) == "АБВГД"


def test_a_section_is_removed_with_those_below_it(outline: Database) -> None:
    with outline.writing("Remove") as work:
        work.manuscripts.remove_section(ids(outline)["Б"])
    assert titles(outline) == "АГД"
    with outline.reading() as work:
        assert work.manuscripts.section(ids(outline)["Г"]).position == 0
    outline.undo()
    assert titles(outline) == "АБВГД"


def test_writing_marks_the_manuscript_as_changed(outline: Database) -> None:
    with outline.reading() as work:
        before = work.manuscripts.get(ManuscriptId(1))
        section = work.manuscripts.section(ids(outline)["Г"])
    with outline.writing("Write") as work:
        work.manuscripts.save_section(section)
    assert work.touched == {}
    with outline.writing("Write") as work:
        work.manuscripts.save_section(replace(section, title="Г2", text="Новый текст", position=9))
    with outline.reading() as work:
        after = work.manuscripts.get(ManuscriptId(1))
        assert work.manuscripts.section(section.id) == replace(
            section, title="Г2", text="Новый текст"
        )
    assert after.modified > before.modified


def test_a_manuscript_is_renamed_and_removed(outline: Database) -> None:
    with outline.writing("Rename") as work:
        old = work.manuscripts.get(ManuscriptId(1))
        work.manuscripts.save(replace(old, title="Монография", style="kz-english"))
    with outline.reading() as work:
        (new,) = work.manuscripts.all()
    assert (new.title, new.style, new.created) == ("Монография", "kz-english", old.created)
    with outline.writing("Save") as work:
        work.manuscripts.save(new)
    assert work.touched == {}
    with outline.writing("Remove") as work:
        work.manuscripts.remove(ManuscriptId(1))
    with outline.reading() as work:
        assert work.manuscripts.all() == ()
    assert titles(outline) == ""
    outline.undo()
    assert titles(outline) == "АБВГД"


def test_a_ring_that_a_stranger_made_harms_nothing(outline: Database) -> None:
    known = ids(outline)
    with outline.writing() as work:
        work.manuscripts._connection.exec_driver_sql(
            "UPDATE sections SET parent_id = ? WHERE id = ?", (known["В"], known["Б"])
        )
    assert titles(outline) == "АГД"
    with outline.writing("Remove") as work:
        work.manuscripts.remove(ManuscriptId(1))
    outline.undo()
    assert titles(outline) == "АГД"
    with outline.reading() as work:
        assert work.manuscripts.section(known["В"]).parent_id == known["Б"]
    assert outline.faults() == ()


def test_the_form_of_the_list_is_kept(outline: Database) -> None:
    form = ListForm(
        order=ListOrder.ALPHABET,
        first_script=Script.LATIN,
        sections=True,
        headings=((ListSection.LAWS, "Нормативные акты"),),
        numbering=Numbering.EACH,
        tree=True,
        romanised="bsi",
        abbreviations=True,
        labels=True,
    )
    with outline.writing("Form") as work:
        thesis = work.manuscripts.get(ManuscriptId(1))
        assert thesis.list_form == ListForm()
        work.manuscripts.save(replace(thesis, list_form=form))
    with outline.reading() as work:
        assert work.manuscripts.get(ManuscriptId(1)).list_form == form


@pytest.mark.parametrize(
    "text",
    ["{", "[1]", "null", "7", '{"order": "x"}', "[" * 100_000, '{"order": "cited", "headings": 7}'],
)
def test_a_form_of_the_list_that_is_none_is_the_usual_one(outline: Database, text: str) -> None:
    with outline.writing("Form") as work:
        work.manuscripts._connection.exec_driver_sql(
            "UPDATE manuscripts SET list_form = ?", (text,)
        )
    with outline.reading() as work:
        assert work.manuscripts.get(ManuscriptId(1)).list_form == ListForm()
