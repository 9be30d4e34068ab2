"""What single references are read as, field by field: archival forms of five languages, books."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archivist.citation.cases.parsed import check_parsed
from archivist.citation.fields import read_citable
from archivist.citation.parsing import EntryKind, parse_entry, to_fields

CASES = json.loads(
    (Path(__file__).parents[2] / "reference" / "citations" / "parsed.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_reference_is_read(case: dict) -> None:
    wrong = [
        (one.form, one.expected, one.printed) for one in check_parsed([case]) if not one.passed
    ]
    assert wrong == []


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_nothing_of_a_reference_that_is_read_is_left_over(case: dict) -> None:
    assert parse_entry(case["input"]).rest == ""


@pytest.mark.parametrize(
    "text",
    [
        "Токаев К. К. Беласу. Алматы : Дәуір, 2008. 496 с.",
        "Ф. М. Достоевский. Бесы. М., 1990. Т. 2. С. 15.",
        "Иванов И. И. Архив и его фонды. М., 1999. 200 с.",
        "Haydanka Y. Urgent problems // Public Policy. 2020. Т. 19, № 2. С. 253–265.",
        "Закон Республики Казахстан «Об архивах» от 22 декабря 1998 года № 326-I. URL: https://a.kz/1",
    ],
)
def test_a_published_source_is_no_place_in_an_archive(text: str) -> None:
    assert parse_entry(text).kind is EntryKind.PUBLISHED


def test_what_is_no_reference_is_kept_whole_and_trusted_not_at_all() -> None:
    entry = parse_entry("Список использованных источников")
    assert entry.kind is EntryKind.UNKNOWN
    assert entry.confidence == 0
    assert entry.rest == "Список использованных источников"


def test_what_was_not_understood_is_kept_and_lowers_the_confidence() -> None:
    whole = parse_entry("АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5.")
    part = parse_entry("АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5. Пометы карандашом на полях.")
    assert whole.rest == ""
    assert part.rest == "Пометы карандашом на полях"
    assert part.confidence < whole.confidence - 0.2


def test_fields_for_other_programs_are_read_back_as_the_same_source() -> None:
    entry = parse_entry("[7] РГАЛИ. Ф. 1334. Оп. 1. Ед. хр. 1042. Л. 5–6 об.")
    told = json.loads(json.dumps(to_fields(entry)))
    assert told["number"] == 7
    assert told["kind"] == "archival"
    assert told["warnings"] == []
    back = read_citable("1", told)
    assert entry.citable is not None
    assert back.location == entry.citable.location
