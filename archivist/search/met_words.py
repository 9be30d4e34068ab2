"""The words that a search has met in the index: all that its hits are marked by.

To mark a text by the analysis alone every word of it has to be analysed, which takes far longer
than the search. The index knows already which words are read as what was looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.search.analyzers import Analysed, Analysis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.search.readings import Readings

_NONE: Readings = {}


class MetWords(Analysis):
    """An analysis that knows the readings a search has met, of the words in which it met them."""

    by_paragraph = False

    def __init__(self, analysis: Analysis, met: Mapping[str, Readings]) -> None:
        super().__init__(remembered=0)
        self._fold = analysis._fold  # noqa: SLF001 - it remembers
        self.query_readings = analysis.query_readings  # type: ignore[method-assign]
        self._met = met

    def readings(self, raw: str, paragraph: str) -> Analysed:  # noqa: ARG002 - of any paragraph
        """Return what a word was met as."""
        form = self._fold(raw)
        return Analysed(form, self._met.get(form, _NONE))
