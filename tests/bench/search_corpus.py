"""A made-up corpus for measuring: real word forms in four languages, drawn by Zipf's law.

The same size always gives the same pages.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pymorphy3

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = {"ru": "абвгдежзиклмнопрстуфхцчшщэюя", "uk": "абвгдежзиіклмнопрстуфхцчшщюя"}
_KAZAKH = (
    "халық мемлекет көтеріліс ауыл қала тарих мұрағат кітап билік хандық саясат дала жер ғылым"
    " қоғам өлке әскер соғыс шаруа кеңес құжат жарлық сұлтан батыр ақын мектеп жайлау қыстау"
    " салық өкімет аштық қазақ орыс сауда мал егін тіл дін заң сот хат жыл адам бала"
)
_KAZAKH_SUFFIXES = " тың тар ға да дан ның нің дер лар лары тарда ы і"
_ENGLISH = (
    "the of and archive nomad empire colony settler treaty famine border district letter decree"
    " peasant uprising census tax province governor report minister railway steppe river trade"
    " migration soldier school language policy record committee village grain livestock horse"
)
_COMMON = {
    "ru": "и в не на с что по как из к о за от для это был его при или но",
    "uk": "і в не на з що та як із до про за від для це був його при або але",
    "kk": "және мен бен бұл бір да де ол үшін осы болып туралы кейін ең екі",
    "en": "the of and in to a is that was for on with as by from at it which",
}
_SHARES = {"ru": 60, "kk": 20, "en": 12, "uk": 8}


def _slavic_forms(language: str, count: int, chance: random.Random) -> list[str]:
    known = pymorphy3.MorphAnalyzer(lang=language).dictionary.words
    found: list[str] = []
    while len(found) < count:
        prefix = "".join(chance.choices(_LETTERS[language], k=3))
        found.extend(itertools.islice(known.iterkeys(prefix), 40))
    return found


def vocabulary(size: int = 40_000) -> dict[str, tuple[list[str], list[float]]]:
    """Return word forms of each language and their cumulative weights."""
    chance = random.Random(size)
    forms = {
        "ru": _slavic_forms("ru", size, chance),
        "uk": _slavic_forms("uk", size // 4, chance),
        "kk": [word + suffix for word in _KAZAKH.split() for suffix in _KAZAKH_SUFFIXES.split(" ")],
        "en": [
            word + suffix for word in _ENGLISH.split() for suffix in ("", "s", "ed", "ing", "er")
        ],
    }
    weighed = {}
    for language, words in forms.items():
        chance.shuffle(words)
        weights = [1 / (rank + 20) ** 1.05 for rank in range(len(words))]
        weighed[language] = (words, list(itertools.accumulate(weights)))
    return weighed


def pages(count: int, words_a_page: int = 300, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of pages."""
    chance = random.Random(seed)
    known = vocabulary()
    common = {language: words.split() for language, words in _COMMON.items()}
    for language in chance.choices(list(_SHARES), weights=list(_SHARES.values()), k=count):
        forms, weights = known[language]
        drawn = chance.choices(forms, cum_weights=weights, k=words_a_page)
        text = [
            chance.choice(common[language]) if chance.random() < 0.27 else word for word in drawn
        ]
        for at in range(0, len(text), 12):
            text[at] = text[at].capitalize() + (".\n" if at % 60 == 0 else "")
        yield language, " ".join(text)
