"""The words of the user's language, from `resources/i18n`; English is the language of the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication


def install(app: QCoreApplication, folder: Path, locale: QLocale) -> None:
    """Load our words and Qt's own, where there are any for the locale.

    English is loaded in any case: its file holds the plural forms alone.
    """
    english = QLocale(QLocale.Language.English)
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for language, name, where in (
        (english, "archivist", str(folder)),
        (locale, "qtbase", theirs),
        (locale, "archivist", str(folder)),
    ):
        translator = QTranslator(app)
        if translator.load(language, name, "_", where):
            app.installTranslator(translator)
