"""DjVu: the text layer with its boxes, the pictures, and what is broken."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_books import HAS_DJVU, djvu
from reading_pages import facts_of, reader_of, reason_of, texts

from archivist.errors import ProgramNeededError, UnreadableFileError
from archivist.ingest.djvulayer import layers
from archivist.ingest.reader import DJVU, Facts, Means, Recognised
from archivist.ingest.registry import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

needs_djvulibre = pytest.mark.skipif(not HAS_DJVU, reason="DjVuLibre is not installed")

LAYER = (
    '(page 0 0 400 600 (para 50 400 300 500 (line 50 450 300 500 (word 50 450 150 500 "Протокол")'
    ' (word 160 450 300 500 "№ \\"5\\"")) (line 50 400 90 430 (word 50 400 90 430 "от")))'
    ' (para 50 300 200 330 (line 50 300 200 330 (word 50 300 200 330 "Алматы"))))'
)


def test_the_layer_keeps_lines_paragraphs_and_the_places_of_words() -> None:
    (layer,) = layers(LAYER.encode())
    assert layer.text == 'Протокол № "5"\nот\n\nАлматы'
    boxes = layer.boxes(400, 600, 0)
    assert [layer.text[box.start : box.end] for box in boxes] == [
        "Протокол",
        '№ "5"',
        "от",
        "Алматы",
    ]
    first = boxes[0]
    assert (first.left, first.right) == pytest.approx((0.125, 0.375), abs=0.001)
    assert (first.top, first.bottom) == pytest.approx((1 / 6, 0.25), abs=0.001)


def test_letters_written_as_numbers_are_read() -> None:
    (layer,) = layers(rb'(page 0 0 9 9 "\320\237\321\200\\\n\x")')
    assert layer.text == "Пр\\\nx"


def test_each_page_has_its_layer_also_an_empty_one() -> None:
    written = LAYER.encode() + b'\n()\n(page 0 0 1 1 "third")(page 0 0 0 0 "")'
    assert [len(layer.text) for layer in layers(written)] == [25, 0, 5, 0]


@given(st.binary(max_size=200))
def test_no_layer_breaks_the_reader(written: bytes) -> None:
    for layer in layers(b"(page 0 0 10 10 (word 1 1 2 2 " + written):
        for box in layer.boxes(0, 0, 1):
            assert 0 <= box.left <= 1
            assert layer.text[box.start : box.end].strip()


def test_a_layer_of_a_hundred_thousand_zones_within_each_other_is_read() -> None:
    (layer,) = layers(b"(para 0 0 9 9 " * 100_000 + b'"deep"' + b")" * 100_000)
    assert layer.text == "deep"


@needs_djvulibre
def test_text_pictures_and_names_of_pages(tmp_path: Path) -> None:
    content = djvu(tmp_path, [LAYER, "", LAYER], titles={1: "iii", 2: "iv", 3: "1"})
    for name in ("a.djvu", "-страница.djv", "a.pdf"):
        with closing(reader_of(tmp_path, name, content)) as reader:
            assert reader.page_count == 3
            pages = list(reader.pages(None))
            assert [page.text.split("\n")[0] for page in pages] == [
                'Протокол № "5"',
                "",
                'Протокол № "5"',
            ]
            assert [(page.width, page.height) for page in pages] == [(400, 600)] * 3
            assert reader.labels() == ("iii", "iv", "1")
            picture = reader.picture(1, 200)
            assert (picture.width, picture.height) == (200, 300)
            ink, paper = picture.stride * 75 + 3 * 50, 0
            assert (picture.rgb[ink], picture.rgb[paper]) == (0, 255)
            assert reader.picture(1, 5_000).width == 400
            with pytest.raises(UnreadableFileError, match="no page 4"):
                reader.picture(3, 100)


@needs_djvulibre
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_boxes_turn_with_the_page(tmp_path: Path, turns: int) -> None:
    layer = '(page 0 0 400 600 (word 50 400 150 500 "square"))'  # where the ink is
    with closing(reader_of(tmp_path, "a.djvu", djvu(tmp_path, [layer], rotated=turns))) as reader:
        (page,) = reader.pages(None)
        picture = reader.picture(0, 1_000)
    assert (page.width, page.height) == (picture.width, picture.height)
    box = page.boxes[0]
    x = int((box.left + box.right) / 2 * picture.width)
    y = int((box.top + box.bottom) / 2 * picture.height)
    assert picture.rgb[y * picture.stride + 3 * x] == 0
    assert picture.rgb.count(0) < 3 * 101 * 101


@needs_djvulibre
def test_pages_without_text_are_recognised_from_their_pictures(tmp_path: Path) -> None:
    seen = []

    def recognise(image: Image) -> Recognised:
        seen.append(image.size)
        return Recognised(text="found")

    with closing(reader_of(tmp_path, "a.djvu", djvu(tmp_path, [LAYER, ""]))) as reader:
        assert [page.text[:5] for page in reader.pages(recognise)] == ["Прото", "found"]
    assert seen == [(400, 600)]


@needs_djvulibre
def test_the_document_tells_of_itself(tmp_path: Path) -> None:
    meta = 'title "История"\nauthor "Иванов И.; Петров"\nyear "1937"\nlanguage "ru"\n'
    content = djvu(tmp_path, [LAYER], meta=meta)
    assert facts_of(tmp_path, "a.djvu", content) == Facts(
        title="История", creators=("Иванов И.", "Петров"), date="1937", language="ru"
    )


@needs_djvulibre
def test_many_pages_are_all_read(tmp_path: Path) -> None:
    content = djvu(tmp_path, [f'(page 0 0 400 600 "page {n}")' for n in range(1, 121)])
    assert texts(tmp_path, "a.djvu", content) == [f"page {n}" for n in range(1, 121)]


@needs_djvulibre
def test_broken_chunks_cost_their_pages_and_no_others(tmp_path: Path) -> None:
    content = djvu(tmp_path, ["", LAYER, LAYER])
    at = content.index(b"Sjbz", content.index(b"FORM", 60))
    for start in (at + 4, at + 8):
        broken = content[:start] + b"\xff" * 12 + content[start + 12 :]
        with closing(reader_of(tmp_path, "a.djvu", broken)) as reader:
            pages = list(reader.pages(None))
            assert [page.text[:5] for page in pages[1:]] == ["Прото", "Прото"]
            assert reader.picture(2, 100).width == 100
    cut = content[: len(content) * 2 // 3]
    with closing(reader_of(tmp_path, "a.djvu", cut)) as reader:
        pages = list(reader.pages(None))
    assert len(pages) == 3
    assert pages[2].warning == "it cannot be opened"
    assert reason_of(tmp_path, "a.djvu", content[:60]) == "it is cut short or damaged"


def test_what_to_install_is_said_when_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.djvu"
    path.write_bytes(b"AT&TFORM\0\0\0\0DJVU")
    with pytest.raises(ProgramNeededError) as caught:
        open_reader(path, DJVU, Means(folder=tmp_path))
    assert caught.value.program == "DjVuLibre"
    assert "djvulibre-bin" in caught.value.install
    assert "DjVuLibre is missing" in caught.value.reason


@pytest.mark.skipif(sys.platform == "win32", reason="writes a program of POSIX")
@needs_djvulibre
def test_a_program_that_hangs_ends_the_file_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time  # noqa: PLC0415

    from archivist.ingest.reader import Limits  # noqa: PLC0415
    from archivist.ingest.worker import ReadingRoom  # noqa: PLC0415

    content = djvu(tmp_path, [LAYER])
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("djvused", "djvutxt", "ddjvu"):
        (programs / name).write_text(
            f"#!/bin/sh\n{shutil.which('sleep')} 61.5 &\nexec {shutil.which('sleep')} 61.5\n",
            encoding="utf-8",
        )
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "a.djvu"
    path.write_bytes(content)
    (tmp_path / "b.txt").write_text("sound", encoding="utf-8")
    started = time.monotonic()
    with closing(ReadingRoom(Limits(seconds=5))) as room:
        with pytest.raises(UnreadableFileError, match="it took longer than 20 seconds"):
            room.read(path)
        assert time.monotonic() - started < 30
        assert room.read(tmp_path / "b.txt").pages[0].text == "sound"
    if sys.platform.startswith("linux"):
        assert b"sleep\x0061.5" not in running()


def running() -> bytes:
    """Return the commands of all processes of this machine."""
    from pathlib import Path  # noqa: PLC0415

    found = b""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += process.read_bytes()
        except OSError:
            continue
    return found
