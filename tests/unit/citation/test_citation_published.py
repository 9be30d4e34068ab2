"""Published sources in GOST R 7.0.5-2008 and in the English lists of Kazakhstan's journals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from citation_makers import ENGLISH, GOST, named, published, styles

from archivist.citation.entries import format_entry
from archivist.library.people import Person, Role
from archivist.library.records import RecordKind
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from archivist.library.records import Citable

BOOK, ARTICLE, NEWSPAPER = RecordKind.BOOK, RecordKind.ARTICLE, RecordKind.NEWSPAPER
LAW, TREATY, WEB = RecordKind.LAW, RecordKind.TREATY, RecordKind.WEB_PAGE

GOST_ENTRIES = [
    (
        published(
            BOOK,
            "Казахстан",
            subtitle="летопись трех тысячелетий",
            by="Кляшторный С. Г.; Султанов Т. И.",
            place="Алма-Ата",
            publisher="Рауан",
            date="1992",
            total_pages="378",
        ),
        "Кляшторный С. Г., Султанов Т. И. Казахстан : летопись трех тысячелетий. "
        "Алма-Ата : Рауан, 1992. 378 с.",
    ),
    (
        published(
            RecordKind.DOCUMENT_COLLECTION,
            "Казахстанско-российские отношения",
            subtitle="сборник документов и материалов",
            others=named(
                Role.COMPILER, "Алибеков А.", "Ерболатов М.", "Жанайдаров С.", "Жумабаев С."
            ),
            place="Москва",
            publisher="Вега",
            date="2007",
            total_pages="504",
        ),
        "Казахстанско-российские отношения : сборник документов и материалов "
        "/ сост. А. Алибеков [и др.]. М. : Вега, 2007. 504 с.",
    ),
    (
        published(
            BOOK,
            "Дипломатия",
            by="Киссинджер Г.",
            others=[Person(family="пер. с англ. В. В. Львова", role=Role.TRANSLATOR)],
            place="Москва",
            publisher="Ладомир",
            date="1997",
            total_pages="848",
        ),
        "Киссинджер Г. Дипломатия / пер. с англ. В. В. Львова. М. : Ладомир, 1997. 848 с.",
    ),
    (
        published(
            BOOK,
            "Описание киргиз-казачьих, или киргиз-кайсацких, орд и степей",
            by="Левшин А. И.",
            others=[Person(family="под общ. ред. М. К. Козыбаева", role=Role.EDITOR)],
            place="Алматы",
            publisher="Санат",
            date="1996",
            total_pages="656",
        ),
        "Левшин А. И. Описание киргиз-казачьих, или киргиз-кайсацких, орд и степей "
        "/ под общ. ред. М. К. Козыбаева. Алматы : Санат, 1996. 656 с.",
    ),
    (
        published(
            ARTICLE,
            "Казахско-китайские отношения в XVIII веке",
            by="Хафизова К. Ш.",
            container="Отан тарихы",
            date="2005",
            issue="2",
            pages="45-58",
        ),
        "Хафизова К. Ш. Казахско-китайские отношения в XVIII веке // Отан тарихы. 2005. № 2. "
        "С. 45–58.",
    ),
    (
        published(
            ARTICLE,
            "Қазақстан мен Қытай қатынастары",
            by="Мұқаметханұлы Н.",
            container="ҚазҰУ хабаршысы. Тарих сериясы",
            date="2016",
            issue="3",
            pages="31-38",
            language="kk",
        ),
        "Мұқаметханұлы Н. Қазақстан мен Қытай қатынастары // ҚазҰУ хабаршысы. Тарих сериясы. "
        "2016. № 3. С. 31–38.",
    ),
    (
        published(
            RecordKind.THESIS,
            "Политико-правовые основы казахстанско-китайских отношений",
            by="Сатубалдин С. А.",
            genre="дис. … канд. ист. наук",
            place="Алматы",
            date="2004",
            total_pages="150",
        ),
        "Сатубалдин С. А. Политико-правовые основы казахстанско-китайских отношений "
        ": дис. … канд. ист. наук. Алматы, 2004. 150 с.",
    ),
    (
        published(
            LAW,
            "О Национальном архивном фонде и архивах",
            subtitle="закон Респ. Казахстан",
            number="326-I",
            container="Ведомости Парламента РК",
            date="1998-12-22",
            issue="24",
            pages="Ст. 435",
        ),
        "О Национальном архивном фонде и архивах : закон Респ. Казахстан от 22 дек. 1998 г. "
        "№ 326-I // Ведомости Парламента РК. 1998. № 24. Ст. 435.",
    ),
    (
        published(
            LAW,
            "Конституция Республики Казахстан",
            subtitle="принята на респ. референдуме 30 авг. 1995 г.",
            place="Алматы",
            publisher="Жеті жарғы",
            date="1996",
            total_pages="40",
        ),
        "Конституция Республики Казахстан : принята на респ. референдуме 30 авг. 1995 г. "
        "Алматы : Жеті жарғы, 1996. 40 с.",
    ),
    (
        published(
            LAW,
            "Об утверждении Правил издания документов Национального архивного фонда",
            subtitle="приказ Министра связи и информ. Респ. Казахстан от 16 нояб. 2011 г. № 349",
            number="349",
            date="2011-11-16",
            url="https://adilet.zan.kz/rus/docs/V1100007342",
            accessed="2021-05-12",
        ),
        "Об утверждении Правил издания документов Национального архивного фонда : приказ Министра "
        "связи и информ. Респ. Казахстан от 16 нояб. 2011 г. № 349. "
        "URL: https://adilet.zan.kz/rus/docs/V1100007342 (дата обращения: 12.05.2021).",
    ),
    (
        published(
            TREATY,
            "Договор о добрососедстве, дружбе и сотрудничестве",
            subtitle="подписан в г. Пекине 23 дек. 2002 г.",
            container="Бюллетень международных договоров Республики Казахстан",
            date="2003",
            issue="6",
            pages="Ст. 39",
        ),
        "Договор о добрососедстве, дружбе и сотрудничестве : подписан в г. Пекине 23 дек. 2002 г. "
        "// Бюллетень международных договоров Республики Казахстан. 2003. № 6. Ст. 39.",
    ),
    (
        published(
            NEWSPAPER,
            "Интеграция: путь вперед",
            by="Назарбаев Н. А.",
            container="Казахстанская правда",
            date="1995-02-11",
            pages="1",
        ),
        "Назарбаев Н. А. Интеграция: путь вперед // Казахстанская правда. 1995. 11 февр. С. 1.",
    ),
    (
        published(NEWSPAPER, "Встреча в Омске", container="Известия", date="1996-01-27", pages="2"),
        "Встреча в Омске // Известия. 1996. 27 янв. С. 2.",
    ),
    (
        published(
            NEWSPAPER,
            "Шекара туралы келісім",
            by="Исабаев Б.",
            container="Егемен Қазақстан",
            date="1999-11-24",
            pages="3",
            language="kk",
        ),
        "Исабаев Б. Шекара туралы келісім // Егемен Қазақстан. 1999. 24 қараша. 3 б.",
    ),
    (
        published(
            WEB,
            "Информация управления туризма и внешних связей Восточно-Казахстанской области",
            date="2014",
            url="https://www.gov.kz/memleket/entities/vko-tourest?lang=ru",
            accessed="2021-05-12",
        ),
        "Информация управления туризма и внешних связей Восточно-Казахстанской области. 2014. "
        "URL: https://www.gov.kz/memleket/entities/vko-tourest?lang=ru "
        "(дата обращения: 12.05.2021).",
    ),
    (
        published(
            RecordKind.INTERVIEW,
            "ШОС: механизмы и проблемы",
            subtitle="[интервью с директором Центра китайских исследований]",
            by="Каукенов А.",
            others=named(Role.INTERVIEWER, "Иванова С."),
            container="Central Asia Monitor",
            date="2018-06-15",
            pages="4",
        ),
        "Каукенов А. ШОС: механизмы и проблемы : [интервью с директором Центра китайских "
        "исследований] / беседовала С. Иванова // Central Asia Monitor. 2018. 15 июня. С. 4.",
    ),
    (
        published(
            RecordKind.INTERVIEW,
            "Интервью автора с К. Токаевым",
            place="Алматы",
            date="2021-05-12",
        ),
        "Интервью автора с К. Токаевым. Алматы, 12 мая 2021 г.",
    ),
    (
        published(
            RecordKind.REPORT,
            "Новые тренды глобальной и региональной интеграции",
            subtitle="отчет о НИР (промежуточный)",
            others=named(Role.SUPERVISOR, "Кожирова С. Б."),
            place="Алматы",
            date="2018",
            total_pages="30",
            number="0118РК00000",
        ),
        "Новые тренды глобальной и региональной интеграции : отчет о НИР (промежуточный) "
        "/ рук. С. Б. Кожирова. Алматы, 2018. 30 с. № ГР 0118РК00000.",
    ),
    (
        published(
            BOOK,
            "Diplomacy",
            by="Kissinger, Henry",
            place="New York",
            publisher="Simon & Schuster",
            date="1994",
            total_pages="912",
            language="en",
        ),
        "Kissinger H. Diplomacy. New York : Simon & Schuster, 1994. 912 p.",
    ),
    (
        published(
            RecordKind.CHAPTER,
            "Kazakhstan’s Multivector Foreign Policy",
            by="Cummings, Sally N.",
            others=named(Role.EDITOR, "Legvold, Robert"),
            container="Thinking Strategically",
            place="Cambridge, MA",
            publisher="MIT Press",
            date="2003",
            pages="139-152",
            language="en",
        ),
        "Cummings S. N. Kazakhstan’s Multivector Foreign Policy // Thinking Strategically "
        "/ ed. by R. Legvold. Cambridge, MA : MIT Press, 2003. P. 139–152.",
    ),
    (
        published(
            ARTICLE,
            "The Geographical Pivot of History",
            by="Mackinder, Halford J.",
            container="The Geographical Journal",
            date="1904",
            volume="23",
            issue="4",
            pages="421-437",
            language="en",
        ),
        "Mackinder H. J. The Geographical Pivot of History // The Geographical Journal. 1904. "
        "Vol. 23, no. 4. P. 421–437.",
    ),
    (
        published(
            BOOK,
            "Геоинформационное моделирование территориальных рынков банковских услуг",
            by="Дружинин А. Г.; Иванов Б. В.; Петров В. Г.; Сидоров Г. Д.",
            place="Шахты",
            publisher="Изд-во ЮРГУЭС",
            date="2006",
            total_pages="150",
        ),
        "Геоинформационное моделирование территориальных рынков банковских услуг "
        "/ А. Г. Дружинин [и др.]. Шахты : Изд-во ЮРГУЭС, 2006. 150 с.",
    ),
]


@pytest.mark.parametrize(
    ("source", "expected"), GOST_ENTRIES, ids=[entry[1][:40] for entry in GOST_ENTRIES]
)
def test_gost_prints_a_published_source(source: Citable, expected: str) -> None:
    assert plain(format_entry(source, styles()[GOST])) == expected


@pytest.mark.parametrize(
    ("editor", "printed"),
    [
        ("Козыбаев М. К.", "под ред. М. К. Козыбаева"),
        ("Абусеитова М. Х.", "под ред. М. Х. Абусеитовой"),
        ("Кляшторный С. Г.", "под ред. С. Г. Кляшторного"),
        ("Бичурин-Ковалевский Н. Я.", "под ред. Н. Я. Бичурина-Ковалевского"),
        # no ending tells whether this is a man: the name stays as it was given
        ("Бартольд В. В.", "под ред. В. В. Бартольд"),
        ("Жданко Т. А.", "под ред. Т. А. Жданко"),
    ],
)
def test_an_editor_stands_in_the_genitive(editor: str, printed: str) -> None:
    book = published(BOOK, "Книга", others=named(Role.EDITOR, editor), place="Москва", date="1990")
    assert plain(format_entry(book, styles()[GOST])) == f"Книга / {printed}. М., 1990."


def test_a_page_takes_the_place_of_the_extent() -> None:
    book = published(
        BOOK,
        "История и современность",
        by="Козыбаев М. К.",
        place="Алма-Ата",
        publisher="Ғылым",
        date="1991",
        total_pages="254",
    )
    for locator in ("с. 12", "С. 12", "12"):
        cited = plain(format_entry(book, styles()[GOST], locator=locator))
        assert cited == ("Козыбаев М. К. История и современность. Алма-Ата : Ғылым, 1991. С. 12.")


def test_a_record_without_a_language_goes_by_its_script() -> None:
    paper = published(ARTICLE, "Pivot", container="Journal", pages="1-2", language="")
    assert plain(format_entry(paper, styles()[GOST])) == "Pivot // Journal. P. 1–2."
    paper = published(ARTICLE, "Ось", container="Журнал", pages="1-2", language="")
    assert plain(format_entry(paper, styles()[GOST])) == "Ось // Журнал. С. 1–2."


@pytest.mark.parametrize("style", [GOST, ENGLISH])
@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_title_alone_is_printed_whatever_the_kind(kind: RecordKind, style: str) -> None:
    printed = plain(format_entry(published(kind, "Кто виноват?"), styles()[style]))
    assert printed in ("Кто виноват?", "Kto vinovat? (n.d.).")


def test_an_edition_and_a_volume_share_brackets_in_english() -> None:
    book = published(
        BOOK,
        "History",
        by="Doe, Jane",
        edition="2nd ed.",
        volume="3",
        date="2001",
        publisher="Atamura",
        language="en",
    )
    assert plain(format_entry(book, styles()[ENGLISH])) == (
        "Doe, J. (2001). History (2nd ed., Vol. 3). Atamura."
    )


def test_a_chapter_is_printed_in_english_with_its_book_and_editors() -> None:
    chapter = published(
        RecordKind.CHAPTER,
        "Kazakhstan’s Multivector Foreign Policy",
        by="Cummings, Sally N.",
        others=named(Role.EDITOR, "Legvold, Robert"),
        container="Thinking Strategically",
        place="Cambridge, MA",
        publisher="MIT Press",
        date="2003",
        pages="139–152",
        language="en",
    )
    printed = format_entry(chapter, styles()[ENGLISH])
    assert plain(printed) == (
        "Cummings, S.N. (2003). Kazakhstan’s Multivector Foreign Policy. In R. Legvold (Ed.), "
        "Thinking Strategically (pp. 139-152). Cambridge, MA: MIT Press."
    )
    assert [run.text for run in printed if run.italic] == ["Thinking Strategically"]


def test_a_newspaper_is_printed_in_english_with_its_day() -> None:
    paper = published(
        NEWSPAPER,
        "Kazakhstan Signs Border Pact",
        by="Pannier, Bruce",
        container="The New York Times",
        date="1998-07-05",
        pages="A4",
        language="en",
    )
    assert plain(format_entry(paper, styles()[ENGLISH])) == (
        "Pannier, B. (1998, July 5). Kazakhstan Signs Border Pact. The New York Times, A4."
    )


def test_a_translator_stands_with_a_title_that_heads_the_entry() -> None:
    book = published(
        BOOK,
        "The Secret History of the Mongols",
        others=named(Role.TRANSLATOR, "Rachewiltz, Igor de"),
        place="Leiden",
        publisher="Brill",
        date="2004",
        language="en",
    )
    assert plain(format_entry(book, styles()[ENGLISH])) == (
        "The Secret History of the Mongols (I. de Rachewiltz, Trans.). (2004). Leiden: Brill."
    )


def test_a_chinese_name_stays_whole() -> None:
    paper = published(ARTICLE, "中哈战略伙伴关系", by="赵, 常庆", date="2011", language="zh")
    assert plain(format_entry(paper, styles()[GOST])) == "赵常庆. 中哈战略伙伴关系. 2011."


def test_a_doubtful_year_stands_in_brackets() -> None:
    old = published(BOOK, "Описание", place="Омск", date="ок. 1860")
    assert plain(format_entry(old, styles()[GOST])) == "Описание. Омск, [ок. 1860]."
    old = published(BOOK, "Описание", place="Омск", date="1860?")
    assert plain(format_entry(old, styles()[GOST])) == "Описание. Омск, [1860?]."


@pytest.mark.parametrize("total", ["254", "254 с.", "254 с"])
def test_pasted_white_space_and_labels_are_not_printed_twice(total: str) -> None:
    source = published(
        RecordKind.BOOK,
        " История\n и  современность ",
        place="Алма-Ата ",
        publisher="\u00a0Ғылым",
        date="1991",
        language="ru",
        total_pages=total,
    )
    assert plain(format_entry(source, styles()[GOST])) == (
        "История и современность. Алма-Ата : Ғылым, 1991. 254 с."
    )


@pytest.mark.parametrize("doi", ["10.1/x", "https://doi.org/10.1/x", "doi: 10.1/x"])
def test_a_doi_is_printed_once_however_it_was_pasted(doi: str) -> None:
    source = published(RecordKind.ARTICLE, "Border", date="1991", language="en", doi=doi)
    entry = format_entry(source, styles()[ENGLISH])
    assert plain(entry) == "Border. (1991). https://doi.org/10.1/x."
    assert [run.link for run in entry if run.link] == ["https://doi.org/10.1/x"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.kz/a?b=1", "https://example.kz/a?b=1"),
        ("www.example.kz", "https://www.example.kz"),
        ("см. сайт", ""),
    ],
)
def test_an_address_leads_to_the_web(url: str, link: str) -> None:
    source = published(RecordKind.WEB_PAGE, "Граница", url=url)
    entry = format_entry(source, styles()[GOST])
    assert plain(entry) == f"Граница. URL: {url}."
    assert "".join(run.link for run in entry) == link


def test_the_english_list_brings_cyrillic_into_latin_script() -> None:
    book = published(
        BOOK,
        "Под стягом независимости",
        by="Токаев К. К.",
        translated_title="Under the banner of independence",
        place="Москва",
        publisher="Білім",
        date="1997",
    )
    assert plain(format_entry(book, styles()[ENGLISH])) == (
        "Tokayev, K.K. (1997). Pod styagom nezavisimosti [Under the banner of independence]. "
        "Moscow: Bilim."
    )
