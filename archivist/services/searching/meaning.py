"""What a query that finds nothing may have been meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.search.folding import fold, is_han, words
from archivist.search.index import Wanted
from archivist.search.query import Query, Word

if TYPE_CHECKING:
    from archivist.search.index import Index


def meant(query: Query, index: Index) -> str:
    """Return a query with words of the library for those that are not in it, "" without any.

    Raises:
        SearchError: when the index turns out to be damaged.
    """
    others: dict[str, str] = {}
    for leaf in query.wanted():
        if not isinstance(leaf, Word) or is_han(leaf.form):
            continue
        if not index.find(Query("", leaf), Wanted(limit=1)).total:
            others.update((leaf.form, near) for near in index.suggestions(leaf.form, 1))
    text = query.text
    for word in reversed(tuple(words(text))):
        if near := others.get(fold(word.raw)):
            text = f"{text[: word.start]}{near}{text[word.end :]}"
    return text if others and text != query.text else ""
