"""Words and their folded form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.folding import fold, is_han, raw_words, words

LETTERS = "аяёйіїґқңһѣъхxabcéüç中国1'’-\u00ad\u0301\u0308\u0306\n .ﬁ"


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Ёлка", "елка"),
        ("зво\u0301нок", "звонок"),
        ("госу\u00adдарство", "государство"),
        ("п’ять", "п'ять"),
        ("пʼять", "п'ять"),
        ("Cталин", "Сталин"),
        ("Кaзaхcтaн", "Казахстан"),
        ("аrchive", "archive"),
        ("ХІХ", "XIX"),
        ("ХХ", "xx"),
        ("ﬁnance", "finance"),
        ("Müller", "muller"),
        ("архивъ", "архив"),
        ("дѣло", "дело"),
        (unicodedata.normalize("NFD", "йогурт"), "йогурт"),
        ("ＡＢＣ", "abc"),
        ("госу-\nдарство", "государство"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("мой", "мои"), ("їх", "іх"), ("ґрати", "грати"), ("қала", "кала"), ("сыр", "сыръё")],
)
def test_letters_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_word_broken_at_a_line_end_is_one_word_where_it_stands() -> None:
    text = "Наше госу-\nдарство и Алма-\nАта, 1930-\n1933"
    found = list(words(text))
    assert [fold(word.raw) for word in found] == [
        "наше",
        "государство",
        "и",
        "алма",
        "ата",
        "1930",
        "1933",
    ]
    assert text[found[1].start : found[1].end] == "госу-\nдарство"


def test_words_leave_signs_out_and_keep_apostrophes() -> None:
    assert [word.raw for word in words("«Д. 5-Н», _nomad's_ п’ять' 1933г.!")] == [
        "Д",
        "5",
        "Н",
        "nomad's",
        "п’ять",
        "1933г",
    ]


def test_chinese_runs_are_words_apart_from_others() -> None:
    found = [word.raw for word in words("在Алматы的中国、历史2020年")]
    assert found == ["在", "Алматы", "的中国", "历史", "2020", "年"]
    assert [is_han(raw) for raw in found] == [True, False, True, True, False, True]


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, max_size=60))
def test_words_stand_where_they_say_and_fold_once(text: str) -> None:
    found = list(words(text))
    assert [word.raw for word in found] == raw_words(text)
    end = 0
    for word in found:
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.raw
        assert fold(fold(word.raw)) == fold(word.raw)
        end = word.end


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_analysis(text: str) -> None:
    for word in words(text):
        assert fold(fold(word.raw)) == fold(word.raw)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("the U.S.S.R. and", ["the", "U.S.S.R", "and"]),
        ("А.С.Пушкин", ["А", "С", "Пушкин"]),
        ("И.И. Иванов", ["И", "И", "Иванов"]),
        ("1.2.3 и а.б.в1", ["1", "2", "3", "и", "а", "б", "в1"]),
        ("co-operation, Pre-eminent", ["co-operation", "Pre-eminent"]),
        ("disco-operation, re-use, co-", ["disco", "operation", "re", "use", "co"]),
        ("со-общение", ["со", "общение"]),
    ],
)
def test_stops_and_hyphens_within_a_word_belong_to_it(text: str, raws: list[str]) -> None:
    assert [word.raw for word in words(text)] == raws
    assert raw_words(text) == raws
