"""Facts that citing needs: statements of responsibility, short and translated titles, reels, lists.

A manuscript keeps how its list of references is made (`list_form`, JSON; "" for the usual way).
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns, empty."""
    for name in ("responsibility", "short_title", "translated_title", "microfilm"):
        op.execute(f"ALTER TABLE sources ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE manuscripts ADD COLUMN list_form TEXT NOT NULL DEFAULT ''")
