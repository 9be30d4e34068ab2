"""What all tests share: folders of their own, and a library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from factories import places_in
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# a clock on the wall fails tests where the machine has other things to do
settings.register_profile("archivist", deadline=None)
settings.load_profile("archivist")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "user")


@pytest.fixture
def workspace(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    # Not at the top: most tests need no library, and it loads every engine.
    from archivist.services.workspace import make_library  # noqa: PLC0415

    library = make_library(tmp_path / "library", places)
    yield library
    library.close()
