"""What the sheets desk shows, fetched in one go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.library.foliation import Flaw

if TYPE_CHECKING:
    from archivist.gui.messages import SheetsOf
    from archivist.library.foliation import Remark
    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

_LEAVES = re.compile(
    r"(\d+)\s*(?:л|лл|листов|листа|лист|арк|аркушів|парақ|бет|п|ff?|fol\w*|lea\w+|sheets?)\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchedSheets:
    """The pages of a source, or of all sources of a file of an archive.

    `extent` is how many sheets the file has, 0 when that is not known.
    """

    title: str
    pages: tuple[SheetPage, ...]
    remarks: tuple[Remark, ...]
    extent: int

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources of the pages, in their order."""
        return tuple(dict.fromkeys(page.source_id for page in self.pages))

    @property
    def flawed(self) -> frozenset[int]:
        """The places of the pages that a remark is about; those without a number are many."""
        return frozenset(
            shot
            for remark in self.remarks
            if remark.flaw is not Flaw.UNNUMBERED
            for shot in remark.shots
        )


def fetch_sheets(workspace: Workspace, what: SheetsOf, extent: int | None) -> FetchedSheets:
    """Fetch the pages; `extent` is what the user said, None where the catalogue is to be asked."""
    desk = workspace.foliating
    if what.unit_id is not None:
        known = leaves_in(what.extent) if extent is None else extent
        report, title = desk.report_on_unit(what.unit_id, known), what.title
    else:
        if what.source_id is None:
            raise ValueError("neither a source nor a unit")
        details = workspace.sources.details(what.source_id)
        written = next((unit.extent for unit in reversed(details.chain) if unit.extent), "")
        known = leaves_in(written) if extent is None else extent
        report, title = desk.report(what.source_id, known), details.source.record.title
    return FetchedSheets(title=title, pages=report.pages, remarks=report.remarks, extent=known)


def leaves_in(extent: str) -> int:
    """Return how many leaves the extent of a file names (`64 л.`), 0 when it names none."""
    found = _LEAVES.search(extent.casefold())
    return int(found[1]) if found else 0
