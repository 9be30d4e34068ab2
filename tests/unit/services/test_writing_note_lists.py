"""The list of references of a style of notes: each fund or collection once."""

from __future__ import annotations

from dataclasses import replace

from fake_shelves import STYLES, FakeDatabase

from archivist.citation.style_files import load_styles
from archivist.library.printed import EntryList
from archivist.library.richtext import plain
from archivist.library.values import ManuscriptId
from archivist.services.writing import Writing


def listed(style: str) -> list[str]:
    database = FakeDatabase()
    database.manuscript = replace(database.manuscript, style=style)
    database.write((1, None, "", "Архив [@1] и [@2]."))
    desk = Writing(database, load_styles(STYLES))  # type: ignore[arg-type] # all it asks of one
    made = desk.compiled(ManuscriptId(1)).lists[0]
    assert isinstance(made, EntryList)
    return [plain(entry.text) for group in made.groups for entry in group.entries]


def test_two_files_of_a_fund_are_one_entry_of_a_bibliography() -> None:
    (entry,) = listed("chicago-17-notes")
    assert entry.endswith(". Fond 5-N.")


def test_a_numbered_list_has_both() -> None:
    assert len(listed("gost-r-7.0.5-2008")) == 2
