"""CSL styles print sources through citeproc.js, letter for letter, and quickly after an edit."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from csl_makers import OWN, SCRIPT, book, needs_script, person, styles
from lxml import etree

from archivist.citation.cases.engine_made import check_engine_made
from archivist.citation.csl.engine import CslEngine
from archivist.citation.csl.items import CslCite, CslCluster, read_place
from archivist.citation.csl.markup import read_markup
from archivist.errors import MissingProgramError, NotFoundError
from archivist.library.people import Person
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.richtext import Run, plain
from archivist.library.values import EN, KK, RU, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "citations"
APA = "apa"
NOTES = "chicago-notes-bibliography-17th-edition"
GOST = "gost-r-7-0-5-2008-numeric"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CslEngine]:
    made = CslEngine(SCRIPT, styles(tmp_path_factory.mktemp("user")))
    yield made
    made.close()


def reference(name: str) -> list[dict[str, Any]]:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def cite(*items: tuple[str, str], note: int = 0) -> CslCluster:
    return CslCluster(
        items=tuple(CslCite(key=key, locator=place) for key, place in items), note=note
    )


@needs_script
def test_six_styles_print_what_citeproc_js_printed_elsewhere(engine: CslEngine) -> None:
    checked = list(check_engine_made(reference("engine_made.json"), engine))
    assert len(checked) > 80
    assert [one for one in checked if not one.passed] == []


@needs_script
@pytest.mark.parametrize(
    "case",
    reference("own_csl_styles.json"),
    ids=lambda case: f"{case['style']} {case['item']['id']}",
)
def test_our_styles_print_each_source_in_its_own_words(
    engine: CslEngine, case: dict[str, Any]
) -> None:
    printed = engine.item_entries(case["style"], [case["item"]], RU)
    assert plain(printed[case["item"]["id"]]) == case["text"]


@needs_script
def test_one_mark_names_places_in_the_language_of_each_source(engine: CslEngine) -> None:
    items = [book("1", "Казахстан"), book("2", "Diplomacy", language="en")]
    cited = engine.cite_items("archivist-gost-7.1-2003", items, [cite(("1", "12"), ("2", "7"))], RU)
    assert plain(cited.marks[0]) == "[1, с. 12; 2, p. 7]"


@needs_script
def test_others_are_named_in_the_language_of_the_source(engine: CslEngine) -> None:
    four = [{"family": f"Ким{place}", "given": "А."} for place in range(4)]
    items = [
        book(language, "Т", author=four, language=language) for language in ("ru", "kk", "en", "uk")
    ]
    printed = engine.item_entries("archivist-gost-7.1-2003", items, RU)
    assert [plain(printed[key]).split(" / ")[1].split(". –")[0] for key in printed] == [
        "А. Ким0 [и др.]",
        "А. Ким0 [және т.б.]",
        "A. Ким0 [et al.]".replace("A", "А"),
        "А. Ким0 [та ін.]",
    ]


@needs_script
def test_a_source_of_the_library_is_printed_with_its_styles(engine: CslEngine) -> None:
    record = Record(
        kind=RecordKind.BOOK,
        title="Diplomacy",
        creators=(Person(family="Kissinger", given="Henry"),),
        publisher="Simon & Schuster",
        place="New York",
        date=parse_date("1994"),
        language=EN,
    )
    printed = engine.entries(NOTES, [Citable(key="7", record=record)], EN)
    assert printed == {
        "7": (
            Run(text="Kissinger, Henry. "),
            Run(text="Diplomacy", italic=True),
            Run(text=". New York: Simon & Schuster, 1994."),
        )
    }


@needs_script
def test_an_address_is_a_link(engine: CslEngine) -> None:
    item = {"id": "1", "type": "webpage", "title": "Сайт", "URL": "https://www.akorda.kz/en"}
    (*_, last) = engine.item_entries(APA, [item], EN)["1"]
    assert last == Run(text="https://www.akorda.kz/en", link="https://www.akorda.kz/en")


@needs_script
def test_kazakh_initials_are_initials(engine: CslEngine) -> None:
    items = [
        book("1", "Кітап", author=person("Тоқаев", "Қ. К."), language="kk"),
        book("2", "Сөз", author=person("Тоқаев", "Қасым Кемелұлы"), language="kk"),
    ]
    for style, started in ((APA, "Тоқаев, Қ. К. ("), (GOST, "Тоқаев Қ. К. ")):
        printed = engine.item_entries(style, items, EN)
        assert all(plain(text).startswith(started) for text in printed.values())


@needs_script
def test_a_style_without_a_language_speaks_that_of_the_document(engine: CslEngine) -> None:
    item = book("1", "Кітап", issued={"date-parts": [[1999, 11, 24]]}, type="article-newspaper")
    item["author"] = [{"family": "Исабаев", "given": "Б."}, {"family": "Ким", "given": "А."}]
    kazakh = plain(engine.item_entries("chicago-notes-bibliography-16th-edition", [item], KK)["1"])
    assert " және " in kazakh
    assert "қараша" in kazakh


@needs_script
def test_notes_know_what_was_cited_before(engine: CslEngine) -> None:
    items = [book("1", "Казахстан", author=person("Ким", "А."), publisher="Рауан")]
    cited = engine.cite_items(
        NOTES, items, [cite(("1", "5"), note=1), cite(("1", "6"), note=2)], EN
    )
    assert [plain(mark) for mark in cited.marks] == [
        "А. Ким, Казахстан (Рауан, 1992), 5.",
        "Ким, 6.",
    ]


@needs_script
def test_marks_of_sources_that_are_not_there_are_empty(engine: CslEngine) -> None:
    cited = engine.cite_items(GOST, [book("1", "Т")], [cite(("9", "")), cite(("1", "3"))], EN)
    assert [plain(mark) for mark in cited.marks] == ["", "[1, с. 3]"]


@needs_script
def test_a_source_that_is_not_cited_stands_in_the_list(engine: CslEngine) -> None:
    cited = engine.cite_items(GOST, [book("1", "А"), book("2", "Б")], [cite(("2", ""))], EN)
    assert list(cited.entries) == ["2", "1"]


@needs_script
def test_a_style_without_a_list_prints_notes_in_its_place(engine: CslEngine) -> None:
    printed = engine.item_entries("oscola", [book("1", "Diplomacy", language="en")], EN)
    assert "Diplomacy" in plain(printed["1"])


@needs_script
@pytest.mark.parametrize("style", [APA, NOTES, GOST, "chicago-author-date"])
def test_an_edit_gives_what_printing_all_anew_gives(
    engine: CslEngine, style: str, tmp_path: Path
) -> None:
    chance = random.Random(5)
    items = [
        book(str(one), f"T{one}", author=person(chance.choice(["Ким", "Ли"]), f"{'АБ'[one % 2]}."))
        for one in range(20)
    ]
    text = [(str(chance.randrange(20)), str(place)) for place in range(20)]
    fresh = CslEngine(SCRIPT, styles(tmp_path))
    try:
        for _ in range(8):
            place = chance.randrange(len(text))
            if chance.random() < 0.4:
                del text[place]
            else:
                text.insert(place, (str(chance.randrange(20)), "7"))
            clusters = [cite(one, note=number) for number, one in enumerate(text, 1)]
            used = [item for item in items if item["id"] in {key for key, _ in text}]
            edited = engine.cite_items(style, used, clusters, EN)
            fresh.cite_items(style, items[:1], [cite(("0", ""))], EN)
            anew = fresh.cite_items(style, used, clusters, EN)
            assert edited == anew
            assert list(edited.entries) == list(anew.entries)
    finally:
        fresh.close()


@needs_script
def test_no_dash_stands_for_an_author_who_may_not_stand_before(engine: CslEngine) -> None:
    items = [book(key, f"T{key}", author=person("Ким", "А.")) for key in "12"]
    printed = engine.item_entries(NOTES, items, EN)
    assert [plain(text) for text in printed.values()] == ["Ким, А. T1. 1992.", "Ким, А. T2. 1992."]


@needs_script
def test_years_of_one_author_are_told_apart(engine: CslEngine) -> None:
    items = [book(key, f"T{key}", author=person("Ким", "А.")) for key in "12"]
    assert plain(engine.item_entries(APA, items[:1], EN)["1"]) == "Ким, А. (1992). T1."
    both = engine.item_entries(APA, items, EN)
    assert [plain(text)[:15] for text in both.values()] == ["Ким, А. (1992a)", "Ким, А. (1992b)"]


@needs_script
def test_a_changed_source_is_printed_anew(engine: CslEngine) -> None:
    engine.cite_items(GOST, [book("1", "Старое")], [cite(("1", ""))], EN)
    cited = engine.cite_items(GOST, [book("1", "Новое")], [cite(("1", ""))], EN)
    assert plain(cited.entries["1"]).startswith("Новое")


def test_a_style_that_is_not_there_is_named_with_near_ones(tmp_path: Path) -> None:
    engine = CslEngine(SCRIPT, styles(tmp_path))
    with pytest.raises(NotFoundError, match="modern-language-association"):
        engine.item_entries("modern-language-asociation", [book("1", "Т")], EN)


def test_without_citeproc_js_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    engine = CslEngine(tmp_path / "citeproc.js", styles(tmp_path))
    with pytest.raises(MissingProgramError, match=r"start\.py setup"):
        engine.item_entries(APA, [book("1", "Т")], EN)


@pytest.mark.parametrize(
    ("typed", "label", "number"),
    [
        ("12", "page", "12"),
        ("с. 12–15", "page", "12–15"),
        ("pp. 3-4", "page", "3-4"),
        ("15-б.", "page", "15"),
        ("第5—7页", "page", "5—7"),
        ("л. 61", "folio", "61"),
        ("Арк. 10", "folio", "10"),
        ("12-п.", "folio", "12"),
        ("т. 2", "volume", "2"),
        ("гл. IV", "chapter", "IV"),
        ("карта 3", "page", "карта 3"),
        ("", "page", ""),
    ],
)
def test_a_place_is_read_as_csl_tells_it(typed: str, label: str, number: str) -> None:
    assert read_place(typed) == (label, number)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Тоқаев,\xa0 Қ. К.", "Тоқаев, Қ. К."),
        ("Изд.. М.", "Изд. М."),
        ("<i>Изд.</i>. М.", "Изд. М."),
        ("дис. ... канд.", "дис. ... канд."),
        ("<div>1</div><div>A &#38; B</div>", "1 A & B"),
        ("<span style='font-variant:small-caps;'>Nato</span>", "Nato"),
        ("a < b <b>c", "a < b c"),
    ],
)
def test_faults_of_the_printed_text_are_mended(markup: str, text: str) -> None:
    assert plain(read_markup(markup)) == text


def test_styles_of_the_printed_text_are_kept() -> None:
    assert read_markup(
        'A <i>b <b>c</b> <span style="font-style:normal;">d</span></i><sup>2</sup>'
    ) == (
        Run(text="A "),
        Run(text="b ", italic=True),
        Run(text="c", italic=True, bold=True),
        Run(text=" ", italic=True),
        Run(text="d"),
        Run(text="2", superscript=True),
    )


def test_links_lead_to_the_web_alone() -> None:
    hostile = '<a href="javascript:alert(1)">x</a><a href="https://kz/a?b=1&amp;c">y</a>'
    assert read_markup(hostile) == (Run(text="x"), Run(text="y", link="https://kz/a?b=1&c"))


def terms(file: Path) -> dict[tuple[str, str], str]:
    space = "{http://purl.org/net/xbiblio/csl}"
    return {
        (term.get("name", ""), term.get("form", "long")): term.text or ""
        for term in etree.parse(file).getroot().iter(f"{space}term")
    }


def test_the_kazakh_locale_is_whole() -> None:
    kazakh = terms(OWN / "locales-kk-KZ.xml")
    russian = etree.fromstring(styles(OWN).locale("ru-RU").encode())
    asked = {
        (term.get("name", ""), term.get("form", "long"))
        for term in russian.iter("{http://purl.org/net/xbiblio/csl}term")
        if "ordinal" not in term.get("name", "")
    }
    assert asked - kazakh.keys() == set()
    assert kazakh["month-01", "long"] == "қаңтар"
    assert kazakh["et-al", "long"] == "және т.б."
    assert kazakh["long-ordinal-09", "long"] == "тоғызыншы"
