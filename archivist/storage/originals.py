"""Originals and the rows that name them, where both change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from archivist.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.library.values import ContentHash
    from archivist.storage.database import Database
    from archivist.storage.filestore import FileStore

_log = logging.getLogger(__name__)


def remove_orphans(database: Database, store: FileStore) -> None:
    """Remove the originals that no file names: a program was ended before it entered theirs."""
    with database.reading() as work:
        known = set(work.catalogue.all_hashes())
    remove_unused(database, store, [one for one in store.contents() if one not in known])


def remove_unused(database: Database, store: FileStore, contents: Iterable[ContentHash]) -> None:
    """Remove those of the originals that no file names any more.

    One that the disk keeps (on Windows, while it is being read) does no harm: it is left there.
    """
    for content in contents:
        try:
            # In the transaction nobody enters a file; by now an import may need the original.
            with database.writing(undoable=False) as work:
                if work.catalogue.file_by_hash(content) is None:
                    store.remove(content)
        except StorageError as error:
            _log.warning("the original %s was left: %s", content, error)
