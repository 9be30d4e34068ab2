"""The words that a writer has met, by number, so that a page becomes a list of numbers at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.analyzers import han_pairs, paragraphs
from archivist.search.codec.wordbook import Read, packed
from archivist.search.folding import fold, has_han, in_small_letters, is_han, raw_words
from archivist.search.readings import LIKELY

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.codec.wordbook import WordBook


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
        self._han: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        self._sets: dict[bytes, int] = {}
        self.forms: list[bytes] = []
        self.hashes = array("I")
        self.identities = array("I")
        self.sets = array("I")
        """Which of the readings each word has: the forms of one word mostly share theirs."""
        self.readings: list[bytes] = []

    def __len__(self) -> int:
        """Count the words."""
        return len(self.forms)

    def tokens(self, text: str) -> Tokens:
        """Return a text as numbers of words; each Chinese letter is a word."""
        found = Tokens([], [])
        for start, end, language in paragraphs(text):
            part = text[start:end]
            raws = raw_words(part)
            known = self._known[language]
            numbers = list(map(known.get, raws))
            if None in numbers:
                if has_han(part):  # runs of Chinese letters are never known
                    self._add_mixed(raws, language, found)
                    continue
                both = list(zip(raws, numbers, strict=True))
                self._meet([raw for raw, number in both if number is None], language)
                numbers = [known[raw] if number is None else number for raw, number in both]
            found.words.extend(numbers)  # type: ignore[arg-type] # none is None
        return found

    def forget(self) -> None:
        """Forget all words; their numbers are no longer valid then."""
        for met in (self._known, self._han, self._numbers, self._sets, self.forms, self.readings):
            met.clear()
        for numbers in (self.hashes, self.identities, self.sets):
            del numbers[:]

    def _add_mixed(self, raws: list[str], language: str, found: Tokens) -> None:
        known = self._known[language]
        self._meet([raw for raw in raws if not is_han(raw)], language)
        for raw in raws:
            if is_han(raw):
                run = fold(raw)
                found.words.extend(map(self._number_han, run))
                if len(run) > 1:
                    found.pairs.extend(map(self._number_han, han_pairs(run)))
            else:
                found.words.append(known[raw])

    def _meet(self, raws: list[str], language: str) -> None:
        """Take in words of paragraphs of a language, of which most were not met before."""
        known = self._known[language]
        new = {raw: in_small_letters(raw) for raw in raws if raw not in known}
        asked = [word for word in dict.fromkeys(new.values()) if word not in known]
        read = self._book.read(language, asked)
        for word in asked:
            known[word] = self._number(read.get(word) or self._read(word, language))
        for raw, word in new.items():
            known[raw] = known[word]

    def _read(self, word: str, language: str) -> Read:
        """Analyse a word, and write it into the book."""
        form, readings = self._analysis.readings(word, language)
        found = Read.of(form.encode(), packed(readings))
        self._book.add(language, word, found)
        return found

    def _number_han(self, letters: str) -> int:
        number = self._han.get(letters)
        if number is None:
            read = Read.of(letters.encode(), packed({letters: LIKELY}))
            number = self._han[letters] = self._number(read)
        return number

    def _number(self, read: Read) -> int:
        key = hash(read)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.forms)
            self.forms.append(read.form)
            self.hashes.append(read.hash)
            self.identities.append(read.identity)
            readings = self._sets.setdefault(read.readings, len(self.readings))
            if readings == len(self.readings):
                self.readings.append(read.readings)
            self.sets.append(readings)
        return number
