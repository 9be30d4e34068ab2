"""How far a long job is, in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from archivist.gui.jobs import LongJob

_MINUTE = 60
_SURE = 3
"""Seconds before a guess of the time left is worth saying."""


def how_far(job: LongJob) -> str:
    """Return "3 of 120, about 2 min left" or what is known of it."""
    if job.cancelling:
        return QCoreApplication.translate("Progress", "stopping…")
    progress = job.last
    if progress is None:
        return ""
    if not progress.total:
        return str(progress.done) if progress.done else progress.what
    said = (
        QCoreApplication.translate("Progress", "%1 of %2")
        .replace("%1", str(progress.done))
        .replace("%2", str(progress.total))
    )
    passed = time.monotonic() - job.started
    if progress.done and passed > _SURE and progress.done < progress.total:
        left = passed / progress.done * (progress.total - progress.done)
        said += ", " + time_left(left)
    return said


def time_left(seconds: float) -> str:
    """Return "about 2 min left"."""
    if seconds < _MINUTE:
        return QCoreApplication.translate("Progress", "less than a minute left")
    return QCoreApplication.translate("Progress", "about %1 min left").replace(
        "%1", str(round(seconds / _MINUTE))
    )
