"""A made-up corpus for measuring: inflected words of five languages, drawn by Zipf's law.

The words are from the analysers' own dictionaries, and from Debian's hunspell lists where these
are installed; one word in fifty is misread as a scan is. The same size always gives the same
pages.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pymorphy3
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

HUNSPELL = Path("/usr/share/hunspell")

_LETTERS = {"ru": "абвгдежзиклмнопрстуфхцчшщэюя", "uk": "абвгдежзиіклмнопрстуфхцчшщюя"}
_KAZAKH = (
    "халық мемлекет көтеріліс ауыл қала тарих мұрағат кітап билік хандық саясат дала жер ғылым"
    " қоғам өлке әскер соғыс шаруа кеңес құжат жарлық сұлтан батыр ақын мектеп жайлау қыстау"
    " салық өкімет аштық қазақ орыс сауда мал егін тіл дін заң сот хат жыл адам бала"
)
_SYLLABLES = (
    "қа та ба са ла ра жа ма на да қо то бо со ұл ор ыр ақ ат ас",
    "ке те бе се ле ре же ме не де кө тө бө сө үл өр ір ек ет ес",
)
_SUFFIXES = (
    " тар лар дар тың ның дың та да нан тан ға қа ы ым ымыз лары ларға лық сыз шы",
    " тер лер дер тің нің дің те де нен тен ге ке і ім іміз лері лерге лік сіз ші",
)
_COMMON = {
    "ru": "и в не на с что по как из к о за от для это был его при или но",
    "uk": "і в не на з що та як із до про за від для це був його при або але",
    "kk": "және мен бен бұл бір да де ол үшін осы болып туралы кейін ең екі",
    "en": "the of and in to a is that was for on with as by from at it which",
}
_NAMES = "Назарбаев Қонаев Алматы Казахстан Семипалатинск Туркестан Голощекин Букейханов"
_HAN = (
    "中国哈萨克斯坦历史研究关系档案资料人民共和国边界贸易移民新疆伊犁清朝俄罗斯条约文献记载民族文化经济"
    "政治社会发展战争教育宗教地区政府报告统计人口土地草原部落汗国起义运动革命"
)
_SHARES = {"ru": 50, "kk": 25, "en": 15, "mixed": 5, "uk": 3, "zh": 2}
_MISREAD = {
    "о": "0",
    "з": "3",
    "и": "н",
    "н": "п",
    "е": "с",
    "қ": "к",
    "ө": "о",
    "l": "1",
    "m": "rn",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number, its source (200 pages each), its language and text."""

    number: int
    source: int
    language: str
    text: str


def _slavic(language: str, count: int, chance: random.Random) -> list[list[str]]:
    analyser = pymorphy3.MorphAnalyzer(lang=language)
    found: dict[str, list[str]] = {}
    for _ in range(60 * count):
        if len(found) >= count:
            break
        prefix = "".join(chance.choices(_LETTERS[language], k=4))
        for word in itertools.islice(analyser.dictionary.words.iterkeys(prefix), 0, 14, 6):
            read = analyser.parse(word)[0]
            if read.normal_form not in found:
                forms = list(dict.fromkeys(form.word for form in read.lexeme))
                found[read.normal_form] = chance.sample(forms, min(len(forms), 24))
    return list(found.values())


def _english(count: int, chance: random.Random) -> list[list[str]]:
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory().get_dictionary("en").items():
        if form.isalpha() and form.isascii() and len(form) > 2:
            forms[str(lemma)].append(form)
    return chance.sample(sorted(forms.values()), count)


def _kazakh(count: int, chance: random.Random) -> list[list[str]]:
    roots = dict.fromkeys(_KAZAKH.split())
    while len(roots) < count:
        roots[
            "".join(chance.choices(chance.choice(_SYLLABLES).split(), k=chance.choice((2, 2, 3))))
        ] = None
    front = re.compile("[әеөүі]")
    return [
        [root + end for end in _SUFFIXES[bool(front.search(root))].split(" ")] for root in roots
    ]


def _hunspell(file: Path, count: int, chance: random.Random) -> list[list[str]]:
    """Return words of a hunspell list with the forms that one suffix makes of each."""
    rules: defaultdict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in file.with_suffix(".aff").read_text("utf-8", "replace").splitlines():
        parts = line.split()
        if parts[:1] == ["SFX"] and len(parts) > 4:
            strip, added = (part.split("/")[0].replace("0", "") for part in parts[2:4])
            rules[parts[1]].append((strip, added, re.compile(parts[4] + "$")))
    lines = file.read_text("utf-8", "replace").splitlines()[1:]
    words = [line.partition("/") for line in lines if line.partition("/")[0].isalpha()]
    found = []
    for word, _, flags in chance.sample(words, min(count, len(words))):
        forms = [word] + [
            word.removesuffix(strip) + added
            for flag in flags
            for strip, added, condition in rules[flag]
            if word.endswith(strip) and condition.search(word)
        ]
        found.append(list(dict.fromkeys(forms))[:24])
    return found


class Corpus:
    """Makes pages."""

    def __init__(self, words_a_page: int = 300, seed: int = 1, lemmas: int = 12_000) -> None:
        self._chance = random.Random(seed)
        self._words = words_a_page
        chance = random.Random(lemmas)
        self.words = {
            "ru": _slavic("ru", lemmas, chance),
            "uk": _slavic("uk", lemmas // 3, chance),
            "en": _english(lemmas, chance),
            "kk": _kazakh(lemmas // 2, chance),
        }
        for language, name in (("kk", "kk_KZ"), ("en", "en_US"), ("ru", "ru_RU"), ("uk", "uk_UA")):
            if (file := HUNSPELL / f"{name}.dic").exists():
                self.words[language] += _hunspell(file, lemmas, chance)
        self._weights = {}
        for language, words in self.words.items():
            chance.shuffle(words)
            weights = (1 / (rank + 20) ** 1.05 for rank in range(len(words)))
            self._weights[language] = list(itertools.accumulate(weights))

    def pages(self, count: int) -> Iterator[Page]:
        """Yield pages."""
        languages = self._chance.choices(list(_SHARES), list(_SHARES.values()), k=count)
        for number, language in enumerate(languages, 1):
            size = max(20, int(self._chance.gauss(self._words, self._words * 0.3)))
            yield Page(number, number // 200 + 1, language, self._text(language, size))

    def _text(self, language: str, size: int) -> str:
        if language == "mixed":
            parts = (("ru", size // 2), ("kk", size // 3), ("en", size // 6))
            return "\n\n".join(self._text(each, part) for each, part in parts)
        if language == "zh":
            return "".join(self._chance.choices(_HAN, k=size)) + "。" + self._text("en", 20)
        chance, common = self._chance, _COMMON[language].split()
        text = []
        start = True
        drawn = chance.choices(self.words[language], cum_weights=self._weights[language], k=size)
        for forms, kind, end in zip(
            drawn, [chance.random() for _ in drawn], [chance.random() for _ in drawn], strict=True
        ):
            word = self._word(forms, kind, common)
            text.append((word.capitalize() if start else word) + (".\n" if end < 0.01 else ""))
            start = end < 0.07
        return " ".join(text)

    def _word(self, forms: list[str], kind: float, common: list[str]) -> str:
        chance = self._chance
        if kind < 0.27:
            return chance.choice(common)
        if kind < 0.285:
            return chance.choice(_NAMES.split())
        if kind < 0.3:
            return str(chance.randint(1700, 2024))
        word = forms[int(len(forms) * chance.random() ** 2)]  # some forms are rarer than others
        if kind > 0.98:
            at = chance.randrange(len(word))
            return word[:at] + _MISREAD.get(word[at], "") + word[at + 1 :] or word
        return word


def pages(count: int, words_a_page: int = 300, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of pages."""
    for page in Corpus(words_a_page, seed).pages(count):
        yield page.language, page.text
