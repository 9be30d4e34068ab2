"""Reads hOCR: a web page whose elements say in `title` where on the picture they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.ingest.layer_building import LayerBuilder, kind_of, text_of
from archivist.library.layers import ReadLayers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from archivist.ingest.layer_building import Place
    from archivist.library.layers import LayerPage

_BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_IMAGE = re.compile(r"""\bimage\s+(?:"([^"]*)"|'([^']*)'|([^;]+))""")
_SURE = re.compile(r"\bx_wconf\s+(\d+(?:\.\d+)?)")
_LINES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"))
_BLOCKS = frozenset(("ocr_par", "ocr_carea", "ocrx_block"))
_WORDS = frozenset(("ocrx_word", "ocr_word"))


def read_hocr(root: _Element, name: str) -> ReadLayers:
    """Read the pages of an hOCR document."""
    system = ""
    for meta in root.iter():
        if kind_of(meta) == "meta" and meta.get("name") == "ocr-system":
            system = meta.get("content") or ""
    sheets = [element for element in root.iter() if "ocr_page" in _classes(element)]
    pages = tuple(_page(sheet, number) for number, sheet in enumerate(sheets))
    return ReadLayers(name=name, who=system.strip(), pages=pages)


def _page(sheet: _Element, number: int) -> LayerPage:
    title = sheet.get("title") or ""
    place = _place(title) or (0.0, 0.0, 0.0, 0.0)
    building = LayerBuilder(place[2], place[3])
    languages: dict[str, None] = {}
    for kind, element in _walk(sheet):
        if kind == "block":
            building.end_block()
        elif kind == "line":
            building.end_line()
            if not any(_WORDS & _classes(one) for one in element.iter()):
                building.line(text_of(element), _place(element.get("title") or ""))
        else:
            told = element.get("title") or ""
            sure = _SURE.search(told)
            building.word(text_of(element), _place(told), float(sure[1]) if sure else None)
        if language := element.get("lang"):
            languages[language] = None
    image = _IMAGE.search(title)
    named = next(filter(None, image.groups()), "").strip() if image else ""
    return building.page(named, number, "+".join(languages))


def _walk(sheet: _Element) -> Iterator[tuple[str, _Element]]:
    for element in sheet.iter():
        classes = _classes(element)
        if classes & _BLOCKS:
            yield "block", element
        elif classes & _LINES:
            yield "line", element
        elif classes & _WORDS:
            yield "word", element


def _classes(element: _Element) -> set[str]:
    return set((element.get("class") or "").split())


def _place(title: str) -> Place | None:
    found = _BOX.search(title)
    if found is None:
        return None
    left, top, right, bottom = map(float, found.groups())
    return left, top, right, bottom
