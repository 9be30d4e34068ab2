"""The words for the texts of a page, the languages of Tesseract, and what is doubtful."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from archivist.gui.models.words import language_name
from archivist.library.sources import Doubt, TextOrigin

if TYPE_CHECKING:
    from archivist.library.sources import TextLayer

_CONTEXT = "Layers"

_ORIGINS = {
    TextOrigin.FILE: QT_TRANSLATE_NOOP("Layers", "Text of the file"),
    TextOrigin.OCR: QT_TRANSLATE_NOOP("Layers", "Recognised text"),
    TextOrigin.TRANSCRIPTION: QT_TRANSLATE_NOOP("Layers", "Transcription"),
    TextOrigin.TRANSLATION: QT_TRANSLATE_NOOP("Layers", "Translation"),
    TextOrigin.NONE: QT_TRANSLATE_NOOP("Layers", "No text"),
}
_DOUBTS = {
    Doubt.POOR: QT_TRANSLATE_NOOP("Layers", "Few of its words make sense."),
    Doubt.WRONG_SCRIPT: QT_TRANSLATE_NOOP(
        "Layers", "It looks as if it was read in the wrong language or script."
    ),
    Doubt.BROKEN_LAYER: QT_TRANSLATE_NOOP(
        "Layers", "The text that the file itself holds makes no sense."
    ),
}
_CHINESE = {
    "chi_sim": QT_TRANSLATE_NOOP("Layers", "Chinese, simplified"),
    "chi_tra": QT_TRANSLATE_NOOP("Layers", "Chinese, traditional"),
}
_SHORT = {"rus": "ru", "kaz": "kk", "ukr": "uk", "eng": "en", "deu": "de", "fra": "fr", "pol": "pl"}


def origin_name(origin: TextOrigin) -> str:
    """Return what a text of that origin is called."""
    return QCoreApplication.translate(_CONTEXT, str(_ORIGINS[origin]))


def doubt_sentence(doubt: Doubt) -> str:
    """Return why a text is doubtful, "" when it is not."""
    return QCoreApplication.translate(_CONTEXT, str(_DOUBTS[doubt])) if doubt in _DOUBTS else ""


def model_name(code: str) -> str:
    """Return the name of a language of Tesseract's, or its code where there is none."""
    if code in _CHINESE:
        return QCoreApplication.translate(_CONTEXT, str(_CHINESE[code]))
    if code in _SHORT:
        return language_name(_SHORT[code])
    language = QLocale.codeToLanguage(code)
    if language in {QLocale.Language.AnyLanguage, QLocale.Language.C}:
        return code
    return language_name(QLocale.languageToCode(language)) or code


def layer_name(layer: TextLayer) -> str:
    """Return what a text of a page is called: `Recognised text, Русский`."""
    codes = [code for code in layer.language.split("+") if code]
    names = [language_name(code) if len(code) == 2 else model_name(code) for code in codes]  # noqa: PLR2004 - ISO 639-1
    return ", ".join((origin_name(layer.origin), *names))


def layer_maker(layer: TextLayer) -> str:
    """Return who made a text, when, and how sure a program was: `Tesseract, 20.11.2026, 93 %`."""
    parts = [layer.who] if layer.who else []
    if when := _day(layer.made):
        parts.append(when)
    if layer.confidence is not None:
        sure = QCoreApplication.translate(_CONTEXT, "%1 % sure")
        parts.append(sure.replace("%1", f"{layer.confidence:.0f}"))
    return ", ".join(parts)


def _day(made: str) -> str:
    """Return the day of a moment as the user writes it, or what is there."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        return made
    day = moment.astimezone() if moment.tzinfo else moment
    written = QDate(day.year, day.month, day.day)
    return QLocale().toString(written, QLocale.FormatType.ShortFormat)
