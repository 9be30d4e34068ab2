"""Reads pictures: photographs and scans, a TIFF with as many pages as it has frames."""

from __future__ import annotations

import os
import re
import struct
import warnings
from datetime import date, time
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from archivist.errors import UnreadableFileError
from archivist.ingest.previews import preview
from archivist.ingest.reader import (
    AVIF,
    BMP,
    GIF,
    HEIC,
    JPEG,
    JPEG2000,
    PNG,
    TIFF,
    WEBP,
    Facts,
    Picture,
    ReadPage,
    recognised_page,
)
from archivist.ingest.shades import flat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.ingest.reader import Recognise

_FORMATS = {
    JPEG: "JPEG",
    PNG: "PNG",
    TIFF: "TIFF",
    WEBP: "WEBP",
    HEIC: "HEIF",
    AVIF: "AVIF",
    GIF: "GIF",
    BMP: "BMP",
    JPEG2000: "JPEG2000",
}
"""What Pillow calls the kinds."""

_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    RuntimeError,
)
"""What Pillow and libheif raise for damaged pictures."""

_LARGEST = 2 * 89_478_485
"""Pixels; what is larger is taken for a decompression bomb, as Pillow does."""

_MOST_DRAWN = 40_000_000
_GLIMPSE = 64
"""So narrow a picture, by which photographs are compared, is made of the camera's own preview."""

_TURNED = range(5, 9)
"""The values of the EXIF orientation that put a picture on its side."""

_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?")
_DIGITS = 6
_END, _TAIL = b"\xff\xd9", 4096
"""What a JPEG ends in, and how far from the end of its file that may stand."""

_ZONE = re.compile(r"[+-]\d\d:\d\d")


class ImageReader:
    """A picture; each frame of a TIFF is a page."""

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._format = _FORMATS[kind]
        if kind == HEIC:
            import pillow_heif  # noqa: PLC0415 - seldom needed

            pillow_heif.register_heif_opener(thumbnails=True)
        # Above the limit Pillow refuses by itself, up to half of it it would only warn.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with self._open() as image:
            # A JPEG of a phone may hold its preview as a second frame.
            try:
                self._frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            except _DAMAGE as error:
                raise self._damaged() from error
            self._taken = _taken(image)

    @property
    def page_count(self) -> int:
        """How many frames there are."""
        return int(self._frames)

    def pages(self, recognise: Recognise | None) -> Iterator[ReadPage]:
        """Read all frames; one that is damaged is empty, with a warning."""
        broken: list[str] = []
        with self._open() as image:  # once: each opening goes through all frames before one
            for index in range(self.page_count):
                try:
                    yield self._read(image, index, recognise)
                except UnreadableFileError as error:
                    broken.append(error.reason)
                    if len(broken) == self.page_count:
                        raise
                    yield ReadPage(text="", warning=error.reason)

    def facts(self) -> Facts:
        """Return when the picture was taken."""
        return Facts(date=self._taken[:10], taken=self._taken if "T" in self._taken else "")

    def labels(self) -> tuple[str, ...]:
        """Return none: frames have no names."""
        return ()

    def picture(self, index: int, width: int) -> Picture:
        """Draw a frame upright, never larger than it is."""
        if not 0 <= index < self.page_count:
            raise UnreadableFileError(self._path.name, f"it has no page {index + 1}")
        with self._open() as opened:
            image, (whole, high) = self._drawn(opened, index, width)
        drawn = min(width, whole, int((_MOST_DRAWN * whole / high) ** 0.5))
        size = (max(1, drawn), max(1, round(high * drawn / whole)))
        small = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
        rgb = small.convert("RGB")
        return Picture(width=rgb.width, height=rgb.height, rgb=rgb.tobytes(), stride=3 * rgb.width)

    def close(self) -> None:
        """Do nothing: the file is open only while a frame is taken from it."""

    def _open(self) -> Image.Image:
        try:
            return Image.open(self._path, formats=(self._format,))
        except Image.DecompressionBombError as error:
            raise self._too_large() from error
        except (UnidentifiedImageError, *_DAMAGE) as error:
            raise self._damaged() from error

    def _read(self, opened: Image.Image, index: int, recognise: Recognise | None) -> ReadPage:
        if recognise is None and opened.format == "JPEG" and self._is_whole():
            return self._glance(opened)
        # Without recognition a small picture shows as well whether the file is whole.
        image, (width, height) = self._upright(opened, index, None if recognise else 1)
        if recognise is None:
            return ReadPage(text="", width=width, height=height)
        return recognised_page(recognise(image), width, height)

    def _is_whole(self) -> bool:
        """Tell whether a JPEG goes on to its end; what phones append ends in the same way."""
        with self._path.open("rb") as file:
            file.seek(-min(_TAIL, self._path.stat().st_size), os.SEEK_END)
            return _END in file.read()

    def _glance(self, image: Image.Image) -> ReadPage:
        """Return a page without decoding its picture, which would take longer than all the rest."""
        width, height = image.size
        if width * height > _LARGEST:
            raise self._too_large()
        try:
            turned = self._orientation(image) in _TURNED
        except _DAMAGE as error:
            raise self._damaged() from error
        return ReadPage(
            text="", width=height if turned else width, height=width if turned else height
        )

    def _drawn(
        self, opened: Image.Image, index: int, width: int
    ) -> tuple[Image.Image, tuple[int, int]]:
        """Return a frame large enough for so many pixels, and its size at full resolution."""
        if width <= _GLIMPSE and index == 0 and (small := preview(self._path, opened, width)):
            glimpse = flat(ImageOps.exif_transpose(small))
            return glimpse, glimpse.size
        return self._upright(opened, index, width)

    def _upright(
        self, image: Image.Image, index: int, width: int | None
    ) -> tuple[Image.Image, tuple[int, int]]:
        """Return a frame as it is to be seen, and the size that it has at full resolution.

        A JPEG is decoded no larger than it takes for `width` pixels, which saves most of the time.
        """
        try:
            image.seek(index)
            wide, high = image.size
            if wide * high > _LARGEST:
                raise self._too_large()
            turned = image.format == "JPEG" and self._orientation(image) in _TURNED
            whole = (high, wide) if turned else (wide, high)
            if width is not None and image.format == "JPEG":
                scale = min(1.0, width / whole[0])
                image.draft(image.mode, (max(1, int(wide * scale)), max(1, int(high * scale))))
            image.load()
            upright = flat(ImageOps.exif_transpose(image))
            if image.format != "JPEG":
                whole = upright.size
        except Image.DecompressionBombError as error:
            raise self._too_large() from error
        except _DAMAGE as error:
            raise self._damaged() from error
        return upright, whole

    @staticmethod
    def _orientation(image: Image.Image) -> int:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))

    def _too_large(self) -> UnreadableFileError:
        limit = f"{_LARGEST / 1e6:.0f} million pixels"
        return UnreadableFileError(self._path.name, f"its picture is larger than {limit}")

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(self._path.name, "it is cut short or damaged")


def _taken(image: Image.Image) -> str:
    """Return when a photograph was taken, "" when it does not say: "2024-05-17T09:12:44.5+03:00".

    Where the camera wrote no time, or one that there is not, the day alone.
    """
    if image.format == "PNG":  # would decode all of it to look
        return ""
    try:
        exif = image.getexif()
        told = exif.get_ifd(ExifTags.IFD.Exif)
        made = told.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime, "")
        part = str(told.get(ExifTags.Base.SubsecTimeOriginal, "")).strip("\0 ")
        zone = str(told.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    except _DAMAGE:
        return ""
    found = _MOMENT.match(str(made))
    if found is None:
        return ""
    try:
        day = str(date(*map(int, found.groups()[:3])))
    except ValueError:  # a clock that was never set
        return ""
    clock = ":".join(filter(None, found.groups()[3:]))
    try:
        time.fromisoformat(clock)
    except ValueError:
        return day
    fraction = f".{part}" if part.isdecimal() and len(part) <= _DIGITS else ""
    return f"{day}T{clock}{fraction}{zone if _ZONE.fullmatch(zone) else ''}"
