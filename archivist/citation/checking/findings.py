"""What a check found: what is wrong, what to do about it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.library.values import SectionId, SourceId


class FindingKind(StrEnum):
    """What kind of fault it is."""

    MISSING_SOURCE = "missing_source"
    BINNED_SOURCE = "binned_source"
    UNREADABLE_MARK = "unreadable_mark"
    NEVER_CITED = "never_cited"
    MISSING_NUMBER = "missing_number"
    SAME_FILE = "same_file"
    EARLY_ABBREVIATION = "early_abbreviation"
    UNNAMED_ARCHIVE = "unnamed_archive"
    UNKNOWN_ARCHIVE = "unknown_archive"
    LOCATOR = "locator"
    PUNCTUATION = "punctuation"
    DATE = "date"
    BEYOND_EXTENT = "beyond_extent"
    REVERSED_RANGE = "reversed_range"
    ALIKE = "alike"
    NO_LANGUAGE = "no_language"
    DOI = "doi"
    WEB_ADDRESS = "web_address"
    NO_ACCESS_DATE = "no_access_date"


class Severity(StrEnum):
    """How much it matters: an error prints wrongly, a warning should be looked at."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A fault: one sentence that says what is wrong and what to do.

    `position` and `length` are of the faulty words in the text of the section; a finding about a
    source alone has no section. `source_ids` are the sources that it is about.
    """

    kind: FindingKind
    severity: Severity
    sentence: str
    section_id: SectionId | None = None
    position: int = 0
    length: int = 0
    source_ids: tuple[SourceId, ...] = ()
