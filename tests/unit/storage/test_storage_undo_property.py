"""Random work: undo and redo of everything, and an index that is told all it must know."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage_makers import add_pages_in, dump, new_file, record

from archivist.errors import ArchivistError, StorageError
from archivist.library.annotations import Region, anchor_at
from archivist.library.archive import ArchiveName, parse_path
from archivist.library.catalogue_query import SourceQuery
from archivist.library.people import Person
from archivist.library.sources import TextOrigin
from archivist.library.values import LanguageCode, parse_date
from archivist.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archivist.storage.index_queue import IndexDocument
    from archivist.storage.unit_of_work import UnitOfWork


class Hand:
    """One move: what it works on is chosen by a number."""

    def __init__(self, work: UnitOfWork, number: int) -> None:
        self.work = work
        self.number = number

    def one(self, table: str) -> int:
        """An id of a row that is there; 1, which may not be, when there is none."""
        connection = self.work.catalogue._connection
        ids = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()
        return ids[self.number % len(ids)] if ids else 1

    def maybe(self, table: str) -> int | None:
        return self.one(table) if self.number % 3 else None

    @property
    def word(self) -> str:
        return ("нота", "l'État", "қала", "中国", 'a"b', "100%\n")[self.number % 6]


def add_source(hand: Hand) -> None:
    date = ("", "1946", "1930-е")[hand.number % 3]
    creators = (Person(family=hand.word),) * (hand.number % 3)
    source_id = hand.work.catalogue.add(
        record(hand.word, date=date, creators=creators),
        unit_id=hand.maybe("units"),
        tags=[hand.word, f"{hand.word}/a"],
    )
    texts = [f"{hand.word} {n} раз" for n in range(hand.number % 4)]
    add_pages_in(hand.work, source_id, texts, new_file(hand.number))


def save_source(hand: Hand) -> None:
    source = hand.work.catalogue.get(hand.one("sources"))
    date = parse_date("1950") if hand.number % 2 else None
    changed = replace(source.record, title=hand.word, date=date, language=LanguageCode("kk"))
    hand.work.catalogue.save(
        replace(source, record=changed, unit_id=hand.maybe("units"), tags=(hand.word,))
    )


def save_archive(hand: Hand) -> None:
    archive = hand.work.archives.get(hand.one("archives"))
    name = ArchiveName(language=LanguageCode("ru"), full=f"{hand.word} {archive.id}")
    hand.work.archives.save(replace(archive, names=(name,), aliases=(hand.word,)))


def save_unit(hand: Hand) -> None:
    unit = hand.work.archives.unit(hand.one("units"))
    date = parse_date("1939/1945") if hand.number % 2 else None
    level = replace(unit.level, number=f"{hand.number}")
    hand.work.archives.save_unit(replace(unit, level=level, date=date))


def move_unit(hand: Hand) -> None:
    unit = hand.one("units")
    hand.number //= 7
    hand.work.archives.move_unit(unit, hand.maybe("units"))


def mark(hand: Hand) -> None:
    page_id = hand.one("pages")
    text = hand.work.catalogue.page_text(page_id).text
    place = anchor_at(text, 0, 3) if hand.number % 2 and text else None
    region = Region(left=0.1, top=1 / 3, right=0.9, bottom=1.0)
    hand.work.annotations.add(page_id, place or region, note=hand.word, tags=[hand.word])


def save_mark(hand: Hand) -> None:
    old = hand.work.annotations.get(hand.one("annotations"))
    hand.work.annotations.save(replace(old, note=hand.word, tags=("иное",)))


def move_section(hand: Hand) -> None:
    section = hand.one("sections")
    position, hand.number = hand.number % 5, hand.number // 5
    hand.work.manuscripts.move_section(section, hand.maybe("sections"), position)


def save_section(hand: Hand) -> None:
    section = hand.work.manuscripts.section(hand.one("sections"))
    hand.work.manuscripts.save_section(replace(section, text=f"{hand.word} [@1]"))


def add_place(hand: Hand) -> None:
    path = f"АП РК {hand.number % 2}/{hand.number % 3}/{hand.number % 4}/{hand.number % 5}"
    hand.work.archives.find_or_add(parse_path(path))


def add_group(hand: Hand) -> None:
    hand.work.sorting.add_group(hand.word)


def add_manuscript(hand: Hand) -> None:
    hand.work.manuscripts.add(hand.word, "kz-english", LanguageCode("en"))


def add_section(hand: Hand) -> None:
    manuscript = hand.one("manuscripts")
    hand.work.manuscripts.add_section(manuscript, hand.maybe("sections"), hand.word, hand.word)


def merge_tags(hand: Hand) -> None:
    one = hand.one("tags")
    hand.number //= 3
    hand.work.sorting.merge_tags(one, hand.one("tags"))


def rename_tag(hand: Hand) -> None:
    hand.work.sorting.rename_tag(hand.one("tags"), f"{hand.word}{hand.number % 2 * '/a'}")


MOVES: tuple[Callable[[Hand], object], ...] = (
    add_source,
    add_source,
    save_source,
    save_archive,
    save_unit,
    move_unit,
    mark,
    save_mark,
    move_section,
    save_section,
    rename_tag,
    lambda hand: hand.work.catalogue.erase([hand.one("sources")]),
    lambda hand: hand.work.catalogue.put_in_bin([hand.one("sources")]),
    lambda hand: hand.work.catalogue.restore([hand.one("sources")]),
    lambda hand: hand.work.catalogue.file_under([hand.one("sources")], hand.maybe("units")),
    lambda hand: hand.work.catalogue.set_group([hand.one("sources")], hand.maybe("groups")),
    lambda hand: hand.work.catalogue.change_tags([hand.one("sources")], ["мир"], [hand.word]),
    lambda hand: hand.work.catalogue.replace_text(
        hand.one("pages"), f"новая {hand.word}", (), TextOrigin.OCR
    ),
    add_place,
    lambda hand: hand.work.archives.remove_unit(hand.one("units")),
    lambda hand: hand.work.archives.remove(hand.one("archives")),
    lambda hand: hand.work.annotations.remove(hand.one("annotations")),
    add_group,
    lambda hand: hand.work.sorting.move_group(hand.one("groups"), hand.number % 4),
    lambda hand: hand.work.sorting.remove_group(hand.one("groups")),
    lambda hand: hand.work.sorting.remove_tag(hand.one("tags")),
    merge_tags,
    lambda hand: hand.work.sorting.add_period(hand.word, 1900, 1900 + hand.number % 50),
    add_manuscript,
    add_section,
    lambda hand: hand.work.manuscripts.remove_section(hand.one("sections")),
    lambda hand: hand.work.manuscripts.remove(hand.one("manuscripts")),
)
STEPS = st.lists(
    st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 5000)), min_size=1, max_size=3),
    max_size=14,
)


@pytest.fixture(scope="module")
def filled_library(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that has something of everything."""
    file = tmp_path_factory.mktemp("filled") / "library.db"
    shutil.copy(empty_library, file)
    with closing(Database.open(file)) as database:
        for number in range(9):
            for move in (add_place, add_group, add_source, add_manuscript, add_section, mark):
                make(database, [(move, number)], "Fill")
    return file


@contextmanager
def copy_of(library: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(library, Path(folder) / "library.db"))
        with closing(Database.open(file)) as database:
            yield database


def make(database: Database, moves: list[tuple[Callable[[Hand], object], int]], label: str) -> None:
    """Make the moves of a step; one that the rules refuse takes the whole step back."""
    try:
        with database.writing(label) as work:
            for move, number in moves:
                move(Hand(work, number))
    except ArchivistError:
        pass


def state(database: Database) -> dict[str, list[object]]:
    with database.reading() as work:
        return dump(work.catalogue._connection.connection)


def drain(database: Database, index: dict[str, IndexDocument]) -> None:
    """Do with the queue as the writer of the index does."""
    with database.writing() as work:
        while items := work.queue.take(7):
            for item in items:
                index.pop(item.key, None)
            wanted = [item.key for item in items if not item.gone]
            found = work.queue.documents(wanted)
            assert [document.key for document in found] == wanted
            index.update((document.key, document) for document in found)
            work.queue.done([item.ticket for item in items])


def whole_index(database: Database) -> dict[str, IndexDocument]:
    index: dict[str, IndexDocument] = {}
    with database.writing() as work:
        work.queue.refill()
    drain(database, index)
    return index


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_undo_of_everything_and_back(
    filled_library: Path, steps: list[list[tuple[Callable[[Hand], object], int]]]
) -> None:
    with copy_of(filled_library) as database:
        states = [state(database)]
        labels = []
        for number, moves in enumerate(steps):
            make(database, moves, f"Step {number}")
            if database.undo_label == f"Step {number}":
                labels.append(database.undo_label)
                states.append(state(database))
            assert state(database) == states[-1]
        for label, before in zip(reversed(labels), reversed(states[:-1]), strict=True):
            assert database.undo_label == label
            assert database.undo()
            assert state(database) == before
        assert database.undo() is None
        for label, after in zip(labels, states[1:], strict=True):
            assert database.redo_label == label
            database.redo()
            assert state(database) == after
        assert database.redo() is None
        assert database.faults() == ()


@given(STEPS, st.integers(0, 2**30))
@settings(max_examples=40, deadline=None)
def test_imports_between_steps_break_nothing(
    filled_library: Path,
    steps: list[list[tuple[Callable[[Hand], object], int]]],
    chances: int,
) -> None:
    with copy_of(filled_library) as database:
        index = whole_index(database)
        dice = throws(chances)
        for number, moves in enumerate(steps):
            make(database, moves, f"Step {number}" if next(dice) else "")
            if not next(dice):
                went(database, database.undo)
            if next(dice) == 1:
                drain(database, index)
        while database.undo_label and went(database, database.undo):
            pass
        if next(dice):
            went(database, database.redo)
        drain(database, index)
        assert index == whole_index(database)
        assert database.faults() == ()
        check_derived(database)


def throws(chances: int) -> Iterator[int]:
    """Yield 0, 1 or 2, as a number has it."""
    for place in itertools.count():
        yield chances // 3 ** (place % 18) % 3


def went(database: Database, step: Callable[[], object]) -> bool:
    """Undo or redo a step; tell whether it went. A refusal changes nothing."""
    before = state(database)
    try:
        step()
    except StorageError:
        assert state(database) == before
        return False
    return True


def check_derived(database: Database) -> None:
    """What is derived is what it would be if it were worked out anew."""
    before = state(database)
    with database.writing() as work:
        connection = work.catalogue._connection
        connection.exec_driver_sql("UPDATE unit_keys SET sort_key = unit_id, first_year = NULL")
        for table in ("archives", "units", "sources"):
            # A change of nothing that is kept, which yet counts as one.
            ids = connection.exec_driver_sql(f"SELECT id FROM {table}").scalars().all()
            for row in ids:
                connection.exec_driver_sql(
                    "INSERT INTO undo_log(tab, row, mask, topic, owner, sql)"
                    " VALUES (?, ?, 0, ?, ?, '')",
                    (table, row, table, row),
                )
    assert state(database) == before
    with database.reading() as work:
        work.catalogue.find(SourceQuery())
