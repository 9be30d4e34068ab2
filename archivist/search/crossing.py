"""Phrases, and words near each other, that begin at the end of a page and end on the next.

Each page is a document of its own. Which page follows which is known from their keys, so nothing
more is kept in the index, and a page that changes needs no other page to be written anew. Few
pages hold the first words of a phrase while the next holds the others: only of these the last and
the first words are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from archivist.search.folding import is_han

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from archivist.search.codec.lexicon import Places
    from archivist.search.codec.segment import Segment
    from archivist.search.corpus import Corpus, Mask, Scores

Documents = np.ndarray[tuple[int], np.dtype[np.int64]]
Cuts = np.ndarray[tuple[int], np.dtype[np.int32]]

_FARTHEST = 64
"""Words are looked for so far from the break at most."""

_AT_ONCE = 4_000
_FEWEST = 2
"""So many letters of a word are left on each side of a break at least."""

_FEW = 500
"""So many words are read rather than looked up."""


class NearSought(NamedTuple):
    """What is looked for near each other: by segment, the words that each thing may be.

    `times` says how often each must stand within the `distance`.
    """

    words: Mapping[str, Sequence[Places]]
    times: Sequence[int]
    distance: int


def crossing_phrase(corpus: Corpus, forms: Sequence[str], scores: Sequence[Scores]) -> Documents:
    """Return the pages at the end of which a phrase begins; `scores` are those of each form.

    A word of it may be broken, its two halves one on each page.
    """
    found = [np.zeros(0, np.int64)]
    pages = np.flatnonzero(corpus.following >= 0)
    for at, form in enumerate(forms):
        if at:
            pages = pages[scores[at - 1][pages] > 0]
            going_on = _going_on(corpus, pages, scores[at:])
            found.append(_parted(corpus, forms[:at], forms[at:], going_on))
        if not is_han(form):
            broken = _broken(corpus, (form,), _going_on(corpus, pages, scores[at + 1 :]))
            found.append(_parted(corpus, forms[:at], forms[at + 1 :], broken, skipped=1))
    return np.unique(np.concatenate(found))


def may_cross(corpus: Corpus, scores: Sequence[Scores]) -> Mask:
    """Tell which pages hold some of what is looked for while the next page holds the rest."""
    pages = np.flatnonzero(corpus.following >= 0)
    after = corpus.following[pages]
    here = np.array([own[pages] > 0 for own in scores])
    there = np.array([own[after] > 0 for own in scores])
    found = np.zeros(corpus.size, bool)
    found[pages[here.any(axis=0) & there.any(axis=0) & (here | there).all(axis=0)]] = True
    return found


def broken_near(
    corpus: Corpus, forms: Sequence[Collection[str]], scores: Sequence[Scores]
) -> list[Mask]:
    """Tell for each thing that is looked for at the end of which pages one of its forms is broken.

    The others stand on these pages or the next; `scores` are those of each thing. A form that
    stands nowhere whole, and was not typed, is not among its `forms`, and is not seen.
    """
    pages = np.flatnonzero(corpus.following >= 0)
    held = [(own[pages] > 0) | (own[corpus.following[pages]] > 0) for own in scores]
    found = []
    for at, some in enumerate(forms):
        mask = corpus.nothing() > 0
        others = np.logical_and.reduce([one for other, one in enumerate(held) if other != at])
        mask[_broken(corpus, some, pages[np.broadcast_to(others, pages.shape)])] = True
        found.append(mask)
    return found


def crossing_near(
    corpus: Corpus, near: NearSought, broken: Sequence[Mask], pages: Documents
) -> Mask:
    """Tell at the end of which of some pages words are near to others on the next.

    `broken` tells for each thing that is looked for on which pages it may be the last word, that
    ends on the next.
    """
    words, times, distance = near
    width = min(distance, _FARTHEST)
    found = np.zeros(len(pages), bool)
    for at in range(0, len(pages), _AT_ONCE):
        some = pages[at : at + _AT_ONCE]
        sides = [
            _held(corpus, documents, width + 1, words, len(times), last=last)
            for documents, last in ((some, True), (corpus.following[some], False))
        ]
        before, after = sides
        met = _near_enough([before[:, 1:], after[:, :-1]], times, width)
        at_break = np.stack([mask[some] for mask in broken], axis=1)
        split = np.flatnonzero(at_break.any(axis=1) & ~met)
        whole = at_break[split, None, :]  # both halves are one word
        met[split] = _near_enough([before[split, :-1], whole, after[split, 1:]], times, width)
        found[at : at + _AT_ONCE] = met
    return found


def _near_enough(parts: Sequence[NDArray[np.bool_]], times: Sequence[int], width: int) -> Mask:
    """Tell in which rows of words, in parts, all that is looked for stands in one stretch.

    The stretch begins with one of these words, so that it is not all on the second page, and holds
    another: a word that may be two of those that are looked for is not near itself.
    """
    held = np.concatenate(parts, axis=1)
    some: NDArray[np.bool_] = np.any(held, axis=2, keepdims=True)
    sums = np.cumsum(np.concatenate([held, some], axis=2), axis=1, dtype=np.int16)
    sums = np.concatenate([np.zeros_like(sums[:, :1]), sums], axis=1)
    inside = sums[:, width + 1 :] - sums[:, : -width - 1]
    begun = some[:, : inside.shape[1], 0]
    met: Mask = (begun & np.all(inside >= np.array([*times, 2]), axis=2)).any(axis=1)
    return met


def _going_on(corpus: Corpus, pages: Documents, scores: Sequence[Scores]) -> Documents:
    """Return those of some pages of which the next holds all of some forms."""
    for own in scores:
        if not len(pages):
            break
        pages = pages[own[corpus.following[pages]] > 0]
    return pages


def _parted(
    corpus: Corpus,
    before: Sequence[str],
    after: Sequence[str],
    pages: Documents,
    skipped: int = 0,
) -> Documents:
    """Return those of some pages that end with some forms, while the next begin with others.

    Of each page so many words are skipped first.
    """
    for at, form in enumerate(reversed(before), skipped):
        if not len(pages):
            break
        pages = pages[_stands(corpus, pages, at, form, last=True)]
    for at, form in enumerate(after, skipped):
        if not len(pages):
            break
        pages = pages[_stands(corpus, corpus.following[pages], at, form, last=False)]
    return pages


def _broken(corpus: Corpus, forms: Collection[str], pages: Documents) -> Documents:
    """Return those of some pages that end with the beginning of a word, the next with its end."""
    halves = [
        (form[:cut].encode(), form[cut:].encode())
        for form in forms
        for cut in range(_FEWEST, len(form) - _FEWEST + 1)
    ]
    if not len(pages) or not halves:
        return pages[:0]
    begins, ends = (
        {part: number for number, part in enumerate(dict.fromkeys(parts), 1)}
        for parts in zip(*halves, strict=True)
    )
    whole = np.zeros((len(begins) + 1, len(ends) + 1), bool)
    for begin, end in halves:
        whole[begins[begin], ends[end]] = True
    starts = _cut(corpus, pages, begins, last=True)
    pages, starts = pages[starts > 0], starts[starts > 0]
    same: Documents = pages[whole[starts, _cut(corpus, corpus.following[pages], ends, last=False)]]
    return same


def _cut(corpus: Corpus, documents: Documents, cuts: dict[bytes, int], *, last: bool) -> Cuts:
    """Return the number of the part of a word each document ends or begins with, 0 for none."""
    found = np.zeros(len(documents), np.int32)
    order = np.argsort(documents, kind="stable")
    for segment, base, some in corpus.split(documents[order]):
        tokens = segment.edge(last=last)[documents[order[some]] - base]
        numbers = np.zeros(len(segment.lexicon) + 1, np.int32)
        for word, cut in _known_cuts(segment, cuts, tokens):
            numbers[word] = cut
        found[order[some]] = numbers[tokens]
    return found


def _known_cuts(
    segment: Segment, cuts: dict[bytes, int], tokens: NDArray[np.uint32]
) -> Iterator[tuple[int, int]]:
    """Yield the words of a segment, some of which are asked about, that are parts of a word."""
    if len(tokens) <= _FEW:
        asked = np.unique(tokens[tokens < len(segment.lexicon)])
        for token, word in zip(asked.tolist(), segment.lexicon.some(asked), strict=True):
            if word in cuts:
                yield token, cuts[word]
        return
    for part, cut in cuts.items():
        for token in range(*segment.lexicon.exact(part)):
            yield token, cut


def _stands(corpus: Corpus, documents: Documents, at: int, form: str, *, last: bool) -> Mask:
    """Tell of which documents the last words but so many, or the first, are a form."""
    found = np.zeros(len(documents), bool)
    for segment, some, rows in _tokens(corpus, documents, range(at, at + 1), last=last):
        first, end = segment.lexicon.exact(form.encode())
        found[some] = (rows[:, 0] >= first) & (rows[:, 0] < end)
    return found


def _tokens(
    corpus: Corpus, documents: Documents, steps: range, *, last: bool
) -> list[tuple[Segment, NDArray[np.int64], NDArray[np.uint32]]]:
    """Return by segment which documents are in it, and words of each, so many steps from an end.

    Where a document has no more words, these are none of the segment's.
    """
    order = np.argsort(documents, kind="stable")
    found = []
    for segment, base, some in corpus.split(documents[order]):
        own = documents[order[some]] - base
        starts = segment.token_starts[own].astype(np.int64)[:, None]
        ends = segment.token_starts[own + 1].astype(np.int64)[:, None] - 1  # without the gap
        away = np.array(steps)[None, :]
        places = ends - 1 - away if last else starts + away
        inside = (places >= starts) & (places < ends)
        tokens = np.full(places.shape, len(segment.lexicon), np.uint32)
        tokens[inside] = segment.tokens.some(places[inside]).whole()
        found.append((segment, order[some], tokens))
    return found


def _held(  # noqa: PLR0913 - the two sides differ in the last
    corpus: Corpus,
    documents: Documents,
    width: int,
    known: Mapping[str, Sequence[Places]],
    count: int,
    *,
    last: bool,
) -> NDArray[np.bool_]:
    """Tell of so many words of each document, by what is looked for, whether each is it."""
    held = np.zeros((len(documents), width, count), bool)
    steps = range(width - 1, -1, -1) if last else range(width)
    for segment, some, tokens in _tokens(corpus, documents, steps, last=last):
        for number, words in enumerate(known[segment.name]):
            table = np.zeros(len(segment.lexicon) + 1, bool)
            table[words] = True
            held[some, :, number] = table[tokens]
    return held
