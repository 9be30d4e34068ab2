"""What a query asks for, as a small tree of values.

Leaves say which words are looked for in the texts; conditions say which sources they are looked
for in. The two never stand in one OR, so that a query has a tree of each (see `Query`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    form: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A word in this form only."""

    form: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any word of a pattern: `*` stands for any letters or none, `?` for one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word that so many changed, missing or added letters make of a form."""

    form: str
    edits: int


@dataclass(frozen=True, slots=True)
class Sounding:
    """Any word that sounds like a form, in any script and spelling (see `sounds`)."""

    form: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in these forms, one directly after the other."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words in any of their forms and any order, the first and last at most so many words apart.

    Neighbours are 1 apart.
    """

    forms: tuple[str, ...]
    distance: int


class Field(StrEnum):
    """What a condition is about, by the name it has in a query."""

    TITLE = "title"
    TAG = "tag"
    ARCHIVE = "archive"
    FUND = "fund"
    SERIES = "series"
    FILE = "file"
    GROUP = "group"
    PERIOD = "period"
    LANGUAGE = "lang"
    YEAR = "year"
    TYPE = "type"
    NOTE = "note"
    AUTHOR = "author"
    HAS = "has"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Named:
    """The sources for which a field has a value; of fields with fixed values, one of these.

    `position` is where the condition stands in the query.
    """

    field: Field
    value: str
    position: int = 0

    def __eq__(self, other: object) -> bool:
        """Compare what is asked for, wherever it stands."""
        return isinstance(other, Named) and (self.field, self.value) == (other.field, other.value)

    def __hash__(self) -> int:
        """Return the hash of what is asked for."""
        return hash((self.field, self.value))


@dataclass(frozen=True, slots=True)
class Years:
    """The sources of some years, the first and the last included; None where there is no end."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Saying:
    """The sources whose title, authors or notes hold what a tree of leaves looks for."""

    field: Field
    words: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the wanted, none of the unwanted.

    At least one leaf is wanted; of conditions it may be none.
    """

    wanted: tuple[Node, ...]
    unwanted: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts at least."""

    parts: tuple[Node, ...]


Leaf = Word | Exact | Prefix | Wildcard | Fuzzy | Sounding | Phrase | Near
Condition = Named | Years | Saying
Node = Leaf | Condition | AllOf | AnyOf

NOTHING = AnyOf(())
"""What a query looks for in the texts that has conditions only."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for; `text` is what the user wrote.

    `root` holds the leaves alone: what is looked for in the texts, `NOTHING` where only conditions
    are given. `conditions` holds the conditions alone, None where there are none.
    """

    text: str
    root: Node
    conditions: Node | None = None

    def wanted(self) -> tuple[Leaf, ...]:
        """Return the leaves that are looked for, each once, in their order."""
        return tuple(dict.fromkeys(wanted_leaves(self.root)))


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """Yield the leaves of a tree that are looked for, not those that are left out."""
    if isinstance(node, AllOf | AnyOf):
        for part in node.wanted if isinstance(node, AllOf) else node.parts:
            yield from wanted_leaves(part)
    elif not isinstance(node, Named | Years | Saying):
        yield node


def described(node: Node) -> str:
    """Return a tree as it was understood, in the notation it can be written in."""
    match node:
        case AnyOf(parts):
            return " OR ".join(_bracketed(part) for part in parts)
        case AllOf(wanted, unwanted):
            return " ".join(
                [*map(_bracketed, wanted), *(f"-{_bracketed(part)}" for part in unwanted)]
            )
        case Named(field, value):
            return f'{field}:"{value}"'
        case Years(first, last):
            ends = [f"{year}" if year is not None else "" for year in (first, last)]
            return f"{Field.YEAR}:{ends[0] if first == last else '..'.join(ends)}"
        case Saying(field, words):
            return f"{field}:{_bracketed(words)}"
    return _described_leaf(node)


def _described_leaf(leaf: Leaf) -> str:  # noqa: PLR0911 - one for each kind
    match leaf:
        case Word(form):
            return form
        case Exact(form):
            return f"={form}"
        case Prefix(start):
            return f"{start}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(form, edits):
            return f"{form}~{edits}"
        case Sounding(form):
            return f"name:{form}"
        case Phrase(forms):
            return f'"{" ".join(forms)}"'
        case Near(forms, distance):
            return f'"{" ".join(forms)}"~{distance}'


def _bracketed(node: Node) -> str:
    return f"({described(node)})" if isinstance(node, AllOf | AnyOf) else described(node)
