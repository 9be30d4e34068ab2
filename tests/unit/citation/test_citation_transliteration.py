"""Transliteration: every scheme in every language, positions, capitals, known names, bad files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.cases.transliterated import SCHEMES as CASE_SCHEMES
from archivist.citation.cases.transliterated import check_transliteration
from archivist.citation.transliteration import SCHEMES, romanise, romanise_names
from archivist.citation.transliteration_files import (
    known_names,
    load_names,
    load_schemes,
    shipped_names,
    shipped_schemes,
)
from archivist.errors import NotFoundError, UnreadableFileError
from archivist.library.values import KK, RU, UK, UNKNOWN_LANGUAGE, LanguageCode

WORDS = Path(__file__).resolve().parents[2] / "reference" / "citations" / "transliteration.json"


def test_whole_lists_of_words() -> None:
    checked = list(check_transliteration(json.loads(WORDS.read_text(encoding="utf-8"))))
    assert len(checked) > 350
    assert [one for one in checked if not one.passed] == []
    assert {one.form for one in checked} == set(CASE_SCHEMES)


def test_every_scheme_is_a_file() -> None:
    assert set(shipped_schemes()) == set(SCHEMES)


@pytest.mark.parametrize(
    ("language", "text", "latin"),
    [
        ("ru", "Елизово, Чапаевск, Мейеровка", "Yelizovo, Chapayevsk, Meyyerovka"),
        ("ru", "Юрьев объезд; Белкино", "Yur’yev ob”yezd; Belkino"),
        ("ru", "Ёлкин, Воробьёво, Озёрный", "Yëlkin, Vorob’yëvo, Ozërnyy"),
        ("ru", "Нью-Ейск", "N’yu-Yeysk"),
        ("uk", "Згорани, Розгон, Єнакієве", "Zghorany, Rozghon, Yenakiieve"),
        ("uk", "Знам’янка, Їжакевич, Йосипівка", "Znamianka, Yizhakevych, Yosypivka"),
        ("kk", "Әуезов, Шиелі, Ыңғай, Есік", "Äūezov, Shīeli, Yngghay, Esik"),
        ("be", "Беларусь, Магілёў", "Byelarus’, Mahilyow"),
    ],
)
def test_bgn_pcgn_minds_the_place_in_the_word(language: str, text: str, latin: str) -> None:
    assert romanise(text, language=LanguageCode(language), scheme="bgn-pcgn") == latin


def test_the_official_ukrainian_drops_the_apostrophe_but_no_quotation_mark() -> None:
    assert romanise("'Сім'я' Львова", language=UK, scheme="kmu-2010") == "'Simia' Lvova"


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Циолковский, Цвет, цех, отцы", "Ciolkovskij, Czvet, cex, otcy`"),
        ("ЦИРК, ЦАРЬ", "CIRK, CZAR`"),
        ("Бацацы", "Baczacy`"),
    ],
)
def test_gost_b_writes_c_before_some_letters(text: str, latin: str) -> None:
    assert romanise(text, language=RU, scheme="gost-7.79-b") == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щука", "Shchuka"),
        ("ЩУКА", "SHCHUKA"),
        ("Я и Ты", "Ya i Ty"),
        ("МОЩЬ, ВОЖДЬ", "MOSHCH', VOZHD'"),
        ("ПЛЮЩ", "PLYUSHCH"),
        ("ЦГА РК, ЦК КПК, ЧССР", "TsGA RK, TsK KPK, ChSSR"),
        ("ЦЕНТР", "TSENTR"),
        ("КазССР", "KazSSR"),
        ("Ж.-Ж. Руссо", "Zh.-Zh. Russo"),
    ],
)
def test_capitals(text: str, latin: str) -> None:
    assert romanise(text, language=RU) == latin


def test_the_kazakh_alphabet_has_two_capital_i() -> None:
    assert romanise("Ілияс Исатай ІС ИІС", language=KK, scheme="kazakh-2021") == (
        "Iliias İsatai IS İIS"
    )


@pytest.mark.parametrize(
    ("text", "latin"),
    [("мұрағат", "mūrağat"), ("Їжак", "Izhak"), ("воўк", "vouk"), ("щи", "shchi")],
)
def test_a_language_that_is_not_told_is_guessed_by_its_letters(text: str, latin: str) -> None:
    assert romanise(text, language=UNKNOWN_LANGUAGE) == latin


@pytest.mark.parametrize(
    ("scheme", "language", "latin"),
    [("kmu-2010", "ru", "Yel’tsin"), ("kazakh-2021", "ru", "El'tsin")],
)
def test_a_scheme_for_one_language_leaves_others_to_its_kin(
    scheme: str, language: str, latin: str
) -> None:
    assert romanise("Ельцин", language=LanguageCode(language), scheme=scheme) == latin


def test_other_scripts_stay() -> None:
    text = "Ünsal 外交部档案馆, “P-1109”"
    assert all(romanise(text, scheme=scheme) == text for scheme in SCHEMES)


def test_letters_in_two_signs_are_one() -> None:
    assert romanise("чай Їжак", scheme="iso-9") == "čaj Ïžak"


def test_an_unknown_scheme_is_told_of() -> None:
    with pytest.raises(NotFoundError, match="bgn-pcgn"):
        romanise("Щука", scheme="polish")


_LETTERS = "".join(shipped_schemes()["iso-9"].alphabets[RU].letters)
_CAPITALS = _LETTERS.upper().translate({ord("Ъ"): "", ord("Ь"): ""})  # one sign for both cases
_BACK = {
    form: back
    for cyrillic, latin in shipped_schemes()["iso-9"].alphabets[RU].letters.items()
    for form, back in ((latin.upper(), cyrillic.upper()), (latin, cyrillic))
}
_TOKENS = re.compile("|".join(sorted(map(re.escape, _BACK), key=len, reverse=True)))


@given(
    st.text(alphabet=_LETTERS + _CAPITALS + " ,.-«»0123456789"),
    st.sampled_from(["ru", "uk", "be", "kk", ""]),
    st.sampled_from(["iso-9", "gost-7.79-a"]),
)
def test_iso_9_can_be_turned_back(text: str, language: str, scheme: str) -> None:
    latin = romanise(text, language=LanguageCode(language), scheme=scheme)
    assert _TOKENS.sub(lambda token: _BACK[token[0]], latin) == text


@given(st.text(), st.sampled_from(SCHEMES), st.sampled_from(["ru", "uk", "be", "kk", "en", ""]))
def test_no_russian_letter_is_left(text: str, scheme: str, language: str) -> None:
    latin = romanise(text, language=LanguageCode(language), scheme=scheme)
    assert not re.search("[а-яё]", latin, re.IGNORECASE)


# -- known names


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Назарбаев Н. А.", "Nazarbayev N. A."),
        ("К. Токаев в Алматы", "K. Tokayev v Almaty"),
        ("письмо Назарбаева", "pis'mo Nazarbaeva"),
        ("Москва и Алма-Ата", "Moskva i Alma-Ata"),
        ("Сталинград", "Stalingrad"),
    ],
)
def test_known_names_win_as_whole_words(text: str, latin: str) -> None:
    names = shipped_names().names
    assert romanise_names(text, names, language=RU, scheme="bsi") == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Москва", "Moscow"),
        ("М. ; Нижний Новгород", "M. ; Nizhny Novgorod"),
        ("Ростов-на-Дону", "Rostov-on-Don"),
        ("Львів", "Lviv"),
    ],
)
def test_places_of_publication_have_english_names(text: str, latin: str) -> None:
    names = shipped_names().places
    assert romanise_names(text, names, language=RU, scheme="bsi") == latin


def test_the_users_own_names_win(tmp_path: Path) -> None:
    assert known_names(tmp_path) == shipped_names()
    (tmp_path / "known-names.toml").write_text(
        '[names]\n"Абылай" = "Ablai"\n[places]\n"Семей" = "Semei"\n', encoding="utf-8"
    )
    known = known_names(tmp_path)
    assert (known.names["Абылай"], known.places["Абылай"]) == ("Ablai", "Ablai")
    assert (known.places["Семей"], known.places["Москва"]) == ("Semei", "Moscow")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[names\n", "known-names.toml"),
        ("[names]\n1 = 2\n", "1"),
        ('"Алматы" = "Almaty"\n', "Алматы"),
        ("[towns]\n", "towns"),
    ],
)
def test_a_broken_file_of_names_is_told_of(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "known-names.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=told):
        load_names(file)


@pytest.mark.parametrize(
    "text",
    [
        'name = "x"',
        'name = "x"\ntitle = "X"\n[all]\nletters = "а a б"\n[ru]\n',
        'name = "x"\ntitle = "X"\n[all]\nletters = 5\n[ru]\n',
        'name = "x"\ntitle = "X"\nlike = "y"\n[all]\n[ru]\n',
        'name = "x"\ntitle = "X"\n[all]\nvowels = "а a"\n[ru]\n',
        "name =",
    ],
)
def test_a_broken_scheme_is_told_of(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"x\.toml"):
        load_schemes([file])
