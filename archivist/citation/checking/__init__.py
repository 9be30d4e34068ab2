"""What a supervisor would find in the citations of a work, and in the records of a library."""

from __future__ import annotations

from archivist.citation.checking.alike import find_alike
from archivist.citation.checking.findings import Finding, FindingKind, Severity
from archivist.citation.checking.marks import Marked, check_marks, read_marks, without_marks
from archivist.citation.checking.records import check_archives, check_record
from archivist.citation.checking.wording import check_wording

__all__ = [
    "Finding",
    "FindingKind",
    "Marked",
    "Severity",
    "check_archives",
    "check_marks",
    "check_record",
    "check_wording",
    "find_alike",
    "read_marks",
    "without_marks",
]
