"""Files into the library: found in folders, read, stored, catalogued, filed."""

from archivist.services.collecting.collector import Scope
from archivist.services.collecting.desk import Collecting
from archivist.services.collecting.queue import ImportQueue, QueueState, Wanted
from archivist.services.collecting.report import (
    ImportedFile,
    ImportOptions,
    ImportReport,
    ImportStatus,
)

__all__ = [
    "Collecting",
    "ImportOptions",
    "ImportQueue",
    "ImportReport",
    "ImportStatus",
    "ImportedFile",
    "QueueState",
    "Scope",
    "Wanted",
]
