"""The words that a writer has met, by number, so that a page becomes a list of numbers at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.analyzers import han_pairs, paragraphs
from archivist.search.codec.layout import READING_STEP, sound_hash, word_hash
from archivist.search.codec.wordbook import as_steps
from archivist.search.folding import fold, has_han, is_han, raw_words
from archivist.search.readings import LIKELY
from archivist.search.sounds import sound_of

if TYPE_CHECKING:
    from archivist.search.analyzers import Analysis
    from archivist.search.codec.wordbook import Readings, WordBook

_MOST = 400_000
"""So many words are remembered at most from one segment to the next (about 500 bytes each)."""

_WEIGHTIEST = 255


class Tokens(NamedTuple):
    """A text as numbers: its words in order, and the pairs of Chinese letters in it."""

    words: list[int]
    pairs: list[int]


class Vocabulary:
    """Words by number. A word is a folded form with its readings."""

    def __init__(self, analysis: Analysis, book: WordBook, most: int = _MOST) -> None:
        self._analysis = analysis
        self._book = book
        self._most = most
        self._known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._numbers: dict[tuple[bytes, Readings], int] = {}
        self.forms: list[bytes] = []
        self.readings: list[Readings] = []
        self.hashes = array("I")
        self.identities = array("Q")
        self._sounds: dict[bytes, int] = {}

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

    def bound(self) -> None:
        """Forget all words when there are too many; their numbers are no longer valid then."""
        if len(self.forms) > self._most:
            self.forget()

    def forget(self) -> None:
        """Forget all words."""
        self._known.clear()
        self._numbers.clear()
        self.forms.clear()
        self.readings.clear()
        self._sounds.clear()
        for numbers in (self.hashes, self.identities):
            del numbers[:]

    def sound(self, stem: bytes) -> int:
        """Return the number of how a stem sounds."""
        sound = self._sounds.get(stem)
        if sound is None:
            sound = self._sounds[stem] = sound_hash(sound_of(stem.decode()))
        return sound

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
        known, form_of = self._known[language], self._analysis.form
        new = {raw: form_of(raw) for raw in raws if raw not in known}
        forms = list({form for form in new.values() if form not in known})
        read = self._book.readings(language, forms)
        for form in forms:
            readings = read.get(form)
            if readings is None:
                found = self._analysis.readings(form, language).readings
                readings = as_steps(found, READING_STEP, _WEIGHTIEST)
                self._book.add(language, form, readings)
            known[form] = self._number(form, readings)
        for raw, form in new.items():
            known[raw] = known[form]

    def _han(self, letters: str) -> int:
        return self._number(letters, as_steps({letters: LIKELY}, READING_STEP, _WEIGHTIEST))

    def _number(self, form: str, steps: Readings) -> int:
        word = form.encode()
        number = self._numbers.get((word, steps))
        if number is None:
            number = self._numbers[word, steps] = len(self.forms)
            self.forms.append(word)
            self.readings.append(steps)
            self.hashes.append(word_hash(word))
            self.identities.append(_identity(word, steps))
        return number


def _identity(word: bytes, readings: Readings) -> int:
    """Return a number by which a word is the same in every segment."""
    text = b"\n".join([word, *(b"%s %d" % reading for reading in readings)])
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")
