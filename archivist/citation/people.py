"""How a style writes the names of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import PeopleForm, Words
    from archivist.library.people import Person

_WOMAN = re.compile(r"(?:ова|ева|ёва|єва|ина|ына|іна|їна|ская|цкая|ська|цька|ая)$")
_WHOLE = re.compile(r"[\u0400-\u052f][\u0400-\u052f -]+")
_LONGEST_ENDING = 4


def initials(given: str, between: str) -> str:
    """Shorten given names: `Sally N.` to `S. N.`, `Jean-Paul` to `J.-P.`; particles stay."""
    text = ""
    after_particle = False
    for name in re.sub(r"\.(?=[^\s-])", ". ", given).split():
        particle = name.islower()
        text += (" " if particle or after_particle else between) * bool(text) + _initial(name)
        after_particle = particle
    return text


def _initial(name: str) -> str:
    if name.islower() or name.endswith("."):
        return name
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def heading(people: Sequence[Person], form: PeopleForm) -> str:
    """Return the names that head an entry; a body has one name and no initials."""
    patterns = [form.inverted] + [form.following or form.inverted] * len(people)
    return _listed(
        [
            _named(person, person.family, pattern, form)
            for person, pattern in zip(people, patterns, strict=False)
        ],
        form,
    )


def credited(
    people: Sequence[Person],
    form: PeopleForm,
    words: Words,
    *,
    short: bool = False,
    inverted: bool = False,
) -> str:
    """Say who did what: people of one role with the words of the role.

    `inverted` puts family names first, `short` takes the short words of the role. A family name in
    the genitive is made where its ending leaves no doubt, and stays as it is elsewhere. Many people
    become the first ones and “and others”.
    """
    if is_statement(people[0]):
        return form.credits_between.join(person.family for person in people)
    pattern = role_words(people, words, short=short)
    names = [
        _named(
            person,
            _genitive(person.family, words) if "{genitive}" in pattern else person.family,
            form.inverted if inverted else form.direct,
            form,
        )
        for person in people
    ]
    if form.many and len(names) >= form.many:
        told = f"{form.between.join(names[: form.named])} {words.form('et_al')}"
    else:
        told = _listed(names, form)
    return words.say(pattern.replace("{genitive}", "{}"), told)


def whole_names(people: Sequence[Person], form: PeopleForm) -> str:
    """Return names in whole, `Ахмет Аккали Кабижанович`, as theses in Cyrillic script have them.

    Others, and those of which only initials are known, stand with initials.
    """
    return form.between.join(
        person.name
        if _WHOLE.fullmatch(person.given)
        else _named(person, person.family, form.direct, form)
        for person in people
    )


def role_words(people: Sequence[Person], words: Words, *, short: bool) -> str:
    """Return the form for what people did; `short` where they head an entry or stand with a book.

    Many, or a woman, have their own form in some languages.
    """
    role = str(people[0].role)
    names = [f"{role}_short", role] if short else [role]
    if len(people) > 1:
        return words.form(*(form for name in names for form in (f"{name}_many", name)))
    if is_woman(people[0]):
        return words.form(*(form for name in names for form in (f"{name}_female", name)))
    return words.form(*names)


def is_woman(person: Person) -> bool:
    """Tell whether the ending of a family name says that it is a woman's."""
    return _WOMAN.search(person.family) is not None


def is_statement(person: Person) -> bool:
    """Tell whether a name is a whole statement of the title page: `пер. с англ. В. В. Львова`."""
    return person.family[:1].islower() and " " in person.family and not person.given


def _named(person: Person, family: str, pattern: str, form: PeopleForm) -> str:
    if not person.given:
        return family
    if person.given.upper() == person.given.lower():
        return family + person.given  # no letters with capitals: a Chinese name stays whole
    short = initials(person.given, form.initials)
    named = pattern.replace("{family}", family).replace("{initials}", short)
    return named.replace("{given}", person.given)


def _genitive(family: str, words: Words) -> str:
    return "-".join(_declined(part, words) for part in family.split("-"))


def _declined(name: str, words: Words) -> str:
    for length in range(_LONGEST_ENDING, 1, -1):
        if len(name) > length and name[-length:] in words.genitive:
            return name[:-length] + words.genitive[name[-length:]]
    return name


def _listed(names: Sequence[str], form: PeopleForm) -> str:
    if form.most and len(names) > form.most:
        return f"{form.between.join(names[: form.most - 1])} … {names[-1]}"
    if len(names) > 1:
        return form.between.join(names[:-1]) + form.last + names[-1]
    return "".join(names)
