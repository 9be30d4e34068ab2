"""Reads ALTO 2, 3 and 4, the format of library scans, of eScriptorium and of Transkribus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.ingest.layer_building import (
    LayerBuilder,
    below,
    first,
    kind_of,
    number_in,
    text_of,
)
from archivist.library.layers import ReadLayers

if TYPE_CHECKING:
    from lxml.etree import _Element

    from archivist.ingest.layer_building import Place
    from archivist.library.layers import LayerPage

_HUNDRED = 100.0


def read_alto(root: _Element, name: str) -> ReadLayers:
    """Read the pages of an ALTO document."""
    programs = dict.fromkeys(text_of(found) for found in below(root, "softwareName"))
    pictures = [text_of(found) for found in below(root, "fileName")]
    sheets = list(below(root, "Page"))
    image = pictures[0] if pictures else ""
    return ReadLayers(
        name=name,
        who=", ".join(filter(None, programs)),
        made=text_of(first(root, "processingDateTime")),
        pages=tuple(
            # With several pages the one picture that is named is the whole document.
            _page(sheet, number, image if len(sheets) == 1 else "")
            for number, sheet in enumerate(sheets)
        ),
    )


def _page(sheet: _Element, number: int, image: str) -> LayerPage:
    building = LayerBuilder(number_in(sheet.get("WIDTH")), number_in(sheet.get("HEIGHT")))
    languages: dict[str, None] = {}
    for element in sheet.iter():
        kind = kind_of(element)
        if kind == "TextBlock":
            building.end_block()
        elif kind == "TextLine":
            building.end_line()
            _take_line(building, element)
        if language := element.get("LANG") or element.get("language"):
            languages[language] = None
    return building.page(image, number, "+".join(languages))


def _take_line(building: LayerBuilder, line: _Element) -> None:
    """Take the words of a line; a hyphen at its end belongs to the last one."""
    words = [one for one in line if kind_of(one) == "String"]
    hyphen = next((one.get("CONTENT") or "-" for one in line if kind_of(one) == "HYP"), "")
    for place, word in enumerate(words):
        text = word.get("CONTENT") or ""
        sure = _sureness(word.get("WC"))
        if place == len(words) - 1 and hyphen and not text.endswith(hyphen):
            text += "-" if hyphen == "\u00ad" else hyphen
        box = _place(word) or (_place(line) if len(words) == 1 else None)
        building.line(text, box, sure)


def _sureness(said: str | None) -> float | None:
    return None if said is None else min(1.0, max(0.0, number_in(said))) * _HUNDRED


def _place(element: _Element) -> Place | None:
    if element.get("HPOS") is None or element.get("WIDTH") is None:
        return None
    left, top = number_in(element.get("HPOS")), number_in(element.get("VPOS"))
    wide, high = number_in(element.get("WIDTH")), number_in(element.get("HEIGHT"))
    return left, top, left + wide, top + high
