"""Files into the library: found in folders, read, stored, catalogued, filed."""

from archivist.services.collecting.collector import Scope
from archivist.services.collecting.desk import Collecting
from archivist.services.collecting.placing import EXAMPLES
from archivist.services.collecting.planning import Branch, Misfit, Plan
from archivist.services.collecting.queue import ImportQueue, QueueState, Wanted
from archivist.services.collecting.report import (
    ImportedFile,
    ImportOptions,
    ImportReport,
    ImportStatus,
)
from archivist.services.collecting.surveying import Survey
from archivist.services.collecting.watching import Looked, Watch, Watching

__all__ = [
    "EXAMPLES",
    "Branch",
    "Collecting",
    "ImportOptions",
    "ImportQueue",
    "ImportReport",
    "ImportStatus",
    "ImportedFile",
    "Looked",
    "Misfit",
    "Plan",
    "QueueState",
    "Scope",
    "Survey",
    "Wanted",
    "Watch",
    "Watching",
]
