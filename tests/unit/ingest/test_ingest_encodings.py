"""Texts in the encodings that historians' files come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.encodings import decode, repaired

TEXTS = {
    "ru": (
        "Протокол заседания коллегии от 4 марта 1931 года. Слушали: сообщение уполномоченного о "
        "снабжении переселенцев семенами. Постановили: выделить недостающий объём из резерва, "
        "ответственность возложить на заведующего складом.\nПриложение: ведомость на трёх листах."
    ),
    "uk": (
        "Протокол засідання колегії від четвертого березня. Слухали: повідомлення уповноваженого "
        "про постачання переселенців насінням. Ухвалили: виділити обсяг, якого бракує, із запасу, "
        "відповідальність покласти на завідувача.\nДодаток: відомість на трьох аркушах, її опис."
    ),
    "kk": (
        "Алқа отырысының хаттамасы. Тыңдалды: қоныс аударушыларды тұқыммен қамтамасыз ету туралы "
        "өкілдің хабары. Қаулы етілді: жетіспейтін көлем қордан бөлінсін, жауапкершілік қойма "
        "меңгерушісіне жүктелсін.\nҚосымша: үш парақтағы тізімдеме, оның ішінде көшірмесі бар."
    ),
    "en": (
        "Minutes of the board’s meeting. Heard: the report on the supply of seed to the settlers. "
        "Resolved: to allot what is lacking — at once — from the reserve.\nThe café is “shut”."
    ),
    "zh": (
        "会议记录。听取了关于向移民供应种子的报告。决定：从储备中拨出所缺数量，由仓库主任负责。"
        "附件：三张清单。中国与哈萨克斯坦的关系在这一时期有了新的发展。"
    ),
    "zh-tw": (
        "會議記錄。聽取了關於向移民供應種子的報告。決定：從儲備中撥出所缺數量，由倉庫主任負責。"
        "附件：三張清單。中國與哈薩克斯坦的關係在這一時期有了新的發展。"
    ),
}

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
OWN = {
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    "uk": ("cp1251", "koi8-u", "cp1125", "iso8859-5"),
    "kk": ("kz1048", "ptcp154"),
    "en": ("cp1252",),
    "zh": ("gb18030",),
    "zh-tw": ("big5",),
}
PAIRS = [(lang, encoding) for lang in TEXTS for encoding in (*UNICODE, *OWN[lang])]
SHORT = [
    (lang, encoding)
    for lang, encoding in PAIRS
    if encoding not in {"mac-cyrillic", "ptcp154"}  # their letters differ too little from others'
]


@pytest.mark.parametrize(("lang", "encoding"), PAIRS)
def test_a_text_is_read_as_it_was_written(lang: str, encoding: str) -> None:
    decoded = decode(TEXTS[lang].encode(encoding))
    assert decoded.text == TEXTS[lang]
    assert decoded.sure


@pytest.mark.parametrize(("lang", "encoding"), SHORT)
def test_sixty_characters_are_enough(lang: str, encoding: str) -> None:
    text = TEXTS[lang]
    pieces = [text[start : start + 60] for start in range(0, len(text) - 60, 7)]
    wrong = [piece for piece in pieces if decode(piece.encode(encoding)).text != piece]
    assert wrong == []


def test_letters_after_much_english_are_found() -> None:
    text = "An inventory of the papers.\n" * 3_000 + TEXTS["ru"]
    assert decode(text.encode("koi8-r")).text == text


def test_capitals_alone_are_told_from_small_letters() -> None:
    text = "ПРИКАЗ ПО НАРОДНОМУ КОМИССАРИАТУ ПРОСВЕЩЕНИЯ О ПЕРЕДАЧЕ ДЕЛ"
    for encoding in ("cp1251", "koi8-r", "cp866"):
        assert decode(text.encode(encoding)).text == text


def test_a_table_drawn_with_lines_stays_one() -> None:
    rows = "│ Фонд │ Опись  │\n├──────┼────────┤\n│ пять │ первая │"
    text = f"┌──────┬────────┐\n{rows}\n└──────┴────────┘"
    assert decode(text.encode("cp866")).text == text


def test_utf_8_with_a_few_damaged_bytes_stays_utf_8() -> None:
    data = bytearray(TEXTS["ru"].encode())
    data[100] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Протокол заседания")
    cut = decode(TEXTS["ru"].encode()[:-1])
    assert cut.encoding == "utf-8"


def test_a_few_letters_are_a_guess_that_is_called_one() -> None:
    assert not decode("ъыь".encode("koi8-r")).sure


@given(st.binary(max_size=300))
def test_any_bytes_become_some_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])))
def test_utf_8_with_a_mark_is_always_read_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")).text == text


def test_a_title_read_as_western_letters_is_mended() -> None:
    damaged = "История Казахстана".encode("cp1251").decode("cp1252")
    assert repaired(damaged) == "История Казахстана"


@pytest.mark.parametrize("title", ["Résumé de la thèse", "Die Lösung", "Plain", "Приказ", ""])
def test_a_sound_title_is_left_alone(title: str) -> None:
    assert repaired(title) == title
