"""The words in which a concordance is written to a file, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from archivist.gui.recognising.words import origin_name
from archivist.library.sources import TextOrigin
from archivist.services.searching import TableWords

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale


class Wording(QObject):
    """Puts the words of tables into the user's language."""

    def table_words(self, locale: QLocale) -> TableWords:
        """Return the words for the tables of a concordance."""
        return TableWords(
            left=self.tr("Before"),
            word=self.tr("Word"),
            right=self.tr("After"),
            date=self.tr("Date"),
            year=self.tr("Year"),
            reference=self.tr("Reference"),
            sheet=self.tr("Sheet"),
            page=self.tr("Page"),
            source=self.tr("Source"),
            group=self.tr("Group"),
            period=self.tr("Period"),
            occurrences=self.tr("Occurrences"),
            words=self.tr("Words"),
            text=self.tr("Text"),
            texts={origin.value: origin_name(origin) for origin in TextOrigin},
            per_thousand=self.tr("Per 1,000 words"),
            years=self.tr("Years"),
            periods=self.tr("Periods"),
            groups=self.tr("Groups"),
            every=self.tr("All"),
            none=self.tr("none"),
            title=self.tr("Concordance: {query}"),
            counted=self.tr(
                "Occurrences: {occurrences}, pages: {pages}, sources: {sources}; "
                "{per_thousand} per 1,000 words of the texts that were searched."
            ),
            cut=self.tr("The first {lines} lines are shown."),
            locale=locale.bcp47Name(),
        )
