"""What Alembic runs: the revisions, on the connection and in the transaction of its caller."""

from __future__ import annotations

from alembic import context

from archivist.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
