"""What of a pasted list is certain enough to be taken without anybody looking at it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from archivist.citation.parsing.context import DOUBT
from archivist.services.citing.entering import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archivist.services.citing.pasting import ArchiveMatch, Proposal

SURE = 0.8
"""What is understood less surely is to be looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """An entry, what becomes of it, and why it is left out ("" for one that is taken)."""

    proposal: Proposal
    decision: Decision
    why: str


def unknown_archive(match: ArchiveMatch | None) -> bool:
    """Tell whether an entry names an archive by an abbreviation that nothing explains."""
    if match is None or match.archive is not None:
        return False
    return not any(name.full for name in match.new.names)


def near_names(match: ArchiveMatch) -> tuple[str, ...]:
    """Return what the archives that may be meant are called, as nearly as they can be."""
    wanted = match.new.label

    def likeness(form: str) -> float:
        return SequenceMatcher(None, form, wanted).ratio()

    return tuple(max(archive.forms, key=likeness) for archive in match.near)


def judge(
    proposals: Iterable[Proposal], *, sure: float = SURE, new_archives: bool = False
) -> tuple[Judged, ...]:
    """Decide for each entry alone; nothing is merged with an archive that only resembles its own.

    Taken is what is understood as surely as `sure` (0 to 1), and whole unless that is 0.
    `new_archives` makes archives of abbreviations that nothing explains.
    """
    return tuple(_judged(one, sure, new_archives=new_archives) for one in proposals)


def _judged(proposal: Proposal, sure: float, *, new_archives: bool) -> Judged:
    why = _why_not(proposal, sure, new_archives=new_archives)
    decision = Decision(leave_out=True) if why else proposal.decision()
    return Judged(proposal=proposal, decision=decision, why=why)


def _why_not(proposal: Proposal, sure: float, *, new_archives: bool) -> str:
    if proposal.citable is None:
        return "it is not understood"
    match = proposal.match
    if match and unknown_archive(match) and not new_archives:
        near = " or ".join(f"“{name}”" for name in near_names(match))
        meant = f"; {near} may be meant" if near else ""
        return f"the archive “{match.new.label}” is not known{meant}"
    # What is new is no doubt any more where new archives are wanted.
    confidence = proposal.confidence / (DOUBT if unknown_archive(match) else 1)
    if round(confidence, 2) < sure:
        return f"it is understood to {confidence:.0%} only"
    if proposal.rest and sure > 0:
        return f"“{proposal.rest}” is not understood"
    return ""
