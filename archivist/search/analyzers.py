"""The analysis of text: the one way from a text to the terms under which it is found.

Writing the index, reading a query and marking a found text all go through `Analysis`, so that
they cannot differ. A word gives its folded form and readings: the stems it may have in the
languages it may be in. Its letters decide the language where they can (ә is Kazakh, ї Ukrainian),
else the paragraph it stands in; where neither does, every language is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.english import asked_for, english_readings
from archivist.search.folding import fold, has_han, is_han, raw_words, spelt_out, twin
from archivist.search.kazakh import kazakh_bases
from archivist.search.kazakh_latin import in_cyrillic, is_kazakh_latin_text
from archivist.search.readings import FAMILY, LIKELY, UNLIKELY, Readings, join_readings
from archivist.search.slavic import is_known, slavic_readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANALYSIS_VERSION = 12
"""Goes up with every change of the terms a text gives; an index of another version is rebuilt."""

_REMEMBERED = 60_000
"""So many words are kept with their readings (about 300 bytes each)."""

_ASKED = 1_000
"""So many words of queries, with what they are not taken for."""

_BLOCK = 400
"""So many characters, to the end of their line, are judged as one paragraph."""

_FEW_LETTERS = 200
_KAZAKH = "әғқңөұүһ"
_UKRAINIAN = "ґєї"
_NOT_RUSSIAN = _UKRAINIAN + "'"
_NOT_UKRAINIAN = "ыэъ"
_BOTH_CASES = {letters: letters + letters.upper() for letters in (_KAZAKH, _UKRAINIAN)}
_CYRILLIC_BLOCK = 0x04
"""The upper half of the numbers of Cyrillic letters; to count it is quickest."""

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LONGEST_WORD = 120
"""Longer ones are no words; to look for their stems would take minutes."""

_NAME = 4
"""Fewer letters are seldom a name, and sound like many words."""

KAZAKH_LATIN = "kk-latn"

_OLD_RUSSIAN = re.compile("[ѢѣѲѳѴѵ]|[бвгджзклмнпрстфхцчшщ][ъЪ]$", re.IGNORECASE)
"""What only Russian words have that are spelt as before 1918."""

_NOT_KAZAKH = re.compile("..?$|[^аеиоуыіэюя]{2}|.*[вфхцчщъьэё]")
"""How Kazakh words do not look: too short to tell, two consonants at the beginning."""

_OLD_ENDINGS = {"аго": "ого", "яго": "его", "ыя": "ые", "ия": "ие"}
"""Endings of adjectives before 1918, and what is written today."""

_OLD_ADJECTIVES = tuple(_OLD_ENDINGS)

_OLD_WORDS = {
    "ея": "ее",
    "нея": "нее",
    "оне": "они",
    "одне": "одни",
    "однех": "одних",
    "однем": "одним",
    "однеми": "одними",
    "итти": "идти",
}
_OLD_PREFIX = re.compile("^(?:(?:во|и|ра|ни|в)з(?=с)|(?:бе|чре|чере)з(?=[кпстфхцчшщ]))")
"""Prefixes that kept their з before such letters: возстание, изследование, безпорядки."""

_TWICE = re.compile(r"([лмнпстф])\1")
"""Consonants that were written twice in more words: коммиссия, оффициальный."""

_MAY_BE_OTHERWISE = re.compile(f"{_OLD_PREFIX.pattern}|{_TWICE.pattern}")

_YEAR = re.compile(r"(\d{3,4})(?:гг?|рр?|жж?|жыл|s)")
"""A year and its word, written without a space: 1937г, 1930s."""

_HYPHENS = "-‐‑¬\u00ad\ufffe\x02"


class Analysed(NamedTuple):
    """What a word is found by: its folded form and its readings."""

    form: str
    readings: Readings


class TermCounts(NamedTuple):
    """The terms of a text: weights of stems, the folded forms, and how many words there are."""

    stems: dict[str, float]
    forms: set[str]
    length: int


class Analysis:
    """Analyses texts and remembers the words it has met; safe to share between threads."""

    by_paragraph = True
    """Whether the readings of a word depend on the language of its paragraph."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._word = lru_cache(maxsize=remembered)(_analysed)
        self._fold = lru_cache(maxsize=remembered)(fold)

    def counts(self, text: str) -> TermCounts:
        """Count the terms of a text, for the index."""
        stems: dict[str, float] = {}
        forms: set[str] = set()
        length = 0
        for start, end, language in paragraphs(text):
            for raw, times in Counter(raw_words(text[start:end])).items():
                if is_han(raw):
                    length += times * len(raw)
                    for term in _han_terms(fold(raw)):
                        stems[term] = stems.get(term, 0) + times
                    continue
                length += times
                form, readings = self._word(raw, language)
                forms.add(form)
                for stem, weight in readings.items():
                    stems[stem] = stems.get(stem, 0) + times * weight
        return TermCounts(stems, forms, length)

    def readings(self, raw: str, paragraph: str) -> Analysed:
        """Return what a word (not a Chinese one) is found by in a paragraph of a language."""
        return self._word(raw, paragraph)

    def form(self, raw: str) -> str:
        """Return the folded form of a word."""
        return self._fold(raw)

    def sequence(self, text: str) -> list[str]:
        """Return the folded words of a text in order, each Chinese letter by itself."""
        forms = map(self._fold, raw_words(text))
        if not has_han(text):
            return list(forms)
        return [part for form in forms for part in (form if is_han(form) else (form,))]

    def query_readings(self, raw: str, stands: Callable[[str], bool] | None = None) -> Readings:
        """Return every reading that a word of a query has in any text.

        `stands` tells whether a folded word stands in the library: of the bases of a Kazakh word,
        which are found by rule alone, those that do are the likely ones.
        """
        readings: Readings = {}
        form = fold(raw)
        for paragraph in ("", *_languages(form)):
            join_readings(readings, self._word(raw, paragraph).readings)
        for other in _of_another_language(form):
            readings.pop(other, None)
        if "і" in form and not set(form) & set(_KAZAKH + _UKRAINIAN):  # міръ lost its ъ in folding
            for modern in _modern_spellings(form):
                others = slavic_readings(modern, "ru")
                join_readings(readings, dict.fromkeys(others, UNLIKELY))
        if form.isascii() and not form.isdigit():
            readings = asked_for(form, readings)
        if other := twin(form):
            join_readings(readings, {other: LIKELY})
        if stands and _is_kazakh_alone(form) and any(map(stands, readings)):
            return {
                base: weight if base == form or stands(base) else UNLIKELY
                for base, weight in readings.items()
            }
        return readings

    def names(self, form: str) -> tuple[str, ...]:
        """Return a folded word and what it is most likely a form of, should it be a name."""
        readings = self.query_readings(form).items()
        likely = [
            stem
            for stem, weight in readings
            if weight == LIKELY and len(stem) >= _NAME and not stem.startswith(FAMILY)
        ]
        return tuple(dict.fromkeys((form, *likely)))


def _han_terms(run: str) -> list[str]:
    """Return the letters and the overlapping pairs of a run of Chinese letters."""
    return [*run, *han_pairs(run)]


def han_pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of Chinese letters; of one letter, itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the paragraphs of a text (start, end) and the language of each, "" where unsure.

    Those of one language that follow each other are one. A paragraph ends at an empty line, or at
    the end of a line when it is long enough; never where a word is broken.
    """
    begun, last = 0, ""
    for start, _, language in _blocks(text):
        if language != last and start > begun:
            yield begun, start, last
            begun = start
        last = language
    if text:
        yield begun, len(text), last


def _blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the paragraphs as they stand, next to each other in one language as well."""
    start = at = 0
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end + 1
        line = text[at:line_end].strip()
        at = line_end
        if at == len(text) or not line or (at - start >= _BLOCK and line[-1] not in _HYPHENS):
            yield start, at, language_of(text[start:at])
            start = at


def language_of(text: str) -> str:
    """Return the language of a paragraph: "kk", "uk", "ru" in Cyrillic, `KAZAKH_LATIN`, "".

    "" means that it is not plain, or that it is in Latin letters otherwise.
    """
    count = text.encode("utf-16-be", "surrogatepass")[::2].count(_CYRILLIC_BLOCK)
    if not count:
        latin = unicodedata.normalize("NFC", text.casefold())
        return KAZAKH_LATIN if is_kazakh_latin_text(latin) else ""
    few = count < _FEW_LETTERS
    if sum(map(text.count, _BOTH_CASES[_KAZAKH])) > count * (0.08 if few else 0.03):
        return "kk"
    if sum(map(text.count, _BOTH_CASES[_UKRAINIAN])) > count * (0.03 if few else 0.01):
        return "uk"
    return "" if few else "ru"


def _analysed(raw: str, paragraph: str) -> Analysed:
    """Read one word that stands in a paragraph of a language."""
    form = fold(raw)
    if len(form) > _LONGEST_WORD:
        return Analysed(form, {form: LIKELY})
    return Analysed(form, _readings(raw, form, paragraph))


def _readings(raw: str, form: str, paragraph: str) -> Readings:
    if paragraph == KAZAKH_LATIN:
        kazakh = _kazakh_readings(_cyrillic(raw, form))
        return english_readings(form) | {form: LIKELY} | kazakh
    if form[:1].isdigit() and (year := _YEAR.fullmatch(form)):
        return {form: LIKELY, year[1]: LIKELY}
    if _CYRILLIC.search(form):
        old = _OLD_RUSSIAN.search(raw) or (paragraph == "ru" and "і" in form)
        return _old_readings(form, paragraph) if old else _cyrillic_readings(form, paragraph)
    if form.isascii() and not form.isalpha() and "'" not in form:
        return {form: LIKELY}
    readings = english_readings(form)
    return readings | {other: LIKELY} if (other := spelt_out(raw)) else readings


def _cyrillic_readings(form: str, paragraph: str) -> Readings:
    languages = _languages(form)
    sure = paragraph in languages
    slavic = [name for name in languages if name != "kk" and (not sure or name == paragraph)]
    known = [name for name in slavic if is_known(form, name)]
    readings: Readings = {}
    for name in known or slavic:
        join_readings(readings, slavic_readings(form, name))
    if "kk" in languages and (not sure or paragraph == "kk"):
        join_readings(readings, _kazakh_readings(form))
    elif "kk" in languages and not known:  # a Kazakh name or word in a Russian text
        join_readings(readings, dict.fromkeys(kazakh_bases(form), UNLIKELY))
    if "ru" not in known and paragraph in ("", "ru"):
        for modern in _modern_spellings(form):
            join_readings(readings, slavic_readings(modern, "ru"))
    return readings or {form: LIKELY}


def _kazakh_readings(form: str) -> Readings:
    return dict.fromkeys(kazakh_bases(form), LIKELY)


def _cyrillic(raw: str, form: str) -> str:
    """Return a word of a Kazakh paragraph in Latin letters in Cyrillic ones."""
    if _CYRILLIC.search(form):
        return form
    return fold(in_cyrillic(unicodedata.normalize("NFC", raw.casefold())))


def _old_readings(form: str, paragraph: str) -> Readings:
    """Return the readings of a word that is spelt as before 1918, or may be."""
    readings: Readings = {}
    for modern in _modern_spellings(form):
        join_readings(readings, slavic_readings(modern, "ru"))
    return {form: LIKELY} | readings if readings else _cyrillic_readings(form, paragraph)


def _is_kazakh_alone(form: str) -> bool:
    """Tell whether a word in Cyrillic letters is in no dictionary, so it is read by rule."""
    languages = _languages(form) if _CYRILLIC.search(form) else ()
    return "kk" in languages and not any(
        is_known(form, language) for language in languages if language != "kk"
    )


@lru_cache(maxsize=_ASKED)
def _of_another_language(form: str) -> tuple[str, ...]:
    """Return Kazakh bases of a Russian or Ukrainian word that no Kazakh word is like: вода, во."""
    slavic = [name for name in _languages(form) if name != "kk"] if _CYRILLIC.search(form) else []
    known = [name for name in slavic if is_known(form, name)]
    if not known:
        return ()
    own = {form}.union(*(slavic_readings(form, name) for name in known))
    return tuple(base for base in kazakh_bases(form) if _NOT_KAZAKH.match(base) and base not in own)


def _modern_spellings(form: str) -> Iterator[str]:
    """Yield the Russian words that a word spelt as before 1918 may be: исторія, новаго."""
    plain = form.replace("і", "и")
    if plain in _OLD_WORDS:
        yield _OLD_WORDS[plain]
    others = _other_spellings(plain) if _MAY_BE_OTHERWISE.search(plain) else ()
    for spelling in dict.fromkeys((plain, *others)) if others else (plain,):
        if spelling.endswith(_OLD_ADJECTIVES):
            for ending, modern in _OLD_ENDINGS.items():
                word = spelling.removesuffix(ending) + modern
                if spelling.endswith(ending) and is_known(word, "ru"):
                    yield word
        if is_known(spelling, "ru"):
            yield spelling


def _other_spellings(word: str) -> Iterator[str]:
    """Yield a word with its prefix, or its doubled consonants, as they are written today."""
    if prefix := _OLD_PREFIX.match(word):
        word = word[: prefix.end() - 1] + "с" + word[prefix.end() :]
        yield word
    for twice in _TWICE.finditer(word):
        yield word[: twice.start()] + word[twice.end() - 1 :]


def _languages(form: str) -> tuple[str, ...]:
    """Return the languages whose letters a Cyrillic word is written in."""
    letters = set(form)
    if not letters.isdisjoint(_KAZAKH):
        return ("kk",)
    if not letters.isdisjoint(_NOT_RUSSIAN):
        return ("uk",)
    if not letters.isdisjoint(_NOT_UKRAINIAN):
        return ("kk",) if "і" in letters else ("ru", "kk")
    return ("uk", "kk") if "і" in letters else ("ru", "uk", "kk")
