"""Single values of JSON fields, read kindly: what is no text, name or date is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archivist.errors import ParseError
from archivist.library.people import Person, Role, parse_person
from archivist.library.values import Day, LanguageCode, UncertainDate, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 4000
"""So many letters of one value are kept."""

_INITIALS = r"(?:[^\W\d_]{1,2}\.(?:\s*-?\s*[^\W\d_]{1,2}\.){0,3})"
_FAMILY_FIRST = re.compile(
    rf"(?P<family>[^\W\d_][\w’'ʼ-]*(?:\s[\w’'ʼ-]+)?)\s+(?P<given>{_INITIALS})"
)
_INITIALS_FIRST = re.compile(rf"(?P<given>{_INITIALS})\s*(?P<family>[^\W\d_][\w’'ʼ-]*)")
_PATRONYMIC = re.compile(
    r"(?P<family>\S+)\s(?P<given>\S+\s\S+(?:вич|вна|ична|ич|ұлы|улы|қызы|кызы))", re.IGNORECASE
)


def text_of(fields: Mapping[str, Any], *names: str) -> str:
    """Return the first of the fields that holds a text or a number, as text, else ""."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value[:_LONGEST].split())
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def language_of(fields: Mapping[str, Any]) -> LanguageCode:
    """Return the language, without the script or country that follows it (`zh-CN` is `zh`)."""
    code = text_of(fields, "language", "lang").lower().replace("_", "-")
    return LanguageCode(code.partition("-")[0])


def date_of(value: object) -> UncertainDate | None:
    """Read a date as historians type it or as CSL-JSON holds it; None for what is neither."""
    if isinstance(value, dict):
        return _csl_date(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return parse_date(value[:_LONGEST])
    except ParseError:
        return None


def _csl_date(value: Mapping[str, Any]) -> UncertainDate | None:
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return date_of(value.get("raw") or value.get("literal"))
    try:
        days = [_csl_day(part) for part in parts[:2]]
        return UncertainDate(
            start=days[0],
            end=days[1] if len(days) > 1 and days[1] != days[0] else None,
            circa=bool(value.get("circa")),
        )
    except (TypeError, ValueError, IndexError):
        return None


def _csl_day(part: list[Any]) -> Day:
    numbers = [int(number) for number in part[:3]]
    if not 0 < numbers[0] <= 9999:  # noqa: PLR2004 - what four digits can hold
        raise ValueError("no year")
    return Day(**dict(zip(("year", "month", "day"), numbers, strict=False)))


def csl_date(date: UncertainDate) -> dict[str, Any]:
    """Return a date as CSL-JSON holds it."""
    ends = [date.start] + [date.end] * (date.end is not None)
    parts = [
        [number for number in (day.year, day.month, day.day) if number is not None]
        for day in ends
        if day is not None
    ]
    return {"date-parts": parts} | ({"circa": True} if date.circa or date.doubtful else {})


def people_of(value: object, role: Role) -> tuple[Person, ...]:
    """Read people: names as texts or as CSL-JSON, one or several; a semicolon parts names."""
    listed = value if isinstance(value, list | tuple) else [value]
    people: list[Person] = []
    for item in listed:
        if isinstance(item, dict):
            people.append(_csl_person(item, role))
        elif isinstance(item, str):
            people += [person_of(name, role) for name in item[:_LONGEST].split(";")]
    return tuple(person for person in people if person.family)


def person_of(text: str, role: Role = Role.AUTHOR) -> Person:
    """Read one name: `Токаев, К. К.`, `Токаев К. К.`, `К. К. Токаев`, with a patronymic; or a body.

    What is none of these stays whole: a body, a single name, a statement of the title page.
    """
    text = " ".join(text.split())
    if "," in text:
        return parse_person(text, role)
    for form in (_FAMILY_FIRST, _INITIALS_FIRST, _PATRONYMIC):
        if found := form.fullmatch(text):
            return Person(family=found["family"], given=found["given"], role=role)
    return Person(family=text, role=role)


def _csl_person(name: Mapping[str, Any], role: Role) -> Person:
    literal = text_of(name, "literal")
    if literal:
        return Person(family=literal, role=role)
    family = " ".join(
        filter(
            None, (text_of(name, part) for part in ("non-dropping-particle", "family", "suffix"))
        )
    )
    given = " ".join(filter(None, (text_of(name, part) for part in ("given", "dropping-particle"))))
    return Person(family=family or given, given=given if family else "", role=role)


def csl_person(person: Person) -> dict[str, str]:
    """Return a person, or a body, as CSL-JSON holds it."""
    if not person.given:
        return {"literal": person.family}
    return {"family": person.family, "given": person.given}
