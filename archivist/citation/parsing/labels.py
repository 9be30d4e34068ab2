"""The labels of an entry, before their numbers or behind them: `Ф. 897`, `64-қор`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.parsing.lexicon import label_key
from archivist.citation.parsing.sheets import SHEET_LIST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.citation.parsing.lexicon import Lexicon, Meaning

CAPITALS = "A-ZА-ЯЁІЇЄҚҒҢӨҰҮҺ"
SMALL = "a-zа-яёіїєқғңөұүһ"
NUMBER = re.compile(
    rf"(?:[{CAPITALS}]{{1,4}}[-–.\s]?(?=\d)|[{SMALL}]-(?=\d))?\d+(?:[./]\d+)*"
    rf"(?:[-–][{CAPITALS}{SMALL}]{{1,3}}(?!\w)|[-–]\d+(?![-–]?[\w])|[{SMALL}{CAPITALS}](?!\w))?"
    rf"|[IVXLC]{{2,}}(?!\w)"
)
_VALUE = re.compile(rf"(?<![\w/])(?:{SHEET_LIST.pattern}|[{CAPITALS}]{{1,3}}-\d+)", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?:[{CAPITALS}]{{1,3}}-)?\d+(?:-[{CAPITALS}]{{1,2}})?(?:\s?[{SMALL}]{{1,3}})?"
)
"""A number before its label: of sheets, or of another level."""

_LAST_OF_LIST = re.compile(r",\s?(\d+)$")
"""What a label behind a list belongs to where another label took the rest (`іс 13, 5-парақ`)."""

_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]{2,})\s+$")
LETTERED = re.compile(rf"[{CAPITALS}]{{2,4}}(?=[.,]\s?\w{{1,3}}\.\s?\d)")
BEHIND = re.compile(r"\s*(?:сырты|об\.?|зв\.?)(?!\w)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A label found in the text; behind its number (`64-қор`), `value` is what stands before."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
    value: tuple[int, int] | None = None

    def may_be(self, *kinds: str) -> bool:
        """Tell whether the label has one of the kinds among its meanings."""
        return any(meaning.kind in kinds for meaning in self.meanings)


def labels_before(text: str, lexicon: Lexicon) -> Iterator[Label]:
    """Yield the labels that stand before their numbers: `Ф. 897`."""
    for match in lexicon.before_words.finditer(text):
        meanings = lexicon.before.get(label_key(match["label"]), ())
        if not meanings or not _begins(text, match.start(), meanings):
            continue
        if NUMBER.match(text, match.end()) or _opens_value(text, match.end(), meanings):
            yield Label(
                start=match.start(), end=match.end(), text=match["label"], meanings=meanings
            )


def _opens_value(text: str, at: int, meanings: Sequence[Meaning]) -> bool:
    """Tell whether what is no number may be a value: `第5页`, the fund `ВУА`."""
    if text[at] == "第":
        return True
    return meanings[0].kind == "fund" and LETTERED.match(text, at) is not None


def _begins(text: str, at: int, meanings: Sequence[Meaning]) -> bool:
    """Tell whether a label may begin here: not in the midst of words (`Central Decimal File 5`).

    The first label may follow an archive's abbreviation or, for a fund, its name.
    """
    word = _LAST_WORD.search(text, max(0, at - 40), at)
    if word is None or {"fund", "record_group", "microfilm"} & {one.kind for one in meanings}:
        return True
    return word["word"].isupper() or word["word"].casefold() in {"и", "та", "and", "microfilm"}


def labels_after(text: str, lexicon: Lexicon) -> Iterator[Label]:
    """Yield the labels that stand behind their numbers: `64-қор`, `12–13-п.`."""
    pattern = re.compile(
        rf"\s?[-‑–]?\s?(?P<label>{lexicon.after_words})(?![^\W\d_])\.?", re.IGNORECASE
    )
    at = 0
    while value := _VALUE.search(text, at):
        at = value.end()
        for shape in (value, _PLAIN.match(text, value.start())):
            label = pattern.match(text, shape.end()) if shape else None
            if not shape or not label or not (_is_tied(label) or _is_kazakh(label, text)):
                continue
            behind = BEHIND.match(text, label.end())
            at = behind.end() if behind else label.end()
            last = _LAST_OF_LIST.search(text, *shape.span())
            for span in (shape.span(), *((last.span(1),) if last else ())):
                yield Label(
                    start=span[0],
                    end=at,
                    text=label["label"],
                    meanings=lexicon.after[label_key(label["label"])],
                    value=span,
                )
            break


def _is_tied(label: re.Match[str]) -> bool:
    """Tell whether a label belongs to the number before it: a single letter needs a hyphen."""
    return len(label["label"]) > 1 or re.search("[-‑]", label[0]) is not None or label[1] in "页頁б"


def _is_kazakh(label: re.Match[str], text: str) -> bool:
    """Tell a sheet with a space before its letter by the file before it (`5-іс, 7 п.`)."""
    return label["label"] == "п" and "-іс" in text[: label.start()]


def language_of_labels(text: str, labels: Sequence[Label]) -> str:
    """Return the language that knows most of the labels."""
    votes: Counter[str] = Counter(
        language for label in labels for language in {one.language for one in label.meanings}
    )
    for sign, language in (("ұқғңөү", "kk"), ("їєґ", "uk")):
        if any(letter in sign for letter in text.casefold()):
            votes[language] += votes[language] > 0  # a hint, never a vote of its own
    order = ("ru", "uk", "kk", "en", "zh")
    return max(order, key=lambda one: (votes[one], -order.index(one)))
