"""What citing needs of sources, gathered from the catalogue and the archives' tree."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.library.records import Citable
from archivist.library.references import Location, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archivist.citation.styles import Style
    from archivist.library.archive import Archive, Unit
    from archivist.library.sources import Source
    from archivist.library.values import SourceId
    from archivist.storage.unit_of_work import UnitOfWork

_FEW = 10
"""So many names of styles are all told of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A source that can be cited, and whether it lies in the bin."""

    citable: Citable
    binned: bool


def find_citables(work: UnitOfWork, ids: Iterable[SourceId]) -> dict[SourceId, Found]:
    """Return the sources of these ids, in their order; those that are not there left out."""
    wanted = tuple(dict.fromkeys(ids))
    sources = work.catalogue.several(wanted)
    chains = work.archives.chains(
        {source.unit_id for source in sources.values() if source.unit_id is not None}
    )
    keepers = {chain[0].archive_id for chain in chains.values()}
    archives = {one: work.archives.get(one) for one in sorted(keepers)}
    found: dict[SourceId, Found] = {}
    for one in wanted:
        if source := sources.get(one):
            chain = chains[source.unit_id] if source.unit_id is not None else ()
            archive = archives[chain[0].archive_id] if chain else None
            found[one] = Found(
                citable=citable(source, archive, chain), binned=source.binned is not None
            )
    return found


def citable(source: Source, archive: Archive | None, chain: tuple[Unit, ...]) -> Citable:
    """Return a source as citing sees it; the extent of its file counts when no sheet is named."""
    file = chain[-1] if chain and chain[-1].level.kind is UnitKind.FILE else None
    return Citable(
        key=str(source.id),
        record=source.record,
        archive=archive,
        location=Location(
            levels=tuple(unit.level for unit in chain),
            sheets=source.sheets,
            total_sheets=file.extent if file else "",
            dates=tuple(unit.date for unit in chain),
        ),
    )


def style_named(styles: Mapping[str, Style], name: str) -> Style:
    """Return the citation style of a name.

    Raises:
        NotFoundError: with the names that there are, or those like it where there are many.
        UnreadableFileError: when it is a style of the user's whose file is broken.
    """
    try:
        return styles[name]
    except KeyError as error:
        there = tuple(styles)
        near = there if len(there) <= _FEW else tuple(get_close_matches(name, there, cutoff=0.6))
        raise NotFoundError("citation style", name, near, "in Archivist") from error
