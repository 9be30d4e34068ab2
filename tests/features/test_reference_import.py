"""A list of references goes into a library, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_files import docx, paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

LIST = """\
1. Архив Президента Республики Казахстан (АП РК). Ф. 708. Оп. 1. Д. 12. Л. 3.
2. Токаев К. К. Беласу. Алматы : Дәуір, 2008. 496 с.
3. AFP RK. Fund-5-H, Series-1, File-4798, p. 1.
4. абракадабра без смысла
5. АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3.
"""


@pytest.fixture
def library(archivist: CommandLine, tmp_path: Path) -> Path:
    folder = tmp_path / "Диссертация"
    assert archivist("init", folder).code == 0
    return folder


def test_what_is_certain_is_taken_and_the_rest_named(archivist: CommandLine, library: Path) -> None:
    answer = archivist("cite", "import", library, "-", "--json", typed=LIST)
    assert answer.code == 1
    told = answer.json
    assert (told["made"], told["there"], told["left_out"]) == (2, 1, 2)
    entries = told["entries"]
    assert [one["status"] for one in entries] == ["made", "made", "left_out", "left_out", "there"]
    assert entries[4]["source_ids"] == entries[0]["source_ids"]
    assert "“AFP RK” is not known" in entries[2]["reason"]
    assert entries[3]["reason"] == "it is not understood"
    assert told["unknown_archives"] == [{"name": "AFP RK", "near": ["AP RK", "AFP RF"]}]
    first = entries[0]["source_ids"][0]
    cited = archivist("cite", "source", library, "--source", first)
    assert "АП РК). Ф. 708. Оп. 1. Д. 12. Л. 3" in cited.out
    again = archivist("cite", "import", library, "-", "--json", typed=LIST).json
    assert (again["made"], again["there"], again["left_out"]) == (0, 3, 2)


def test_new_archives_are_made_only_when_that_is_said(
    archivist: CommandLine, library: Path
) -> None:
    answer = archivist("cite", "import", library, "-", "--new-archives", typed=LIST)
    lines = answer.out.splitlines()
    assert lines[-1] == "3 made, 1 there already, 1 left out."
    assert any(line.startswith("+ 3. AFP RK.") for line in lines)
    assert any("“AFP RK” is no archive that is known (near: AP RK, AFP RF)" in one for one in lines)
    assert "    left out: it is not understood" in lines


def test_a_word_document_goes_into_a_group(
    archivist: CommandLine, library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.docx"
    file.write_bytes(docx("".join(map(paragraph, ["References", *LIST.splitlines()[:2]]))))
    answer = archivist("cite", "import", library, file, "--group", "research literature")
    assert answer.out.endswith("2 made, 0 there already, 0 left out.\n")
    assert answer.code == 0
    found = archivist("references", library, "-o", tmp_path / "list.txt")
    assert found.out.startswith("Wrote 2 references")


def test_bad_input_is_one_sentence(archivist: CommandLine, library: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04")
    for words, said, typed in (
        ((broken,), "cut short or damaged", ""),
        ((tmp_path / "none.txt",), "it is not there", ""),
        (("-",), "there is no reference in it", "\n \n"),
        (("-", "--group", "Nothing"), "no group “Nothing”", LIST),
        (("-", "--sure", "3"), "no number from 0 to 1", LIST),
    ):
        answer = archivist("cite", "import", library, *words, typed=typed)
        assert answer.code == 2
        assert said in answer.err
        assert answer.err.count("\n") == 1
