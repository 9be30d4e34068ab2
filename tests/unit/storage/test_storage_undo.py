from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from storage_makers import add_pages, add_source, add_unit, dump, record

from archivist.errors import StorageError
from archivist.library.archive import parse_path
from archivist.library.catalogue_query import SourceQuery
from archivist.library.values import SourceId, TagId

if TYPE_CHECKING:
    from archivist.storage.database import Database


def state(database: Database) -> dict[str, list[object]]:
    with database.reading() as work:
        return dump(work.catalogue._connection.connection)


def edit(database: Database, source_id: SourceId, title: str) -> None:
    with database.writing("Edit source") as work:
        source = work.catalogue.get(source_id)
        work.catalogue.save(replace(source, record=replace(source.record, title=title)))


def title(database: Database, source_id: SourceId) -> str:
    with database.reading() as work:
        return work.catalogue.get(source_id).record.title


def test_steps_are_undone_and_redone_in_turn(database: Database) -> None:
    assert database.undo() is None
    assert database.redo() is None
    states = [state(database)]
    source_id = add_source(database, "Один", tags=["а"])
    states.append(state(database))
    edit(database, source_id, "Два")
    states.append(state(database))
    assert (database.undo_label, database.redo_label) == ("Edit source", "")
    assert database.undo() == {"sources": {source_id}}
    assert state(database) == states[1]
    assert (database.undo_label, database.redo_label) == ("Add source", "Edit source")
    assert database.undo() == {"sources": {source_id}, "tags": {1}}
    assert state(database) == states[0]
    assert database.undo() is None
    database.redo()
    assert state(database) == states[1]
    assert database.redo() == {"sources": {source_id}}
    assert state(database) == states[2]
    assert (database.undo_label, database.redo_label) == ("Edit source", "")


def test_a_new_step_ends_redoing(database: Database) -> None:
    source_id = add_source(database, "Один")
    edit(database, source_id, "Два")
    database.undo()
    edit(database, source_id, "Три")
    assert database.redo_label == ""
    database.undo()
    assert title(database, source_id) == "Один"


def fail_after(*_done: object) -> None:
    raise ZeroDivisionError


def test_what_failed_or_changed_nothing_is_no_step(database: Database) -> None:
    source_id = add_source(database, "Один")
    before = state(database)
    with pytest.raises(ZeroDivisionError), database.writing("Broken") as work:
        fail_after(work.catalogue.erase([source_id]))
    with database.writing("Nothing"):
        pass
    assert state(database) == before
    assert database.undo_label == "Add source"


def test_undo_brings_back_what_was_erased_with_all_below_it(database: Database) -> None:
    source_id = add_source(database, unit_id=add_unit(database), tags=["а", "б"])
    first, _ = add_pages(database, source_id, "«Нота», l'État; -- '", "строка\nдве\tтри")
    with database.writing("Mark") as work:
        work.annotations.add(first, None, note="а'б", tags=["в"])
    before = state(database)
    with database.writing("Erase") as work:
        work.catalogue.erase([source_id])
    touched = database.undo()
    assert touched == {"sources": {source_id}, "files": {1}, "pages": {1, 2}, "annotations": {1}}
    assert state(database) == before


def test_an_import_leaves_steps_that_it_does_not_touch(database: Database) -> None:
    source_id = add_source(database, "Один")
    edit(database, source_id, "Два")
    with database.writing("Import", undoable=False) as work:
        work.catalogue.add(record("Из файла"), tags=["импорт"])
    with database.writing() as work:
        work.catalogue.mark_read(source_id)
    add_pages(database, source_id, "страница")
    assert database.undo_label == "Edit source"
    database.undo()
    assert title(database, source_id) == "Один"
    with database.reading() as work:
        assert len(work.catalogue.find(SourceQuery())) == 2
        assert not work.catalogue.get(source_id).unread  # what came later stands


def test_undoing_what_others_now_depend_on_is_refused(database: Database) -> None:
    add_unit(database, "АП РК/5")
    with database.writing("Import", undoable=False) as work:
        unit_id = work.archives.find_or_add(parse_path("АП РК/5"))
        source_id = work.catalogue.add(record("Из файла"), unit_id=unit_id)
    before = state(database)
    with pytest.raises(StorageError, match="Undoing “Place” did not work: other things depend on"):
        database.undo()
    assert state(database) == before
    assert database.undo_label == "Place"
    assert database.faults() == ()
    with database.writing() as work:
        work.catalogue.file_under([source_id], None)
    database.undo()
    with database.reading() as work:
        assert work.archives.all() == ()


def test_an_import_that_changed_the_same_drops_the_step_and_those_before(
    database: Database,
) -> None:
    one, two = add_source(database, "Один"), add_source(database, "Два")
    edit(database, one, "Раз")
    edit(database, two, "Второй")
    with database.writing("Import", undoable=False) as work:
        source = work.catalogue.get(one)
        work.catalogue.save(replace(source, record=replace(source.record, title="Из файла")))
    assert database.undo_label == "Edit source"  # that of the second source
    database.undo()
    assert title(database, two) == "Два"
    assert database.undo_label == ""
    assert database.undo() is None
    assert title(database, one) == "Из файла"


def test_an_import_that_changed_the_same_drops_what_would_be_redone(database: Database) -> None:
    one, two = add_source(database, "Один"), add_source(database, "Два")
    edit(database, one, "Раз")
    edit(database, two, "Второй")
    database.undo()
    database.undo()
    with database.writing("Import", undoable=False) as work:
        work.catalogue.erase([two])
    assert database.redo() == {"sources": {one}}
    assert database.redo_label == ""


def test_an_import_may_take_a_name_that_redo_wants(database: Database) -> None:
    source_id = add_source(database, tags=["а"])
    with database.writing("Remove tag") as work:
        work.sorting.remove_tag(TagId(1))
    with database.writing("Import", undoable=False) as work:
        work.catalogue.add(record(), tags=["А"])
    before = state(database)
    with pytest.raises(StorageError, match="one of that name"):
        database.undo()
    assert state(database) == before
    assert source_id == 1


def test_looking_at_a_source_takes_no_undo_away(database: Database) -> None:
    source_id = add_source(database, "Один")
    edit(database, source_id, "Два")
    with database.writing(undoable=False) as work:
        work.catalogue.mark_read(source_id)
    assert database.undo_label == "Edit source"
    database.undo()
    assert title(database, source_id) == "Один"
    assert database.undo_label == "Add source"


def test_the_oldest_steps_are_forgotten(database: Database) -> None:
    for number in range(205):
        with database.writing(f"Add {number}") as work:
            work.sorting.add_group(f"Группа {number}")
    undone = 0
    while database.undo():
        undone += 1
    assert undone == 200
    with database.reading() as work:
        assert len(work.sorting.groups()) == 5
