"""Tags, and the rows that tie them to sources and annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.groups import Tag
from archivist.library.ordering import fold, sort_key
from archivist.library.values import TagId
from archivist.storage.record_columns import among
from archivist.storage.tables import annotation_tags, source_tags, sources, tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Table


def tidy_tag(name: str) -> str:
    """Return a tag's name without needless spaces and slashes; "" when nothing is left."""
    parts = (" ".join(part.split()) for part in name.split("/"))
    return "/".join(part for part in parts if part)


def with_tag(name: str) -> ColumnElement[bool]:
    """Tell whether a row of `tags` is a tag or one of those nested below it."""
    key = fold(tidy_tag(name))
    return (tags.c.key == key) | (func.substr(tags.c.key, 1, len(key) + 1) == f"{key}/")


def tie_tags(connection: Connection, ties: Table, ids: Iterable[int], names: Sequence[str]) -> None:
    """Tie tags, made where they are new, to things; a tie that is there stays."""
    owner = ties.columns[1]
    things = list(dict.fromkeys(ids))
    for tag_id in _tag_ids(connection, names):
        tied = select(owner).where(ties.c.tag_id == tag_id, among(owner, things))
        there = set(connection.scalars(tied))
        rows = [{owner.name: thing, "tag_id": tag_id} for thing in things if thing not in there]
        if rows:
            connection.execute(insert(ties), rows)


def untie_tags(
    connection: Connection, ties: Table, ids: Iterable[int], names: Iterable[str]
) -> None:
    """Take tags off things; the tags themselves stay."""
    keys = [fold(tidy_tag(name)) for name in names]
    named = select(tags.c.id).where(tags.c.key.in_(keys))
    connection.execute(delete(ties).where(among(ties.columns[1], ids), ties.c.tag_id.in_(named)))


def set_tags(connection: Connection, ties: Table, thing: int, names: Sequence[str]) -> None:
    """Make these the tags of a thing."""
    tied = tags_of(connection, ties, (thing,)).get(thing, ())
    wanted = {fold(tidy_tag(name)) for name in names}
    untie_tags(connection, ties, (thing,), [t.name for t in tied if fold(t.name) not in wanted])
    tie_tags(connection, ties, (thing,), names)


def tags_of(connection: Connection, ties: Table, ids: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
    """Return the tags of things, by name."""
    owner = ties.columns[1]
    rows = connection.execute(
        select(owner.label("thing"), tags)
        .join(tags, tags.c.id == ties.c.tag_id)
        .where(among(owner, ids))
    )
    found: dict[int, list[Tag]] = {}
    for row in rows:
        found.setdefault(row.thing, []).append(
            Tag(id=TagId(row.id), name=row.name, color=row.color)
        )
    return {
        thing: tuple(sorted(tied, key=lambda tag: (sort_key(tag.name), tag.id)))
        for thing, tied in found.items()
    }


def _tag_ids(connection: Connection, names: Iterable[str]) -> list[int]:
    """Return the ids of tags, made where they are new."""
    ids: list[int] = []
    for name in dict.fromkeys(filter(None, map(tidy_tag, names))):
        found = connection.scalar(select(tags.c.id).where(tags.c.key == fold(name)))
        if found is None:
            made = connection.execute(insert(tags).values(name=name, key=fold(name)))
            (found,) = made.inserted_primary_key or (None,)
        if found is not None:
            ids.append(found)
    return ids


class Tags:
    """All tags of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tags(self) -> tuple[tuple[Tag, int], ...]:
        """Return the tags by name, each with the number of its sources outside the bin."""
        count = func.count(sources.c.id)
        live = (sources.c.id == source_tags.c.source_id) & sources.c.binned.is_(None)
        rows = self._connection.execute(
            select(tags, count.label("held"))
            .outerjoin(source_tags, source_tags.c.tag_id == tags.c.id)
            .outerjoin(sources, live)
            .group_by(tags.c.id)
        )
        found = [
            (Tag(id=TagId(row.id), name=row.name, color=row.color), int(row.held)) for row in rows
        ]
        return tuple(sorted(found, key=lambda pair: (sort_key(pair[0].name), pair[0].id)))

    def color_tag(self, tag_id: TagId, color: str) -> None:
        """Give a tag a colour, `#rrggbb` or "" for none."""
        self._name(tag_id)
        self._connection.execute(update(tags).where(tags.c.id == tag_id).values(color=color))

    def rename_tag(self, tag_id: TagId, name: str) -> None:
        """Rename a tag and those nested below it; a name that is taken already merges the two."""
        old, new = self._name(tag_id), tidy_tag(name)
        if new in {"", old}:
            return
        depth = old.count("/") + 1
        nested = self._connection.execute(select(tags).where(with_tag(old))).all()
        for row in nested:  # out of each other's way: "a" may become "a/b", and "a/b" "a/b/b"
            self._connection.execute(
                update(tags).where(tags.c.id == row.id).values(key=f"/{row.id}")
            )
        for row in nested:
            self._give_name(row.id, "/".join((new, *row.name.split("/")[depth:])))

    def merge_tags(self, tag_id: TagId, into: TagId) -> None:
        """Tie all that one tag is tied to to another tag, and remove the first."""
        if tag_id == into:
            return
        self._name(into)
        for ties in (source_tags, annotation_tags):
            owner = ties.columns[1]
            there = select(owner).where(ties.c.tag_id == into)
            self._connection.execute(
                update(ties).where(ties.c.tag_id == tag_id, owner.not_in(there)).values(tag_id=into)
            )
        self.remove_tag(tag_id)

    def remove_tag(self, tag_id: TagId) -> None:
        """Remove a tag from everything."""
        for ties in (source_tags, annotation_tags):
            self._connection.execute(delete(ties).where(ties.c.tag_id == tag_id))
        self._connection.execute(delete(tags).where(tags.c.id == tag_id))

    def _give_name(self, tag_id: int, name: str) -> None:
        key = fold(name)
        holder = self._connection.scalar(select(tags.c.id).where(tags.c.key == key))
        if holder is not None and holder != tag_id:
            self.merge_tags(TagId(tag_id), TagId(holder))
        else:
            self._connection.execute(
                update(tags).where(tags.c.id == tag_id).values(name=name, key=key)
            )

    def _name(self, tag_id: TagId) -> str:
        name = self._connection.scalar(select(tags.c.name).where(tags.c.id == tag_id))
        if name is None:
            raise NotFoundError("tag", str(tag_id))
        return str(name)
