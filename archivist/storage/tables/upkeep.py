"""The library itself, and the state of its index."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    Text,
)

from archivist.storage.tables.parts import (
    moment,
    table,
    words,
)

library = table(
    "library",
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    words("uuid"),
    moment("created"),
    words("program"),
)

index_queue = table(
    "index_queue",
    Column("ticket", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
)
index_queue.dialect_options["sqlite"]["autoincrement"] = True
index_manifest = table(
    "index_manifest",
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    words("body"),
)
