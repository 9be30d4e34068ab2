"""The desk of citing: sources as a style prints them, lists of references, and the styles."""

from __future__ import annotations

from archivist.citation.shelf import Origin, StyleInfo
from archivist.services.citing.checking import Checking, Finding, FindingKind, Severity
from archivist.services.citing.desk import Citing, Entry
from archivist.services.citing.outside import Outside
from archivist.services.citing.pasting import (
    ArchiveMatch,
    Decision,
    EntryKind,
    Pasted,
    Pasting,
    Proposal,
    SameSource,
    Slip,
    Taken,
)
from archivist.services.citing.specimens import Specimen
from archivist.services.citing.styling import Draft, Said, Styling, edited

__all__ = [
    "ArchiveMatch",
    "Checking",
    "Citing",
    "Decision",
    "Draft",
    "Entry",
    "EntryKind",
    "Finding",
    "FindingKind",
    "Origin",
    "Outside",
    "Pasted",
    "Pasting",
    "Proposal",
    "Said",
    "SameSource",
    "Severity",
    "Slip",
    "Specimen",
    "StyleInfo",
    "Styling",
    "Taken",
    "edited",
]
