"""Sources, and what they are sorted by: groups, tags, periods, fields of the user's own."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    UniqueConstraint,
    text,
)

from archivist.storage.tables.parts import (
    UtcDateTime,
    Words,
    date_columns,
    flag,
    link,
    many_words,
    moment,
    number,
    row_id,
    table,
    words,
)

_LIVE = text("binned IS NULL")
_NARROWED_BY = ("unread", "language", "kind", "first_year", "last_year", "title_folded")

groups = table("groups", row_id(), words("name"), number("position"), topic=("groups", "id"))
sources = table(
    # Small columns that lists filter and sort by stand first. The years and `date_key` are those
    # of the unit where `date` is empty; `unit_tree.refresh` keeps them so.
    "sources",
    row_id(),
    words("kind"),
    words("language"),
    link("unit_id", "units", nullable=True),
    link("group_id", "groups", nullable=True),
    flag("checked"),
    flag("unread"),
    Column("binned", UtcDateTime),
    *date_columns(),
    moment("created"),
    moment("modified"),
    *many_words("title_key", "title_folded", "sheets_key", "sheets_text", "sheets", "title"),
    flag("title_by_researcher"),
    words("subtitle"),
    words("container"),
    words("publisher"),
    words("place"),
    words("edition"),
    words("series"),
    words("volume"),
    words("issue"),
    words("pages"),
    words("total_pages"),
    words("genre"),
    words("number"),
    words("url"),
    words("accessed"),
    words("accessed_written"),
    words("doi"),
    words("authenticity"),
    words("medium"),
    words("note"),
    *many_words(
        "responsibility", "short_title", "translated_title", "microfilm", server_default=""
    ),
    link("run_id", "import_runs", nullable=True),
    # One index for each order of a list; the usual one has all that a list is narrowed by. Without
    # the bin: SQLite would take `binned IS NULL` for a condition that leaves a handful of rows.
    Index("ix_sources_by_title", "title_key", "id", *_NARROWED_BY, sqlite_where=_LIVE),
    Index("ix_sources_in_bin", "title_key", sqlite_where=text("binned IS NOT NULL")),
    Index(None, "kind", "title_key", sqlite_where=_LIVE),
    Index(None, "date_key", "title_key", sqlite_where=_LIVE),
    Index(None, "first_year", "last_year", sqlite_where=_LIVE),
    Index(None, "unit_id", "binned", "sheets_key", "title_key"),
    Index(None, "group_id", "binned", "title_key"),
    Index(None, "run_id", sqlite_where=text("run_id IS NOT NULL")),
    topic=("sources", "id"),
)
creators = table(
    "creators",
    row_id(),
    link("source_id", "sources", index=True),
    number("position"),
    words("role"),
    words("family"),
    words("given"),
    topic=("sources", "source_id"),
)
tags = table(
    "tags",
    row_id(),
    words("name"),
    Column("key", Words, nullable=False, unique=True),
    words("color"),
    topic=("tags", "id"),
)
source_tags = table(
    "source_tags",
    row_id(),
    link("source_id", "sources"),
    link("tag_id", "tags", index=True),
    UniqueConstraint("source_id", "tag_id"),
    topic=("sources", "source_id"),
)
periods = table(
    "periods",
    row_id(),
    words("name"),
    number("first_year"),
    number("last_year"),
    CheckConstraint("first_year <= last_year", name="years"),
    topic=("periods", "id"),
)
saved_searches = table(
    "saved_searches", row_id(), words("name"), words("query"), topic=("saved_searches", "id")
)


field_kinds = table(
    # Fields that the user made for his sources; `choices` is a JSON list.
    "field_kinds",
    row_id(),
    words("name"),
    Column("key", Words, nullable=False, unique=True),
    words("kind"),
    words("choices"),
    number("position"),
    CheckConstraint("kind IN ('text', 'number', 'date', 'choice')", name="kind"),
    topic=("field_kinds", "id"),
)
field_values = table(
    "field_values",
    row_id(),
    link("source_id", "sources"),
    link("field_id", "field_kinds", index=True),
    words("value"),
    UniqueConstraint("source_id", "field_id"),
    topic=("sources", "source_id"),
)
templates = table(
    # What a new source of a kind begins with; `body` is JSON.
    "templates",
    row_id(),
    *many_words("name", "kind", "body"),
    topic=("templates", "id"),
)
kept_apart = table(
    # Pairs of files that the user said are no duplicates of each other.
    "kept_apart",
    row_id(),
    *many_words("first_hash", "second_hash", "kind"),
    UniqueConstraint("first_hash", "second_hash", "kind"),
    topic=("kept_apart", "id"),
)
