"""Sequences of citations: notes that repeat each other, and marks, letter for letter."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from citation_makers import ROOT, styles

from archivist.citation.cases.sequences import check_sequences
from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from archivist.citation.cases.checked import Checked

FILE = ROOT / "tests" / "reference" / "citations" / "sequences.json"


@cache
def cases() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


@cache
def checked() -> dict[str, list[Checked]]:
    found: dict[str, list[Checked]] = {case["id"]: [] for case in cases()["sequences"]}
    for one in check_sequences(cases(), styles()):
        found[one.case].append(one)
    return found


@pytest.mark.parametrize("case", [case["id"] for case in cases()["sequences"]])
def test_a_sequence_prints_as_expected(case: str) -> None:
    assert checked()[case]
    assert [one.printed for one in checked()[case]] == [one.expected for one in checked()[case]]


def test_a_wrong_string_is_told() -> None:
    sequence = {
        "id": "Q",
        "style": "gost_r_7_0_5_footnotes",
        "refs": ["АП РК 708/1/13 Л.5", "same Л.6"],
        "expected": ["АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5.", "Там же. Д. 13. Л. 6."],
    }
    told = list(check_sequences({**cases(), "sequences": [sequence]}, styles()))
    assert [one.passed for one in told] == [False, False]
    assert told[1].printed == "Там же. Л. 6."


def test_a_style_that_is_not_known_is_left_out() -> None:
    sequence = {"id": "Q", "style": "unheard_of", "refs": ["A"], "expected": ["B"]}
    assert not list(check_sequences({"sequences": [sequence]}, styles()))


@pytest.mark.parametrize(
    "sequence",
    [
        "Q",
        {"id": "Q"},
        {"id": "Q", "style": "kk", "refs": ["A"], "expected": []},
        {"id": "Q", "style": 1, "refs": ["A"], "expected": ["B"]},
    ],
)
def test_what_is_no_sequence_is_refused_in_a_sentence(sequence: object) -> None:
    with pytest.raises(UnreadableFileError, match="“Q” has not its style"):
        list(check_sequences({"sequences": [sequence]}, styles()))
