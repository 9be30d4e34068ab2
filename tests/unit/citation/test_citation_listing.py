"""Lists of references: order, sections, headings, Latin script beside them, abbreviations."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from citation_makers import ENGLISH, GOST, archive, filed, named, published, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.abbreviations import abbreviations
from archivist.citation.listing import (
    arrange,
    format_list,
    romanised_list,
    section_of,
)
from archivist.citation.transliteration_files import KnownNames
from archivist.errors import NotFoundError
from archivist.library.bibliography import ListForm, ListOrder, ListSection, Script
from archivist.library.people import Person, Role
from archivist.library.records import RecordKind
from archivist.library.references import Level, UnitKind
from archivist.library.richtext import plain
from archivist.library.values import EN, KK, RU, UK, ZH, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.listing import ListPart
    from archivist.library.records import Citable
    from archivist.library.values import LanguageCode

KIND = RecordKind
TSGA = archive(1, ru=("Центральный государственный архив Республики Казахстан", "ЦГА РК"))
AP = archive(2, ru=("Архив Президента Республики Казахстан", "АП РК"))
TSDAVO = archive(
    3,
    uk=("Центральний державний архів вищих органів влади", "ЦДАВО України"),
    tr=("Tsentralnyi derzhavnyi arkhiv vyshchykh orhaniv vlady", "TsDAVO Ukrainy"),
)
ALPHABET = ListForm(order=ListOrder.ALPHABET)
SECTIONS = ListForm(order=ListOrder.ALPHABET, sections=True)


def book(title: str, by: str = "", **facts: str) -> Citable:
    return published(KIND.BOOK, title, by=by, **facts)


def listed(
    citables: Sequence[Citable],
    form: ListForm = ALPHABET,
    style: str = GOST,
    language: LanguageCode = RU,
) -> list[str]:
    """What the entries begin with, in the order of the list."""
    parts = arrange(citables, form, styles()[style], language)
    return [begin(one) for part in parts for one in part.citables]


def begin(one: Citable) -> str:
    if one.archive is not None:
        place = "/".join(level.number for level in one.location.levels)
        sheets = one.location.sheets
        return f"{one.archive.label} {place}" + (f" {sheets[0].first.label}" if sheets else "")
    authors = one.record.by(Role.AUTHOR)
    return f"{authors[0].family}, {one.record.title}" if authors else one.record.title


def headings(parts: Sequence[ListPart]) -> list[str]:
    return [part.heading for part in parts]


# -- order


def test_without_a_wish_the_order_of_citation_stays() -> None:
    sources = [book("Б"), filed(TSGA, "64/1/2"), book("А")]
    assert [part.citables for part in arrange(sources, ListForm(), styles()[GOST], RU)] == [
        tuple(sources)
    ]


def test_entries_stand_by_authors_else_by_titles() -> None:
    sources = [
        book("Россия и Казахстан"),
        book("Степь", "Козыбаев М. К.; Иванов И. И."),
        book("Труды", "Козыбаев М. К."),
        book("История", "Козыбаев М. К."),
        book("Козыбаев и его время"),
        book("Аль-Фараби", "Абай К."),
        book("Четверо", "Яшин А.; Бут Б.; Вал В.; Гор Г."),
        book("«Белая книга»"),
    ]
    assert listed(sources) == [
        "Абай, Аль-Фараби",
        "«Белая книга»",
        "Козыбаев и его время",
        "Козыбаев, История",
        "Козыбаев, Труды",
        "Козыбаев, Степь",
        "Россия и Казахстан",
        "Яшин, Четверо",  # more than three authors: the entry begins with its title
    ]


def test_given_names_and_initials_stand_together() -> None:
    sources = [
        book("Б", "Козыбаев М. К."),
        book("А", "Козыбаев Манаш Кабашевич"),
        book("В", "Козыбаев И. М."),
    ]
    assert listed(sources) == ["Козыбаев, В", "Козыбаев, А", "Козыбаев, Б"]


def test_each_language_keeps_its_alphabet_in_one_list() -> None:
    sources = [
        book("Ұлт", language="kk"),
        book("Іле", language="kk"),
        book("Іван", language="uk"),
        book("Итоги", language="ru"),
        book("Ыстық", language="kk"),
        book("Уфа", language="ru"),
        book("Йод", language="uk"),
    ]
    assert listed(sources) == ["Итоги", "Іван", "Йод", "Уфа", "Ұлт", "Ыстық", "Іле"]


SCRIPTS = (
    book("中亚五国史纲", "马 大正", language="zh"),
    book("The Great Game", language="en"),
    book("Diplomacy", "Kissinger, Henry", language="en"),
    book("Степь", "Абай К.", language="ru"),
)


@pytest.mark.parametrize(
    ("form", "language", "order"),
    [
        (ALPHABET, RU, "Абай The Kissinger 马"),
        (ALPHABET, EN, "The Kissinger Абай 马"),
        (ALPHABET, ZH, "马 The Kissinger Абай"),
        (replace(ALPHABET, first_script=Script.LATIN), RU, "The Kissinger Абай 马"),
        (replace(ALPHABET, first_script=Script.CYRILLIC), ZH, "Абай The Kissinger 马"),
    ],
)
def test_the_lists_language_or_the_user_says_which_script_is_first(
    form: ListForm, language: LanguageCode, order: str
) -> None:
    first = [begin(one).replace(",", " ").split()[0] for one in SCRIPTS]
    assert set(first) == set(order.split())
    entries = listed(SCRIPTS, form, GOST, language)
    assert [entry.replace(",", " ").split()[0] for entry in entries] == order.split()


def test_documents_stand_by_what_their_entries_begin_with() -> None:
    sources = [
        filed(TSGA, "64/1/12", title="Щедрое письмо"),
        filed(AP, "708/1/9"),
        book("Газета"),
    ]
    assert listed(sources) == ["АП РК 708/1/9", "Газета", "ЦГА РК 64/1/12"]
    # this style names the archive first, whatever the document is called
    assert listed(sources[:2], ALPHABET, ENGLISH, RU) == ["АП РК 708/1/9", "ЦГА РК 64/1/12"]


def test_works_of_an_author_stand_by_year_where_the_text_names_years() -> None:
    sources = [
        book("Аист", "Абай К.", date="2001"),
        book("Бор", "Абай К.", date="1999"),
    ]
    assert listed(sources) == ["Абай, Аист", "Абай, Бор"]
    assert listed(sources, ALPHABET, "e-history-author-date") == ["Абай, Бор", "Абай, Аист"]


# -- sections


def test_sections_stand_in_their_order_with_headings() -> None:
    sources = [
        published(KIND.WEB_PAGE, "Акорда", url="https://akorda.kz"),
        book("Степь", "Абай К."),
        published(KIND.DOCUMENT_COLLECTION, "Под стягом"),
        published(KIND.LAW, "Об архивах", url="https://adilet.zan.kz"),
        filed(TSGA, "64/1/12"),
    ]
    parts = arrange(sources, SECTIONS, styles()[GOST], RU)
    assert headings(parts) == [
        "Архивные источники",
        "Нормативные правовые акты и международные договоры",
        "Опубликованные источники",
        "Литература",
        "Электронные ресурсы",
    ]
    assert [part.section for part in parts] == list(ListSection)
    assert [one for part in parts for one in part.citables] == sources[::-1]


@pytest.mark.parametrize(
    ("language", "heading"),
    [(KK, "Әдебиеттер"), (UK, "Література"), (EN, "Literature"), (ZH, "著作与论文")],
)
def test_headings_are_in_the_language_of_the_manuscript(
    language: LanguageCode, heading: str
) -> None:
    assert headings(arrange([book("А")], SECTIONS, styles()[GOST], language)) == [heading]


def test_the_users_headings_win() -> None:
    form = replace(SECTIONS, headings=((ListSection.LITERATURE, "Исследования"),))
    parts = arrange([book("А"), filed(AP, "1/1/1")], form, styles()[GOST], RU)
    assert headings(parts) == ["Архивные источники", "Исследования"]


@pytest.mark.parametrize(
    ("kind", "facts", "section"),
    [
        (KIND.BOOK, {}, ListSection.LITERATURE),
        (KIND.REPORT, {}, ListSection.LITERATURE),
        (KIND.THESIS, {"url": "https://a.kz", "place": "Алматы"}, ListSection.LITERATURE),
        (KIND.ARTICLE, {"url": "https://a.kz", "container": "Отан тарихы"}, ListSection.LITERATURE),
        (KIND.OTHER, {"url": "https://a.kz"}, ListSection.ELECTRONIC),
        (KIND.SPEECH, {"url": "https://a.kz"}, ListSection.ELECTRONIC),
        (KIND.WEB_PAGE, {"container": "Akorda"}, ListSection.ELECTRONIC),
        (KIND.TREATY, {"url": "https://a.kz"}, ListSection.LAWS),
        (KIND.NEWSPAPER, {"container": "Правда"}, ListSection.PUBLISHED),
        (KIND.INTERVIEW, {}, ListSection.PUBLISHED),
    ],
)
def test_what_belongs_to_which_section(
    kind: RecordKind, facts: dict[str, str], section: ListSection
) -> None:
    assert section_of(published(kind, "А", **facts)) is section


ARCHIVAL = (
    filed(TSGA, "64/1/125", "12"),
    filed(AP, "708/1/13"),
    filed(TSGA, "Р-1109/4/12"),
    filed(TSGA, "64/1/125", "3 об."),
    filed(TSGA, "64/1/125", "3"),
    filed(TSGA, "9/1/2"),
    filed(TSGA, "64/1/19"),
    filed(AP, "5-Н/1/5059"),
    filed(TSGA, "64/1/125"),
)
TSGA_FILES = [
    *("ЦГА РК 9/1/2", "ЦГА РК 64/1/19", "ЦГА РК 64/1/125", "ЦГА РК 64/1/125 3"),
    *("ЦГА РК 64/1/125 3об", "ЦГА РК 64/1/125 12", "ЦГА РК Р-1109/4/12"),
]
AP_FILES = ["АП РК 5-Н/1/5059", "АП РК 708/1/13"]


def test_archival_sources_stand_by_archive_fund_and_file_as_numbers() -> None:
    assert listed(ARCHIVAL, SECTIONS) == [*AP_FILES, *TSGA_FILES]


def test_in_the_order_of_citation_archives_stand_as_first_cited() -> None:
    assert listed(ARCHIVAL, ListForm(sections=True)) == [*TSGA_FILES, *AP_FILES]


def test_an_archive_is_named_in_full_where_the_final_order_has_it_first() -> None:
    sources = [filed(TSGA, "64/1/2"), filed(AP, "708/1/3"), filed(TSGA, "9/1/1")]
    (part,) = arrange(sources, SECTIONS, styles()[GOST], RU)
    assert [plain(text).split(". ")[0] for text in format_list(part.citables, styles()[GOST])] == [
        "Архив Президента Республики Казахстан (АП РК)",
        "Центральный государственный архив Республики Казахстан (ЦГА РК)",
        "ЦГА РК",
    ]


@given(
    st.lists(
        st.sampled_from(
            [*ARCHIVAL, *SCRIPTS, book("А"), published(KIND.LAW, "Закон"), book("", "Я. Я.")]
        )
    ),
    st.sampled_from(ListOrder),
    st.sampled_from(Script),
    st.booleans(),
)
def test_no_source_is_lost_or_doubled(
    sources: list[Citable],
    order: ListOrder,
    script: Script,
    sections: bool,
) -> None:
    form = ListForm(order=order, first_script=script, sections=sections)
    parts = arrange(sources, form, styles()[GOST], RU)
    placed = [one for part in parts for one in part.citables]
    assert sorted(map(id, placed)) == sorted(map(id, sources))
    again = arrange(placed, form, styles()[GOST], RU)
    assert [one for part in again for one in part.citables] == placed


def test_ten_thousand_sources_are_arranged_soon() -> None:
    sources = [*ARCHIVAL, *SCRIPTS, book("История", "Иванов И. И.", date="1999")] * 715
    start = time.perf_counter()
    arrange(sources, SECTIONS, styles()[GOST], RU)
    assert time.perf_counter() - start < 1.0


# -- in Latin script


def latin(source: Citable, style: str = GOST, scheme: str = "bsi") -> str:
    (text,) = romanised_list([source], styles()[style], scheme)
    return plain(text)


@pytest.mark.parametrize(
    ("source", "style", "text"),
    [
        (
            book(
                "История и современность",
                "Козыбаев М. К.",
                place="Алма-Ата",
                publisher="Ғылым",
                date="1991",
                total_pages="254",
                translated_title="History and modernity",
            ),
            GOST,
            "Kozybaev M. K. Istoriya i sovremennost' [History and modernity]. Alma-Ata : Ğylym, "
            "1991. 254 p. (In Russ.)",
        ),
        (
            published(
                KIND.ARTICLE,
                "Казахско-китайские отношения",
                by="Хафизова К. Ш.; Юрьев Юрий",
                container="Отан тарихы",
                date="2005",
                issue="2",
                pages="45-58",
            ),
            GOST,
            "Khafizova K. Sh., Yur'ev Yu. Kazakhsko-kitaiskie otnosheniya // Otan tarikhy. 2005. "
            "No. 2. P. 45–58. (In Russ.)",
        ),
        (
            book("Әдебиет тарихы", "Әуезов М. О.", language="kk", place="Москва", date="1991"),
            GOST,
            "Äuezov M. O. Ädebiet tarikhy. Moscow, 1991. (in Kazakh)",
        ),
        (
            book(
                "Державна служба",
                "Битяк Ю. П.",
                language="uk",
                place="Харків",
                date="2005",
                subtitle="монографія",
                translated_title="Civil service",
            ),
            ENGLISH,
            "Bytyak, Yu.P. (2005). Derzhavna sluzhba: monohrafiya [Civil service]. Kharkiv. "
            "(in Ukrainian)",
        ),
        (
            book("中亚五国史纲", "马 大正", language="zh", date="2000", translated_title="History"),
            GOST,
            "马大正. 中亚五国史纲 [History]. 2000. (in Chinese)",
        ),
        (
            book("Diplomacy", "Kissinger, Henry", language="en", place="New York", date="1994"),
            GOST,
            "Kissinger H. Diplomacy. New York, 1994.",
        ),
        (
            published(KIND.WEB_PAGE, "Назарбаев", url="https://a.kz", accessed="12.05.2021"),
            "gost-7.1-2003",
            "Nazarbayev [Electronic resource]. – URL: https://a.kz (accessed: 12.05.2021). "
            "(In Russ.)",
        ),
        (
            book("Сочинения", others=named(Role.EDITOR, "Козыбаев М. К."), date="1991"),
            GOST,
            "Sochineniya / ed. by M. K. Kozybaev. 1991. (In Russ.)",
        ),
    ],
)
def test_published_sources_in_latin_script(source: Citable, style: str, text: str) -> None:
    assert latin(source, style) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            filed(TSGA, "Р-1109/4/12а", "1-3 об."),
            "Tsentral'nyi gosudarstvennyi arkhiv Respubliki Kazakhstan (TsGA RK). F. R-1109. "
            "Op. 4. D. 12a. L. 1–3 ob.",
        ),
        (
            filed(TSDAVO, "1115/1/5", "10", language="uk", title="Універсал"),
            "Universal // Tsentralnyi derzhavnyi arkhiv vyshchykh orhaniv vlady "
            "(TsDAVO Ukrainy). F. 1115. Op. 1. D. 5. L. 10. (in Ukrainian)",
        ),
    ],
)
def test_documents_in_latin_script(source: Citable, text: str) -> None:
    assert latin(source) == text


def test_the_archives_own_cyrillic_term_gives_way_to_a_label() -> None:
    source = filed(TSGA, "64/1/12")
    levels = (
        *source.location.levels[:2],
        Level(kind=UnitKind.FILE, number="12", label="Ед. хр."),
    )
    source = replace(source, location=replace(source.location, levels=levels))
    assert latin(source).endswith("F. 64. Op. 1. D. 12.")


def test_an_author_keeps_the_latin_name_that_is_known() -> None:
    own = Person(family="Auezov", given="M. O.", role=Role.AUTHOR_LATIN)
    source = published(KIND.BOOK, "Абай", by="Әуезов М. О.", others=(own,), date="1942")
    assert latin(source).startswith("Auezov M. O. Abai. 1942.")


def test_a_list_in_latin_script_abbreviates_archives_after_their_first_mention() -> None:
    sources = [filed(TSGA, "64/1/2"), book("Абай"), filed(TSGA, "9/1/1")]
    texts = [plain(text) for text in romanised_list(sources, styles()[GOST], "iso-9")]
    assert texts[0].startswith("Centralʹnyj gosudarstvennyj arhiv Respubliki Kazahstan (CGA RK).")
    assert texts[2] == "CGA RK. F. 9. Op. 1. D. 1."


def test_the_users_names_are_taken() -> None:
    names = KnownNames(names={"Абылай": "Ablai"}, places={})
    (text,) = romanised_list([book("Хан Абылай")], styles()[GOST], "bsi", names=names)
    assert plain(text) == "Khan Ablai. (In Russ.)"


def test_an_unknown_scheme_is_told_of() -> None:
    with pytest.raises(NotFoundError, match="polish"):
        romanised_list([book("Абай")], styles()[GOST], "polish")


@pytest.mark.parametrize("style", sorted(styles()))
def test_no_style_leaves_russian_letters_in_a_list_in_latin_script(style: str) -> None:
    sources = [
        book("Степь", "Козыбаев Манаш", place="Москва", date="1991", total_pages="5"),
        published(KIND.LAW, "Об архивах", date="22.12.1998", number="326-I", container="Ведомости"),
        published(KIND.THESIS, "Поиск", by="Иванов Иван", genre="дис. канд. ист. наук"),
        published(KIND.NEWSPAPER, "Путь", container="Правда", date="11.02.1995", pages="1"),
        published(KIND.WEB_PAGE, "Сайт", url="https://a.kz", accessed="12.05.2021"),
        filed(TSGA, "Р-1109/4/12а", "1-3 об.", title="Письмо", date=parse_date("12.05.1947")),
        person_less := filed(AP, "5-Н/1/5059"),
    ]
    assert person_less.record.title == ""
    texts = [plain(text) for text in romanised_list(sources, styles()[style], "bsi")]
    assert [text for text in texts if any("а" <= letter.lower() <= "я" for letter in text)] == []


def test_an_english_list_transliterates_an_archive_that_has_no_name_for_it() -> None:
    assert [
        plain(text) for text in format_list([filed(TSGA, "64/1/2")] * 2, styles()[ENGLISH])
    ] == [
        "Tsentral'nyi gosudarstvennyi arkhiv Respubliki Kazakhstan (TsGA RK). Fund-64, Series-1, "
        "File-2.",
        "TsGA RK. Fund-64, Series-1, File-2.",
    ]


# -- abbreviations


def test_abbreviations_are_those_of_the_archives_that_are_cited() -> None:
    sources = [filed(TSGA, "1/1/1"), filed(AP, "1/1/1"), filed(TSGA, "2/1/1"), book("А")]
    assert [(one.short, one.full) for one in abbreviations(sources, styles()[GOST], RU)] == [
        ("АП РК", "Архив Президента Республики Казахстан"),
        ("ЦГА РК", "Центральный государственный архив Республики Казахстан"),
    ]


def test_an_archive_without_a_short_or_a_full_name_has_no_abbreviation() -> None:
    sources = [
        filed(archive(7, ru=("", "ГАРФ")), "1"),
        filed(archive(8, ru=("Архив", "")), "1"),
    ]
    assert abbreviations(sources, styles()[GOST], RU) == ()


def test_labels_that_the_citations_print_can_be_explained() -> None:
    sources = [filed(AP, "708/1/13", "5 об.")]
    assert [
        (one.short, one.full) for one in abbreviations(sources, styles()[GOST], RU, levels=True)
    ] == [
        ("АП РК", "Архив Президента Республики Казахстан"),
        ("Д.", "дело"),
        ("Л.", "лист"),
        ("об.", "оборот листа"),
        ("Оп.", "опись"),
        ("Ф.", "фонд"),
    ]


def test_numbers_with_endings_are_no_abbreviations() -> None:
    kept = archive(9, kk=("Орталық мемлекеттік архиві", "ОМА"))
    sources = [filed(kept, "64/1/125", "12", language="kk")]
    style = styles()[GOST]
    forms = {"fund": "{}-қор", "series": "{}-тізбе", "file": "{}-іс", "sheet": "{}-п."}
    style = replace(style, labels={KK: replace(style.labels[KK], forms=forms)})
    found = abbreviations(sources, style, KK, levels=True)
    assert [one.short for one in found] == ["ОМА"]
