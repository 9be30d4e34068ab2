"""The reading room: whatever a file does, the program goes on."""

from __future__ import annotations

import logging
import multiprocessing
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making_files import endless_pdf, image_bytes, pdf, text_objects, text_pdf
from PIL import Image

from archivist.errors import StorageError, UnreadableFileError
from archivist.ingest.confinement import JobLimits
from archivist.ingest.reader import JPEG, PDF, Limits, Picture
from archivist.ingest.worker import Reached, ReadingRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_LINUX = sys.platform.startswith("linux")


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    with closing(ReadingRoom(Limits(seconds=10))) as room:
        yield room
    assert multiprocessing.active_children() == []


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def reason_for(room: ReadingRoom, path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        room.read(path)
    assert caught.value.name == path.name
    return caught.value.reason


def the_worker() -> int | None:
    (child,) = multiprocessing.active_children()
    return child.pid


def test_one_worker_reads_many_files(room: ReadingRoom, tmp_path: Path) -> None:
    read = room.read(written(tmp_path, "a.pdf", text_pdf("The minutes of the board")))
    first = the_worker()
    assert [page.text for page in read.pages] == ["The minutes of the board"]
    assert read.media_type == PDF
    text = "Протокол заседания был отправлен в посольство"
    read = room.read(written(tmp_path, "b.txt", text.encode("koi8-r")))
    assert [page.text for page in read.pages] == [text]
    assert read.language_hint == "ru"
    assert reason_for(room, written(tmp_path, "c.pdf", b"")) == "it is empty (0 bytes)"
    assert room.read(written(tmp_path, "d.txt", b"text")).pages[0].text == "text"
    assert the_worker() == first


def test_the_name_of_the_user_counts_not_that_of_the_path(
    room: ReadingRoom, tmp_path: Path
) -> None:
    stored = written(tmp_path, "0a1b2c", b"# Heading\n\ntext")
    assert room.read(stored, name="notes.md").title == "Heading"
    with pytest.raises(UnreadableFileError, match=r"“notes\.csv” cannot be read") as caught:
        room.read(stored, name="notes.csv")
    assert caught.value.name == "notes.csv"


def test_labels_belong_to_their_pages(room: ReadingRoom, tmp_path: Path) -> None:
    labels = b"/PageLabels<</Nums[0<</S/r>>1<</S/D/St 1>>]>>"
    read = room.read(written(tmp_path, "a.pdf", text_pdf("a", "b", "c", catalog=labels)))
    assert [page.label for page in read.pages] == ["i", "1", "2"]


def test_a_file_that_takes_for_ever_costs_its_time_and_no_more(tmp_path: Path) -> None:
    endless = written(tmp_path, "endless.pdf", endless_pdf())
    sound = written(tmp_path, "a.txt", b"text")
    with closing(ReadingRoom(Limits(seconds=1))) as room:
        assert reason_for(room, endless) == "it took longer than 1 seconds"
        assert room.read(sound).pages[0].text == "text"


def test_ten_thousand_pages_take_the_time_of_each(room: ReadingRoom, tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", pdf(text_objects(["x"] * 10_000)))
    assert len(room.read(path).pages) == 10_000
    with closing(ReadingRoom(Limits(seconds=0.3, page_seconds=0))) as hurried:
        assert reason_for(hurried, path) == "it took longer than 0.3 seconds"


def test_a_document_that_promises_too_many_pages_is_read_or_refused_at_once(
    room: ReadingRoom, tmp_path: Path
) -> None:
    objects = text_objects(["x", "y"])
    objects[2] = b"<</Type/Pages/Count 30000/Kids[100 0 R 102 0 R]>>"
    read = room.read(written(tmp_path, "a.pdf", pdf(objects)))
    assert [page.text for page in read.pages] == ["x", "y"]
    assert read.warnings == ("it says that it has 30,000 pages, and has 2",)
    objects[2] = b"<</Type/Pages/Count 300000/Kids[100 0 R 102 0 R]>>"
    path = written(tmp_path, "b.pdf", pdf(objects))
    assert reason_for(room, path) == "it has more than 100,000 pages"


def test_a_slow_taker_is_no_fault_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", text_pdf("one", "two"))
    with closing(ReadingRoom(Limits(seconds=1))) as room:
        steps = room.read_steps(path)
        next(steps)
        time.sleep(1.5)
        assert list(steps)[-1].pages == 2


def test_a_worker_that_dies_is_replaced(
    room: ReadingRoom, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    steps = room.read_steps(written(tmp_path, "endless.pdf", endless_pdf()))
    next(steps)
    (child,) = multiprocessing.active_children()
    child.kill()
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(UnreadableFileError, match="it is damaged, or needs more than 2 GB"),
    ):
        list(steps)
    assert "ended a worker" in caplog.text
    assert room.read(written(tmp_path, "a.txt", b"text")).pages[0].text == "text"


def test_a_worker_that_died_idle_is_no_fault_of_the_next_file(
    room: ReadingRoom, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.txt", b"text")
    room.read(path)
    (child,) = multiprocessing.active_children()
    child.kill()
    child.join()
    assert room.read(path).pages[0].text == "text"


@pytest.mark.skipif(not ON_LINUX, reason="only Linux keeps to the limit of address space")
def test_a_file_that_eats_memory_is_refused(tmp_path: Path) -> None:
    greedy = written(tmp_path, "a.png", image_bytes(Image.new("L", (13_000, 13_000)), "PNG"))
    sound = written(tmp_path, "a.txt", b"text")
    with closing(ReadingRoom(Limits(memory=300 * 1024**2))) as room:
        assert reason_for(room, greedy) == "it needs more than 0.293 GB of memory"
        assert room.read(sound).pages[0].text == "text"


def test_cancelling_kills_at_once(room: ReadingRoom, tmp_path: Path) -> None:
    steps = room.read_steps(written(tmp_path, "endless.pdf", endless_pdf()))
    assert next(steps) == Reached(0, 0)
    started = time.monotonic()
    steps.close()
    assert time.monotonic() - started < 1
    assert multiprocessing.active_children() == []
    assert room.read(written(tmp_path, "a.txt", b"text")).pages[0].text == "text"


def test_closing_the_room_ends_a_reading_in_another_thread(tmp_path: Path) -> None:
    room = ReadingRoom()
    caught: list[BaseException] = []

    def read() -> None:
        try:
            room.read(written(tmp_path, "endless.pdf", endless_pdf()))
        except StorageError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    while not multiprocessing.active_children():
        time.sleep(0.02)
    time.sleep(0.5)
    room.close()
    thread.join(5)
    assert not thread.is_alive()
    assert "the library was closed" in str(caught[0])
    assert multiprocessing.active_children() == []
    with pytest.raises(StorageError):
        room.read(written(tmp_path, "a.txt", b"text"))


def test_pictures_are_drawn_while_a_file_is_read(room: ReadingRoom, tmp_path: Path) -> None:
    sound = written(tmp_path, "a.pdf", text_pdf("one", "two"))
    with closing(room.read_steps(written(tmp_path, "endless.pdf", endless_pdf()))) as steps:
        next(steps)
        picture = room.picture(sound, PDF, 1, 300)
    assert (picture.width, len(picture.rgb)) == (300, picture.stride * picture.height)
    assert room.picture(sound, PDF, 0, 10**9).width == 4_000
    with pytest.raises(UnreadableFileError, match="no page 9"):
        room.picture(sound, PDF, 8, 300)
    with pytest.raises(UnreadableFileError):
        room.picture(tmp_path / "missing.jpg", JPEG, 0, 300)
    assert isinstance(room.picture(sound, PDF, 0, 100), Picture)


def test_a_document_whose_labels_kill_keeps_its_text(
    room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The worker finds a pypdf before the real one that ends the process at once.
    fake = tmp_path / "fake" / "pypdf"
    fake.mkdir(parents=True)
    fake.joinpath("__init__.py").write_text("import os\nos.abort()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(fake.parent)
    named = text_pdf("text", catalog=b"/PageLabels<</Nums[0<</S/r>>]>>")
    read = room.read(written(tmp_path, "a.pdf", named))
    assert [page.text for page in read.pages] == ["text"]
    assert read.warnings == ("the names of its pages could not be read",)


def test_a_worker_loads_neither_window_nor_database() -> None:
    heavy = "{'PySide6', 'sqlalchemy', 'whoosh', 'pypdfium2', 'PIL', 'lxml', 'charset_normalizer'}"
    code = f"import sys, archivist.ingest.serving; print({heavy} & set(sys.modules))"
    folder = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.skipif(sys.maxsize < 2**32, reason="the size is that of 64 bits")
def test_the_limits_of_windows_are_laid_out_as_it_wants_them() -> None:
    import ctypes  # noqa: PLC0415

    assert ctypes.sizeof(JobLimits) == 144
    assert JobLimits.process_memory.offset == 112
