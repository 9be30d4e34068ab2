"""What is in the library twice, or is missing from it: shown to the user, who decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.errors import ArchivistError
from archivist.services.changes import Changes
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.ingest.worker import ReadingRoom
    from archivist.library.values import PageId
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.doubles import Doubles, Side
    from archivist.storage.filestore import FileStore

_CLOSE_PICTURES = 5
_CLOSE_TEXTS = 12
"""So many bits of 64 may differ in the keys of what is alike; texts are compared then."""

_SHARED = 0.85
"""So much of two texts must be the same words."""

_LONG_ENOUGH = 200
"""Shorter texts, such as forms and covers, are alike by chance."""

_MOST_TEXT = 60_000
_AT_ONCE = 50
_MOST = 2_000
"""More pairs than that nobody looks through."""


class Likeness(StrEnum):
    """In what two pages, or the files they belong to, are alike; the surest first."""

    BYTES = "bytes"
    TEXT = "text"
    SHEET = "sheet"
    PICTURE = "picture"


@dataclass(frozen=True, kw_only=True, slots=True)
class Double:
    """Two pages that are alike; of files and texts, the first pages."""

    likeness: Likeness
    first: Side
    second: Side


class Comparing:
    """Finds what is in one library twice. It removes nothing."""

    def __init__(self, database: Database, store: FileStore, room: ReadingRoom) -> None:
        self._database = database
        self._store = store
        self._room = room

    def duplicates(self) -> Steps[tuple[Double, ...]]:
        """Find what is alike, but not what the user has said is not.

        Pictures that were not looked at before are drawn first, which takes a while; what was
        done stays when it is cancelled.
        """
        yield from self._draw_keys()
        yield Progress(done=0, total=0)
        with self._database.reading() as work:
            pairs: dict[tuple[PageId, PageId], Likeness] = {}
            for likeness, found in (
                (Likeness.BYTES, work.doubles.same_bytes()),
                (Likeness.TEXT, _same_texts(work.doubles)),
                (Likeness.SHEET, work.doubles.same_sheets()),
                (Likeness.PICTURE, _same_pictures(dict(work.doubles.pictures()))),
            ):
                for pair in found:
                    pairs.setdefault(pair, likeness)
                yield Progress(done=0, total=0)
            sides = work.doubles.sides({page for pair in pairs for page in pair})
            apart = work.doubles.kept_apart()
        doubles = (
            Double(likeness=likeness, first=sides[first], second=sides[second])
            for (first, second), likeness in pairs.items()
        )
        return tuple(double for double in doubles if _name(double) not in apart)[:_MOST]

    def keep_apart(self, doubles: Iterable[Double]) -> Changes:
        """Say that pairs are no duplicates; they are not shown again."""
        with self._database.writing("Keep apart") as work:
            for double in doubles:
                work.doubles.keep_apart(*_name(double))
        return Changes.of_rows(work.touched)

    def _draw_keys(self) -> Steps[None]:
        from archivist.ingest.resemblance import KEY_WIDTH, picture_key  # noqa: PLC0415 - quick start

        with self._database.reading() as work:
            waiting = work.doubles.without_key()
        keys: dict[PageId, int | None] = {}
        try:
            for done, side in enumerate(waiting):
                yield Progress(done=done, total=len(waiting), what=side.name)
                try:
                    path = self._store.path(side.hash)
                    picture = self._room.picture(path, side.media_type, side.index, KEY_WIDTH)
                except ArchivistError:  # a damaged or missing one is like nothing
                    keys[side.page_id] = None
                else:
                    keys[side.page_id] = picture_key(picture)
                if len(keys) == _AT_ONCE:
                    self._keep(keys)
        finally:
            self._keep(keys)

    def _keep(self, keys: dict[PageId, int | None]) -> None:
        if keys:
            with self._database.writing(undoable=False) as work:
                work.doubles.put_keys(keys)
            keys.clear()


def _same_texts(doubles: Doubles) -> Iterator[tuple[PageId, PageId]]:
    from archivist.ingest.resemblance import (  # noqa: PLC0415 - quick start
        close_pairs,
        text_key,
        words_shared,
    )

    keys: dict[PageId, int] = {}
    for page, text in doubles.texts(_MOST_TEXT):
        if len(text) >= _LONG_ENOUGH and (key := text_key(text)) is not None:
            keys[page] = key
    ids = list(keys)
    for one, other, _ in close_pairs(list(keys.values()), _CLOSE_TEXTS):
        ((_, first),) = doubles.texts(_MOST_TEXT, ids[one])
        ((_, second),) = doubles.texts(_MOST_TEXT, ids[other])
        if words_shared(first, second) >= _SHARED:
            yield ids[one], ids[other]


def _same_pictures(keys: Mapping[PageId, int]) -> Iterator[tuple[PageId, PageId]]:
    from archivist.ingest.resemblance import close_pairs  # noqa: PLC0415 - quick start

    ids = list(keys)
    for one, other, _ in close_pairs(list(keys.values()), _CLOSE_PICTURES):
        yield ids[one], ids[other]


def _name(double: Double) -> tuple[str, str, str]:
    """Return by what a pair is known, also after the files were brought in again."""
    marks = sorted(f"{side.hash}:{side.index}" for side in (double.first, double.second))
    return marks[0], marks[1], double.likeness.value
