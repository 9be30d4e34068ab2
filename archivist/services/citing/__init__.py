"""The desk of citing: sources as a style prints them, lists of references, and the styles.

`pasting` and `outside` read lists of others and are not loaded until they are needed.
"""

from __future__ import annotations

from archivist.citation.shelf import Origin, StyleInfo
from archivist.citation.style_text import value_at
from archivist.services.citing.checking import Checking, Finding, FindingKind, Severity
from archivist.services.citing.desk import Citing, Entry
from archivist.services.citing.specimens import Specimen
from archivist.services.citing.styling import Draft, Said, Styling, edited

__all__ = [
    "Checking",
    "Citing",
    "Draft",
    "Entry",
    "Finding",
    "FindingKind",
    "Origin",
    "Said",
    "Severity",
    "Specimen",
    "StyleInfo",
    "Styling",
    "edited",
    "value_at",
]
