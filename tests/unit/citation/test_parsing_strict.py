"""One archival reference typed into a field, and texts of any kind."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.citation.parsing import parse_entry, parse_list, parse_reference
from archivist.errors import ParseError
from archivist.library.references import UnitKind

PIECES = st.sampled_from(
    [
        *("Ф. 897", "Оп. 4", "Д. 13", "Л. 59, 60", "л. 7 об.", ". ", ", ", " // ", " – ", "(", ")"),
        *("АВП РФ", "[", "]", "«", "»", "https://a.kz", "2005", "№ 2", "С. 45–58", "Токаев К. К."),
        *(
            "(2010).",
            "Там же",
            "64-қор",
            "“",
            "”",
            "RG 59",
            "FO 371/56",
            " : ",
            "/",
            "*a*",
            "第5页",
        ),
        *("档号:1-2", "IV", "Fund-5-H", "pp. 1-3", "\t", "\u00a0", "\u200b", "1.", "馆藏", "Ibid."),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map(" ".join))


def test_a_typed_reference_becomes_levels_and_sheets() -> None:
    citable = parse_reference("Ф. 897. Оп. 4. Д. 13. Л. 59 об.")
    assert [(level.kind, level.number) for level in citable.location.levels] == [
        (UnitKind.FUND, "897"),
        (UnitKind.SERIES, "4"),
        (UnitKind.FILE, "13"),
    ]
    assert citable.location.sheets[0].first.verso


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("Ф. 897. Оп. x", 8, "a series or a file, such as Оп. 1"),
        ("Ф. 897. Оп. 4. Д. ?", 15, "a file, such as Д. 13"),
        ("Ф. 897. Оп. 4. Д. 13. Л. a", 22, "sheets, such as Л. 5"),
        ("просто слова", 0, "a place in an archive"),
        ("", 0, "a place in an archive"),
    ],
)
def test_a_faulty_one_is_refused_in_plain_words(text: str, position: int, expected: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_reference(text)
    assert refusal.value.position == position
    assert expected in refusal.value.expected


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    for entry in parse_list(text):
        assert 0 <= entry.confidence <= 1
        for slip in entry.warnings:
            assert 0 <= slip.position <= slip.position + slip.length <= len(entry.text)
        if not entry.fields:
            words = re.findall(r"[^\W_]{3,}", entry.text.partition("Ibid")[0])
            assert not words or entry.rest or entry.kind == "ibid"


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_is_left_over_stands_in_the_text(text: str) -> None:
    for part in parse_entry(text).rest.split(" … "):
        assert bare(part) in bare(text)


def bare(text: str) -> str:
    """Return a text without white space, invisible signs and marks of emphasis."""
    seen = re.sub(r"[\u00ad\u200b-\u200d\u2060\ufeff*]|</?(?:i|em|b)>", "", text)
    return "".join(seen.split())


@pytest.mark.parametrize(
    "junk",
    [
        "Ф. 1 " * 20_000,
        "((((" * 25_000,
        "x" * 100_000,
        "“" * 50_000 + "”" * 50_000,
        "\n".join(["А, Б. " * 300] * 60),
        "\n".join(["Ф. 1 " * 400] * 50),
        "\n".join([" // : . – (1990) [1] " * 90] * 55),
        "-\n" * 50_000,
    ],
    ids=["labels", "brackets", "letters", "quotes", "names", "lines", "signs", "bullets"],
)
def test_a_heap_of_junk_takes_no_time(junk: str) -> None:
    started = time.process_time()
    parse_list(junk)
    assert time.process_time() - started < 5
