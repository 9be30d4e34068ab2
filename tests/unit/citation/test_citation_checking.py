"""What a check of citations and records finds, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from citation_makers import archive, filed, published

from archivist.citation.checking import (
    Finding,
    FindingKind,
    Marked,
    check_archives,
    check_marks,
    check_record,
    check_wording,
    find_alike,
    read_marks,
    without_marks,
)
from archivist.library.manuscript import Section
from archivist.library.records import RecordKind
from archivist.library.values import ManuscriptId, SectionId, SourceId

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.records import Citable

AP_RK = archive(1, ru=("Архив Президента Республики Казахстан", "АП РК"), en=("", "AP RK"))
AFP_RF = archive(2, en=("Archive of Foreign Policy of the Russian Federation", "AFP RF"))


def section(text: str, number: int = 1) -> Section:
    return Section(
        id=SectionId(number),
        manuscript_id=ManuscriptId(1),
        parent_id=None,
        position=number,
        title="",
        text=text,
    )


def keyed(sources: dict[int, Citable]) -> dict[SourceId, Citable]:
    return {SourceId(one): replace(source, key=str(one)) for one, source in sources.items()}


def in_marks(text: str, sources: dict[int, Citable], *binned: int) -> list[Finding]:
    read = list(read_marks(section(text)))
    marked = [one for one in read if isinstance(one, Marked)]
    lost = [SourceId(one) for one in binned]
    broken = [one for one in read if isinstance(one, Finding)]
    return [*broken, *check_marks(marked, keyed(sources), lost)]


def in_words(*texts: str, archives: tuple[Archive, ...] = ()) -> list[tuple[FindingKind, str]]:
    """Kinds of the findings and the words that they point at."""
    sections = [section(text, number) for number, text in enumerate(texts, 1)]
    told = check_wording([(one, without_marks(one.text)) for one in sections], archives)
    return [
        (one.kind, texts[(one.section_id or 1) - 1][one.position : one.position + one.length])
        for one in told
    ]


def in_record(source: Citable) -> list[FindingKind]:
    return [one.kind for one in check_record(replace(source, key="7"))]


def in_file(place: str, sheets: str = "", extent: str = "", **facts: str) -> Citable:
    source = filed(AP_RK, place, sheets, **facts)
    return replace(source, location=replace(source.location, total_sheets=extent))


def test_a_mark_of_a_source_that_is_gone_is_found_where_it_stands() -> None:
    text = "Слово [@1, л. 2; @9] и [см.: @2]."
    gone, binned = in_marks(text, {1: in_file("5/1/2"), 2: in_file("5/1/3", title="Рапорт")}, 2)
    assert (gone.kind, gone.source_ids) == (FindingKind.MISSING_SOURCE, (9,))
    assert text[gone.position : gone.position + gone.length] == "@9"
    assert binned.kind is FindingKind.BINNED_SOURCE
    assert text[binned.position : binned.position + binned.length] == "см.: @2"
    assert "“Рапорт”" in binned.sentence


def test_a_mark_that_cannot_be_read_is_found_and_the_others_are_still_checked() -> None:
    text = "Так [@1; слово @] и [@8], а \\[@3] не ссылка."
    broken, gone = in_marks(text, {1: in_file("5/1/2")})
    assert broken.kind is FindingKind.UNREADABLE_MARK
    assert text[broken.position : broken.position + broken.length] == "[@1; слово @]"
    assert gone.source_ids == (8,)


@pytest.mark.parametrize(
    ("locator", "kind"),
    [
        ("л. 70", FindingKind.BEYOND_EXTENT),
        ("л. 60–64 об.", None),
        ("л. 12–9", FindingKind.REVERSED_RANGE),
        ("12 об.–12", FindingKind.REVERSED_RANGE),
        ("л.6", FindingKind.PUNCTUATION),
        ("л. 5,7", FindingKind.PUNCTUATION),
        ("p. 5, 7", FindingKind.LOCATOR),
        ("pp. 5", FindingKind.LOCATOR),
        ("pp. 5-7", None),
        ("карта 70", None),
    ],
)
def test_a_place_that_cannot_be_in_the_file(locator: str, kind: FindingKind | None) -> None:
    told = in_marks(f"Слово [@1, {locator}].", {1: in_file("5/1/2", extent="64 л.")})
    assert [one.kind for one in told] == ([] if kind is None else [kind])


def test_pages_may_be_shortened_but_not_run_backwards() -> None:
    book = published(RecordKind.BOOK, "История", by="Козыбаев М. К.")
    assert not in_marks("[@1, с. 421–37]", {1: book})
    (told,) = in_marks("[@1, с. 45–12]", {1: book})
    assert told.kind is FindingKind.REVERSED_RANGE


def test_a_file_with_two_numbers_is_found_unless_its_documents_have_titles() -> None:
    text = "[@1] [@2] [@3]"
    twice = {1: in_file("5/1/2", "59, 60"), 2: in_file("5/1/2", "61"), 3: in_file("5/1/3")}
    (told,) = in_marks(text, twice)
    assert (told.kind, told.source_ids) == (FindingKind.SAME_FILE, (1, 2))
    assert "5/1/2, 59, 60; " in told.sentence
    assert told.sentence.endswith("5/1/2, 61.")
    assert text[told.position :].startswith("@2")
    titled = {
        1: in_file("5/1/2", "59–60", title="Рапорт"),
        2: in_file("5/1/2", "61", title="Ответ"),
        3: in_file("5/1/2", "60–62", title="Опись"),
    }
    (told,) = in_marks(text, titled)
    assert told.source_ids == (1, 3, 2)
    assert not in_marks("[@1] [@2]", titled)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("File-13, p. 59, 60, 63.", FindingKind.LOCATOR, "p. 59, 60"),
        ("File-13, pp. 61.", FindingKind.LOCATOR, "pp. 61"),
        ("File-21, pp. 157,162.", FindingKind.PUNCTUATION, "pp. 157,162"),
        ("Ф. 5. Оп. 1. Д. 3. Л.7.", FindingKind.PUNCTUATION, "Л.7"),
        ("Ф. 5. Оп. 1. Д. 3. Л 7.", FindingKind.PUNCTUATION, "Л 7"),
        ("Archive of the region (SANKR), Fund-669", FindingKind.PUNCTUATION, "(SANKR),"),
        ("дата обращения 30.092020", FindingKind.DATE, "30.092020"),
        ("31.02.2020 г.", FindingKind.DATE, "31.02.2020"),
        ("5.13.1999 г.", FindingKind.DATE, "5.13.1999"),
    ],
)
def test_slips_in_typed_references(text: str, kind: FindingKind, words: str) -> None:
    archives = (archive(3, en=("State Archive of the region", "SANKR")),)
    assert (kind, words) in in_words(text, archives=archives)


@pytest.mark.parametrize(
    "text",
    [
        "Козыбаев М. К. История. М., 1991. С. 5–7.",
        "Fund-897, Series-4, File-13, pp. 59, 60, 63.",
        "Tokayev, p. 12, 2008, and pp. 3–4, 30.09.2020, версия 2.10.2",
        "Ф. М. Достоевский в г. Семипалатинске, 3.5 млн",
        "В 1992 г. принято 5,7 тыс. решений [см.: @5, л.7].",
    ],
)
def test_sound_words_are_left_alone(text: str) -> None:
    assert in_words(text) == []


def test_an_archive_that_the_library_does_not_know_is_asked_about_once() -> None:
    text = "AFP RK. Fund-897, Series-4. AFP RK. Fund-897. AP RK. Fund-5-H, p. 1. ЦГА РК. Ф. 64."
    told = in_words(text, archives=(AP_RK, AFP_RF))
    unknown = [words for kind, words in told if kind is FindingKind.UNKNOWN_ARCHIVE]
    assert unknown == ["AFP RK", "ЦГА РК"]
    first = next(iter(check_wording([(section(text), text)], (AP_RK, AFP_RF))))
    assert "AP RK" in first.sentence
    assert "AFP RF" in first.sentence


def test_an_abbreviation_needs_its_full_name_before_it() -> None:
    early = (FindingKind.EARLY_ABBREVIATION, "АП РК")
    full = "Архив Президента Республики Казахстан"
    assert in_words("В АП РК лежит.", f"{full} (АП РК)", archives=(AP_RK,)) == [early]
    assert in_words(f"{full} хранит.", "В АП РК лежит.", archives=(AP_RK,)) == []
    assert in_words("В Архиве Президента (далее – АП РК), в АП РК", archives=(AP_RK,)) == []


def test_an_abbreviation_may_stand_before_its_full_name_in_brackets() -> None:
    early = (FindingKind.EARLY_ABBREVIATION, "АП РК")
    assert in_words("АП РК (Архив Президента Респ. Казахстан)", archives=(AP_RK,)) == []
    assert in_words("АП РК (фонд Министерства)", archives=(AP_RK,)) == [early]


def test_the_same_slip_in_one_reference_is_told_once() -> None:
    told = in_words("См. Ф.897, Оп.4, Д.13, л.5. Много слов спустя и ещё слова: Ф.898.")
    assert told == [(FindingKind.PUNCTUATION, "Ф.897"), (FindingKind.PUNCTUATION, "Ф.898")]


@pytest.mark.parametrize(
    "text", ["А" * 50_000, "[@1" * 20_000, "л. " + "1, " * 20_000, "(" * 50_000, "АП РК " * 10_000]
)
def test_endless_text_is_checked_at_once(text: str) -> None:
    started = perf_counter()
    in_words(text, archives=(AP_RK,))
    list(read_marks(section(text)))
    assert perf_counter() - started < 2


def test_typed_numbers_that_the_text_leaves_out() -> None:
    assert in_words("Так [1–3], [5, с. 7] и [7; 8].") == [(FindingKind.MISSING_NUMBER, "[7; 8]")]
    assert in_words("В [1992] году [1], [2].", "И [3].") == []


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"doi": "10.37635/jnalsu.28(3).2021.63-72"}, None),
        ({"doi": "https://doi.org/10.1000/182"}, None),
        ({"doi": "jnalsu.28"}, FindingKind.DOI),
        ({"url": "www.gov.kz/a?b=1", "accessed": "2021-05-12"}, None),
        ({"url": "https://gov kz", "accessed": "2021-05-12"}, FindingKind.WEB_ADDRESS),
        ({"url": "https://gov.kz"}, FindingKind.NO_ACCESS_DATE),
        ({"pages": "45–12"}, FindingKind.REVERSED_RANGE),
        ({"language": ""}, FindingKind.NO_LANGUAGE),
        ({"note": "прочитано 30.092020"}, FindingKind.DATE),
    ],
)
def test_facts_of_a_record(facts: dict[str, str], kind: FindingKind | None) -> None:
    source = published(RecordKind.ARTICLE, "История", **facts)
    assert in_record(source) == ([] if kind is None else [kind])


def test_facts_of_a_file() -> None:
    assert in_record(in_file("5/1/2", "60–64", "64 л.")) == []
    assert in_record(in_file("5/1/2", "60–65", "64 л.")) == [FindingKind.BEYOND_EXTENT]
    assert in_record(in_file("5/1/2", "9–3")) == [FindingKind.REVERSED_RANGE]


def test_an_archive_without_a_full_name_is_told_once() -> None:
    short = filed(archive(9, ru=("", "ГАКО")), "1/2/3")
    (told,) = check_archives([short, replace(short, key="2"), in_file("5/1/2")])
    assert (told.kind, told.source_ids) == (FindingKind.UNNAMED_ARCHIVE, (1, 2))


def alike(*sources: Citable) -> set[tuple[SourceId, ...]]:
    numbered = [replace(one, key=str(number)) for number, one in enumerate(sources, 1)]
    return {tuple(sorted(one.source_ids)) for one in find_alike(numbered) if one is not None}


def test_records_that_look_the_same() -> None:
    book = published(RecordKind.BOOK, "История и современность", by="Козыбаев М. К.", date="1991")
    typed = replace(book, record=replace(book.record, title="История и современостъ", date=None))
    other = replace(book, record=replace(book.record, title="История и перспективы"))
    assert alike(book, other, typed) == {(1, 3)}


@pytest.mark.parametrize(
    "facts",
    [
        {"by": "Абдакимов А."},
        {"date": "1992"},
        {"volume": "2"},
        {"subtitle": "выпуск 3"},
    ],
)
def test_records_that_only_resemble_each_other(facts: dict[str, str]) -> None:
    usual = {"by": "Козыбаев М. К.", "date": "1991", "volume": "1"}
    one = published(RecordKind.BOOK, "История и современность", **usual)
    other = published(RecordKind.BOOK, "История и современность", **(usual | facts))
    assert alike(one, other) == set()


def test_one_file_entered_twice() -> None:
    assert alike(in_file("5/1/2", "3"), in_file("5/1/2", "3"), in_file("5/1/2", "4")) == {(1, 2)}
