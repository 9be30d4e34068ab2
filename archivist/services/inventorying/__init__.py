"""Inventories of funds: from Excel, CSV and EAD into the archive tree."""

from __future__ import annotations

from archivist.library.inventories import Field
from archivist.services.inventorying.desk import (
    Choice,
    Imported,
    Inventory,
    Inventorying,
    Preview,
)
from archivist.services.inventorying.headings import column_letter
from archivist.services.inventorying.planning import Fate, Planned, TextChange, shown

__all__ = [
    "Choice",
    "Fate",
    "Field",
    "Imported",
    "Inventory",
    "Inventorying",
    "Planned",
    "Preview",
    "TextChange",
    "column_letter",
    "shown",
]
