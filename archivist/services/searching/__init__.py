"""Finding: pages, sources, notes and sections that hold the words of a query."""

from archivist.services.searching.desk import Searching
from archivist.services.searching.explaining import Explained
from archivist.services.searching.exporting import TableWords, write_concordance, write_counts
from archivist.services.searching.facets import Facets, FacetValue
from archivist.services.searching.filters import Filters
from archivist.services.searching.finding import Order, Part
from archivist.services.searching.hits import Hit, Marks, Results
from archivist.services.searching.lines import (
    Concordance,
    Frequency,
    Gathered,
    Line,
    LineGroups,
    LineOrder,
    LineSource,
    grouped_lines,
)
from archivist.services.searching.onward import Spot, Trail
from archivist.services.searching.query_form import QueryForm, form_of, kind_named, written
from archivist.services.searching.saving import as_query

__all__ = [
    "Concordance",
    "Explained",
    "FacetValue",
    "Facets",
    "Filters",
    "Frequency",
    "Gathered",
    "Hit",
    "Line",
    "LineGroups",
    "LineOrder",
    "LineSource",
    "Marks",
    "Order",
    "Part",
    "QueryForm",
    "Results",
    "Searching",
    "Spot",
    "TableWords",
    "Trail",
    "as_query",
    "form_of",
    "grouped_lines",
    "kind_named",
    "write_concordance",
    "write_counts",
    "written",
]
