"""The words for kinds of findings and how much they matter, and a list of findings as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.gui.checking.rows import FindingRow
    from archivist.gui.checking.told import Told
    from archivist.services.citing import Finding

# By the values of FindingKind, which is not imported here: its module loads every citation style.
KINDS = {
    "missing_source": QT_TRANSLATE_NOOP("Checking", "Source not in the library"),
    "binned_source": QT_TRANSLATE_NOOP("Checking", "Source in the bin"),
    "unreadable_mark": QT_TRANSLATE_NOOP("Checking", "Citation that cannot be read"),
    "beyond_extent": QT_TRANSLATE_NOOP("Checking", "Sheet beyond the file"),
    "reversed_range": QT_TRANSLATE_NOOP("Checking", "Range that runs backwards"),
    "same_file": QT_TRANSLATE_NOOP("Checking", "One file under several numbers"),
    "missing_number": QT_TRANSLATE_NOOP("Checking", "Number left out"),
    "early_abbreviation": QT_TRANSLATE_NOOP("Checking", "Abbreviation not introduced"),
    "unknown_archive": QT_TRANSLATE_NOOP("Checking", "Unknown archive"),
    "unnamed_archive": QT_TRANSLATE_NOOP("Checking", "Archive without a full name"),
    "locator": QT_TRANSLATE_NOOP("Checking", "One sheet or several"),
    "punctuation": QT_TRANSLATE_NOOP("Checking", "Punctuation"),
    "date": QT_TRANSLATE_NOOP("Checking", "Date"),
    "alike": QT_TRANSLATE_NOOP("Checking", "Records that look the same"),
    "no_language": QT_TRANSLATE_NOOP("Checking", "Language missing"),
    "doi": QT_TRANSLATE_NOOP("Checking", "DOI"),
    "web_address": QT_TRANSLATE_NOOP("Checking", "Web address"),
    "no_access_date": QT_TRANSLATE_NOOP("Checking", "Date of access missing"),
    "never_cited": QT_TRANSLATE_NOOP("Checking", "Never cited"),
}
"""What each kind is called, in the order in which kinds that matter alike are listed."""

SEVERITIES = {
    "error": QT_TRANSLATE_NOOP("Checking", "Prints wrongly"),
    "warning": QT_TRANSLATE_NOOP("Checking", "To be looked at"),
    "note": QT_TRANSLATE_NOOP("Checking", "Worth knowing"),
}
"""How much a finding matters, the most first."""

TINTS = {
    "error": ("warning", "error"),
    "warning": ("warning", "notice"),
    "note": ("info", "muted"),
}
"""The icon of each severity and its colour, the worst first."""


def kind_name(kind: str) -> str:
    """Return what a kind of finding is called."""
    return QCoreApplication.translate("Checking", str(KINDS[kind]))


def severity_name(severity: str) -> str:
    """Return how much a finding matters."""
    return QCoreApplication.translate("Checking", str(SEVERITIES[severity]))


class _Places(QObject):
    """Words the places of findings; `tr()` alone knows plural forms."""

    def name(self, finding: Finding) -> str:
        """Return what stands for a name: of a section, or of several sources."""
        if finding.section_id is not None:
            return self.tr("Section without a title")
        return self.tr("%Ln source(s)", "", len(finding.source_ids))


def place_of(told: Told) -> str:
    """Return where a finding is: its section, its source, or how many sources it is about."""
    return told.section or told.source or _Places().name(told.finding)


def as_text(rows: Sequence[FindingRow]) -> str:
    """Return rows as a text to be copied, each kind under its name."""
    lines: list[str] = []
    for row in rows:
        if row.told is None:
            lines += ["", row.text] if lines else [row.text]
        else:
            lines.append(f"- {row.text} ({row.place})" if row.place else f"- {row.text}")
    return "\n".join(lines)
