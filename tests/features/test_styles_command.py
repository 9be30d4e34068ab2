"""Citation styles on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

MINE = 'title = "Наша кафедра"\nlike = "gost-r-7.0.5-2008"\n\n[archival.between]\nlevels = ". – "\n'


def test_styles_are_found_by_their_names(archivist: CommandLine) -> None:
    answer = archivist("styles", "гост", "сноски")
    assert answer.code == 0
    assert answer.out.startswith("gost-r-7.0.5-2008-notes ")
    (found,) = archivist("styles", "chicago-17-notes", "--json").json["styles"]
    assert (found["origin"], found["form"], found["language"]) == ("own", "notes", "en")
    missing = archivist("styles", "no such style")
    assert (missing.code, len(missing.err.splitlines())) == (2, 1)


def test_a_style_shows_what_it_prints(archivist: CommandLine) -> None:
    answer = archivist("styles", "show", "gost-r-7.0.5-2008-notes")
    assert "Там же. Л. 7." in answer.out
    shown = archivist("styles", "show", "kz-english", "--json").json
    assert shown["marks"][0] == "[1]"
    assert archivist("styles", "show", "no-such-style").code == 2


def test_a_style_is_added_from_a_file(archivist: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    assert archivist("styles", "add", file).code == 0
    assert "Ф. 5-Н. – Оп. 1. – Д. 5059" in archivist("styles", "show", "mine").out
    assert archivist("styles", "add", file).code == 2  # there is one of its name
    file.with_name("broken.toml").write_text(MINE + "x = ", encoding="utf-8")
    refused = archivist("styles", "add", file.with_name("broken.toml"))
    assert refused.code == 2
    assert "line 6" in refused.err
    assert archivist("styles", "add", tmp_path / "nowhere.csl").code == 2
