"""Annotations find their passage again in a better text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.annotations import anchor_at, find_quote, locate

TEXT = "В 1932 году хозяйства откочевали. Позднее хозяйства вернулись на прежние места."


def _anchor(quote: str, nth: int = 0):  # noqa: ANN202 - a test's shorthand
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return anchor_at(TEXT, start, start + len(quote))


def test_the_old_place_is_taken_while_it_holds() -> None:
    anchor = _anchor("хозяйства", 1)
    assert locate(anchor, TEXT) == (anchor.start, anchor.end)


def test_a_passage_that_moved_is_found_by_its_surroundings() -> None:
    anchor = _anchor("хозяйства", 1)
    better = "Лист 7. " + TEXT
    found = locate(anchor, better)
    assert found == (anchor.start + 8, anchor.end + 8)


def test_a_passage_broken_over_lines_is_found() -> None:
    anchor = _anchor("вернулись на прежние места")
    better = TEXT.replace("на прежние", "на\nпрежние")
    start, end = locate(anchor, better) or (0, 0)
    assert better[start:end] == "вернулись на\nпрежние места"


def test_a_corrected_reading_is_still_the_passage() -> None:
    anchor = _anchor("хозяйства откочевали")
    better = TEXT.replace("хозяйства откочевали", "хозяйства откочевалп", 1)
    start, end = locate(anchor, better) or (0, 0)
    assert better[start:end].startswith("хозяйства откочева")


def test_a_passage_that_is_gone_is_said_to_be_gone() -> None:
    assert locate(_anchor("прежние места"), "Something else entirely 12345.") is None


def test_a_quotation_is_found_whatever_its_spacing_and_case() -> None:
    start, end = find_quote(TEXT, "  позднее\nХОЗЯЙСТВА ") or (0, 0)
    assert TEXT[start:end] == "Позднее хозяйства"
    assert find_quote(TEXT, "нет такого") is None
    assert find_quote(TEXT, "   ") is None


def test_an_empty_passage_is_refused() -> None:
    with pytest.raises(ValueError, match="no passage"):
        anchor_at(TEXT, 5, 5)


@given(st.text(min_size=1, max_size=60), st.data())
def test_an_anchor_always_finds_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(anchor_at(text, start, end), text) == (start, end)


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.data())
def test_any_other_text_gives_a_place_inside_it_or_none(
    text: str, other: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = locate(anchor_at(text, start, end), other)
    assert found is None or 0 <= found[0] < found[1] <= len(other)
