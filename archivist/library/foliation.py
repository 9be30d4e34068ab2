"""Foliation: from the photographs of a file to its sheets, and what is missing among them.

Archives number the leaves of a file: 12 is the front of a leaf, 12об its back, 12а a leaf that was
overlooked when the others were numbered. A photograph shows one side, or an opening: the back of
one leaf and the front of the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.library.references import Sheet, parse_sheets
from archivist.library.roman_numbers import roman_number, roman_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = re.compile(r"\d+")
_HALF = 2


class Sides(StrEnum):
    """What one photograph after the other shows."""

    RECTO = "recto"
    BOTH = "both"
    OPENINGS = "openings"


@dataclass(frozen=True, kw_only=True, slots=True)
class Foliation:
    """How photographs are numbered: from `start` on, `step` numbers on from each to the next.

    `omitted` are numbers that the file does not have.
    """

    start: Sheet
    sides: Sides = Sides.RECTO
    step: int = 1
    omitted: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A photograph, or what was cut from one.

    It may be `skipped`, for it shows no sheet, or show more of the sheet before (`continues`).
    `label` is the sheet that it is known to show, "" when that is to be counted.
    """

    label: str = ""
    skipped: bool = False
    continues: bool = False


class Flaw(StrEnum):
    """What may be wrong with the sheets of a file."""

    MISSING = "missing"
    DOUBLED = "doubled"
    BACKWARDS = "backwards"
    BEYOND = "beyond"
    UNNUMBERED = "unnumbered"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One flaw: the sheets it is about, and which shots show them (counted from 0)."""

    flaw: Flaw
    sheets: str
    shots: tuple[int, ...] = ()


def foliate(shots: Sequence[Shot], foliation: Foliation) -> tuple[str, ...]:
    """Return the label of each shot; from a label that is known the counting goes on.

    Raises:
        ParseError: when such a label is no sheet.
    """
    labels: list[str] = []
    counted = _counted(foliation.start, foliation)
    current = ""
    for shot in shots:
        if shot.skipped:
            labels.append("")
            continue
        if shot.label:
            current = shot.label
            counted = _counted(_next(_last(current), foliation), foliation)
        elif not (shot.continues and current):
            current = next(counted)
        labels.append(current)
    return tuple(labels)


def remarks_on(shots: Sequence[Shot], extent: int = 0) -> tuple[Remark, ...]:
    """Return what may be wrong with the sheets of a file; `extent` is how many it has, 0 unknown.

    Only sheets between the first and the last one are missing: nobody copies a whole file. A back
    is missing when most of the fronts before the last one have theirs.
    """
    remarks: list[Remark] = []
    seen: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    last = (0, "", False)
    unnumbered = []
    for place, shot in enumerate(shots):
        if shot.skipped or shot.continues:
            continue
        sheets = _sides_of(shot.label)
        if not sheets:
            unnumbered.append(place)
            continue
        if sheets[0].order < last:
            remarks.append(Remark(flaw=Flaw.BACKWARDS, sheets=shot.label, shots=(place,)))
        last = sheets[-1].order
        for sheet in sheets:
            seen[sheet.number, sheet.verso].append(place)
            if extent and sheet.order[0] > extent:
                remarks.append(Remark(flaw=Flaw.BEYOND, sheets=sheet.label, shots=(place,)))
    if unnumbered and seen:
        remarks.append(Remark(flaw=Flaw.UNNUMBERED, sheets="", shots=tuple(unnumbered)))
    remarks += [
        Remark(
            flaw=Flaw.DOUBLED,
            sheets=Sheet(number=number, verso=verso).label,
            shots=tuple(places),
        )
        for (number, verso), places in seen.items()
        if len(places) > 1
    ]
    return tuple(remarks + [Remark(flaw=Flaw.MISSING, sheets=text) for text in _missing([*seen])])


def _counted(start: Sheet, foliation: Foliation) -> Iterator[str]:
    """Yield the labels of one photograph after the other."""
    sheet = start
    while True:
        if foliation.sides is Sides.OPENINGS and sheet.verso:
            front = _next(sheet, foliation)
            yield f"{sheet.label}–{front.label}"
            sheet = front
        else:
            yield sheet.label
        sheet = _next(sheet, foliation)


def _next(sheet: Sheet, foliation: Foliation) -> Sheet:
    if foliation.sides is not Sides.RECTO and not sheet.verso:
        return Sheet(number=sheet.number, verso=True)
    if front := roman_value(sheet.number):
        text = roman_number(front + foliation.step)
        return Sheet(number=text.upper() if sheet.number.isupper() else text)
    number = _value(sheet) + foliation.step
    while number in foliation.omitted:
        number += 1
    return Sheet(number=str(number))


def _value(sheet: Sheet) -> int:
    digits = _DIGITS.match(sheet.number)
    return int(digits[0]) if digits else 0


def _last(label: str) -> Sheet:
    span = parse_sheets(label)[-1]
    return span.last or span.first


def _sides_of(label: str) -> tuple[Sheet, ...]:
    """Return the sides that a label names, its ends and what lies between; () for no sheet."""
    try:
        spans = parse_sheets(label)
    except ParseError:
        return ()
    found: list[Sheet] = []
    for span in spans:
        found.append(span.first)
        if span.last is None:
            continue
        for number in range(_value(span.first) + 1, _value(span.last)):
            found += [Sheet(number=str(number)), Sheet(number=str(number), verso=True)]
        if span.last.verso and span.last.number != span.first.number:
            found.append(Sheet(number=span.last.number))
        found.append(span.last)
    return tuple(found)


def _missing(seen: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Yield the sheets that are missing among those seen: runs of numbers, then backs."""
    numbers = {_value(Sheet(number=number)) for number, _ in seen} - {0}
    if not numbers:
        return
    gaps = sorted({*range(min(numbers), max(numbers))} - numbers)
    start = 0
    for place, number in enumerate(gaps, 1):
        if place == len(gaps) or gaps[place] != number + 1:
            first = gaps[start]
            yield str(first) if first == number else f"{first}–{number}"
            start = place
    every = sorted((Sheet(number=number) for number, verso in seen if not verso), key=_value)
    fronts = [sheet.number for sheet in every[:-1]]  # the last photograph may be of a front
    backs = {number for number, verso in seen if verso}
    if len(backs.intersection(fronts)) * _HALF > len(fronts):
        yield from (f"{number}об" for number in fronts if number not in backs)
