"""Makes a picture of a page easier to recognise: straight, even, dark on white, large enough.

None of it is done always: what helps a faded page harms a good one, so the reader of the page
tries, and the result decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageStat

_SAMPLE = 400
_GRAINY = 14.0
"""Clean scans have 0 to 3; from about 20 on Tesseract reads nothing, and takes a minute for it."""

_PAPER_BLOCK = 8
_PAPER_REACH = 5
_PAPER_BLUR = 6
"""The paper is what is lightest around each block of so many pixels, smoothed."""

_DARKEST, _LIGHTEST = 1, 60
"""The percentages of points that become black, and white."""

_LEAST_CONTRAST = 0.05
_FADED = 0.45
"""Ink that is not darker than so much of the paper's shade is faded; good print has 0.8."""

_UNEVEN = 45.0
"""Shades by which the paper of a page differs from corner to corner when its light is uneven."""

_WIDE_ENOUGH = 800
_STEEPEST = 5.0
_COARSE, _FINE = 0.5, 0.1
_CROOKED = 0.35
"""Degrees; from about one on Tesseract loses lines without a word."""

_THRESHOLD_REACH = 31
_THRESHOLD = 8.0
_INK = 128


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a picture suffers from; `skew` in degrees that it is to be turned against the clock."""

    grainy: bool
    faded: bool
    skew: float

    @property
    def crooked(self) -> bool:
        """Tell whether the lines do not run level."""
        return abs(self.skew) >= _CROOKED


def look_at(gray: Image.Image) -> Look:
    """Find out what a picture suffers from."""
    even, paper, depth = _even(gray)
    corners = np.asarray(paper.resize((4, 4), Image.Resampling.BOX), dtype=np.float32)
    uneven = float(corners.max() - corners.min()) > _UNEVEN
    return Look(grainy=_grain(gray) > _GRAINY, faded=depth < _FADED or uneven, skew=_skew(even))


def evened(gray: Image.Image) -> Image.Image:
    """Return a picture on white paper with black ink, however the light fell."""
    return _even(gray)[0]


def smoothed(gray: Image.Image) -> Image.Image:
    """Return a picture with less grain."""
    return gray.filter(ImageFilter.GaussianBlur(1))


def cleaned(gray: Image.Image) -> Image.Image:
    """Return a picture without specks, each point the middle one of those around it."""
    return gray.filter(ImageFilter.MedianFilter(3))


def straightened(gray: Image.Image, skew: float) -> Image.Image:
    """Turn a picture against the clock by so many degrees; its size stays."""
    paper = int(np.median(np.asarray(gray)))
    return gray.rotate(skew, Image.Resampling.BICUBIC, fillcolor=paper)


def enlarged(gray: Image.Image, times: float) -> Image.Image:
    """Return a picture so many times as large."""
    size = (round(gray.width * times), round(gray.height * times))
    return gray.resize(size, Image.Resampling.BICUBIC)


def inked(gray: Image.Image) -> Image.Image:
    """Return a picture in black and white: ink is what is darker than what lies around it."""
    soft = smoothed(gray)
    shades = np.asarray(soft, dtype=np.float32)
    around = np.asarray(soft.filter(ImageFilter.BoxBlur(_THRESHOLD_REACH)), dtype=np.float32)
    return Image.fromarray(np.where(shades < around - _THRESHOLD, 0, 255).astype(np.uint8))


def place_before(
    box: tuple[float, float, float, float], size: tuple[int, int], skew: float
) -> tuple[float, float, float, float]:
    """Return where a box of a straightened picture lies in the one before, both as fractions.

    The box is turned back about the middle of the picture and keeps its own width and height.
    """
    width, height = size
    left, top, right, bottom = box
    across = ((left + right) / 2 - 0.5) * width
    down = ((top + bottom) / 2 - 0.5) * height
    turn = np.deg2rad(skew)
    x = (across * np.cos(turn) - down * np.sin(turn)) / width + 0.5
    y = (across * np.sin(turn) + down * np.cos(turn)) / height + 0.5
    half, tall = (right - left) / 2, (bottom - top) / 2
    return float(x - half), float(y - tall), float(x + half), float(y + tall)


def _even(gray: Image.Image) -> tuple[Image.Image, Image.Image, float]:
    """Return a picture with even light, its paper in small, and how dark the ink is of it."""
    small = gray.resize(
        (max(1, gray.width // _PAPER_BLOCK), max(1, gray.height // _PAPER_BLOCK)),
        Image.Resampling.BOX,
    )
    paper = small.filter(ImageFilter.MaxFilter(_PAPER_REACH)).filter(
        ImageFilter.GaussianBlur(_PAPER_BLUR)
    )
    behind = np.asarray(paper.resize(gray.size, Image.Resampling.BILINEAR), dtype=np.float32)
    shares = np.asarray(gray, dtype=np.float32) / np.maximum(behind, 1.0)
    dark, light = np.percentile(shares[::4, ::4], (_DARKEST, _LIGHTEST))
    depth = float(light - dark)
    if depth < _LEAST_CONTRAST:  # there is nothing on it
        return Image.new("L", gray.size, 255), paper, 1.0
    shades = (shares - dark) * (255 / depth)
    return Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)), paper, depth


def _grain(gray: Image.Image) -> float:
    """Return by how much points differ from those around them, in the middle of a picture."""
    x, y = gray.width // 2, gray.height // 2
    middle = gray.crop((max(0, x - _SAMPLE), max(0, y - _SAMPLE), x + _SAMPLE, y + _SAMPLE))
    smooth = middle.filter(ImageFilter.MedianFilter(3))
    return float(ImageStat.Stat(ImageChops.difference(middle, smooth)).mean[0])


def _skew(even: Image.Image) -> float:
    """Return the turn after which lines and the gaps between them are told apart best."""
    times = min(1.0, _WIDE_ENOUGH / max(even.size))
    size = (max(1, round(even.width * times)), max(1, round(even.height * times)))
    ink = ImageChops.invert(even.resize(size, Image.Resampling.BOX))

    def sharpness(angle: float) -> float:
        turned = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), dtype=np.float32)
        # Along the lines, whether the page stands upright or lies on its side.
        return max(float(np.square(np.diff(turned.sum(axis=side))).sum()) for side in (0, 1))

    level = sharpness(0.0)
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + _FINE, _COARSE), key=sharpness)
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE)
    best = float(max(fine, key=sharpness))
    # A picture of anything else is about as sharp in every direction.
    clear = 0 < 1.1 * level < sharpness(best)
    return best if clear and abs(best) < _STEEPEST else 0.0
