"""Archives and their units: funds, series, files."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
)

from archivist.storage.tables.parts import (
    Whole,
    date_columns,
    link,
    many_words,
    moment,
    number,
    row_id,
    table,
    words,
)

archives = table("archives", row_id(), words("sort_key"), topic=("archives", "id"))
archive_names = table(
    "archive_names",
    row_id(),
    link("archive_id", "archives", index=True),
    number("position"),
    words("language"),
    words("full"),
    words("abbreviation"),
    words("place"),
    words("country"),
    topic=("archives", "archive_id"),
)
archive_aliases = table(
    "archive_aliases",
    row_id(),
    link("archive_id", "archives", index=True),
    number("position"),
    words("alias"),
    topic=("archives", "archive_id"),
)
units = table(
    "units",
    row_id(),
    link("archive_id", "archives"),
    link("parent_id", "units", nullable=True),
    words("kind"),
    words("number"),
    words("number_key"),
    words("latin"),
    words("suffix"),
    words("volume"),
    words("label"),
    words("name"),
    *date_columns(),
    words("extent"),
    words("access_note"),
    *many_words("publication_note", "origin_key", "note", server_default=""),
    CheckConstraint("parent_id <> id", name="parent"),
    Index(None, "archive_id", "parent_id", "number_key"),
    Index(None, "parent_id"),
    topic=("units", "id"),
)
unit_keys = table(
    # Derived from the unit and those above it, worked out anew whenever one of them changes.
    "unit_keys",
    Column("unit_id", Whole, ForeignKey("units.id", ondelete="CASCADE"), primary_key=True),
    words("sort_key"),
    Column("first_year", Whole),
    Column("last_year", Whole),
    Column("date_key", Whole),
    Index(None, "sort_key", "unit_id", unique=True),
)
unit_log = table(
    # What was done about a unit in the reading room, one row a step.
    "unit_log",
    row_id(),
    link("unit_id", "units", index=True),
    words("state"),
    *many_words("day", "day_written"),
    words("note"),
    moment("created"),
    CheckConstraint(
        "state IN ('to_order', 'ordered', 'seen', 'nothing_found', 'to_copy', 'copied', 'refused')",
        name="state",
    ),
    topic=("unit_log", "unit_id"),
)
