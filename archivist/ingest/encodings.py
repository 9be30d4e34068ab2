"""Finds out in which encoding a text was written, above all the many of Cyrillic.

Each candidate is judged by the letters that it gives.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from archivist.ingest.letters import pairs_of, plausibility

_CANDIDATES = (
    *("cp1251", "koi8-r", "cp866", "koi8-u", "cp1125", "kz1048"),
    *("iso8859-5", "mac-cyrillic", "ptcp154", "cp1252"),
)
"""The encodings of one byte a letter; of two that read alike the first is taken."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 6_000
_SURE = 0.45
_VOICE = 0.1
_RANK = 0.001
_FEW = 0.1

_FREQUENT_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气"
)
_FREQUENT_TRADITIONAL = frozenset(
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過"
    "民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開"
    "合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又利比或但質氣"
)
_HAN_SHARE = 0.12
_WESTERN = b"\x00\x04\x20\x21"
_HAN = bytes((0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)))
"""The upper bytes of UTF-16: Latin, Cyrillic, punctuation, the numero sign; Han and its signs."""
_MOST = 0.95


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A text and the encoding it was in; `sure` is False when that is a guess."""

    text: str
    encoding: str
    sure: bool = True


def decode(data: bytes) -> Decoded:
    """Turn bytes into text; what an encoding cannot read becomes U+FFFD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(text=data[len(bom) :].decode(encoding, "replace"), encoding=encoding)
    found = _utf16(data) or _utf8(data) or _chinese(data)
    return found or _one_byte(data)


def repaired(text: str) -> str:
    """Undo the commonest damage of titles: Cyrillic read as Western European letters."""
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        try:
            data = text.encode("latin-1")
        except UnicodeEncodeError:
            return text
    if data.isascii():
        return text
    cyrillic = data.decode("cp1251", "replace")
    better = plausibility(pairs_of(cyrillic)) > max(_SURE, plausibility(pairs_of(text)))
    return cyrillic if better else text


def _utf16(data: bytes) -> Decoded | None:
    """Know UTF-16 without a mark by its upper bytes, which are few and always the same."""
    sample = data[: _SAMPLE & ~1]
    for encoding, upper in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if not _are_upper_bytes(upper):
            continue
        text = data.decode(encoding, "replace")
        readable = sum(letter.isprintable() or letter.isspace() for letter in text[:_SAMPLE])
        western = sum(letter < "\u2500" for letter in text[:_SAMPLE])
        length = min(len(text), _SAMPLE)
        if readable > _MOST * length and (
            western > _MOST * length or _han_share(text[:_SAMPLE]) > _HAN_SHARE
        ):
            return Decoded(text=text, encoding=encoding)
    return None


def _are_upper_bytes(upper: bytes) -> bool:
    """Tell whether bytes are of Latin, Cyrillic, punctuation (with the numero sign) or Han."""
    few = (1 - _MOST) * len(upper)
    western = len(upper.translate(None, delete=_WESTERN)) < few
    han = len(upper.translate(None, delete=_HAN)) < few
    return (western and (b"\x00" in upper or b"\x04" in upper)) or han


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    other = sum(letter > "\x7f" for letter in text) - broken
    cut = broken == 1 and text.endswith("\ufffd") and other > 0
    return Decoded(text=text, encoding="utf-8") if cut or broken * 50 < other else None


def _chinese(data: bytes) -> Decoded | None:
    """Know Chinese when the bytes are good GB 18030 or Big5 and the characters everyday ones."""
    if plausibility(pairs_of(data[:_SAMPLE].decode("koi8-r"))) >= _SURE:
        return None
    for encoding, everyday in (("gb18030", _FREQUENT_HAN), ("cp950", _FREQUENT_TRADITIONAL)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:  # not merely cut short
                continue
            text = data.decode(encoding, "replace")
        if _han_share(text, everyday) > _HAN_SHARE:
            return Decoded(text=text, encoding=encoding)
    return None


def _han_share(text: str, everyday: frozenset[str] = _FREQUENT_HAN) -> float:
    """Return how many of the characters outside ASCII are among the most frequent Han ones."""
    others = [letter for letter in text[:_SAMPLE] if not letter.isascii()]
    return sum(letter in everyday for letter in others) / max(1, len(others))


def _one_byte(data: bytes) -> Decoded:
    lines = re.findall(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data[: 64 * _SAMPLE])
    sample = b"\n".join(lines)[:_SAMPLE]
    pairs = Counter(pairwise(sample))
    scores = {
        encoding: _plausible(pairs, encoding) - _RANK * place
        for place, encoding in enumerate(_CANDIDATES)
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    signs = len(re.findall(rb"[\x80-\xff]", sample))
    if scores[best] > _SURE or signs < _FEW * len(sample):  # a few quotation marks prove nothing
        return Decoded(text=data.decode(best, "replace"), encoding=best)
    if voice := _other_voice(sample):
        scores[voice] += _VOICE
        best = max(scores, key=lambda encoding: scores[encoding])
    return Decoded(text=data.decode(best, "replace"), encoding=best, sure=False)


def _plausible(pairs: Counter[tuple[int, int]], encoding: str) -> float:
    """Judge pairs of bytes; what they stand for is looked up, so that they are counted once."""
    letters = bytes(range(256)).decode(encoding, "replace")
    read: Counter[tuple[str, str]] = Counter()
    for (first, second), times in pairs.items():
        read[letters[first], letters[second]] += times
    return plausibility(read)


def _other_voice(sample: bytes) -> str:
    """Return the candidate that charset-normalizer takes it for, "" for none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom asked

    names = {codecs.lookup(name).name: name for name in _CANDIDATES}
    match = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    return names.get(codecs.lookup(match.encoding).name, "") if match else ""
