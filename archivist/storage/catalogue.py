"""The catalogue: sources, the files and pages they consist of, and how they are found."""

from __future__ import annotations

from archivist.storage.catalogue_finding import CatalogueFinding, CatalogueRow, HitPlace
from archivist.storage.pages import Pages
from archivist.storage.source_shelf import SourceShelf

__all__ = ["Catalogue", "CatalogueRow", "HitPlace"]


class Catalogue(CatalogueFinding, SourceShelf, Pages):
    """The whole catalogue of one transaction."""
