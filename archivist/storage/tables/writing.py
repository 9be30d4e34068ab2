"""Manuscripts and their sections."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
)

from archivist.storage.tables.parts import (
    link,
    moment,
    number,
    row_id,
    table,
    words,
)

manuscripts = table(
    "manuscripts",
    row_id(),
    words("title"),
    words("style"),
    words("language"),
    moment("created"),
    moment("modified"),
    words("list_form", server_default=""),
    topic=("manuscripts", "id"),
)
sections = table(
    "sections",
    row_id(),
    link("manuscript_id", "manuscripts", index=True),
    link("parent_id", "sections", nullable=True, index=True),
    number("position"),
    words("title"),
    words("text"),
    CheckConstraint("parent_id <> id", name="parent"),
    topic=("sections", "id"),
)
