"""Whether a short text, a title or a name, holds what a tree of leaves looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.search.folding import is_han
from archivist.search.query_tree import AllOf, AnyOf, Near, Phrase, Query, Word
from archivist.search.snippets import Highlighter

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.query_tree import Node


class Holding:
    """Tests texts for one tree, by the same analysis as the index."""

    def __init__(self, node: Node, analysis: Analysis) -> None:
        self._node = node
        self._analysis = analysis
        self._highlighters: dict[Node, Highlighter] = {}

    def test(self, text: str) -> bool:
        """Tell whether a text holds what is looked for."""
        return self._holds(self._node, text)

    def _holds(self, node: Node, text: str) -> bool:
        match node:
            case AllOf(wanted, unwanted):
                return all(self._holds(part, text) for part in wanted) and not any(
                    self._holds(part, text) for part in unwanted
                )
            case AnyOf(parts):
                return any(self._holds(part, text) for part in parts)
        if node not in self._highlighters:
            self._highlighters[node] = Highlighter(Query("", node), self._analysis)
        highlighter = self._highlighters[node]
        if isinstance(node, Phrase | Near) or (isinstance(node, Word) and is_han(node.form)):
            return bool(highlighter.marks(text))
        return highlighter.has_word(text)


def wanted_alone(node: Node) -> Node:
    """Return a tree without what is left out, which finds more than it."""
    match node:
        case AllOf(wanted, _):
            return AllOf(tuple(map(wanted_alone, wanted)))
        case AnyOf(parts):
            return AnyOf(tuple(map(wanted_alone, parts)))
    return node
