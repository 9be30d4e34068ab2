"""A machine without the programs that some kinds need: told once, kept, read later."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from making_books import HAS_DJVU, djvu

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


@pytest.mark.skipif(not HAS_DJVU, reason="DjVuLibre is not installed")
def test_a_historian_installs_what_was_missing_and_reads_the_same_files(
    archivist: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans, bare, library = tmp_path / "scans", tmp_path / "bare", tmp_path / "books"
    for folder in (scans, bare, tmp_path / "work"):
        folder.mkdir()
    for number in range(3):
        layer = f'(page 0 0 400 600 "Пограничный знак номер {number}")'
        (scans / f"{number}.djvu").write_bytes(djvu(tmp_path / "work", [layer, ""]))
    archivist("init", library)
    programs = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(bare))
    answer = archivist("import", library, scans)
    assert answer.code == 1
    assert answer.err.count("sudo apt install djvulibre-bin") == 1
    assert answer.err.count("DjVuLibre is missing") == 4  # once a file, and once with the remedy
    monkeypatch.setenv("PATH", programs)
    assert archivist("jobs", library, "--retry").code == 0
    assert archivist("search", library, "пограничные знаки", "--json").json["total"] == 3
