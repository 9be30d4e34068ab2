"""The desk of writing: manuscripts, their sections, and their export with citations."""

from __future__ import annotations

from archivist.services.writing.compiling import Compiled
from archivist.services.writing.desk import Part, Writing

__all__ = ["Compiled", "Part", "Writing"]
