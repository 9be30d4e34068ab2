"""How far a long job is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from archivist.services.progress import RECOGNISING

if TYPE_CHECKING:
    from archivist.gui.jobs import LongJob

_MINUTE = 60
_LONG = 90
"""So many minutes are told in hours."""


def how_far(job: LongJob) -> str:
    """Return "3 of 120, about 2 min left" or what is known of it."""
    if job.cancelling:
        return QCoreApplication.translate("Progress", "stopping…")
    progress = job.last
    if progress is None:
        return ""
    if not progress.total:
        return str(progress.done) if progress.done else progress.what
    far = QCoreApplication.translate("Progress", "%1 of %2")
    if progress.part == RECOGNISING:
        far = QCoreApplication.translate("Progress", "text recognised in %1 of %2")
    said = far.replace("%1", str(progress.done)).replace("%2", str(progress.total))
    if job.left is not None and progress.done < progress.total:
        said += ", " + time_left(job.left)
    return said


def time_left(seconds: float) -> str:
    """Return "about 2 min left", of a long time the hours."""
    if seconds < _MINUTE:
        return QCoreApplication.translate("Progress", "less than a minute left")
    minutes = round(seconds / _MINUTE)
    if minutes >= _LONG:
        hours = QCoreApplication.translate("Progress", "about %1 h left")
        return hours.replace("%1", str(round(minutes / _MINUTE)))
    return QCoreApplication.translate("Progress", "about %1 min left").replace("%1", str(minutes))
