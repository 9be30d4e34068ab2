"""Footnotes: what is named again, and how briefly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from citation_makers import archive, filed, published, styles

from archivist.citation.notes import NoteItem, format_notes
from archivist.library.people import Person
from archivist.library.records import RecordKind
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.records import Citable

GOST = "gost-r-7.0.5-2008-notes"
CSA = archive(
    1,
    ru=("Центральный государственный архив Республики Казахстан", "ЦГА РК"),
    kk=("Қазақстан Республикасының Орталық мемлекеттік архиві", "ҚР ОМА"),
    en=("Central State Archive of the Republic of Kazakhstan", "CSA RK"),
)
PRESIDENT = archive(2, ru=("Архив Президента Республики Казахстан", "АП РК"))
LVIV = archive(3, uk=("Центральний державний історичний архів України, м. Львів", "ЦДІАЛ України"))

NATURE = published(
    RecordKind.BOOK,
    "Общество и природная среда",
    by="Гаврилов В. П.; Ивановский С. И.",
    place="Москва",
    publisher="Наука",
    date="2006",
)
MODELS = published(
    RecordKind.BOOK,
    "Геоинформационное моделирование территориальных рынков банковских услуг",
    by="Дружинин А. Г.; Иванов Б. В.; Петров В. Г.; Сидоров Г. Д.",
    place="Шахты",
    publisher="Изд-во ЮРГУЭС",
    date="2006",
)
DIPLOMACY = published(
    RecordKind.BOOK,
    "Diplomacy",
    by="Kissinger, Henry",
    place="New York",
    publisher="Simon & Schuster",
    date="1994",
    language="en",
)
STANDARD = published(
    RecordKind.BOOK, "ГОСТ Р 7.0.4–2006. Издания. Выходные сведения", place="Москва", date="2006"
)


def note(
    source: Citable, locator: str = "", prefix: str = "", *, key: str = ""
) -> tuple[NoteItem, ...]:
    named = replace(source, key=key or source.record.title)
    return (NoteItem(citable=named, locator=locator, prefix=prefix),)


def file(keeper: Archive, place: str, sheets: str = "", **facts: str) -> tuple[NoteItem, ...]:
    return note(filed(keeper, place, **facts), sheets, key=f"{keeper.id}/{place}/{facts}")


def printed(*notes: tuple[NoteItem, ...], style: str = GOST) -> list[str]:
    return [plain(text) for text in format_notes(notes, styles()[style])]


def test_a_repeat_tells_the_highest_level_that_differs_and_all_below() -> None:
    assert printed(
        file(CSA, "1109/4/12", "1"),
        file(CSA, "1109/4/12", "7 об."),
        file(CSA, "1109/4/12", "л. 7 об."),
        file(CSA, "1109/4/13", "5"),
        file(CSA, "1109/5/2", "9"),
        file(CSA, "64/1/125", "3"),
    )[1:] == [
        "Там же. Л. 7 об.",
        "Там же.",
        "Там же. Д. 13. Л. 5.",
        "Там же. Оп. 5. Д. 2. Л. 9.",
        "Там же. Ф. 64. Оп. 1. Д. 125. Л. 3.",
    ]


def test_the_whole_file_after_a_sheet_of_it_is_not_that_sheet() -> None:
    assert printed(file(CSA, "1109/4/12", "1"), file(CSA, "1109/4/12"))[1] == "Там же. Д. 12."


def test_another_archive_and_a_file_met_before_are_told_in_whole() -> None:
    assert printed(
        file(CSA, "1109/4/12", "1"), file(PRESIDENT, "708/1/13", "5"), file(CSA, "1109/4/12", "1")
    ) == [
        "Центральный государственный архив Республики Казахстан (ЦГА РК). "
        "Ф. 1109. Оп. 4. Д. 12. Л. 1.",
        "Архив Президента Республики Казахстан (АП РК). Ф. 708. Оп. 1. Д. 13. Л. 5.",
        "ЦГА РК. Ф. 1109. Оп. 4. Д. 12. Л. 1.",
    ]


def test_there_is_no_ibid_after_a_note_of_several_sources() -> None:
    both = file(PRESIDENT, "708/1/13", "5") + file(CSA, "1109/4/12", "1")
    assert printed(file(PRESIDENT, "708/1/13", "4"), both, file(CSA, "1109/4/12", "2"))[1:] == [
        "Там же. Л. 5; Центральный государственный архив Республики Казахстан (ЦГА РК). "
        "Ф. 1109. Оп. 4. Д. 12. Л. 1.",
        "ЦГА РК. Ф. 1109. Оп. 4. Д. 12. Л. 2.",
    ]


def test_another_document_of_the_same_file_is_named_before_the_words() -> None:
    assert printed(
        file(CSA, "64/1/125", "3", title="Рапорт"),
        file(CSA, "64/1/125", "9", title="Ответ на рапорт"),
        file(CSA, "64/1/125", "10", title="Ответ на рапорт"),
    )[1:] == ["Ответ на рапорт // Там же. Л. 9.", "Там же. Л. 10."]


@pytest.mark.parametrize(
    ("style", "keeper", "language", "expected"),
    [
        ("kk-thesis", CSA, "kk", "Сонда."),
        ("dstu-8302-2015", LVIV, "uk", "Там само."),
        ("english-slavic", CSA, "ru", "Ibid."),
        ("turabian-notes", CSA, "ru", "Ibid."),
    ],
)
def test_the_language_of_the_place_decides_the_word(
    style: str, keeper: Archive, language: str, expected: str
) -> None:
    same = file(keeper, "129/2/1144", "4", language=language)
    assert printed(same, same, style=style)[1] == expected


def test_a_style_may_keep_the_word_for_one_file_or_forbid_it() -> None:
    notes = [
        file(LVIV, "129/2/1144", "4", language="uk"),
        file(LVIV, "129/2/1145", "4", language="uk"),
        file(LVIV, "129/2/1145", "4", language="uk"),
    ]
    other, same = printed(*notes, style="vak-ukraine-2010")[1:]
    assert other.startswith("ЦДІАЛ України")
    assert same == "Там само."
    assert not any("Ibid" in text for text in printed(*notes, style="chicago-17-notes"))


def test_a_page_of_the_source_before() -> None:
    assert printed(
        note(NATURE, "10"),
        note(NATURE, "с. 68"),
        note(NATURE, "68"),
        note(NATURE, "т. 2, с. 5"),
        note(DIPLOMACY, "15"),
        note(DIPLOMACY, "68"),
    )[1:] == [
        "Там же. С. 68.",
        "Там же.",
        "Там же. Т. 2. С. 5.",
        "Kissinger H. Diplomacy. New York : Simon & Schuster, 1994. P. 15.",
        "Ibid. P. 68.",
    ]


def test_another_volume_of_a_work_is_the_same_work() -> None:
    first = replace(NATURE, record=replace(NATURE.record, volume="1"))
    second = replace(NATURE, record=replace(NATURE.record, volume="2"))
    assert printed(note(first, "4", key="a"), note(second, "5", key="b"))[1] == (
        "Там же. Т. 2. С. 5."
    )


def test_the_whole_work_after_a_page_of_it_is_named() -> None:
    assert printed(note(NATURE, "10"), note(NATURE))[1] == (
        "Гаврилов В. П., Ивановский С. И. Общество и природная среда."
    )


def test_later_repeats_take_author_and_title_or_the_title_alone() -> None:
    assert printed(
        note(NATURE, "10"),
        note(MODELS, "10"),
        note(STANDARD, "4"),
        note(NATURE, "81"),
        note(MODELS, "28"),
        note(STANDARD, "5", "см.:"),
    )[3:] == [
        "Гаврилов В. П., Ивановский С. И. Общество и природная среда. С. 81.",
        "Геоинформационное моделирование … С. 28.",
        "См.: ГОСТ Р 7.0.4–2006. С. 5.",
    ]


def test_a_short_title_of_the_users_own_goes_before_a_cut_one() -> None:
    own = replace(MODELS, record=replace(MODELS.record, short_title="Геомоделирование рынков"))
    assert printed(note(own, "1"), note(NATURE), note(own, "28"))[2] == (
        "Геомоделирование рынков. С. 28."
    )


def test_the_same_author_is_named_by_a_word() -> None:
    by = "Козыбаева М. К."
    one = published(RecordKind.BOOK, "История", by=by, place="Алматы", date="1991")
    other = published(RecordKind.BOOK, "Современность", by=by, place="Алматы", date="1995")
    order = published(
        RecordKind.BOOK, "World Order", by="Kissinger, Henry", date="2014", language="en"
    )
    assert printed(note(one, "1"), note(other, "2"), note(DIPLOMACY), note(order, "3"))[1::2] == [
        "Ее же. Современность. Алматы, 1995. С. 2.",
        "Idem. World Order. 2014. P. 3.",
    ]
    them = replace(NATURE, record=replace(NATURE.record, title="Природа"))
    assert printed(note(NATURE), note(them))[1].startswith("Их же. Природа. ")
    both = note(one) + note(other)
    assert "Ее же" not in printed(both, note(DIPLOMACY), note(one))[2]


def test_op_cit_stands_only_where_the_style_asks_and_the_work_is_the_only_one() -> None:
    style = styles()[GOST]
    asking = replace(style, repeats=replace(style.repeats, op_cit=True))
    order = published(RecordKind.BOOK, "World Order", by="Kissinger, Henry", language="en")
    notes = [
        *(note(NATURE, "1"), note(DIPLOMACY, "1"), note(STANDARD, "1"), note(NATURE, "2")),
        *(note(DIPLOMACY, "2"), note(STANDARD, "2"), note(order)),
    ]
    texts = [plain(text) for text in format_notes(notes, asking)]
    assert texts[3:6] == [
        "Гаврилов В. П., Ивановский С. И. Указ. соч. С. 2.",
        "Kissinger H. Diplomacy. P. 2.",
        "ГОСТ Р 7.0.4–2006. С. 2.",
    ]
    assert [plain(text) for text in format_notes(notes[:5], asking)][
        4
    ] == "Kissinger H. Op. cit. P. 2."


def test_chicago_names_surname_short_title_and_page() -> None:
    texts = printed(note(DIPLOMACY, "15"), note(DIPLOMACY, "20"), style="chicago-17-notes")
    assert texts[0].endswith("Kissinger, Diplomacy (New York: Simon & Schuster, 1994), 15.")
    assert texts[1] == "Kissinger, Diplomacy, 20."
    zhao = Person(family="赵", given="常庆")
    chinese = replace(NATURE, record=replace(NATURE.record, creators=(zhao,), title="史纲"))
    assert (
        printed(note(chinese), note(chinese, "4"), style="chicago-17-notes")[1]
        == "赵常庆, 史纲, 4."
    )
