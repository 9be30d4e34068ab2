"""What may be in the library twice: the same bytes, texts, pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from archivist.library.values import ContentHash, FileId, PageId, SourceId, UnitId
from archivist.storage.record_columns import among, read_sheets
from archivist.storage.tables import (
    files,
    kept_apart,
    marks,
    page_texts,
    pages,
    source_tags,
    sources,
)
from archivist.storage.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from archivist.library.references import Sheets

_PICTURES = "image/%"
_DJVU = "image/vnd.djvu"
_BLANK = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A page of a file, as one of two that are alike.

    `only_page` and `only_file` say that its source has no other; `gone` that it lies in the bin.
    """

    source_id: SourceId
    title: str
    file_id: FileId
    hash: ContentHash
    media_type: str
    name: str
    page_id: PageId
    index: int
    number: int
    sheet: str
    skipped: bool
    continues: bool
    only_page: bool
    only_file: bool
    gone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """What else tells two pages that are alike from one another.

    `size` is in bytes; `note` and `tags` are those of the source, `marks` how many it has.
    """

    unit_id: UnitId | None
    sheets: Sheets
    width: float
    height: float
    size: int
    taken: str
    path: str
    note: str
    tags: tuple[str, ...]
    marks: int


class Doubles:
    """The questions about duplicates asked in one transaction; the bin is left out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def without_key(self) -> tuple[Side, ...]:
        """Return the photographs and scans whose pictures have no key yet."""
        return self._sides(
            files.c.media_type.like(_PICTURES)
            & (files.c.media_type != _DJVU)
            & (pages.c.width > 0)
            & pages.c.picture_key.is_(None)
        )

    def put_keys(self, keys: Mapping[PageId, bytes | None]) -> None:
        """Note the keys of pictures; None for a blank one, which is like no other."""
        if keys:
            self._connection.execute(
                update(pages)
                .where(pages.c.id == bindparam("page"))
                .values(picture_key=bindparam("key")),
                [{"page": page, "key": key or _BLANK} for page, key in keys.items()],
            )

    def pictures(self) -> tuple[tuple[PageId, bytes], ...]:
        """Return the pages whose pictures have a key, and the keys; covers are left out."""
        rows = self._connection.execute(
            self._select(pages.c.id, pages.c.picture_key)
            .where(pages.c.picture_key != _BLANK, pages.c.skipped.is_(False))
            .order_by(pages.c.id)
        )
        return tuple((PageId(row.id), row.picture_key) for row in rows)

    def same_bytes(self) -> Iterator[tuple[PageId, PageId]]:
        """Yield the first pages of files of the same content in different sources."""
        rows = self._connection.execute(
            self._select(files.c.hash, func.min(pages.c.id).label("page"))
            .group_by(files.c.hash, files.c.source_id)
            .order_by(files.c.hash, "page")
        ).all()
        first: dict[str, int] = {}
        for row in rows:
            if row.hash in first:
                yield PageId(first[row.hash]), PageId(row.page)
            first.setdefault(row.hash, row.page)

    def texts(self, most: int, beginning: PageId | None = None) -> Iterator[tuple[PageId, str]]:
        """Yield of each source its first page and so many characters of its text.

        `beginning` is a page of the only source that is wanted.
        """
        query = (
            self._select(pages.c.source_id, pages.c.id, page_texts.c.text)
            .join(page_texts, page_texts.c.page_id == pages.c.id)
            .order_by(pages.c.source_id, pages.c.number, pages.c.id)
        )
        if beginning is not None:
            own = select(pages.c.source_id).where(pages.c.id == beginning).scalar_subquery()
            query = query.where(pages.c.source_id == own)
        rows = self._connection.execute(query)
        source, first, text = None, PageId(0), ""
        for row in rows:
            if row.source_id != source:
                if source is not None:
                    yield first, text
                source, first, text = row.source_id, PageId(row.id), ""
            if len(text) < most:
                text += ("\n" if text else "") + row.text[: most - len(text)]
        if source is not None:
            yield first, text

    def same_sheets(self) -> Iterator[tuple[PageId, PageId]]:
        """Yield pages that show the same sheet of the same file of an archive."""
        rows = self._connection.execute(
            self._select(sources.c.unit_id, pages.c.sheet, pages.c.id)
            .where(
                sources.c.unit_id.is_not(None),
                pages.c.sheet != "",
                pages.c.skipped.is_(False),
                pages.c.continues.is_(False),
            )
            .order_by(sources.c.unit_id, pages.c.sheet, pages.c.id)
        ).all()
        first: dict[tuple[int, str], int] = {}
        for row in rows:
            place = (row.unit_id, row.sheet)
            if place in first:
                yield PageId(first[place]), PageId(row.id)
            first.setdefault(place, row.id)

    def names(self) -> dict[PageId, str]:
        """Return by what each page is known, also after its file was brought in again."""
        rows = self._connection.execute(self._select(pages.c.id, files.c.hash, pages.c.file_index))
        return {PageId(row.id): f"{row.hash}:{row.file_index}" for row in rows}

    def faces(self, ids: Iterable[PageId]) -> dict[PageId, Face]:
        """Return what tells pages from one another."""
        rows = self._connection.execute(
            self._select(
                pages.c.id,
                pages.c.source_id,
                pages.c.width,
                pages.c.height,
                files.c.size,
                files.c.taken,
                files.c.path,
                sources.c.unit_id,
                sources.c.sheets,
                sources.c.note,
                binned=True,
            ).where(among(pages.c.id, ids))
        ).all()
        owners = [row.source_id for row in rows]
        tags = tags_of(self._connection, source_tags, owners)
        marked = Counter(
            self._connection.scalars(
                select(marks.c.source_id).where(among(marks.c.source_id, owners))
            )
        )
        return {
            PageId(row.id): _face(
                row,
                tuple(tag.name for tag in tags.get(row.source_id, ())),
                marked[row.source_id],
            )
            for row in rows
        }

    def sides(self, ids: Iterable[PageId]) -> dict[PageId, Side]:
        """Return pages by id, those that were erased left out."""
        wanted = among(pages.c.id, ids)
        return {side.page_id: side for side in self._sides(wanted, binned=True)}

    def kept_apart(self) -> frozenset[tuple[str, str, str]]:
        """Return the pairs that are no duplicates: two contents, the lesser first, and the kind."""
        rows = self._connection.execute(
            select(kept_apart.c.first_hash, kept_apart.c.second_hash, kept_apart.c.kind)
        )
        return frozenset((row.first_hash, row.second_hash, row.kind) for row in rows)

    def keep_apart(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        """Note pairs that are no duplicates, as `kept_apart` tells them."""
        known = self.kept_apart()
        rows = [
            {"first_hash": first, "second_hash": second, "kind": kind}
            for first, second, kind in dict.fromkeys(pairs)
            if (first, second, kind) not in known
        ]
        if rows:
            self._connection.execute(insert(kept_apart), rows)

    def _sides(self, wanted: ColumnElement[bool], *, binned: bool = False) -> tuple[Side, ...]:
        other = pages.alias()
        more = select(other.c.id).where(other.c.source_id == pages.c.source_id)
        rows = self._connection.execute(
            self._select(
                pages.c.source_id,
                sources.c.title,
                files.c.id.label("file_id"),
                files.c.hash,
                files.c.media_type,
                files.c.name,
                pages.c.id,
                pages.c.file_index,
                pages.c.number,
                pages.c.sheet,
                pages.c.skipped,
                pages.c.continues,
                more.where(other.c.id != pages.c.id).exists().label("more_pages"),
                more.where(other.c.file_id != pages.c.file_id).exists().label("more_files"),
                sources.c.binned,
                binned=binned,
            )
            .where(wanted)
            .order_by(pages.c.id)
        )
        return tuple(map(_side, rows))

    @staticmethod
    def _select(*columns: Any, binned: bool = False) -> Select[Any]:  # noqa: ANN401 - columns of any kind
        chosen: Sequence[Any] = columns
        found = (
            select(*chosen)
            .select_from(pages)
            .join(files, files.c.id == pages.c.file_id)
            .join(sources, sources.c.id == pages.c.source_id)
        )
        return found if binned else found.where(sources.c.binned.is_(None))


def _side(row: Row[Any]) -> Side:
    return Side(
        source_id=SourceId(row.source_id),
        title=row.title,
        file_id=FileId(row.file_id),
        hash=ContentHash(row.hash),
        media_type=row.media_type,
        name=row.name,
        page_id=PageId(row.id),
        index=row.file_index,
        number=row.number,
        sheet=row.sheet,
        skipped=row.skipped,
        continues=row.continues,
        only_page=not row.more_pages,
        only_file=not row.more_files,
        gone=row.binned is not None,
    )


def _face(row: Row[Any], tags: tuple[str, ...], marked: int) -> Face:
    return Face(
        unit_id=None if row.unit_id is None else UnitId(row.unit_id),
        sheets=read_sheets(row.sheets),
        width=row.width,
        height=row.height,
        size=row.size,
        taken=row.taken,
        path=row.path,
        note=row.note,
        tags=tags,
        marks=marked,
    )
