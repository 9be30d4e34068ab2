"""A query as a form with a field for each thing that can be asked, and the form as a query.

What the form has no field for stays in its first field as it was typed, so nothing is lost on the
way from the box to the form and back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from archivist.errors import ParseError
from archivist.library.records import RecordKind
from archivist.search.query import AllOf, Field, Named, Node, Years, parse_query
from archivist.search.query_fields import DOCUMENT_KINDS, NAME_FIELD, field_of, value_of
from archivist.search.query_signs import OR_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTANCE = 8
"""So many words apart are near, unless another distance is chosen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueryForm:
    """What is asked: each a text as it is typed in a query, "" or None for nothing.

    `within` is a kind of documents (`page`, `source`, `annotation`, `section`), `kind` a kind of
    sources; `verified` and `unread` are True, False, or None for both.
    """

    every: str = ""
    some: str = ""
    none: str = ""
    phrase: str = ""
    near: str = ""
    distance: int = DISTANCE
    name: str = ""
    title: str = ""
    author: str = ""
    note: str = ""
    within: str = ""
    archive: str = ""
    fund: str = ""
    group: str = ""
    period: str = ""
    tag: str = ""
    language: str = ""
    kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    verified: bool | None = None
    unread: bool | None = None
    annotated: bool = False


class _Part(NamedTuple):
    """A part of a query that stands by itself: as it was typed, and what it is made of."""

    typed: str
    minus: str
    field: str
    value: str
    quoted: str | None
    distance: str


_PART = re.compile(
    r"""(?P<minus>[-−–]?)(?:(?P<field>[^\W\d_]['’ʼ\w]*)\s*:\s*)?
    (?P<value>["“„«](?P<quoted>[^"“”„«»]*)["“”»](?:~(?P<distance>\d+))?
    |=?["“„«][^"“”„«»]*["“”»] | \([^()]*\) | [^\s()"“”„«»|]+)(?:\s+|$)""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[\w-]+(?:/[\w*-]+)*\*?")
_NAMED: dict[str, str] = {
    Field.ARCHIVE: "archive",
    Field.FUND: "fund",
    Field.GROUP: "group",
    Field.PERIOD: "period",
    Field.TAG: "tag",
    Field.LANGUAGE: "language",
}
_WORDED: dict[str, str] = {
    NAME_FIELD: "name",
    Field.TITLE: "title",
    Field.AUTHOR: "author",
    Field.NOTE: "note",
}
_TRUE: dict[tuple[str, str], tuple[str, bool]] = {
    (Field.IS, "verified"): ("verified", True),
    (Field.IS, "unverified"): ("verified", False),
    (Field.IS, "unread"): ("unread", True),
    (Field.IS, "read"): ("unread", False),
    (Field.IS, "annotated"): ("annotated", True),
    (Field.HAS, "annotation"): ("annotated", True),
}
_ALIKE = (Field.IS, "annotated")
"""Asks for the same as the row below it, which is what the form writes."""


def written(form: QueryForm) -> str:
    """Return a form as a query, "" when nothing is asked."""
    own = [form.every] if form.every else []
    if form.phrase:
        own.append(f'"{form.phrase}"')
    if form.near:
        own.append(f'"{form.near}"~{form.distance}')
    if form.some:
        some = [part.typed for part in _parts(form.some)] or [form.some]
        own.append(f"({' OR '.join(some)})" if len(some) > 1 else some[0])
    own += [f"-{part.typed.lstrip('-')}" for part in _parts(form.none)]
    own += [
        f"{name}:{_words(value)}"
        for name, attribute in _WORDED.items()
        if (value := getattr(form, attribute))
    ]
    own += [
        f"{name}:{_value(value)}"
        for name, attribute in _NAMED.items()
        if (value := getattr(form, attribute))
    ]
    own += [f"type:{value}" for value in (form.kind, form.within) if value]
    if form.first_year is not None or form.last_year is not None:
        own.append(f"year:{_years(form.first_year, form.last_year)}")
    told = {(name, value): getattr(form, name) for name, value in _TRUE.values()}
    for (field, word), (name, value) in _TRUE.items():
        if (field, word) != _ALIKE and told[name, value] is value:
            own.append(f"{field}:{word}")
    if len(own) > 1 and form.every and _has_or(form.every):
        own[0] = f"({form.every})"
    return " ".join(own)


def form_of(query: str) -> QueryForm:
    """Return a query as a form."""
    typed = " ".join(query.split())
    form = QueryForm(every=typed)
    parts = _parts(typed)
    if len(parts) > 1 and _is_choice(parts):
        form = QueryForm(some=" ".join(part.typed for part in parts[::2]))
    elif parts and not any(part.typed in OR_WORDS for part in parts):
        form = QueryForm()
        for part in parts:
            form = _with(form, part)
    return form if _same(written(form), typed) else QueryForm(every=typed)


def _with(form: QueryForm, part: _Part) -> QueryForm:
    """Return a form with a part in its field, or in the first where there is no better."""
    given = _asked(part) if not part.minus else {}
    if part.minus and not part.field and not part.typed.startswith("-("):
        given = {"none": f"{form.none} {part.typed[1:]}".strip()}
    empty = QueryForm()
    free = all(getattr(form, name) == getattr(empty, name) for name in given if name != "none")
    if given and free:
        return replace(form, **given)  # type: ignore[arg-type] # each is of its field's type
    return replace(form, every=f"{form.every} {part.typed}".strip())


def _asked(part: _Part) -> dict[str, object]:
    """Return which fields of a form a part fills, none when there is no field for it."""
    if part.field:
        return _asked_of(field_of(part.field), part)
    if part.distance:
        return {"near": part.quoted, "distance": int(part.distance)}
    if part.quoted is not None:
        return {"phrase": part.quoted}
    inner = _parts(part.value[1:-1]) if part.value.startswith("(") else ()
    if len(inner) > 1 and _is_choice(inner):
        return {"some": " ".join(one.typed for one in inner[::2])}
    return {}


def _asked_of(field: str, part: _Part) -> dict[str, object]:
    if field in _WORDED:
        bracket = part.value.startswith("(")
        return {_WORDED[field]: part.value[1:-1] if bracket else part.value}
    if field in _NAMED and not part.value.startswith("("):
        return {_NAMED[field]: part.value if part.quoted is None else part.quoted}
    match _read(part.typed):
        case Years(first, last):
            return {"first_year": first, "last_year": last}
        case Named(Field.TYPE, value):
            return {"within" if value in DOCUMENT_KINDS else "kind": value}
        case Named(found, value) if (found, value) in _TRUE:
            name, told = _TRUE[found, value]
            return {name: told}
    return {}


def _parts(text: str) -> list[_Part]:
    """Return the parts of a text, none where it is not made of such."""
    parts: list[_Part] = []
    at = 0
    text = text.strip()
    while at < len(text):
        found = _PART.match(text, at)
        if found is None:
            return []
        groups = found.groupdict()
        parts.append(
            _Part(
                found[0].strip(),
                groups["minus"],
                groups["field"] or "",
                groups["value"],
                groups["quoted"],
                groups["distance"] or "",
            )
        )
        at = found.end()
    return parts


def _is_choice(parts: list[_Part]) -> bool:
    """Tell whether parts have OR between them, and are words or phrases."""
    words = all(not part.minus and not part.field for part in parts)
    signs = all((part.typed in OR_WORDS) is bool(at % 2) for at, part in enumerate(parts))
    return words and signs and len(parts) % 2 == 1


def _has_or(text: str) -> bool:
    return "|" in text or any(word in OR_WORDS for word in text.split())


def _words(value: str) -> str:
    return value if len(_parts(value)) == 1 else f"({value})"


def _value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _years(first: int | None, last: int | None) -> str:
    if first == last:
        return f"{first}"
    return "..".join("" if year is None else f"{year}" for year in (first, last))


def _read(text: str) -> Node | None:
    try:
        return parse_query(text).root
    except ParseError:
        return None


def _same(first: str, second: str) -> bool:
    """Tell whether two queries ask for the same, in whatever order."""
    read = [_read(text) for text in (first, second)]
    return None not in read and len({frozenset(_ends(node)) for node in read if node}) == 1


def _ends(node: Node) -> Iterator[tuple[bool, Node]]:
    if isinstance(node, AllOf):
        yield from ((True, _alike(part)) for part in node.wanted)
        yield from ((False, _alike(part)) for part in node.unwanted)
    else:
        yield True, _alike(node)


def _alike(node: Node) -> Node:
    return Named(Field.HAS, "annotation") if node == Named(*_ALIKE) else node


def kind_named(word: str) -> RecordKind | None:
    """Return the kind of source that `type:` of a query takes a word for, if any."""
    kind = value_of(Field.TYPE, word)
    return RecordKind(kind) if kind in {*RecordKind} else None
