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


def near_marks(near: Near, text: str, analysis: Analysis) -> list[tuple[int, int]]:
    """Return where the words stand that are near enough to all the others."""
    met = list(_met(near, text, analysis))
    return [(word.start, word.end) for word in near_enough(met, near)]


def near_enough(met: Sequence[Met], near: Near) -> list[Met]:
    """Return those of the words (in order) that are in a stretch with all that is wanted."""
    wanted = Counter(near.forms)
    kept: dict[Met, None] = {}
    first = 0
    inside: Counter[str] = Counter()
    for last, word in enumerate(met):
        inside[word.which] += 1
        while word.at - met[first].at > near.distance:
            inside[met[first].which] -= 1
            first += 1
        if inside >= wanted:
            kept.update(dict.fromkeys(met[first : last + 1]))
    return list(kept)


def _met(near: Near, text: str, analysis: Analysis) -> Iterator[Met]:
    wanted = dict.fromkeys(near.forms)
    runs = [form for form in wanted if is_han(form)]
    stems = {
        stem: form for form in wanted if form not in runs for stem in analysis.query_readings(form)
    }
    at = 0
    for start, end, language in paragraphs(text):
        for raw, first, last in words(text[start:end]):
            if is_han(raw):
                yield from _runs(runs, fold(raw), at, start + first)
                at += len(raw)
                continue
            readings = analysis.readings(raw, language).readings
            if readings and not stems.keys().isdisjoint(readings):
                for form in dict.fromkeys(stems[stem] for stem in readings if stem in stems):
                    yield Met(at, form, start + first, start + last)
            at += 1


def _runs(wanted: Sequence[str], run: str, at: int, start: int) -> Iterator[Met]:
    """Yield the places of wanted runs of Chinese letters in a longer one, in order."""
    for place in range(len(run)):
        for form in wanted:
            if run.startswith(form, place):
                yield Met(at + place, form, start + place, start + place + len(form))
