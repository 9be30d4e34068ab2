"""Judges whether a text makes sense: whether its words are words, and in which script.

Recognised in the wrong script “Направление” becomes “Hanpapnenue”; a layer of a PDF without a table
of its letters is made of any signs. Russian and Ukrainian words are looked up in dictionaries,
English ones too; Kazakh has its letters and its pairs of letters, other languages in Latin letters
their commonest words. The dictionaries are read when the first word of their script is met.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from archivist.ingest.letters import is_common_pair
from archivist.library.sources import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pymorphy3 import MorphAnalyzer

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_CUT = re.compile(r"[-\u00ad\u2010]\n\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KAZAKH = frozenset("әғқңөұүһ")
_UKRAINIAN = frozenset("іїєґ")
_OLD_LETTERS = str.maketrans("ѣіѳѵ", "еифи")
"""How the letters of the spelling before 1918 are written now."""

_FOREIGN = frozenset("ўҳҷјљњћђҙҫҗѓќѕџӣӯ")
"""Letters of languages in Cyrillic that no dictionary is here for."""

_ONLY_RUSSIAN = frozenset("ыэё")

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f]")
_STRANGE_LATIN = re.compile("[\u0180-\u02af]")
_ODD = re.compile(r"""[^\w\s.,;:!?…\-–—‐()\[\]{}«»“”„"'’‘/|№§°%*+=<>•·\u00ad]""")
"""A sign that is none of those that texts and tables of numbers are made of."""

_SAMPLE = 1_200
"""Characters of a page that are looked at where its text is expected to be sound."""

_GLANCE = 250

_WORDS_KEPT = 20_000
"""So many words are looked up in a dictionary once: the next pages have most of them again."""

_SHORTEST = 3
"""Shorter words are in every dictionary by chance."""

_ENOUGH = 30
"""Of fewer letters nothing can be said."""

_KAZAKH_PAGE = 0.12
_KAZAKH_WORD = 0.45
_FUNCTION_SHARE = 0.12
"""How many of all words are among the commonest of a language, at least."""

POOR = 0.55
"""Texts of which a smaller share of letters is in known words are doubtful; good ones have 0.8."""

_STRANGE = 0.25
"""With fewer known words than that it is another script, or another language."""

_MIXED = 0.12
_UNSURE = 60.0

_COMMON_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "deu": "der die das und ist nicht von mit den ein eine auf für im zu dem des sich als auch",
        "fra": "le la les de des du et est que qui dans un une pour par sur pas il au ce avec",
        "spa": "el la los las de del y que en un una por con para es se no al su como",
        "ita": "il la di che e un una per non con del della le gli nel sono si al è i",
        "por": "o a os as de do da dos que e em um uma para com não se por no na",
        "pol": "i w z na nie do że jest się to o od za po jak przez dla ich był oraz",
        "ces": "a v se na je že z do o s k i pro by jako ale jsou od po za",
        "lat": "et in est non ad ut cum qui quod de ex sed per ab quae esse si aut atque enim",
        "tur": "ve bir bu için ile da de olarak olan daha çok en gibi sonra kadar her ne o ki var",
        "nld": "de het een en van in is dat op te zijn met voor niet aan er om ook als door",
        "swe": "och i att det som en på är av för med till den inte om ett de har var från",
        "ron": "și de în la a cu care pe nu din este o un mai că pentru se au fost ce",
        "hun": "a az és hogy nem is egy ez meg volt de csak már el mint még azt ki van vagy",
        "uzb": "va bilan bu uchun ham bir da edi deb emas shu bo'lgan o'z uning esa yil har katta",
    }.items()
}
"""The commonest words of languages in Latin letters, by Tesseract's codes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What a text looks like.

    `letters` of it were judged, of which the shares `known` and `mixed` stand in words of a
    dictionary and in words of two scripts. `languages` counts the letters of known words by
    Tesseract's codes, `latin` and `cyrillic` all letters of a script.
    """

    letters: int = 0
    known: float = 0.0
    mixed: float = 0.0
    latin: int = 0
    cyrillic: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def says(self) -> bool:
        """Tell whether there is enough text to say anything."""
        return self.letters >= _ENOUGH

    @property
    def main(self) -> tuple[str, ...]:
        """The languages that take a part worth naming, the greatest first."""
        whole = sum(self.languages.values())
        ranked = sorted(self.languages.items(), key=lambda item: -item[1])
        return tuple(code for code, letters in ranked if letters * 20 >= whole)

    @property
    def points(self) -> float:
        """How much was read that makes sense; of two readings of a page the higher is better."""
        return self.letters * (self.known - 0.6 * (1 - self.known) - 0.5 * self.mixed)


def judge(text: str) -> Judgement:
    """Judge a text by its words."""
    han = len(_HAN.findall(text))
    words = [word for word in _WORD.findall(_CUT.sub("", text)) if not _HAN.search(word)]
    folded = [unicodedata.normalize("NFC", word).casefold() for word in words]
    scripts = [_script(word) for word in folded]
    cyrillic = [word for word, script in zip(folded, scripts, strict=True) if script == "c"]
    latin = [word for word, script in zip(folded, scripts, strict=True) if script == "l"]
    mixed = _length(word for word, script in zip(folded, scripts, strict=True) if script == "x")
    counts = _cyrillic_words(cyrillic) + _latin_words(latin)
    if han:
        counts["chi_sim"] += 2 * han
    unknown = counts.pop("", 0) + mixed
    letters = sum(counts.values()) + unknown
    return Judgement(
        letters=letters,
        known=sum(counts.values()) / max(1, letters),
        mixed=mixed / max(1, letters),
        latin=_length(latin),
        cyrillic=_length(cyrillic),
        languages=counts,
    )


def doubt_of(found: Judgement, sureness: float) -> Doubt:
    """Say why a recognised text is doubtful; `sureness` is Tesseract's own, of 100."""
    if not found.says:
        return Doubt.POOR if sureness < _UNSURE else Doubt.NONE
    latin = found.latin > found.cyrillic
    poor = found.known < POOR
    strange = found.known < _STRANGE or (latin and poor)
    if found.mixed > _MIXED or strange:
        return Doubt.WRONG_SCRIPT
    return Doubt.POOR if poor or sureness < _UNSURE else Doubt.NONE


def layer_doubt(text: str) -> Doubt:
    """Say whether the text that a document holds of a page makes no sense.

    Only the beginning is looked at: most documents are sound, and there are many pages.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    strange = len(_STRANGE_LATIN.findall(sample))
    signs = len(_ODD.findall(sample))
    if strange * 4 > letters >= _ENOUGH or (signs > _ENOUGH and signs > letters):
        return Doubt.BROKEN_LAYER
    if letters < 2 * _ENOUGH or judge(sample[:_GLANCE]).known > POOR:
        return Doubt.NONE
    folded = sample.casefold()
    bulgarian = "ъ" in folded and _ONLY_RUSSIAN.isdisjoint(folded)
    if bulgarian or not _FOREIGN.isdisjoint(folded):
        return Doubt.NONE
    found = judge(sample)
    unlike = found.letters >= 2 * _ENOUGH and (found.known < _STRANGE or found.mixed > _MIXED)
    return Doubt.BROKEN_LAYER if unlike else Doubt.NONE


def is_like(text: str, other: str) -> bool:
    """Tell whether two readings of a page are of the same words: what both read is there."""
    words = {word.casefold() for word in _WORD.findall(text) if len(word) >= _SHORTEST}
    others = {word.casefold() for word in _WORD.findall(other) if len(word) >= _SHORTEST}
    return len(words & others) * 2 > min(len(words), len(others))


def foreign_language(text: str) -> str:
    """Return the code of a language in Latin letters, English apart; "" when none shows."""
    words = [word.casefold() for word in _WORD.findall(text)]
    shares = {
        code: sum(word in common for word in words) / max(1, len(words))
        for code, common in _COMMON_WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > _FUNCTION_SHARE else ""


def _length(words: Iterable[str]) -> int:
    return sum(len(word) for word in words if len(word) >= _SHORTEST)


def _script(word: str) -> str:
    """Sort a word: c Cyrillic, l Latin, x both, o any other."""
    cyrillic, latin = bool(_CYRILLIC.search(word)), bool(_LATIN.search(word))
    return {(True, False): "c", (False, True): "l", (True, True): "x"}.get((cyrillic, latin), "o")


def _cyrillic_words(words: list[str]) -> Counter[str]:
    """Count letters by language, "" for words that are none."""
    long = [word for word in words if len(word) >= _SHORTEST]
    kazakh = sum(not _KAZAKH.isdisjoint(word) for word in long)
    as_kazakh = kazakh > _KAZAKH_PAGE * len(long)
    ukrainian = any(not _UKRAINIAN.isdisjoint(word) for word in long)
    counts: Counter[str] = Counter()
    for word in long:
        counts[_cyrillic_language(word, kazakh=as_kazakh, ukrainian=ukrainian)] += len(word)
    return counts


def _cyrillic_language(word: str, *, kazakh: bool, ukrainian: bool) -> str:
    if not _KAZAKH.isdisjoint(word):
        return "kaz" if _looks_kazakh(word) else ""
    if kazakh and _looks_kazakh(word) and not _slavic("ru").word_is_known(word):
        return "kaz"
    if ukrainian and _slavic("uk").word_is_known(word.replace("’", "'").replace("ʼ", "'")):
        return "ukr"
    if _slavic("ru").word_is_known(word):
        return "rus"
    modern = word.translate(_OLD_LETTERS).removesuffix("ъ")
    return "rus" if modern != word and _slavic("ru").word_is_known(modern) else ""


def _looks_kazakh(word: str) -> bool:
    good = sum(is_common_pair(first + second, "kk") for first, second in pairwise(word))
    return good >= _KAZAKH_WORD * (len(word) - 1)


def _latin_words(words: list[str]) -> Counter[str]:
    long = [word for word in words if len(word) >= _SHORTEST]
    if not long:
        return Counter()
    counts: Counter[str] = Counter()
    for word in long:
        counts["eng" if _is_english(word) else ""] += len(word)
    whole = sum(counts.values())
    if counts["eng"] < POOR * whole and (other := foreign_language(" ".join(words))):
        return Counter({other: whole})
    return counts


@cache
def _slavic(language: str) -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - takes its time, seldom needed

    words = import_module(f"pymorphy3_dicts_{language}")
    return MorphAnalyzer(path=words.get_path(), lang=language)


@lru_cache(maxsize=_WORDS_KEPT)
def _is_english(word: str) -> bool:
    from simplemma import is_known  # noqa: PLC0415 - takes its time, seldom needed

    return bool(is_known(word.replace("’", "'").removesuffix("'s"), "en"))
