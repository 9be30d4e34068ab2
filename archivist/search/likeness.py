"""Whether a word of a text is one of those that a leaf of a query stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.search.codec.likeness import pieces, wild_expression, within_edits
from archivist.search.query_tree import Fuzzy, Prefix, Sounding, Wildcard
from archivist.search.sounds import sound_alike, sound_of, sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.search.analyzers import Analysis


class Likeness:
    """Tells words by the likeness that a leaf asks for: a beginning, a pattern, edits, a sound."""

    def __init__(self, leaf: Prefix | Wildcard | Fuzzy | Sounding, analysis: Analysis) -> None:
        self._leaf = leaf
        self._pattern = re.compile(_expression(leaf))
        self._pieces = pieces(leaf.form, leaf.edits) if isinstance(leaf, Fuzzy) else None
        self._names = analysis.names(leaf.form) if isinstance(leaf, Sounding) else ()
        self._sounds = {sound for name in self._names for sound in sounds_of(name)}

    def takes(self, form: str, readings: Iterable[str]) -> bool:
        """Tell whether a folded word with its readings is one."""
        match self._leaf:
            case Fuzzy(wanted, edits):
                return self._may_be(form) and within_edits(wanted, [form], edits)[0] <= edits
            case Sounding():
                return any(map(self._sounds_like, readings))
        return self._pattern.fullmatch(form) is not None

    def _may_be(self, form: str) -> bool:
        """Tell whether a piece of the wanted word stands where no edit was, which is quick."""
        if self._pieces is None:
            return False
        starts, inner, ends = self._pieces
        return form.startswith(starts) or form.endswith(ends) or any(part in form for part in inner)

    def _sounds_like(self, stem: str) -> bool:
        return sound_of(stem) in self._sounds and any(
            sound_alike(name, stem) for name in self._names
        )


def _expression(leaf: Prefix | Wildcard | Fuzzy | Sounding) -> str:
    match leaf:
        case Prefix(start):
            return wild_expression(f"{start}*", "[^\n]")
        case Wildcard(pattern):
            return wild_expression(pattern, "[^\n]")
    return ""
