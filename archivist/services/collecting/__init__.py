"""Files into the library: found in folders, read, stored, catalogued, filed."""

from archivist.services.collecting.desk import Collecting
from archivist.services.collecting.report import (
    ImportedFile,
    ImportOptions,
    ImportReport,
    ImportStatus,
)

__all__ = ["Collecting", "ImportOptions", "ImportReport", "ImportStatus", "ImportedFile"]
