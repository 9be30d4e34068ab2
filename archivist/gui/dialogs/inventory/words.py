"""The words of the import of inventories: fields of columns, fates of rows, texts of units."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from archivist.services.inventorying import Fate, Field

_FIELDS = {
    Field.NONE: QT_TRANSLATE_NOOP("Inventories", "Leave out"),
    Field.NUMBER: QT_TRANSLATE_NOOP("Inventories", "File number"),
    Field.TITLE: QT_TRANSLATE_NOOP("Inventories", "Title"),
    Field.DATE: QT_TRANSLATE_NOOP("Inventories", "Dates"),
    Field.FROM: QT_TRANSLATE_NOOP("Inventories", "Date from"),
    Field.TO: QT_TRANSLATE_NOOP("Inventories", "Date to"),
    Field.EXTENT: QT_TRANSLATE_NOOP("Inventories", "Sheets"),
    Field.NOTE: QT_TRANSLATE_NOOP("Inventories", "Note"),
    Field.CONTENT: QT_TRANSLATE_NOOP("Inventories", "Content"),
    Field.ACCESS: QT_TRANSLATE_NOOP("Inventories", "Access"),
    Field.PUBLICATION: QT_TRANSLATE_NOOP("Inventories", "Publication"),
    Field.VOLUME: QT_TRANSLATE_NOOP("Inventories", "Volume"),
    Field.SERIES: QT_TRANSLATE_NOOP("Inventories", "Series (opis)"),
    Field.SERIES_TITLE: QT_TRANSLATE_NOOP("Inventories", "Title of the series"),
    Field.FUND: QT_TRANSLATE_NOOP("Inventories", "Fund"),
    Field.FUND_TITLE: QT_TRANSLATE_NOOP("Inventories", "Title of the fund"),
    Field.ARCHIVE: QT_TRANSLATE_NOOP("Inventories", "Archive"),
    Field.LEVEL: QT_TRANSLATE_NOOP("Inventories", "Level"),
    Field.KEY: QT_TRANSLATE_NOOP("Inventories", "Id in the inventory"),
    Field.PARENT: QT_TRANSLATE_NOOP("Inventories", "Id of what it lies in"),
}
_FATES = {
    Fate.NEW: QT_TRANSLATE_NOOP("Inventories", "New"),
    Fate.CHANGED: QT_TRANSLATE_NOOP("Inventories", "Changed"),
    Fate.CLASH: QT_TRANSLATE_NOOP("Inventories", "Yours differs"),
    Fate.SAME: QT_TRANSLATE_NOOP("Inventories", "As it is"),
}
_TEXTS = {
    "name": QT_TRANSLATE_NOOP("Inventories", "Title"),
    "date": QT_TRANSLATE_NOOP("Inventories", "Dates"),
    "extent": QT_TRANSLATE_NOOP("Inventories", "Sheets"),
    "access_note": QT_TRANSLATE_NOOP("Inventories", "Access"),
    "publication_note": QT_TRANSLATE_NOOP("Inventories", "Publication"),
    "note": QT_TRANSLATE_NOOP("Inventories", "Note"),
}


def field_name(field: Field) -> str:
    """Return what a column means."""
    return QCoreApplication.translate("Inventories", str(_FIELDS[field]))


def fate_name(fate: Fate) -> str:
    """Return what becomes of a row."""
    return QCoreApplication.translate("Inventories", str(_FATES[fate]))


def text_name(text: str) -> str:
    """Return the name of a text of a unit."""
    return QCoreApplication.translate("Inventories", str(_TEXTS[text]))
