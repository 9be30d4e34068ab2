"""Text recognition, where this machine has it."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making_files import image_bytes, printed
from PIL import Image, ImageChops, ImageFont

from archivist.ingest import tesseract
from archivist.ingest.ocr import Recogniser
from archivist.ingest.reader import OcrOrder
from archivist.ingest.worker import ReadingRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.ingest.reader import Recognised

KAZAKH = "Қаулы етілді: құжаттар қордан\nбөлінсін, жауапкершілік\nөкілге жүктелсін."
RUSSIAN = "Слушали: сообщение о снабжении\nпереселенцев семенами и хлебом.\nПостановили: выделить."
ENGLISH = "Minutes of the meeting of the board\nheld on the fourth of March."


def has_font() -> bool:
    try:
        ImageFont.truetype("DejaVuSerif.ttf", 20)
    except OSError:
        return False
    return True


pytestmark = [
    pytest.mark.skipif(not tesseract.program(), reason="Tesseract is not installed"),
    pytest.mark.skipif(
        not {"rus", "kaz", "eng", "osd"} <= set(tesseract.models()), reason="lacks languages"
    ),
    pytest.mark.skipif(not has_font(), reason="needs a font with Kazakh letters to print with"),
]


def recognised(folder: Path, image: Image.Image, *languages: str) -> Recognised:
    order = OcrOrder(languages=languages)
    return Recogniser(order, folder, lambda _: None).recognise(image)


def test_version_and_languages_are_known() -> None:
    assert tesseract.version()[0].isdigit()
    assert "osd" not in tesseract.languages()


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH])
def test_a_clean_print_is_read_without_saying_its_language(tmp_path: Path, text: str) -> None:
    found = recognised(tmp_path, printed(text))
    assert found.text == text
    assert found.warning == ""


def test_each_word_has_its_place(tmp_path: Path) -> None:
    paper = printed(RUSSIAN)
    found = recognised(tmp_path, paper, "rus")
    for box in found.boxes:
        part = paper.crop(
            (
                round(box.left * paper.width) - 2,
                round(box.top * paper.height) - 2,
                round(box.right * paper.width) + 2,
                round(box.bottom * paper.height) + 2,
            )
        )
        assert part.getextrema()[0] < 50  # there is ink in it
    assert [found.text[box.start : box.end] for box in found.boxes] == RUSSIAN.split()
    assert found.boxes[0].top < found.boxes[-1].top


def test_paragraphs_are_parted_by_an_empty_line(tmp_path: Path) -> None:
    first, second = "Первая строка абзаца,\nвторая строка абзаца.", "Другой абзац текста."
    found = recognised(tmp_path, printed(f"{first}\n\n\n\n{second}"), "rus")
    assert found.text == f"{first}\n\n{second}"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_read_and_its_boxes_fit_the_picture(
    tmp_path: Path, turn: int
) -> None:
    text = f"{RUSSIAN}\n{RUSSIAN}\n{RUSSIAN}"
    paper = printed(text).rotate(turn, expand=True)
    found = recognised(tmp_path, paper)
    assert found.text.split() == text.split()
    first, last = found.boxes[0], found.boxes[-1]
    if turn == 180:
        assert first.top > last.top
    else:
        assert (first.left < last.left) == (turn == 90)


def test_grain_is_smoothed_away(tmp_path: Path) -> None:
    clean = printed(RUSSIAN, size=44, width=1300)
    grain = Image.effect_noise(clean.size, 60)
    found = recognised(tmp_path, ImageChops.add(clean, grain, offset=-128), "rus")
    assert found.text == RUSSIAN


def test_an_empty_page_has_no_text_and_a_picture_without_any_is_told(tmp_path: Path) -> None:
    assert recognised(tmp_path, Image.new("L", (800, 600), 240)).warning == ""
    stripes = Image.linear_gradient("L").resize((800, 600))
    found = recognised(tmp_path, stripes)
    assert (found.text, found.warning) == ("", "no text was found on its picture")


def test_time_and_missing_languages_are_told(tmp_path: Path) -> None:
    allowed: list[float] = []
    hurried = Recogniser(OcrOrder(seconds=0.01), tmp_path, allowed.append)
    told = hurried.recognise(printed(RUSSIAN)).warning
    assert told == "recognising it took longer than 0.01 seconds"
    assert set(allowed) == {0.01}
    assert "does not have the languages" in recognised(tmp_path, printed(RUSSIAN), "xyz").warning


def test_a_damaged_picture_file_is_told_of(tmp_path: Path) -> None:
    broken = tmp_path / "page.png"
    broken.write_bytes(b"no picture")
    with pytest.raises(ChildProcessError):
        tesseract.run(broken, "tsv", seconds=10)


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    with closing(ReadingRoom()) as room:
        yield room


def test_a_scan_is_read_in_the_worker(room: ReadingRoom, tmp_path: Path) -> None:
    path = tmp_path / "скан 1.png"
    path.write_bytes(image_bytes(printed(RUSSIAN), "PNG"))
    read = room.read(path, ocr=OcrOrder())
    assert read.pages[0].text == RUSSIAN
    assert read.language_hint == "ru"
    assert len(read.pages[0].boxes) == len(RUSSIAN.split())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_cancelling_ends_tesseract_too(room: ReadingRoom, tmp_path: Path) -> None:
    noise = Image.effect_noise((3_000, 4_000), 40)  # keeps it busy for long
    path = tmp_path / "noise.png"
    path.write_bytes(image_bytes(noise, "PNG"))
    steps = room.read_steps(path, ocr=OcrOrder())
    ends = time.monotonic() + 30
    while not (found := running()) and time.monotonic() < ends:
        next(steps)
    assert found
    steps.close()
    time.sleep(0.3)
    assert not found & running()


def running() -> set[int]:
    """Return the processes that are Tesseract and descend from this one."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = folder.joinpath("stat").read_text(encoding="utf-8")
            except OSError:
                continue
            name, _, rest = stat.partition("(")[2].rpartition(")")
            if name == "tesseract" and rest.split()[0] != "Z" and is_ours(int(rest.split()[1])):
                found.add(int(folder.name))
    return found


def is_ours(process: int) -> bool:
    while process > 1:
        if process == os.getpid():
            return True
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        process = int(stat.rpartition(")")[2].split()[1])
    return False
