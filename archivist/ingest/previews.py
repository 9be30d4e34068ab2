"""The small previews that cameras put into photographs: drawn in a hundredth of the time."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, UnidentifiedImageError

if TYPE_CHECKING:
    from pathlib import Path

_BEFORE_TIFF = 6
"""Bytes of “Exif” before what all its offsets count from."""

_AS_LONG = 0.02
"""So much may the proportions differ: one with black bars, or of the uncut picture, is none."""

_FAULTS = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
    *(struct.error, RuntimeError, UnidentifiedImageError, Image.DecompressionBombError),
)


def preview(path: Path, opened: Image.Image, width: int) -> Image.Image | None:
    """Return the preview of an opened photograph, if it shows all of it at least `width` wide.

    It lies as the photograph does: a JPEG's orientation is that of its preview too.
    """
    try:
        small = _of_jpeg(opened) if opened.format == "JPEG" else _of_heif(path, opened)
        if small is None or small.width < width or small.height < 1:
            return None
        small.load()
    except _FAULTS:
        return None
    wanted = opened.width / opened.height
    return small if abs(small.width / small.height / wanted - 1) <= _AS_LONG else None


def _of_jpeg(opened: Image.Image) -> Image.Image | None:
    exif = opened.getexif()
    told = exif.get_ifd(ExifTags.IFD.IFD1)
    start = told.get(ExifTags.Base.JpegIFOffset)
    length = told.get(ExifTags.Base.JpegIFByteCount)
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length <= 0:
        return None
    block = opened.info["exif"][_BEFORE_TIFF:]
    small = Image.open(BytesIO(block[start : start + length]), formats=("JPEG",))
    small.getexif()[ExifTags.Base.Orientation] = exif.get(ExifTags.Base.Orientation, 1)
    return small


def _of_heif(path: Path, opened: Image.Image) -> Image.Image | None:
    if opened.format != "HEIF":
        return None
    import pillow_heif  # noqa: PLC0415 - seldom needed

    heif = pillow_heif.open_heif(path)
    image = heif[heif.primary_index]
    return image.get_thumbnail(0).to_pillow() if image.info.get("thumbnails") else None
