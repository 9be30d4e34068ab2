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
from archivist.search.codec.gathering import unpacked_bits
from archivist.search.codec.layout import SUFFIX, unpack_key
from archivist.search.codec.sections import DamagedIndexError
from archivist.search.codec.segment import Segment
from archivist.search.corpus import Corpus
from archivist.search.expanding import Expansion, Many, expanded, expansion
from archivist.search.manifest import MANIFEST, Manifest, is_sound, read_manifest
from archivist.search.matching import Matching
from archivist.search.query_tree import Fuzzy, Sounding
from archivist.search.ranking import (
    counted_by_kind,
    counted_by_source,
    in_order_of,
    ranked,
    words_by_source,
)
from archivist.search.schema import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from archivist.search.confirming import Documents
    from archivist.search.corpus import Mask
    from archivist.search.matching import Doubt
    from archivist.search.query_tree import Query
    from archivist.search.readings import Readings

_TRIES = 5
_SECONDS = 0.012
"""So long the documents in doubt are looked at when the best of them are there already."""

_MANY = 2_000
"""When so many were found by looking into documents, the memory of their files is given back."""

_Stamp = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What matches a query: how many documents, the keys of the best with their scores.

    `total` is an estimate unless it is `exact`. `expansions` says which words stood for each leaf
    that stands for many, `met` which words were met by their stems, and as what (see `met_words`).
    `by_source` and `by_kind` (the first letter of the keys) count all that match, when that was
    asked for; sources stand in the order of their first hits.
    """

    total: int = 0
    exact: bool = True
    hits: tuple[tuple[str, float], ...] = ()
    expansions: Mapping[Many, Expansion] = field(default_factory=dict)
    met: Mapping[str, Readings] = field(default_factory=dict)
    by_source: Mapping[int, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is wanted of all that matches.

    `limit` documents at most; of `sources` only, unless it is None; of `kinds` (first letters of
    keys) only, unless it is ""; `counted` by source and kind; in the `order` of some source ids
    instead of by score. A `complete` answer is waited for: its total is exact, however long that
    takes.
    """

    limit: int
    sources: Collection[int] | None = None
    kinds: str = ""
    counted: bool = False
    order: Sequence[int] | None = None
    complete: bool = False
    stopped: Callable[[], bool] | None = None
    """Is asked now and then whether nobody waits for the answer any more."""

    def go_on(self) -> None:
        """Make sure that the answer is still waited for.

        Raises:
            SearchError: when it is not.
        """
        if self.stopped is not None and self.stopped():
            raise SearchError("the search was stopped")


class Index:
    """The index in one folder of the user's cache; usable from any thread. Close it when done."""

    def __init__(self, folder: Path, analysis: Analysis | None = None) -> None:
        self._folder = folder
        self._analysis = analysis or Analysis()
        self._lock = threading.RLock()
        self._manifest: Manifest | None = None
        self._stamp: _Stamp | None = None
        self._stamps: dict[str, _Stamp | None] = {}
        self._segments: dict[str, Segment] = {}
        self._corpus = Corpus((), ())

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
            return int(self._corpus.alive.sum())

    def all_keys(self) -> frozenset[str]:
        """Return the keys of the documents in the index."""
        with self._lock:
            self._look()
            corpus = self._corpus
            return frozenset(map(unpack_key, corpus.keys[corpus.alive].tolist()))

    def find(self, query: Query, wanted: Wanted) -> Found:
        """Return the documents that match a query.

        Raises:
            SearchError: when the index is not usable, turns out to be damaged, or the search is
                stopped.
        """
        with self._lock:
            wanted.go_on()
            corpus = self._current()
            try:
                return _found(corpus, Matching(corpus, self._analysis, query.sets), query, wanted)
            except (DamagedIndexError, IndexError, ValueError, UnicodeDecodeError) as error:
                raise self._damaged(str(error)) from error

    def words_by_source(self, kind: str) -> Mapping[int, int]:
        """Count the words of the documents of a kind (the first letter of their keys) by source.

        Raises:
            SearchError: when the index is not usable.
        """
        with self._lock:
            return words_by_source(self._current(), kind)

    def suggestions(self, form: str, limit: int = 3) -> tuple[str, ...]:
        """Return words of the index that a folded word may have been meant to be.

        Raises:
            SearchError: when the index is not usable.
        """
        for edits in (1, 2):
            found = self.words_for(Fuzzy(form, edits)).words
            if others := tuple(word for word in found if word != form):
                return others[:limit]
        return ()

    def words_for(self, leaf: Many) -> Expansion:
        """Return the words of the index that a leaf stands for, the most frequent first.

        Raises:
            SearchError: when the index is not usable.
        """
        with self._lock:
            corpus = self._current()
            return expansion(
                corpus, [expanded(one, leaf, self._analysis)[0] for one in corpus.segments]
            )

    def sounding(self, form: str, limit: int = 20) -> tuple[str, ...]:
        """Return words of the index that sound like a folded word, in any script and spelling.

        Raises:
            SearchError: when the index is not usable.
        """
        return self.words_for(Sounding(form)).words[:limit]

    def close(self) -> None:
        """Close the files; the next use opens them again."""
        with self._lock:
            self._let_go({})
            self._manifest = self._stamp = None

    def _current(self) -> Corpus:
        self._look()
        if self._manifest is None:
            raise SearchError("there is no index yet")
        if any(_stamp(self._folder / name) != stamp for name, stamp in self._stamps.items()):
            # no more is read of them: what is cut short ends the program where it is mapped
            raise self._damaged("a file was changed")
        return self._corpus

    def _damaged(self, why: str) -> SearchError:
        """Make sure that a damaged index is not used again."""
        (self._folder / MANIFEST).unlink(missing_ok=True)
        self.close()
        return SearchError(f"the index is damaged and will be built anew ({why})")

    def _look(self) -> None:
        """Open the newest commit unless it is open already."""
        for _ in range(_TRIES):
            stamp = _stamp(self._folder / MANIFEST)
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
        known = {one.measure for one in self._manifest.segments} if self._manifest else set()
        if manifest is None or not is_sound(self._folder, manifest, known=known):
            return False
        names = [one.name for one in manifest.segments]
        try:
            segments = {
                name: self._segments.get(name) or Segment(self._folder, name) for name in names
            }
        except DamagedIndexError:
            return False
        self._let_go(segments)
        self._corpus = Corpus(
            [segments[name] for name in names],
            [unpacked_bits(one.documents, one.deleted) for one in manifest.segments],
        )
        self._stamps = {name + SUFFIX: _stamp(self._folder / (name + SUFFIX)) for name in names}
        self._manifest = manifest
        return True

    def _let_go(self, kept: dict[str, Segment]) -> None:
        self._corpus = Corpus((), ())
        for name, segment in self._segments.items():
            if name not in kept:
                segment.close()
        self._segments = kept


def _found(corpus: Corpus, matching: Matching, query: Query, wanted: Wanted) -> Found:
    candidates = matching.found(query.root)
    doubts = tuple(_stopping(doubt, wanted) for doubt in candidates.doubts)
    candidates = candidates._replace(doubts=doubts)
    everything = wanted.counted or wanted.order is not None
    best = ranked(
        corpus,
        candidates,
        corpus.within(wanted.sources, wanted.kinds),
        limit=corpus.size if everything else wanted.limit,
        seconds=None if everything or wanted.complete else _SECONDS,
    )
    documents = best.documents
    if wanted.order is not None:
        documents = in_order_of(wanted.order, corpus, documents)
    if candidates.doubts and best.total > _MANY:
        for segment in corpus.segments:
            segment.sections.let_go()
    return Found(
        total=best.total,
        exact=best.exact,
        hits=tuple(
            (corpus.key(document), float(candidates.scores[document]))
            for document in documents[: wanted.limit].tolist()
        ),
        expansions=matching.expansions,
        met=matching.met,
        by_source=counted_by_source(corpus, documents) if wanted.counted else {},
        by_kind=counted_by_kind(corpus, best.documents) if wanted.counted else {},
    )


def _stopping(doubt: Doubt, wanted: Wanted) -> Doubt:
    """Return a doubt that is looked into only as long as somebody waits for it."""

    def test(documents: Documents) -> Mask:
        wanted.go_on()
        return doubt.test(documents)

    return doubt._replace(test=test)


def _stamp(file: Path) -> _Stamp | None:
    """Return what tells one state of a file from the next, None when there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
