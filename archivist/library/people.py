"""The people and bodies who made a source, and what each of them did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody did for a source.

    `AUTHOR_LATIN` are the authors again, as lists in Latin script spell them, where that is not the
    transliteration.
    """

    AUTHOR = "author"
    AUTHOR_LATIN = "author_latin"
    EDITOR = "editor"
    COMPILER = "compiler"
    TRANSLATOR = "translator"
    RECIPIENT = "recipient"
    INTERVIEWER = "interviewer"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A creator: `family` and `given` for a person, `family` alone for a body.

    `given` holds names or initials as the source has them ("Канат Абдикапарович", "К. А.").
    """

    family: str
    given: str = ""
    role: Role = Role.AUTHOR

    @property
    def name(self) -> str:
        """Return the name in reading order of a list: family first."""
        return f"{self.family} {self.given}".strip()


def parse_person(text: str, role: Role = Role.AUTHOR) -> Person:
    """Read `Family, Given` (a person) or a name without a comma (a body, or one name)."""
    family, _, given = text.partition(",")
    return Person(family=" ".join(family.split()), given=" ".join(given.split()), role=role)
