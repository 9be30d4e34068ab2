"""The order of lists of references: alphabets, scripts, sounds, articles."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.library.bibliography import Script
from archivist.library.ordering import first_script, list_key, without_article
from archivist.library.values import EN, KK, RU, UK, UNKNOWN_LANGUAGE, ZH, LanguageCode


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("ru", "Агент Ёлка Есик Жуков Иванов Йод Кеннан Щука Эхо Юрьев Яковлев"),
        ("uk", "Гай Ґанок Дім Ейск Єва Жук Зоря Иржа Іван Їжак Йод Хата Щука Юрій Ящик"),
        (
            "kk",
            "Абай Әуезов Гүл Ғалым Ел Иса Кеңес Қазақ Ода Өмір Ус Ұлт Үй Хан Һа Ыбырай Іле Эра",
        ),
        ("be", "Дым Ежа Жук Зоры Інжынер Йогурт Кут Уладзімір Ўзгорак Фонд Чыж Шум Ыгыян Эха Юда"),
        ("en", "Éclair Lodz Łomża Lvov Oleg Ørsted Östen Zhukov"),
        ("zh", "安 白寿彝 陈 邓小平 国 国家 李 马大正 邵 王 习 曾 赵常庆 中国 邹"),
    ],
)
def test_each_language_has_its_alphabet(language: str, ordered: str) -> None:
    keys = [list_key(word, language=LanguageCode(language)) for word in ordered.split()]
    assert all(one < other for one, other in itertools.pairwise(keys))


def test_kazakh_is_known_by_its_letters() -> None:
    words = ["Ұлы Іле", "Ұлы ит", "Ұлы ыдыс"]
    assert sorted(words, key=list_key) == ["Ұлы ит", "Ұлы ыдыс", "Ұлы Іле"]


@pytest.mark.parametrize(
    ("first", "ordered"),
    [
        (Script.CYRILLIC, "12 Яков Zorn 中国"),
        (Script.LATIN, "12 Zorn Яков 中国"),
        (Script.HAN, "12 中国 Zorn Яков"),
    ],
)
def test_the_first_script_is_chosen(first: Script, ordered: str) -> None:
    keys = [list_key(word, first=first) for word in ordered.split()]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("wanted", "language", "first"),
    [
        (Script.STYLE, RU, Script.CYRILLIC),
        (Script.STYLE, KK, Script.CYRILLIC),
        (Script.STYLE, UK, Script.CYRILLIC),
        (Script.STYLE, EN, Script.LATIN),
        (Script.STYLE, ZH, Script.HAN),
        (Script.LATIN, RU, Script.LATIN),
    ],
)
def test_the_lists_language_chooses_where_nobody_does(
    wanted: Script, language: LanguageCode, first: Script
) -> None:
    assert first_script(wanted, language) is first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Правда»", "правда"),
        ("Ёлка", "елка"),
        ("Знам'янка", "Знамянка"),
        ("Знам’янка", "знамʼянка"),
        ("О'Нил", "онил"),
        ("Алма-Ата", "алма ата"),
        ("7", "007"),
        ("исторія", "исторія."),
    ],
)
def test_signs_do_not_part_entries(one: str, other: str) -> None:
    assert list_key(one) == list_key(other)


@pytest.mark.parametrize(
    ("title", "language", "from_word"),
    [
        ("The Great Game", "en", "Great Game"),
        ("“A History of Russia”", "en", "History of Russia”"),
        ("Another World", "en", "Another World"),
        ("A", "en", "A"),
        ("Die Welt", "de", "Welt"),
        ("Die Another Day", "en", "Die Another Day"),
        ("L’Empire", "fr", "Empire"),
        ("«А был ли мальчик?»", "ru", "А был ли мальчик?»"),
        ("The Times", "", "Times"),
        ("…", "ru", "…"),
    ],
)
def test_articles_and_quotation_marks_are_passed_over(
    title: str, language: str, from_word: str
) -> None:
    assert without_article(title, LanguageCode(language)) == from_word


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=10**30))
def test_numbers_stand_by_value(one: int, other: int) -> None:
    assert (list_key(f"Ф. {one}") < list_key(f"Ф. {other}")) == (one < other)


@given(st.text(), st.sampled_from(Script), st.sampled_from(["ru", "kk", "uk", "zh", ""]))
def test_any_text_has_a_key_that_case_does_not_change(
    text: str, first: Script, language: str
) -> None:
    key = list_key(text, first=first, language=LanguageCode(language))
    assert key == list_key(f" {text} ", first=first, language=LanguageCode(language))


def test_ten_thousand_entries_are_sorted_at_once() -> None:
    titles = [
        f"{start} {number % 97}"
        for number in range(2000)
        for start in ("Қазақстан тарихы", "История", "Історія", "The history", "中国历史")
    ]
    start = time.perf_counter()
    sorted(titles, key=lambda title: list_key(title, language=UNKNOWN_LANGUAGE))
    assert time.perf_counter() - start < 0.3
