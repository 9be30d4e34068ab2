"""The desk of writing: manuscripts, their sections, and their export with citations."""

from __future__ import annotations

from archivist.services.writing.compiled import Compiled, Note, Said
from archivist.services.writing.desk import ListChoices, Part, Writing

__all__ = ["Compiled", "ListChoices", "Note", "Part", "Said", "Writing"]
