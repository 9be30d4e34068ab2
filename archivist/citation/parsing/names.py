"""The people at the head of an entry: `Токаев К. К.`, `Buley, N.V.`, `Ф. М. Достоевский`."""

from __future__ import annotations

import re
from dataclasses import dataclass

CAPITAL = "A-ZА-ЯЁІЇЄҐҚҒҢӨҰҮҺӘÀ-ÖØ-ÞĀŁŚŠŽČ"
_PARTICLE = r"(?:(?:de|von|van|der|den|la|le|du|фон|де|ван|дер|бен|ибн|аль)[ -]){0,2}"
_FAMILY = (
    rf"{_PARTICLE}(?:[{CAPITAL}][’'ʹ])?[{CAPITAL}][^\W\d_]+(?:[’'ʹ-][^\W\d_]+)*"
    rf"(?:[ -][{CAPITAL}][^\W\d_]{{2,}})?(?:\s(?:оглы|кызы|ұлы|қызы|Jr\.))?"
)
_ONE_FAMILY = rf"{_PARTICLE}(?:[{CAPITAL}][’'ʹ])?[{CAPITAL}][^\W\d_]+(?:[’'ʹ-][^\W\d_]+)*"
_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY})(?P<comma>,)?\s(?P<given>(?:[{CAPITAL}][^\W\d_]?[’'ʹ]?\.[\s-]?){{1,3}})"
)
_DIRECT = re.compile(
    rf"(?P<given>(?:[{CAPITAL}][^\W\d_]?\.[\s-]?){{1,3}})\s?(?P<family>{_ONE_FAMILY})(?=[.,;:&]|\s(?:и|та|and|&|\[)|$)"
)
_NEXT = re.compile(r"\s*(?:[,;]?\s*&|,\s*(?:and|и|та)(?=\s)|[,;]|\s(?:and|и|та|және)(?=\s))\s+")
_OTHERS = re.compile(
    r",?\s*\[?(?:и\s+др|та\s+ін|et\s+al|және\s+т\.\s?б|and\s+others|等)\.?\]?\.?", re.IGNORECASE
)
_HAN = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[,、，]\s?[\u4e00-\u9fff]{2,4}){0,3})(?=[.,]\s|\s?\()"
)
_WHOLE = re.compile(
    rf"(?P<family>(?:{_ONE_FAMILY}|[{CAPITAL}]{{2,}}(?:-[{CAPITAL}]+)?)),\s"
    rf"(?P<given>[{CAPITAL}][^\W\d_]+(?:[ -][{CAPITAL}][^\W\d_]+){{0,2}}(?:[ -][{CAPITAL}]\.)*"
    r"(?:\s(?:de|von|van))?)"
)
_STRAIGHT = re.compile(
    rf"(?P<given>[{CAPITAL}][^\W\d_]*\.?(?:[ -][{CAPITAL}]\.)*)\s(?P<family>{_ONE_FAMILY})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A person as an entry names him, family name first."""

    family: str
    given: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """People at the head of a text, up to `end`; `others` tells that more were left out."""

    people: tuple[Name, ...]
    end: int
    others: bool = False


def leading_authors(text: str, start: int, end: int) -> Names | None:
    """Read the people with initials that a part of a text begins with."""
    for shape in (_INVERTED, _DIRECT):
        if found := _people(text, start, end, shape):
            return found
    if han := _HAN.match(text, start, end):
        names = [one.strip() for one in re.split("[,、，]", han["names"])]
        people = tuple(Name(family=one, given="", text=one) for one in names)
        return Names(people=people, end=han.end("names"))
    return None


def whole_authors(text: str, start: int, end: int) -> Names | None:
    """Read the people with whole names that a part of a text begins with (`Kissinger, Henry.`)."""
    first = _WHOLE.match(text, start, end)
    if not first:
        return None
    people = [_name(first)]
    at = first.end()
    while (step := _NEXT.match(text, at, end)) and (
        following := _STRAIGHT.match(text, step.end(), end)
    ):
        people.append(_straight(following))
        at = following.end()
    others = _OTHERS.match(text, at, end)
    return Names(
        people=tuple(people), end=others.end() if others else at, others=others is not None
    )


def straight_authors(text: str, start: int, end: int) -> Names | None:
    """Read people in reading order (`Henry Kissinger and A. B. Smith`) up to a comma."""
    people: list[Name] = []
    at = start
    while found := _STRAIGHT.match(text, at, end):
        people.append(_straight(found))
        at = found.end()
        step = _NEXT.match(text, at, end)
        if (
            not step
            or not _STRAIGHT.match(text, step.end(), end)
            or "and" not in text[at:end][:200]
        ):
            break
        at = step.end()
    others = _OTHERS.match(text, at, end) if people else None
    stop = others.end() if others else at
    return Names(people=tuple(people), end=stop, others=others is not None) if people else None


def _people(text: str, start: int, end: int, shape: re.Pattern[str]) -> Names | None:
    people: list[Name] = []
    at = start
    while found := shape.match(text, at, end):
        people.append(_name(found))
        at = found.start() + len(found[0].rstrip())
        step = _NEXT.match(text, at, end)
        if not step:
            break
        if not shape.match(text, step.end(), end):
            shape = _DIRECT
        if not shape.match(text, step.end(), end):
            break
        at = step.end()
    if not people:
        return None
    others = _OTHERS.match(text, at, end)
    return Names(
        people=tuple(people), end=others.end() if others else at, others=others is not None
    )


def _name(match: re.Match[str]) -> Name:
    family, given = " ".join(match["family"].split()), match["given"].strip()
    inverted = match.groupdict().get("comma") or match.re is _WHOLE
    comma = "," if inverted or (match.re is _DIRECT and family.isascii()) else ""
    return Name(family=family, given=given, text=f"{family}{comma} {given}")


def _straight(match: re.Match[str]) -> Name:
    family, given = match["family"], match["given"]
    return Name(family=family, given=given, text=f"{family}, {given}")
