"""Documents outside an archive's hierarchy, dates in words, what stands at an entry's end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from citation_makers import published, styles

from archivist.citation.cases.sequences import check_sequences
from archivist.citation.entries import format_entry
from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.listing import arrange, format_list
from archivist.citation.notes import NoteItem, format_notes
from archivist.library.archive import name_as_typed
from archivist.library.bibliography import ListForm, ListOrder
from archivist.library.records import RecordKind
from archivist.library.richtext import plain, rich
from archivist.library.values import EN

if TYPE_CHECKING:
    from archivist.citation.csl.engine import CslEngine
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

DIARY = {"lang": "ru", "archive": {"ru": ["Семейный архив Ахметовых", None]}, "title": "Дневник"}
KOBYLIANSKA = {
    "lang": "uk",
    "archive": {"uk": ["Центральний державний архів України", "ЦДАУ"], "place": "Київ"},
    "fund": "3563",
    "author": "Кобилянська О.",
    "title": "Лист до Микити Шаповала",
}


def printed(style: str, fields: dict[str, Any], *, first: bool = True) -> str:
    return plain(format_entry(citable_from_fields("1", fields), styles()[style], first=first))


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("gost-r-7.0.5-2008", "Дневник // Семейный архив Ахметовых. Л. 3–4."),
        ("gost-7.1-2003", "Дневник // Семейный архив Ахметовых. – Л. 3–4."),
        (
            "gost-r-7.0.100-2018",
            "Дневник. – Текст : непосредственный // Семейный архив Ахметовых. Л. 3–4.",
        ),
        ("dstu-8302-2015", "Дневник. Семейный архив Ахметовых. Л. 3–4."),
        ("mla-9", "“Dnevnik.” Semeinyi arkhiv Akhmetovykh, ff. 3–4."),
        ("apa-7", "Dnevnik. (n.d.). Semeinyi arkhiv Akhmetovykh (fols. 3–4)."),
    ],
)
def test_sheets_of_what_has_no_fund_are_printed(style: str, text: str) -> None:
    sheets = [{"from": "3", "to": "4"}]
    assert printed(style, {**DIARY, "sheets": sheets}) == text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1941–1945 гг.", ", 1941–1945"),
        ("1920–1930-е гг.", ", 1920–1930-е гг."),
        ("1920-е гг.", ", 1920-е гг."),
        ("не ранее 1847 г.", ", не ранее 1847 г."),
        ("0000", ""),
        ("0000–1999", ", 1999"),
    ],
)
def test_a_date_in_words_loses_nothing(written: str, told: str) -> None:
    text = f"Дневник{told} // Семейный архив Ахметовых."
    shown = printed("gost-r-7.0.5-2008", {**DIARY, "date_text": written})
    assert shown == text


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ({"date_text": "9 листопада 1919 р."}, "1919, 9 листопада"),
        ({"date_text": "не раніше 1919 р."}, "не раніше 1919 р."),
        ({"date": "1847?"}, "1847?"),
        ({"date": "ок. 1847"}, "бл. 1847"),
    ],
)
def test_apa_begins_a_date_with_the_year_and_brackets_it_once(
    date: dict[str, str], told: str
) -> None:
    assert printed("apa-7", {**KOBYLIANSKA, **date}).startswith(f"Кобилянська, О. ({told}). [Лист")


def test_what_is_found_by_its_title_alone_keeps_it_in_latin_letters() -> None:
    assert printed("chicago-17-notes", DIARY) == "“Dnevnik,” Semeinyi arkhiv Akhmetovykh."


def test_a_document_without_archive_is_still_a_document() -> None:
    letter = {
        "lang": "en",
        "author_en": "Zacharius, G. P.",
        "title": "Letter to William Rickel (W. Rickel, Trans.)",
        "descriptive": True,
        "date": "1953-08-15",
        "note": "Copy in possession of Hendrika Vande Kemp",
    }
    assert printed("apa-7", letter) == (
        "Zacharius, G. P. (1953, August 15). [Letter to William Rickel (W. Rickel, Trans.)]. "
        "Copy in possession of Hendrika Vande Kemp."
    )
    note = [NoteItem(citable=citable_from_fields("1", letter))]
    again = format_notes([note, note], styles()["gost-r-7.0.5-2008-notes"])[1]
    assert plain(again) == "Ibid."


def test_notes_on_a_document_stand_last() -> None:
    fields = {**DIARY, "fund": "1", "medium": "Машинопись", "note": "На русском языке"}
    end = "Семейный архив Ахметовых. Ф. 1. Машинопись. На русском языке."
    assert printed("gost-r-7.0.5-2008", fields) == f"Дневник // {end}"


def test_the_author_of_a_document_in_kazakh_has_no_comma() -> None:
    fields = {
        "lang": "kk",
        "archive": {"kk": ["Орталық архив", "ОА"]},
        "fund": "5",
        "author": "Рысқұлов Т.",
        "title": "Баяндама",
    }
    shown = printed("kk-thesis", fields, first=False)
    assert shown == "Рысқұлов Т. Баяндама // ОА. 5-қор."


def test_a_collection_names_its_record_group() -> None:
    fields = {
        "lang": "en",
        "archive": {"en": ["National Archives at College Park", "NACP"]},
        "collection": "General Records of the Department of State",
        "record_group": "59",
        "file": "861.00/2-2246",
    }
    assert printed("nara", fields) == (
        "File 861.00/2-2246; General Records of the Department of State, Record Group 59; "
        "National Archives at College Park."
    )


BOOK = "Козыбаев М. К. История и современность. Алма-Ата : Ғылым, 1991. С. 12."


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (
            ["book:Козыбаев p12", "OTHER", "same p15"],
            [BOOK, "…", "Козыбаев М. К. Указ. соч. С. 15."],
        ),
        (
            ["book:Козыбаев p12", "OTHER", "same author, single work p15"],
            [BOOK, "…", "Козыбаев М. К. Указ. соч. С. 15."],
        ),
        (["book:Козыбаев p12", "same"], [BOOK, "Там же."]),
    ],
)
def test_a_sequence_may_use_op_cit_and_repeat_a_place(refs: list[str], expected: list[str]) -> None:
    case = {"id": "Q", "style": "gost_r_7_0_5_footnotes", "refs": refs, "expected": expected}
    told = list(check_sequences({"sequences": [case]}, styles()))
    assert [one.printed for one in told] == [text for text in expected if text != "…"]


# -- what users type and paste


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"fund": "Ф. 12", "series": "Оп. 3", "file": "Д. 4"}, "А. Ф. 12. Оп. 3. Д. 4."),
        ({"fund": "1.", "file": "3."}, "А. Ф. 1. Д. 3."),
        ({"fund": "1\n2\x00", "file": "\u202e4"}, "А. Ф. 1 2. Д. 4."),
        ({"fund": "1", "sheets": [{"from": "5", "to": "5"}]}, "А. Ф. 1. Л. 5."),
        ({"fund": "1", "title": "письмо\x07 отцу"}, "Письмо отцу // А. Ф. 1."),
    ],
)
def test_what_was_typed_too_much_is_not_printed(fields: dict[str, Any], text: str) -> None:
    keeper = {"lang": "ru", "archive": {"ru": ["Архив\r\nобласти", "А\x00"]}}
    assert printed("gost-r-7.0.5-2008", {**keeper, **fields}, first=False) == text
    assert "Архив области (А)" in printed("gost-r-7.0.5-2008", {**keeper, **fields})


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("gbt-7714-2015", "Рыскулов Т. Р. Отчет: 1-2[A]. Arkhiv oblasti, 1921: 2."),
        (
            "china-history-notes",
            "Рыскулов Т. Р.:《Отчет》(1921年),Arkhiv oblasti藏,档号:1-2,第2页。",
        ),
        ("kk-thesis", "Рыскулов Т. Р. Отчет // Архив области. Ф. 1. Д. 2. Л. 2."),
        ("e-history-author-date", "Архив области. Ф. 1, д. 2, л. 2."),
        ("vak-ukraine-2010", "Архив области, ф. 1, д. 2, л. 2."),
        ("nara", "F. 1, d. 2, l. 2; Arkhiv oblasti."),
    ],
)
def test_an_archive_without_a_name_in_the_language_of_the_style(style: str, text: str) -> None:
    fields = {
        "lang": "ru",
        "archive": {"ru": ["Архив области", None]},
        "author": "Рыскулов Т. Р.",
        "title": "отчет",
        "date": "1921",
        "fund": "1",
        "file": "2",
        "sheets": [{"from": "2"}],
    }
    if style == "nara":
        del fields["author"], fields["title"], fields["date"]
    assert printed(style, fields) == text


def test_a_place_without_archive_is_never_lost() -> None:
    assert printed("apa-7", {"lang": "en", "fund": "1"}) == "[Archival file]. (n.d.). F. 1."
    code = {"lang": "en", "archive": {"en": ["Archive", None]}, "refcode": "M14-1"}
    assert printed("nara", code) == "M14-1; Archive."


def test_ukrainian_archives_are_romanised_as_they_write_themselves() -> None:
    fields = {"lang": "uk", "archive": {"uk": ["Архів Одеської області", "ДАОО"]}, "fund": "2"}
    assert printed("english-slavic", fields) == "Arkhiv Odeskoi oblasti (DAOO), f. 2."


# -- lists


def test_a_romanised_list_stands_in_the_order_of_what_it_prints() -> None:
    book = RecordKind.BOOK
    sources = [
        published(book, "Ж", by="Жуков А. А."),
        published(book, "C", by="Clark J.", language="en"),
        published(book, "Б", by="Чокаев М."),
        published(book, "А", by="Цветаева М. И."),
        published(book, "Z", by="Young A.", language="en"),
    ]
    form = ListForm(order=ListOrder.ALPHABET)
    (part,) = arrange(sources, form, styles()["kz-english"], EN)
    firsts = [source.record.creators[0].family for source in part.citables]
    assert firsts == ["Чокаев", "Clark", "Цветаева", "Young", "Жуков"]


class Engine:
    """Prints what it is given, to see that no document is."""

    def entries(self, _: str, citables: list[Citable], __: str) -> dict[str, RichText]:
        return {one.key: rich(f"engine: {one.record.title}") for one in citables}


def test_published_archives_in_a_chinese_list_are_never_printed_by_an_engine() -> None:
    fields = {
        "lang": "zh",
        "title": "中国明朝档案总汇",
        "editors": ["中国第一历史档案馆", "辽宁省档案馆"],
        "publisher": "广西师范大学出版社",
        "place": "桂林",
        "date": "2001",
        "type": "published_archives",
    }
    sources = [citable_from_fields("1", fields), published(RecordKind.BOOK, "B", language="zh")]
    sources[1] = replace(sources[1], key="2")
    engine = cast("CslEngine", Engine())
    entries = format_list(sources, styles()["gbt-7714-2015"], csl=engine)
    assert [plain(entry) for entry in entries] == [
        "中国第一历史档案馆,辽宁省档案馆.中国明朝档案总汇[A].桂林:广西师范大学出版社,2001.",
        "engine: B",
    ]


# -- archives of which no language is told


@pytest.mark.parametrize(
    ("name", "style", "place"),
    [
        ("АП РК", "dstu-8302-2015", "Ф. 1. Д. 2."),
        ("АП РК", "kk-thesis", "Ф. 1. Д. 2."),
        ("ҚР ОМА", "gost-r-7.0.5-2008", "Қ. 1. І. 2."),
        ("ЦДІАЛ України", "gost-r-7.0.5-2008", "Ф. 1. Спр. 2."),
        ("RGASPI", "gost-r-7.0.5-2008", "F. 1. D. 2."),
    ],
)
def test_labels_are_in_the_language_that_the_name_shows(name: str, style: str, place: str) -> None:
    source = citable_from_fields("1", {"archive": name, "fund": "1", "file": "2"})
    assert source.archive is not None
    archive = replace(source.archive, names=(name_as_typed(name),))
    entry = plain(format_entry(replace(source, archive=archive), styles()[style]))
    assert entry == f"{name}. {place}"


@pytest.mark.parametrize(
    ("name", "language", "place"),
    [
        ("ЦГА РК", "kk", "Ф. 1. Д. 2."),
        ("ҚР ОМА", "ru", "Қ. 1. І. 2."),
        ("ЦДАВО", "uk", "Ф. 1. Спр. 2."),
    ],
)
def test_the_language_of_the_document_labels_only_what_no_letter_tells(
    name: str, language: str, place: str
) -> None:
    fields = {"archive": name, "fund": "1", "file": "2", "language": language}
    source = citable_from_fields("1", fields)
    assert source.archive is not None
    archive = replace(source.archive, names=(name_as_typed(name),))
    entry = plain(format_entry(replace(source, archive=archive), styles()["gost-r-7.0.5-2008"]))
    assert entry == f"{name}. {place}"


@pytest.mark.parametrize(
    ("text", "is_full"),
    [
        ("Центральный государственный архив", True),
        ("Семейный архив", True),
        ("ЦГА РК", False),
        ("ЦДАВО України", False),
        ("ЦГА РУз", False),
        ("Hoover", False),
        ("Hoover Institution Archives", True),
        ("GARF", False),
    ],
)
def test_a_typed_name_is_a_full_one_or_an_abbreviation(text: str, *, is_full: bool) -> None:
    name = name_as_typed(text)
    assert (name.full, name.abbreviation) == ((text, "") if is_full else ("", text))


def test_a_later_note_keeps_a_box_that_no_collection_names() -> None:
    fields = {"lang": "en", "archive": {"en": ["Hoover", None]}, "box": "4", "folder": "2"}
    assert printed("chicago-17-notes", fields, first=False) == "Hoover, Box 4, Folder 2."


def test_a_small_label_after_a_stop_has_a_capital() -> None:
    fields = {"lang": "ru", "archive": {"ru": ["Семейный архив", None]}, "folder": "2"}
    assert printed("e-history-author-date", fields) == "Семейный архив. П. 2."


def test_a_chinese_note_repeats_a_foreign_archive_in_chinese() -> None:
    fields = {"lang": "ru", "archive": {"en": ["GARF", None]}, "fund": "1", "file": "2"}
    citable = citable_from_fields("1", fields)
    notes = [[NoteItem(citable=citable, locator=place)] for place in ("4", "7")]
    printed_notes = format_notes(notes, styles()["china-history-notes"])
    assert [plain(note) for note in printed_notes] == ["GARF藏,档号:1-2,第4页。", "同上,第7页。"]
