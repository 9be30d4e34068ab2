"""Lists of references: an archive in full where it is mentioned first, abbreviated after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.citation.archives import mention
from archivist.citation.entries import format_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archivist.citation.archives import Mention
    from archivist.citation.styles import Style
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText


def format_list(
    citables: Iterable[Citable], style: Style, locators: Sequence[str] = ()
) -> tuple[RichText, ...]:
    """Print sources in the order in which a reader meets them, each with its locator if any."""
    met: set[Mention] = set()
    entries = []
    for place, citable in enumerate(citables):
        first = True
        if citable.archive is not None:
            named = mention(citable.archive, style, citable.record.language)
            first = named not in met
            met.add(named)
        locator = locators[place] if place < len(locators) else ""
        entries.append(format_entry(citable, style, first=first, locator=locator))
    return tuple(entries)
