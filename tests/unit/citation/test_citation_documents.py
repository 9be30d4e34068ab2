"""Rules of documents in archives beyond the cases: labels, sides, languages, lists of notes."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from citation_makers import GOST, ROOT, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.entries import format_entry, format_for_list, format_place
from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.fields.days import date_in_words
from archivist.citation.headlines import headline
from archivist.library.archive import match_key
from archivist.library.people import Role
from archivist.library.references import UnitKind
from archivist.library.richtext import plain
from archivist.library.values import Day

if TYPE_CHECKING:
    from archivist.library.records import Citable

TSGA_RK = {
    "ru": ["Центральный государственный архив Республики Казахстан", "ЦГА РК"],
    "kk": ["Қазақстан Республикасының Орталық мемлекеттік архиві", "ҚР ОМА"],
    "en": ["Central State Archive of the Republic of Kazakhstan", "CSA RK"],
    "tr": ["Tsentral'nyi gosudarstvennyi arkhiv Respubliki Kazakhstan", "TsGA RK"],
    "place": "Алматы",
    "place_en": "Almaty",
    "country_en": "Kazakhstan",
}
DALO = {
    "uk": ["Державний архів Львівської області", "ДАЛО"],
    "en": ["State Archive of Lviv Oblast", "DALO"],
    "tr": ["Derzhavnyi arkhiv Lvivskoi oblasti", "DALO"],
    "place": "Львів",
    "place_en": "Lviv",
}
FILE = {"lang": "ru", "archive": TSGA_RK, "fund": "81", "series": "1", "file": "12"}


def document(**fields: Any) -> Citable:  # noqa: ANN401 - JSON
    return citable_from_fields("1", {**FILE, **fields})


def later(source: Citable, style: str) -> str:
    return plain(format_entry(source, styles()[style], first=False))


def first(source: Citable, style: str) -> str:
    return plain(format_entry(source, styles()[style]))


# -- levels and sheets


@pytest.mark.parametrize(
    ("style", "sheets", "printed"),
    [
        ("kz-english", "7", "p. 7."),
        ("kz-english", "7-9", "pp. 7-9."),
        ("english-slavic", "7об", "l. 7 ob."),
        ("english-slavic", "7, 9", "ll. 7, 9."),
        ("iso-690-2021", "7, 9", "fol. 7, 9."),
        ("kk-thesis", "7, 9-11", "7, 9–11-п."),
        ("kk-thesis", "7об", "П. 7 сырты."),
        ("kk-thesis-prefix", "7, 9-11", "П. 7, 9–11."),
        ("gost-7.1-2003", "7об, 9", "– Л. 7 об., 9."),
        ("english-words", "7", "Sheet 7."),
        ("english-words", "7, 9", "Sheets 7, 9."),
        ("slash", "7-9об", "/7-9ob."),
    ],
)
def test_one_sheet_and_many_have_their_labels(style: str, sheets: str, printed: str) -> None:
    assert later(document(sheets=sheets), style).endswith(printed)


def test_a_folder_or_box_within_a_fund_keeps_its_place() -> None:
    source = document(fund="0100", series="46", folder="374", sheets="11-14")
    place = "f. 0100, op. 46, p. 374, d. 12, ll. 11–14"
    assert later(source, "english-slavic") == f"TsGA RK, {place}."
    assert first(source, "chicago-17-notes").startswith(f"F{place[1:]}, Central State Archive")
    assert "папка" not in later(source, "iso-690-2021")
    assert "papka 374, delo 12" in later(source, "iso-690-2021")


def test_several_files_stand_in_every_style() -> None:
    files = [{"file": "12", "sheets": "3-4"}, {"file": "13", "sheets": "7об"}]
    source = document(file=files)
    assert later(source, "kz-english") == (
        "CSA RK. Fund-81, Series-1, File-12, pp. 3-4; File-13, p. 7 (verso)."
    )
    assert later(source, "english-slavic").endswith("d. 12, ll. 3–4; d. 13, l. 7 ob.")
    assert later(source, "kk-thesis").endswith("12-іс. 3–4-п.; 13-іс. П. 7 сырты.")


def test_labels_keep_to_the_language_of_the_archive() -> None:
    source = document(lang="uk", archive=DALO, fund="Р-221", sheets="33об")
    assert later(source, "english-slavic") == "DALO, f. R-221, op. 1, spr. 12, ark. 33 zv."
    assert "opys 1, sprava 12, fol. 33v" in later(source, "iso-690-2021")
    assert later(source, "vak-ukraine-2010") == "ДАЛО, ф. Р-221, оп. 1, спр. 12, арк. 33 зв."


def test_a_city_is_told_unless_the_name_ends_with_it() -> None:
    source = document(lang="uk", archive=DALO)
    assert first(source, "mla-9").startswith("State Archive of Lviv Oblast, Lviv, f. 81")
    kyiv = {"en": ["Central State Historical Archive of Ukraine, Kyiv", ""], "place_en": "Kyiv"}
    assert "Kyiv, Kyiv" not in first(document(archive=kyiv), "mla-9")


def test_where_the_original_lies_is_told_by_notes_alone() -> None:
    copied = {
        "lang": "en",
        "archive": {"en": ["Wilson Center Digital Archive", None]},
        "title": "Record of conversation",
        "original": {"archive": "Gorbachev Foundation", "fund": "1"},
    }
    source = citable_from_fields("1", copied)
    assert source.location.levels[0].kind is UnitKind.ORIGINAL
    assert "Gorbachev Foundation, f. 1, Wilson" in first(source, "chicago-17-notes")
    assert later(source, GOST) == "Record of conversation // Wilson Center Digital Archive."


# -- what the document is


def test_a_title_that_a_latin_list_cannot_print_goes_with_its_date() -> None:
    source = document(title="Отчет наркомата", date="1932", author_ru="Иванов И. И.")
    assert first(source, "chicago-17-notes").startswith("F. 81, op. 1, d. 12, Central")
    assert first(source, "mla-9").startswith("Central")
    assert later(source, "kk-thesis").startswith("ҚР ОМА.")
    nameless = document(title="Отчет наркомата", date="1932")
    assert first(nameless, "apa-7").startswith("[Archival file]. (n.d.). Central")
    translated = document(title="Отчет наркомата", title_en="How it was", date="1932")
    assert first(translated, "chicago-17-notes").startswith("“How It Was,” 1932, f. 81")
    assert first(translated, "mla-9").startswith("“How it was.” 1932. Central")


def test_brackets_around_a_translation_say_that_it_is_a_description() -> None:
    source = document(title="Записка", title_en="[Plan of the town]", date="1932")
    assert first(source, "chicago-17-notes").startswith("Plan of the town, 1932, f. 81")
    assert first(source, "apa-7").startswith("[Plan of the town]. (1932).")


def test_authors_are_transliterated_unless_their_latin_name_is_known() -> None:
    titled = {"title": "Как", "title_en": "How", "author_ru": "Полторацкий С. Д."}
    plainly = document(**titled)
    assert first(plainly, "mla-9").startswith("Poltoratskii, S. D. “How.”")
    known = document(**titled, author_en="Poltoratsky, S. D.")
    assert [one.role for one in known.record.creators] == [Role.AUTHOR, Role.AUTHOR_LATIN]
    assert first(known, "mla-9").startswith("Poltoratsky, S. D. “How.”")
    assert later(known, GOST).startswith("Полторацкий С. Д. Как // ЦГА РК.")


def test_a_letter_without_a_title_is_described() -> None:
    letter = {
        "lang": "en",
        "author_en": "Burton, John",
        "recipient": "Merriam",
        "date": "1923-01-26",
        "archive": {"en": ["University Library", None]},
        "collection": "Merriam Papers",
    }
    source = citable_from_fields("1", letter)
    assert first(source, "apa-7").startswith(
        "Burton, J. (1923, January 26). [Letter to Merriam]. Merriam Papers. University Library"
    )
    assert first(source, "chicago-17-notes") == (
        "John Burton to Merriam, January 26, 1923, Merriam Papers, University Library."
    )
    telegram = citable_from_fields("1", {**letter, "doc_type": "telegram"})
    assert "[Telegram to Merriam]" in first(telegram, "apa-7")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("the end of it", "The End of It"),
        ("on war: a study", "On War: A Study"),
        ("letters of L. N. Tolstoy", "Letters of L. N. Tolstoy"),
        ("what for", "What For"),
        ("", ""),
    ],
)
def test_headlines_have_their_capitals(title: str, printed: str) -> None:
    assert headline(title) == printed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22 січня 1919 р.", Day(year=1919, month=1, day=22)),
        ("9 мая 1945 г.", Day(year=1945, month=5, day=9)),
        ("2 February 1940", Day(year=1940, month=2, day=2)),
        ("1891 ж. 5 қараша", Day(year=1891, month=11, day=5)),
        ("весна 1932", Day(year=1932)),
        ("31 февраля 1932 г.", Day(year=1932)),
        ("1992年10月5日", Day(year=1992, month=10, day=5)),
        ("乾隆二十七年", Day(year=1762)),
        ("民国元年", Day(year=1912)),
        ("光绪十年", Day(year=1884)),
    ],
)
def test_dates_in_words_are_read_as_finely_as_they_tell(text: str, day: Day) -> None:
    date = date_in_words(text)
    assert date is not None
    assert (date.start, date.written) == (day, text)


def test_words_without_a_year_are_no_date() -> None:
    assert date_in_words("в мае") is None


# -- the list of a style of notes


def test_the_list_of_notes_names_the_fund_or_the_collection() -> None:
    style = styles()["chicago-17-notes"]
    assert plain(format_for_list(document(sheets="5"), style)) == (
        "Central State Archive of the Republic of Kazakhstan (CSA RK), Almaty. Fond 81."
    )
    letter = {
        "lang": "en",
        "author_en": "Creel, George",
        "recipient": "Colonel House",
        "date": "1918-09-25",
        "collection": "Edward M. House Papers",
        "archive": {"en": ["Yale University Library", None]},
        "place": "New Haven, CT",
    }
    source = citable_from_fields("1", letter)
    assert plain(format_for_list(source, style)) == (
        "Creel, George. Letter to Colonel House, September 25, 1918. Edward M. House Papers. "
        "Yale University Library, New Haven, CT."
    )
    assert plain(format_for_list(source, style, collected=True)) == (
        "Edward M. House Papers. Yale University Library, New Haven, CT."
    )


# -- names of archives


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("АПРК", "АП РК"),
        ("AП PК", "АП РК"),
        ("5-H", "5-Н"),
        ("P-1109", "Р-1109"),
        ("C-5", "С-5"),
        ("O-1", "О-1"),
        ("3-13", "З-13"),
        ("5-3", "5-З"),
        ("З", "3"),
    ],
)
def test_letters_that_look_alike_meet_wherever_they_stand(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


def test_numbers_that_differ_do_not_meet() -> None:
    assert match_key("0100") != match_key("100")
    assert match_key("1-2") != match_key("12")
    assert match_key("AFP RK") != match_key("AP RK")


# -- fields as they come


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_NAMES = st.sampled_from(
    (
        *("archive", "abbr", "fund", "series", "file", "sheets", "boxes", "volume", "original"),
        *("author", "author_en", "authors", "recipient", "date", "date_text", "microfilm", "lang"),
        *("collection", "refcode", "title", "possession", "total_sheets", "place", "url"),
    )
)


@given(st.dictionaries(_NAMES, _JSON, max_size=6))
def test_any_json_is_a_document(fields: dict[str, Any]) -> None:
    source = citable_from_fields("1", fields)
    for style in styles().values():
        assert plain(format_entry(source, style)) is not None
        assert plain(format_place(source, style)) is not None


def test_what_a_parser_writes_is_read() -> None:
    fields = {
        "type": "archival",
        "archive": None,
        "abbr": "РО ИРЛИ",
        "author": "Фомин А. Г.",
        "title": "Материалы",
        "title_by_researcher": True,
        "fund": "568",
        "total_sheets": "214",
    }
    source = citable_from_fields("1", fields)
    assert later(source, GOST) == "[Фомин А. Г. Материалы] // РО ИРЛИ. Ф. 568. 214 л."
    named = citable_from_fields("1", {"archive": "State Archive", "abbr": "SA", "fund": "5-N"})
    assert first(named, "kz-english") == "State Archive (SA). Fund-5-N."


def test_a_thousand_references_take_no_time() -> None:
    cases = json.loads(
        (ROOT / "tests/reference/citations/archival.json").read_text(encoding="utf-8")
    )
    sources = [citable_from_fields(case["id"], case["fields"]) for case in cases]
    style = styles()["chicago-17-notes"]
    begun = time.perf_counter()
    for number in range(1000):
        format_entry(sources[number % len(sources)], style)
    assert time.perf_counter() - begun < 1
