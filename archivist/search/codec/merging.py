"""One segment made of several: everything renumbered, in one go; deleted documents go.

Words and stems stand in the same order in all segments, so what belongs to them is not sorted
again: it is known where each run goes. Little is held besides the segment that is made.
"""

from __future__ import annotations

from itertools import compress, count, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from archivist.search.codec.layout import (
    HASHES,
    MOST_DOCUMENTS,
    Bound,
    Numbers,
    Runs,
    firsts,
    runs,
)
from archivist.search.codec.lines import as_text, sizes_of, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.search.codec.lines import Lines
    from archivist.search.codec.segment import Segment

_STRETCH = 20_000
"""So many lines of the longest part are merged at a time."""

_AT_ONCE = 250_000
"""So many numbers are moved at a time."""

_DOCUMENTS = 2_000
"""The tokens of so many documents are renumbered at a time."""

_MARK = 4
"""So many bytes tell words of the same form apart."""

_Mask = NDArray[np.bool_]
_Places = NDArray[np.uint32]


class Part(NamedTuple):
    """A segment that is merged, and which of its documents are kept."""

    segment: Segment
    kept: _Mask


class _Flow(NamedTuple):
    """Runs of documents in a part: where each begins, how many of it are kept, and which.

    `kept` is None when all are.
    """

    name: str
    starts: NDArray[np.uint32]
    counts: NDArray[np.int64]
    kept: _Mask | None


def merged(parts: Sequence[Part]) -> Bound:
    """Return one segment that holds what several hold."""
    if sum(int(part.kept.sum()) for part in parts) > MOST_DOCUMENTS:
        raise ValueError("too many documents for one segment")
    documents = _new_documents(parts)
    flows = [_flow(part, "posting", part.segment.posting_starts) for part in parts]
    used = [flow.counts > 0 for flow in flows]
    words, word_numbers = _joined([part.segment.lexicon for part in parts], used, _marks(parts))
    count_of_words = len(words[1])
    _let_go(parts)
    postings, weights = _moved(parts, flows, word_numbers, documents, count_of_words)
    stems, sounds, links, link_weights = _linked(parts, used, word_numbers)
    _let_go(parts)
    pairs, _ = _moved(
        parts,
        [_flow(part, "pair", part.segment.pair_starts) for part in parts],
        [part.segment.sections.array("pair_hashes") for part in parts],
        documents,
        HASHES,
    )
    return Bound(
        keys=_kept(parts, "keys"),
        sources=_kept(parts, "sources"),
        lengths=_kept(parts, "lengths"),
        words=words,
        identities=_placed(parts, "word_identities", used, word_numbers, count_of_words),
        stems=stems,
        sounds=sounds,
        links=links,
        link_weights=link_weights,
        postings=postings,
        posting_weights=weights,
        pairs=pairs,
        tokens=_tokens(parts, word_numbers, count_of_words),
        token_counts=_kept(parts, "token_counts"),
    )


def _let_go(parts: Sequence[Part]) -> None:
    """Give back the memory in which the system keeps what was read of the parts."""
    for part in parts:
        part.segment.sections.let_go()


def _new_documents(parts: Sequence[Part]) -> list[NDArray[np.uint16]]:
    """Return the new numbers of the documents of each part."""
    numbers = (np.cumsum(np.concatenate([part.kept for part in parts])) - 1).astype(np.uint16)
    return np.split(numbers, np.cumsum([len(part.kept) for part in parts[:-1]]))


def _kept(parts: Sequence[Part], name: str) -> NDArray[Any]:
    return np.concatenate([part.segment.sections.array(name)[part.kept] for part in parts])


def _placed(
    parts: Sequence[Part],
    name: str,
    used: Sequence[_Mask],
    numbers: Sequence[_Places],
    size: int,
) -> NDArray[Any]:
    """Return what is known of the words or stems, by their new numbers."""
    arrays = [part.segment.sections.array(name) for part in parts]
    found = np.zeros(size, arrays[0].dtype)
    for array, own, here in zip(arrays, numbers, used, strict=True):
        found[own[here]] = array[here]
    return found


def _flow(part: Part, name: str, starts: NDArray[np.uint32]) -> _Flow:
    if part.kept.all():
        bounds = starts.astype(np.int64)
        return _Flow(name, starts, bounds[1:] - bounds[:-1], None)
    kept = part.kept[part.segment.sections.array(f"{name}_documents")]
    counts = np.zeros(0, np.int64)
    if len(starts) > 1:  # no run is empty
        counts = np.add.reduceat(kept, starts[:-1], dtype=np.int64)
    return _Flow(name, starts, counts, kept)


def _moved(
    parts: Sequence[Part],
    flows: Sequence[_Flow],
    numbers: Sequence[_Places],
    documents: Sequence[NDArray[np.uint16]],
    size: int,
) -> tuple[Runs, NDArray[np.uint8]]:
    """Return the runs of all parts by their new numbers, one part after the other, with weights."""
    counts = np.zeros(size, np.int64)
    for flow, own in zip(flows, numbers, strict=True):
        some = flow.counts > 0
        counts[own[some]] += flow.counts[some]
    free = np.cumsum(counts) - counts
    found = np.zeros(int(counts.sum()), np.uint16)
    weights = np.zeros(len(found) if flows[0].name == "posting" else 0, np.uint8)
    for part, flow, own, renumbered in zip(parts, flows, numbers, documents, strict=True):
        array = part.segment.sections.array
        for source, places in _moves(flow, own, free):
            found[places] = renumbered[array(f"{flow.name}_documents")[source]]
            if len(weights):
                weights[places] = array(f"{flow.name}_weights")[source]
        part.segment.sections.let_go()
    return Runs(counts, found), weights


def _moves(
    flow: _Flow, numbers: _Places, free: NDArray[np.int64]
) -> Iterator[tuple[Any, NDArray[np.int64]]]:
    """Yield what to take, some at a time, and where it goes; note what is free behind it."""
    total = int(flow.starts[-1])
    borders = np.searchsorted(flow.starts, [*range(0, total, _AT_ONCE), total], "right") - 1
    borders[-1] = len(flow.counts)
    for first, last in pairwise(np.unique(borders).tolist()):
        some = np.flatnonzero(flow.counts[first:last]) + first
        counts = flow.counts[some]
        ahead = free[numbers[some]]
        free[numbers[some]] += counts
        source: Any = slice(int(flow.starts[first]), int(flow.starts[last]))
        if flow.kept is not None:
            source = np.flatnonzero(flow.kept[source]) + source.start
        yield source, runs(ahead, ahead + counts)[0]


def _marks(parts: Sequence[Part]) -> list[NDArray[np.uint32]]:
    return [part.segment.sections.array("word_identities") for part in parts]


def _joined(
    every: Sequence[Lines], used: Sequence[_Mask], marks: Sequence[NDArray[np.uint32]] = ()
) -> tuple[tuple[NDArray[np.uint8], NDArray[np.uint32]], list[_Places]]:
    """Return the used lines of several in order, each once, and the new numbers of each.

    Lines of different marks are different lines.
    """
    numbers = [np.zeros(len(lines), np.uint32) for lines in every]
    texts, sizes = [], []
    at = 0
    for borders in stretches(every, _STRETCH):
        some = []
        for which, (first, last) in enumerate(borders):
            found = every[which].between(first, last)
            if marks:
                found = _marked(found, marks[which][first:last])
            some.append(list(compress(found, used[which][first:last])))
        order = sorted(set().union(*some))
        places = dict(zip(order, count(at)))
        at += len(order)
        for which, (first, last) in enumerate(borders):
            new = np.fromiter(map(places.__getitem__, some[which]), np.uint32, len(some[which]))
            numbers[which][first:last][used[which][first:last]] = new
        bare = [line[: -_MARK - 1] for line in order] if marks else order
        texts.append(as_text(bare)[1:])
        sizes.append(sizes_of(bare))
    return (np.concatenate([as_text(()), *texts]), np.concatenate(sizes)), numbers


def _marked(lines: Sequence[bytes], marks: NDArray[np.uint32]) -> list[bytes]:
    """Return lines, each with its mark behind it; they sort as they did, then by their marks."""
    text = marks.astype(">u4").tobytes()
    ends = range(_MARK, len(text) + 1, _MARK)
    return [
        b"%b\n%b" % (line, text[end - _MARK : end]) for line, end in zip(lines, ends, strict=True)
    ]


def _linked(
    parts: Sequence[Part], used: Sequence[_Mask], words: Sequence[_Places]
) -> tuple[
    tuple[NDArray[np.uint8], NDArray[np.uint32]], NDArray[np.uint16], Runs, NDArray[np.uint8]
]:
    """Return the stems of which words are left, how they sound, and their links."""
    links, left = [], []
    for part, here, own in zip(parts, used, words, strict=True):
        segment = part.segment
        linked = segment.linked.whole()
        kept = here[linked]
        every = np.arange(len(segment.stems), dtype=np.uint32)
        stems = np.repeat(every, np.diff(segment.link_starts))[kept]
        left.append(np.bincount(stems, minlength=len(segment.stems)) > 0)
        weights = segment.sections.array("link_weights")[kept]
        links.append((stems, own[linked[kept]].astype(np.uint64) << np.uint64(8) | weights))
    joined, numbers = _joined([part.segment.stems for part in parts], left)
    size = len(joined[1])
    packed = np.concatenate(
        [
            own[stems].astype(np.uint64) << np.uint64(32) | rest
            for (stems, rest), own in zip(links, numbers, strict=True)
        ]
    )
    packed.sort()
    packed = packed[firsts(packed)]
    counts = np.bincount(packed >> np.uint64(32), minlength=size)
    linked = (packed >> np.uint64(8)).astype(np.uint32) & np.uint32(0xFFFFFF)
    sounds = _placed(parts, "stem_sounds", left, numbers, size)
    return joined, sounds, Runs(counts, linked), packed.astype(np.uint8)


def _tokens(parts: Sequence[Part], words: Sequence[_Places], size: int) -> Numbers:
    """Return the tokens of the documents that are kept."""
    total = sum(int(np.diff(part.segment.token_starts)[part.kept].sum()) for part in parts)
    found = Numbers.room(total, size)
    at = 0
    for part, own in zip(parts, words, strict=True):
        segment, table = part.segment, np.append(own, np.uint32(size))
        for first in range(0, segment.size, _DOCUMENTS):
            starts = segment.token_starts[first : first + _DOCUMENTS + 1]
            tokens = segment.tokens.some(slice(int(starts[0]), int(starts[-1]))).whole()
            kept = np.repeat(part.kept[first : first + _DOCUMENTS], np.diff(starts))
            tokens = table[tokens[kept]]
            found.low[at : at + len(tokens)] = tokens
            if len(found.high):
                found.high[at : at + len(tokens)] = tokens >> np.uint32(16)
            at += len(tokens)
        segment.sections.let_go()
    return found
