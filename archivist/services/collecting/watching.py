"""Watched folders: a camera's, a phone's, a scanner's, from which files come by themselves."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import ArchivistError, WatchedFolderError
from archivist.ingest.layer_files import is_layer_file
from archivist.library.watching import Arrival, WatchedFolder, WatchedId
from archivist.services.changes import Changes, Made
from archivist.services.collecting.lookout import Lookout
from archivist.services.collecting.planning import Planner
from archivist.services.collecting.report import ImportOptions
from archivist.services.collecting.run_options import ocr_order
from archivist.services.collecting.surveying import spot
from archivist.services.collecting.walking import is_folder

if TYPE_CHECKING:
    from archivist.library.jobs import RunId
    from archivist.services.collecting.queue import ImportQueue
    from archivist.services.collecting.walking import Found
    from archivist.services.progress import Steps
    from archivist.storage.database import Database


_STRANGE = (
    "it is watched by this library, but you did not choose it on this computer; "
    "pause it and let it go on if its files are to come in"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """A folder and the lookout that is kept on it."""

    folder: WatchedFolder
    lookout: Lookout


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What a look at all watched folders found.

    `runs` are imports that it put on the queue, `missing` the folders that are not there now,
    `waiting` how many files have not come to rest, `problem` why one could not be taken.
    """

    runs: tuple[RunId, ...] = ()
    missing: frozenset[WatchedId] = frozenset()
    waiting: int = 0
    problem: str = ""
    changes: Changes = Changes()  # noqa: RUF009 - frozen


class Watching:
    """Keeps the watched folders, and puts on the queue what comes into them.

    What is known of them between two looks is in memory; that a file was taken stands on the
    queue, and an unchanged one is not taken again.
    """

    def __init__(self, database: Database, queue: ImportQueue, library: Path) -> None:
        self._database, self._queue, self._library = database, queue, library
        self._watches: dict[WatchedId, Watch] = {}

    # -- which folders

    def folders(self) -> tuple[WatchedFolder, ...]:
        """Return the watched folders."""
        with self._database.reading() as work:
            return work.watched.all()

    def add(self, folder: WatchedFolder) -> Made[WatchedId]:
        """Watch a folder from now on; what lies there already is collected, too.

        Raises:
            WatchedFolderError: when it is no folder, watched already, or the library itself.
            ParseError: where its pattern or place cannot be read.
        """
        folder = self._checked(folder, there=True)
        self._queue.trust.allow(Path(folder.path))
        with self._database.writing("Watch a folder") as work:
            folder_id = work.watched.add(folder)
        return Made(id=folder_id, changes=Changes.of_rows(work.touched))

    def save(self, folder: WatchedFolder) -> Changes:
        """Take over what is ordered for a folder, which need not be there now; as `add`."""
        folder = self._checked(folder)
        self._queue.trust.allow(Path(folder.path))
        with self._database.writing("Change a watched folder") as work:
            work.watched.save(folder)
        return Changes.of_rows(work.touched)

    def pause(self, folder_id: WatchedId, *, paused: bool) -> Changes:
        """Let a folder rest, or go on."""
        with self._database.writing("Pause a watched folder") as work:
            for folder in work.watched.all():
                if folder.id == folder_id:
                    if not paused:
                        self._queue.trust.allow(Path(folder.path))
                    work.watched.save(replace(folder, paused=paused))
        return Changes.of_rows(work.touched)

    def remove(self, folder_id: WatchedId) -> Changes:
        """Watch a folder no more; what came from it stays."""
        with self._database.writing("Stop watching a folder") as work:
            work.watched.remove(folder_id)
        return Changes.of_rows(work.touched)

    def watch(self, folder: WatchedFolder) -> Watch:
        """Keep a lookout on a folder, which need not be one of those that are kept.

        Raises:
            WatchedFolderError: when it is no folder, or the library itself.
            ParseError: where its pattern or place cannot be read.
        """
        return self._open(self._checked(folder, there=True))

    # -- looking

    def look(self, now: float | None = None) -> Steps[Looked]:
        """Look at every folder that is not paused and put on the queue what came to rest there.

        `now` is in seconds of a clock that never jumps.
        """
        looked = Looked()
        folders = {folder.id: folder for folder in self.folders()}
        for folder_id in self._watches.keys() - folders.keys():
            del self._watches[folder_id]
        for folder in folders.values():
            if folder.paused:
                self._watches.pop(folder.id, None)
                continue
            if not self._queue.trust.holds(Path(folder.path)):
                looked = replace(looked, problem=f"{folder.path}: {_STRANGE}")
                continue
            watch = self._kept(folder)
            try:
                made = yield from self.collect(watch, now)
            except ArchivistError as error:
                looked = replace(looked, problem=f"{folder.path}: {error}")
                continue
            missing = () if watch.lookout.there else (folder.id,)
            looked = replace(
                looked,
                missing=looked.missing | {*missing},
                waiting=looked.waiting + watch.lookout.waiting,
                runs=(*looked.runs, *((made.id,) if made else ())),
                changes=looked.changes | made.changes if made else looked.changes,
            )
        return looked

    def collect(self, watch: Watch, now: float | None = None) -> Steps[Made[RunId] | None]:
        """Look at one folder; put what came to rest on the queue as a run, None for nothing.

        Raises:
            StorageError: when the disk refuses; the files are taken at another look.
        """
        files = yield from watch.lookout.look(now)
        files = tuple(found for found in files if not is_layer_file(found.path))
        if not files:
            return None
        try:
            return self._take(watch, files)
        except ArchivistError:
            watch.lookout.forget(files)
            raise

    def _take(self, watch: Watch, files: tuple[Found, ...]) -> Made[RunId] | None:
        folder, root = watch.folder, watch.lookout.root
        with self._database.reading() as work:
            last = work.places.last_archive()
            planner = Planner(folder.gathering, last, lasting=str(root))
            plan = planner.plan([spot(found, root) for found in files], work.places.known)
        if not plan.wanted:
            return None
        options = ImportOptions(group_id=folder.group_id, ocr=folder.ocr, language=folder.language)
        made = self._queue.put(plan.wanted, options, (root,))
        with self._database.writing(undoable=False) as work:
            for kept in work.watched.all():
                if kept.id == folder.id:
                    when = datetime.now(UTC).isoformat(timespec="seconds")
                    arrival = Arrival(when=when, files=len(plan.wanted))
                    work.watched.note_arrivals(kept.with_arrival(arrival))
        return made

    def _kept(self, folder: WatchedFolder) -> Watch:
        """Return the watch on a folder, a new one when what is ordered for it has changed."""
        plain = replace(folder, arrivals=())
        watch = self._watches.get(folder.id)
        if watch is None or watch.folder != plain:
            watch = self._watches[folder.id] = self._open(plain)
        return watch

    def _open(self, folder: WatchedFolder) -> Watch:
        root = Path(folder.path)
        with self._database.reading() as work:
            taken = tuple(work.watched.found_before(os.path.join(root, "")))  # noqa: PTH118 - with its end
        return Watch(folder=folder, lookout=Lookout(root, taken))

    def _checked(self, folder: WatchedFolder, *, there: bool = False) -> WatchedFolder:
        path = Path(os.path.abspath(folder.path))  # noqa: PTH100 - without turns
        if there and not is_folder(path):
            raise WatchedFolderError(path, "there is no such folder")
        whole, library = path.resolve(), self._library.resolve()
        if whole == library or library in whole.parents:
            raise WatchedFolderError(path, "it belongs to the library itself")
        for other in self.folders():
            if other.id != folder.id and Path(other.path) == path:
                raise WatchedFolderError(path, "it is watched already")
        Planner(folder.gathering, "")
        ocr_order(folder.ocr)
        return replace(folder, path=str(path))
