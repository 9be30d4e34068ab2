"""Makers of what tests need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.paths import user_places

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places


def places_in(folder: Path) -> Places:
    """The folders of a user who lives in a test's own folder."""
    return replace(
        user_places(),
        settings=folder / "settings",
        cache=folder / "cache",
        logs=folder / "logs",
    )
