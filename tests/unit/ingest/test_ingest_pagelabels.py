"""Names of pages: those of sheets are kept, those of programs are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.pagelabels import sensible


@pytest.mark.parametrize(
    "labels",
    [
        ["i", "ii", "iii", "1", "2"],
        ["345", "346", "347"],
        ["Cover", "1", "2"],
        ["л. 12", "л. 12об", "л. 13"],
        ["A-1", "A-2", "B-1"],
        ["", "iii", ""],
        ["Т. 2, с. 10", "Т. 2, с. 11"],
    ],
)
def test_names_that_say_something_are_kept(labels: list[str]) -> None:
    assert sensible(labels) == tuple(labels)


@pytest.mark.parametrize(
    "labels",
    [
        [],
        ["", ""],
        ["1", "2", "3"],
        ["1", "", "3"],
        ["Page 1", "Page 2", "Page 3"],
        ["scan_0001", "scan_0002"],
        ["0001.tif", "0002.tif", "x"],
        ["1", "1", "1", "2"],
        [f"{number}" for number in (*range(1, 9), *range(1, 9))],
        ["a very long name of a page indeed", "another very long name of a page", "3"],
    ],
)
def test_names_that_say_nothing_are_left_out(labels: list[str]) -> None:
    assert sensible(labels) == ()


def test_a_single_name_that_is_no_name_is_left_out_alone() -> None:
    assert sensible(["i", "ii\x00", "iii" * 9, "1", "2"]) == ("i", "", "", "1", "2")


@given(st.lists(st.text(max_size=20)))
def test_there_are_as_many_names_as_pages_or_none(labels: list[str]) -> None:
    assert len(sensible(labels)) in {0, len(labels)}
