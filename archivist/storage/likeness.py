"""What in the library looks like something that is about to be entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from archivist.library.archive import match_key
from archivist.library.ordering import fold, sort_key
from archivist.library.values import SourceId, UnitId
from archivist.storage.record_columns import among, read_sheets
from archivist.storage.tables import creators, sources, units

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from archivist.library.references import Level, Sheets
    from archivist.library.values import ArchiveId


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """A source as far as likeness needs it; `author` is the first author's family name."""

    id: SourceId
    title: str
    year: int | None
    sheets: Sheets
    author: str = ""


_SEEN = (
    select(sources.c.id, sources.c.title, sources.c.first_year, sources.c.sheets)
    .where(sources.c.binned.is_(None))
    .order_by(sources.c.id)
)
_CHILDREN = (
    select(units.c.id, units.c.suffix, units.c.volume)
    .where(
        units.c.archive_id == bindparam("archive"),
        units.c.parent_id.is_not_distinct_from(bindparam("parent")),
        units.c.kind == bindparam("kind"),
        units.c.number_key == bindparam("number"),
    )
    .order_by(units.c.id)
)
_FILED = _SEEN.where(sources.c.unit_id == bindparam("unit"))
_TITLED = _SEEN.where(sources.c.title_key == bindparam("title"))
"""Made once: a list asks each of them a thousand times."""


class Likeness:
    """The questions about likeness asked in one transaction; the bin is left out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def child(self, archive_id: ArchiveId, parent_id: UnitId | None, level: Level) -> UnitId | None:
        """Return the unit of a level right below another: same number, sub-series and volume."""
        rows = self._connection.execute(
            _CHILDREN,
            {
                "archive": archive_id,
                "parent": parent_id,
                "kind": level.kind.value,
                "number": match_key(level.number),
            },
        )
        wanted = match_key(level.suffix), match_key(level.volume)
        for row in rows:
            if (match_key(row.suffix), match_key(row.volume)) == wanted:
                return UnitId(row.id)
        return None

    def filed(self, unit_id: UnitId) -> tuple[Alike, ...]:
        """Return the sources that lie in a unit, without their authors."""
        rows = self._connection.execute(_FILED, {"unit": unit_id})
        return tuple(_alike(row) for row in rows)

    def titled(self, title: str) -> tuple[Alike, ...]:
        """Return the sources of a title, case and signs apart."""
        rows = self._connection.execute(_TITLED, {"title": sort_key(title)}).all()
        authors = self._authors([row.id for row in rows]) if rows else {}
        return tuple(_alike(row, authors.get(row.id, "")) for row in rows)

    def _authors(self, ids: list[int]) -> dict[int, str]:
        """Return the folded family name of the first person of each source."""
        found = self._connection.execute(
            select(creators.c.source_id, creators.c.family)
            .where(among(creators.c.source_id, ids))
            .order_by(creators.c.source_id, creators.c.position.desc())
        )
        return {row.source_id: fold(row.family) for row in found}


def _alike(row: Row[Any], author: str = "") -> Alike:
    return Alike(
        id=SourceId(row.id),
        title=row.title,
        year=row.first_year,
        sheets=read_sheets(row.sheets),
        author=author,
    )
