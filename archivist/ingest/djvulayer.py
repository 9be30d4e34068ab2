"""Reads the text layer of DjVu pages, as djvutxt writes it out: zones within zones.

(page 0 0 2480 3508 (line 300 3000 900 3060 (word 300 3000 500 3060 "Протокол") ...))
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.library.boxes import PackedBoxes
from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(rb'\(|\)|"(?:[^"\\]|\\.)*"|[^\s()"]+', re.S)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_LETTERS = {b"n": b"\n", b"t": b"\t", b"r": b"\n", b"f": b" ", b"v": b" ", b"a": b"", b"b": b""}
_PARAGRAPHS = frozenset((b"para", b"region", b"column"))
_ZONE = 5
_BYTE = 0xFF


@dataclass(slots=True)
class Layer:
    """The text of a page; the boxes of its words are in the page's own units."""

    width: int = 0
    height: int = 0
    text: str = ""
    words: list[tuple[int, int, tuple[int, int, int, int]]] = field(default_factory=list)

    def boxes(self, width: int, height: int, turns: int) -> PackedBoxes:
        """Return the boxes as fractions of a page, which is `turns` quarters turned to the left."""
        wide, high = float(width or self.width or 1), float(height or self.height or 1)
        boxes = []
        for start, end, (left, bottom, right, top) in self.words:
            box = (left / wide, 1 - top / high, right / wide, 1 - bottom / high)
            for _ in range(turns % 4):
                box = (box[1], 1 - box[2], box[3], 1 - box[0])
            placed = [min(1.0, max(0.0, each)) for each in box]
            sides = dict(zip(("left", "top", "right", "bottom"), placed, strict=True))
            boxes.append(WordBox(start=start, end=end, **sides))
        return PackedBoxes.of(boxes, self.text)


def layers(written: bytes) -> Iterator[Layer]:
    """Yield the layers of pages one after the other; one without text is empty."""
    stack: list[list[bytes]] = []
    page = _Page()
    for token in _TOKEN.findall(written):
        if token == b"(":
            stack.append([])
        elif token == b")":
            if not stack:
                continue
            stack.pop()
            if not stack:
                yield page.layer
                page = _Page()
        elif stack:
            stack[-1].append(token)
            page.take(stack[-1], token)


class _Page:
    """Gathers the zones of one page into text."""

    def __init__(self) -> None:
        self.layer = Layer()
        self._between = ""

    def take(self, zone: list[bytes], token: bytes) -> None:
        """Take what was written last in a zone."""
        if len(zone) == 1:
            if token == b"line":
                self._wait("\n")
            elif token in _PARAGRAPHS:
                self._wait("\n\n")
            elif token == b"word":
                self._wait(" ")
        elif token.startswith(b'"'):
            self._add(_unquoted(token), _box(zone))
        elif len(zone) == _ZONE and zone[0] == b"page":
            _, _, self.layer.width, self.layer.height = _box(zone) or (0, 0, 0, 0)

    def _wait(self, between: str) -> None:
        self._between = max(self._between, between, key=("", " ", "\n", "\n\n").index)

    def _add(self, text: str, box: tuple[int, int, int, int] | None) -> None:
        if not text:
            return
        layer = self.layer
        if layer.text:
            layer.text += self._between
        self._between = ""
        if box and "\n" not in text:
            layer.words.append((len(layer.text), len(layer.text) + len(text), box))
        layer.text += text


def _box(zone: list[bytes]) -> tuple[int, int, int, int] | None:
    try:
        left, bottom, right, top = map(int, zone[1:_ZONE])
    except ValueError:
        return None
    return left, bottom, right, top


def _unquoted(token: bytes) -> str:
    def letter(escaped: re.Match[bytes]) -> bytes:
        sign = escaped[1]
        return bytes((int(sign, 8) & _BYTE,)) if sign.isdigit() else _LETTERS.get(sign, sign)

    text = _ESCAPE.sub(letter, token[1:-1]).decode("utf-8", "replace")
    return re.sub(r"[\x00-\x08\x0b-\x1f]", " ", text).strip()
