"""Reads PAGE XML, the format of Transkribus and eScriptorium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.ingest.layer_building import (
    LayerBuilder,
    below,
    first,
    kind_of,
    number_in,
    place_around,
    text_of,
)
from archivist.library.layers import ReadLayers

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archivist.ingest.layer_building import Place
    from archivist.library.layers import LayerPage

_BY_HAND = frozenset(("GT", "FINAL", "DONE"))
"""What Transkribus calls pages that a person has gone through."""

_HUNDRED = 100.0


def read_page_xml(root: _Element, name: str) -> ReadLayers:
    """Read the page, or pages, of a PAGE document."""
    status = first(root, "TranskribusMetadata")
    return ReadLayers(
        name=name,
        who=text_of(first(root, "Creator")),
        made=text_of(first(root, "LastChange")) or text_of(first(root, "Created")),
        by_hand=status is not None and status.get("status") in _BY_HAND,
        pages=tuple(_page(sheet, number) for number, sheet in enumerate(below(root, "Page"))),
    )


def _page(sheet: _Element, number: int) -> LayerPage:
    building = LayerBuilder(number_in(sheet.get("imageWidth")), number_in(sheet.get("imageHeight")))
    for region in _in_order(sheet):
        building.end_block()
        for line in region:
            if kind_of(line) == "TextLine":
                building.end_line()
                _take_line(building, line)
    language = sheet.get("primaryLanguage") or ""
    return building.page(sheet.get("imageFilename") or "", number, language)


def _in_order(sheet: _Element) -> list[_Element]:
    """Return the regions of text in the order of reading, those without a place in it last."""
    regions = list(below(sheet, "TextRegion"))
    order = {
        reference.get("regionRef"): place
        for place, reference in enumerate(below(sheet, "RegionRefIndexed", "RegionRef"))
    }
    return sorted(regions, key=lambda region: order.get(region.get("id"), len(order)))


def _take_line(building: LayerBuilder, line: _Element) -> None:
    """Take a line: its words where they make up its text, else its text alone."""
    words = [one for one in line if kind_of(one) == "Word"]
    texts = [_said(word)[0] for word in words]
    text, sure = _said(line)
    if words and (not text or text.split() == " ".join(texts).split()):
        for word, said in zip(words, texts, strict=True):
            building.line(said, _place(word), _said(word)[1])
    else:
        building.line(text, _place(line), sure)


def _said(element: _Element) -> tuple[str, float | None]:
    """Return the text of a line or a word, the first of several, and how sure of it one is."""
    texts = [one for one in element if kind_of(one) == "TextEquiv"]
    if not texts:
        return "", None
    best = min(texts, key=lambda one: number_in(one.get("index")))
    sure = best.get("conf")
    said = first(best, "Unicode")
    return text_of(said), None if sure is None else min(1.0, number_in(sure)) * _HUNDRED


def _place(element: _Element) -> Place | None:
    shape = next((one for one in element if kind_of(one) == "Coords"), None)
    if shape is None:
        return None
    points = shape.get("points") or " ".join(
        f"{one.get('x')},{one.get('y')}" for one in shape if kind_of(one) == "Point"
    )
    return place_around(points)
