"""One segment made of several: everything renumbered and sorted once; deleted documents go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from archivist.search.codec.binding import unpacked_links
from archivist.search.codec.layout import GAP, MOST_DOCUMENTS, Bound, firsts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.search.codec.sections import Sections
    from archivist.search.codec.segment import Segment


class Part(NamedTuple):
    """A segment that is merged, and which of its documents are kept."""

    segment: Segment
    kept: NDArray[np.bool_]


class _Numbers(NamedTuple):
    """The new numbers of a part: of documents (those kept), words (those still used), stems."""

    documents: NDArray[np.int64]
    words: NDArray[np.int64]
    stems: NDArray[np.int64]


_Known = tuple[Part, _Numbers, NDArray[np.bool_]]
"""A part, its new numbers, and which of its words are still used."""


def merged(parts: Sequence[Part]) -> Bound:
    """Return one segment that holds what several hold."""
    if sum(int(part.kept.sum()) for part in parts) > MOST_DOCUMENTS:
        raise ValueError("too many documents for one segment")
    used = [_used_words(part) for part in parts]
    words, word_numbers = _joined_words(parts, used)
    stems, stem_numbers = _joined_stems(parts)
    base, numbers = 0, []
    for part, of_words, of_stems in zip(parts, word_numbers, stem_numbers, strict=True):
        documents = np.cumsum(part.kept) - 1 + base
        base += int(part.kept.sum())
        numbers.append(_Numbers(documents, of_words, of_stems))
    some = list(zip(parts, numbers, used, strict=True))
    links = np.concatenate([_links(*each) for each in some])
    links.sort()
    links = links[firsts(links)]
    sounds = _of_stems(some, len(stems))
    left, links = _without_unused(links)
    postings = np.concatenate([_postings(part, number) for part, number, _ in some])
    pairs = np.concatenate([_pairs(part, number) for part, number, _ in some])
    postings.sort()
    pairs.sort()
    tokens = [_tokens(part, number) for part, number, _ in some]
    return Bound(
        keys=_kept(parts, "keys"),
        sources=_kept(parts, "sources"),
        lengths=_kept(parts, "lengths"),
        words=words,
        identities=_identities(some, len(words)),
        stems=[stems[place] for place in left.tolist()],
        sounds=sounds[left],
        links=unpacked_links(links),
        postings=postings,
        tokens=np.concatenate([found for found, _ in tokens]),
        token_counts=np.concatenate([counts for _, counts in tokens]),
        pairs=pairs,
    )


def _counts(starts: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return how long each of some runs is, given where they start and where the last ends."""
    bounds = starts.astype(np.int64)
    return bounds[1:] - bounds[:-1]


def _kept(parts: Sequence[Part], name: str) -> NDArray[Any]:
    return np.concatenate([part.segment.sections.array(name)[part.kept] for part in parts])


def _used_words(part: Part) -> NDArray[np.bool_]:
    """Tell which words stand in a document that is kept."""
    sections = part.segment.sections
    counts = _counts(sections.array("posting_starts"))
    if part.kept.all():
        used: NDArray[np.bool_] = counts > 0
        return used
    words = np.repeat(np.arange(len(counts)), counts)
    kept = part.kept[sections.array("posting_documents")]
    return np.bincount(words[kept], minlength=len(counts)) > 0


def _joined_words(
    parts: Sequence[Part], used: Sequence[NDArray[np.bool_]]
) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    """Return the words of all parts in order, and their new numbers, -1 for those unused."""
    found: dict[int, bytes] = {}
    identities = [part.segment.sections.array("word_identities") for part in parts]
    for part, own, here in zip(parts, identities, used, strict=True):
        forms = part.segment.lexicon.words()
        places = np.flatnonzero(here)
        found.update(
            zip(own[places].tolist(), map(forms.__getitem__, places.tolist()), strict=True)
        )
    order = sorted(found.items(), key=lambda item: (item[1], item[0]))
    known = np.array([identity for identity, _ in order], np.uint64)
    ranks = np.argsort(known)
    numbers = []
    for own, here in zip(identities, used, strict=True):
        renumbered = np.full(len(own), -1, np.int64)
        if len(known):
            renumbered[here] = ranks[np.searchsorted(known, own[here], sorter=ranks)]
        numbers.append(renumbered)
    return [form for _, form in order], numbers


def _joined_stems(parts: Sequence[Part]) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    every = [_stems(part.segment.sections) for part in parts]
    stems = sorted(set().union(*every))
    places = {stem: place for place, stem in enumerate(stems)}
    return stems, [np.array([places[stem] for stem in some], np.int64) for some in every]


def _stems(sections: Sections) -> list[bytes]:
    text = bytes(sections.array("stem_text"))
    return text[1:-1].split(b"\n") if sections.facts["stems"] else []


def _links(part: Part, numbers: _Numbers, used: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return the packed links of the words that are still used."""
    sections = part.segment.sections
    words = sections.array("link_words")
    counts = _counts(sections.array("link_starts"))
    stems = np.repeat(numbers.stems, counts)
    kept = used[words]
    packed: NDArray[np.uint64] = (
        stems[kept].astype(np.uint64) << np.uint64(40)
        | numbers.words[words[kept]].astype(np.uint64) << np.uint64(8)
        | sections.array("link_weights")[kept]
    )
    return packed


def _without_unused(
    links: NDArray[np.uint64],
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the stems of which words are left, and the links with these renumbered."""
    of_links = links >> np.uint64(40)
    left = of_links[firsts(of_links)]
    renumbered = np.searchsorted(left, of_links).astype(np.uint64)
    rest = links & np.uint64((1 << 40) - 1)
    return left.astype(np.int64), renumbered << np.uint64(40) | rest


def _postings(part: Part, numbers: _Numbers) -> NDArray[np.uint64]:
    sections = part.segment.sections
    documents = sections.array("posting_documents")
    counts = _counts(sections.array("posting_starts"))
    words = np.repeat(numbers.words, counts)
    kept = part.kept[documents]
    packed: NDArray[np.uint64] = (
        words[kept].astype(np.uint64) << np.uint64(24)
        | numbers.documents[documents[kept]].astype(np.uint64) << np.uint64(8)
        | sections.array("posting_weights")[kept]
    )
    return packed


def _pairs(part: Part, numbers: _Numbers) -> NDArray[np.uint32]:
    sections = part.segment.sections
    documents = sections.array("pair_documents")
    counts = _counts(sections.array("pair_starts"))
    hashes = np.repeat(sections.array("pair_hashes").astype(np.uint32), counts)
    kept = part.kept[documents]
    packed: NDArray[np.uint32] = hashes[kept] << np.uint32(16) | numbers.documents[
        documents[kept]
    ].astype(np.uint32)
    return packed


def _tokens(part: Part, numbers: _Numbers) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    sections = part.segment.sections
    counts = _counts(sections.array("token_starts"))
    tokens = sections.array("tokens")[np.repeat(part.kept, counts)]
    gaps = tokens == GAP
    renumbered = np.full(len(tokens), GAP, np.uint32)
    renumbered[~gaps] = numbers.words[tokens[~gaps]].astype(np.uint32)
    return renumbered, counts[part.kept].astype(np.uint32)


def _identities(some: Sequence[_Known], count: int) -> NDArray[np.uint64]:
    gathered = np.zeros(count, np.uint64)
    for part, numbers, used in some:
        identities = part.segment.sections.array("word_identities")
        gathered[numbers.words[used]] = identities[used]
    return gathered


def _of_stems(some: Sequence[_Known], count: int) -> NDArray[np.uint32]:
    """Return how the stems sound."""
    gathered = np.zeros(count, np.uint32)
    for part, numbers, _ in some:
        gathered[numbers.stems] = part.segment.sections.array("stem_sounds")
    return gathered
