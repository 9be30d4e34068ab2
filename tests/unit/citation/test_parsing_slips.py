"""The slips of authors: what is named, where, and what is left in peace."""

from __future__ import annotations

import pytest

from archivist.citation.parsing import parse_entry, parse_list


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("Ф. 897. Оп. 4. Д. 13. Л. 63-59", "63-59", "runs backwards"),
        ("AP RK. Fund-75-H, Series-1, File-468, p. 2, 3.", "p", "several pages"),
        ("AP RK. Fund-75-H, Series-1, File-468, pp. 2.", "pp", "one page"),
        ("АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5,7.", "5,7", "space is missing"),
        ("АП РК, Ф. 708. Оп. 1. Д. 13.", ",", "full stop belongs"),
        ("АП РK. Ф. 708. Оп. 1. Д. 13.", "РK", "mixed"),
        ("АП РК. Ф. 708.  Оп. 1. Д. 13.", "  ", "several spaces"),
        ("ЦГАЛИС. Ф. 708. Оп. 1. Д. 13.", "ЦГАЛИС", "no known archive"),
        ("Отчет. 2014. URL: https://a.kz/b (дата обращения: 30.092020).", "30.092020", "no date"),
        ("Отчет. 2014. URL: https://a.kz/b (дата обращения: 31.02.2020).", "31.02.2020", "no date"),
        ("Токаев К. К. Беласу // Отан. 2005. № 2. С. 58–45.", "58–45", "runs backwards"),
    ],
)
def test_a_slip_is_named_at_its_place(text: str, where: str, said: str) -> None:
    (slip,) = parse_entry(text).warnings
    assert text[slip.position : slip.position + slip.length] == where
    assert said in slip.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Ф.897,Оп.4,Д.13,лл.59,60,63",
        "GARF, f. R-9479, op. 1, d. 949, ll. 77–78",
        "ЦДІАЛ України, ф. 129, оп. 2, спр. 1144, арк. 4.",
        "Mackinder, Halford J. “The Geographical Pivot.” The Journal 23, no. 4 (1904): 421–37.",
        "АП РК. Ф. 708. Оп. 1. Д. 13. URL: https://a.kz/30.092020 (дата обращения: 30.09.2020).",
    ],
)
def test_a_habit_is_no_slip(text: str) -> None:
    assert parse_entry(text).warnings == ()


def test_a_full_stop_is_missed_only_where_the_list_has_them() -> None:
    whole = [f"{number}. ГАРФ. Ф. 5446. Оп. 55. Д. {number}." for number in range(1, 8)]
    with_one = [*whole, "8. ГАРФ. Ф. 5446. Оп. 55. Д. 8"]
    entries = parse_list("\n".join(with_one))
    assert [bool(entry.warnings) for entry in entries] == [False] * 7 + [True]
    bare = [line.rstrip(".") for line in with_one]
    assert not any(entry.warnings for entry in parse_list("\n".join(bare)))


def test_an_abbreviation_that_the_list_explains_is_not_questioned() -> None:
    entries = parse_list(
        "1. Музей истории города (МИГ). Ф. 1. Оп. 2. Д. 3.\n2. МИГ. Ф. 1. Оп. 2. Д. 4."
    )
    assert [entry.warnings for entry in entries] == [(), ()]


def test_places_count_the_marks_of_italics() -> None:
    text = "[1] Petrov, A. (2010). *History*. Almaty: Atamura. Retrieved 30.092020"
    (slip,) = parse_entry(text).warnings
    assert text[slip.position : slip.position + slip.length] == "30.092020"
