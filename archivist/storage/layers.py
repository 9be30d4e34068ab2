"""The layers of the texts of pages: the one that is shown, and the others beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from archivist.errors import NotFoundError
from archivist.library.boxes import pack_boxes, unpack_boxes
from archivist.library.layers import rank
from archivist.library.page_shapes import PageShape, picture_size
from archivist.library.sources import Doubt, FileState, TextLayer, TextOrigin
from archivist.library.values import ContentHash, FileId, PageId, SourceId
from archivist.storage.pages import Pages, shape_of
from archivist.storage.record_columns import among
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import files, page_texts, pages, sources, text_layers

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

    from archivist.library.sources import LayerKey

_NO_TEXT = TextLayer(origin=TextOrigin.NONE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PagePicture:
    """A page as far as recognising it needs to know: which picture of which original shows it.

    `width` is that of the whole picture, `language` that of the source.
    """

    page_id: PageId
    source_id: SourceId
    file_id: FileId
    number: int
    index: int
    width: float
    shape: PageShape
    language: str


class Layers:
    """The layers of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pages = Pages(connection)

    def of_page(self, page_id: PageId) -> tuple[TextLayer, ...]:
        """Return the texts of a page, the one that is shown first; none for a page without text."""
        rows = self._connection.execute(
            select(text_layers)
            .where(text_layers.c.page_id == page_id)
            .order_by(text_layers.c.origin, text_layers.c.language)
        )
        others = tuple(map(_layer, rows))
        shown = self.shown(page_id)
        return others if shown.origin is TextOrigin.NONE else (shown, *others)

    def shown(self, page_id: PageId) -> TextLayer:
        """Return the text of a page that is shown; one of no origin where it has none."""
        origin = self._pages.page(page_id).origin
        row = self._connection.execute(
            select(page_texts).where(page_texts.c.page_id == page_id)
        ).one_or_none()
        if row is None or origin is TextOrigin.NONE:
            return replace(_NO_TEXT, shown=True)
        return replace(_layer(row, origin), shown=True)

    def put(self, page_id: PageId, layer: TextLayer, doubt: Doubt = Doubt.NONE) -> None:
        """Give a page a text, in the place of one of the same origin and language.

        It is shown when it is better than what is shown, unless the user chose that.
        """
        before = self.shown(page_id)
        page = self._pages.page(page_id)
        better = rank(layer.origin, doubt) >= rank(
            before.origin, page.doubt, text=bool(before.text.strip())
        )
        if layer.key == before.key:
            self._show(page_id, layer, doubt, chosen=self._chosen(page_id))
        elif better and not self._chosen(page_id):
            self._drop(page_id, layer.key)
            self._keep_aside(page_id, before)
            self._show(page_id, layer, doubt)
        else:
            self._drop(page_id, layer.key)
            self._keep_aside(page_id, layer)

    def show(self, page_id: PageId, key: LayerKey, doubt: Doubt = Doubt.NONE) -> None:
        """Show another text of a page, as the user chose.

        Raises:
            NotFoundError: when the page has no such text.
        """
        before = self.shown(page_id)
        if before.key != key:
            wanted = self._other(page_id, key)
            self._drop(page_id, key)
            self._keep_aside(page_id, before)
            self._show(page_id, wanted, doubt, chosen=True)

    def remove(self, page_id: PageId, key: LayerKey) -> None:
        """Take a text from a page; where it was shown the best of the others is shown.

        Raises:
            NotFoundError: when the page has no such text.
        """
        if self.shown(page_id).key != key:
            self._other(page_id, key)
            self._drop(page_id, key)
            return
        others = [layer for layer in self.of_page(page_id) if not layer.shown]
        best = max(others, key=lambda layer: rank(layer.origin), default=_NO_TEXT)
        self._drop(page_id, best.key)
        self._show(page_id, best, Doubt.NONE)

    def set_doubt(self, page_id: PageId, doubt: Doubt) -> None:
        """Say whether the text that is shown of a page is doubtful, and why."""
        self._connection.execute(
            update(pages).where(pages.c.id == page_id).values(doubt=doubt.value)
        )

    def note_text(self, file_id: FileId) -> None:
        """Note that pages of a file have text, which it had none of itself."""
        self._connection.execute(
            update(files).where(files.c.id == file_id).values(state=FileState.READ.value)
        )

    def to_recognise(
        self, source_ids: Collection[SourceId] | None, *, again: str = ""
    ) -> tuple[PageId, ...]:
        """Return the pages whose picture should be recognised: without text, or doubtful.

        Of all sources out of the bin where `source_ids` is None. `again` takes in those whose text
        was recognised before by a program of which the name begins so.
        """
        wanted = [pages.c.origin == TextOrigin.NONE.value, pages.c.doubt != ""]
        if again:
            made = select(page_texts.c.page_id).where(
                func.substr(page_texts.c.who, 1, len(again)) == again
            )
            wanted.append((pages.c.origin == TextOrigin.OCR.value) & pages.c.id.in_(made))
        query = (
            select(pages.c.id)
            .join(sources, sources.c.id == pages.c.source_id)
            .where(pages.c.width > 0, pages.c.skipped.is_(False), sources.c.binned.is_(None))
            .where(or_(*wanted))
            .order_by(pages.c.source_id, pages.c.number)
        )
        if source_ids is not None:
            query = query.where(among(pages.c.source_id, source_ids))
        return tuple(map(PageId, self._connection.scalars(query)))

    def pictures(self, page_ids: Collection[PageId]) -> tuple[PagePicture, ...]:
        """Return what shows pages, in the order of their sources and numbers."""
        rows = self._connection.execute(
            select(pages, sources.c.language)
            .join(sources, sources.c.id == pages.c.source_id)
            .where(among(pages.c.id, page_ids), pages.c.width > 0)
            .order_by(pages.c.source_id, pages.c.number)
        )
        return tuple(map(_picture, rows))

    def named(
        self, source_ids: Collection[SourceId] | None
    ) -> dict[PageId, tuple[str, ContentHash, int]]:
        """Return the name and the content of the file, and the place in it, of each pictured page.

        None stands for the pages of all sources.
        """
        query = (
            select(pages.c.id, files.c.name, files.c.hash, pages.c.file_index)
            .join(files, files.c.id == pages.c.file_id)
            .join(sources, sources.c.id == pages.c.source_id)
            .where(sources.c.binned.is_(None), pages.c.width > 0)
            .order_by(pages.c.source_id, pages.c.number)
        )
        if source_ids is not None:
            query = query.where(among(pages.c.source_id, source_ids))
        return {
            PageId(page_id): (name, ContentHash(content), index)
            for page_id, name, content, index in self._connection.execute(query)
        }

    def _other(self, page_id: PageId, key: LayerKey) -> TextLayer:
        for layer in self.of_page(page_id):
            if layer.key == key and not layer.shown:
                return layer
        raise NotFoundError("text", " ".join(key).strip(), where=f"on page {page_id}")

    def _chosen(self, page_id: PageId) -> bool:
        """Tell whether the user chose the text that is shown."""
        found = self._connection.scalar(
            select(page_texts.c.changed).where(page_texts.c.page_id == page_id)
        )
        return found == _CHOSEN

    def _show(
        self, page_id: PageId, layer: TextLayer, doubt: Doubt, *, chosen: bool = False
    ) -> None:
        self._pages.replace_text(page_id, layer.text, layer.boxes, layer.origin)
        self._connection.execute(
            update(page_texts)
            .where(page_texts.c.page_id == page_id)
            .values(**_told(layer), changed=_CHOSEN if chosen else "")
        )
        self.set_doubt(page_id, doubt)

    def _keep_aside(self, page_id: PageId, layer: TextLayer) -> None:
        if not layer.text.strip():
            return
        self._connection.execute(
            insert(text_layers).values(
                page_id=page_id,
                origin=layer.origin.value,
                text=layer.text,
                boxes=pack_boxes(layer.boxes, len(layer.text)),
                **_told(layer),
            )
        )

    def _drop(self, page_id: PageId, key: LayerKey) -> None:
        origin, language = key
        self._connection.execute(
            delete(text_layers).where(
                text_layers.c.page_id == page_id,
                text_layers.c.origin == origin.value,
                text_layers.c.language == language,
            )
        )


_CHOSEN = "chosen"
"""What `page_texts.changed` says where the user chose the text that is shown."""


def _picture(row: Row[Any]) -> PagePicture:
    shape = shape_of(row)
    return PagePicture(
        page_id=PageId(row.id),
        source_id=SourceId(row.source_id),
        file_id=FileId(row.file_id),
        number=row.number,
        index=row.file_index,
        width=picture_size(shape, row.width, row.height)[0],
        shape=shape,
        language=row.language,
    )


def _told(layer: TextLayer) -> dict[str, Any]:
    return {
        "language": layer.language,
        "who": layer.who,
        "made": layer.made,
        "confidence": layer.confidence,
    }


def _layer(row: Row[Any], origin: TextOrigin | None = None) -> TextLayer:
    return TextLayer(
        origin=origin or stored_word(TextOrigin, row.origin, "an origin of a text"),
        language=row.language,
        who=row.who,
        made=row.made,
        confidence=row.confidence,
        text=row.text,
        boxes=unpack_boxes(row.boxes, len(row.text)),
    )
