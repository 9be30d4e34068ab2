"""The analysis: what a word is found by, in which language, and where it stands."""

from __future__ import annotations

import pytest
from hard_pairs import HARD
from hypothesis import given, settings
from hypothesis import strategies as st
from search_pairs import OTHER_WORD, SAME_WORD, pairs

from archivist.search.analyzers import KAZAKH_LATIN, Analysis, han_pairs, language_of, paragraphs
from archivist.search.folding import fold, is_han, words
from archivist.search.kazakh import kazakh_bases

RUSSIAN = "Постановление о мерах по улучшению положения переселенцев и кочевых хозяйств. " * 4
KAZAKH_IN_LATIN = "Qazaqstan Respublikasynyñ tarihy turaly qūjattar mūrağattarda saqtalğan. " * 4
OLD_RUSSIAN = "Въ исторіи этого края нѣтъ событія болѣе важнаго, чѣмъ переселеніе крестьянъ. " * 4
KAZAKH = "Қазақ халқының тарихы туралы құжаттар мұрағаттарда сақталған және зерттелген. " * 4
UKRAINIAN = "Документи про переселення українських селян і їхнє господарство є в архіві. " * 4


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis()


def finds(analysis: Analysis, query: str, text: str) -> bool:
    """Tell whether a search for words finds a text."""
    terms = set(analysis.counts(text).stems)
    for word in words(query):
        form = fold(word.raw)
        if is_han(form):
            if not terms.issuperset(han_pairs(form)):
                return False
        elif not terms & set(analysis.query_readings(form)):
            return False
    return True


@pytest.mark.parametrize(("language", "query", "form"), pairs(SAME_WORD))
def test_a_word_is_found_in_its_forms(
    analysis: Analysis, language: str, query: str, form: str
) -> None:
    assert finds(analysis, query, form), language


@pytest.mark.parametrize(("language", "query", "form"), pairs(HARD))
def test_a_word_is_found_in_hard_forms(
    analysis: Analysis, language: str, query: str, form: str
) -> None:
    assert finds(analysis, query, form), language


@pytest.mark.parametrize(("language", "query", "form"), pairs(OTHER_WORD))
def test_other_words_are_not_found(
    analysis: Analysis, language: str, query: str, form: str
) -> None:
    context = KAZAKH if language == "kk" else ""
    assert not finds(analysis, query, context + form), language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (KAZAKH, "kk"),
        (UKRAINIAN, "uk"),
        ("Голод", ""),
        (KAZAKH_IN_LATIN, KAZAKH_LATIN),
        (OLD_RUSSIAN, "ru"),
        ("Report", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_paragraph_is_seen(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_paragraph_decides_where_letters_do_not(analysis: Analysis) -> None:
    assert "дать" in analysis.counts(RUSSIAN + "дала").stems
    assert "дать" not in analysis.counts(KAZAKH + "дала").stems
    assert finds(analysis, "дала", KAZAKH + "дала")
    assert finds(analysis, "дала", RUSSIAN + "дала")


@pytest.mark.parametrize("query", ["тарих", "құжат", "мұрағат", "сақтау", "Қазақстан", "turaly"])
def test_kazakh_in_latin_letters_is_found(analysis: Analysis, query: str) -> None:
    assert finds(analysis, query, KAZAKH_IN_LATIN)


@pytest.mark.parametrize("query", ["история", "событие", "важный", "переселение", "крестьянин"])
def test_russian_of_before_1918_is_found(analysis: Analysis, query: str) -> None:
    assert finds(analysis, query, OLD_RUSSIAN)


def test_a_page_in_two_languages_is_read_in_both(analysis: Analysis) -> None:
    text = f"{RUSSIAN}\n\n{KAZAKH}\nдала мен адамдар"
    assert [language for _, _, language in paragraphs(text)] == ["ru", "kk"]
    assert finds(analysis, "адам", text)
    assert finds(analysis, "переселенец", text)


def test_a_kazakh_name_in_a_russian_text_is_found(analysis: Analysis) -> None:
    assert finds(analysis, "Туркестан", RUSSIAN + "Туркестанда")


def test_the_words_of_the_library_guide_kazakh_readings(analysis: Analysis) -> None:
    library = {"қала", "қалалар", "халқы"}
    readings = analysis.query_readings("қалаларынан", library.__contains__)
    likely = {stem for stem, weight in readings.items() if weight == 1}
    assert likely == {"қалаларынан", "қалалар", "қала"}
    assert readings.keys() == analysis.query_readings("қалаларынан").keys()  # all are looked for
    nothing = analysis.query_readings("қалаларынан", set().__contains__)
    assert nothing == analysis.query_readings("қалаларынан")


@pytest.mark.parametrize(
    ("query", "other"), [("вода", "во"), ("труда", "тру"), ("мода", "мо"), ("страда", "стра")]
)
def test_a_russian_word_is_not_taken_for_a_kazakh_form_of_another(
    analysis: Analysis, query: str, other: str
) -> None:
    assert not finds(analysis, query, f"{RUSSIAN} {other} время")
    assert finds(analysis, query, RUSSIAN + query)


def test_every_letter_lies_in_one_paragraph() -> None:
    text = f"{RUSSIAN}\n\n{KAZAKH}\nгосу-\nдарство\n{UKRAINIAN}\nкороткая строка\n" * 3
    places = list(paragraphs(text))
    assert "".join(text[start:end] for start, end, _ in places) == text
    assert {language for _, _, language in places} >= {"ru", "kk"}
    assert not any(text[start:end].endswith("госу-\n") for start, end, _ in places)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["стали", "дала", "исторія", "ғылым", "tribes", "中国史", "12об", "Ёлка,"]),
        max_size=12,
    )
)
def test_every_word_finds_its_own_text(chosen: list[str]) -> None:
    analysis = Analysis(remembered=5)
    for context in ("", RUSSIAN, KAZAKH):
        for word in chosen:
            assert finds(analysis, word, f"{context} {' '.join(chosen)}")


@settings(deadline=None)
@given(st.text(alphabet="абгқңіїыъьeтрстлдзaxn'中1 \n-", max_size=30))
def test_any_text_finds_itself(text: str) -> None:
    analysis = Analysis(remembered=100)
    assert finds(analysis, text, text)


@settings(deadline=None)
@given(st.text(alphabet="абвгғдежзийкқлмнңоөпрстуұүхһшыіьэюя", min_size=1, max_size=14))
def test_kazakh_bases_begin_like_the_word(word: str) -> None:
    bases = kazakh_bases(word)
    assert word in bases
    assert len(bases) <= 9
    assert all(base[:1] == word[:1] and len(base) <= len(word) + 1 for base in bases)


def test_memory_is_bounded() -> None:
    analysis = Analysis(remembered=10)
    analysis.counts(" ".join(f"word{number}" for number in range(100)))
    assert analysis._word.cache_info().currsize == 10


@pytest.mark.timeout(20)
@pytest.mark.parametrize("letters", ["а", "қабылдану", "ation", "а1", "а'б"])
def test_a_run_of_letters_without_end_is_read_at_once(analysis: Analysis, letters: str) -> None:
    run = letters * 100_000
    assert analysis.counts(f"{run} дело").length == 2
    assert finds(analysis, "дело", f"{run} дело")
