"""Keys of pictures and texts: what is alike is close, what is not is far."""

from __future__ import annotations

import io
import random

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from archivist.ingest.reader import Picture
from archivist.ingest.resemblance import (
    alike_pictures,
    close_pairs,
    picture_key,
    text_key,
    words_shared,
)

_WORDS = [
    "докладная",
    "записка",
    "письмо",
    "протокол",
    "заседание",
    "министерство",
    "қазақстан",
    "treaty",
    "memorandum",
]


def page(seed: int) -> Image.Image:
    """Draw a page of lines of words of chance lengths."""
    chance = random.Random(seed)
    image = Image.new("L", (600, 800), 235)
    draw = ImageDraw.Draw(image)
    top = 40
    while top < 740:
        left = 40 + chance.choice((0, 40))
        while left < 520 and chance.random() > 0.05:
            width = chance.randint(15, 90)
            draw.rectangle((left, top, left + width, top + 8), fill=40)
            left += width + 10
        top += chance.choice((18, 18, 40))
    return image


def key(image: Image.Image) -> bytes:
    rgb = image.convert("RGB")
    rgb.thumbnail((64, 1000))
    found = picture_key(
        Picture(width=rgb.width, height=rgb.height, rgb=rgb.tobytes(), stride=3 * rgb.width)
    )
    assert found is not None
    return found


def saved_again(image: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=40)
    return Image.open(stream)


def typed(seed: int) -> Image.Image:
    """Draw a full page with the margins and the lines of a typewriter, on a dark desk."""
    chance = random.Random(seed)
    image = Image.new("L", (640, 880), 90)
    image.paste(235, (20, 20, 620, 860))
    draw = ImageDraw.Draw(image)
    for top in range(60, 820, 20):
        left = 60 + chance.choice((0, 0, 0, 40))
        while left < chance.choice((560, 560, 560, 300)):
            width = chance.randint(15, 70)
            draw.rectangle((left, top, left + width, top + 9), fill=60)
            left += width + 10
    return image


def test_copies_of_a_picture_are_found_among_pages_typed_alike() -> None:
    pages = [typed(seed) for seed in range(60)]
    copies = [
        ImageEnhance.Brightness(pages[7].resize((450, 619))).enhance(1.15),
        pages[21].resize((160, 220)),
        saved_again(pages[42]),
        ImageEnhance.Contrast(pages[50]).enhance(1.5),
    ]

    found = list(alike_pictures([key(image) for image in [*pages, *copies]], 3))

    assert found == [(7, 60), (21, 61), (42, 62), (50, 63)]


def test_two_shots_of_one_page_are_found() -> None:
    for seed in range(20):
        shot = typed(seed)
        again = shot.rotate(0.15, fillcolor=90, translate=(2, 1))

        assert list(alike_pictures([key(shot), key(again)], 1)) == [(0, 1)]


def test_the_copy_that_is_most_like_comes_first() -> None:
    image = page(3)
    keys = [key(image.resize((200, 267))), key(image), key(image)]

    assert list(alike_pictures(keys, 1)) == [(0, 1), (1, 2)]


def test_a_blank_page_is_like_nothing() -> None:
    assert picture_key(Picture(width=2, height=2, rgb=b"\xff" * 12, stride=6)) is None


def apart(first: int, second: int) -> int:
    return ((first ^ second) & (2**64 - 1)).bit_count()


def test_a_text_with_a_few_other_words_is_close() -> None:
    chance = random.Random(5)
    words = [f"{chance.choice(_WORDS)}{chance.randrange(200)}" for _ in range(400)]
    changed = [*words[:390], *(f"иное{number}" for number in range(10))]
    first, second = " ".join(words), "\n".join(changed)

    assert apart(text_key(first) or 0, text_key(second) or 0) <= 6
    assert words_shared(first, second) > 0.9
    assert text_key(" — ") is None


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=30), st.integers(0, 40))
def test_all_close_pairs_are_found(keys: list[int], most: int) -> None:
    expected = [
        (one, two)
        for one in range(len(keys))
        for two in range(one + 1, len(keys))
        if apart(keys[one], keys[two]) <= most
    ]

    assert sorted(close_pairs(keys, most, len(keys))) == expected


def test_of_thousands_alike_each_is_paired_a_few_times() -> None:
    pairs = list(close_pairs([7] * 3000, 5, 2))

    assert len(pairs) == 2 * 3000 - 3
    assert {first for first, _ in pairs} == {0, 1}
