"""A search with what narrows it, written as one query, so that it can be kept and asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.search.query import AnyOf, Field, parse_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.services.searching.filters import Filters


def as_query(query: str, filters: Filters) -> str:
    """Return a query that finds by itself what another one finds under filters by names."""
    first, last = filters.from_year, filters.to_year
    years = "" if (first, last) == (None, None) else f"{first or ''}..{last or ''}"
    if first is not None and first == last:
        years = f"{first}"
    narrowed = {
        Field.ARCHIVE: _any_of(map(_quoted, filters.archives)),
        Field.GROUP: _any_of(map(_quoted, filters.groups)),
        Field.PERIOD: _any_of(map(_quoted, filters.periods)),
        Field.YEAR: years,
        Field.LANGUAGE: _any_of(filters.languages),
        Field.TAG: _any_of(map(_quoted, filters.tags)),
        Field.TYPE: _any_of(filters.kinds),
    }
    fields = [f"{field.value}:{value}" for field, value in narrowed.items() if value]
    query = query.strip()
    if fields and _is_choice(query):
        query = f"({query})"
    return " ".join(filter(None, (query, *fields)))


def _any_of(values: Iterable[str]) -> str:
    some = tuple(values)
    return f"({' OR '.join(some)})" if len(some) > 1 else "".join(some)


def _is_choice(query: str) -> bool:
    """Tell whether a query chooses between things: brackets let fields beside it narrow all."""
    try:
        return isinstance(parse_query(query).root, AnyOf)
    except ParseError:
        return False


def _quoted(name: str) -> str:
    return f'"{name.replace(chr(34), "")}"'
