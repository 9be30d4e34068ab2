"""Dictionary forms of Russian and Ukrainian words: what pymorphy3 says, told more quickly.

Of all that pymorphy3 tells of a word a search needs the dictionary forms alone, each with its share
in the uses of the word. They are found here with the dictionaries, the rules and the scores of
pymorphy3 (its tests compare them), but without the objects that it makes of every reading, which
take ten times as long. A word that is in no dictionary is read as one with a prefix before it, or
like the words that end as it does.
"""

from __future__ import annotations

import json
import struct
from array import array
from functools import lru_cache
from importlib import import_module
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.word_graph import NOWHERE, RecordGraph, WordGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INSTEAD = {"ru": ("е", "ё"), "uk": ("г", "ґ")}
"""Letters that are often written for others."""

_UNPRODUCTIVE = set("NUMR NPRO PRED PREP CONJ PRCL INTJ Apro".split())  # noqa: SIM905 - so shorter
"""Kinds of words that no new ones are made of."""

_NAMES = {"Surn", "Name", "Patr", "Geox", "Orgn"}
"""How the dictionaries mark names."""

_PREFIXED, _LIKE_OTHERS = 0.75, 0.5
"""What a guess is worth: by a prefix that is known, by the rest or the ending of the word."""

_LEAST_REST, _LONGEST_PREFIX = 3, 5
_LEAST_GUESSED = 4
_ENDING = 5
_REMEMBERED = 20_000
_MILLION = 1_000_000
_UNTOLD = -1


class Parse(NamedTuple):
    """A reading of a word: as it is spelt, the pattern of its forms, its dictionary form."""

    spelt: str
    tag: int
    pattern: int
    normal: str
    score: float


class _Form(NamedTuple):
    """One form of a pattern: what is to be taken off a word of this form and put in its place."""

    tag: int
    before: int
    behind: int
    normal_before: str
    normal_behind: str

    def normal(self, spelt: str) -> str:
        """Return the dictionary form of a word of this form."""
        stem = spelt[self.before : -self.behind] if self.behind else spelt[self.before :]
        return self.normal_before + stem + self.normal_behind


class Morphology:
    """The dictionary of one language, "ru" or "uk"."""

    def __init__(self, language: str) -> None:
        folder = Path(import_module(f"pymorphy3_dicts_{language}").get_path())
        meta = dict(json.loads((folder / "meta.json").read_text("utf-8")))
        tags = json.loads((folder / "gramtab-opencorpora-int.json").read_text("utf-8"))
        self._suffixes = json.loads((folder / "suffixes.json").read_text("utf-8"))
        self._befores = meta["compile_options"]["paradigm_prefixes"]
        self._patterns = _patterns(folder / "paradigms.array")
        self._tags = [f":{tag}".encode() for tag in tags]
        marks = [set(tag.replace(" ", ",").split(",")) for tag in tags]
        self._productive = [_UNPRODUCTIVE.isdisjoint(some) for some in marks]
        self._names = [not _NAMES.isdisjoint(some) for some in marks]
        self._passive = ["PRTF" in some for some in marks]
        self._words = RecordGraph(folder / "words.dawg", ">HH", *_INSTEAD[language])
        self._endings = [
            RecordGraph(folder / f"prediction-suffixes-{number}.dawg", ">IHH", *_INSTEAD[language])
            for number in range(len(self._befores))
        ]
        shares = folder / "p_t_given_w.intdawg"
        self._shares = WordGraph(shares) if meta.get("P(t|w)") else None
        self._prefixes = tuple(sorted(_known_prefixes(language), key=len, reverse=True))
        self._known = (*self._prefixes, *filter(None, self._befores))
        self._form = lru_cache(maxsize=_REMEMBERED)(self._made_form)
        self._changes = lru_cache(maxsize=_REMEMBERED)(self._made_changes)
        self._like = lru_cache(maxsize=_REMEMBERED)(self._words_like)

    def known(self, word: str) -> bool:
        """Tell whether a word in small letters is a form of a word in the dictionary."""
        return bool(self._words.find(word))

    def parses(self, word: str) -> list[Parse]:
        """Return the readings of a word in small letters, the best first where that is known."""
        found = self._listed(word)
        if not found:
            seen: set[tuple[str, int, int]] = set()
            found = self._prefixed(word, seen) or [
                *self._with_any_prefix(word, seen),
                *self._as_others(word, seen),
            ]
            if not found and not seen:
                return [Parse(word, _UNTOLD, _UNTOLD, word, 1.0)]
        return self._weighed(word, found)

    def normal_forms(self, word: str) -> dict[str, float]:
        """Return the dictionary forms of a word in small letters with their shares in its uses."""
        normals: dict[str, float] = {}
        ends = self._words.find(word)
        if len(ends) == 1:
            spelt, at = ends[0]
            changes = self._changes(at)
            for change in changes:
                normals[change.normal(spelt)] = 1.0
            if len(normals) == 1:
                return normals
            normals.clear()
        if not ends and (guesses := self._guesses(word)):
            return guesses
        for parse in self.parses(word):
            normals[parse.normal] = normals.get(parse.normal, 0.0) + parse.score
        return normals

    def is_name(self, parse: Parse) -> bool:
        """Tell whether a reading is one of a name."""
        return parse.tag != _UNTOLD and self._names[parse.tag]

    def is_participle(self, parse: Parse) -> bool:
        """Tell whether a reading is one of a participle."""
        return parse.tag != _UNTOLD and self._passive[parse.tag]

    def _listed(self, word: str) -> list[Parse]:
        """Return the readings of a word that is in the dictionary."""
        found = []
        for spelt, at in self._words.find(word):
            for pattern, number in self._words.records(at):
                form = self._form(pattern, number)
                found.append(Parse(spelt, form.tag, pattern, form.normal(spelt), 1.0))
        return found

    def _made_changes(self, at: int) -> tuple[_Form, ...]:
        """Return forms that the records at a place are, of which no two make the same of a word."""
        forms = starmap(self._form, self._words.records(at))
        return tuple({form[1:]: form for form in forms}.values())

    def _made_form(self, pattern: int, number: int) -> _Form:
        numbers = self._patterns[pattern]
        size = len(numbers) // 3
        before = self._befores[numbers[2 * size + number]]
        suffix = self._suffixes[numbers[number]]
        tag = numbers[size + number]
        if number == 0:
            return _Form(tag, 0, 0, "", "")
        normal = (self._befores[numbers[2 * size]], self._suffixes[numbers[0]])
        return _Form(tag, len(before), len(suffix), *normal)

    def _prefixed(self, word: str, seen: set[tuple[str, int, int]]) -> list[Parse]:
        """Read a word as another one behind a prefix that is known."""
        if not word.startswith(self._prefixes):
            return []
        found: list[Parse] = []
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_REST:
                rest = self.parses(word[len(prefix) :])
                found.extend(self._behind(prefix, rest, _PREFIXED, seen))
        return found

    def _with_any_prefix(self, word: str, seen: set[tuple[str, int, int]]) -> list[Parse]:
        """Read a word as one of the dictionary with some letters before it."""
        found: list[Parse] = []
        for at in range(1, 1 + min(_LONGEST_PREFIX, len(word) - _LEAST_REST)):
            rest = self._listed(word[at:])
            if rest:
                found.extend(self._behind(word[:at], rest, _LIKE_OTHERS, seen))
        return found

    def _behind(
        self, prefix: str, rest: Iterable[Parse], worth: float, seen: set[tuple[str, int, int]]
    ) -> Iterator[Parse]:
        """Yield readings of the rest of a word as those of the whole."""
        for spelt, tag, pattern, normal, score in rest:
            if tag != _UNTOLD and not self._productive[tag]:
                continue
            same = (prefix + spelt, tag, pattern)
            if same not in seen:
                seen.add(same)
                yield Parse(*same, prefix + normal, score * worth)

    def _as_others(self, word: str, seen: set[tuple[str, int, int]]) -> list[Parse]:
        """Read a word like those that end in the same letters."""
        if len(word) < _LEAST_GUESSED:
            return []
        guesses: list[Parse] = []
        for graph, before in reversed(tuple(enumerate(self._befores))):
            if not word.startswith(before):
                continue
            total, size, like = self._like(graph, word[-_ENDING:])
            for suffix, pattern, form, count in like:
                spelt = word[:-size] + suffix
                same = (spelt, form.tag, pattern)
                if same not in seen:
                    seen.add(same)
                    score = count / total * _LIKE_OTHERS
                    guesses.append(Parse(*same, form.normal(spelt), score))
        return guesses

    def _guesses(self, word: str) -> dict[str, float]:
        """Return the forms of an unknown word, should it have no prefix that is known."""
        if word.startswith(self._known) or self._is_counted(word):
            return {}
        seen: set[tuple[str, int, int]] = set()
        sums: dict[str, float] = {}
        for parse in self._with_any_prefix(word, seen):
            sums[parse.normal] = sums.get(parse.normal, 0.0) + parse.score
        if len(word) < _LEAST_GUESSED:
            return sums
        total, size, like = self._like(self._befores.index(""), word[-_ENDING:])
        start, factor = word[:-size], _LIKE_OTHERS / total
        for suffix, pattern, form, count in like:
            same = (start + suffix, form.tag, pattern)
            if same not in seen:
                seen.add(same)
                normal = form.normal(same[0])
                sums[normal] = sums.get(normal, 0.0) + count * factor
        return sums

    def _is_counted(self, word: str) -> bool:
        return self._shares is not None and self._shares.walk(word.encode()) != NOWHERE

    def _words_like(
        self, number: int, ending: str
    ) -> tuple[int, int, tuple[tuple[str, int, _Form, int], ...]]:
        """Return how many words end like one, in how many letters, and the forms that they are."""
        graph = self._endings[number]
        for size in range(_ENDING, 0, -1):
            like = [
                (suffix, pattern, form, count)
                for suffix, at in graph.find(ending[-size:])
                for count, pattern, place in graph.records(at)
                if self._productive[(form := self._form(pattern, place)).tag]
            ]
            if like:
                return 1 + sum(count for *_, count in like), size, tuple(like)
        return 1, 1, ()

    def _weighed(self, word: str, found: list[Parse]) -> list[Parse]:
        """Give readings their shares in the uses of a word, where these were counted."""
        if self._shares is None or not found:
            return found
        at = self._shares.walk(word.encode())
        if at != NOWHERE:
            shares = [self._share(parse.tag, at) for parse in found]
            if any(shares):
                weighed = [
                    parse._replace(score=share) for parse, share in zip(found, shares, strict=True)
                ]
                return sorted(weighed, key=lambda parse: -parse.score)
        factor = 1.0 / sum(parse.score for parse in found)
        return [parse._replace(score=parse.score * factor) for parse in found]

    def _share(self, tag: int, at: int) -> float:
        end = self._shares.walk(self._tags[tag], at) if self._shares and tag != _UNTOLD else NOWHERE
        return self._shares.number(end) / _MILLION if self._shares and end != NOWHERE else 0.0


def _known_prefixes(language: str) -> list[str]:
    from pymorphy3 import lang  # noqa: PLC0415 - takes its time, and a window must open

    prefixes: list[str] = getattr(lang, language).KNOWN_PREFIXES
    return prefixes


def _patterns(file: Path) -> list[array[int]]:
    """Read the patterns: of each form the ending, the marks and the prefix, by number."""
    data = file.read_bytes()
    patterns, at = [], 2
    for _ in range(struct.unpack_from("<H", data)[0]):
        size = struct.unpack_from("<H", data, at)[0]
        at += 2
        patterns.append(array("H", data[at : at + 2 * size]))
        at += 2 * size
    return patterns
