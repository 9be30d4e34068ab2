"""One open library: its desks, wired together in one place."""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archivist.citation.csl.catalogue import CslStyles
from archivist.citation.csl.engine import CslEngine
from archivist.citation.shelf import StyleShelf
from archivist.errors import (
    ArchivistError,
    LibraryExistsError,
    NotALibraryError,
    StorageError,
)
from archivist.ingest.recognising_room import RecognisingRoom
from archivist.ingest.worker import ReadingRoom
from archivist.library.groups import FIRST_GROUPS
from archivist.services.cataloguing import Describing, SortingDesk, SourceDesk, Tabling, TreeDesk
from archivist.services.changes import Changes
from archivist.services.citing import Checking, Citing, Styling
from archivist.services.collecting import Collecting, Watching
from archivist.services.collecting.attaching import Attaching
from archivist.services.collecting.recognising import Recognising
from archivist.services.comparing import Comparing
from archivist.services.foliating import Foliating
from archivist.services.inventorying import Inventorying
from archivist.services.layering import Layering
from archivist.services.linking import Linking
from archivist.services.progress import Progress
from archivist.services.reading import Reading
from archivist.services.searching import Searching
from archivist.services.visiting import Visiting
from archivist.services.writing import Writing
from archivist.storage import backup, migrations
from archivist.storage.database import Database
from archivist.storage.filestore import FileStore
from archivist.storage.links import FILE as LINKS
from archivist.storage.links import Links
from archivist.storage.lock import WriterLock
from archivist.storage.sqlite_errors import disk_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.citing.outside import Outside
    from archivist.services.citing.pasting import Pasting
    from archivist.services.progress import Steps

_DATABASE = "library.db"
_LOOKERS = 4
"""So many pictures are looked at for duplicates at once, and no more than there are cores."""

_NOTHING = {"lock", ".DS_Store", "desktop.ini", "Thumbs.db"}
"""What may lie in a folder that counts as empty: our lock, and what file managers leave."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something wrong with a library: `what` is hit, and the sentence that the user is told."""

    what: str
    sentence: str


def make_library(folder: Path, places: Places) -> Workspace:
    """Make a library in a new or empty folder and open it.

    Raises:
        LibraryExistsError: when something is in the folder already.
        StorageError: when the folder cannot be written to.
    """
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.name not in _NOTHING for path in folder.iterdir()):
            raise LibraryExistsError(folder)
    except (FileExistsError, NotADirectoryError) as error:
        raise LibraryExistsError(folder) from error
    except OSError as error:
        raise StorageError("Making the library", disk_reason(error)) from error
    with ExitStack() as undone:
        lock = WriterLock(folder)
        undone.callback(lock.release)
        migrations.create(folder / _DATABASE, places.migrations)
        database = Database.open(folder / _DATABASE)
        undone.callback(database.close)
        with database.writing() as work:
            for name in FIRST_GROUPS:
                work.sorting.add_group(name)
        return _wired(folder, places, database, lock, undone)


def open_library(folder: Path, places: Places, *, read_only: bool = False) -> Workspace:
    """Open a library; `read_only` needs no lock, so another Archivist may be writing to it.

    Raises:
        NotALibraryError: when the folder holds none.
        NewerLibraryError: when a newer Archivist wrote it.
        LibraryLockedError: when another Archivist has it open for writing.
        DamagedLibraryError: when its database is broken.
        StorageError: when the disk refuses.
    """
    folder = folder.absolute()
    file = folder / _DATABASE
    try:
        there = file.is_file()
    except OSError as error:  # a name that is too long, a folder of somebody else's
        raise StorageError("Opening the library", disk_reason(error)) from error
    if not there:
        raise NotALibraryError(folder)
    with ExitStack() as undone:
        lock = None if read_only else WriterLock(folder)
        if lock:
            undone.callback(lock.release)
        migrations.upgrade(file, places.migrations, read_only=read_only)
        database = Database.open(file, read_only=read_only)
        undone.callback(database.close)
        return _wired(folder, places, database, lock, undone)


@contextmanager
def open_styles(places: Places) -> Iterator[Styling]:
    """Give the citation styles without a library; they are printed on sources that stand in."""
    with _printers(places) as (shelf, csl):
        yield Styling(None, shelf, _samples(places), csl)


@contextmanager
def open_outside(places: Places) -> Iterator[Outside]:
    """Give what cites without a library: records, lists and case files from outside."""
    from archivist.citation.parsing.lexicon import load_lexicon  # noqa: PLC0415 - quick start
    from archivist.services.citing.outside import Outside  # noqa: PLC0415 - quick start

    with _printers(places) as (shelf, csl):
        yield Outside(shelf, csl, load_lexicon(places.resources))


@contextmanager
def _printers(places: Places) -> Iterator[tuple[StyleShelf, CslEngine | None]]:
    shelf = _shelf(places)
    csl = _engine(places, shelf)
    try:
        yield shelf, csl
    finally:
        if csl:
            csl.close()


def _shelf(places: Places) -> StyleShelf:
    csl = CslStyles(places.resources / "csl", places.styles)
    return StyleShelf(places.resources / "styles", places.styles, csl)


def _engine(places: Places, shelf: StyleShelf) -> CslEngine | None:
    script = places.resources / "csl" / "citeproc.js"
    return CslEngine(script, shelf.csl) if shelf.csl and script.is_file() else None


def _samples(places: Places) -> Path:
    return places.resources / "styles" / "samples.json"


def _wired(
    folder: Path, places: Places, database: Database, lock: WriterLock | None, undone: ExitStack
) -> Workspace:
    """Return the desks of an open library, which is theirs to close from here on."""
    library = Workspace(folder, places, database, lock)
    undone.pop_all()
    return library


class Workspace:
    """One open library; close it when done."""

    def __init__(
        self, folder: Path, places: Places, database: Database, lock: WriterLock | None
    ) -> None:
        """Use `make_library` or `open_library`; without a lock the library is only read."""
        self.folder = folder
        self.read_only = lock is None
        self._database = database
        self._lock = lock
        self._store = FileStore(folder, Links(places.settings / LINKS, database.uuid))
        self._resources = places.resources
        self._room = ReadingRoom()
        shelf = _shelf(places)
        self._csl = _engine(places, shelf)
        self.citing = Citing(database, shelf, self._csl)
        self.styling = Styling(database, shelf, _samples(places), self._csl)
        self.checking = Checking(database, shelf)
        self.sources = SourceDesk(database, self._store, self.citing.short_reference)
        self.tree = TreeDesk(database)
        self.describing = Describing(database, self.citing.short_reference)
        self.sorting = SortingDesk(database)
        self.inventorying = Inventorying(database, self._room)
        self.visiting = Visiting(database, self.citing.short_reference)
        self.reading = Reading(database, self._store, self._room)
        self.foliating = Foliating(database, self._store, self._room)
        self.collecting = Collecting(database, self._store, self._room)
        self._recognisers = RecognisingRoom()
        self.recognising = Recognising(
            database, self._store, self._recognisers, lambda: self._room.passwords
        )
        self.attaching = Attaching(database, self._recognisers)
        self.queue = self.collecting.queue
        self.placing = self.collecting.placing
        self.watching = Watching(database, self.queue, folder)
        self.searching = Searching(
            database,
            places.cache / f"index-{database.uuid}",
            self.citing.short_reference,
            read_only=self.read_only,
        )
        self.writing = Writing(database, shelf, self._csl, places.settings)

    @cached_property
    def pasting(self) -> Pasting:
        """What reads pasted lists: it takes long to load and is seldom needed."""
        from archivist.services.citing.pasting import Pasting  # noqa: PLC0415 - quick start

        return Pasting(self._database, self._resources, self._room)

    @cached_property
    def tabling(self) -> Tabling:
        """What writes tables of sources: seldom needed."""
        return Tabling(self._database, self.citing.short_reference)

    @cached_property
    def comparing(self) -> Comparing:
        """What finds what is in the library twice."""
        return Comparing(
            self._database,
            self._store,
            lambda: RecognisingRoom(workers=_LOOKERS),
            self.citing.short_reference,
        )

    @cached_property
    def layering(self) -> Layering:
        """What keeps the texts of pages."""
        return Layering(self._database)

    @cached_property
    def linking(self) -> Linking:
        """What looks after the files that lie elsewhere, or are lost."""
        return Linking(self._database, self._store)

    @property
    def name(self) -> str:
        """The library's name: that of its folder."""
        return self.folder.name

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; "" for nothing."""
        return self._database.undo_label

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; "" for nothing."""
        return self._database.redo_label

    def undo(self) -> Changes | None:
        """Take the last step back; None when there is none.

        Raises:
            StorageError: when other things depend on what would go.
        """
        touched = self._database.undo()
        return None if touched is None else Changes.of_rows(touched)

    def redo(self) -> Changes | None:
        """Do again what was taken back last; None when there is nothing.

        Raises:
            StorageError: when other things depend on what would go.
        """
        touched = self._database.redo()
        return None if touched is None else Changes.of_rows(touched)

    def verify(self) -> Steps[tuple[Fault, ...]]:
        """Check the database and every original, linked ones too; return what is wrong."""
        yield Progress(done=0, total=0, what=_DATABASE)
        faults = [
            Fault(what=_DATABASE, sentence=f"The database is damaged: {fault}.")
            for fault in self._database.faults()
        ]
        with self._database.reading() as work:
            hashes = work.linked.contents()
        for name, sentence in (yield from self.linking.verify()):
            faults.append(Fault(what=name, sentence=sentence))
        for done, (content, wrong) in enumerate(self._store.verify(hashes), 1):
            if wrong:
                with self._database.reading() as work:
                    known = work.catalogue.file_by_hash(content)
                name = known.name if known else content
                source = f" of source {known.source_id}" if known else ""
                faults.append(
                    Fault(
                        what=name,
                        sentence=f"The original “{name}”{source} is not sound: {wrong}. To have it "
                        f"back, remove “files/{content[:2]}/{content}” if it is there, and import "
                        "the file again.",
                    )
                )
            yield Progress(done=done, total=len(hashes), what="")
        return tuple(faults)

    def close(self) -> None:
        """Stop all worker processes, close the database, copy it, and give the library free."""
        with ExitStack() as last:  # in reverse order, each even when one before it failed
            if self._lock:
                last.callback(self._lock.release)
                last.callback(self._back_up)
            last.callback(self._database.close)
            last.callback(self._room.close)
            last.callback(self._recognisers.close)
            if self._csl:
                last.callback(self._csl.close)
            last.callback(self.searching.close)

    def _back_up(self) -> None:
        try:
            backup.copy_for_today(self.folder)
        except ArchivistError as error:
            # The work is safe and the library closed: no reason to end with a failure.
            _log.warning("no copy of the database was made: %s", error)
