"""What is in the library twice, or is missing from it: shown to the user, who decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from archivist.errors import (
    DamagedLibraryError,
    LinkedFileError,
    NotFoundError,
    UnreadableFileError,
)
from archivist.library.archive import Archive, Unit
from archivist.library.ordering import sort_key
from archivist.library.references import Sheets
from archivist.library.values import PageId
from archivist.services.changes import Changes
from archivist.services.progress import Progress
from archivist.storage.doubles import Face, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from archivist.ingest.recognising_room import RecognisingRoom
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.doubles import Doubles
    from archivist.storage.filestore import FileStore
    from archivist.storage.unit_of_work import UnitOfWork

ShortReference = Callable[[Archive, Sequence[Unit], Sheets], str]

__all__ = ["Comparing", "Double", "Face", "Likeness", "Seen", "Side"]

_CLOSE_TEXTS = 12
"""So many bits of 64 may differ in the keys of texts that are alike; they are compared then."""

_SHARED = 0.85
"""So much of two texts must be the same words."""

_LONG_ENOUGH = 200
"""Shorter texts, such as forms and covers, are alike by chance."""

_MOST_TEXT = 60_000
_TRIES = 3
"""So many are tried as the first of a pair: one may be less alike, or of the same photograph."""

_AT_ONCE = 50
_AHEAD = 2
"""So many pictures a worker are on their way to it."""

_TICK = 0.1
_LOOK = 20
"""After so many texts it is told that the work goes on, and it can be stopped."""

_SHOWN = 4_000
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

    def may_bin(self, side: Side) -> bool:
        """Tell whether the source of one side holds nothing but what is in the other too."""
        if self.first.source_id == self.second.source_id:
            return False
        of_file = self.likeness is Likeness.BYTES and side.only_file
        return self.likeness is Likeness.TEXT or of_file or side.only_page

    @property
    def may_skip(self) -> bool:
        """Whether both are photographs, of which one can be passed over."""
        return self.likeness is not Likeness.TEXT and all(map(_is_picture, self._sides))

    @property
    def may_merge(self) -> bool:
        """Whether the second photograph can go on with the sheet of the first, which it follows."""
        first, second = self._sides
        follows = (first.source_id, first.number + 1) == (second.source_id, second.number)
        return self.may_skip and follows

    @property
    def is_open(self) -> bool:
        """Whether the user has yet to decide about it."""
        if any(side.gone for side in self._sides):
            return False
        passed = any(side.skipped for side in self._sides)
        merged = self.may_merge and self.second.continues
        return not (self.may_skip and (passed or merged))

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.first, self.second


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What is shown of one side of a pair: `text` is the beginning of a document's."""

    side: Side
    face: Face
    reference: str
    text: str


class Comparing:
    """Finds what is in one library twice. It removes nothing."""

    def __init__(
        self,
        database: Database,
        store: FileStore,
        rooms: Callable[[], RecognisingRoom],
        reference: ShortReference,
    ) -> None:
        """Take what opens a room to look at pictures in; it is closed after each look."""
        self._database = database
        self._store = store
        self._rooms = rooms
        self._reference = reference

    def duplicates(self) -> Steps[tuple[Double, ...]]:
        """Find what is alike, but not what the user has decided about.

        Pictures that were not looked at before are drawn first, which takes a while; what was
        done stays when it is cancelled.
        """
        yield from self._draw_keys()
        yield Progress(done=0, total=0)
        with self._database.reading() as work:
            known = _Known(names=work.doubles.names(), apart=work.doubles.kept_apart())
            for likeness, found in (
                (Likeness.BYTES, work.doubles.same_bytes()),
                (Likeness.TEXT, _same_texts(work.doubles)),
                (Likeness.SHEET, work.doubles.same_sheets()),
                (Likeness.PICTURE, _same_pictures(dict(work.doubles.pictures()))),
            ):
                for pair in found:
                    if pair is None:
                        yield Progress(done=0, total=0)
                    else:
                        known.note(likeness, *pair)
            sides = work.doubles.sides({page for pair in known.pairs for page in pair})
        doubles = (
            _double(likeness, sides[first], sides[second])
            for (first, second), likeness in known.pairs.items()
        )
        return tuple(sorted((one for one in doubles if one.is_open), key=_place)[:_MOST])

    def still_open(self, doubles: Sequence[Double]) -> tuple[Double, ...]:
        """Return of some pairs those that are not decided yet, as they are now."""
        with self._database.reading() as work:
            ids = {side.page_id for one in doubles for side in (one.first, one.second)}
            sides = work.doubles.sides(ids)
            apart = work.doubles.kept_apart()
        now = (
            Double(
                likeness=double.likeness,
                first=sides[double.first.page_id],
                second=sides[double.second.page_id],
            )
            for double in doubles
            if double.first.page_id in sides and double.second.page_id in sides
        )
        return tuple(one for one in now if one.is_open and _name(one) not in apart)

    def look_at(self, double: Double) -> tuple[Seen, Seen]:
        """Return what is shown of the two sides of a pair.

        Raises:
            NotFoundError: when one was erased.
        """
        with self._database.reading() as work:
            faces = work.doubles.faces((double.first.page_id, double.second.page_id))
            return _seen(work, double.first, faces, self._reference), _seen(
                work, double.second, faces, self._reference
            )

    def keep_apart(self, doubles: Iterable[Double]) -> Changes:
        """Say that pairs are no duplicates; they are not shown again."""
        with self._database.writing("Keep both") as work:
            work.doubles.keep_apart(map(_name, doubles))
        return Changes.of_rows(work.touched)

    def _draw_keys(self) -> Steps[None]:
        """Look at the pictures that have no key yet, several at a time."""
        with self._database.reading() as work:
            waiting = work.doubles.without_key()
        left, done, keys = iter(waiting), 0, dict[PageId, bytes | None]()
        running: dict[Future[bytes | None], Side] = {}
        room = self._rooms()
        threads = ThreadPoolExecutor(room.workers, thread_name_prefix="comparing")
        try:
            while True:
                for side in islice(left, _AHEAD * room.workers - len(running)):
                    running[threads.submit(_key, room, self._path(side), side)] = side
                if not running:
                    return
                for future in wait(running, timeout=_TICK, return_when=FIRST_COMPLETED).done:
                    side, done = running.pop(future), done + 1
                    with suppress(NotFoundError, LinkedFileError):  # seen when it is found again
                        keys[side.page_id] = future.result()
                if len(keys) >= _AT_ONCE:
                    self._keep(keys)
                yield Progress(done=done, total=len(waiting), what=side.name)
        finally:
            room.close()
            threads.shutdown(cancel_futures=True)
            self._keep(keys)

    def _path(self, side: Side) -> Callable[[], Path]:
        """Return what finds the file of a page, which may be erased meanwhile."""

        def found() -> Path:
            with self._database.reading() as work:
                file = work.catalogue.file(side.file_id)
            return self._store.find(file)

        return found

    def _keep(self, keys: dict[PageId, bytes | None]) -> None:
        if keys:
            with self._database.writing(undoable=False) as work:
                work.doubles.put_keys(keys)
            keys.clear()


def _key(room: RecognisingRoom, path: Callable[[], Path], side: Side) -> bytes | None:
    """Return the key of a picture, None of a blank or damaged one, which is like nothing."""
    from archivist.ingest.resemblance import KEY_WIDTH, picture_key  # noqa: PLC0415 - quick start

    try:
        return picture_key(room.glimpse(path(), side.media_type, side.index, KEY_WIDTH))
    except (UnreadableFileError, DamagedLibraryError):
        return None


def _same_texts(doubles: Doubles) -> Iterator[tuple[PageId, PageId] | None]:
    """Yield the first pages of texts that say the same, and None now and then."""
    from archivist.ingest.resemblance import (  # noqa: PLC0415 - quick start
        close_pairs,
        text_key,
        words_shared,
    )

    keys: dict[PageId, int] = {}
    for number, (page, text) in enumerate(doubles.texts(_MOST_TEXT)):
        if number % _LOOK == 0:
            yield None
        if len(text) >= _LONG_ENOUGH and (key := text_key(text)) is not None:
            keys[page] = key
    ids = list(keys)
    paired: set[int] = set()
    for one, other in close_pairs(list(keys.values()), _CLOSE_TEXTS, _TRIES):
        if other in paired:
            continue
        ((_, first),) = doubles.texts(_MOST_TEXT, ids[one])
        ((_, second),) = doubles.texts(_MOST_TEXT, ids[other])
        if words_shared(first, second) >= _SHARED:
            paired.add(other)
            yield ids[one], ids[other]


def _same_pictures(keys: Mapping[PageId, bytes]) -> Iterator[tuple[PageId, PageId] | None]:
    from archivist.ingest.resemblance import KEY_BYTES, alike_pictures  # noqa: PLC0415 - quick start

    sound = {page: key for page, key in keys.items() if len(key) == KEY_BYTES}
    ids = list(sound)
    for pair in alike_pictures(list(sound.values()), _TRIES):
        yield (ids[pair[0]], ids[pair[1]]) if pair else None


@dataclass(kw_only=True, slots=True)
class _Known:
    """The pairs that were found.

    Of many that are alike each is paired with one before it, also when the user keeps it apart:
    else a form of which he has hundreds would come back with the next one, for ever.
    """

    names: dict[PageId, str]
    apart: frozenset[tuple[str, str, str]]
    pairs: dict[tuple[PageId, PageId], Likeness] = field(default_factory=dict)
    seen: set[tuple[Likeness, PageId]] = field(default_factory=set)

    def note(self, likeness: Likeness, first: PageId, second: PageId) -> None:
        """Note a pair, unless the user keeps it apart or it is known."""
        if (likeness, second) in self.seen or (first, second) in self.pairs:
            return
        one, other = self.names[first], self.names[second]
        if likeness is Likeness.PICTURE and one == other:  # two sheets on one photograph
            return
        self.seen.add((likeness, second))
        if _marks(one, other, likeness) not in self.apart:
            self.pairs[first, second] = likeness


def _seen(
    work: UnitOfWork, side: Side, faces: Mapping[PageId, Face], reference: ShortReference
) -> Seen:
    if side.page_id not in faces:
        raise NotFoundError("page", str(side.page_id))
    face, told = faces[side.page_id], ""
    if face.unit_id is not None:
        chain = work.archives.chain(face.unit_id)
        told = reference(work.archives.get(chain[0].archive_id), chain, face.sheets)
    text = "" if face.width else work.catalogue.page_text(side.page_id).text[:_SHOWN]
    return Seen(side=side, face=face, reference=told, text=text)


def _double(likeness: Likeness, one: Side, other: Side) -> Double:
    """Make a pair: pages of one source as they follow each other, else by the names of files."""
    if one.source_id == other.source_id:
        first, second = sorted((one, other), key=lambda side: side.number)
    else:
        first, second = sorted((one, other), key=lambda side: (sort_key(side.name), side.source_id))
    return Double(likeness=likeness, first=first, second=second)


def _place(double: Double) -> tuple[int, str, int, int]:
    """Return where a pair stands in the list: the surest first, then by name and number."""
    side = double.first
    kinds = list(Likeness)
    return kinds.index(double.likeness), sort_key(side.name), side.source_id, side.number


def _is_picture(side: Side) -> bool:
    return side.media_type.startswith("image/")


def _name(double: Double) -> tuple[str, str, str]:
    """Return by what a pair is known, also after the files were brought in again."""
    first, second = (f"{side.hash}:{side.index}" for side in (double.first, double.second))
    return _marks(first, second, double.likeness)


def _marks(first: str, second: str, likeness: Likeness) -> tuple[str, str, str]:
    return min(first, second), max(first, second), likeness.value
