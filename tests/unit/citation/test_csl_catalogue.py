"""CSL styles are found by name offline; a user's is taken in when it works, else refused."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from csl_makers import OWN, needs_script, style, styles

from archivist.citation.csl.catalogue import CslStyles
from archivist.citation.csl.stock import INDEX, write_index
from archivist.citation.csl.style_xml import prepared, read_style
from archivist.errors import NotFoundError, UnreadableFileError

TITLE = '<text variable="title"/>'


@pytest.fixture(scope="module")
def known() -> CslStyles:
    return styles(Path("none"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("apa", "apa"),
        ("APA style 7TH", "apa"),
        ("chicago notes 17th", "chicago-notes-bibliography-17th-edition"),
        ("modern language", "modern-language-association"),
        ("prehistorique francaise", "bulletin-de-la-societe-prehistorique-francaise"),
        ("гост 7.1 запись", "archivist-gost-7.1-2003"),
        ("gb/t 7714-2015 numeric", "china-national-standard-gb-t-7714-2015-numeric"),
        ("nature", "nature"),
    ],
)
def test_a_style_is_found_by_its_words(known: CslStyles, words: str, name: str) -> None:
    assert name in [info.name for info in known.find(words, 3)]


def test_what_nobody_has_is_not_found(known: CslStyles) -> None:
    assert known.find("бегемот") == ()


def test_all_styles_are_there_and_ours_come_first(known: CslStyles) -> None:
    found = known.find(limit=100_000)
    assert sum(not info.parent for info in found if info.origin == "stock") > 2_500
    assert [info.origin for info in found[:6]] == ["own"] * 6


def test_finding_does_not_keep_anybody_waiting(known: CslStyles) -> None:
    known.find("warm")
    begin = time.perf_counter()
    known.find("journal of history")
    assert time.perf_counter() - begin < 0.2  # 5 ms on an idle machine


def test_a_style_tells_of_itself(known: CslStyles) -> None:
    info = known.info("gost-r-7-0-5-2008-numeric")
    assert (info.form, info.language, info.origin, info.parent) == ("numeric", "ru-RU", "stock", "")


def test_a_dependent_style_prints_as_its_parent(known: CslStyles) -> None:
    dependent = next(info for info in known.find("journal", 500) if info.parent)
    assert known.xml(dependent.name) == known.xml(dependent.parent)


def test_the_prepared_list_says_what_the_styles_say(known: CslStyles, tmp_path: Path) -> None:
    write_index(tmp_path / INDEX)
    rows = json.loads((tmp_path / INDEX).read_text(encoding="utf-8"))
    prepared_list = CslStyles(tmp_path, Path("none"))
    read = CslStyles(tmp_path / "nothing is prepared", Path("none"))
    assert len(rows) == len(read.find(limit=100_000))
    assert prepared_list.info("apa") == read.info("apa") == known.info("apa")


@needs_script
def test_a_users_style_is_taken_in_and_removed(tmp_path: Path) -> None:
    known = styles(tmp_path / "user")
    (tmp_path / "mine.csl").write_text(style(TITLE, TITLE), encoding="utf-8")
    info = known.add(tmp_path / "mine.csl")
    assert (info.name, info.title, info.origin) == ("mine", "Mine", "user")
    assert known.find("mine")[0] == info
    assert CslStyles(OWN, tmp_path / "user").info("mine") == info
    known.remove("mine")
    with pytest.raises(NotFoundError):
        known.info("mine")


def test_a_users_dependent_style_needs_its_parent(tmp_path: Path) -> None:
    known = styles(tmp_path / "user")
    dependent = style().replace(
        "<id>", '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/><id>'
    )
    (tmp_path / "mine.csl").write_text(dependent, encoding="utf-8")
    assert known.add(tmp_path / "mine.csl").parent == "apa"
    (tmp_path / "lost.csl").write_text(dependent.replace("/apa", "/nowhere"), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="“nowhere”, which is not there"):
        known.add(tmp_path / "lost.csl")


def test_only_the_users_styles_can_be_removed(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="among your own"):
        styles(tmp_path).remove("apa")


BOMB = '<!DOCTYPE style [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
LOOP = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
MANY = "".join(
    f'<macro name="m{one}">{f"<text macro={chr(34)}m{one + 1}{chr(34)}/>" * 9}</macro>'
    for one in range(12)
)
LEAVES = f'{MANY}<macro name="m12">{TITLE}</macro>'


@needs_script
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is no XML"),
        ("<style>", "it is no XML"),
        ("<html/>", "its first element is not <style>"),
        (style(TITLE).replace("<citation>", f"{BOMB}<citation>"), "no document type"),
        (style(TITLE) + " " * 2_000_001, "larger than 2 MB"),
        (style(TITLE).replace("citation>", "cited>"), "it says nothing of citations"),
        (style('<text macro="none"/>'), "it calls the macro “none”, which it lacks"),
        (style('<text macro="a"/>', macros=LOOP), "its macro “a” calls itself without end"),
        (style('<text macro="m0"/>', macros=LEAVES), "it does not print sample sources"),
        (style(), "it prints nothing for any of the sample sources"),
        (style("<group>" * 5_000 + TITLE + "</group>" * 5_000), "it is no XML"),
    ],
)
def test_a_hostile_style_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    known = styles(tmp_path / "user")
    (tmp_path / "bad.csl").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        known.add(tmp_path / "bad.csl")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("“bad.csl” cannot be read")
    assert not (tmp_path / "user" / "bad.csl").exists()


def test_a_style_with_a_name_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "apa.csl").write_text(style(TITLE), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="give the file another name"):
        styles(tmp_path / "user").add(tmp_path / "apa.csl")


def test_a_broken_file_hurts_no_other_style(tmp_path: Path) -> None:
    (tmp_path / "broken.csl").write_bytes(b"\xff\xfe<")
    (tmp_path / "good.csl").write_text(style(TITLE), encoding="utf-8")
    known = styles(tmp_path)
    assert known.info("good").title == "Mine"
    with pytest.raises(NotFoundError):
        known.info("broken")


def test_numbers_of_entries_fall_away() -> None:
    number = '<group suffix=" "><text variable="citation-number" suffix="."/></group>'
    macros = '<macro name="n"><text variable="citation-number"/></macro>'
    for mark in (number, '<text macro="n"/>'):
        root = read_style("mine", style(TITLE, mark + TITLE, macros).encode())
        listed = prepared(root, "")[0].partition("<bibliography>")[2]
        assert "citation-number" not in listed
        assert "macro" not in listed
        assert 'variable="title"' in listed


@needs_script
def test_a_style_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wide.csl").write_text(style(TITLE), encoding="utf-16")
    with pytest.raises(UnreadableFileError, match="it is not in UTF-8"):
        styles(tmp_path / "user").add(tmp_path / "wide.csl")
