"""Following a list of hits through a real library, keeping a search, rebuilding in parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.library.records import Record, RecordKind
from archivist.library.values import parse_date
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.searching import Filters, Order, Part, Trail, as_query

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.services.workspace import Workspace

TEXTS = {
    "a": ("1993", "Граница. " + "Лес и поле, река и степь. " * 20),
    "b": ("1991", "Граница, граница и снова граница."),
    "c": ("1992", "О границе сказано дважды: граница. Лес."),
    "d": ("1990", "Ничего."),
}


@pytest.fixture
def library(workspace: Workspace, tmp_path: Path) -> Workspace:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, (_, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = finish(workspace.collecting.import_files([folder], ImportOptions(ocr="off")))
    for file in report.files:
        assert file.source_id is not None
        source = workspace.sources.get(file.source_id)
        date = parse_date(TEXTS[file.path.stem][0])
        record = Record(kind=RecordKind.BOOK, title=file.path.stem, date=date)
        workspace.sources.save(replace(source, record=record))
    finish(workspace.searching.update())
    return workspace


def walked(library: Workspace, trail: Trail, way: int) -> str:
    """Return the titles of the sources that are come to, from the first in the list on."""
    part = Part(limit=100, order=trail.order)
    hits = library.searching.find(trail.query, trail.filters, part).hits
    at = first = _source(hits[0].source_id)
    titles = []
    while True:
        titles.append(library.sources.get(at).record.title)
        spot = library.searching.beyond(trail, at, way)
        if spot is None or spot.source_id in {None, first}:
            return "".join(titles)
        at = _source(spot.source_id)


def _source(found: SourceId | None) -> SourceId:
    assert found is not None
    return found


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("filters", [Filters(), Filters(from_year=1992)])
def test_the_hits_go_on_as_they_are_listed(
    library: Workspace, order: Order, filters: Filters
) -> None:
    trail = Trail(query="граница", filters=filters, order=order)
    hits = library.searching.find("граница", filters, Part(limit=100, order=order)).hits
    listed = "".join(dict.fromkeys(hit.source for hit in hits))
    assert walked(library, trail, 1) == listed
    assert walked(library, trail, -1) == listed[0] + listed[:0:-1]
    assert set(listed) == ({"a", "b", "c"} if filters == Filters() else {"a", "c"})


def test_by_date_the_oldest_comes_first(library: Workspace) -> None:
    assert walked(library, Trail(query="граница", order=Order.DATE), 1) == "bca"


def test_what_may_have_been_meant_is_a_word_of_the_library(library: Workspace) -> None:
    assert library.searching.meant("гранмца лес") == "граница лес"
    assert library.searching.meant("граница") == ""


@pytest.mark.parametrize("query", ["граница", "граница OR лес", '"граница и"', "лес -река"])
def test_a_search_that_is_kept_finds_what_it_found_under_its_filters(
    library: Workspace, query: str
) -> None:
    kinds = (RecordKind.BOOK, RecordKind.LAW)
    filters = Filters(from_year=1991, to_year=1992, kinds=kinds)
    kept = as_query(query, filters)
    found, wanted = (
        {hit.source for hit in library.searching.find(*asked).hits}
        for asked in ((kept, Filters()), (query, filters))
    )
    assert found == wanted
    assert library.searching.totals([kept, "("]) == {kept: library.searching.find(kept).total}


def test_a_rebuild_that_was_stopped_goes_on_and_finds_meanwhile(library: Workspace) -> None:
    searching = library.searching
    before = searching.find("граница").total
    steps = searching.rebuild()
    next(steps)
    steps.close()
    waiting = searching.waiting()
    assert waiting > 0
    assert searching.find("граница").total == before
    assert finish(searching.rebuild()) == waiting
    assert searching.waiting() == 0
    assert finish(searching.rebuild()) == waiting
