"""Pictures of pages are looked at and mended."""

from __future__ import annotations

import numpy as np
import pytest
from making_files import printed
from PIL import Image, ImageFont

from archivist.ingest import mending

TEXT = "\n".join(["Слушали сообщение о снабжении", "переселенцев семенами и хлебом"] * 6)


def has_font() -> bool:
    try:
        ImageFont.truetype("DejaVuSerif.ttf", 20)
    except OSError:
        return False
    return True


pytestmark = pytest.mark.skipif(not has_font(), reason="needs a font to print with")


def shades(image: Image.Image) -> np.ndarray:
    return np.asarray(image, dtype=np.float32)


def faded(page: Image.Image) -> Image.Image:
    light = np.linspace(230, 140, page.width)[None, :]
    return Image.fromarray((light - (255 - shades(page)) / 255 * 50).astype(np.uint8))


def test_a_clean_page_wants_no_mending() -> None:
    look = mending.look_at(printed(TEXT))
    assert not look.grainy
    assert not look.faded
    assert not look.crooked


def test_grain_faded_ink_and_uneven_light_are_seen() -> None:
    page = printed(TEXT)
    noise = np.random.default_rng(1).normal(0, 60, (page.height, page.width))
    grainy = Image.fromarray(np.clip(shades(page) + noise, 0, 255).astype(np.uint8))
    assert mending.look_at(grainy).grainy
    assert not mending.look_at(mending.cleaned(mending.cleaned(grainy))).grainy
    assert mending.look_at(faded(page)).faded


def test_light_is_made_even_and_ink_black() -> None:
    page = printed(TEXT)
    even = shades(mending.evened(faded(page)))
    ink = shades(page) < 60
    assert even[ink].mean() < 90
    assert even[shades(page) > 250].mean() > 235


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.7, 2.0])
def test_a_crooked_page_is_straightened(angle: float) -> None:
    crooked = printed(TEXT).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    look = mending.look_at(crooked)
    assert look.crooked
    assert look.skew == pytest.approx(-angle, abs=0.25)
    straight = mending.straightened(crooked, look.skew)
    assert not mending.look_at(straight).crooked


def test_a_page_on_its_side_is_straightened_too() -> None:
    crooked = printed(TEXT).rotate(90, expand=True).rotate(1.5, fillcolor=255)
    assert mending.look_at(crooked).skew == pytest.approx(-1.5, abs=0.25)


def test_a_picture_without_lines_is_not_turned() -> None:
    noise = Image.effect_noise((600, 800), 60)
    assert not mending.look_at(noise).crooked
    assert not mending.look_at(Image.new("L", (300, 200), 200)).crooked


@pytest.mark.parametrize("skew", [-4.0, 1.5])
def test_boxes_go_back_to_where_the_words_stood(skew: float) -> None:
    page = Image.new("L", (800, 600), 255)
    page.paste(0, (600, 100, 640, 120))
    straight = mending.straightened(page, skew)
    left, top, right, bottom = Image.eval(straight, lambda shade: 255 - shade).getbbox() or (0,) * 4
    box = (left / 800, top / 600, right / 800, bottom / 600)
    back = mending.place_before(box, (800, 600), skew)
    assert (back[0] + back[2]) / 2 == pytest.approx(620 / 800, abs=0.004)
    assert (back[1] + back[3]) / 2 == pytest.approx(110 / 600, abs=0.004)


def test_ink_is_what_is_darker_than_its_surroundings() -> None:
    drawn = shades(mending.inked(faded(printed(TEXT))))
    assert set(np.unique(drawn)) == {0, 255}
    assert 0.01 < (drawn == 0).mean() < 0.3
