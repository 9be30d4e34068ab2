"""The pages of sources as sheets: their labels, their shapes, their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from archivist.errors import NotFoundError, TornFileError
from archivist.library.annotations import locate
from archivist.library.boxes import pack_boxes, unpack_boxes
from archivist.library.page_shapes import (
    PageShape,
    SheetPage,
    moved_box,
    picture_size,
    reshaped_text,
    shown_size,
)
from archivist.library.values import FileId, PageId, SourceId
from archivist.storage.annotations import read_anchor
from archivist.storage.pages import shape_of
from archivist.storage.record_columns import among
from archivist.storage.sorting import made_id
from archivist.storage.tables import (
    files,
    marks,
    page_texts,
    pages,
    sources,
    text_layers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Table

    from archivist.library.values import UnitId

_COPIED = ("source_id", "file_id", "file_index", "number", "origin", "doubt")


class SheetPages:
    """The pages of one transaction, as sheets."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_source(self, source_id: SourceId) -> tuple[SheetPage, ...]:
        """Return the pages of a source in order."""
        return self._read(pages.c.source_id == source_id)

    def of_unit(self, unit_id: UnitId) -> tuple[SheetPage, ...]:
        """Return the pages of all sources that lie in a unit, by the sheets of the sources."""
        inside = select(sources.c.id).where(
            sources.c.unit_id == unit_id, sources.c.binned.is_(None)
        )
        return self._read(pages.c.source_id.in_(inside))

    def several(self, ids: Iterable[PageId]) -> tuple[SheetPage, ...]:
        """Return pages in the order of their sources.

        Raises:
            NotFoundError: when one is not there.
        """
        wanted = list(dict.fromkeys(ids))
        found = self._read(among(pages.c.id, wanted))
        missing = set(wanted) - {page.id for page in found}
        if missing:
            raise NotFoundError("page", str(min(missing)))
        return found

    def of_picture(self, page: SheetPage) -> tuple[SheetPage, ...]:
        """Return all pages that show parts of the picture that a page shows a part of."""
        return self._read((pages.c.file_id == page.file_id) & (pages.c.file_index == page.index))

    def label(self, labels: Mapping[PageId, str]) -> None:
        """Give pages the labels of their sheets."""
        if labels:
            self._connection.execute(
                update(pages)
                .where(pages.c.id == bindparam("page"))
                .values(sheet=bindparam("sign")),
                [{"page": page_id, "sign": label} for page_id, label in labels.items()],
            )

    def say(self, ids: Iterable[PageId], **flags: bool) -> None:
        """Say of pages that they are `skipped`, or that they go on with the sheet before."""
        self._connection.execute(update(pages).where(among(pages.c.id, ids)).values(**flags))

    def reshape(self, page: SheetPage, shape: PageShape) -> None:
        """Show another part of a page's picture; its words and marks go along."""
        size = picture_size(page.shape, page.width, page.height)
        self._write_shape(page.id, shape, size)
        for table in (page_texts, text_layers):
            self._reshape_texts(table, page.id, (page.shape, shape), size)
        self._move_regions(page.id, (page.shape, shape), size)

    def split(self, page: SheetPage, first: PageShape, second: PageShape) -> PageId:
        """Make two pages of one; words and marks go to the half on which they stand.

        Both have one number, the second behind the first, until their source is arranged.
        """
        size = picture_size(page.shape, page.width, page.height)
        old = self._connection.execute(select(pages).where(pages.c.id == page.id)).one()
        known = old._asdict()
        copied = {name: known[name] for name in _COPIED}
        wide, high = shown_size(second, size)
        made = self._connection.execute(
            insert(pages).values(**copied, sheet="", width=wide, height=high, **_columns(second))
        )
        other = PageId(made_id(made))
        for table in (page_texts, text_layers):
            for row in self._rows(table, page.id):
                boxes = unpack_boxes(row.boxes, len(row.text))
                text, placed = reshaped_text(row.text, boxes, (page.shape, second), size)
                values = {**row._asdict(), "page_id": other, "text": text if boxes else ""}
                values["boxes"] = pack_boxes(placed, len(values["text"]))
                if table is text_layers:
                    del values["id"]
                self._connection.execute(insert(table).values(**values))
        self._move_marks(page, other, (page.shape, second), size)
        self.reshape(page, first)
        return other

    def rejoin(self, page: SheetPage, others: Sequence[SheetPage]) -> None:
        """Show the whole picture on a page; the words and marks of its other parts come to it.

        The numbers of the other parts are missing until their source is arranged.
        """
        whole = page.shape.uncut()
        size = picture_size(page.shape, page.width, page.height)
        parts = sorted((page, *others), key=lambda one: (one.number, one.id))
        joined, boxes = "", []
        for part in parts:
            row = next(iter(self._rows(page_texts, part.id)), None)
            if row is None or not row.text:
                continue
            text, placed = reshaped_text(
                row.text, unpack_boxes(row.boxes, len(row.text)), (part.shape, whole), size
            )
            joined += "\n" if joined else ""
            at = len(joined)
            boxes += [replace(box, start=box.start + at, end=box.end + at) for box in placed]
            joined += text
            self._move_regions(part.id, (part.shape, whole), size)
        self._reshape_texts(text_layers, page.id, (page.shape, whole), size)
        ids = [other.id for other in others]
        self._connection.execute(
            update(marks).where(among(marks.c.page_id, ids)).values(page_id=page.id)
        )
        for table in (page_texts, text_layers):
            self._connection.execute(table.delete().where(among(table.c.page_id, ids)))
        self._connection.execute(pages.delete().where(among(pages.c.id, ids)))
        self._connection.execute(
            update(page_texts)
            .where(page_texts.c.page_id == page.id)
            .values(text=joined, boxes=pack_boxes(boxes, len(joined)))
        )
        self._write_shape(page.id, whole, size)

    def arrange(self, ids: Sequence[PageId]) -> None:
        """Number the pages of a source in an order."""
        if ids:
            self._connection.execute(
                update(pages).where(pages.c.id == bindparam("page")).values(number=bindparam("at")),
                [{"page": page_id, "at": at} for at, page_id in enumerate(ids, 1)],
            )

    def count_anew(self, source_ids: Iterable[SourceId]) -> None:
        """Number the pages of sources in the order in which they are."""
        for source_id in sorted(set(source_ids)):
            self.arrange([page.id for page in self.of_source(source_id)])

    def give(self, ids: Sequence[PageId], source_id: SourceId) -> None:
        """Hand pages over to another source, behind its own; their files and marks go along.

        Raises:
            TornFileError: when other pages of one of the files would stay behind.
        """
        moved = self.several(ids)
        own = [page.id for page in self.of_source(source_id)]
        for table, column in ((pages, pages.c.id), (marks, marks.c.page_id)):
            self._connection.execute(
                update(table).where(among(column, ids)).values(source_id=source_id)
            )
        by_id = {page.id: page.file_id for page in moved}
        torn = self._connection.scalar(
            select(files.c.name)
            .join(pages, pages.c.file_id == files.c.id)
            .where(among(files.c.id, set(by_id.values())), pages.c.source_id != source_id)
        )
        if torn is not None:
            raise TornFileError(torn)
        behind = self._connection.scalar(
            select(func.max(files.c.position)).where(files.c.source_id == source_id)
        )
        first = 0 if behind is None else behind + 1
        for place, file_id in enumerate(dict.fromkeys(by_id[one] for one in ids), first):
            self._connection.execute(
                update(files)
                .where(files.c.id == file_id)
                .values(source_id=source_id, position=place)
            )
        self.arrange([*own, *(page_id for page_id in ids if page_id not in set(own))])

    def give_files(self, ids: Sequence[FileId], source_id: SourceId) -> None:
        """Hand whole files over to a source that has none; their pages and marks go along."""
        own = select(pages.c.id).where(among(pages.c.file_id, ids))
        owners = select(files.c.source_id).where(among(files.c.id, ids))
        behind = [source_id, *map(SourceId, self._connection.scalars(owners))]
        for table, wanted in (
            (marks, marks.c.page_id.in_(own)),
            (pages, among(pages.c.file_id, ids)),
            (files, among(files.c.id, ids)),
        ):
            self._connection.execute(update(table).where(wanted).values(source_id=source_id))
        self.count_anew(behind)

    def _read(self, wanted: ColumnElement[bool]) -> tuple[SheetPage, ...]:
        rows = self._connection.execute(
            select(pages, files.c.taken, files.c.name)
            .join(files, files.c.id == pages.c.file_id)
            .join(sources, sources.c.id == pages.c.source_id)
            .where(wanted)
            .order_by(
                sources.c.sheets_key,
                sources.c.title_key,
                pages.c.source_id,
                pages.c.number,
                pages.c.id,
            )
        )
        return tuple(map(_page, rows))

    def _rows(self, table: Table, page_id: PageId) -> Sequence[Row[Any]]:
        return self._connection.execute(select(table).where(table.c.page_id == page_id)).all()

    def _write_shape(self, page_id: PageId, shape: PageShape, size: tuple[float, float]) -> None:
        wide, high = shown_size(shape, size)
        self._connection.execute(
            update(pages)
            .where(pages.c.id == page_id)
            .values(width=wide, height=high, **_columns(shape))
        )

    def _reshape_texts(
        self,
        table: Table,
        page_id: PageId,
        shapes: tuple[PageShape, PageShape],
        size: tuple[float, float],
    ) -> None:
        for row in self._rows(table, page_id):
            boxes = unpack_boxes(row.boxes, len(row.text))
            text, placed = reshaped_text(row.text, boxes, shapes, size)
            if boxes:
                known = row._asdict()
                key = (column == known[column.name] for column in table.primary_key)
                values = {"text": text, "boxes": pack_boxes(placed, len(text))}
                self._connection.execute(update(table).where(*key).values(**values))

    def _move_marks(
        self,
        page: SheetPage,
        other: PageId,
        shapes: tuple[PageShape, PageShape],
        size: tuple[float, float],
    ) -> None:
        """Move the marks of a page that stand on its other half."""
        text = next((row.text for row in self._rows(page_texts, other)), "")
        for row in self._rows(marks, page.id):
            anchor, region = read_anchor(row), _region(row)
            box = region and moved_box(region, *shapes, size)
            if box or (anchor and text and locate(anchor, text)):
                self._connection.execute(
                    update(marks).where(marks.c.id == row.id).values(page_id=other)
                )
                if box:
                    self._place(row.id, box)

    def _move_regions(
        self, page_id: PageId, shapes: tuple[PageShape, PageShape], size: tuple[float, float]
    ) -> None:
        for row in self._rows(marks, page_id):
            region = _region(row)
            if region and (box := moved_box(region, *shapes, size)):
                self._place(row.id, box)

    def _place(self, mark: int, box: tuple[float, float, float, float]) -> None:
        values = dict(zip(("left", "top", "right", "bottom"), box, strict=True))
        self._connection.execute(update(marks).where(marks.c.id == mark).values(**values))


def _page(row: Row[Any]) -> SheetPage:
    return SheetPage(
        id=PageId(row.id),
        source_id=SourceId(row.source_id),
        file_id=FileId(row.file_id),
        index=row.file_index,
        number=row.number,
        label=row.sheet,
        shape=shape_of(row),
        continues=row.continues,
        skipped=row.skipped,
        width=row.width,
        height=row.height,
        taken=row.taken,
        name=row.name,
    )


def _columns(shape: PageShape) -> dict[str, float]:
    return {
        "rotation": shape.rotation,
        "skew": shape.skew,
        "crop_left": shape.left,
        "crop_top": shape.top,
        "crop_right": shape.right,
        "crop_bottom": shape.bottom,
    }


def _region(row: Row[Any]) -> tuple[float, float, float, float] | None:
    if row.left is None:
        return None
    return row.left, row.top, row.right, row.bottom
