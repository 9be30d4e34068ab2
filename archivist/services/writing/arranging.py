"""The order of a list of references, and what else is printed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.entries import format_entry
from archivist.library.bibliography import ListOrder
from archivist.library.ordering import sort_key
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import Style
    from archivist.library.bibliography import ListForm
    from archivist.library.records import Citable
    from archivist.library.values import LanguageCode


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPart:
    """A section of a list."""

    heading: str = ""
    citables: tuple[Citable, ...]


def arrange(
    citables: Sequence[Citable], form: ListForm, style: Style, _language: LanguageCode
) -> tuple[ListPart, ...]:
    """Put sources in the order that the form asks for."""
    if form.order is ListOrder.ALPHABET:
        citables = sorted(citables, key=lambda one: sort_key(plain(format_entry(one, style))))
    return (ListPart(citables=tuple(citables)),)
