"""Citation styles in a real library: found, copied, changed, put away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from archivist.citation.shelf import StyleShelf
from archivist.errors import NotFoundError, UnreadableFileError
from archivist.library.records import Record, RecordKind
from archivist.library.richtext import plain
from archivist.library.values import RU
from archivist.services.citing import Origin, Styling, edited

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.citing import Specimen
    from archivist.services.workspace import Workspace

GOST = "gost-r-7.0.5-2008"


@pytest.fixture
def styling(workspace: Workspace) -> Styling:
    return workspace.styling


def says(specimen: Specimen) -> str:
    return "\n".join(plain(text) for text in (*specimen.entries, *specimen.notes, *specimen.marks))


def test_styles_are_found_by_words_of_their_titles(styling: Styling) -> None:
    assert {GOST, "gost-7.1-2003"} <= {one.name for one in styling.styles("гост")}
    assert next(one.name for one in styling.styles("CHICAGO notes")) == "chicago-17-notes"
    assert styling.styles("no such style at all") == ()
    assert styling.info(GOST).form == "numbers"
    with pytest.raises(NotFoundError, match="nowhere"):
        styling.info("nowhere")
    begun = time.perf_counter()
    styling.styles("vancouver")
    assert time.perf_counter() - begun < 0.3


def test_every_style_shows_what_it_prints(places: Places) -> None:
    own = places.resources / "styles"  # without CSL: its engine has tests of its own
    styling = Styling(None, StyleShelf(own, places.styles), own / "samples.json")
    for info in styling.styles():
        specimen = styling.look(info.name)
        assert specimen.sampled
        assert len(specimen.entries) == 6
        assert specimen.notes or specimen.marks
        assert all(plain(text) for text in specimen.entries)


def test_a_style_is_shown_on_the_users_own_sources(workspace: Workspace) -> None:
    book = workspace.sources.add(
        Record(
            kind=RecordKind.BOOK,
            title="История",
            language=RU,
        )
    ).id
    specimen = workspace.styling.look(GOST)
    assert "История" in says(specimen)
    assert specimen.sampled  # no document of an archive is the user's
    assert [plain(text) for text in workspace.styling.look(GOST, [book]).entries] == ["История."]


def test_a_copy_says_only_what_differs(styling: Styling, places: Places) -> None:
    copy = styling.copy(GOST, "Наша кафедра")
    assert (copy.origin, copy.title, copy.problem) == (Origin.USER, "Наша кафедра", "")
    text = styling.text(copy.name)
    assert f'like = "{GOST}"' in text
    assert len(text.splitlines()) == 4
    assert says(styling.look(copy.name)) == says(styling.look(GOST))
    again = styling.copy(GOST, "Наша кафедра")
    assert again.name != copy.name
    assert (places.styles / f"{copy.name}.toml").is_file()


def test_a_change_is_seen_before_it_is_saved(styling: Styling) -> None:
    draft = styling.draft(GOST, "С тире")
    text = edited(
        draft.text,
        {("archival", "between", "levels"): ". – ", ("archival", "between", "sheets"): ". – "},
    )
    assert "АП РК. Ф. 5-Н. – Оп. 1." not in says(styling.look(GOST))
    assert "– Оп. 1. – Д. 5059. – Л. 21." in says(styling.preview(text))
    with pytest.raises(NotFoundError):
        styling.info(draft.name)
    saved = styling.save(draft.name, text)
    assert "– Оп. 1. – Д. 5059. – Л. 21." in says(styling.look(saved.name))
    assert styling.said(text).own["like"] == GOST
    assert styling.said(text).whole["labels"]["ru"]["file"]


@pytest.mark.parametrize(
    ("wrong", "line", "reason"),
    [
        ("dash = 5", 5, "dash: expected a text"),
        ("dash = ", 5, "expected a value"),
        ("dash = “—”", 5, "expected a value"),
        ('[marks]\ncollapse = "x"', 6, "marks.collapse: expected a whole number"),
        ('[archival]\nplaced = "{nonsense}"', 6, "nonsense"),
        ('[archival]\nhead = "<{title}"', 6, "closes the group"),
        ("[labels]\nru = 3", 6, "labels.ru: expected a table"),
        ("follow = [1]", 5, "follow: expected a list of texts"),
        ('[labels.ru]\nromanise = "runes"', 6, "runes"),
        ("x = " + "[" * 5000, 0, "deep"),
    ],
)
def test_what_is_no_style_is_refused_with_its_line(
    styling: Styling, wrong: str, line: int, reason: str
) -> None:
    draft = styling.draft(GOST, "Broken")
    text = f"{draft.text}{wrong}\n"
    with pytest.raises(UnreadableFileError, match=reason) as refused:
        styling.save(draft.name, text)
    assert refused.value.line == line or not line
    with pytest.raises(UnreadableFileError):
        styling.preview(text)
    assert draft.name not in {one.name for one in styling.styles(draft.name)}


def test_the_programs_styles_cannot_be_changed(styling: Styling) -> None:
    text = styling.text(GOST)
    with pytest.raises(UnreadableFileError, match="comes with Archivist"):
        styling.save(GOST, text)
    with pytest.raises(NotFoundError):
        styling.remove(GOST)
    for name in ("", "../x", "a/b", "."):
        with pytest.raises(UnreadableFileError):
            styling.save(name, text)


def test_a_removed_style_comes_back(styling: Styling) -> None:
    copy = styling.copy(GOST, "Mine")
    styling.remove(copy.name)
    assert copy.name not in {one.name for one in styling.styles()}
    with pytest.raises(NotFoundError):
        styling.look(copy.name)
    assert styling.restore(copy.name) == copy
    assert styling.look(copy.name).entries


def test_a_broken_file_is_listed_with_its_reason(styling: Styling, places: Places) -> None:
    places.styles.mkdir(parents=True)
    (places.styles / "broken.toml").write_text("title = ", encoding="utf-8")
    (broken,) = styling.styles("broken")
    assert "expected" in broken.problem.lower() or "Invalid" in broken.problem
    assert broken.name not in {one.name for one in styling.offered()}
    with pytest.raises(UnreadableFileError, match=r"broken\.toml"):
        styling.look("broken")


def test_a_style_goes_out_and_comes_in_as_a_file(styling: Styling, tmp_path: Path) -> None:
    copy = styling.copy(GOST, "To share")
    styling.export(copy.name, tmp_path / "shared.toml")
    added = styling.add(tmp_path / "shared.toml")
    assert (added.name, added.title) == ("shared", "To share")
    with pytest.raises(UnreadableFileError, match="of this name already"):
        styling.add(tmp_path / "shared.toml")
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        styling.add(tmp_path / "picture.toml")
    with pytest.raises(UnreadableFileError):
        styling.add(tmp_path / "not there.toml")


def test_the_manuscripts_of_a_style_are_known(workspace: Workspace) -> None:
    copy = workspace.styling.copy(GOST, "Mine")
    workspace.writing.add_manuscript("Диссертация", copy.name, RU)
    assert workspace.styling.used_by(copy.name) == ("Диссертация",)
    assert workspace.styling.used_by(GOST) == ()
