"""Brings pictures of every kind to plain red, green and blue, or to shades of grey."""

from __future__ import annotations

from PIL import Image

_EIGHT_BITS = 255
_SIXTEEN_BITS = 65_535


def flat(image: Image.Image) -> Image.Image:
    """Return a picture in mode L or RGB: see-through parts white, deep shades brought to 8 bits."""
    if image.mode in {"L", "RGB"}:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    deep = image.convert("I").convert("F") if image.mode.startswith("I") else image
    brightest = deep.getextrema()[1]
    if not isinstance(brightest, float) or brightest <= _EIGHT_BITS:
        return deep.convert("L")
    full = _SIXTEEN_BITS if brightest <= _SIXTEEN_BITS and image.mode != "F" else brightest
    return deep.point(lambda shade: shade * (_EIGHT_BITS / full) + 0).convert("L")
