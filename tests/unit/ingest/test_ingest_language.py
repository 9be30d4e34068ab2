"""The language of a text."""

from __future__ import annotations

import pytest

from archivist.ingest.language import detect_language

SENTENCES = [
    ("ru", "Опись дел постоянного хранения за тысяча девятьсот тридцать второй год."),
    ("ru", "ДОКЛАДНАЯ ЗАПИСКА О ПОЛОЖЕНИИ В ПЕРЕСЕЛЕНЧЕСКИХ РАЙОНАХ, ВЫСЛАННАЯ ПОЧТОЙ"),
    ("ru", "Посол Республики Казахстан Қасым Тоқаев прибыл в столицу, где был принят министром."),
    ("uk", "Постанова Ради міністрів про заходи щодо подальшого розвитку господарства."),
    ("uk", "Її зміст наведено у додатку до листа, що надійшов від уповноваженого."),
    ("kk", "Қазақстан Республикасының сыртқы саясаты туралы тұжырымдама бекітілсін."),
    ("kk", "Хат алмасу және құжаттар тізімі"),
    ("en", "The minutes of the meeting were sent to the embassy with a covering letter."),
    ("zh", "中华人民共和国外交部与哈萨克斯坦共和国驻华大使馆的往来信函"),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_a_sentence_shows_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1932–1933, 245 л.",
        "Дело",
        "Bericht über die Lage der Industrie in den neuen Ländern und ihre Entwicklung",
        "Rapport sur la situation de l'industrie et la politique de la France",
        "Закон за изменение и допълнение на закона за държавната собственост в България",
        "Закон о раду и запошљавању у Републици Србији и њеним покрајинама",
        "Пастанова Савета Міністраў Рэспублікі Беларусь аб развіцці ўстаноў",
        "Кыргыз Республикасынын Өкмөтүнүн токтому жана мыйзамдар жөнүндө",
        "日本国憲法は、日本の現行憲法典である。国民の権利について定めている。",
    ],
)
def test_other_languages_and_too_little_text_are_not_guessed(text: str) -> None:
    assert detect_language(text) == ""


def test_the_greater_part_decides() -> None:
    kazakh, russian = SENTENCES[5][1], SENTENCES[0][1]
    assert detect_language(f"{kazakh}\n" * 5 + russian) == "kk"
    assert detect_language(f"{russian}\n" * 8 + "Қазақ тілінде") == "ru"
