"""How quickly files come in: 1,000 short texts into a fresh library, beside the bare bytes."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factories import places_in

from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library

_TEXT = (
    "докладная записка письмо протокол заседания министерства иностранных дел республики "
    "казахстан посольство договор соглашение нота беседа справка отчёт проект постановление "
    "қазақстан тәуелсіздік сыртқы саясат memorandum conversation foreign policy treaty"
)


def write_texts(folder: Path, count: int, words: int) -> None:
    """Write texts in UTF-8 and, every third, in Windows 1251."""
    rng = random.Random(5)
    folder.mkdir()
    for number in range(count):
        text = f"Дело {number}. " + " ".join(rng.choices(_TEXT.split(), k=words))
        encoding = "cp1251" if number % 3 == 0 else "utf-8"
        (folder / f"{number}.txt").write_bytes(text.encode(encoding, "ignore"))


def bare(folder: Path) -> float:
    """Return the seconds it takes to read and hash the files."""
    started = time.perf_counter()
    for file in folder.iterdir():
        hashlib.sha256(file.read_bytes()).hexdigest()
    return time.perf_counter() - started


def copied(folder: Path, target: Path) -> float:
    """Return the seconds it takes to copy the files, each one brought to the disk."""
    target.mkdir()
    started = time.perf_counter()
    for file in folder.iterdir():
        with file.open("rb") as source, (target / file.name).open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
    return time.perf_counter() - started


class Heartbeat(threading.Thread):
    """Measures how long another thread of this process has to wait: what a window would feel."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.waits: list[float] = []
        self.ended = threading.Event()

    def run(self) -> None:
        """Beat every five milliseconds."""
        while not self.ended.is_set():
            before = time.perf_counter()
            time.sleep(0.005)
            self.waits.append(time.perf_counter() - before - 0.005)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--words", type=int, default=300)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        write_texts(top / "texts", words.files, words.words)
        reading, copying = bare(top / "texts"), copied(top / "texts", top / "copies")
        with closing(make_library(top / "library", places_in(top / "user"))) as library:
            heartbeat = Heartbeat()
            heartbeat.start()
            cpu = time.process_time()
            report = finish(
                library.collecting.import_files([top / "texts"], ImportOptions(ocr="off"))
            )
            cpu = time.process_time() - cpu
            heartbeat.ended.set()
    stored = sum(file.status == "stored" for file in report.files)
    waits = sorted(heartbeat.waits)
    sys.stdout.write(
        f"{stored} of {words.files} stored in {report.seconds:.2f} s\n"
        f"imported: {stored / report.seconds:,.0f} files a second\n"
        f"read and hashed alone: {words.files / reading:,.0f}\n"
        f"copied and brought to the disk alone: {words.files / copying:,.0f}\n"
        f"CPU in this process: {1000 * cpu / words.files:.2f} ms a file\n"
        f"another thread waited: p99 {1000 * waits[len(waits) * 99 // 100]:.1f} ms, "
        f"at most {1000 * waits[-1]:.1f} ms\n"
    )


if __name__ == "__main__":
    main()
