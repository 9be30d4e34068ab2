"""What a library remembers of how it is worked with: small settings, each under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from archivist.storage.tables import library_settings

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Remembered:
    """The settings of one transaction; values are texts, JSON where they are more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str:
        """Return what is remembered, "" for nothing."""
        found = self._connection.scalar(
            select(library_settings.c.value).where(library_settings.c.key == key)
        )
        return found or ""

    def put(self, key: str, value: str) -> None:
        """Remember a value; a row is changed in place, for undo knows rows by their numbers."""
        old = library_settings.c.key == key
        if not self._connection.execute(
            update(library_settings).where(old).values(value=value)
        ).rowcount:
            self._connection.execute(insert(library_settings).values(key=key, value=value))
