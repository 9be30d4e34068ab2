"""Marks that stand in the text: numbers of a list, drawn together, with places in the sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from archivist.library.locators import LocatorKind, parse_locator
from archivist.library.richtext import Run
from archivist.library.roman_numbers import roman_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.citation.styles import MarkForm
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode

MISSING = "?"
"""What stands for the number of a source that is not there."""

_HYPHEN = re.compile(r"(?<=[\d.])-(?=\d)|(?<=\d)-(?=[ivxlc\d])")
_DASH = re.compile(r"(?<=[\w.])\s*[-\u2010-\u2015]\s*(?=\w)")
_VERSO = re.compile(r"(?<=\d)\s*(?:об|зв|ob|v(?:erso)?|сырты)\b\.?|(?<=\d)\s*\(verso\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """One source in a mark: its number (None when it is not there) and the words about it.

    `section` is the section of the list within which the number counts, 0 where one number runs
    through the list. `name` stands for the source in a mark without numbers. `link` leads to its
    entry. `archival` sources have sheets, others pages.
    """

    number: int | None
    section: int = 0
    name: str = ""
    link: str = ""
    locator: str = ""
    prefix: str = ""
    archival: bool = False


def collapse(numbers: Iterable[int], dash: str = "-", *, least: int = 3) -> str:
    """Write numbers in order, runs of `least` or more drawn together: `1-3, 7`."""
    return ", ".join(
        dash.join(str(number) for number in ends) for ends in _ends(sorted(set(numbers)), least)
    )


def label_of(number: int, section: int, form: MarkForm) -> str:
    """Return a number as marks and chips print it: `5`, or `II.5` where each section counts."""
    if not section:
        return str(number)
    return form.section.replace("{section}", roman_number(section).upper()).replace(
        "{number}", str(number)
    )


def mark(items: Sequence[Cited], form: MarkForm, language: LanguageCode | None = None) -> RichText:
    """Write a citation mark: `[1–3, 7]`, or with locators `[5, с. 12; 7, с. 3]`.

    The words for sheets and pages are those of the language of the text, where the style has them.
    Where nothing parts a place from its number, it stands behind the bracket: `[5]12,[7]3`.
    """
    words = form.languages.get(language, form.forms) if language else form.forms
    if not form.locator and any(item.locator for item in items):
        return _places_behind(items, form, words)
    if any(item.locator or item.prefix or item.name for item in items):
        inside = [_told(item, form, words) for item in items]
        between = form.sources
    else:
        inside = _numbers(items, form)
        between = form.numbers
    runs = [Run(text=form.open)] if form.open else []
    for place, piece in enumerate(inside):
        runs += [Run(text=between)] * (place > 0) + piece
    return (*runs, Run(text=form.close)) if form.close else tuple(runs)


def raised(text: RichText) -> RichText:
    """Return a mark as superscript."""
    return tuple(
        Run(text=run.text, italic=run.italic, bold=run.bold, superscript=True, link=run.link)
        for run in text
    )


def _numbers(items: Sequence[Cited], form: MarkForm) -> list[list[Run]]:
    links = {(item.section, item.number): item.link for item in items if item.number is not None}
    pieces: list[list[Run]] = []
    for section, group in groupby(sorted(links), key=lambda place: place[0]):
        for ends in _ends([number for _, number in group], form.collapse):
            runs = [Run(text=str(number), link=links[section, number]) for number in ends]
            first = label_of(ends[0], section, form)
            runs[0] = Run(text=first, link=runs[0].link)
            pieces.append([runs[0], Run(text=form.dash), runs[1]] if len(runs) > 1 else runs)
    missing = any(item.number is None for item in items)
    return [*pieces, [Run(text=MISSING)]] if missing else pieces


def _ends(numbers: Sequence[int], least: int) -> list[tuple[int, ...]]:
    """Return single numbers and the two ends of runs."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    found: list[tuple[int, ...]] = []
    for run in runs:
        found += [(run[0], run[-1])] if len(run) >= max(least, 2) else [(one,) for one in run]
    return found


def _told(item: Cited, form: MarkForm, words: Mapping[str, str]) -> list[Run]:
    """Return one source with what is said before and after its number or its name."""
    runs = [Run(text=f"{item.prefix} ")] if item.prefix else []
    if item.number is None:
        runs.append(Run(text=MISSING))
    else:
        name = item.name or label_of(item.number, item.section, form)
        runs.append(Run(text=name, link=item.link))
    if item.locator:
        runs.append(Run(text=_between(item, form) + place_text(item, form, words)))
    return runs


def _places_behind(
    items: Sequence[Cited], form: MarkForm, words: Mapping[str, str]
) -> tuple[Run, ...]:
    """Return sources each in their own brackets, with the place behind them."""
    runs: list[Run] = []
    for at, item in enumerate(items):
        runs += [Run(text=form.numbers)] * (at > 0)
        runs += [Run(text=f"{item.prefix} ")] if item.prefix else []
        number = _told(replace(item, prefix="", locator=""), form, words)
        runs += [Run(text=form.open), *number, Run(text=form.close)]
        runs += [Run(text=place_text(item, form, words))] if item.locator else []
    return tuple(runs)


def _between(item: Cited, form: MarkForm) -> str:
    """Return what stands before a locator; two numbers are not told apart by a space alone."""
    return ", " if item.name[-1:].isdigit() and form.locator.isspace() else form.locator


def place_text(item: Cited, form: MarkForm, words: Mapping[str, str]) -> str:
    """Return a locator with the style's dash and the style's word for what it counts.

    A bare number counts sheets in an archival document and pages elsewhere. A label that is typed
    in the style's own way stays as it is, and so does what is neither sheet nor page (`карта 3`).
    """
    place = parse_locator(item.locator)
    text = _HYPHEN.sub(form.dash, " ".join(item.locator.split()))
    if place.kind is LocatorKind.OTHER:
        return text
    kind = place.kind
    if kind is LocatorKind.BARE:
        kind = LocatorKind.SHEET if item.archival else LocatorKind.PAGE
    name = f"{kind}_many" if place.many else str(kind)
    word = words.get(name, words.get(str(kind), "{}"))
    if place.label and place.label.casefold() in _labels(words, kind):
        return text
    numbers = _DASH.sub(form.dash, place.numbers)
    if "verso" in words:
        numbers = _VERSO.sub(lambda _: words["verso"], numbers)
    return word.replace("{}", numbers)


def _labels(words: Mapping[str, str], kind: LocatorKind) -> set[str]:
    """Return the labels by which a style calls sheets, or pages: `л`, `лл`."""
    return {
        words[name].replace("{}", "").strip(" .-").casefold()
        for name in (str(kind), f"{kind}_many")
        if name in words
    }
