"""What is read from a list prints in the same style as it stood there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.citation.listing import format_list
from archivist.citation.parsing import parse_entry
from archivist.citation.style_files import load_styles
from archivist.citation.transliteration import language_of
from archivist.library.richtext import plain
from archivist.paths import user_places

STYLES = load_styles(user_places().resources / "styles")

ENTRIES = [
    (
        "gost-r-7.0.5-2008",
        "О Национальном архивном фонде : закон Респ. Казахстан от 22 дек. 1998 г. № 326-I // "
        "Ведомости Парламента РК. 1998. № 24. Ст. 435.",
    ),
    (
        "gost-7.1-2003",
        "Сатубалдин, С. А. Основы отношений : дис. … канд. ист. наук : 07.00.02 / "
        "Сатубалдин Сагат Абулхасымович. – Алматы, 2004. – 150 с.",
    ),
    (
        "gost-r-7.0.100-2018",
        "Сатубалдин, С. А. Основы отношений : специальность 07.00.02 : диссертация на соискание "
        "ученой степени кандидата исторических наук / Сатубалдин Сагат Абулхасымович. – Алматы, "
        "2004. – 150 с. – Текст : непосредственный.",
    ),
    (
        "gost-r-7.0.5-2008",
        "Новые тренды : отчет о НИР (промежуточный) / рук. С. Б. Кожирова. Алматы, 2018. 30 с. "
        "№ ГР 0118РК00000.",
    ),
    (
        "gost-r-7.0.5-2008",
        "Ерофеева И. В. Политика в Степи // История Казахстана / под ред. М. Х. Абусеитовой. "
        "Алматы : Дайк-Пресс, 2007. С. 120–145.",
    ),
    (
        "gost-7.1-2003",
        "Киссинджер, Г. Дипломатия / Г. Киссинджер ; пер. с англ. В. В. Львова. – М. : Ладомир, "
        "1997. – 848 с.",
    ),
    (
        "gost-r-7.0.5-2008",
        "Геоинформационное моделирование / А. Г. Дружинин [и др.]. Шахты : Изд-во ЮРГУЭС, 2006. "
        "150 с.",
    ),
    ("dstu-8302-2015", "Папакін Г. В. Архіви відкрито. День. 2008. 22 листоп. С. 4."),
    (
        "kz-english",
        "Cummings, S.N. (2003). East or West? In R. Legvold (Ed.), Thinking Strategically "
        "(pp. 139-152). Cambridge, MA: MIT Press.",
    ),
]


@pytest.mark.parametrize(("style", "text"), ENTRIES, ids=[text[:20] for _, text in ENTRIES])
def test_an_entry_comes_back_letter_for_letter(style: str, text: str) -> None:
    citable = parse_entry(text).citable
    assert citable is not None
    assert plain(format_list([replace(citable, key="a")], STYLES[style])[0]) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Архіви відкрито", "uk"),
        ("Національна комісія", "uk"),
        ("Бір жыл", "kk"),
        ("Исторія Россіи", "ru"),
        ("Обозрѣніе степи", "ru"),
        ("Отан тарихы", "ru"),
    ],
)
def test_a_language_is_told_by_letters_that_few_languages_share(text: str, language: str) -> None:
    assert language_of(text) == language
