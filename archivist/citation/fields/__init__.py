"""Sources as JSON tells them: fields by name and CSL-JSON, in and out."""

from __future__ import annotations

from archivist.citation.fields.reading import read_citable

__all__ = ["read_citable"]
