"""Photographs and scans: pages, pictures, damage."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pillow_heif
import pytest
from making_files import image_bytes
from PIL import ExifTags, Image

from archivist.errors import UnreadableFileError
from archivist.ingest.image import ImageReader
from archivist.ingest.previews import preview
from archivist.ingest.reader import AVIF, BMP, GIF, HEIC, JPEG2000, TIFF, WEBP, Recognised
from archivist.ingest.registry import media_type
from archivist.ingest.shades import flat
from archivist.library.sources import TextOrigin

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.ingest.reader import Picture


def reader(folder: Path, content: bytes) -> ImageReader:
    path = folder / "scan"
    path.write_bytes(content)
    return ImageReader(path, media_type(path, path.name))


def marked(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Draw a picture that is red in its top left quarter and blue elsewhere."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return picture


def color_at(picture: Picture, x: float, y: float) -> tuple[int, ...]:
    at = int(y * picture.height) * picture.stride + 3 * int(x * picture.width)
    return tuple(round(value / 255) for value in picture.rgb[at : at + 3])


RED, BLUE = (1, 0, 0), (0, 0, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_is_one_page_of_its_size_in_pixels(tmp_path: Path, kind: str) -> None:
    image = reader(tmp_path, image_bytes(marked(), kind))
    (page,) = image.pages(None)
    assert (page.width, page.height, page.text, page.origin) == (400, 300, "", TextOrigin.NONE)
    drawn = image.picture(0, 200)
    assert (drawn.width, drawn.height, drawn.stride) == (200, 150, 600)
    assert color_at(drawn, 0.2, 0.2) == RED
    assert color_at(drawn, 0.8, 0.2) == BLUE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "corner"), [(3, (0.8, 0.8)), (6, (0.8, 0.2)), (8, (0.2, 0.8))]
)
def test_a_turned_photograph_is_shown_upright(
    tmp_path: Path, kind: str, orientation: int, corner: tuple[float, float]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = reader(tmp_path, image_bytes(marked((1600, 1200)), kind, exif=exif))
    (page,) = image.pages(None)
    assert (page.width, page.height) == ((1600, 1200) if orientation == 3 else (1200, 1600))
    drawn = image.picture(0, 120)
    assert drawn.width == 120
    assert color_at(drawn, *corner) == RED
    assert color_at(drawn, 1 - corner[0], 1 - corner[1]) == BLUE


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("1", (100 + n, 50), n % 2) for n in range(3)]
    content = image_bytes(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    image = reader(tmp_path, content)
    assert [page.width for page in image.pages(None)] == [100, 101, 102]
    assert [image.picture(n, 4_000).width for n in (2, 0)] == [102, 100]
    with pytest.raises(UnreadableFileError, match="no page 4"):
        image.picture(3, 100)


def test_recognition_sees_the_picture_upright_and_whole(tmp_path: Path) -> None:
    seen = []

    def recognise(image: Image.Image) -> Recognised:
        seen.append((image.size, image.mode))
        return Recognised(text="слова")

    exif = Image.Exif()
    exif[0x0112] = 6
    image = reader(tmp_path, image_bytes(marked(), "JPEG", exif=exif))
    (page,) = image.pages(recognise)
    assert seen == [((300, 400), "RGB")]
    assert (page.text, page.origin) == ("слова", TextOrigin.OCR)


def test_when_a_photograph_was_taken_is_known(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:05:17 10:11:12"
    assert reader(tmp_path, image_bytes(marked(), "JPEG", exif=exif)).facts().date == "2024-05-17"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_cut_short_is_refused_even_without_recognition(tmp_path: Path, kind: str) -> None:
    noisy = Image.effect_noise((300, 300), 90)
    content = image_bytes(noisy, kind)
    with pytest.raises(UnreadableFileError, match="cut short or damaged"):
        list(reader(tmp_path, content[: len(content) // 2]).pages(None))


def test_a_decompression_bomb_is_refused(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0"))
    with pytest.raises(UnreadableFileError, match="larger than 179 million pixels"):
        reader(tmp_path, bomb)


def test_a_large_scan_below_the_limit_is_no_bomb(tmp_path: Path) -> None:
    image = reader(tmp_path, image_bytes(Image.new("1", (11_000, 9_000)), "PNG"))
    assert next(image.pages(None)).width == 11_000


def test_see_through_parts_are_white_and_deep_shades_stay_shades() -> None:
    clear = Image.new("RGBA", (2, 2), (255, 0, 0, 0))
    assert flat(clear).getpixel((0, 0)) == (255, 255, 255)
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((0, 0), 0xFFFF)
    deep.putpixel((1, 0), 0x8000)
    assert [flat(deep).getpixel((x, 0)) for x in (0, 1)] == [255, 127]
    assert flat(Image.new("CMYK", (1, 1))).getpixel((0, 0)) == (255, 255, 255)


def test_a_picture_of_another_kind_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(image_bytes(marked(), "GIF"))
    with pytest.raises(UnreadableFileError):
        ImageReader(path, TIFF)


def test_the_file_is_not_kept_open(tmp_path: Path) -> None:
    image = reader(tmp_path, image_bytes(marked(), "PNG"))
    image.picture(0, 10)
    (tmp_path / "scan").replace(tmp_path / "moved")  # Windows refuses what is open
    assert io.BytesIO((tmp_path / "moved").read_bytes()).read(4) == b"\x89PNG"


@pytest.mark.timeout(20)
def test_a_film_of_many_frames_is_read_in_one_go(tmp_path: Path) -> None:
    frame = Image.new("1", (8, 8))
    path = tmp_path / "film.tif"
    frame.save(path, save_all=True, append_images=[frame] * 2_999)
    assert sum(1 for _ in ImageReader(path, TIFF).pages(None)) == 3_000


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("WEBP", WEBP),
        ("HEIF", HEIC),
        ("AVIF", AVIF),
        ("GIF", GIF),
        ("BMP", BMP),
        ("JPEG2000", JPEG2000),
    ],
)
def test_pictures_of_other_kinds_are_read_and_drawn(tmp_path: Path, form: str, kind: str) -> None:
    if form == "HEIF":
        pillow_heif.register_heif_opener()
    content = image_bytes(marked(), form)
    image = reader(tmp_path, content)
    assert media_type(tmp_path / "scan", "scan.dat") == kind
    (page,) = image.pages(None)
    assert (page.width, page.height) == (400, 300)
    picture = image.picture(0, 200)
    assert (picture.width, picture.height) == (200, 150)
    assert (color_at(picture, 0.1, 0.1), color_at(picture, 0.9, 0.9)) == (RED, BLUE)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "HEIF"])
def test_a_photograph_is_upright_and_knows_when_it_was_taken(tmp_path: Path, form: str) -> None:
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera lay on its side
    told = exif.get_ifd(ExifTags.IFD.Exif)
    told[ExifTags.Base.DateTimeOriginal] = "2024:05:17 09:12:44"
    told[ExifTags.Base.SubsecTimeOriginal] = "250"
    told[ExifTags.Base.OffsetTimeOriginal] = "+05:00"
    # HEIF has a turn of its own as well, beside which that of EXIF does not count.
    image = reader(tmp_path, image_bytes(marked(), form, exif=exif.tobytes()))
    (page,) = image.pages(None)
    assert (page.width, page.height) == (300, 400)
    picture = image.picture(0, 300)
    assert (picture.width, picture.height) == (300, 400)
    assert color_at(picture, 0.9, 0.1) == RED  # the red quarter came to the right
    facts = image.facts()
    assert (facts.date, facts.taken) == ("2024-05-17", "2024-05-17T09:12:44.250+05:00")


@pytest.mark.parametrize(
    ("told", "date", "taken"),
    [
        ("2024:05:17 09:12:44", "2024-05-17", "2024-05-17T09:12:44"),
        ("2024:05:17", "2024-05-17", ""),
        ("2024:05:17 25:61:00", "2024-05-17", ""),
        ("0000:00:00 00:00:00", "", ""),
        ("2024:02:30 10:00:00", "", ""),
        ("long ago", "", ""),
    ],
)
def test_a_clock_that_cannot_be_right_is_not_believed(
    tmp_path: Path, told: str, date: str, taken: str
) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = told
    facts = reader(tmp_path, image_bytes(marked(), "JPEG", exif=exif)).facts()
    assert (facts.date, facts.taken) == (date, taken)


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_a_film_is_its_first_picture(tmp_path: Path, form: str) -> None:
    frames = [Image.new("RGB", (40, 30), shade) for shade in ("red", "blue", "green")]
    content = image_bytes(frames[0], form, save_all=True, append_images=frames[1:])
    image = reader(tmp_path, content)
    assert image.page_count == 1
    assert color_at(image.picture(0, 40), 0.2, 0.2) == RED


def photograph(small: bytes, orientation: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    """Return a JPEG with a preview, as cameras make them."""
    first, second = 8, 8 + 2 + 12 + 4
    at = second + 2 + 2 * 12 + 4
    tiff = b"II*\0" + struct.pack("<IH", first, 1)
    tiff += struct.pack("<HHIII", ExifTags.Base.Orientation, 3, 1, orientation, second)
    tiff += struct.pack("<H", 2) + struct.pack("<HHII", ExifTags.Base.JpegIFOffset, 4, 1, at)
    tiff += struct.pack("<HHII", ExifTags.Base.JpegIFByteCount, 4, 1, len(small))
    tiff += struct.pack("<I", 0) + small
    return image_bytes(marked(size), "JPEG", exif=b"Exif\0\0" + tiff)


def previewed(colour: str, size: tuple[int, int] = (160, 120)) -> bytes:
    picture = Image.new("RGB", size, "blue")
    picture.paste(colour, (0, 0, size[0] // 2, size[1] // 2))
    return image_bytes(picture, "JPEG")


def test_a_very_small_picture_is_made_of_the_preview_of_the_camera(tmp_path: Path) -> None:
    image = reader(tmp_path, photograph(previewed("lime")))
    assert color_at(image.picture(0, 64), 0.2, 0.2) == (0, 1, 0)
    assert color_at(image.picture(0, 160), 0.2, 0.2) == RED


def test_the_preview_is_turned_as_the_photograph_is(tmp_path: Path) -> None:
    drawn = reader(tmp_path, photograph(previewed("lime"), orientation=6)).picture(0, 64)
    assert (drawn.width, drawn.height) == (64, 85)
    assert color_at(drawn, 0.8, 0.2) == (0, 1, 0)
    assert color_at(drawn, 0.2, 0.2) == BLUE


@pytest.mark.parametrize(
    "small",
    [
        previewed("lime", (160, 90)),  # of the picture before it was cut
        previewed("lime", (40, 30)),
        previewed("lime")[:80],
        b"no picture at all",
    ],
)
def test_a_preview_that_does_not_show_the_photograph_is_passed_over(
    tmp_path: Path, small: bytes
) -> None:
    drawn = reader(tmp_path, photograph(small)).picture(0, 64)
    assert (drawn.width, drawn.height) == (64, 48)
    assert color_at(drawn, 0.2, 0.2) == RED


def test_the_preview_of_a_phone_is_taken_too(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener(thumbnails=True)
    path = tmp_path / "IMG_0001.heic"
    marked((640, 480)).save(path, "HEIF", thumbnails=[160])
    with Image.open(path) as opened:
        small = preview(path, opened, 64)
        assert small is not None
        assert small.size == (160, 120)
        assert preview(path, opened, 200) is None
    drawn = ImageReader(path, HEIC).picture(0, 64)
    assert (drawn.width, drawn.height) == (64, 48)
    assert (color_at(drawn, 0.2, 0.2), color_at(drawn, 0.8, 0.2)) == (RED, BLUE)
