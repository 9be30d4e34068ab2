"""The files of sources by where their bytes lie: in the library, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from archivist.library.values import ContentHash
from archivist.storage.pages import read_file
from archivist.storage.record_columns import among
from archivist.storage.tables import files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from archivist.library.sources import StoredFile
    from archivist.library.values import FileId


class Linked:
    """The files of one transaction, those in the bin included."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def linked(self) -> tuple[StoredFile, ...]:
        """Return the files that lie outside the library."""
        rows = self._connection.execute(
            select(files).where(files.c.path != "").order_by(files.c.id)
        )
        return tuple(map(read_file, rows))

    def kept(self) -> tuple[StoredFile, ...]:
        """Return the files whose originals lie in the library."""
        rows = self._connection.execute(
            select(files).where(files.c.path == "").order_by(files.c.id)
        )
        return tuple(map(read_file, rows))

    def contents(self) -> tuple[ContentHash, ...]:
        """Return the contents that should lie in the library, each once."""
        found = self._connection.scalars(
            select(files.c.hash).where(files.c.path == "").distinct().order_by(files.c.hash)
        )
        return tuple(map(ContentHash, found))

    def lay(self, ids: Iterable[FileId], path: str, modified: float) -> None:
        """Note where linked files lie now."""
        self._connection.execute(
            update(files).where(among(files.c.id, ids)).values(path=path, modified=modified)
        )
