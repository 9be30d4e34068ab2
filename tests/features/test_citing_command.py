"""Citing without a library, as it is typed: records in, lists in, case files compared."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandLine

AP_RK = {
    "ru": ["Архив Президента Республики Казахстан", "АП РК"],
    "en": ["Archive of the President of the Republic of Kazakhstan", "AP RK"],
}
FILE = {
    "archive": AP_RK,
    "lang": "ru",
    "fund": "5-Н",
    "fund_en": "5-H",
    "series": "1",
    "file": "5059",
    "sheets": [{"from": "21"}],
}
BOOK = {
    "type": "book",
    "title": "Diplomacy",
    "author": [{"family": "Kissinger", "given": "Henry"}],
    "publisher": "Simon & Schuster",
    "publisher-place": "New York",
    "issued": {"date-parts": [[1994]]},
    "language": "en",
}
LIST = """[1] Tokayev, K.K. (2008). *Belasu*. Almaty: Daur.
[2] State Archive of the North-Kazakhstan region (SANKR). Fund-669, Series-1, File-607, p. 31.
[3] SANKR. Fund-669, Series-1, File-818, pp. 32-33.
"""


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_records_are_printed_in_a_style(archivist: CommandLine) -> None:
    records = json.dumps([FILE, BOOK, FILE], ensure_ascii=False)
    printed = archivist("cite", "format", "--style", "gost-r-7.0.5-2008", typed=records)
    assert lines(printed.out) == [
        "Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "Kissinger H. Diplomacy. New York : Simon & Schuster, 1994.",
        "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
    ]
    assert printed.code == 0


def test_first_and_repeat_say_how_archives_are_named(archivist: CommandLine) -> None:
    record = json.dumps(FILE)
    words = ("cite", "format", "--style", "kz-english")
    assert archivist(*words, "--repeat", typed=record).out == (
        "AP RK. Fund-5-H, Series-1, File-5059, p. 21.\n"
    )
    assert archivist(*words, "--first", typed=record).out.startswith(
        "Archive of the President of the Republic of Kazakhstan (AP RK). Fund-5-H"
    )


def test_a_csl_style_is_called_by_its_own_name(archivist: CommandLine) -> None:
    printed = archivist("cite", "format", "--style", "apa", "--json", typed=json.dumps([BOOK]))
    assert printed.json == {
        "style": "apa",
        "entries": [
            {
                "text": "Kissinger, H. (1994). Diplomacy. Simon & Schuster.",
                "html": "Kissinger, H. (1994). <i>Diplomacy</i>. Simon &amp; Schuster.",
            }
        ],
    }


def test_the_language_is_for_records_that_name_none(archivist: CommandLine) -> None:
    record = {"archive": {"ru": ["", "ЦГА РК"], "kk": ["", "ҚР ОМА"]}, "fund": "64", "file": "125"}
    words = ("cite", "format", "--style", "gost-r-7.0.5-2008")
    assert archivist(*words, "--lang", "kk", typed=json.dumps(record)).out == (
        "ҚР ОМА. Қ. 64. І. 125.\n"
    )


def test_what_was_parsed_is_printed_as_it_was(archivist: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(LIST, encoding="utf-8")
    parsed = archivist("cite", "parse", file, "--json")
    assert parsed.code == 0
    assert [entry["kind"] for entry in parsed.json["entries"]] == [
        "published",
        "archival",
        "archival",
    ]
    printed = archivist("cite", "format", "--style", "kz-english", typed=parsed.out)
    assert lines(printed.out) == [line.split("] ", 1)[1].replace("*", "") for line in lines(LIST)]


def test_a_list_is_told_to_people_too(archivist: CommandLine) -> None:
    told = archivist("cite", "parse", "-", typed="AP RK. Fund-5-H, Series-1, File-13, pp. 157,162.")
    assert "fund: 5-H" in told.out
    assert "157,162" in told.out.split("!")[-1] or "space" in told.out.split("!")[-1]


CASES = {
    "archival": [
        {
            "id": "A1",
            "fields": FILE,
            "expected": {
                "gost_r_7_0_5_repeat": {"text": "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."},
                "en_kz_repeat": {"text": "AP RK. Fund 5-H."},
                "no_such_style": {"text": "AP RK."},
            },
        }
    ],
    "transliteration": [{"lang": "ru", "source": "Казань", "expected": {"bsi": "Kazan'"}}],
}


def test_a_case_file_is_compared(archivist: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(CASES), encoding="utf-8")
    checked = archivist("cite", "check", file, "--json")
    assert checked.code == 1
    archival = checked.json["sections"]["archival"]
    assert (archival["passed"], archival["total"]) == (1, 3)
    assert archival["failed"][0] == {
        "id": "A1",
        "style": "en_kz_repeat",
        "expected": "AP RK. Fund 5-H.",
        "got": "AP RK. Fund-5-H, Series-1, File-5059, p. 21.",
    }
    assert checked.json["sections"]["transliteration"] == {"passed": 1, "total": 1, "failed": []}
    told = archivist("cite", "check", file)
    assert lines(told.out)[-2:] == ["archival: 1/3", "transliteration: 1/1"]


def test_what_is_no_case_file_is_said_in_one_sentence(
    archivist: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "cases.json"
    for text in ("{", "[]", "[" * 100_000):
        file.write_text(text, encoding="utf-8")
        answer = archivist("cite", "check", file)
        assert answer.code == 2
        assert len(lines(answer.err)) == 1


def test_a_case_that_cannot_be_read_fails_alone(archivist: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    cases = {
        "archival": [{"id": "A0"}, *CASES["archival"]],
        "parser": {"a": 1},
        "sequences": [7, {"id": "Q1", "style": "gost_r_7_0_5_footnotes", "refs": ["same p5"]}],
        "nonarchival": [{"id": "N1", "csl": [], "expected": {"gost_r_7_0_5": {"text": "А."}}}],
    }
    file.write_text(json.dumps(cases), encoding="utf-8")
    sections = archivist("cite", "check", file, "--json").json["sections"]
    assert (sections["archival"]["passed"], sections["archival"]["total"]) == (1, 4)
    assert "cannot be read" in sections["archival"]["failed"][0]["got"]
    assert [sections[name]["passed"] for name in ("parser", "sequences", "nonarchival")] == [0] * 3


def test_what_is_no_record_is_said_in_one_sentence(archivist: CommandLine) -> None:
    for typed in ("", "7", "[7]", '[{"type": 5, "fund": [1]}]', '["АП РК"]'):
        answer = archivist("cite", "format", typed=typed)
        assert len(lines(answer.err)) <= 1
        assert "mistake of its own" not in answer.err
    assert archivist("cite", "format", "--style", "gost", typed="[]").code == 2


def test_cases_are_compared_where_citeproc_is_missing(
    archivist: CommandLine, tmp_path: Path
) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(archivist.places.resources, resources)
    (resources / "csl" / "citeproc.js").unlink()
    archivist.places = replace(archivist.places, resources=resources)
    file = tmp_path / "cases.json"
    expected = {
        "gost_r_7_0_5": {"text": "Kissinger H. Diplomacy. New York : Simon & Schuster, 1994."},
        "csl_apa7_bibliography": {"text": "Kissinger, H. (1994). Diplomacy. Simon & Schuster."},
    }
    file.write_text(json.dumps({"nonarchival": [{"id": "N", "csl": BOOK, "expected": expected}]}))
    section = archivist("cite", "check", file, "--json").json["sections"]["nonarchival"]
    assert (section["passed"], section["total"]) == (1, 2)
    assert "citeproc.js is missing" in section["failed"][0]["got"]
