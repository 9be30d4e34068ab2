"""The main job through the command line, one test a line of it, in the order of the work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine, Study


def test_a_folder_of_documents_in_many_formats_is_imported(
    archivist: CommandLine, study: Study, tmp_path: Path
) -> None:
    archivist("init", tmp_path / "new")
    answer = archivist("import", tmp_path / "new", study.documents, "--ocr", "off", "--json")
    assert answer.code == 0, answer.err
    files = answer.json["files"]
    assert {path.name for path in study.documents.iterdir()} == {
        file["path"].replace("\\", "/").rsplit("/", 1)[-1] for file in files
    }
    assert {file["status"] for file in files} == {"stored"}
    assert next(file["pages"] for file in files if file["path"].endswith(".pdf")) == 2


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_the_text_of_a_scan_is_recognised_and_found(
    archivist: CommandLine, study: Study, tmp_path: Path
) -> None:
    archivist("init", tmp_path / "new")
    scan = study.documents / "canal-letter-1947.png"
    assert archivist("import", tmp_path / "new", scan, "--ocr", "rus+kaz").code == 0
    (hit,) = archivist("search", tmp_path / "new", "плотину", "--json").json["hits"]
    assert "Плотина" in [hit["snippet"][start:end] for start, end in hit["marks"]]


def test_documents_lie_under_archive_fund_series_and_file(study: Study) -> None:
    answer = study.archivist("search", study.library, "знак", "--archive", "АП РК", "--json")
    hits = answer.json["hits"]
    assert {hit["source_id"] for hit in hits} == {
        study.ids["protocol-1992.pdf"],
        study.ids["telegram-1993.txt"],
    }
    assert {hit["reference"] for hit in hits} == {"АП РК. Ф. 5-Н. Оп. 1. Д. 5059"}


@pytest.mark.parametrize(
    ("typed", "found", "written"),
    [
        ("граница", "protocol-1992.pdf", "границы"),
        ("станица", "protocol-1992.pdf", "станиц"),
        ("километр", "telegram-1993.txt", "километров"),
        ("құдық", "report-1947.md", "құдықтарды"),
        ("шекара", "report-1947.md", "Шекара"),
        ("підручник", "dovidka-1994.docx", "підручники"),
        ("пісня", "dovidka-1994.docx", "пісень"),
        ("market", "non-paper-1994.txt", "markets"),
        ("family", "non-paper-1994.txt", "families"),
    ],
)
def test_a_passage_is_found_by_another_form_of_its_word(
    study: Study, typed: str, found: str, written: str
) -> None:
    answer = study.archivist("search", study.library, typed, "--json")
    hit = next(hit for hit in answer.json["hits"] if hit["source_id"] == study.ids[found])
    marked = [hit["snippet"][start:end] for start, end in hit["marks"]]
    assert written in marked
    assert hit["page"] == 1


def test_the_second_page_of_a_document_is_told_from_the_first(study: Study) -> None:
    hits = study.archivist("search", study.library, "ярмарка", "--json").json["hits"]
    assert [hit["page"] for hit in hits if hit["source_id"] == study.ids["protocol-1992.pdf"]] == [
        2
    ]


def test_many_queries_are_answered_line_by_line(study: Study, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("граница\nбегемот\nmarket\n", encoding="utf-8")
    answer = study.archivist("search", study.library, "--queries", queries)
    totals = [json.loads(line)["total"] for line in answer.out.splitlines()]
    assert totals[0] > 0
    assert totals[1] == 0
    assert totals[2] > 0


def test_a_passage_is_highlighted_with_a_note_and_tags(study: Study) -> None:
    answer = study.archivist(
        *("annotate", study.library, "--source", study.ids["telegram-1993.txt"], "--page", 1),
        *("--quote", "восстановлено одиннадцать\nпограничных знаков", "--json"),
        *("--note", "Сравнить с переписью хуторов", "--tag", "survey/found"),
    )
    assert answer.code == 0, answer.err
    hits = study.archivist("search", study.library, "хутор", "--json").json["hits"]
    assert [hit["kind"] for hit in hits] == ["annotation"]
    assert hits[0]["source_id"] == study.ids["telegram-1993.txt"]


def test_words_that_are_not_on_the_page_are_not_highlighted(study: Study) -> None:
    answer = study.archivist(
        *("annotate", study.library, "--source", study.ids["telegram-1993.txt"], "--page", 1),
        *("--quote", "слова, которых там нет"),
    )
    assert answer.code == 2
    assert "слова, которых там нет" in answer.err


def test_a_source_is_cited_in_both_styles(study: Study) -> None:
    source = study.ids["protocol-1992.pdf"]
    cite = ("cite", "source", study.library, "--source", source)
    gost = study.archivist(*cite, "--locator", "л. 21")
    assert "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21" in gost.out
    english = study.archivist(*cite, "--style", "kz-english", "--locator", "л. 21")
    assert "Fund-5-N, Series-1, File-5059, p. 21" in english.out


@pytest.mark.parametrize("suffix", ["docx", "txt", "html", "json"])
def test_a_numbered_list_of_references_is_exported(
    study: Study, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"references.{suffix}"
    answer = study.archivist("references", study.library, "-o", target)
    assert answer.code == 0, answer.err
    if suffix == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    else:
        text = target.read_text(encoding="utf-8")
    assert "Ф. 5-Н. Оп. 1. Д. 5059" in text
    assert "Ф. 1109. Оп. 4. Д. 12" in text


@pytest.fixture
def manuscript(study: Study) -> tuple[int, int]:
    """A manuscript with two sections; the ids of the manuscript and of its first section."""
    add = ("manuscript", study.library, "add")
    work = study.archivist(*add, "Граница", "--language", "ru", "--json").json["manuscript_id"]
    protocol, report = study.ids["protocol-1992.pdf"], study.ids["report-1947.md"]
    first = study.archivist(
        *(*add, "Старые карты", "--to", work, "--text", "-", "--json"),
        typed=f"Знаков нашли *меньше* двух третей [@{protocol}, л. 21].",
    )
    assert first.code == 0, first.err
    study.archivist(
        *(*add, "Колодцы", "--to", work, "--text", "-"),
        typed=f"Колодцами пользовались сообща [@{report}; @{protocol}, л. 22].",
    )
    return work, first.json["section_id"]


def test_a_section_is_exported_to_docx_with_its_citations(
    study: Study, manuscript: tuple[int, int], tmp_path: Path
) -> None:
    work, section = manuscript
    target = tmp_path / "section.docx"
    export = ("manuscript", study.library, "export", work, "-o", target)
    answer = study.archivist(*export, "--section", section)
    assert answer.code == 0, answer.err
    paragraphs = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert "Старые карты" in paragraphs
    assert "Знаков нашли меньше двух третей [1, л. 21]." in paragraphs
    assert not any("Колодц" in text for text in paragraphs)
    assert any("Ф. 5-Н. Оп. 1. Д. 5059" in text for text in paragraphs)


def test_a_manuscript_numbers_its_sources_in_one_list(
    study: Study, manuscript: tuple[int, int], tmp_path: Path
) -> None:
    work, _ = manuscript
    target = tmp_path / "manuscript.docx"
    answer = study.archivist("manuscript", study.library, "export", work, "-o", target)
    assert answer.code == 0, answer.err
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    assert text.count("Ф. 5-Н. Оп. 1. Д. 5059") == 1
    assert "Ф. 1109. Оп. 4. Д. 12" in text


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_exported_manuscript(
    study: Study, manuscript: tuple[int, int], tmp_path: Path
) -> None:
    target = tmp_path / "manuscript.docx"
    study.archivist("manuscript", study.library, "export", manuscript[0], "-o", target)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(target)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    with pypdfium2.PdfDocument(tmp_path / "manuscript.pdf") as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    text = " ".join(text.split())
    assert "Знаков нашли меньше двух третей" in text
    assert "Ф. 1109. Оп. 4. Д. 12" in text


def test_the_list_names_manuscripts_and_sections(study: Study, manuscript: tuple[int, int]) -> None:
    listed = study.archivist("manuscript", study.library, "list", "--json").json["manuscripts"]
    work = next(work for work in listed if work["manuscript_id"] == manuscript[0])
    assert [section["title"] for section in work["sections"]] == ["Старые карты", "Колодцы"]
    assert [section["words"] for section in work["sections"]] == [5, 3]


def test_the_installed_program_does_the_same(study: Study, tmp_path: Path) -> None:
    """A process of its own, as a historian starts it, with other settings of the user."""
    home = {
        name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "APPDATA")
    }

    def run(*words: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "archivist", *map(str, words)],
            env={**os.environ, **home},
            capture_output=True,
            timeout=100,
            check=False,
        )

    library = tmp_path / "library"
    assert run("init", library).returncode == 0
    done = run("import", library, study.documents / "report-1947.md", "--json")
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(run("search", library, "кітап", "--json").stdout.decode("utf-8"))
    assert found["total"] == 1
    assert "кітаптар" in found["hits"][0]["snippet"]
