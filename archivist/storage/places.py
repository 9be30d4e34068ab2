"""Places in the archives, looked up and made by the thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from archivist.library.archive import match_key, name_as_typed
from archivist.library.values import ArchiveId, SourceId, UnitId
from archivist.storage.archives import Archives
from archivist.storage.tables import sources, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archivist.library.archive import Archive, Path
    from archivist.library.references import Level

_Key = tuple[int | None, str, str]


class Places:
    """The places of one transaction; the archives and trees that are asked for are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._archives = Archives(connection)
        self._matched: dict[str, Archive | None] = {}
        self._trees: dict[ArchiveId, dict[_Key, UnitId]] = {}

    def archive(self, name: str) -> Archive | None:
        """Return the archive of that name in any of its forms."""
        if name not in self._matched:
            self._matched[name] = self._archives.match(name)
        return self._matched[name]

    def known(self, path: Path) -> int:
        """Return how many levels of a place are there already; -1 when its archive is not."""
        archive = self.archive(path.archive)
        if archive is None:
            return -1
        tree, found = self._tree(archive.id), None
        for depth, level in enumerate(path.levels):
            found = tree.get(_key(found, level))
            if found is None:
                return depth
        return len(path.levels)

    def find_or_add(self, path: Path) -> UnitId | None:
        """Return the unit at a place, made where it lacks; None for an archive alone."""
        if not path.levels:
            return None
        archive = self.archive(path.archive)
        if archive is None:
            self._archives.add([name_as_typed(path.archive)])
            self._matched.clear()
            archive = self.archive(path.archive)
        if archive is None:
            raise AssertionError("an archive that was added is found by its name")
        tree, found = self._tree(archive.id), None
        for level in path.levels:
            key = _key(found, level)
            if key not in tree:
                tree[key] = self._archives.add_unit(archive.id, found, level)
            found = tree[key]
        return found

    def last_archive(self) -> str:
        """Return the archive into which a source was filed last; "" for none."""
        newest = select(sources.c.id).where(
            sources.c.unit_id.is_not(None), sources.c.binned.is_(None)
        )
        source_id = self._connection.scalar(newest.order_by(sources.c.id.desc()).limit(1))
        if source_id is None:
            every = self._archives.all()
            return every[0].label if len(every) == 1 else ""
        archive_id = self._connection.scalar(
            select(units.c.archive_id)
            .join(sources, sources.c.unit_id == units.c.id)
            .where(sources.c.id == SourceId(source_id))
        )
        return self._archives.get(ArchiveId(archive_id)).label if archive_id else ""

    def _tree(self, archive_id: ArchiveId) -> dict[_Key, UnitId]:
        if archive_id not in self._trees:
            rows: Sequence[tuple[int, int | None, str, str]] = (
                self._connection.execute(
                    select(units.c.id, units.c.parent_id, units.c.kind, units.c.number_key)
                    .where(units.c.archive_id == archive_id)
                    .order_by(units.c.id.desc())  # of two alike the first wins
                )
                .tuples()
                .all()
            )
            self._trees[archive_id] = {
                (parent, kind, number): UnitId(unit_id) for unit_id, parent, kind, number in rows
            }
        return self._trees[archive_id]


def _key(parent: UnitId | None, level: Level) -> _Key:
    return parent, level.kind.value, match_key(level.number)
