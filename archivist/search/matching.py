"""Which documents a query matches, and how well: the tree of a query over one commit.

Each part of the tree gives the documents of a segment with a score each, in bulk. Scores are
BM25F as Whoosh's, over the stems; forms and phrases count as rare as they are. A phrase is looked
for in the texts of the documents that hold all its words, after all else has narrowed them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from heapq import nlargest, nsmallest
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING, Any

from archivist.search.analyzers import han_pairs
from archivist.search.folding import is_han
from archivist.search.query import AllOf, AnyOf, Exact, Phrase, Prefix, Word
from archivist.search.schema import FORMS, STEMS
from archivist.search.segments import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from archivist.search.analyzers import Analysis
    from archivist.search.query import Node
    from archivist.search.segments import Segment

Scores = dict[int, float]
"""Documents by their number in a segment, each with its score."""

Within = frozenset[int] | set[int] | None
"""The documents that matter; None for all."""

MOST_WORDS = 512
"""So many words are looked for at most for a prefix, the most frequent ones."""

_B, _K1 = 0.75, 1.2
_CONFIRMED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Expansion:
    """The words of the index that begin with a prefix; `total` counts those left out as well."""

    words: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The words of a prefix: how often they stand, and their entries in each segment."""

    expansion: Expansion
    frequency: int
    entries: Mapping[Segment, list[Any]]


class Matching:
    """Matches queries against the segments of one commit."""

    def __init__(
        self,
        segments: Sequence[Segment],
        analysis: Analysis,
        text_of: Callable[[Sequence[str]], Mapping[str, str]],
    ) -> None:
        self._segments = segments
        self._analysis = analysis
        self._text_of = text_of
        self._documents = sum(segment.size for segment in segments)
        average = sum(segment.total_length for segment in segments) / (self._documents or 1)
        self._norms = [_K1 * ((1 - _B) + _B * length / (average or 1)) for length in LENGTHS]
        self._rarities: dict[tuple[str, str], float] = {}
        self._beginnings: dict[str, _Beginning] = {}

    @property
    def expansions(self) -> dict[str, Expansion]:
        """The prefixes that were met, and their words."""
        return {start: beginning.expansion for start, beginning in self._beginnings.items()}

    def ranked(
        self, node: Node, sources: Collection[int] | None, limit: int
    ) -> tuple[int, list[tuple[str, float]]]:
        """Return how many documents match, and the keys of the best with their scores.

        `sources` narrows to the documents of some sources. Equal scores go by key.
        """
        found = [
            (segment, self.scores(segment, node, _of_sources(segment, sources)))
            for segment in self._segments
        ]
        total = sum(len(scores) for _, scores in found)
        every = chain.from_iterable(scores.values() for _, scores in found)
        least = min(nlargest(limit, every), default=0.0)
        best = [
            (segment.key(number), score)
            for segment, scores in found
            for number, score in scores.items()
            if score >= least
        ]
        best.sort(key=lambda hit: (-hit[1], hit[0][:1], int(hit[0][1:])))
        return total, best[:limit]

    def scores(self, segment: Segment, node: Node, within: Within) -> Scores:
        """Return the documents of a segment, of those that matter, that match a node."""
        match node:
            case Word(form):
                return self._word(form, segment, within)
            case Exact(form):
                return self._terms(FORMS, {form: 1.0}, segment, within)
            case Prefix(start):
                return self._prefix(start, segment, within)
            case Phrase(forms):
                return self._phrase(forms, segment, within)
            case AllOf(wanted, unwanted):
                return self._narrowed(segment, wanted, unwanted, within)
            case AnyOf(parts):
                return _summed([self.scores(segment, part, within) for part in parts])
        raise AssertionError(node)

    def _word(self, form: str, segment: Segment, within: Within) -> Scores:
        if is_han(form):
            pairs = [partial(self._terms, STEMS, {pair: 1.0}) for pair in han_pairs(form)]
            return self._all(segment, pairs, within)
        return self._terms(STEMS, self._analysis.query_readings(form), segment, within)

    def _narrowed(
        self, segment: Segment, wanted: Sequence[Node], unwanted: Sequence[Node], within: Within
    ) -> Scores:
        ordered = sorted(wanted, key=_costs)
        finders = [partial(self._scores_of, part) for part in ordered]
        found = self._all(segment, finders, within)
        for part in sorted(unwanted, key=_costs):
            for number in self.scores(segment, part, set(found)):
                del found[number]
        return found

    def _scores_of(self, node: Node, segment: Segment, within: Within) -> Scores:
        return self.scores(segment, node, within)

    def _all(
        self,
        segment: Segment,
        finders: Sequence[Callable[[Segment, Within], Scores]],
        within: Within,
    ) -> Scores:
        found: Scores | None = None
        for finder in finders:
            more = finder(segment, within)
            if found is not None:
                more = {number: score + found[number] for number, score in more.items()}
            if not more:
                return {}
            found, within = more, set(more)
        return found or {}

    def _terms(
        self, field: str, terms: Mapping[str, float], segment: Segment, within: Within
    ) -> Scores:
        """Return the documents that hold any of some terms, whose weights weigh the scores."""
        parts = []
        for term, boost in terms.items():
            postings = segment.postings(field, term)
            if postings.numbers:
                factor = boost * self._rarity(field, term) * (_K1 + 1)
                norms, lengths = self._norms, segment.lengths
                parts.append(
                    {
                        number: factor * weight / (weight + norms[lengths[number]])
                        for number, weight in zip(postings.numbers, postings.weights, strict=True)
                    }
                )
        return _kept(_summed(parts), segment, within)

    def _rarity(self, field: str, term: str) -> float:
        rarity = self._rarities.get((field, term))
        if rarity is None:
            frequency = sum(segment.frequency(field, term) for segment in self._segments)
            rarity = self._rarities[field, term] = self._rarity_of(frequency)
        return rarity

    def _rarity_of(self, frequency: int) -> float:
        return log(self._documents / (frequency + 1)) + 1

    def _prefix(self, start: str, segment: Segment, within: Within) -> Scores:
        """Return the documents that hold a word that begins so, as if all were one word."""
        times: Counter[int] = Counter()
        beginning = self._beginning(start)
        for entry in beginning.entries[segment]:
            times.update(segment.postings_of(FORMS, entry).numbers)
        factor = self._rarity_of(min(beginning.frequency, self._documents)) * (_K1 + 1)
        norms, lengths = self._norms, segment.lengths
        scores = {
            number: factor * count / (count + norms[lengths[number]])
            for number, count in times.items()
        }
        return _kept(scores, segment, within)

    def _beginning(self, start: str) -> _Beginning:
        """Look up the words that begin so, and take the most frequent of them."""
        if start not in self._beginnings:
            entries = {segment: dict(segment.beginning(FORMS, start)) for segment in self._segments}
            frequencies: Counter[str] = Counter()
            for found in entries.values():
                for word, entry in found.items():
                    frequencies[word] += entry.doc_frequency()
            words = nsmallest(MOST_WORDS, frequencies, key=lambda word: (-frequencies[word], word))
            self._beginnings[start] = _Beginning(
                Expansion(tuple(words), len(frequencies)),
                sum(frequencies[word] for word in words),
                {
                    segment: [found[word] for word in words if word in found]
                    for segment, found in entries.items()
                },
            )
        return self._beginnings[start]

    def _phrase(self, forms: tuple[str, ...], segment: Segment, within: Within) -> Scores:
        finders: list[Callable[[Segment, Within], Scores]] = []
        for form in dict.fromkeys(forms):
            field = STEMS if is_han(form) else FORMS
            finders.append(partial(self._terms, field, {form: 1.0}))
        finders += [
            partial(self._terms, STEMS, {first + second: 1.0})
            for first, second in dict.fromkeys(pairwise(forms))
            if is_han(first) and is_han(second)
        ]
        found = self._all(segment, finders, within)
        return {number: found[number] for number in self._confirmed(forms, segment, list(found))}

    def _confirmed(
        self, forms: tuple[str, ...], segment: Segment, numbers: Sequence[int]
    ) -> Sequence[int]:
        """Return those of the documents in whose text the forms stand one after the other."""
        wanted = f" {' '.join(forms)} "
        known = segment.confirmed(forms)
        unknown = [number for number in numbers if number not in known]
        for at in range(0, len(unknown), _CONFIRMED_AT_ONCE):
            some = {segment.key(number): number for number in unknown[at : at + _CONFIRMED_AT_ONCE]}
            texts = self._text_of(list(some))
            for key, number in some.items():
                sequence = " ".join(self._analysis.sequence(texts.get(key, "")))
                known[number] = wanted in f" {sequence} "
        return [number for number in numbers if known[number]]


def _of_sources(segment: Segment, sources: Collection[int] | None) -> Within:
    if sources is None:
        return None
    return {number for number, source in enumerate(segment.sources) if source in sources}


def _summed(parts: Sequence[Scores]) -> Scores:
    """Join documents of several parts; a document in more than one has the sum of its scores."""
    if not parts:
        return {}
    joined = max(parts, key=len)
    for part in parts:
        if part is not joined:
            for number, score in part.items():
                joined[number] = joined.get(number, 0.0) + score
    return joined


def _kept(scores: Scores, segment: Segment, within: Within) -> Scores:
    """Drop the documents that are deleted or do not matter."""
    if within is not None:
        scores = {number: scores[number] for number in within if number in scores}
    for number in segment.deleted:
        scores.pop(number, None)
    return scores


def _costs(node: Node) -> int:
    """Tell how much work a node is, so that the cheap ones narrow the dear ones."""
    match node:
        case Phrase():
            return 2
        case Prefix():
            return 1
        case AllOf(wanted, unwanted):
            return max(map(_costs, (*wanted, *unwanted)))
        case AnyOf(parts):
            return max(map(_costs, parts))
    return 0
