"""The index in one folder, for reading: opened when it is needed, looked at anew when it changes.

Nothing of an index is opened before its manifest has been compared with its files. Whatever is
wrong with it makes it unusable, which means: build it anew.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.errors import SearchError
from archivist.search.analyzers import Analysis
from archivist.search.manifest import MANIFEST, Manifest, is_sound, read_manifest
from archivist.search.matching import Expansion, Matching
from archivist.search.schema import fingerprint
from archivist.search.segments import DamagedIndexError, Segment, open_segments

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from archivist.search.query import Query

_TRIES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What matches a query: how many documents, the keys of the best with their scores.

    `expansions` says which words stood for each prefix.
    """

    total: int = 0
    hits: tuple[tuple[str, float], ...] = ()
    expansions: Mapping[str, Expansion] = field(default_factory=dict)


class Index:
    """The index in one folder of the user's cache; usable from any thread. Close it when done."""

    def __init__(self, folder: Path, analysis: Analysis | None = None) -> None:
        self._folder = folder
        self._analysis = analysis or Analysis()
        self._lock = threading.RLock()
        self._manifest: Manifest | None = None
        self._stamp: tuple[int, int] | None = None
        self._segments: dict[str, Segment] = {}

    @property
    def fingerprint(self) -> str:
        """What an index must have been written with to be opened."""
        return fingerprint()

    def usable(self) -> bool:
        """Tell whether there is a whole index that this program wrote."""
        with self._lock:
            self._look()
            return self._manifest is not None

    def token(self) -> str:
        """Return the token of the commit that is read now, "" when the index is not usable."""
        with self._lock:
            self._look()
            return self._manifest.token if self._manifest else ""

    def size(self) -> int:
        """Count the documents in the index."""
        with self._lock:
            self._look()
            return sum(part.size - len(part.deleted) for part in self._segments.values())

    def find(
        self,
        query: Query,
        sources: Collection[int] | None = None,
        *,
        limit: int,
        text_of: Callable[[Sequence[str]], Mapping[str, str]],
    ) -> Found:
        """Return the documents that match a query, those of `sources` only unless it is None.

        `text_of` gives the texts of documents, in which phrases are looked for.

        Raises:
            SearchError: when the index is not usable, or turns out to be damaged.
        """
        with self._lock:
            self._look()
            if self._manifest is None:
                raise SearchError("there is no index yet")
            matching = Matching(tuple(self._segments.values()), self._analysis, text_of)
            try:
                total, hits = matching.ranked(query.root, sources, limit)
            except DamagedIndexError as error:
                self._give_up()
                raise SearchError(
                    f"the index is damaged and will be built anew ({error})"
                ) from error
            return Found(total=total, hits=tuple(hits), expansions=matching.expansions)

    def close(self) -> None:
        """Close the files; the next use opens them again."""
        with self._lock:
            self._let_go({})
            self._manifest = self._stamp = None

    def _look(self) -> None:
        """Open the newest commit unless it is open already."""
        for _ in range(_TRIES):
            stamp = _stamp(self._folder)
            if stamp == self._stamp:
                return
            if self._open():
                self._stamp = stamp
                return
        self._let_go({})
        self._manifest, self._stamp = None, stamp

    def _open(self) -> bool:
        """Open what the manifest names; fails when a writer goes on to the next commit."""
        manifest = read_manifest(self._folder)
        if manifest is None or not is_sound(self._folder, manifest, known=self._manifest):
            return False
        try:
            segments = open_segments(self._folder, manifest, self._segments)
        except DamagedIndexError:
            return False
        self._let_go(segments)
        self._manifest = manifest
        return True

    def _let_go(self, kept: dict[str, Segment]) -> None:
        for name, segment in self._segments.items():
            if name not in kept:
                segment.close()
        self._segments = kept

    def _give_up(self) -> None:
        """Make sure that a damaged index is not used again."""
        (self._folder / MANIFEST).unlink(missing_ok=True)
        self.close()


def _stamp(folder: Path) -> tuple[int, int] | None:
    """Return what tells one manifest from the next, None when there is none."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
