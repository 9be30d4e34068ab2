"""A finding with what is shown of its place: the words, the section, the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archivist.library.manuscript import Section
    from archivist.library.values import ManuscriptId, SectionId, SourceId
    from archivist.services.citing import Finding
    from archivist.services.progress import Steps
    from archivist.services.workspace import Workspace

_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A finding, the faulty words as they stood when it was made, and the names of its places."""

    finding: Finding
    words: str = ""
    section: str = ""
    source: str = ""

    @property
    def same(self) -> object:
        """What two findings of the same fault agree in, before and after another was mended."""
        one = self.finding
        return one.kind, one.sentence, one.section_id, one.source_ids


def check_manuscript(workspace: Workspace, manuscript_id: ManuscriptId) -> Steps[tuple[Told, ...]]:
    """Check a manuscript and name the places of what is found; runs away from the window."""
    sections = {one.id: one for one in workspace.writing.sections(manuscript_id)}
    findings = yield from workspace.checking.findings(manuscript_id)
    return (yield from _told(workspace, findings, sections))


def check_library(workspace: Workspace) -> Steps[tuple[Told, ...]]:
    """Check all sources and name those of what is found; runs away from the window."""
    findings = yield from workspace.checking.library_findings()
    return (yield from _told(workspace, findings, {}))


def _told(
    workspace: Workspace, findings: Iterable[Finding], sections: Mapping[SectionId, Section]
) -> Steps[tuple[Told, ...]]:
    findings = tuple(findings)
    ids = tuple(
        dict.fromkeys(
            one.source_ids[0]
            for one in findings
            if one.section_id is None and len(one.source_ids) == 1
        )
    )
    names = yield from _names(workspace, ids)
    told = []
    for one in findings:
        section = sections.get(one.section_id) if one.section_id is not None else None
        if section is not None:
            words = section.text[one.position : one.position + one.length]
            told.append(Told(finding=one, words=words, section=section.title))
        else:
            single = one.source_ids[0] if len(one.source_ids) == 1 else None
            told.append(Told(finding=one, source=names.get(single, "") if single else ""))
    return tuple(told)


def _names(workspace: Workspace, ids: tuple[SourceId, ...]) -> Steps[dict[SourceId, str]]:
    names: dict[SourceId, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        yield Progress(done=start, total=len(ids))
        for row in workspace.sources.rows(ids[start : start + _AT_ONCE]):
            names[row.id] = " · ".join(filter(None, (row.title, row.reference)))
    return names
