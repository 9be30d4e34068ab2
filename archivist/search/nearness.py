"""Where words that must stand near each other do so in a text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.analyzers import paragraphs
from archivist.search.folding import fold, is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.search.analyzers import Analysis
    from archivist.search.query_tree import Near


class Met(NamedTuple):
    """A word that was met: the how manieth of the text it is, which of the wanted, and where."""

    at: int
    which: str
    start: int
    end: int


class NearWords:
    """Words that must stand near each other, as they are known in texts."""

    def __init__(self, near: Near, analysis: Analysis) -> None:
        self.near = near
        self._analysis = analysis
        wanted = dict.fromkeys(near.forms)
        self._runs = [form for form in wanted if is_han(form)]
        self._stems: dict[str, list[str]] = {}
        for form in wanted:
            for stem in analysis.query_readings(form) if form not in self._runs else ():
                self._stems.setdefault(stem, []).append(form)
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def marks(self, text: str) -> list[tuple[int, int]]:
        """Return where the words stand that are near enough to all the others."""
        met = list(self._met(text))
        return list(dict.fromkeys((word.start, word.end) for word in near_enough(met, self.near)))

    def _met(self, text: str) -> Iterator[Met]:
        at = 0
        for start, end, language in paragraphs(text):
            for raw, first, last in words(text[start:end]):
                forms = self._known.get((raw, language))
                if forms is None:
                    if is_han(raw):
                        yield from _runs(self._runs, fold(raw), at, start + first)
                        at += len(raw)
                        continue
                    forms = self._known[raw, language] = self._read(raw, language)
                for form in forms:
                    yield Met(at, form, start + first, start + last)
                at += 1

    def _read(self, raw: str, language: str) -> tuple[str, ...]:
        """Return which of the wanted words a word is."""
        readings = self._analysis.readings(raw, language).readings
        return tuple(dict.fromkeys(form for stem in readings for form in self._stems.get(stem, ())))


def near_enough(met: Sequence[Met], near: Near) -> list[Met]:
    """Return those of the words (in order) that are in a stretch with all that is wanted.

    A word that may be two of those that are wanted is not near itself.
    """
    wanted = Counter(near.forms)
    kept: dict[Met, None] = {}
    first = 0
    inside: Counter[str] = Counter()
    for last, word in enumerate(met):
        inside[word.which] += 1
        while word.at - met[first].at > near.distance:
            inside[met[first].which] -= 1
            first += 1
        if inside >= wanted and word.at > met[first].at:
            kept.update(dict.fromkeys(met[first : last + 1]))
    return list(kept)


def _runs(wanted: Sequence[str], run: str, at: int, start: int) -> Iterator[Met]:
    """Yield the places of wanted runs of Chinese letters in a longer one, in order."""
    for place in range(len(run)):
        for form in wanted:
            if run.startswith(form, place):
                yield Met(at + place, form, start + place, start + place + len(form))
