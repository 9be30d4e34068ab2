"""`archivist check`: faults in citations and records, told on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine


def test_a_manuscript_with_faults_is_told_of_them(archivist: CommandLine, tmp_path: Path) -> None:
    library, text = tmp_path / "library", tmp_path / "text.md"
    text.write_text("Слово [@7] от 30.092020.", encoding="utf-8")
    archivist("init", library)
    made = archivist("manuscript", library, "add", "Граница", "--json").json["manuscript_id"]
    archivist("manuscript", library, "add", "Введение", "--to", made, "--text", text)
    answer = archivist("check", library, "--manuscript", made, "--json")
    assert answer.code == 1
    gone, date = answer.json["findings"]
    assert (gone["kind"], gone["source_ids"], gone["severity"]) == ("missing_source", [7], "error")
    assert (gone["position"], gone["length"], date["kind"]) == (7, 2, "date")
    lines = archivist("check", library, "--manuscript", made).out.splitlines()
    assert lines[0].startswith("error  section 1 “Введение”, character 8: Source 7 is not")


def test_a_sound_library_has_nothing_to_tell(archivist: CommandLine, tmp_path: Path) -> None:
    archivist("init", tmp_path / "library")
    answer = archivist("check", tmp_path / "library")
    assert (answer.code, answer.out) == (0, "Nothing was found.\n")
    assert archivist("check", tmp_path / "library", "--manuscript", 5).code == 2
