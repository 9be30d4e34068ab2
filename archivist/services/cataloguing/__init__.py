"""The catalogue's desks: sources, the archives' tree, and how sources are sorted."""

from __future__ import annotations

from archivist.services.cataloguing.describing import Describing
from archivist.services.cataloguing.many import Edited, FieldChange
from archivist.services.cataloguing.rows import (
    ShortReference,
    SourceDetails,
    SourceRow,
)
from archivist.services.cataloguing.sorting import SortingDesk
from archivist.services.cataloguing.sources import SourceDesk
from archivist.services.cataloguing.tabling import COLUMNS, SheetWords, Tabling
from archivist.services.cataloguing.tree import TreeDesk

__all__ = [
    "COLUMNS",
    "Describing",
    "Edited",
    "FieldChange",
    "SheetWords",
    "ShortReference",
    "SortingDesk",
    "SourceDesk",
    "SourceDetails",
    "SourceRow",
    "Tabling",
    "TreeDesk",
]
