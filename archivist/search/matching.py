"""Which documents a query matches, and how well: the tree of a query over one commit.

Each part of the tree gives every document of the commit a score, in bulk. Scores are BM25F as
Whoosh's. Of phrases and words that must be near each other, first those documents are taken that
hold the words; where they stand is looked at last, after all else has narrowed the documents, and
in the order of the scores, so that the best can be shown before all are looked at.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from archivist.search.analyzers import han_pairs
from archivist.search.codec.layout import pack_key
from archivist.search.confirming import (
    holding_near,
    holding_phrase,
    phrase_candidates,
    sought_in,
)
from archivist.search.crossing import (
    NearSought,
    broken_near,
    crossing_near,
    crossing_phrase,
    may_cross,
)
from archivist.search.expanding import Expansion, expanded, expansion, sounding_stems
from archivist.search.folding import is_han
from archivist.search.query_tree import (
    AllOf,
    Among,
    AnyOf,
    Condition,
    Exact,
    Fuzzy,
    Named,
    Near,
    Phrase,
    Placed,
    Prefix,
    Saying,
    Sounding,
    Wildcard,
    Word,
    Years,
    ends_of,
)
from archivist.search.readings import LIKELY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archivist.search.analyzers import Analysis
    from archivist.search.codec.lexicon import Places
    from archivist.search.codec.segment import Segment
    from archivist.search.confirming import Documents, Sought
    from archivist.search.corpus import Corpus, Mask, Scores
    from archivist.search.expanding import Many
    from archivist.search.query_tree import Node
    from archivist.search.readings import Readings

_RANGE = 64
"""Postings of so many neighbouring words are added as one run."""


_HELD, _LEAST, _NAMED = 1e-7, 1e-4, 1e-3
"""What a document scores of which a condition holds: of its source, or (the last) of itself.

What scores less than `_LEAST` was not named by any word. A word scores more.
"""

_SOURCES = "s"


class Doubt(NamedTuple):
    """Something that only the tokens of a document can tell, and what they must tell."""

    test: Callable[[Documents], Mask]
    wanted: bool


class Candidates(NamedTuple):
    """Documents with their scores, which match if nothing that is in doubt speaks against it."""

    scores: Scores
    doubts: tuple[Doubt, ...] = ()


class Matching:
    """Matches queries against one commit."""

    def __init__(self, corpus: Corpus, analysis: Analysis, sets: Mapping[Condition, Among]) -> None:
        self._corpus = corpus
        self._analysis = analysis
        self._sets = sets
        self.expansions: dict[Many, Expansion] = {}
        self.met: dict[str, Readings] = {}
        """The words that were met by their stems, with these."""

    def found(self, root: Node) -> Candidates:
        """Return the documents that a query may mean, with what is still in doubt.

        Where conditions alone hold, and these mean sources, their descriptions stand for them.
        """
        found = self.candidates(root)
        if self._sets:
            found.scores[(found.scores < _LEAST) & ~self._corpus.within(None, _SOURCES)] = 0
        return found

    def candidates(self, node: Node) -> Candidates:  # noqa: PLR0911 - one for each kind
        """Return the documents that may match, with what is still in doubt."""
        match node:
            case Phrase(forms):
                return self._phrase(forms)
            case Near(forms, distance):
                return self._near(forms, distance)
            case AllOf(wanted, unwanted):
                return self._all_of(wanted, unwanted)
            case AnyOf(parts):
                return Candidates(self._sum(self.scores(part) for part in parts))
            case Word(form):
                return Candidates(self._word(form))
            case Exact() | Prefix() | Wildcard() | Fuzzy() | Sounding():
                return Candidates(self._words(node))
            case Named() | Years() | Saying() | Placed():
                return Candidates(self._among(self._sets[node]))
        raise AssertionError(node)

    def scores(self, node: Node) -> Scores:
        """Return the documents that match, nothing left in doubt."""
        scores, doubts = self.candidates(node)
        if doubts:
            scores[~self._corpus.alive] = 0
            documents = np.flatnonzero(scores)
            scores[documents[~confirmed(doubts, documents)]] = 0
        return scores

    def _sum(self, parts: Iterable[Scores]) -> Scores:
        total = self._corpus.nothing()
        for part in parts:
            total += part
        return total

    def _all(self, parts: Sequence[Scores]) -> Scores:
        """Return the documents that are in all parts, their scores added."""
        total = self._sum(parts)
        for part in parts:
            total[part == 0] = 0
        return total

    def _all_of(self, wanted: Sequence[Node], unwanted: Sequence[Node]) -> Candidates:
        some = [self.candidates(part) for part in wanted]
        scores = self._all([each.scores for each in some] or [self._among(Among())])
        against = [self.candidates(part) for part in unwanted]
        for part, each in zip(unwanted, against, strict=True):
            if not each.doubts:
                scores[each.scores > 0] = 0
            if self._names_documents(part):
                scores[scores > 0] += _NAMED
        doubts = [doubt for each in some for doubt in each.doubts]
        doubts += [Doubt(_against(each), wanted=False) for each in against if each.doubts]
        return Candidates(scores, tuple(doubts))

    def _among(self, among: Among) -> Scores:
        """Return the documents that a condition means, which tells nothing of how good they are."""
        scores = self._corpus.nothing()
        within = self._corpus.within(among.sources, among.kinds)
        if among.keys is not None:
            keys = np.array([pack_key(key) for key in among.keys], np.uint64)
            within &= np.isin(self._corpus.keys, keys)
        scores[within] = _NAMED if among.names_documents else _HELD
        return scores

    def _names_documents(self, node: Node) -> bool:
        """Tell whether a tree says something of single documents, not of sources alone."""
        return any(
            not isinstance(end, Condition) or self._sets[end].names_documents
            for end in ends_of(node)
        )

    def _word(self, form: str) -> Scores:
        if is_han(form):
            return self._all([self._stem(pair, 1.0) for pair in dict.fromkeys(han_pairs(form))])
        readings = self._analysis.query_readings(form, self._stands)
        return self._sum(self._stem(stem, boost) for stem, boost in readings.items())

    def _stands(self, form: str) -> bool:
        """Tell whether a word stands in this very form in any document."""
        places = (one.lexicon.exact(form.encode()) for one in self._corpus.segments)
        return any(first < last for first, last in places)

    def _stem(self, stem: str, boost: float) -> Scores:
        amounts = self._corpus.nothing()
        for segment, own in self._corpus.views(amounts):
            if found := segment.stem(stem.encode()):
                segment.add_words(found.words, found.weights, own)
                self._meet(segment, stem, found.words)
        return self._corpus.scored(amounts, boost)

    def _meet(self, segment: Segment, stem: str, words: Places) -> None:
        for word in segment.lexicon.some(words):
            self.met.setdefault(word.decode(), {})[stem] = LIKELY

    def _words(self, leaf: Exact | Many) -> Scores:
        """Return the documents that hold any of the words that a leaf stands for, as if one."""
        amounts = self._corpus.nothing()
        every = []
        for segment, own in self._corpus.views(amounts):
            words, weights = expanded(segment, leaf, self._analysis)
            if len(words) > _RANGE and int(words[-1]) - int(words[0]) == len(words) - 1:
                segment.add_range(int(words[0]), int(words[-1]) + 1, own)
            else:
                segment.add_words(words, weights, own)
            every.append(words)
            if isinstance(leaf, Sounding):
                for stem, of_stem in sounding_stems(segment, leaf.form, self._analysis):
                    self._meet(segment, stem, of_stem)
        if not isinstance(leaf, Exact) and leaf not in self.expansions:
            self.expansions[leaf] = expansion(self._corpus, every)
        return self._corpus.scored(amounts)

    def _phrase(self, forms: tuple[str, ...]) -> Candidates:
        each = {form: self._words(Exact(form)) for form in dict.fromkeys(forms)}
        scores = self._all(list(each.values()))
        for segment, own in self._corpus.views(scores):
            own[~phrase_candidates(segment, forms)] = 0
        crossing = crossing_phrase(self._corpus, forms, [each[form] for form in forms])
        doubt = self._doubt(lambda segment, some: holding_phrase(segment, forms, some))
        over = self._corpus.nothing() > 0
        over[crossing] = True
        return self._with_crossing(scores, doubt, over, list(each.values()), over.take)

    def _near(self, forms: tuple[str, ...], distance: int) -> Candidates:
        times = Counter(forms)
        each = [self._word(form) for form in times]

        sought = {
            segment.name: [self._sought(segment, form, count) for form, count in times.items()]
            for segment in self._corpus.segments
        }

        def holding(segment: Segment, some: Documents) -> Mask:
            return holding_near(segment, sought[segment.name], distance, some)

        words = {name: [one.words for one in some] for name, some in sought.items()}
        sides = NearSought(words, list(times.values()), distance)
        broken = broken_near(self._corpus, [self._met_forms(form) for form in times], each)

        def crossing(documents: Documents) -> Mask:
            return crossing_near(self._corpus, sides, broken, documents)

        over = np.logical_or.reduce([may_cross(self._corpus, each), *broken])
        return self._with_crossing(self._all(each), self._doubt(holding), over, each, crossing)

    def _met_forms(self, form: str) -> list[str]:
        """Return a word of a query and its forms in the index, which may be broken at a page's end.

        Chinese is not broken in words.
        """
        if is_han(form):
            return []
        stems = set(self._analysis.query_readings(form, self._stands))
        return [form, *(word for word, of in self.met.items() if stems & of.keys())]

    def _with_crossing(
        self,
        scores: Scores,
        doubt: Doubt,
        over: Mask,
        each: Sequence[Scores],
        crossing: Callable[[Documents], Mask],
    ) -> Candidates:
        """Return candidates, with pages on which something may begin that ends on the next.

        These score what the two pages do.
        """
        pages = np.flatnonzero(over)
        if not len(pages):
            return Candidates(scores, (doubt,))
        alone = scores > 0
        following = self._corpus.following[pages]
        scores[pages] = sum(np.maximum(own[pages], own[following]) for own in each)

        def test(documents: Documents) -> Mask:
            found = np.zeros(len(documents), bool)
            for some, own in ((alone, doubt.test), (over, crossing)):
                left = np.flatnonzero(~found & some[documents])
                if len(left):
                    found[left] = own(documents[left])
            return found

        return Candidates(scores, (Doubt(test, wanted=True),))

    def _sought(self, segment: Segment, form: str, times: int) -> Sought:
        stems = [form] if is_han(form) else self._analysis.query_readings(form)
        found = [stem.words for stem in map(segment.stem, map(str.encode, stems)) if stem]
        words: Places = np.unique(np.concatenate([np.zeros(0, np.uint32), *found]))
        return sought_in(segment, form, words, times)

    def _doubt(self, holding: Callable[[Segment, Documents], Mask]) -> Doubt:
        def test(documents: Documents) -> Mask:
            found = np.zeros(len(documents), bool)
            for segment, base, some in self._corpus.split(documents):
                found[some] = holding(segment, documents[some] - base)
            return found

        return Doubt(test, wanted=True)


def confirmed(doubts: Sequence[Doubt], documents: Documents) -> Mask:
    """Tell of documents (in order) whether nothing that was in doubt speaks against them."""
    sound = np.ones(len(documents), bool)
    for doubt in doubts:
        left = np.flatnonzero(sound)
        sound[left] = doubt.test(documents[left]) == doubt.wanted
    return sound


def _against(unwanted: Candidates) -> Callable[[Documents], Mask]:
    """Return a test for documents that match what is not wanted."""

    def test(documents: Documents) -> Mask:
        found = unwanted.scores[documents] > 0
        some = np.flatnonzero(found)
        found[some] = confirmed(unwanted.doubts, documents[some])
        return found

    return test
