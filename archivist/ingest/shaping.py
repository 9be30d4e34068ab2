"""Turns, straightens and cuts pictures of pages as their shapes say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from archivist.ingest.mending import look_at
from archivist.ingest.reader import Picture

if TYPE_CHECKING:
    from archivist.library.page_shapes import PageShape

_COUNTERCLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def shaped(image: Image.Image, shape: PageShape) -> Image.Image:
    """Return what a shape shows of a picture, white where straightening leaves a corner."""
    if shape.rotation:
        image = image.transpose(_COUNTERCLOCKWISE[shape.rotation])
    if shape.skew:
        image = image.rotate(-shape.skew, Image.Resampling.BICUBIC, fillcolor="white")
    wide, high = image.size
    left, top = round(shape.left * wide), round(shape.top * high)
    box = (
        left,
        top,
        max(left + 1, round(shape.right * wide)),
        max(top + 1, round(shape.bottom * high)),
    )
    return image if box == (0, 0, wide, high) else image.crop(box)


def shaped_picture(picture: Picture, shape: PageShape) -> Picture:
    """Return what a shape shows of a drawn page."""
    found = shaped(_image(picture), shape)
    return Picture(
        width=found.width, height=found.height, rgb=found.tobytes(), stride=3 * found.width
    )


def skew_of(picture: Picture, shape: PageShape) -> float:
    """Return by how many degrees clockwise what a shape shows is to be swung to be straight."""
    slanted = shaped(_image(picture), replace(shape, skew=0.0))
    return -look_at(slanted.convert("L")).skew


def _image(picture: Picture) -> Image.Image:
    size = (picture.width, picture.height)
    return Image.frombuffer("RGB", size, picture.rgb, "raw", "RGB", picture.stride, 1)
