"""Does a text make sense, and in which language?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.judging import doubt_of, foreign_language, is_like, judge, layer_doubt
from archivist.ingest.own_text import page_of
from archivist.ingest.reader import Recognised
from archivist.library.sources import Doubt, TextOrigin, WordBox

RUSSIAN = (
    "Слушали: сообщение о ходе устройства переселенцев, прибывших осенью 1931 года. "
    "Направление рабочих на лесозаготовки приостановить, семян для весеннего сева нет."
)
KAZAKH = (
    "Тыңдалды: аудандық жер бөлімінің меңгерушісі жолдастың қоныс аударушыларды "
    "орналастыру туралы баяндамасы. Қаулы етілді: құжаттар қордан бөлінсін."
)
UKRAINIAN = (
    "Слухали: повідомлення про влаштування переселенців, що прибули восени. Ухвалили "
    "припинити відрядження на лісозаготівлі, насіння для весняної сівби немає."
)
ENGLISH = (
    "The committee heard a report by the head of the land department on the settling of "
    "the families, and resolved to suspend the sending of workers to the timber camps."
)
LOOKALIKE = (
    "Cnyuianu: coo6ileHHve 3aBeyrollero 3eMesIbHBIM OTZeJIOM o Xone ycTpolcTBa "
    "NepeceneHues, Hanpapnenue pabouelt cub Ha eco3aroTOBKH MpHocTaHOBHTb"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(RUSSIAN, "rus"), (KAZAKH, "kaz"), (UKRAINIAN, "ukr"), (ENGLISH, "eng")],
)
def test_sound_texts_show_their_language(text: str, language: str) -> None:
    found = judge(text)
    assert found.main[0] == language
    assert found.known > 0.9
    assert doubt_of(found, 90) is Doubt.NONE
    assert layer_doubt(text) is Doubt.NONE


def test_a_page_in_two_languages_shows_both() -> None:
    assert set(judge(f"{RUSSIAN}\n{ENGLISH}").main) == {"rus", "eng"}
    assert set(judge(f"{KAZAKH}\n{RUSSIAN}").main) == {"kaz", "rus"}


def test_cyrillic_read_as_latin_is_the_wrong_script() -> None:
    assert doubt_of(judge(LOOKALIKE), 90) is Doubt.WRONG_SCRIPT
    assert judge(LOOKALIKE).points < 0 < judge(RUSSIAN).points


def test_words_of_two_scripts_are_the_wrong_script() -> None:
    mixed = RUSSIAN.replace("о", "o").replace("а", "a").replace("е", "e")
    assert doubt_of(judge(mixed), 90) is Doubt.WRONG_SCRIPT


def test_what_tesseract_is_not_sure_of_is_doubtful() -> None:
    assert doubt_of(judge(RUSSIAN), 40) is Doubt.POOR
    assert doubt_of(judge("дело 5"), 30) is Doubt.POOR
    assert doubt_of(judge("дело 5"), 95) is Doubt.NONE


def test_a_hyphen_at_a_line_end_does_not_make_two_strange_words() -> None:
    broken = RUSSIAN.replace("переселенцев", "пересе-\nленцев")
    assert judge(broken).known == judge(RUSSIAN).known


def test_the_spelling_before_1918_is_known() -> None:
    old = "Дѣло о переселенцахъ, прибывшихъ изъ губерній въ уѣздъ, и о надѣлѣ ихъ землею"
    assert judge(old).known > 0.7


def test_german_and_polish_are_no_gibberish() -> None:
    german = "Zur Geschichte der Stadt und des Landes im letzten Jahrhundert, von dem Verfasser"
    assert foreign_language(german) == "deu"
    assert layer_doubt(german * 3) is Doubt.NONE
    assert foreign_language(LOOKALIKE) == ""


@pytest.mark.parametrize(
    "broken",
    [
        RUSSIAN.encode("cp1251").decode("cp1252", "replace"),
        "".join(chr(ord(c) - 0x410 + 0x246) if "А" <= c <= "я" else c for c in RUSSIAN),
        "".join(chr(ord(c) - 29) if "=" < c <= "z" else c for c in ENGLISH),
        LOOKALIKE,
        "\x7f¤¦¬¨ ¢£ ¤¥¦ §¨©ª «¬®¯ °±²³ ´µ¶· ¸¹º» ¼½¾¿ ×÷¤¥ ¦§¨© ª«¬® ¯°±² ³´µ¶",
    ],
)
def test_layers_without_a_table_of_letters_are_noticed(broken: str) -> None:
    assert layer_doubt(broken) is Doubt.BROKEN_LAYER


@pytest.mark.parametrize(
    "sound",
    [
        "",
        "12 34,5 67 % 1931 1932 1933\n" * 20,
        "ГАРФ. Ф. 1179. Оп. 4. Д. 27. Л. 12–15 об.",
        "Ў гэтай кнізе гаворыцца пра гісторыю Беларусі ад старажытных часоў да нашых дзён",
        "В тази книга се разказва за историята на България от древността до наши дни и за хората",
        "中华人民共和国与哈萨克斯坦共和国关于边界的协定于一九九四年在阿拉木图签署" * 3,
    ],
)
def test_what_we_cannot_read_is_not_called_broken(sound: str) -> None:
    assert layer_doubt(sound) is Doubt.NONE


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    found = judge(text)
    assert 0 <= found.known <= 1
    assert 0 <= found.mixed <= 1
    assert doubt_of(found, 50) in Doubt
    assert layer_doubt(text) in Doubt


def box() -> tuple[WordBox, ...]:
    return (WordBox(start=0, end=7, left=0.1, top=0.1, right=0.2, bottom=0.2),)


def asked(text: str, *, doubt: Doubt = Doubt.NONE) -> Recognised:
    return Recognised(text=text, language="rus", confidence=90.0, doubt=doubt)


def test_a_sound_layer_is_never_recognised() -> None:
    page = page_of(RUSSIAN, box(), (1, 1), lambda: pytest.fail("was recognised"))
    assert (page.text, page.origin, page.doubt) == (RUSSIAN, TextOrigin.FILE, Doubt.NONE)


def test_western_letters_for_cyrillic_ones_are_mended_in_place() -> None:
    broken = RUSSIAN.encode("cp1251").decode("cp1252")
    page = page_of(broken, box(), (1, 1), lambda: pytest.fail("was recognised"))
    assert (page.text, page.origin, page.doubt) == (RUSSIAN, TextOrigin.FILE, Doubt.NONE)
    assert page.boxes == box()


def test_gibberish_gives_way_to_what_is_recognised() -> None:
    page = page_of(LOOKALIKE, box(), (1, 1), lambda: asked(RUSSIAN))
    assert (page.text, page.origin, page.doubt) == (RUSSIAN, TextOrigin.OCR, Doubt.NONE)
    assert page.language == "rus"


def test_gibberish_that_cannot_be_recognised_is_kept_and_marked() -> None:
    for recognise in (None, lambda: asked(""), lambda: asked("xq zv", doubt=Doubt.POOR)):
        page = page_of(LOOKALIKE, box(), (1, 1), recognise)
        assert (page.text, page.doubt) == (LOOKALIKE, Doubt.BROKEN_LAYER)


def test_a_layer_that_recognising_confirms_is_doubted_no_more() -> None:
    finnish = "Tämä kirja kertoo Suomen historiasta ja sen asukkaista muinaisista ajoista " * 2
    page = page_of(finnish, box(), (1, 1), lambda: asked(finnish.upper()))
    assert (page.text, page.origin, page.doubt) == (finnish, TextOrigin.FILE, Doubt.NONE)
    assert not is_like(LOOKALIKE, RUSSIAN)
