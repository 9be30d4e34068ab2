"""The words that a writer has met, by number, so that a page becomes a list of numbers at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.analyzers import han_pairs, paragraphs
from archivist.search.codec.layout import READING_STEP, word_hash
from archivist.search.codec.wordbook import Read, as_steps
from archivist.search.folding import fold, has_han, is_han, raw_words
from archivist.search.readings import LIKELY

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.codec.wordbook import Readings, WordBook

_WEIGHTIEST = 255


class Tokens(NamedTuple):
    """A text as numbers: its words in order, and the pairs of Chinese letters in it."""

    words: list[int]
    pairs: list[int]


class Vocabulary:
    """Words by number. A word is a folded form with its readings."""

    def __init__(self, analysis: Analysis, book: WordBook) -> None:
        self._analysis = analysis
        self._book = book
        self._known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._numbers: dict[Read, int] = {}
        self.forms: list[bytes] = []
        self.readings: list[Readings] = []
        self.hashes = array("I")
        self.identities = array("Q")

    def __len__(self) -> int:
        """Count the words."""
        return len(self.forms)

    def tokens(self, text: str) -> Tokens:
        """Return a text as numbers of words; each Chinese letter is a word."""
        found = Tokens([], [])
        for start, end, language in paragraphs(text):
            part = text[start:end]
            raws = raw_words(part)
            if has_han(part):
                self._add_mixed(raws, language, found)
                continue
            known = self._known[language]
            numbers = list(map(known.get, raws))
            if None in numbers:
                self._meet(raws, language)
                numbers = [known[raw] for raw in raws]
            found.words.extend(numbers)  # type: ignore[arg-type] # none is None
        return found

    def forget(self) -> None:
        """Forget all words."""
        self._known.clear()
        self._numbers.clear()
        self.forms.clear()
        self.readings.clear()
        for numbers in (self.hashes, self.identities):
            del numbers[:]

    def _add_mixed(self, raws: list[str], language: str, found: Tokens) -> None:
        known = self._known[language]
        self._meet([raw for raw in raws if not is_han(raw)], language)
        for raw in raws:
            if is_han(raw):
                run = fold(raw)
                found.words.extend(map(self._han, run))
                if len(run) > 1:
                    found.pairs.extend(map(self._han, han_pairs(run)))
            else:
                found.words.append(known[raw])

    def _meet(self, raws: list[str], language: str) -> None:
        """Take in the words that were not met before in paragraphs of a language."""
        known = self._known[language]
        new = [raw for raw in dict.fromkeys(raws) if raw not in known]
        read = self._book.read(language, new)
        for raw in new:
            found = read.get(raw) or self._read(raw, language)
            known[raw] = self._number(found)

    def _read(self, raw: str, language: str) -> Read:
        """Analyse a word, unless its form was met already."""
        form = self._analysis.form(raw)
        number = self._known[language].get(form)
        if number is not None:
            found = Read(form, self.readings[number])
        else:
            readings = self._analysis.readings(form, language).readings
            found = Read(form, as_steps(readings, READING_STEP, _WEIGHTIEST))
            if form != raw:
                self._known[language][form] = self._number(found)
        self._book.add(language, raw, found)
        return found

    def _han(self, letters: str) -> int:
        readings = as_steps({letters: LIKELY}, READING_STEP, _WEIGHTIEST)
        return self._number(Read(letters, readings))

    def _number(self, read: Read) -> int:
        number = self._numbers.get(read)
        if number is None:
            number = self._numbers[read] = len(self.forms)
            word, steps = read.form.encode(), read.readings
            self.forms.append(word)
            self.readings.append(steps)
            self.hashes.append(word_hash(word))
            self.identities.append(_identity(word, steps))
        return number


def _identity(word: bytes, readings: Readings) -> int:
    """Return a number by which a word is the same in every segment."""
    text = b"\n".join([word, *(b"%s %d" % (stem, weight) for stem, weight, _ in readings)])
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
