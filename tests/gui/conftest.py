"""A dressed application, jobs that end with their test, and a desk over a real library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archivist.gui import theme, translation
from archivist.gui.jobs import Jobs
from archivist.gui.messages import Desk, Preferences
from archivist.paths import user_places
from archivist.settings import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from archivist.paths import Places
    from archivist.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Icons, style and words as in the program, once; every test begins in the light."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - after the platform was chosen

    if not qapp.property("dressed"):
        qapp.setProperty("dressed", True)
        resources = user_places().resources
        theme.install(qapp, resources)
        translation.install(qapp, resources / "i18n", QLocale("en"))
    theme.use(qapp, Theme.LIGHT)
    yield
    qapp.clipboard().clear()  # offscreen, what Python put there outlives Python: a crash at the end


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    lanes = Jobs(qapp)
    yield lanes
    lanes.close()
    lanes.deleteLater()


@pytest.fixture
def preferences(places: Places) -> Preferences:
    return Preferences(places)


@pytest.fixture
def desk(workspace: Workspace, jobs: Jobs, preferences: Preferences) -> Desk:
    return Desk(workspace, jobs, preferences)
