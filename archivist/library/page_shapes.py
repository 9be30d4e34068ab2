"""How a sheet lies in the picture of its file: turned, straightened, cut out.

The original is never changed: a shape says how to look at it. Two pages may show two parts of one
picture. Places on a page are fractions of what is shown, from the top left corner.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.library.sources import WordBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.values import FileId, PageId, SourceId

FULL_TURN = 360
_QUARTER = 90
_HALF_TURN = 180


@dataclass(frozen=True, kw_only=True, slots=True)
class PageShape:
    """A look at a picture: turned clockwise by quarters, then by `skew` degrees, then cut.

    `left` to `bottom` are fractions of the turned picture, which keeps its size when it is
    straightened.
    """

    rotation: int = 0
    skew: float = 0.0
    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    @property
    def sideways(self) -> bool:
        """Whether width and height of the picture change places."""
        return self.rotation % _HALF_TURN != 0

    def turned(self, degrees: int) -> PageShape:
        """Return the shape of what is shown turned clockwise by quarters, cut as it is."""
        shape = self
        for _ in range(degrees % FULL_TURN // _QUARTER):
            shape = replace(
                shape,
                rotation=(shape.rotation + _QUARTER) % FULL_TURN,
                left=1 - shape.bottom,
                top=shape.left,
                right=1 - shape.top,
                bottom=shape.right,
            )
        return shape

    def cut(self, left: float, top: float, right: float, bottom: float) -> PageShape:
        """Return the shape of a part of what is shown."""
        width, height = self.right - self.left, self.bottom - self.top
        return replace(
            self,
            left=self.left + width * left,
            top=self.top + height * top,
            right=self.left + width * right,
            bottom=self.top + height * bottom,
        )

    def uncut(self) -> PageShape:
        """Return the shape of the whole picture, turned and straightened as it is."""
        return PageShape(rotation=self.rotation, skew=self.skew)


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPage:
    """A page as a sheet of its file.

    `width` and `height` are those of what is shown, in pixels. `taken` is when the photograph was
    made, "" when that is not known; `name` is that of its file.
    """

    id: PageId
    source_id: SourceId
    file_id: FileId
    index: int
    number: int
    label: str
    shape: PageShape
    continues: bool
    skipped: bool
    width: float
    height: float
    taken: str
    name: str


def picture_size(shape: PageShape, width: float, height: float) -> tuple[float, float]:
    """Return the size of the whole picture, given the size of what a shape shows of it."""
    whole = (width / (shape.right - shape.left), height / (shape.bottom - shape.top))
    return (whole[1], whole[0]) if shape.sideways else whole


def shown_size(shape: PageShape, size: tuple[float, float]) -> tuple[float, float]:
    """Return the size of what a shape shows of a picture of that size."""
    width, height = (size[1], size[0]) if shape.sideways else size
    return width * (shape.right - shape.left), height * (shape.bottom - shape.top)


def moved(
    place: tuple[float, float], old: PageShape, new: PageShape, size: tuple[float, float]
) -> tuple[float, float]:
    """Return where a place on a page of one shape is on a page of another.

    `size` is that of the picture; the place may be outside of the page then.
    """
    x = old.left + place[0] * (old.right - old.left)
    y = old.top + place[1] * (old.bottom - old.top)
    x, y = _swung(x, y, -old.skew, old, size)
    x, y = _turned(x, y, -old.rotation)
    x, y = _turned(x, y, new.rotation)
    x, y = _swung(x, y, new.skew, new, size)
    return (x - new.left) / (new.right - new.left), (y - new.top) / (new.bottom - new.top)


def moved_box(
    box: tuple[float, float, float, float],
    old: PageShape,
    new: PageShape,
    size: tuple[float, float],
) -> tuple[float, float, float, float] | None:
    """Return a box (left, top, right, bottom) likewise, None when its middle is not shown."""
    x, y = moved(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), old, new, size)
    if not (0 <= x < 1 and 0 <= y < 1):
        return None
    wide, high = shown_size(old, size)
    across, down = (box[2] - box[0]) * wide, (box[3] - box[1]) * high
    if (old.rotation - new.rotation) % _HALF_TURN:
        across, down = down, across
    wide, high = shown_size(new, size)
    across, down = across / wide / 2, down / high / 2
    return max(0.0, x - across), max(0.0, y - down), min(1.0, x + across), min(1.0, y + down)


def reshaped_text(
    text: str,
    boxes: Sequence[WordBox],
    shapes: tuple[PageShape, PageShape],
    size: tuple[float, float],
) -> tuple[str, tuple[WordBox, ...]]:
    """Return the words of a page (with their boxes) that another shape of it shows.

    A text of which no word has a place stays as it is.
    """
    if not boxes:
        return text, ()
    places = {box.start: box for box in boxes}
    found, placed = "", []
    end, shown = 0, True
    gap = ""
    for word in re.finditer(r"\S+", text):
        gap += text[end : word.start()]
        end = word.end()
        box = next((places[at] for at in range(*word.span()) if at in places), None)
        at = moved_box((box.left, box.top, box.right, box.bottom), *shapes, size) if box else None
        shown = at is not None if box else shown
        if not shown:
            continue
        found += (gap if found else "") + word[0]
        gap = ""
        if at:
            start = len(found) - len(word[0])
            placed.append(
                WordBox(
                    start=start, end=len(found), left=at[0], top=at[1], right=at[2], bottom=at[3]
                )
            )
    return found, tuple(placed)


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    for _ in range(degrees % FULL_TURN // _QUARTER):
        x, y = 1 - y, x
    return x, y


def _swung(
    x: float, y: float, degrees: float, shape: PageShape, size: tuple[float, float]
) -> tuple[float, float]:
    """Swing a place of a turned picture clockwise around its middle."""
    if not degrees:
        return x, y
    wide, high = (size[1], size[0]) if shape.sideways else size
    across, down = (x - 0.5) * wide, (y - 0.5) * high
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (
        0.5 + (across * cosine - down * sine) / wide,
        0.5 + (across * sine + down * cosine) / high,
    )
