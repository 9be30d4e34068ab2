"""The queue of files that are to come in, and the runs of it that the user asked for."""

from __future__ import annotations

import os
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.background import on_battery
from archivist.ingest.worker import ReadingRoom
from archivist.library.archive import parse_path
from archivist.library.jobs import NO_WISH, JobCounts, NewJob, Outcome, Wish
from archivist.library.ordering import fold
from archivist.services.changes import Changes, Made
from archivist.services.collecting.apart import Order, work_apart
from archivist.services.collecting.collector import (
    PAUSED,
    QUIET_ON_BATTERY,
    Collector,
    Scope,
    how_far,
)
from archivist.services.collecting.lanes import room_count
from archivist.services.collecting.run_options import RunOptions, ocr_order
from archivist.services.collecting.trusting import Trust
from archivist.services.collecting.undoing import take_back
from archivist.services.collecting.walking import Found, find_files, is_folder
from archivist.services.progress import Progress
from archivist.storage.originals import remove_orphans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.archive import Path as Place
    from archivist.library.jobs import Job, JobState, Run, RunId
    from archivist.library.values import GroupId, UnitId
    from archivist.services.collecting.report import ImportOptions
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore
    from archivist.storage.unit_of_work import UnitOfWork

_EACH = 200
"""How many files are found between two steps of progress."""

_NAMED = 3
_TICK = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A file that was found, and the place in the archives that it is filed under ("" for none).

    A `place` goes before `under`; of a `group` the name is known, and it is made where it lacks.
    """

    found: Found
    under: str = ""
    place: Place | None = None
    group: str = ""
    wish: Wish = NO_WISH


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueState:
    """How the queue stands; `resting` says that it waits for mains power."""

    counts: JobCounts
    paused: bool
    quiet_on_battery: bool
    resting: bool


class ImportQueue:
    """Keeps what the user wants to come in, through a kill and a power cut, and works on it."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self._database = database
        self._store = store
        self._room = room
        self._passwords: tuple[str, ...] = ()
        self._looked_through = False
        self.trust = Trust(store.links)
        self._turn = threading.Lock()

    # -- putting on the queue

    def begin(self, paths: Sequence[Path], options: ImportOptions) -> Steps[Made[RunId]]:
        """Put files, and the files in folders, on the queue as one run.

        Raises:
            MissingProgramError: when languages are ordered for recognition without Tesseract.
            NotFoundError: when Tesseract lacks an ordered language.
            ParseError: when the place to file under has an empty part, or is an archive alone.
            ReadOnlyLibraryError: when the library is open for reading only.
            StorageError: when the disk refuses.
        """
        ocr_order(options.ocr)
        if options.under:
            parse_path(options.under)
        with self._database.writing():  # refused before a large folder is walked
            pass
        wanted: list[Wanted] = []
        for found in find_files(paths):
            if len(wanted) % _EACH == 0:
                yield Progress(done=0, total=0, what=found.path.name)
            wanted.append(Wanted(found=found, under=options.under))
        return self.put(wanted, options, paths)

    def put(
        self, wanted: Sequence[Wanted], options: ImportOptions, paths: Sequence[Path]
    ) -> Made[RunId]:
        """Put files on the queue as one run; places that lack are made, also for no file.

        `paths` are what the user named; they name the run.
        """
        order = RunOptions.of(options, _joint_title(paths))
        if options.link:
            self._let_link(paths)
        for path in paths:
            self.trust.allow(path if is_folder(path) else path.parent)
        with self._database.writing(undoable=False) as work:
            places = dict.fromkeys((options.under, *(each.under for each in wanted)), None)
            units = {under: _place(work, under) for under in places}
            groups = _groups(work, {each.group for each in wanted} - {""})
            run_id = work.runs.add(_named(paths), order.to_json())
            work.jobs.add(
                run_id,
                [
                    _job(
                        each,
                        work.places.find_or_add(each.place) if each.place else units[each.under],
                        groups.get(fold(each.group), each.wish.group_id),
                    )
                    for each in wanted
                ],
            )
            work.runs.end_runs()
        return Made(id=run_id, changes=Changes.of_rows(work.touched))

    def _let_link(self, paths: Sequence[Path]) -> None:
        """Let the files in what the user named be opened by this library from now on."""
        for path in paths:
            folder = path if is_folder(path) else path.parent
            named = Path(os.path.abspath(folder))  # noqa: PTH100 - without turns
            self._store.links.allow(named)
            if path.is_symlink() and folder is not path:
                self._store.links.allow(path.resolve().parent)

    # -- working

    def work(self, scope: Scope | None = None) -> Steps[Changes]:
        """Work through the queue in this thread; closing puts back what is in hand.

        While another thread works on the queue, the progress of the run that is told about is
        passed on, until that one is done, or the other thread ends.

        Raises:
            StorageError: when the disk refuses; what came before is kept.
        """
        scope = scope or Scope()
        if not (yield from self._take_turn(scope)):
            return Changes()
        with ExitStack() as last:
            last.callback(self._turn.release)
            self._recover()
            rooms = [self._room]
            for _ in range(1, room_count()):
                rooms.append(last.enter_context(closing(ReadingRoom())))
                rooms[-1].unlock(self._passwords)
            collector = Collector(self._database, self._store, rooms)
            return (yield from collector.run(scope))

    def work_apart(self, scope: Scope | None = None) -> Steps[Changes]:
        """Work through the queue in a process of its own; as `work`."""
        scope = scope or Scope()
        if not (yield from self._take_turn(scope)):
            return Changes()
        with ExitStack() as last:
            last.callback(self._turn.release)
            self._recover()
            order = Order(
                database=self._database.file,
                folder=self._database.file.parent,
                scope=replace(scope, told=None),
                passwords=self._passwords,
                links=self._store.links,
            )
            return (yield from work_apart(order))

    def _take_turn(self, scope: Scope) -> Steps[bool]:
        """Wait until nobody else works on the queue; False when the other has done all."""
        while not self._turn.acquire(timeout=_TICK):
            with self._database.reading() as work:
                counts, part = how_far(work, scope.told)
            if not counts.left:
                return False
            yield Progress(done=counts.settled, total=counts.total, part=part)
        return True

    def _recover(self) -> None:
        """Put back what a program that was ended had in hand; nobody else works on the queue."""
        with self._database.writing(undoable=False) as work:
            left = work.jobs.recover()
            if not self._looked_through:  # what comes later, the user puts there
                self.trust.refuse_strange(work)
                self._looked_through = True
            work.runs.end_runs()
        if left:
            remove_orphans(self._database, self._store)

    # -- looking

    def state(self) -> QueueState:
        """Return how the queue stands."""
        with self._database.reading() as work:
            quiet = bool(work.remembered.get(QUIET_ON_BATTERY))
            return QueueState(
                counts=work.jobs.counts(),
                paused=bool(work.remembered.get(PAUSED)),
                quiet_on_battery=quiet,
                resting=quiet and on_battery(),
            )

    def runs(self) -> tuple[Run, ...]:
        """Return the runs of imports, the newest first."""
        with self._database.reading() as work:
            return work.runs.newest()

    def run(self, run_id: RunId) -> Run:
        """Return a run.

        Raises:
            NotFoundError: when there is none of that number, with those there are.
        """
        with self._database.reading() as work:
            return work.runs.get(run_id)

    def jobs(
        self,
        run_id: RunId | None = None,
        state: JobState | None = None,
        *,
        offset: int = 0,
        limit: int = -1,
    ) -> tuple[Job, ...]:
        """Return the files of a run, or of all, in a state or any, in the order of coming."""
        with self._database.reading() as work:
            return work.jobs.jobs(run_id, state, offset=offset, limit=limit)

    # -- changing

    def cancel(self, run_id: RunId | None = None) -> int:
        """Cancel what is not settled of a run, or of all; return how many files."""
        with self._database.writing(undoable=False) as work:
            count = work.jobs.cancel(run_id)
            work.runs.end_runs()
        return count

    def retry(self, run_id: RunId | None = None) -> int:
        """Let what failed or was cancelled of a run, or of all, wait again; count it."""
        with self._database.writing(undoable=False) as work:
            self.trust.allow_strange(work, run_id)
            count = work.jobs.retry(run_id)
            work.runs.end_runs()
        return count

    def unlock(self, passwords: Sequence[str]) -> int:
        """Try these passwords on every locked file, from now on; count the files that are tried.

        They are kept in memory alone, until the library is closed.
        """
        self._passwords = tuple(dict.fromkeys((*self._passwords, *passwords)))
        self._room.unlock(passwords)
        with self._database.writing(undoable=False) as work:
            count = work.jobs.retry(None, outcome=Outcome.LOCKED)
            work.runs.end_runs()
        return count

    def undo_run(self, run_id: RunId) -> Changes:
        """Put all that a run brought into the bin, and cancel what still waits of it.

        Pages that it added to a source of an earlier import go alone. The originals stay until the
        bin is emptied.

        Raises:
            NotFoundError: when there is no such run.
        """
        with self._database.writing("Undo the import") as work:
            work.runs.get(run_id)
            work.jobs.cancel(run_id)
            take_back(work, run_id)
            work.runs.end_runs()
        return Changes.of_rows(work.touched)

    def pause(self, *, paused: bool) -> None:
        """Let the queue rest, or go on; the library remembers it."""
        self._remember(PAUSED, paused)

    def be_quiet_on_battery(self, *, quiet: bool) -> None:
        """Let the queue rest as long as the machine runs on its battery."""
        self._remember(QUIET_ON_BATTERY, quiet)

    def _remember(self, key: str, value: bool) -> None:
        with self._database.writing(undoable=False) as work:
            work.remembered.put(key, "1" if value else "")


def _job(wanted: Wanted, unit_id: UnitId | None, group_id: GroupId | None) -> NewJob:
    path, size, modified = wanted.found.path.absolute(), 0, 0.0
    if not wanted.found.reason:
        try:
            stat = path.stat()
            size, modified = stat.st_size, stat.st_mtime
        except OSError:  # gone meanwhile: told when its turn comes
            size = 0
    return NewJob(
        path=str(path),
        name=path.name,
        size=size,
        modified=modified,
        unit_id=unit_id,
        reason=wanted.found.reason,
        wish=replace(wanted.wish, group_id=group_id),
    )


def _groups(work: UnitOfWork, names: set[str]) -> dict[str, GroupId]:
    """Return the groups of these names by their folded names; those that lack are made."""
    if not names:
        return {}
    found = {fold(group.name): group.id for group, _ in work.sorting.groups()}
    for name in sorted(names):
        if fold(name) not in found:
            found[fold(name)] = work.sorting.add_group(name)
    return found


def _place(work: UnitOfWork, under: str) -> UnitId | None:
    return work.archives.find_or_add(parse_path(under)) if under else None


def _named(paths: Sequence[Path]) -> str:
    names = [path.absolute().name or str(path) for path in paths]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _joint_title(paths: Sequence[Path]) -> str:
    """Return what files that make one source are called: as their folder; "" for one file."""
    if len(paths) == 1:
        return paths[0].name if is_folder(paths[0]) else ""
    folders = {path.parent for path in paths}
    return folders.pop().name if len(folders) == 1 else ""
