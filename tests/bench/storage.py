"""How quickly the storage answers: makes a library of 50,000 sources and asks it."""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from archivist.library.archive import parse_path
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.sources import NewFile, NewPage, TextOrigin, WordBox
from archivist.library.values import ContentHash, GroupId, LanguageCode, TagId, parse_date
from archivist.paths import user_places
from archivist.storage import migrations
from archivist.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from archivist.storage.unit_of_work import UnitOfWork

_WORDS = re.findall(
    r"\w+",
    "докладная записка письмо протокол заседания министерства иностранных дел республики "
    "казахстан посольство китай япония договор соглашение нота беседа справка отчёт проект "
    "қазақстан тәуелсіздік сыртқы саясат memorandum conversation foreign policy treaty",
)
_BATCH = 25


def _title(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(4, 12))).capitalize()


def fill(database: Database, sources: int, pages: int) -> None:
    """Make sources as an import does: batches of 25, files, pages with texts and boxes."""
    rng = random.Random(7)
    kinds = list(RecordKind)
    text = " ".join(rng.choices(_WORDS, k=300))
    boxes = tuple(
        WordBox(start=n * 7, end=n * 7 + 6, left=0.1, top=n / 300, right=0.2, bottom=n / 300)
        for n in range(len(text) // 7)
    )
    with database.writing() as work:
        for name in ("Заявления", "Договоры", "Речи", "Литература", "Периодика"):
            work.sorting.add_group(name)
        work.sorting.add_period("Перестройка", 1985, 1991)
        units = [
            work.archives.find_or_add(
                parse_path(f"АП РК {a}/Ф. {f}-Н/Оп. {o}/Д. {rng.randint(1, 9000)}")
            )
            for a in range(3)
            for f in range(20)
            for o in range(4)
            for _ in range(12)
        ]
    for start in range(0, sources, _BATCH):
        with database.writing(undoable=False) as work:
            for number in range(start, min(start + _BATCH, sources)):
                year = rng.randint(1900, 2020)
                source_id = work.catalogue.add(
                    Record(
                        kind=rng.choice(kinds),
                        title=_title(rng),
                        date=parse_date(str(year)) if rng.random() < 0.8 else None,
                        language=LanguageCode(rng.choice(("ru", "kk", "en"))),
                        creators=(Person(family=rng.choice(_WORDS), given="А. Б."),),
                    ),
                    unit_id=rng.choice(units) if rng.random() < 0.8 else None,
                    group_id=GroupId(rng.randint(1, 5)) if rng.random() < 0.7 else None,
                    sheets=parse_sheets(str(rng.randint(1, 300))),
                    tags=[rng.choice(_WORDS)] if rng.random() < 0.5 else [],
                )
                file_id = work.catalogue.add_file(
                    source_id,
                    NewFile(
                        hash=ContentHash(f"{number:064x}"),
                        name=f"{number}.pdf",
                        media_type="application/pdf",
                        size=1,
                    ),
                )
                work.catalogue.add_pages(
                    file_id,
                    source_id,
                    [
                        NewPage(index=n, text=text, boxes=boxes, origin=TextOrigin.FILE)
                        for n in range(pages)
                    ],
                )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def measure(what: str, database: Database, ask: Callable[[UnitOfWork], object]) -> None:
    """Say the median of seven runs, each with a snapshot of its own: by the clock, and of work.

    On a machine that is busy with other things, the second is the one to compare.
    """
    runs = []
    for _ in range(7):
        clock, work_done = time.perf_counter(), time.process_time()
        with database.reading() as work:
            ask(work)
        runs.append((time.perf_counter() - clock, time.process_time() - work_done))
    waited, worked = (sorted(column)[3] * 1000 for column in zip(*runs, strict=True))
    _say(f"{what:40} {waited:8.1f} ms {worked:8.1f} ms of work")


def main() -> None:
    """Fill a library (or use one that was kept) and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=50_000)
    parser.add_argument("--pages", type=int, default=1, help="pages of a source")
    parser.add_argument("--keep", type=Path, help="a folder to keep the library in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = (given.keep or Path(folder)) / "library.db"
        fresh = not file.exists()
        if fresh:
            file.parent.mkdir(parents=True, exist_ok=True)
            migrations.create(file, user_places().migrations)
        start = time.perf_counter()
        database = Database.open(file)
        _say(f"open {(time.perf_counter() - start) * 1000:.1f} ms")
        if fresh:
            start = time.perf_counter()
            fill(database, given.sources, given.pages)
            seconds = time.perf_counter() - start
            _say(f"filled in {seconds:.1f} s: {given.sources / seconds:.0f} sources a second")
        _questions(database)
        _changes(database)
        database.close()
        _say(f"database {file.stat().st_size / 1e6:.0f} MB")


def _questions(database: Database) -> None:
    for sort in SortBy:
        for descending in (False, True):
            query = SourceQuery(sort=sort, descending=descending)
            way = "descending" if descending else ""
            measure(f"find by {sort} {way}", database, lambda work, q=query: work.catalogue.find(q))
    with database.reading() as work:
        archive = work.archives.all()[0].id
        fund = work.archives.children(archive, None)[0].unit.id
        ids = work.catalogue.find(SourceQuery(sort=SortBy.DATE))
    measure("rows of 200", database, lambda work: work.catalogue.rows(ids[:: len(ids) // 200]))
    for name, query in {
        "archive": SourceQuery(archive_id=archive),
        "fund": SourceQuery(unit_id=fund),
        "group": SourceQuery(group_id=GroupId(2)),
        "tag": SourceQuery(tag="нота"),
        "years": SourceQuery(from_year=1940, to_year=1950),
        "language": SourceQuery(language=LanguageCode("kk")),
        "text in title": SourceQuery(text="СОГЛАШЕНИЕ нота"),
        "untexted": SourceQuery(untexted=True),
        "annotated": SourceQuery(annotated=True),
        "unread": SourceQuery(unread=True),
    }.items():
        measure(f"find: {name}", database, lambda work, q=query: work.catalogue.find(q))
    keys = [f"p{n}" for n in range(1, 50_000, 500)]
    measure("hits of 100 keys", database, lambda work: work.catalogue.hits(keys))
    measure("counts", database, lambda work: work.archives.counts())
    measure("children of the archive", database, lambda w: w.archives.children(archive, None))
    measure("groups", database, lambda work: work.sorting.groups())
    measure("tags", database, lambda work: work.sorting.tags())
    measure("periods", database, lambda work: work.sorting.periods())
    measure("take 500", database, lambda work: work.queue.take(500))
    measure(
        "documents of 500",
        database,
        lambda work: work.queue.documents([item.key for item in work.queue.take(500)]),
    )


def _changes(database: Database) -> None:
    with database.reading() as work:
        ids = work.catalogue.find(SourceQuery())
    for what, change in {
        "tag one": lambda work: work.catalogue.change_tags(ids[:1], ["новый"], []),
        "tag 1,000": lambda work: work.catalogue.change_tags(ids[:1000], ["другой"], []),
        "into the bin 1,000": lambda work: work.catalogue.put_in_bin(ids[:1000]),
        "merge tags": lambda work: work.sorting.merge_tags(TagId(1), TagId(2)),
        "erase 1,000": lambda work: work.catalogue.erase(ids[:1000]),
    }.items():
        start = time.perf_counter()
        with database.writing(what) as work:
            change(work)
        done = time.perf_counter()
        database.undo()
        undone = time.perf_counter()
        _say(f"{what:30} {(done - start) * 1000:8.1f} ms   undo {(undone - done) * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
