"""Tells the language of a text by the letters that decide it, and by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from archivist.ingest.letters import pair_balances, pairs_of
from archivist.library.values import EN, KK, RU, UK, UNKNOWN_LANGUAGE, ZH, LanguageCode

_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[a-z\u00df-\u024f]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]+")
_WORD = re.compile(r"[^\W\d_]+")

_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")

_HAN_LETTERS = 3
"""A Han character says as much as so many letters."""

_FEWEST = 12
"""In fewer letters no language shows."""

_KAZAKH = frozenset("әғқңөұүһ")
_UKRAINIAN = frozenset("ґєї")
_RUSSIAN = frozenset("ыэё")  # ъ is as common in Bulgarian
_FOREIGN = frozenset("ўҳҷјљњћђҙҫҗѓќѕџӣӯ")
"""Letters of Belarusian, Uzbek, Tajik, Serbian, Macedonian, Bashkir and Tatar."""

_KAZAKH_SHARE = 0.03
_UKRAINIAN_SHARE = 0.008
_SOME = 0.004

_LIKELY = 0.5
_AHEAD = 0.04
"""How good the pairs of letters must be, and how much better than another language's."""

_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "in", "is", "was", "for", "that", "with", "as", "on", "by"),
        *("at", "from", "are", "were", "be", "this", "which", "it", "has", "had", "not", "an"),
        *("or", "his", "their", "have", "been", "its", "but"),
    )
)
_ENGLISH_SHARE = 0.16
_SURELY_ENGLISH = frozenset(("the", "of", "and", "with", "that", "was", "is", "for"))


_MODELS = {
    "ru": "rus",
    "kk": "kaz",
    "uk": "ukr",
    "en": "eng",
    "zh": "chi_sim",
    "de": "deu",
    "fr": "fra",
    "pl": "pol",
    "es": "spa",
    "it": "ita",
    "la": "lat",
    "cs": "ces",
    "be": "bel",
    "tr": "tur",
    "uz": "uzb",
    "ky": "kir",
    "tt": "tat",
    "bg": "bul",
    "sr": "srp",
    "lt": "lit",
    "lv": "lav",
    "et": "est",
    "fi": "fin",
    "sv": "swe",
    "nl": "nld",
    "hu": "hun",
    "ro": "ron",
    "mn": "mon",
    "tg": "tgk",
    "hy": "hye",
    "ka": "kat",
    "ja": "jpn",
    "ko": "kor",
    "he": "heb",
}
"""What Tesseract calls languages."""


def model_of(language: str) -> str:
    """Return what Tesseract calls a language, "" for one that is not known here."""
    return _MODELS.get(language, "")


def language_of(model: str) -> LanguageCode:
    """Return the language of a model of Tesseract's, "" for one that is not known here."""
    found = (code for code, name in _MODELS.items() if name == model)
    return LanguageCode(next(found, ""))


def language_code(told: str) -> LanguageCode:
    """Return the language that a document names: “ru” of “ru-RU”; "" when it is no code."""
    found = _CODE.match(told.strip().lower())
    return LanguageCode(found[0]) if found else UNKNOWN_LANGUAGE


def detect_language(text: str) -> LanguageCode:
    """Return ru, kk, uk, en or zh; "" for a text too short, mixed or of another language."""
    folded = text.casefold()
    cyrillic = _count(_CYRILLIC, folded)
    latin = _count(_LATIN, folded)
    han = _count(_HAN, folded) * _HAN_LETTERS
    if cyrillic + latin + han < _FEWEST:
        return UNKNOWN_LANGUAGE
    if han > cyrillic + latin:
        return UNKNOWN_LANGUAGE if _count(_KANA, folded) * 10 > han else ZH
    return _by_cyrillic(folded, cyrillic) if cyrillic >= latin else _by_latin(folded)


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


def _by_cyrillic(text: str, letters: int) -> LanguageCode:
    counts = Counter(text)

    def share(decisive: frozenset[str]) -> float:
        return sum(counts[letter] for letter in decisive) / letters

    kazakh, ukrainian, russian = share(_KAZAKH), share(_UKRAINIAN), share(_RUSSIAN)
    bulgarian = share(frozenset("ъ")) > _SOME and not russian
    if share(_FOREIGN) > _SOME or bulgarian:
        return UNKNOWN_LANGUAGE
    if kazakh > _KAZAKH_SHARE:
        # Kirghiz and Mongolian have some of these letters, never all four of the others.
        return KK if share(frozenset("әғқұі")) > _KAZAKH_SHARE / 2 else UNKNOWN_LANGUAGE
    if ukrainian > _UKRAINIAN_SHARE and ukrainian + share(frozenset("і")) > russian:
        return UK
    if russian > _SOME and russian > ukrainian + share(frozenset("і")):
        return RU
    return _by_pairs(text, "kk" if not kazakh else "")


def _by_pairs(text: str, never: str) -> LanguageCode:
    """Decide by pairs of letters where no letter alone decides; `never` is ruled out."""
    balances = pair_balances(pairs_of(text)).items()
    first, second = sorted(
        ((balance, name) for name, balance in balances if name != never), reverse=True
    )[:2]
    clear = first[0] > _LIKELY and first[0] - second[0] > _AHEAD
    return LanguageCode(first[1]) if clear else UNKNOWN_LANGUAGE


def _by_latin(text: str) -> LanguageCode:
    words = _WORD.findall(text)
    common = [word for word in words if word in _ENGLISH]
    sure = len(set(common) & _SURELY_ENGLISH)
    enough = len(common) > _ENGLISH_SHARE * len(words)
    return EN if enough and sure >= min(3, 1 + len(words) // 30) else UNKNOWN_LANGUAGE
