"""What is asked to come in: runs, their jobs, watched folders; and what a library remembers."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, Index, Text, text

from archivist.storage.tables.parts import (
    UtcDateTime,
    flag,
    link,
    many_words,
    moment,
    number,
    row_id,
    table,
    words,
)

import_runs = table(
    # One import asked for by the user; `options` is JSON.
    "import_runs",
    row_id(),
    moment("started"),
    Column("ended", UtcDateTime),
    *many_words("what", "options"),
    Column("undone", UtcDateTime),
    topic=("import_runs", "id"),
)
jobs = table(
    # The queue: a file to bring in, or a page or source to recognise. No change of the library by
    # itself, so it is not undone, and forgets what is removed.
    "jobs",
    row_id(),
    link("run_id", "import_runs", nullable=True),
    words("kind"),
    *many_words("path", "name"),
    number("size", default=0),
    Column("modified", Float, nullable=False, default=0.0),
    *(
        link(name, target, nullable=True, ondelete="SET NULL")
        for name, target in (
            ("unit_id", "units"),
            ("source_id", "sources"),
            ("file_id", "files"),
            ("page_id", "pages"),
        )
    ),
    words("options"),
    *many_words("state", "outcome", "reason"),
    number("attempts", default=0),
    number("done_pages", default=0),
    number("pages", default=0),
    moment("created"),
    moment("changed"),
    CheckConstraint("kind IN ('import', 'ocr')", name="kind"),
    CheckConstraint("state IN ('waiting', 'working', 'done', 'failed', 'cancelled')", name="state"),
    Index(None, "state", "id"),
    Index(None, "run_id"),
    # What is removed is looked for here.
    *(
        Index(None, name, sqlite_where=text(f"{name} IS NOT NULL"))
        for name in ("unit_id", "source_id", "file_id", "page_id")
    ),
)
watched_folders = table(
    # `seen` is the JSON of what was found there last.
    "watched_folders",
    row_id(),
    *many_words("path", "pattern", "options", "seen"),
    flag("paused"),
    topic=("watched_folders", "id"),
)
library_settings = table(
    # A table with a rowid of its own, by which undo knows the rows.
    "library_settings",
    Column("key", Text, primary_key=True),
    words("value"),
    topic=("library_settings", "rowid"),
)
