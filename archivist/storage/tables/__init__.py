"""The tables of a library's database; the only place with columns.

No foreign key cascades: a repository names every row that goes, so that undoing the making of a
thing can never take along what was hung below it later (the database refuses instead).
`info["topic"]` of a table says whose change a change of its row is: a table and the column with
the id there. Tables with a topic take part in undo; the others are derived or passing.
"""

from __future__ import annotations

from archivist.storage.tables.archives import (
    archive_aliases,
    archive_names,
    archives,
    unit_keys,
    unit_log,
    units,
)
from archivist.storage.tables.collecting import import_runs, jobs, library_settings, watched_folders
from archivist.storage.tables.parts import UtcDateTime, Whole, Words, metadata
from archivist.storage.tables.sources import (
    creators,
    field_kinds,
    field_values,
    groups,
    kept_apart,
    periods,
    saved_searches,
    source_tags,
    sources,
    tags,
    templates,
)
from archivist.storage.tables.texts import (
    annotation_tags,
    files,
    marks,
    page_texts,
    pages,
    text_layers,
)
from archivist.storage.tables.upkeep import index_manifest, index_queue, library
from archivist.storage.tables.writing import manuscripts, sections

__all__ = [
    "UtcDateTime",
    "Whole",
    "Words",
    "annotation_tags",
    "archive_aliases",
    "archive_names",
    "archives",
    "creators",
    "field_kinds",
    "field_values",
    "files",
    "groups",
    "import_runs",
    "index_manifest",
    "index_queue",
    "jobs",
    "kept_apart",
    "library",
    "library_settings",
    "manuscripts",
    "marks",
    "metadata",
    "page_texts",
    "pages",
    "periods",
    "saved_searches",
    "sections",
    "source_tags",
    "sources",
    "tags",
    "templates",
    "text_layers",
    "unit_keys",
    "unit_log",
    "units",
    "watched_folders",
]
