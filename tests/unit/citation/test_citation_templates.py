"""Templates, transliteration, and the files of styles."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import pytest
from citation_makers import ENGLISH, GOST, ROOT, archive, filed, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.entries import format_entry
from archivist.citation.people import initials
from archivist.citation.style_files import load_styles
from archivist.citation.template import ended, parse_template, render
from archivist.citation.transliteration import romanise
from archivist.errors import ParseError, UnreadableFileError
from archivist.library.richtext import plain, rich, to_html
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.richtext import RichText


def printed(template: str, **values: str) -> str:
    return plain(rendered(template, **values))


def rendered(template: str, **values: str) -> RichText:
    return render(parse_template(template), lambda name: rich(values.get(name, "")))


def test_a_group_prints_when_its_fields_do() -> None:
    assert printed("{a}< : {b}>< ({c})>", a="one", c="three") == "one (three)"
    assert printed("<{a}, {b}|{a}|{b}>", b="two") == "two"
    assert printed("<{a}< ({b})>>", a="one") == "one"


def test_punctuation_is_neither_doubled_nor_first() -> None:
    assert printed("<{a}>< // {b}><. {c}>", b="archive", c="place") == "archive. place"
    assert printed("{a}<. {b}>", a="г.", b="M") == "г. M"
    assert printed("{a}<. {b}>", a="Кто виноват?", b="M") == "Кто виноват? M"
    assert plain(ended(rich("63"))) == "63."
    assert plain(ended(rich("7 об."))) == "7 об."
    assert ended(()) == ()


def test_stars_turn_italics_on_and_off() -> None:
    runs = rendered("{a}. *{b}: {c}*, {d}", a="A", b="B", c="C", d="D")
    assert [(run.text, run.italic) for run in runs] == [
        ("A. ", False),
        ("B: C", True),
        (", D", False),
    ]
    assert to_html(runs) == "A. <i>B: C</i>, D"


def test_a_backslash_takes_the_meaning_away() -> None:
    assert printed(r"\<{a}\> \* \{b\}", a="x") == "<x> * {b}"


@pytest.mark.parametrize(
    ("text", "position"), [("{a}<. {b}", 9), ("{a}>", 3), ("a|b", 1), ("a {b", 2), ("a }", 2)]
)
def test_a_broken_template_says_where(text: str, position: int) -> None:
    with pytest.raises(ParseError) as caught:
        parse_template(text)
    assert caught.value.position == position


@given(st.text(alphabet="ab{}<>|*\\. ", max_size=30))
def test_any_text_is_a_template_or_an_error_of_its_writer(text: str) -> None:
    with contextlib.suppress(ParseError):
        render(parse_template(text), lambda _: rich("x"))


@given(st.text(alphabet="аб1 .,:;/–()[]«»", max_size=30))
def test_text_without_signs_prints_as_it_is(text: str) -> None:
    assert printed("{a}" + text, a="x") == "x" + text


@pytest.mark.parametrize(
    ("given", "spaced", "closed"),
    [
        ("К. К.", "К. К.", "К.К."),
        ("P.A.", "P. A.", "P.A."),
        ("Sally N.", "S. N.", "S.N."),
        ("Jean-Paul", "J.-P.", "J.-P."),
        ("М.-Ж.", "М.-Ж.", "М.-Ж."),
        ("Ludwig van", "L. van", "L. van"),
        ("", "", ""),
    ],
)
def test_given_names_are_shortened(given: str, spaced: str, closed: str) -> None:
    assert initials(given, " ") == spaced
    assert initials(given, "") == closed


@pytest.mark.parametrize(
    ("scheme", "language", "text", "latin"),
    [
        ("bsi", "ru", "Архив внешней политики", "Arkhiv vneshnei politiki"),
        (
            "ala-lc-plain",
            "ru",
            "Центральный государственный архив",
            "Tsentral'nyi gosudarstvennyi arkhiv",
        ),
        (
            "ala-lc-plain",
            "uk",
            "Центральний державний історичний архів України, м. Львів",
            "Tsentral'nyi derzhavnyi istorychnyi arkhiv Ukrainy, m. L'viv",
        ),
        ("bsi", "ru", "Щ-12 Щука ЩИ", "Shch-12 Shchuka SHCHI"),
        ("bsi", "kk", "Қ-5ә", "Q-5ä"),
        ("bsi", "ru", "5-Н, R-12а, 1 дс", "5-N, R-12a, 1 ds"),
        ("bsi", "ru", "юя", "yuya"),
        ("ala-lc-plain", "ru", "юя", "iuia"),
    ],
)
def test_cyrillic_letters_become_latin(scheme: str, language: str, text: str, latin: str) -> None:
    assert romanise(text, language=LanguageCode(language), scheme=scheme) == latin


# -- files of styles


def test_the_shipped_styles_are_read() -> None:
    assert set(styles()) >= {GOST, ENGLISH}
    assert all(name == style.name for name, style in styles().items())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "resources" / "styles", tmp_path / "styles")


def test_a_style_can_be_like_another(folder: Path) -> None:
    (folder / "dashed.toml").write_text(
        'name = "dashed"\ntitle = "С тире"\nlike = "gost-r-7.0.5-2008"\n'
        '[archival.between]\nlevels = ". – "\nsheets = ". – "\n'
        '[archival]\nplaced = "{head}< // {archive}><. – {locator}><. – {extent}>"\n',
        encoding="utf-8",
    )
    style = load_styles(folder)["dashed"]
    source = filed(archive(1, ru=("", "ЦГА РК")), "Р-1109/4/12", "1-3 об., 7, 9-11")
    assert plain(format_entry(source, style)) == (
        "ЦГА РК. – Ф. Р-1109. – Оп. 4. – Д. 12. – Л. 1–3 об., 7, 9–11."
    )


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (('first = "<{full}', 'first = "<{fool}'), "fool"),
        (('language = "ru"', ""), "language"),
        (('language = "ru"', "language ="), "gost-r-7.0.5-2008.toml"),
        (('by_researcher = "[{head}]"', 'by_researcher = "[{head]"'), "field"),
        (('article = "', 'articel = "'), "articel"),
        (('romanise = "bsi"', 'romanise = "bgn"'), "bgn"),
        (('article = "', 'article = "{+ head}'), "field"),
        (("[published.parts]", '[published.parts]\nround = "{+round}"'), ""),
        (('\nhead = "{+name}', '\nhead = "{+head}"\nold = "'), "field"),
        (('credits = ["author"', 'credits = ["autor"'), "autor"),
        (('name = "gost', 'like = "kz-english"\nname = "gost'), ""),
        (('dash = "–"', "dash = 5"), "dash has to be a text"),
        (('follow = ["ru"', 'follow = [1, "ru"'), "follow has to be a list of texts"),
        (('language = "ru"', 'language = "xx"'), "no words in the language xx"),
        (("[archival]", "[archivall]"), "no archivall; did you mean archival"),
        (("reference = ", "refrence = "), "no archival.refrence; did you mean reference"),
        (('fund = "Ф. {}"', "fund = 12"), "labels.ru.fund has to be a text"),
        (("heading = 3", 'heading = "3"'), "people.heading has to be a number"),
        (('files = "; "\n', ""), "archival.between does not say files"),
        (('by_researcher = "', 'apart = ["shelf"]\nby_researcher = "'), "no level shelf"),
    ],
)
def test_a_broken_style_is_told_of(folder: Path, damage: tuple[str, str], told: str) -> None:
    file = folder / f"{GOST}.toml"
    text = file.read_text(encoding="utf-8")
    assert damage[0] in text
    file.write_text(text.replace(damage[0], damage[1], 1), encoding="utf-8")
    if not told:  # a style that is like another one, or has a part that none needs
        assert GOST in load_styles(folder)
        return
    with pytest.raises(UnreadableFileError, match=told):
        load_styles(folder)


def test_styles_that_are_like_each_other_are_told_of(folder: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (folder / f"{name}.toml").write_text(f'name = "{name}"\nlike = "{other}"\n')
    with pytest.raises(UnreadableFileError, match="like each other"):
        load_styles(folder)


def test_a_style_that_is_like_itself_or_like_none_is_told_of(folder: Path) -> None:
    for other, told in (("one", "like each other"), ("nobody", "there is no such style")):
        (folder / "one.toml").write_text(f'name = "one"\nlike = "{other}"\n')
        with pytest.raises(UnreadableFileError, match=told):
            load_styles(folder)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("<" * 3000 + "{title}" + ">" * 3000, "fewer groups within each other"),
        ("{title}" * 5000, "more than 20000 signs"),
        ("<{title}", "a > that closes the group"),
        ("{tilte}", "no {tilte}"),
    ],
)
def test_a_template_that_cannot_be_read_is_told_of(folder: Path, value: str, told: str) -> None:
    text = f'name = "one"\ntitle = "One"\nlike = "{GOST}"\n[archival]\nplaced = "{value}"\n'
    (folder / "one.toml").write_text(text)
    with pytest.raises(UnreadableFileError, match=told):
        load_styles(folder)
