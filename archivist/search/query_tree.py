"""What a query asks for, as a small tree of values.

Leaves say which words are looked for in the texts; conditions say which documents are meant,
whatever their words. The two stand in one tree. What documents a condition means, the catalogue
knows and not the index: a query that is to be looked for brings these along (see `Query.sets`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_LABELS = {UnitKind.FUND: "Ф.", UnitKind.SERIES: "Оп.", UnitKind.FILE: "Д."}


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

    A kind of documents (`type:page`) means these documents, of any source.
    """

    field: Field
    value: str


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
class Placed:
    """What lies at a place in the archives, the highest level first, as a reference names it.

    Of `sheets`, as they were typed, the pages; "" for all that lies there.
    """

    levels: tuple[tuple[UnitKind, str], ...]
    archive: str = ""
    sheets: str = ""


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the wanted, none of the unwanted; something is wanted, or only conditions are not."""

    wanted: tuple[Node, ...]
    unwanted: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts at least."""

    parts: tuple[Node, ...]


Leaf = Word | Exact | Prefix | Wildcard | Fuzzy | Sounding | Phrase | Near
Condition = Named | Years | Saying | Placed
Node = Leaf | Condition | AllOf | AnyOf


@dataclass(frozen=True, kw_only=True, slots=True)
class Among:
    """The documents that a condition means: of some sources, of some kinds, or these very ones.

    `sources` and `keys` None and `kinds` (first letters of keys) "" leave all in.
    """

    sources: frozenset[int] | None = None
    kinds: str = ""
    keys: frozenset[str] | None = None

    @property
    def names_documents(self) -> bool:
        """Tell whether documents are meant, and not sources with all that is theirs."""
        return bool(self.kinds) or self.keys is not None


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for; `text` is what the user wrote, `sets` what its conditions mean."""

    text: str
    root: Node
    sets: Mapping[Condition, Among] = field(default_factory=dict)

    def wanted(self) -> tuple[Leaf, ...]:
        """Return the leaves that are looked for, each once, in their order."""
        ends = (end for end in wanted_ends(self.root) if not isinstance(end, Condition))
        return tuple(dict.fromkeys(ends))

    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions, wanted or not, each once, in their order."""
        ends = (end for end in ends_of(self.root) if isinstance(end, Condition))
        return tuple(dict.fromkeys(ends))


def ends_of(node: Node) -> Iterator[Leaf | Condition]:
    """Yield the leaves and conditions of a tree in their order."""
    match node:
        case AllOf(wanted, unwanted):
            for part in (*wanted, *unwanted):
                yield from ends_of(part)
        case AnyOf(parts):
            for part in parts:
                yield from ends_of(part)
        case _:
            yield node


def wanted_ends(node: Node) -> Iterator[Leaf | Condition]:
    """Yield the leaves and conditions of a tree that are wanted, not those that are left out."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from wanted_ends(part)
        case _:
            yield node


def described(node: Node) -> str:  # noqa: PLR0911 - one for each kind
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
        case Placed():
            return _described_place(node)
    return _described_leaf(node)


def _described_place(place: Placed) -> str:
    levels = [f"{_LABELS[kind]} {number}" for kind, number in place.levels]
    sheets = [f"Л. {place.sheets}"] if place.sheets else []
    return " ".join(filter(None, [place.archive, *levels, *sheets]))


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
