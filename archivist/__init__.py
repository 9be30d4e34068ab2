"""Archivist, a desktop archival research assistant."""

__version__ = "0.1.0"
