"""Titles in the capitals of English headlines."""

from __future__ import annotations

import re

_SMALL = frozenset(
    {
        *("a", "an", "the", "and", "but", "for", "or", "nor", "of", "in", "on", "at", "to", "by"),
        *("with", "from", "between", "into", "onto", "over", "under", "upon", "about", "after"),
        *("against", "among", "around", "as", "before", "during", "per", "since", "through"),
        *("till", "toward", "towards", "until", "via", "within", "without", "versus", "vs"),
    }
)
_WORD = re.compile(r"[^\W\d_][\w’']*")
_STARTS = re.compile(r"(?:^|[:.?!]\s+)[\W_]*$")


def headline(title: str) -> str:
    """Return an English title with capitals, articles, conjunctions and prepositions left small.

    The first and the last word, and the first of a subtitle, have their capital whatever they are.
    """
    words = list(_WORD.finditer(title))

    def cased(word: re.Match[str]) -> str:
        begins = _STARTS.search(title[: word.start()]) or word.start() == words[-1].start()
        hyphenated = title[word.start() - 1 : word.start()] == "-"
        small = hyphenated or (word[0] in _SMALL and not begins)
        return word[0] if small else word[0][0].upper() + word[0][1:]

    return _WORD.sub(cased, title)
