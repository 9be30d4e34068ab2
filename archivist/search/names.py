"""Names in a query, which may be spelt otherwise where they are looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.search.english import is_english_word
from archivist.search.folding import fold, is_han, words
from archivist.search.query_tree import AllOf, AnyOf, Query, Sounding, Word
from archivist.search.slavic import is_name

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.query_tree import Node

_FEWEST = 3
_CYRILLIC = re.compile("[\u0400-\u052f]")


def may_be_name(raw: str) -> bool:
    """Tell whether a word as it was typed may be a name.

    A Russian or Ukrainian word is one when the dictionary says so, or does not know it and it has
    a capital letter; a word in Latin letters, when it is no English word.
    """
    form = fold(raw)
    if len(form) < _FEWEST or not form.isalpha() or is_han(form):
        return False
    if _CYRILLIC.search(form):
        told = is_name(form)
        return raw[:1].isupper() if told is None else told
    return not is_english_word(raw)


def names_in(query: Query) -> tuple[str, ...]:
    """Return the wanted words of a query, folded, that may be names.

    What was made of two typed words, as Алмаата of Алма-Ата, is none: it sounds like Алматы.
    """
    typed = {fold(word.raw): word.raw for word in words(query.text)}
    return tuple(
        leaf.form
        for leaf in query.wanted()
        if isinstance(leaf, Word) and may_be_name(typed.get(leaf.form, "" if typed else leaf.form))
    )


def also_sounding(query: Query, index: Index, analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Return the words of an index that sound like the names in a query and are no forms of them.

    Raises:
        SearchError: when the index is not usable.
    """
    also: dict[str, tuple[str, ...]] = {}
    for name in names_in(query):
        stems = set(analysis.query_readings(name))
        words: dict[str, None] = {}
        for spelt in analysis.names(name):
            words.update(dict.fromkeys(index.sounding(spelt)))
        others = tuple(word for word in words if not stems & set(analysis.query_readings(word)))
        if others:
            also[name] = others
    return also


def sounding_too(node: Node, names: tuple[str, ...], analysis: Analysis) -> Node:
    """Return a tree in which each of some names may be in any script and spelling as well."""
    match node:
        case AllOf(wanted, unwanted):
            return AllOf(tuple(sounding_too(part, names, analysis) for part in wanted), unwanted)
        case AnyOf(parts):
            return AnyOf(tuple(sounding_too(part, names, analysis) for part in parts))
        case Word(form) if form in names:
            return AnyOf((node, *map(Sounding, analysis.names(form))))
        case Sounding(form):
            return AnyOf(tuple(map(Sounding, analysis.names(form))))
    return node
