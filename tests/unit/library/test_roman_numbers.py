"""Roman numbers of front pages and sheets."""

from __future__ import annotations

import pytest

from archivist.library.foliation import Flaw, Foliation, Shot, Sides, foliate, remarks_on
from archivist.library.references import Sheet
from archivist.library.roman_numbers import roman_number, roman_value


def test_a_number_is_read_as_it_was_written() -> None:
    assert [roman_value(roman_number(value)) for value in range(1, 400)] == list(range(1, 400))
    assert roman_value("XIV") == 14
    assert [roman_value(text) for text in ("iiii", "vx", "12", "xx а", "")] == [0] * 5


def test_front_pages_lie_in_order_and_before_the_others() -> None:
    labels = [*map(roman_number, range(1, 13)), "1", "2"]
    assert remarks_on([Shot(label=label) for label in labels]) == ()
    flaws = [remark.flaw for remark in remarks_on([Shot(label=one) for one in ("x", "ix")])]
    assert flaws == [Flaw.BACKWARDS]


@pytest.mark.parametrize(
    ("start", "sides", "labels"),
    [
        (Sheet(number="VIII"), Sides.RECTO, ("VIII", "IX", "X")),
        (Sheet(number="iii"), Sides.BOTH, ("iii", "iiiоб", "iv")),
    ],
)
def test_counting_goes_on_in_roman_numbers(
    start: Sheet, sides: Sides, labels: tuple[str, ...]
) -> None:
    assert foliate([Shot()] * 3, Foliation(start=start, sides=sides)) == labels
