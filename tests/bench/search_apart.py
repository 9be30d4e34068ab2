"""Print how many different words a search takes for one: `python tests/bench/search_apart.py`.

Pairs of different dictionary forms, thousands a language: drawn at random, and neighbours in the
order of the alphabet, which are the hardest (and often are made from one another). A pair counts
when a search for the first finds the second, names in other spellings included. Russian and
Ukrainian words are those of the analyser's own dictionaries; English and Kazakh ones need the word
lists of hunspell, in /usr/share/hunspell or in the folder that is given.
"""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pymorphy3
import simplemma

from archivist.search.analyzers import Analysis
from archivist.search.folding import fold
from archivist.search.names import may_be_name
from archivist.search.sounds import sound_alike, sound_of, sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = 4_000
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюяєії"
_LISTS = {"en": "en_US.dic", "kk": "kk_KZ.dic"}
_ENDINGS = tuple(
    """
    ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те дан ден тан тен нан
    нен мен бен пен дағы дегі тағы тегі ғы гі қы кі лар лер дар дер тар тер шы ші лық лік дық дік
    тық тік лы лі сыз сіз сы сі ы і ым ім ың ің м ң у лау леу дау деу тау теу ған ген қан кен ып
    іп п ады еді йды йді атын етін йтын йтін ар ер сын сін ма ме ба бе па пе ыл іл л ын ін н ыс іс
    с т дыр дір тыр тір ғыз гіз қыз кіз ушы уші дай дей тай тей ша ше ю
    """.split()  # noqa: SIM905 - easier to read so
)
"""By which forms and derived words are dropped from the Kazakh list, which holds all in one."""


def slavic(language: str) -> Iterator[str]:
    """Yield dictionary forms of nouns, adjectives and verbs."""
    morph = pymorphy3.MorphAnalyzer(lang=language)
    chance = random.Random(language)
    starts = ["".join(chance.choices(_LETTERS, k=2)) for _ in range(500)]
    for start in sorted(set(starts)):
        for word in itertools.islice(morph.dictionary.words.iterkeys(start), 400):
            parse = morph.parse(word)[0]
            if parse.normal_form == word and parse.tag.POS in {"NOUN", "ADJF", "INFN", "VERB"}:
                yield fold(word)


def listed(file: Path) -> set[str]:
    """Return the words of a list of hunspell."""
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()[1:]
    words = {line.partition("/")[0].strip() for line in lines}
    return {word for word in words if word.isalpha() and word.islower() and len(word) > 2}


def dictionary_forms(language: str, folder: Path) -> list[str]:
    """Return dictionary forms in their order, none where there is no list."""
    if language in ("ru", "uk"):
        return sorted(set(slavic(language)))
    file = folder / _LISTS[language]
    if not file.exists():
        return []
    words = listed(file)
    if language == "en":
        return sorted(word for word in words if is_dictionary_form(word))
    return sorted(word for word in words if not _is_derived(word, words))


def is_dictionary_form(word: str) -> bool:
    """Tell whether the English dictionary has a word, and as a form of itself alone."""
    return simplemma.is_known(word, lang="en") and simplemma.lemmatize(word, lang="en") == word


def _is_derived(word: str, words: set[str], depth: int = 3) -> bool:
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 2:
            continue
        voiced = base[:-1] + {"б": "п", "г": "к", "ғ": "қ"}.get(base[-1], base[-1])
        if not words.isdisjoint((base, voiced, base + "у")):
            return True
        if depth and len(base) > 2 and _is_derived(base, words, depth - 1):
            return True
    return False


def taken_for_one(analysis: Analysis, query: str, word: str, language: str) -> bool:
    """Tell whether a search for one word finds the other."""
    paragraph = language if language != "en" else ""
    readings = analysis.readings(word, paragraph).readings
    if not readings.keys().isdisjoint(analysis.query_readings(query)):
        return True
    return may_be_name(query) and any(
        sound_of(stem) in sounds_of(name) and sound_alike(name, stem)
        for name in analysis.names(query)
        for stem in readings
    )


def main() -> int:
    """Measure every language."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/hunspell")
    analysis, chance = Analysis(), random.Random(1)
    for language in ("ru", "uk", "en", "kk"):
        words = dictionary_forms(language, folder)
        if not words:
            print(f"{language}: no word list in {folder}")
            continue
        at_random = [tuple(chance.sample(words, 2)) for _ in range(_PAIRS)]
        places = [chance.randrange(len(words) - 1) for _ in range(_PAIRS)]
        for name, pairs in (
            ("at random", at_random),
            ("neighbours", [(words[at], words[at + 1]) for at in places]),
        ):
            taken = [pair for pair in pairs if taken_for_one(analysis, *pair, language)]
            shown = ", ".join("/".join(pair) for pair in chance.sample(taken, min(6, len(taken))))
            share = len(taken) / len(pairs)
            print(f"{language}, {name}: {len(taken)} of {len(pairs)} ({share:.2%})  {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
