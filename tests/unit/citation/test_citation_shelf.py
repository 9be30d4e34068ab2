"""The shelf of styles: the program's, the user's, and those of CSL."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from archivist.citation.shelf import Origin, StyleShelf
from archivist.citation.style_files import load_styles
from archivist.citation.styles import MarkKind
from archivist.errors import NotFoundError, UnreadableFileError

OWN = Path(__file__).resolve().parents[3] / "resources" / "styles"
GOST = "gost-r-7.0.5-2008"


class FakeCsl:
    """Three CSL styles."""

    def __init__(self) -> None:
        self.infos = {
            name: SimpleNamespace(
                name=name, title=title, form=form, language=language, origin="stock"
            )
            for name, title, form, language in (
                ("vancouver", "Vancouver", "numeric", ""),
                ("apa", "American Psychological Association 7th edition", "author-date", "en-US"),
                ("gost-r-7-0-5-2008-numeric", "ГОСТ Р 7.0.5", "numeric", "ru-RU"),
            )
        }

    def find(self, words: str = "", limit: int = 50) -> tuple[SimpleNamespace, ...]:
        found = [one for one in self.infos.values() if words.casefold() in one.title.casefold()]
        return tuple(found[:limit])

    def reload(self) -> None:
        """There is nothing to read again."""

    def info(self, name: str) -> SimpleNamespace:
        if name not in self.infos:
            raise NotFoundError("CSL style", name)
        return self.infos[name]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "styles"


@pytest.fixture
def shelf(folder: Path) -> StyleShelf:
    return StyleShelf(OWN, folder, FakeCsl())  # type: ignore[arg-type] # all that it asks of CSL


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_all_of_the_program_is_there(shelf: StyleShelf) -> None:
    styles = load_styles(OWN)
    assert {name: shelf[name] for name in styles} == styles
    assert {one.name for one in shelf.listed()} == set(styles)
    assert all(one.title and one.language and one.form for one in shelf.listed())


def test_a_style_of_the_users_says_only_what_differs(shelf: StyleShelf, folder: Path) -> None:
    put(folder, "mine", f'title = "Моя"\nlike = "{GOST}"\ndash = "—"\n')
    mine, gost = shelf["mine"], shelf[GOST]
    assert (mine.name, mine.title, mine.dash) == ("mine", "Моя", "—")
    assert mine.archive == gost.archive
    assert shelf.listed()[-1].origin is Origin.USER


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = \n[x", "line 1"),
        ('like = "nowhere"', "there is no such style"),
        ('like = "broken"', "are like each other"),
        (f'like = "{GOST}"\n[archival]\nplaced = "{{nonsense}}"', "nonsense"),
        ('title = "alone"', "broken.toml"),
        ("\0", "broken.toml"),
        ("x = 1 " * 200_000, "larger than 1 MB"),
    ],
)
def test_a_broken_file_hurts_no_other_style(
    shelf: StyleShelf, folder: Path, text: str, reason: str
) -> None:
    put(folder, "broken", text)
    put(folder, "sound", f'like = "{GOST}"\ntitle = "Sound"')
    listed = {one.name: one for one in shelf.listed() if one.origin is Origin.USER}
    assert listed["sound"].problem == ""
    assert reason in f"{listed['broken'].problem} broken.toml"
    assert listed["broken"].problem
    with pytest.raises(UnreadableFileError, match=r"broken\.toml"):
        shelf["broken"]
    assert shelf["sound"].title == "Sound"


def test_the_programs_styles_cannot_be_put_aside(shelf: StyleShelf, folder: Path) -> None:
    put(folder, GOST, 'title = "Not this"')
    assert shelf[GOST].title != "Not this"
    assert next(one.problem for one in shelf.listed() if one.origin is Origin.USER)


def test_a_folder_that_is_not_there_holds_no_styles(shelf: StyleShelf) -> None:
    assert all(one.origin is Origin.OWN for one in shelf.listed())
    with pytest.raises(KeyError):
        shelf["mine"]
    with pytest.raises(KeyError):
        shelf["csl:nowhere"]


def test_files_are_read_again_when_asked_for(shelf: StyleShelf, folder: Path) -> None:
    put(folder, "mine", f'like = "{GOST}"\ndash = "—"')
    assert shelf["mine"].dash == "—"
    put(folder, "mine", f'like = "{GOST}"\ndash = "-"')
    assert shelf["mine"].dash == "—"
    shelf.reload()
    assert shelf["mine"].dash == "-"


def test_a_csl_style_has_an_archival_half(shelf: StyleShelf) -> None:
    apa = shelf["csl:apa"]
    assert (apa.name, apa.csl) == ("csl:apa", "apa")
    assert apa.title == "American Psychological Association 7th edition"
    assert apa.archival == shelf["apa-7"].archival
    assert apa.marks.kind is MarkKind.AUTHOR_DATE
    assert shelf["csl:vancouver"].marks.kind is MarkKind.NUMBERS


def test_csl_styles_are_found_by_words(shelf: StyleShelf) -> None:
    assert [one.name for one in shelf.csl_styles("vanc")] == ["csl:vancouver"]
    assert [one.form for one in shelf.csl_styles("psychological")] == ["author-date"]
    assert len(shelf) == len(load_styles(OWN)) + 3
    assert "csl:apa" in set(shelf)


def test_without_csl_there_are_the_others(folder: Path) -> None:
    shelf = StyleShelf(OWN, folder)
    assert shelf.csl_styles("apa") == ()
    assert "csl:apa" not in shelf
    assert GOST in shelf


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" + ".".join(["a"] * 5_000) + "]", "too deep"),
        ("[words." + ".".join(["ru"] * 30) + "]\nname = 'x'", "too deep"),
        ("x = " + "[" * 50_000, "too deep"),
        (f'title = "{"x" * 1_000_001}"', "larger than 1 MB"),
    ],
)
def test_a_hostile_file_is_listed_with_its_reason(
    shelf: StyleShelf, folder: Path, text: str, reason: str
) -> None:
    put(folder, "hostile", text)
    assert reason in next(one.problem for one in shelf.listed() if one.name == "hostile")


def test_styles_that_are_each_like_the_next_without_end_are_none(
    shelf: StyleShelf, folder: Path
) -> None:
    for number in range(1_200):
        put(folder, f"s{number}", f'like = "s{number + 1}"')
    with pytest.raises(UnreadableFileError, match="like too many others"):
        shelf["s0"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_or_a_device_in_the_folder_is_not_read(shelf: StyleShelf, folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "zero.toml").symlink_to("/dev/zero")
    listed = shelf.listed()
    assert {one.name for one in listed if one.problem == "it is no file"} == {"pipe", "zero"}
    assert shelf[GOST].name == GOST
