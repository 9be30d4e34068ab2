"""The texts of a page: typing a transcription or a translation, choosing which is shown."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archivist.ingest.judging import doubt_of, judge, layer_doubt
from archivist.library.layers import boxes_of
from archivist.library.sources import Doubt, TextLayer, TextOrigin
from archivist.services.changes import Changes

if TYPE_CHECKING:
    from archivist.library.sources import LayerKey
    from archivist.library.values import LanguageCode, PageId
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork

_ALL_SURE = 100.0


class Layering:
    """Keeps what is typed of the pages of one library, beside what is in their files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def layers(self, page_id: PageId) -> tuple[TextLayer, ...]:
        """Return the texts of a page, the one that is shown first."""
        with self._database.reading() as work:
            return work.layers.of_page(page_id)

    def transcribe(self, page_id: PageId, text: str, who: str = "") -> Changes:
        """Keep a transcription; "" removes it. Its words stand where those of other texts do."""
        with self._database.writing("Transcribe") as work:
            self._put(work, page_id, TextLayer(origin=TextOrigin.TRANSCRIPTION, text=text), who)
        return Changes.of_rows(work.touched)

    def translate(
        self, page_id: PageId, text: str, language: LanguageCode, who: str = ""
    ) -> Changes:
        """Keep a translation into a language; "" removes it."""
        layer = TextLayer(origin=TextOrigin.TRANSLATION, language=language, text=text)
        with self._database.writing("Translate") as work:
            self._put(work, page_id, layer, who)
        return Changes.of_rows(work.touched)

    def show(self, page_id: PageId, key: LayerKey) -> Changes:
        """Show another text of a page; it stays until another one is chosen.

        Raises:
            NotFoundError: when the page has no such text.
        """
        with self._database.writing("Show another text") as work:
            wanted = [layer for layer in work.layers.of_page(page_id) if layer.key == key]
            work.layers.show(page_id, key, doubt_about(wanted[0]) if wanted else Doubt.NONE)
        return Changes.of_rows(work.touched)

    def remove(self, page_id: PageId, key: LayerKey) -> Changes:
        """Take a text from a page.

        Raises:
            NotFoundError: when the page has no such text.
        """
        with self._database.writing("Remove text") as work:
            self._remove(work, page_id, key)
        return Changes.of_rows(work.touched)

    def accept(self, page_id: PageId) -> Changes:
        """Say that the text that is shown is sound, whatever was doubted."""
        with self._database.writing("Accept text") as work:
            work.layers.set_doubt(page_id, Doubt.NONE)
        return Changes.of_rows(work.touched)

    def _put(self, work: UnitOfWork, page_id: PageId, layer: TextLayer, who: str) -> None:
        layers = work.layers.of_page(page_id)
        before = next((one for one in layers if one.key == layer.key), None)
        if before is not None and before.text == layer.text:
            return
        if not layer.text.strip():
            if before is not None:
                self._remove(work, page_id, layer.key)
            return
        placed = next((one for one in layers if one.boxes), None)
        typed = layer.origin is TextOrigin.TRANSCRIPTION and placed is not None
        work.layers.put(
            page_id,
            TextLayer(
                origin=layer.origin,
                language=layer.language,
                who=who or user_name(),
                made=datetime.now(UTC).isoformat(timespec="seconds"),
                text=layer.text,
                boxes=boxes_of(layer.text, placed.text, placed.boxes) if typed and placed else (),
            ),
        )

    @staticmethod
    def _remove(work: UnitOfWork, page_id: PageId, key: LayerKey) -> None:
        work.layers.remove(page_id, key)
        work.layers.set_doubt(page_id, doubt_about(work.layers.shown(page_id)))


def doubt_about(layer: TextLayer) -> Doubt:
    """Judge a text anew that is to be shown; what a person typed is not doubted."""
    if layer.origin is TextOrigin.FILE:
        return layer_doubt(layer.text)
    if layer.origin is TextOrigin.OCR:
        sure = _ALL_SURE if layer.confidence is None else layer.confidence
        return doubt_of(judge(layer.text), sure)
    return Doubt.NONE


def user_name() -> str:
    """Return what the user is called on this machine, "" when that is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in a container
        return ""
