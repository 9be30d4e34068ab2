"""Names in a query, which may be spelt otherwise where they are looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whoosh.lang.stopwords import stoplists

from archivist.search.english import is_english_word
from archivist.search.folding import fold, is_han, spelt_out, words
from archivist.search.query_tree import AllOf, AnyOf, Query, Sounding, Word
from archivist.search.slavic import is_name

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.query_tree import Node

_FEWEST, _FEWEST_ENGLISH = 3, 4
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SURNAME = re.compile("(?:[ое]в|[иы]н|ск(?:ий|ой))а?$")


def may_be_name(raw: str) -> bool:
    """Tell whether a word as it was typed may be a name.

    A Russian or Ukrainian word is one when the dictionary says so, or when it has a capital letter
    and the dictionary does not know it, or it ends as surnames do (Токаев, a form of токай); a
    word in Latin letters, when it is no English word, or has a capital letter (Oral, Abay).
    """
    form, capital = fold(raw), raw[:1].isupper()
    if len(form) < _FEWEST - capital or not form.replace("'", "").isalpha() or is_han(form):
        return False
    if _CYRILLIC.search(form):
        told = is_name(form)
        return told or (capital and (told is None or _SURNAME.search(form) is not None))
    if is_english_word(raw):
        return capital and len(form) >= _FEWEST_ENGLISH and form not in stoplists["en"]
    return True


def names_in(query: Query) -> tuple[str, ...]:
    """Return the wanted words of a query, folded, that may be names.

    What was made of two typed words, as Алмаата of Алма-Ата, is none: it sounds like Алматы.
    """
    typed: dict[str, str] = {}
    for word in words(query.text):
        typed |= dict.fromkeys((fold(word.raw), spelt_out(word.raw)), word.raw)
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
