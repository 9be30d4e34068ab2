"""Folders on the command line: patterns, a preview of what goes where, a watched folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

WHOLE = "{archive}/{fund}/{series}/{file}/*"


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    made = tmp_path / "library"
    assert archivist("init", made).code == 0
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two photographs of a file, and a text that is of none."""
    folder = tmp_path / "АП РК"
    file = folder / "Ф. 5-Н" / "Оп. 1" / "Д. 5059"
    file.mkdir(parents=True)
    for number in (1, 2):
        Image.new("L", (40, 30), 50 * number).save(file / f"IMG_{number}.jpg")
    (folder / "дневник.txt").write_text("Алматы, май", encoding="utf-8")
    return folder


def test_a_dry_run_tells_and_does_nothing(
    archivist: CommandLine, library: Path, folder: Path
) -> None:
    answer = archivist("import", library, folder, "--pattern", WHOLE, "--dry-run")

    assert answer.code == 0, answer.err
    assert answer.out.splitlines() == [
        f"Pattern: {WHOLE}",
        "АП РК  (new, 2 files)",
        "  fund 5-Н  (new, 2 files)",
        "    series 1  (new, 2 files)",
        "      file 5059  (new, 2 files as 1 source)",
        "Unfiled: 1 file",
        "Does not fit: АП РК/дневник.txt: it lies in 1 folder, and the pattern has 4",
        "3 files would become 2 sources.",
    ]
    assert archivist("jobs", library, "--json").json["runs"] == []


def test_a_guess_and_its_preview_as_json(
    archivist: CommandLine, library: Path, folder: Path
) -> None:
    words = ("import", library, folder, "--pattern", "auto", "--misfits", "skip", "--json")
    preview = archivist(*words, "--dry-run").json

    assert preview["pattern"] == WHOLE
    assert (preview["files"], preview["sources"], preview["unfiled"]) == (2, 1, 0)
    (archive,) = preview["tree"]
    file = archive["below"][0]["below"][0]["below"][0]
    assert (file["level"], file["name"], file["new"]) == ("file", "5059", True)
    assert [one["path"] for one in preview["misfits"]] == ["АП РК/дневник.txt"]

    answer = archivist(*words, "--ocr", "off")
    assert answer.code == 0
    assert "дневник.txt" in answer.err
    assert {file["source_id"] for file in answer.json["files"]} == {1}
    (archive,) = archivist(*words, "--dry-run").json["tree"]
    assert not archive["new"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pattern", "{archive}/{fonds}/*"), "At character 11"),
        (("--pattern", "a/*"), "at least one field"),
        (("--pattern", "{file}/*", "--under", "АП РК//1"), "between two slashes"),
        (("--watch", "elsewhere"), "or one folder to --watch"),
    ],
)
def test_mistakes_are_told_and_nothing_is_imported(
    archivist: CommandLine, library: Path, folder: Path, words: tuple[str, ...], said: str
) -> None:
    answer = archivist("import", library, folder, *words)

    assert answer.code == 2
    assert said in answer.err
    assert archivist("jobs", library, "--json").json["runs"] == []


def test_what_cannot_be_watched_is_told(archivist: CommandLine, library: Path) -> None:
    for folder in (library, library / "files", library.parent / "gone"):
        answer = archivist("import", library, "--watch", folder)
        assert answer.code == 2
        assert "cannot be watched" in answer.err


WATCHING = """
import signal
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from factories import places_in
from archivist.cli.console import Faces
from archivist.cli.main import main

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests
    faces = Faces(window=lambda _: 0, pictures=lambda *_: ())
    sys.exit(main(sys.argv[2:], places_in(Path(sys.argv[1])), faces))
"""


@pytest.mark.skipif(os.name == "nt", reason="interrupts as POSIX does")
def test_a_watched_folder_is_collected_until_it_is_interrupted(
    archivist: CommandLine, library: Path, folder: Path, tmp_path: Path
) -> None:
    program = tmp_path / "watching.py"
    tests = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    program.write_text(WATCHING.format(tests=tests), encoding="utf-8")
    words = ["import", str(library), "--watch", str(folder), "--pattern", WHOLE, "--ocr", "off"]
    out = tmp_path / "out.txt"
    with out.open("w") as stream:
        child = subprocess.Popen(
            [sys.executable, str(program), str(tmp_path / "user"), *words], stdout=stream
        )

        def wait(text: str) -> None:
            until = time.monotonic() + 60
            while text not in out.read_text(encoding="utf-8"):
                assert time.monotonic() < until, out.read_text(encoding="utf-8")
                assert child.poll() is None
                time.sleep(0.1)

        try:
            wait("дневник.txt")
            (folder / "новое.txt").write_text("ещё", encoding="utf-8")
            wait("новое.txt")
            child.send_signal(signal.SIGINT)
            assert child.wait(30) == 0
        finally:
            child.kill()
            child.wait()
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert all("stored" in line for line in lines)
    runs = archivist("jobs", library, "--json").json["runs"]
    assert len(runs) == 2
    assert len({line.split("source ")[1] for line in lines if "IMG_" in line}) == 1
