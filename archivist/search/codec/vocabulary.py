"""The words that a writer has met, by number, so that a page becomes a list of numbers at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.analyzers import han_pairs, paragraphs
from archivist.search.codec.layout import word_hash
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
        self._numbers: dict[int, int] = {}
        self.forms: list[bytes] = []
        self.readings: list[bytes] = []
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
            known = self._known[language]
            numbers = list(map(known.get, raws))
            if None in numbers:
                if has_han(part):  # runs of Chinese letters are never known
                    self._add_mixed(raws, language, found)
                    continue
                self._meet(raws, language)
                numbers = list(map(known.get, raws))
            found.words.extend(numbers)  # type: ignore[arg-type] # none is None
        return found

    def forget(self) -> None:
        """Forget all words; their numbers are no longer valid then."""
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
        found = Read(form, packed(readings))
        self._book.add(language, word, found)
        return found

    def _han(self, letters: str) -> int:
        return self._number(Read(letters, packed({letters: LIKELY})))

    def _number(self, read: Read) -> int:
        word = read.form.encode()
        identity = _identity(word, read.readings)
        number = self._numbers.get(identity)
        if number is None:
            number = self._numbers[identity] = len(self.forms)
            self.forms.append(word)
            self.readings.append(read.readings)
            self.hashes.append(word_hash(word))
            self.identities.append(identity)
        return number


def _identity(word: bytes, readings: bytes) -> int:
    """Return a number by which a word is the same in every segment."""
    digest = blake2b(b"%s\n%s" % (word, readings), digest_size=8).digest()
    return int.from_bytes(digest, "little")
