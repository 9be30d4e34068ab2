"""Keeping the index in step with the library.

The index is a cache in the user's own folder. It is brought up to date from the library's queue,
whose entries are written together with the data. A token, put down both in the index and in the
library, tells that the two belong together: where it differs (a library restored from a copy, a
copied folder, an index that was deleted) the index is built anew. The token of a commit is put
down in the library before the commit as well, so that a crash between the two costs nothing.

A library opened for reading cannot empty its queue. It uses the index that belongs to it; where
there is none, it builds one beside it, which serves until the library changes.
"""

from __future__ import annotations

import json
import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from archivist.search.index import Index
from archivist.search.schema import Document
from archivist.search.writer import IndexWriter
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archivist.search.analyzers import Analysis
    from archivist.services.progress import Steps
    from archivist.storage.database import Database
    from archivist.storage.index_queue import IndexDocument, IndexQueue

_AT_ONCE = 100
"""So many documents are handed to the writer in one go: about a quarter of a second's work."""

_TRIES = 3

_COMMIT = 500
_LARGE_COMMIT = 10_000
_MANY = 4_000
"""Where so many wait, commits are large: fewer segments are quicker to write and to search."""


_SAMPLE = Document(key="p0", source_id=0, title="", text="слова сөздер слів words", kind="page")


class IndexKeeper:
    """Knows which index answers for a library, and brings it up to date."""

    def __init__(
        self, database: Database, folder: Path, analysis: Analysis, *, read_only: bool
    ) -> None:
        self._database = database
        self._read_only = read_only
        self._shared = Index(folder, analysis)
        own = folder.with_name(f"{folder.name}-reading")
        self._own = Index(own, analysis)
        self._writer = IndexWriter(own if read_only else folder)

    def current(self) -> Index | None:
        """Return the index that answers for the library as it is now, None when there is none."""
        for _ in range(_TRIES):  # a commit may fall between the two looks
            with self._database.reading() as work:
                tokens = _tokens(work.queue)
                state = _state(work.queue) if self._read_only else ""
            token = self._shared.token()
            if token and token in tokens:
                return self._shared
            if state and self._own.token() == state:
                return self._own
        return None

    def waiting(self) -> int:
        """Count the documents that the index does not know as they are now."""
        index = self.current()
        if index is self._own:
            return 0
        with self._database.reading() as work:
            return work.queue.size() if index else len(work.queue.keys())

    def update(self) -> Steps[int]:
        """Bring the index up to date; build it where there is none. Return what was written."""
        if self.current() is None:
            return (yield from self.rebuild())
        if self._read_only:  # the index is that of whoever writes to the library
            return 0
        return (yield from self._drain())

    def rebuild(self) -> Steps[int]:
        """Write every document anew; return how many were written.

        An index that is whole answers on while what is in it is replaced; any other is cleared.
        A rebuild that was stopped goes on where it was.
        """
        if self._read_only:
            return (yield from self._build_own())
        if self.current() is self._shared:
            with self._database.writing(undoable=False) as work:
                if not _is_rebuilding(work.queue):
                    work.queue.refill(self._shared.all_keys())
                    work.queue.set_manifest(_manifest(self._shared.token(), rebuilding=True))
            return (yield from self._drain())
        token = _new_token()
        self._put_down("")
        self._shared.close()
        self._writer.clear(token)
        with self._database.writing(undoable=False) as work:
            work.queue.refill()
            work.queue.set_manifest(_manifest(token, rebuilding=True))
        return (yield from self._drain())

    def warm_up(self) -> Steps[None]:
        """Make ready for what is changed next, so that it is found at once."""
        yield Progress(done=0, total=1)
        if not self._read_only and self.current() is self._shared:
            self._writer.warm_up(_SAMPLE)

    def close(self) -> None:
        """End the writer and close the files."""
        self._writer.close()
        self._shared.close()
        self._own.close()

    def _drain(self) -> Steps[int]:
        """Write what waits in the queue, commit by commit."""
        written = 0
        with self._database.reading() as work:
            total = work.queue.size()
        while True:
            # what is found first is found soon, also where nothing was indexed before
            limit = _LARGE_COMMIT if total > _MANY and self._shared.size() else _COMMIT
            with self._database.reading() as work:
                items = work.queue.take(limit)
            if not items:
                break
            token = _new_token()
            self._put_down(self._shared.token(), token)
            try:
                for done in self._write([item.key for item in items]):
                    yield Progress(done=written + done, total=max(total, written + done))
                self._writer.commit(token)
            except GeneratorExit:  # what is not committed is still in the queue
                self._writer.forget()
                raise
            with self._database.writing(undoable=False) as work:
                work.queue.done([item.ticket for item in items])
                rebuilding = _is_rebuilding(work.queue)
                work.queue.set_manifest(_manifest(token, rebuilding=rebuilding))
            written += len(items)
        if written:
            self._writer.tidy()
        return written

    def _build_own(self) -> Steps[int]:
        """Build an index of our own for a library that may not be written to."""
        with self._database.reading() as work:
            keys, state = work.queue.keys(), _state(work.queue)
        self._own.close()
        self._writer.clear("")
        for start in range(0, len(keys), _LARGE_COMMIT):
            for done in self._write(keys[start : start + _LARGE_COMMIT]):
                yield Progress(done=start + done, total=len(keys))
            self._writer.commit("")
        self._writer.commit(state)
        return len(keys)

    def _write(self, keys: Sequence[str]) -> Iterator[int]:
        """Hand documents to the writer and yield how many it has; those not there are taken out."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            with self._database.reading() as work:
                documents = work.queue.documents(some)
            there = {document.key for document in documents}
            self._writer.write(
                [_document(document) for document in documents],
                [key for key in some if key not in there],
            )
            yield start + len(some)

    def _put_down(self, *tokens: str) -> None:
        with self._database.writing(undoable=False) as work:
            rebuilding = _is_rebuilding(work.queue)
            work.queue.set_manifest(_manifest(*tokens, rebuilding=rebuilding))


def _document(found: IndexDocument) -> Document:
    return Document(
        key=found.key,
        source_id=found.source_id or 0,
        title=found.title,
        text="\n".join(
            filter(None, (found.text, *(text for _, text in found.layers), found.place))
        ),
        kind=found.kind,
    )


def _new_token() -> str:
    return uuid.uuid4().hex


def _manifest(*tokens: str, rebuilding: bool = False) -> str:
    known = {"tokens": [token for token in tokens if token]}
    return json.dumps(known | {"rebuilding": True} if rebuilding else known)


def _known(queue: IndexQueue) -> dict[str, Any]:
    """Return what the library knows of its index; of a damaged note nothing, so it is rebuilt."""
    try:
        known = json.loads(queue.manifest() or "{}")
    except (TypeError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _is_rebuilding(queue: IndexQueue) -> bool:
    """Tell whether a rebuild was begun of which documents still wait."""
    return bool(_known(queue).get("rebuilding") and queue.size())


def _tokens(queue: IndexQueue) -> frozenset[str]:
    """Return the tokens of the index that the library knows."""
    tokens = _known(queue).get("tokens")
    return frozenset(map(str, tokens)) if isinstance(tokens, list) else frozenset()


def _state(queue: IndexQueue) -> str:
    """Return what changes whenever the texts of a library do: every change enters the queue."""
    known = (queue.manifest(), queue.size(), queue.newest_ticket())
    return sha256(repr(known).encode()).hexdigest()[:32]
