"""Where in a document its list of references stands."""

from __future__ import annotations

import pytest

from archivist.citation.parsing.document import list_in

ENTRIES = "1. Токаев К. К. Беласу. Алматы, 2008.\n2. АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3."


@pytest.mark.parametrize(
    "heading",
    [
        "Список литературы",
        "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ И ЛИТЕРАТУРЫ",
        "Список использованной литературы:",
        "Список источников и литературы",
        "Список использованных архивных источников",
        "Библиографический список",
        "Библиография",
        "4. Литература",
        "IV. Источники и литература",
        "Список використаних джерел",
        "Перелік використаних джерел і літератури",
        "Список використаної літератури",
        "Пайдаланылған әдебиеттер тізімі",
        "ПАЙДАЛАНЫЛҒАН ДЕРЕККӨЗДЕР МЕН ӘДЕБИЕТТЕР ТІЗІМІ",
        "Әдебиеттер",
        "References",
        "BIBLIOGRAPHY",
        "List of references",
        "Works Cited",
        "参考文献",
    ],
)
def test_what_follows_its_heading_is_the_list(heading: str) -> None:
    assert list_in(f"Глава 1\nСлова о 1932 годе.\n{heading}\n{ENTRIES}") == ENTRIES


@pytest.mark.parametrize(
    "after", ["Приложение", "ПРИЛОЖЕНИЕ А", "Appendix 1", "Қосымша 2", "Додатки"]
)
def test_an_appendix_ends_it(after: str) -> None:
    assert list_in(f"Литература\n{ENTRIES}\n{after}\nКарта") == ENTRIES


def test_headings_within_the_list_belong_to_it() -> None:
    parts = f"Архивы\n{ENTRIES}\nЛитература\n3. Иванов И. Книга. М., 1990."
    assert list_in(f"Текст\nСписок источников и литературы\n{parts}") == parts


def test_a_table_of_contents_is_not_the_list() -> None:
    text = f"Введение 3\nСписок литературы\nВведение\nСлова.\nСПИСОК  ЛИТЕРАТУРЫ\n{ENTRIES}"
    assert list_in(text) == ENTRIES
    assert list_in(f"Список литературы 120\nСлова.\nСписок литературы\n{ENTRIES}") == ENTRIES


@pytest.mark.parametrize("text", [ENTRIES, "", "В списке литературы их нет.\n" + ENTRIES])
def test_without_a_heading_all_is_the_list(text: str) -> None:
    assert list_in(text) == text
