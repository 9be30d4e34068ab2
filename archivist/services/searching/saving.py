"""A search with what narrows it, written as one query, so that it can be kept and asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import ParseError
from archivist.search.query import AnyOf, Field, parse_query

if TYPE_CHECKING:
    from archivist.services.searching.hits import Filters


def as_query(query: str, filters: Filters) -> str:
    """Return a query that finds by itself what another one finds under filters by names."""
    first, last = filters.from_year, filters.to_year
    years = "" if (first, last) == (None, None) else f"{first or ''}..{last or ''}"
    if first is not None and first == last:
        years = f"{first}"
    narrowed = {
        Field.ARCHIVE: _quoted(filters.archive),
        Field.GROUP: _quoted(filters.group),
        Field.PERIOD: _quoted(filters.period),
        Field.YEAR: years,
        Field.LANGUAGE: filters.language,
        Field.TAG: _quoted(filters.tag),
        Field.TYPE: filters.kind or "",
    }
    fields = [f"{field.value}:{value}" for field, value in narrowed.items() if value]
    query = query.strip()
    if fields and _is_choice(query):
        query = f"({query})"
    return " ".join(filter(None, (query, *fields)))


def _is_choice(query: str) -> bool:
    """Tell whether a query chooses between things: brackets let fields beside it narrow all."""
    try:
        return isinstance(parse_query(query).root, AnyOf)
    except ParseError:
        return False


def _quoted(name: str) -> str:
    return f'"{name.replace(chr(34), "")}"' if name else ""
