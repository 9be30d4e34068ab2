"""A query in words: what each part of it was taken as, and which words stand for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.search.query import (
    Condition,
    Exact,
    Fuzzy,
    Near,
    Phrase,
    Prefix,
    Sounding,
    Wildcard,
    Word,
    described,
)
from archivist.search.query_tree import ends_of, wanted_ends
from archivist.search.readings import FAMILY

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.query import Leaf
    from archivist.search.query_tree import Among
    from archivist.services.searching.asking import Asked

_MOST = 20


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a query in the notation of queries, what it means, and the words it stands for.

    For a word these are its dictionary forms; for a pattern, words that stand in the library.
    """

    part: str
    meaning: str
    words: tuple[str, ...] = ()


def explained(asked: Asked, analysis: Analysis, index: Index | None) -> tuple[Explained, ...]:
    """Explain each part of a query, what is left out with a minus."""
    root, sets = asked.query.root, asked.query.sets
    wanted = set(wanted_ends(root))
    parts = []
    for end in dict.fromkeys(ends_of(root)):
        if isinstance(end, Condition):
            one = Explained(described(end), _counted(sets[end]))
        else:
            one = _leaf(end, analysis, index)
        parts.append(one if end in wanted else replace(one, part=f"-{one.part}"))
    return tuple(parts)


def _counted(among: Among) -> str:
    if among.kinds:
        return "documents of this kind"
    if among.keys is not None:
        return f"this many pages: {len(among.keys)}"
    return f"this many sources: {len(among.sources or ())}"


def _leaf(leaf: Leaf, analysis: Analysis, index: Index | None) -> Explained:
    words: tuple[str, ...] = ()
    match leaf:
        case Word(form):
            readings = analysis.query_readings(form)
            stems = sorted(readings, key=lambda stem: (-readings[stem], stem))
            words = tuple(stem for stem in stems if not stem.startswith(FAMILY))
        case Prefix() | Wildcard() | Fuzzy() | Sounding():
            words = index.words_for(leaf).words if index else ()
        case Phrase(forms) | Near(forms, _):
            words = forms
    return Explained(described(leaf), _meaning(leaf), words[:_MOST])


def _meaning(leaf: Leaf) -> str:
    if isinstance(leaf, Near):
        return f"the words in any of their forms, at most {leaf.distance} words apart"
    if isinstance(leaf, Fuzzy):
        letters = "one letter" if leaf.edits == 1 else f"at most {leaf.edits} letters"
        return f"words with {letters} otherwise, or two that changed places"
    return _MEANINGS[type(leaf)]


_MEANINGS: dict[type[Leaf], str] = {
    Word: "the word in any of its forms",
    Exact: "the word in this form only",
    Prefix: "words that begin so",
    Wildcard: "words of this pattern",
    Sounding: "names that sound so, in any script and spelling",
    Phrase: "these words in these forms, one after the other",
}
