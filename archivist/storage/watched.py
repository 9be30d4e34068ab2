"""The folders that are watched, and what came from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.watching import (
    WatchedFolder,
    WatchedId,
    arrivals_of,
    options_of,
    read_folder,
)
from archivist.storage.jobs import found_before
from archivist.storage.sorting import made_id
from archivist.storage.tables import watched_folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class Watched:
    """The watched folders of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[WatchedFolder, ...]:
        """Return the folders in the order in which they were added."""
        rows = self._connection.execute(select(watched_folders).order_by(watched_folders.c.id))
        return tuple(
            read_folder(
                WatchedFolder(id=WatchedId(row.id), path=row.path, paused=row.paused),
                row.pattern,
                row.options,
                row.seen,
            )
            for row in rows
        )

    def add(self, folder: WatchedFolder) -> WatchedId:
        """Add a folder; its id is made."""
        made = self._connection.execute(
            insert(watched_folders).values(
                path=folder.path,
                pattern=folder.gathering.pattern,
                options=options_of(folder),
                seen=arrivals_of(folder),
                paused=folder.paused,
            )
        )
        return WatchedId(made_id(made))

    def save(self, folder: WatchedFolder) -> None:
        """Take over what is ordered for a folder.

        Raises:
            NotFoundError: when it is watched no more.
        """
        changed = self._connection.execute(
            update(watched_folders)
            .where(watched_folders.c.id == folder.id)
            .values(
                path=folder.path,
                pattern=folder.gathering.pattern,
                options=options_of(folder),
                paused=folder.paused,
            )
        )
        if not changed.rowcount:
            raise NotFoundError("watched folder", folder.path)

    def note_arrivals(self, folder: WatchedFolder) -> None:
        """Note what came from a folder."""
        self._connection.execute(
            update(watched_folders)
            .where(watched_folders.c.id == folder.id)
            .values(seen=arrivals_of(folder))
        )

    def remove(self, folder_id: WatchedId) -> None:
        """Watch a folder no more."""
        self._connection.execute(delete(watched_folders).where(watched_folders.c.id == folder_id))

    def found_before(self, folder: str) -> Iterator[tuple[str, int, float]]:
        """Yield path, size and time of the files that were put on the queue from a folder."""
        yield from found_before(self._connection, folder)
