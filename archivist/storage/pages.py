"""The files of sources, their pages, and the texts of the pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, column, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archivist.errors import NotFoundError
from archivist.library.annotations import anchor_at, locate
from archivist.library.boxes import pack_boxes, unpack_boxes
from archivist.library.page_shapes import PageShape
from archivist.library.sources import Doubt, FileState, Page, PageText, StoredFile, TextOrigin
from archivist.library.values import ContentHash, FileId, PageId, SourceId
from archivist.storage.annotations import read_anchor
from archivist.storage.record_columns import among
from archivist.storage.sorting import made_id
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import files, marks, page_texts, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from archivist.library.sources import NewFile, NewPage, WordBox


# Made once: to put a statement together takes longer than to carry it out.
_BEHIND = (
    select(func.coalesce(func.max(files.c.position) + 1, 0))
    .where(files.c.source_id == bindparam("source"))
    .scalar_subquery()
)
_ADD_FILE = insert(files).values(position=_BEHIND)
_BY_HASH = select(files).where(files.c.hash == bindparam("content")).order_by(files.c.id).limit(1)
_LAST_PAGE = select(func.max(pages.c.number)).where(pages.c.source_id == bindparam("source"))
_ADD_PAGES = insert(pages).returning(pages.c.id, sort_by_parameter_order=True)
_ADD_TEXTS = insert(page_texts)


class Pages:
    """The files and pages of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_file(self, source_id: SourceId, file: NewFile) -> FileId:
        """Enter an original behind the other files of a source."""
        made = self._connection.execute(
            _ADD_FILE,
            {
                "source": source_id,
                "source_id": source_id,
                "hash": file.hash,
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "state": file.state.value,
                "reason": file.reason,
                "taken": file.taken,
                "path": file.path,
                "modified": file.modified,
            },
        )
        return FileId(made_id(made))

    def files(self, source_id: SourceId) -> tuple[StoredFile, ...]:
        """Return the files of a source in order."""
        rows = self._connection.execute(
            select(files)
            .where(files.c.source_id == source_id)
            .order_by(files.c.position, files.c.id)
        )
        return tuple(map(read_file, rows))

    def file(self, file_id: FileId) -> StoredFile:
        """Return a file.

        Raises:
            NotFoundError: when there is none of that id.
        """
        row = self._connection.execute(select(files).where(files.c.id == file_id)).one_or_none()
        if row is None:
            raise NotFoundError("file", str(file_id))
        return read_file(row)

    def file_by_hash(self, content: ContentHash) -> StoredFile | None:
        """Return the first file with that content, None when it is new to the library."""
        row = self._connection.execute(_BY_HASH, {"content": content}).one_or_none()
        return read_file(row) if row else None

    def known(self, contents: Iterable[ContentHash]) -> set[ContentHash]:
        """Return those of the contents that a file has."""
        listed = func.json_each(json.dumps(list(contents))).table_valued(column("value"))
        query = select(files.c.hash).where(files.c.hash.in_(select(listed.c.value)))
        return set(map(ContentHash, self._connection.scalars(query)))

    def all_hashes(self) -> tuple[ContentHash, ...]:
        """Return the contents of all files, each once."""
        found = self._connection.scalars(select(files.c.hash).distinct().order_by(files.c.hash))
        return tuple(map(ContentHash, found))

    def file_sizes(self) -> frozenset[int]:
        """Return the sizes of all files: one of another size is new to the library."""
        return frozenset(self._connection.scalars(select(files.c.size).distinct()))

    def add_pages(
        self, file_id: FileId, source_id: SourceId, new: Sequence[NewPage]
    ) -> tuple[PageId, ...]:
        """Enter pages behind the other pages of a source; return their ids in order."""
        if not new:
            return ()
        last = self._connection.scalar(_LAST_PAGE, {"source": source_id})
        made = self._connection.scalars(
            _ADD_PAGES,
            [
                {
                    "source_id": source_id,
                    "file_id": file_id,
                    "number": number,
                    "file_index": page.index,
                    "sheet": page.sheet,
                    "width": page.width,
                    "height": page.height,
                    "origin": page.origin.value,
                    "doubt": page.doubt.value,
                }
                for number, page in enumerate(new, (last or 0) + 1)
            ],
        )
        ids = tuple(map(PageId, made))
        texts = [_new_text(page_id, page) for page_id, page in zip(ids, new, strict=True)]
        self._connection.execute(_ADD_TEXTS, texts)
        return ids

    def pages(self, source_id: SourceId) -> tuple[Page, ...]:
        """Return the pages of a source in order, without their texts."""
        rows = self._connection.execute(
            select(pages).where(pages.c.source_id == source_id).order_by(pages.c.number, pages.c.id)
        )
        return tuple(map(_page, rows))

    def page(self, page_id: PageId) -> Page:
        """Return a page.

        Raises:
            NotFoundError: when there is none of that id.
        """
        row = self._connection.execute(select(pages).where(pages.c.id == page_id)).one_or_none()
        if row is None:
            raise NotFoundError("page", str(page_id))
        return _page(row)

    def page_text(self, page_id: PageId) -> PageText:
        """Return the text of a page and where its words stand."""
        row = self._connection.execute(
            select(page_texts).where(page_texts.c.page_id == page_id)
        ).one_or_none()
        if row is None:
            return PageText(page_id=self.page(page_id).id, text="")
        return PageText(
            page_id=page_id, text=row.text, boxes=unpack_boxes(row.boxes, len(row.text))
        )

    def page_texts(self, ids: Iterable[PageId]) -> dict[PageId, str]:
        """Return the texts of pages by id; pages that are not there are left out."""
        rows = self._connection.execute(
            select(page_texts.c.page_id, page_texts.c.text).where(among(page_texts.c.page_id, ids))
        )
        return {PageId(page_id): text for page_id, text in rows}

    def replace_text(
        self, page_id: PageId, text: str, boxes: Sequence[WordBox], origin: TextOrigin
    ) -> None:
        """Give a page a better text; annotations move to where their words now stand.

        An annotation whose words are gone keeps its anchor, for a later text may have them again.
        """
        self.page(page_id)
        values = {"text": text, "boxes": pack_boxes(boxes, len(text))}
        self._connection.execute(
            upsert(page_texts)
            .values(page_id=page_id, **values)
            .on_conflict_do_update(index_elements=["page_id"], set_=values)
        )
        self._connection.execute(
            update(pages).where(pages.c.id == page_id).values(origin=origin.value)
        )
        for row in self._connection.execute(select(marks).where(marks.c.page_id == page_id)).all():
            anchor = read_anchor(row)
            span = locate(anchor, text) if anchor else None
            if span:
                moved = anchor_at(text, *span)
                self._connection.execute(
                    update(marks)
                    .where(marks.c.id == row.id)
                    .values(
                        start=moved.start,
                        end=moved.end,
                        quote=moved.quote,
                        prefix=moved.prefix,
                        suffix=moved.suffix,
                    )
                )

    def read_again(
        self, file_id: FileId, media_type: str, state: FileState, reason: str = ""
    ) -> None:
        """Note what another reading of a file showed; `add_pages` enters its pages."""
        self._connection.execute(
            update(files)
            .where(files.c.id == file_id)
            .values(media_type=media_type, state=state.value, reason=reason)
        )

    def set_sheet(self, page_id: PageId, label: str) -> None:
        """Give a page the label of its sheet, such as `12об`."""
        self.page(page_id)
        self._connection.execute(update(pages).where(pages.c.id == page_id).values(sheet=label))


def _new_text(page_id: PageId, page: NewPage) -> dict[str, Any]:
    return {
        "page_id": page_id,
        "text": page.text,
        "boxes": pack_boxes(page.boxes, len(page.text)),
        "language": page.language,
        "who": page.who,
        "made": page.made,
        "confidence": page.confidence,
    }


def read_file(row: Row[Any]) -> StoredFile:
    """Return a file of a row of its table."""
    return StoredFile(
        id=FileId(row.id),
        source_id=SourceId(row.source_id),
        position=row.position,
        hash=ContentHash(row.hash),
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        state=stored_word(FileState, row.state, "a state of a file"),
        reason=row.reason,
        taken=row.taken,
        path=row.path,
        modified=row.modified,
    )


def _page(row: Row[Any]) -> Page:
    return Page(
        id=PageId(row.id),
        source_id=SourceId(row.source_id),
        file_id=FileId(row.file_id),
        number=row.number,
        index=row.file_index,
        sheet=row.sheet,
        width=row.width,
        height=row.height,
        origin=stored_word(TextOrigin, row.origin, "an origin of a text"),
        doubt=stored_word(Doubt, row.doubt, "a doubt about a text"),
        shape=None if (shape := shape_of(row)) == PageShape() else shape,
    )


def shape_of(row: Row[Any]) -> PageShape:
    """Return how the picture of a page is turned and cut."""
    return PageShape(
        rotation=row.rotation,
        skew=row.skew,
        left=row.crop_left,
        top=row.crop_top,
        right=row.crop_right,
        bottom=row.crop_bottom,
    )
