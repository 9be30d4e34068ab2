"""A pasted list: taken into entries, each read in the light of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from citation_makers import ENGLISH, GOST, styles

from archivist.citation.listing import format_list
from archivist.citation.parsing import EntryKind, parse_list, split_list
from archivist.library.richtext import plain

CASES = json.loads(
    (Path(__file__).parents[2] / "reference" / "citations" / "parsed.json").read_text("utf-8")
)
ARTICLE = [case["input"] for case in CASES if case["id"] <= "P022"]
SLIPS = {6: "“157,162”", 7: "“AFP RK”", 18: "A comma stands after the archive"}


def printed(text: str) -> str:
    """Return what a plain reader of an entry sees: no number, no marks."""
    return text.partition("] ")[2].translate({ord(sign): None for sign in "*<>"})


def test_the_list_of_an_article_comes_back_letter_for_letter() -> None:
    entries = parse_list("\n".join(ARTICLE))
    texts = format_list([entry.citable for entry in entries if entry.citable], styles()[ENGLISH])
    expected = [
        printed(text).replace("157,162", "157, 162").replace("(SANKR),", "(SANKR).")
        for text in ARTICLE
    ]
    assert [plain(text) for text in texts] == expected


def test_the_three_slips_of_the_article_are_named_and_no_others() -> None:
    entries = parse_list("\n".join(ARTICLE))
    slips = [(entry.number, slip) for entry in entries for slip in entry.warnings]
    assert [number for number, _ in slips] == list(SLIPS)
    for number, slip in slips:
        assert number is not None
        assert SLIPS[number] in slip.sentence
    six, seven, eighteen = (slip for _, slip in slips)
    assert ARTICLE[5][six.position :][: six.length] == "7,1"
    assert ARTICLE[6][seven.position :][: seven.length] == "AFP RK"
    assert ARTICLE[17][eighteen.position :][: eighteen.length] == ","
    assert "AP RK or AFP RF" in seven.sentence


def test_an_archive_that_the_list_introduces_is_one_archive_in_all_entries() -> None:
    entries = parse_list("\n".join(ARTICLE))
    archives = {
        entry.number: entry.citable.archive.id
        for entry in entries
        if entry.citable and entry.citable.archive
    }
    assert archives[5] == archives[6] == archives[12]
    assert archives[7] not in {archives[5], archives[11]}


def test_a_known_archive_has_its_names_in_other_languages() -> None:
    (entry,) = parse_list("GARF, f. 5446, op. 55, d. 3389, l. 12.")
    assert entry.citable
    (text,) = format_list([entry.citable], styles()[GOST])
    assert plain(text) == (
        "Государственный архив Российской Федерации (ГАРФ). Ф. 5446. Оп. 55. Д. 3389. Л. 12."
    )


def test_repeats_mean_what_stands_before_them() -> None:
    entries = parse_list(
        "1. ЦГА РК. Ф. 64. Оп. 1. Д. 125. Л. 3.\n"
        "2. Там же. Д. 13. Л. 5.\n"
        "3. Там же. Л. 7.\n"
        "4. Kissinger H. Diplomacy. New York : Simon & Schuster, 1994. P. 12.\n"
        "5. Ibid., p. 68.\n"
    )
    assert [entry.kind for entry in entries][1:3] == [EntryKind.IBID, EntryKind.IBID]
    citables = [entry.citable for entry in entries if entry.citable]
    texts = [plain(text) for text in format_list(citables, styles()[GOST])]
    assert texts[1:3] == [
        "ЦГА РК. Ф. 64. Оп. 1. Д. 13. Л. 5.",
        "ЦГА РК. Ф. 64. Оп. 1. Д. 13. Л. 7.",
    ]
    assert citables[4].record.pages == "68"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Первая.\n2. Вторая.\n", ("1. Первая.", "2. Вторая.")),
        ("[1] One of\nthem.\n[2] Two.", ("[1] One of them.", "[2] Two.")),
        ("1)\tПервая\n2)\tВторая", ("1)\tПервая", "2)\tВторая")),
        ("• Первая.\n• Вторая.", ("• Первая.", "• Вторая.")),
        ("Первая.\n\nВторая\nкнига.", ("Первая.", "Вторая книга.")),
        ("Первая.\nВторая.", ("Первая.", "Вторая.")),
        ("1. Казахско-рос-\nсийские.\n2. Б.", ("1. Казахско-российские.", "2. Б.")),
        ("1. А.\n17\n2. Б.", ("1. А.", "2. Б.")),
        ("1. А. 2005. № 2. С. 45–\n58.\n2. Б.", ("1. А. 2005. № 2. С. 45–58.", "2. Б.")),
        ("1. А. М.,\n1990. 5 с.\n2. Б.", ("1. А. М., 1990. 5 с.", "2. Б.")),
        ("", ()),
    ],
    ids=[
        *(
            "numbers",
            "wrapped",
            "tabs",
            "bullets",
            "empty lines",
            "lines",
            "hyphens",
            "page number",
        ),
        *("range over lines", "year at a line's head", "nothing"),
    ],
)
def test_a_list_is_taken_apart(text: str, expected: tuple[str, ...]) -> None:
    assert split_list(text) == expected


def test_text_before_the_first_number_is_no_entry() -> None:
    assert split_list("References\n1. One.\n2. Two.") == ("1. One.", "2. Two.")
