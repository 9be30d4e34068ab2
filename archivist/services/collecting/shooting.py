"""The order of photographs that make one source: as they were taken, else as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set

    from archivist.library.page_shapes import SheetPage
    from archivist.library.values import FileId, SourceId
    from archivist.storage.unit_of_work import UnitOfWork

_LAST = "\U0010ffff"


def lay_in_order(work: UnitOfWork, source_id: SourceId, new: Set[FileId]) -> None:
    """Lay the pages of files that came last among the others of a source, by their times.

    Those without a time come last, in the order in which they came. The others stay as they lie:
    the user may have put them so.
    """
    pages = work.sheets.of_source(source_id)
    if not any(page.taken for page in pages):
        return
    lying = [page for page in pages if page.file_id not in new]
    for page in sorted((page for page in pages if page.file_id in new), key=_time):
        before = (at for at in range(len(lying), 0, -1) if _time(lying[at - 1]) <= _time(page))
        lying.insert(next(before, 0), page)
    work.sheets.arrange([page.id for page in lying])


def _time(page: SheetPage) -> str:
    return page.taken or _LAST
