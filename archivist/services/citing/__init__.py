"""The desk of citing: sources as a style prints them, and lists of references."""

from __future__ import annotations

from archivist.services.citing.desk import Citing, Entry, StyleInfo

__all__ = ["Citing", "Entry", "StyleInfo"]
