"""The demonstration: the whole work once through, told in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


def test_the_demonstration_does_the_main_job_and_says_where_things_lie(
    archivist: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "show"
    answer = archivist("demo", folder, "--open")
    assert answer.code == 0, answer.err
    assert archivist.opened == [folder / "library"]
    for said in (
        "protocol-1992.pdf  →  АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21–22",
        "non-paper-1994.txt  →  АВП РФ. Ф. 897. Оп. 4. Д. 13. Л. 59, 60, 63",
        "«границы»",
        "«кітаптар»",
        "Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21–22.",
        "Archive of the President of the Republic of Kazakhstan (AP RK). Fund-5-N, Series-1,",
    ):
        assert said in answer.out
    written = sorted((folder / "output").glob("*.docx"))
    assert len(written) == 5
    for file in written:
        assert str(file) in answer.out
        assert any(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    text = [one.text for one in docx.Document(str(folder / "output" / "section-1.docx")).paragraphs]
    assert any("could still be found [1, p. 21]" in line for line in text)
    assert archivist("verify", folder / "library").code == 0


def test_a_demonstration_that_is_there_is_left_alone(
    archivist: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "mine.txt").touch()
    answer = archivist("demo", tmp_path)
    assert answer.code == 3
    assert "not empty" in answer.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "user") == ["library"]


def test_a_demonstration_writes_over_nothing(archivist: CommandLine, tmp_path: Path) -> None:
    mine = tmp_path / "output" / "manuscript.docx"
    mine.parent.mkdir()
    mine.write_text("мой труд", encoding="utf-8")
    answer = archivist("demo", tmp_path)
    assert answer.code == 3
    assert "not empty" in answer.err
    assert mine.read_text(encoding="utf-8") == "мой труд"
    assert not (tmp_path / "library").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="its caches would be the user's own")
def test_the_installed_demonstration_draws_the_window(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "archivist", "demo", str(tmp_path / "show")],
        env={**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    pictures = sorted((tmp_path / "show" / "output").glob("*.png"))
    assert {path.stem for path in pictures} == {
        *("library", "library-dark", "manuscripts", "reader", "search"),
    }
    for path in pictures:
        assert str(path) in done.stdout.decode("utf-8")
        with Image.open(path) as picture:
            colours = picture.convert("RGB").getcolors(1 << 20)
        assert colours is not None
        assert len(colours) > 50, f"{path.name} shows something"
