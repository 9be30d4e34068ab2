"""The lists of a manuscript: sections, Latin script, abbreviations, the user's known names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fake_shelves import STYLES, FakeDatabase

from archivist.citation.style_files import load_styles
from archivist.errors import UnreadableFileError
from archivist.library.bibliography import ListForm, ListOrder
from archivist.library.printed import Abbreviations, EntryList
from archivist.library.richtext import plain
from archivist.library.values import ManuscriptId, SourceId
from archivist.services.writing import Writing

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.writing import Compiled

WORK = ManuscriptId(1)
SECTIONS = ListForm(order=ListOrder.ALPHABET, sections=True, romanised="bsi", abbreviations=True)


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def desk(database: FakeDatabase, tmp_path: Path) -> Writing:
    styles = load_styles(STYLES)
    return Writing(database, styles, settings=tmp_path)  # type: ignore[arg-type] # all it asks of one


def compiled(desk: Writing, database: FakeDatabase, form: ListForm) -> Compiled:
    database.manuscript = replace(database.manuscript, list_form=form)
    database.write((1, None, "", "Книга [@3], архив [@1] и [@2]."))
    return desk.compiled(WORK)


def shown(one: EntryList | Abbreviations) -> list[str]:
    if isinstance(one, Abbreviations):
        return [f"# {one.heading}", *(f"{short} – {full}" for short, full in one.rows)]
    lines = [f"# {one.heading}"]
    for group in one.groups:
        lines += [f"## {group.heading}"] if group.heading else []
        lines += [f"{one.label(entry)} {plain(entry.text)}" for entry in group.entries]
    return lines


def test_a_list_in_sections_has_one_in_latin_letters_and_abbreviations_beside_it(
    desk: Writing, database: FakeDatabase
) -> None:
    main, latin, short = compiled(desk, database, SECTIONS).lists
    assert shown(main) == [
        "# СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ",
        "## Архивные источники",
        "1. Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. 64 л.",
        "2. АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "## Литература",
        "3. Козыбаев М. К. История. Алма-Ата, 1991. 254 с.",
    ]
    assert shown(latin) == [
        "# REFERENCES",
        "1. Arkhiv Prezidenta Respubliki Kazakhstan (AP RK). F. 5-N. Op. 1. D. 5059. 64 l.",
        "2. AP RK. F. 5-N. Op. 1. D. 5059. L. 21.",
        "3. Kozybaev M. K. Istoriya. Alma-Ata, 1991. 254 p. (In Russ.)",
    ]
    assert shown(short) == ["# СПИСОК СОКРАЩЕНИЙ", "АП РК – Архив Президента Республики Казахстан"]


def test_the_archives_of_a_list_can_be_a_tree_under_the_same_numbers(
    desk: Writing, database: FakeDatabase
) -> None:
    form = ListForm(sections=True, tree=True)
    (main,) = compiled(desk, database, form).lists
    assert isinstance(main, EntryList)
    (archives, literature) = main.groups
    lines = [(line.depth, plain(line.text)) for entry in archives.entries for line in entry.above]
    assert lines == [
        (0, "Архив Президента Республики Казахстан (АП РК)."),
        (1, "Ф. 5-Н."),
        (2, "Оп. 1."),
    ]
    assert [(entry.number, entry.depth, plain(entry.text)) for entry in archives.entries] == [
        (1, 3, "Д. 5059, 64 л."),
        (2, 4, "Л. 21."),
    ]
    assert [entry.number for entry in literature.entries] == [3]


def test_abbreviations_can_explain_the_labels_too(desk: Writing, database: FakeDatabase) -> None:
    form = ListForm(abbreviations=True, labels=True)
    short = compiled(desk, database, form).lists[1]
    assert "Ф. – фонд" in shown(short)
    assert shown(short)[1].startswith("АП РК")


def test_without_a_wish_there_is_one_list(desk: Writing, database: FakeDatabase) -> None:
    assert len(compiled(desk, database, ListForm()).lists) == 1


def test_a_source_that_changes_changes_the_list_in_latin_letters(
    desk: Writing, database: FakeDatabase
) -> None:
    form = ListForm(romanised="iso-9")
    before = compiled(desk, database, form).lists[1]
    book = database.sources[SourceId(3)]
    record = replace(book.record, translated_title="History")
    database.sources[SourceId(3)] = replace(book, record=record)
    after = compiled(desk, database, form).lists[1]
    assert "[History]" in "".join(shown(after))
    assert "[History]" not in "".join(shown(before))


def test_the_users_known_names_are_read_from_the_settings(
    desk: Writing, database: FakeDatabase, tmp_path: Path
) -> None:
    names = tmp_path / "known-names.toml"
    names.write_text('[names]\n"Козыбаев" = "Qozybayev"\n', encoding="utf-8")
    latin = compiled(desk, database, ListForm(romanised="bsi")).lists[1]
    assert "Qozybayev M. K." in "".join(shown(latin))


def test_a_broken_file_of_known_names_is_told_of(
    desk: Writing, database: FakeDatabase, tmp_path: Path
) -> None:
    (tmp_path / "known-names.toml").write_text("[names", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="known-names"):
        compiled(desk, database, ListForm(romanised="bsi"))
