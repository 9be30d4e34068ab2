"""Finding: pages, sources, notes and sections that hold the words of a query."""

from archivist.services.searching.desk import Searching
from archivist.services.searching.hits import Filters, Hit, Results

__all__ = ["Filters", "Hit", "Results", "Searching"]
