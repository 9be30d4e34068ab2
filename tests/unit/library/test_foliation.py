"""Foliation: numbering the photographs of a file, and what is missing among them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.library.foliation import Flaw, Foliation, Shot, Sides, foliate, remarks_on
from archivist.library.references import Sheet

_SHOT = Shot()


def _labels(foliation: Foliation, *shots: Shot) -> str:
    return " ".join(label or "-" for label in foliate(shots, foliation))


def _shots(labels: str) -> list[Shot]:
    return [Shot(label="" if label == "-" else label) for label in labels.split()]


@pytest.mark.parametrize(
    ("foliation", "count", "labels"),
    [
        (Foliation(start=Sheet(number="12")), 3, "12 13 14"),
        (Foliation(start=Sheet(number="12а")), 3, "12а 13 14"),
        (Foliation(start=Sheet(number="12"), sides=Sides.BOTH), 4, "12 12об 13 13об"),
        (Foliation(start=Sheet(number="12", verso=True), sides=Sides.BOTH), 3, "12об 13 13об"),
        (Foliation(start=Sheet(number="12а"), sides=Sides.BOTH), 3, "12а 12аоб 13"),
        (Foliation(start=Sheet(number="1"), sides=Sides.OPENINGS), 3, "1 1об–2 2об–3"),
        (Foliation(start=Sheet(number="1"), step=2), 3, "1 3 5"),
        (Foliation(start=Sheet(number="14"), omitted=frozenset({15, 16})), 3, "14 17 18"),
    ],
)
def test_photographs_are_numbered(foliation: Foliation, count: int, labels: str) -> None:
    assert _labels(foliation, *[_SHOT] * count) == labels


def test_what_shows_no_sheet_and_what_shows_the_same_again_is_not_counted() -> None:
    shots = [Shot(skipped=True), _SHOT, Shot(continues=True), Shot(skipped=True), _SHOT]

    assert _labels(Foliation(start=Sheet(number="3")), *shots) == "- 3 3 - 4"


def test_counting_goes_on_from_a_label_that_is_known() -> None:
    shots = [_SHOT, Shot(label="3а"), _SHOT, Shot(label="20"), _SHOT]

    assert _labels(Foliation(start=Sheet(number="3")), *shots) == "3 3а 4 20 21"
    both = Foliation(start=Sheet(number="3"), sides=Sides.BOTH)
    assert _labels(both, *shots) == "3 3а 3аоб 20 20об"


def test_a_label_that_is_no_sheet_is_refused() -> None:
    with pytest.raises(ParseError):
        foliate([Shot(label="обложка")], Foliation(start=Sheet(number="1")))


@pytest.mark.parametrize(
    ("labels", "extent", "remarks"),
    [
        ("1 2 3", 0, []),
        ("1 2 5 9", 0, [(Flaw.MISSING, "3–4", ()), (Flaw.MISSING, "6–8", ())]),
        ("1 1об 2 2об 3 4 4об", 0, [(Flaw.MISSING, "3об", ())]),
        ("1 2 2 3", 0, [(Flaw.DOUBLED, "2", (1, 2))]),
        ("1 3 2", 0, [(Flaw.BACKWARDS, "2", (2,))]),
        ("1 2 3", 2, [(Flaw.BEYOND, "3", (2,))]),
        ("1 - 2", 0, [(Flaw.UNNUMBERED, "", (1,))]),
        ("1 1об–2 2об–3", 0, []),
        ("7 7а 8", 0, []),
        ("- -", 0, []),
    ],
)
def test_what_is_wrong_with_the_sheets_is_told(
    labels: str, extent: int, remarks: list[tuple[Flaw, str, tuple[int, ...]]]
) -> None:
    found = remarks_on(_shots(labels), extent)

    assert [(remark.flaw, remark.sheets, remark.shots) for remark in found] == remarks


@given(
    st.integers(1, 500),
    st.sampled_from(Sides),
    st.lists(st.sampled_from([_SHOT, Shot(skipped=True), Shot(continues=True)]), max_size=60),
)
def test_counted_sheets_have_no_flaws(start: int, sides: Sides, shots: list[Shot]) -> None:
    labels = foliate(shots, Foliation(start=Sheet(number=str(start)), sides=sides))
    shown = [replace(shot, label=label) for label, shot in zip(labels, shots, strict=True)]

    flaws = {remark.flaw for remark in remarks_on(shown)}

    assert not flaws & {Flaw.MISSING, Flaw.BACKWARDS, Flaw.BEYOND}
