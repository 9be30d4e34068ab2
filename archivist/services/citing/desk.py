"""Citing: sources as a style prints them, and lists of references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.citation.archival import short_reference
from archivist.citation.listing import format_list
from archivist.errors import NotFoundError
from archivist.exchange.documents import write_document
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.printed import Entry, EntryGroup, EntryList, Printed
from archivist.library.values import SourceId
from archivist.services.citables import find_citables, style_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style
    from archivist.library.archive import Archive, Unit
    from archivist.library.records import Citable
    from archivist.library.references import Sheets
    from archivist.library.richtext import RichText
    from archivist.storage.database import Database

__all__ = ["Citing", "Entry"]

_ON_SCREEN = "gost-r-7.0.5-2008"
"""The style of references in lists on the screen."""


class Citing:
    """Prints the sources of one library in citation styles."""

    def __init__(
        self, database: Database, styles: Mapping[str, Style], csl: CslEngine | None = None
    ) -> None:
        self._database = database
        self._styles = styles
        self._csl = csl

    def cite(
        self, source_ids: Sequence[SourceId], style: str, locator: str = ""
    ) -> tuple[RichText, ...]:
        """Return sources in the order given, an archive in full where it comes first.

        `locator` names the sheets or pages meant (`л. 61`) instead of those of the source.

        Raises:
            NotFoundError: when there is no such source or style.
        """
        printer = style_named(self._styles, style)
        citables = self._citables(source_ids)
        return format_list(citables, printer, [locator] * len(citables), csl=self._csl)

    def show(self, citables: Sequence[Citable], style: str) -> tuple[RichText, ...]:
        """Return a list of sources that need not be in the library, as it would print.

        Raises:
            NotFoundError: when there is no such style.
        """
        return format_list(citables, style_named(self._styles, style), csl=self._csl)

    def short_reference(self, archive: Archive, units: Sequence[Unit], sheets: Sheets) -> str:
        """Return where something lies: `АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21`."""
        # A finding aid may name a series by its title alone: "Оп." and no number says nothing.
        levels = [unit.level for unit in units if unit.level.number or unit.level.name == ""]
        return short_reference(archive, levels, sheets, self._styles[_ON_SCREEN])

    def references(
        self, style: str, source_ids: Sequence[SourceId] | None = None
    ) -> tuple[Entry, ...]:
        """Return a numbered list: of these sources in this order, or of all by their groups.

        Raises:
            NotFoundError: when there is no such source or style.
        """
        printer = style_named(self._styles, style)
        if source_ids is None:
            with self._database.reading() as work:
                source_ids = [
                    SourceId(one) for one in work.catalogue.find(SourceQuery(sort=SortBy.GROUP))
                ]
        ids = tuple(dict.fromkeys(source_ids))
        texts = format_list(self._citables(ids), printer, csl=self._csl)
        own = self._own_values(ids)
        return tuple(
            Entry(number=number, source_id=source_id, text=text, own=own.get(source_id, ()))
            for number, (source_id, text) in enumerate(zip(ids, texts, strict=True), 1)
        )

    def export_references(
        self, style: str, source_ids: Sequence[SourceId] | None, target: Path
    ) -> int:
        """Write a numbered list to a .docx, .html, .txt or .json file; return its length.

        Raises:
            NotFoundError: when there is no such source or style.
            StorageError: when the file cannot be written.
        """
        entries = self.references(style, source_ids)
        printer = self._styles[style]
        words = printer.words[printer.language]
        heading = words.form("references")
        write_document(
            Printed(
                name=heading,
                language=printer.language,
                locale=words.form("locale"),
                lists=(
                    EntryList(
                        heading=heading,
                        groups=(EntryGroup(entries=entries),),
                        number=printer.number,
                    ),
                ),
            ),
            target,
        )
        return len(entries)

    def _own_values(
        self, source_ids: Sequence[SourceId]
    ) -> dict[SourceId, tuple[tuple[str, str], ...]]:
        """Return names and values of the user's own fields, in their order."""
        with self._database.reading() as work:
            fields = work.own_fields.all()
            found = work.own_fields.values(source_ids) if fields else {}
        return {
            one: tuple((own.name, values[own.id]) for own in fields if own.id in values)
            for one, values in found.items()
        }

    def _citables(self, source_ids: Sequence[SourceId]) -> list[Citable]:
        with self._database.reading() as work:
            found = find_citables(work, source_ids)
        if missing := [one for one in source_ids if one not in found]:
            raise NotFoundError("source", str(missing[0]))
        return [found[one].citable for one in source_ids]
