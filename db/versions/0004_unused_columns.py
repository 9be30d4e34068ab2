"""Columns that nothing came to use are dropped, so that no later reader takes them for facts.

Likeness is kept for each page, templates leave no trace in a source, and a watched folder names
its place in words, for the place need not be there yet.
SQLite drops a column in place; only one that a foreign key names needs its table made anew.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = "id, path, pattern, options, seen, paused"
_STATEMENTS = (
    "ALTER TABLE files DROP COLUMN picture_key",
    "ALTER TABLE files DROP COLUMN text_key",
    "ALTER TABLE sources DROP COLUMN template",
    "DROP INDEX ix_watched_folders_unit_id",
    "ALTER TABLE watched_folders RENAME TO watched_before",
    """CREATE TABLE watched_folders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    pattern TEXT NOT NULL,
    options TEXT NOT NULL,
    seen TEXT NOT NULL,
    paused BOOLEAN NOT NULL
)""",
    f"INSERT INTO watched_folders ({_KEPT}) SELECT {_KEPT} FROM watched_before",
    "DROP TABLE watched_before",
)


def upgrade() -> None:
    """Drop the columns."""
    for statement in _STATEMENTS:
        op.execute(statement)
