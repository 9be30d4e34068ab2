"""Bases of Kazakh words, by rule: no dictionary of the language can be shipped.

Kazakh adds suffixes one after another, and the form of each follows from the sound before it:
its vowel is back or front as the last vowel of the stem (harmony), its first consonant depends
on the last sound (assimilation). A suffix is taken off only where both rules allow it, in the
order in which suffixes may stand: stem, plural, owner, case. What is left may need a repair: a
final п, к, қ was voiced before a vowel (кітап, кітабы), or a vowel was dropped (халық, халқы).

`kazakh_bases` returns the word and every base that can be reached so. Two forms of one word
share a base; that a base is no word at all does no harm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_HARMONY = ("ен", "гер", "кер")
"""Suffixes that have one form after back and front vowels."""

_BACK, _FRONT = "аоұыяё", "әеөүіэ"
_NEUTRAL = "иую"
_VOWELS = _BACK + _FRONT + "ию"
_ALL_VOWELS = _VOWELS + "у"

_LAST_VOWEL = re.compile(f".*([{_ALL_VOWELS}])", re.DOTALL)
_BACK_NAME = re.compile("[аоұы][^әөүі]*ев$")
_SOFT_SIGN = "ь"
"""A suffix follows the sound where Russian letters hide it: Тоқаевтың, but октябрьде."""

_WHOLE = set(
    """
    адал азан азап азық айдын айла айна айтыс айып айыр айғыр ала алап аласа алаш алаң алма алтын
    ана ара арал арба арман арна аспап ата атау ауру ауыл аяз ақын аңғар базар бала балта балық
    балға бастық басқа бақыт бейіт бекер белгі бесік бетер бостан бүгін бүркіт бұйрық бұлың бұрын
    дайын далап дерек дүкен дәптер дәрмен дәрі дәстүр егін елу ерте ерін есеп ескі есік етік жазық
    жайлау жалау жалпы жалын жалған жапан жарлы жасын жауап жаулық жауын жерік жетпіс жетім жиын
    жолбарыс жолдас жылан жүген жүзім жұмыс зәру кедей келте келін кемпір керек кеше киім кілем
    кірпіш күйеу күлкі күміс күріш күтім көбік көйлек көлік көшпелі мекен мерген мойын мылтық мұрат
    мұрын найза нарық ноғай ойын орман орын отан отар отау отын пайда сабын салық сарай сары сауын
    сауыт сезім серік сурет суық сіңір тайпа талап тамақ тарап тасқын тауар тегін тері теңге тиын
    торы тоғай тоқпақ тоқсан тоқым тығын тізім тілек тірі түгел түйін түлкі түнек түрме тұз тұлға
    тұман тұяқ тұқым тәжік төбе төлем төре уақыт шабын шайтан шапан шарап шатыр шекара шипа шоқпар
    шығын шұңқыр ылғал ырым ізгі іргелі ісмер ісік қабір қазан қазы қазына қайсар қайық қалай қалам
    қалта қалың қамал қанат қармақ қарын қасым қасық қатын қауым қауын қашық қойма қолдау қонақ
    қорған қорқыт қызыл қызық қымбат қырман қырғын қыстақ қысым құдай құлан құлын құман құрал құрбан
    құрық үкім үлес үрім ұйым ұлан ұлы ұлық ұғым өгей өзен өкіл өкім өлең өмір өрік өсім өте
    """.split()  # noqa: SIM905 - easier to read so
)
"""Words that look as if they were made of a shorter one and a suffix: қалам is no form of қала."""

_MOST_BASES = 9
_SHORTEST = 2


_SOUNDS = (("Z", "зж"), ("N", "мнң"), ("L", "ль"), ("R", "рйуи"), ("V", _BACK + _FRONT))
_CLASSES = {letter: name for name, letters in _SOUNDS for letter in letters}


def _ending(word: str) -> str:
    """Return the class of a word's last sound, which decides how a suffix begins."""
    last = word[-2:-1] if word[-1] == _SOFT_SIGN else word[-1]
    return _CLASSES.get(last, "T")


class _Suffix(NamedTuple):
    text: str
    after: str  # the classes of sounds it may follow
    shortest: int  # letters that must be left
    state: str  # what has been taken off, so what may stand before it


def _forms(template: str) -> set[str]:
    """Write a template out in both harmonies: A а/е, Y ы/і, G ғ/г, K қ/к."""
    back = template.translate(str.maketrans("AYGK", "аығқ"))
    front = template.translate(str.maketrans("AYGK", "еігк"))
    return {back, front}


_ONSETS = {
    "l": {"VR": "л", "LNZ": "д", "T": "т"},
    "n": {"VN": "н", "RLZ": "д", "T": "т"},
    "a": {"V": "н", "RLNZ": "д", "T": "т"},
    "d": {"VRLNZ": "д", "T": "т"},
    "b": {"N": "н", "VRLZ": "д", "T": "т"},
    "m": {"VRLN": "м", "Z": "б", "T": "п"},
    "p": {"VRL": "м", "NZ": "б", "T": "п"},
    "g": {"VRLNZ": "G", "T": "K"},
}
"""First sounds of a suffix by the class of the sound before: plural, genitive, accusative,
locative and past, ablative, instrumental, negation, dative and participle."""


def _suffixes(state: str, shortest: int, *templates: str) -> Iterator[_Suffix]:
    """Write out suffixes; a template is `onset+rest`, `classes:text`, or a plain text."""
    for template in templates:
        onset, plus, rest = template.partition("+")
        classes, colon, text = template.partition(":")
        if plus:
            begun = [(after, first + rest) for after, first in _ONSETS[onset].items()]
        else:
            begun = [(classes, text)] if colon else [("VRLNZT", template)]
        for after, form in begun:
            for written in sorted(_forms(form)):
                yield _Suffix(written, after, shortest, state)


_CONSONANT = "RLNZT"
_TABLE: tuple[_Suffix, ...] = (
    *_suffixes("plural", 2, "l+Aр"),
    *_suffixes("owner", 2, f"{_CONSONANT}:Y", "V:сY"),
    *_suffixes("owner", 3, f"{_CONSONANT}:Yм", f"{_CONSONANT}:Yң", "V:мYз", "V:ңYз"),
    *_suffixes("owner", 2, f"{_CONSONANT}:YмYз", f"{_CONSONANT}:YңYз"),
    *_suffixes("case", 2, "n+Yң", "g+A", "d+A", "b+Aн", "a+Y"),
    *_suffixes("case", 2, "m+ен"),
    *_suffixes("case", 3, "m+енен", "d+Aй"),
    *_suffixes("owned case", 3, "V:нA", "V:н", "V:ндA", "V:нAн", "N:A"),
    *_suffixes("place", 2, "d+AGY"),
    *_suffixes("owned place", 3, "V:ндAGY"),
    *_suffixes("place", 2, "RLNZ:GY", "T:KY"),
    *_suffixes("predicate", 3, "p+Yн", "p+Yз", "сYң", "сYз", "d+Yр"),
    *_suffixes("maker", 3, "шY"),
    *_suffixes("maker", 3, "l+YK", "шYлYK", "l+YлYK"),
    *_suffixes("maker", 3, f"{_CONSONANT}:и"),
    *_suffixes("maker", 4, "шA", "l+Y", "сYз", "гер", "кер"),
    *_suffixes("finite", 2, "d+Y", "сA", "сYн"),
    *_suffixes("present", 2, f"{_CONSONANT}:AдY", "V:йдY", "иды", "иді"),
    *_suffixes("finite", 3, "d+Yм", "p+AK", "g+AлY", f"{_CONSONANT}:Yп", "V:п"),
    *_suffixes("finite", 3, "d+Yң", "d+YK", "d+YңYз", "d+YңYздAр", "d+YңдAр", "сAм", "сAң", "сAK"),
    *_suffixes("finite", 3, f"{_CONSONANT}:AйYK", "V:йYK", f"{_CONSONANT}:AйYн", "V:йYн"),
    *_suffixes("finite", 3, f"{_CONSONANT}:YңдAр", "V:ңдAр", f"{_CONSONANT}:YңYздAр", "V:ңYздAр"),
    *(
        suffix
        for person in ("мYн", "сYң", "мYз", "сYз", "сYңдAр", "сYздAр")
        for suffix in _suffixes("present", 2, f"{_CONSONANT}:A{person}", f"V:й{person}")
    ),
    *_suffixes("participle", 2, "g+Aн", f"{_CONSONANT}:AтYн", "V:йтYн"),
    *_suffixes("participle", 3, f"{_CONSONANT}:Aр"),
    *_suffixes("infinitive", 2, "у", "V:ю"),
    *_suffixes("present", 2, "V:яды"),
    *_suffixes("participle", 2, "V:ятын"),
    *_suffixes("participle", 2, "итын", "итін"),
    *_suffixes("negation", 2, "p+A"),
    *_suffixes("voice", 2, f"{_CONSONANT}:Yл", f"{_CONSONANT}:Yн"),
    *_suffixes("voice", 3, "V:л", "V:н", "d+Yр", "g+Yз", "l+A", "l+AстYр"),
    *_suffixes("voice", 2, "L:Yн", "R:Yл"),
)

_NOUN = ("plural", "owner", "case", "owned case", "place", "owned place", "predicate", "maker")
_VERB = ("participle", "infinitive")
_BEFORE = {
    "": (*_NOUN, *_VERB, "finite", "present"),
    "predicate": ("plural", "owner", "case", "owned case", "place", "owned place", "participle"),
    "case": ("plural", "owner", "place", "owned place", "maker", *_VERB),
    "owned case": ("owner",),
    "owned place": ("owner",),
    "place": ("plural", "owner", "case"),
    "owner": ("plural", "maker", *_VERB),
    "plural": ("maker", "place", *_VERB),
    "maker": ("infinitive",),
    "finite": ("negation", "voice"),
    "participle": ("negation", "voice"),
    "infinitive": ("negation", "voice"),
    "present": ("negation", "voice"),
    "negation": ("voice",),
    "voice": ("voice",),
}
"""Which suffixes may stand before the one that was taken off last."""

_INSTEAD = {
    "owned case": ("case", "owner"),
    "owned place": ("place",),
    "case": ("owner",),
    "place": ("owner",),
    "plural": ("participle",),
}
"""What is not looked for where a longer suffix fits: -нің is no -ің, -лар no -ар."""

_BY_LETTER: dict[str, list[_Suffix]] = defaultdict(list)
for _suffix in sorted(set(_TABLE), key=lambda suffix: (-len(suffix.text), suffix)):
    _BY_LETTER[_suffix.text[-1]].append(_suffix)

_TAIL = 4
_REMEMBERED = 10_000

_IOTATED = "юя"
"""Suffixes that begin so have swallowed a й: азаю, азаяды, азайды."""

_VOICED = {"б": "п", "г": "к", "ғ": "қ"}
_OWNED_THIRD = ("ы", "і")
_OWNED_OTHERS = ("ым", "ім", "ың", "ің")


def kazakh_bases(word: str) -> tuple[str, ...]:
    """Return a folded word and the bases it may be a form of, the longest first."""
    found: dict[str, None] = {word: None}
    seen: set[tuple[str, str]] = set()
    waiting = [] if word in _WHOLE else [(word, "")]
    while waiting and len(found) < _MOST_BASES:
        stem, state = waiting.pop(0)
        for base, before in _steps(stem, state):
            if (base, before) not in seen:
                seen.add((base, before))
                found.setdefault(base)
                if base not in _WHOLE:
                    waiting.append((base, before))
    return tuple(sorted(found, key=lambda base: (-len(base), base)))[:_MOST_BASES]


def _steps(stem: str, state: str) -> Iterator[tuple[str, str]]:
    """Take one more suffix off a stem in every way the rules allow, the longest of each kind."""
    taken: set[str] = set()
    for suffix in _candidates(stem[-_TAIL:], state):
        if suffix.state in taken:
            continue
        base = stem.removesuffix(suffix.text)
        if suffix.shortest <= len(base) < len(stem) and _fits(base, suffix):
            taken |= _settled_by(suffix, base)
            for repaired in _repaired(base, suffix):
                yield repaired, suffix.state


@lru_cache(maxsize=_REMEMBERED)
def _candidates(tail: str, state: str) -> tuple[_Suffix, ...]:
    """Return the suffixes that a stem with these last letters may end in."""
    return tuple(
        suffix
        for suffix in _BY_LETTER.get(tail[-1], ())
        if suffix.state in _BEFORE[state]
        and (tail.endswith(suffix.text) or (len(tail) == _TAIL and suffix.text.endswith(tail)))
    )


def _settled_by(suffix: _Suffix, base: str) -> set[str]:
    """Return what need not be looked for any more; where both may be right, both are taken."""
    if suffix.text in ("сы", "сі"):  # күре-сі or күрес-і
        return set()
    if suffix.text in ("ны", "ні") or (suffix.state == "place" and len(base) == _SHORTEST):
        # қала-ны or қазан-ы, кү-ні or күн-і, су-дағы or садағ-ы
        return {suffix.state}
    return {suffix.state, *_INSTEAD.get(suffix.state, ())}


def _fits(base: str, suffix: _Suffix) -> bool:
    if not _harmonious(base, suffix.text):
        return False
    if suffix.text[0] == "и" and suffix.state != "maker":  # ы or і, dropped, and й: оқы, оқиды
        return _ending(base) != "V"
    if suffix.state.startswith("owned"):
        return base.endswith(_OWNED_THIRD if suffix.after == "V" else _OWNED_OTHERS)
    return _ending(base) in suffix.after


def _harmonious(base: str, suffix: str) -> bool:
    found = _LAST_VOWEL.match(base)
    if not found:
        return False
    last, first = found[1], _first_vowel(suffix)
    if last in _NEUTRAL or first in _NEUTRAL or not first or suffix.endswith(_ONE_HARMONY):
        return True
    if (first in _BACK and _BACK_NAME.search(base)) or (
        first in _FRONT and base.endswith(_SOFT_SIGN)
    ):
        return True
    return (last in _BACK) == (first in _BACK)


@cache
def _first_vowel(suffix: str) -> str:
    return next((letter for letter in suffix if letter in _ALL_VOWELS), "")


def _repaired(base: str, suffix: _Suffix) -> Iterator[str]:
    """Yield a base as it is, and as it was before a vowel changed it."""
    if suffix.text[0] in _IOTATED:
        yield base + "й"
        return
    last = base[-1]
    vowel = "ы" if _is_back(base) else "і"
    if last != "ғ" or suffix.text[0] not in _ALL_VOWELS:
        yield base
    if suffix.text[0] in "уи" and suffix.state != "maker" and last not in _ALL_VOWELS:
        yield base + vowel
    if suffix.text in ("ып", "іп") and base[-2:] in ("ау", "еу"):  # шауып: шап
        yield base[:-1] + "п"
    if suffix.state in ("owner", "case") and base[-2:] in ("ез", "ес"):  # съезі, съездің; тресі
        yield base + ("д" if last == "з" else "т")
    if suffix.text[0] in _ALL_VOWELS and last in _VOICED:
        yield base[:-1] + _VOICED[last]
    elif suffix.state == "owner" and suffix.text[0] in _OWNED_THIRD and _elided(base):
        yield base[:-1] + vowel + last


def _elided(base: str) -> bool:
    return len(base) > _SHORTEST and base[-1] in "нлрқкзсп" and base[-2] not in _VOWELS


def _is_back(base: str) -> bool:
    last = next((letter for letter in reversed(base) if letter in _BACK + _FRONT), "а")
    return last in _BACK
