"""Takes back what an import brought, and nothing that others brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.jobs import RunId
    from archivist.library.values import FileId, SourceId
    from archivist.storage.unit_of_work import UnitOfWork


def take_back(work: UnitOfWork, run_id: RunId) -> None:
    """Put all that a run brought into the bin.

    A source goes whole when nothing else is in it. From one that holds files of other imports too,
    those of the run go, as a source of their own, with their pages, texts and marks.
    """
    gone: list[SourceId] = []
    for source_id, brought in work.runs.brought(run_id).items():
        others = {file.id for file in work.catalogue.files(source_id)} - set(brought)
        gone.append(_apart(work, source_id, brought) if others else source_id)
    work.catalogue.put_in_bin(gone)
    work.runs.set_undone(run_id)


def _apart(work: UnitOfWork, source_id: SourceId, brought: Sequence[FileId]) -> SourceId:
    """Make a source of some files of another, described as that one."""
    source = work.catalogue.get(source_id)
    made = work.catalogue.add(
        source.record, unit_id=source.unit_id, group_id=source.group_id, tags=source.tags
    )
    work.sheets.give_files(brought, made)
    return made
