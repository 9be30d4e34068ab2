"""Manuscripts in CSL styles: marks and books by the engine, documents in archives by our styles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.library.bibliography import ListForm, ListOrder, Numbering
from archivist.library.people import parse_person
from archivist.library.printed import Paragraph
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import EN, parse_date

if TYPE_CHECKING:
    from archivist.services.workspace import Workspace
    from archivist.services.writing import Compiled


class Text:
    """A manuscript in English that cites a file of an archive and two books."""

    def __init__(self, library: Workspace) -> None:
        self.library = library
        unit = library.tree.place("AP RK/5-N/1/5059").id
        record = Record(kind=RecordKind.ARCHIVAL, title="Memo on the border", language=EN)
        self.memo = library.sources.add(record, unit_id=unit, sheets=parse_sheets("61")).id
        self.late = self._book("Diplomacy", "Kissinger, Henry", "1994")
        self.early = self._book("Democratic Ideals", "Mackinder, Halford J.", "1919")
        self.work = library.writing.add_manuscript("The border", "apa-7", EN).id

    def _book(self, title: str, author: str, year: str) -> int:
        return self.library.sources.add(
            Record(
                kind=RecordKind.BOOK,
                title=title,
                creators=(parse_person(author),),
                date=parse_date(year),
                publisher="Holt",
                language=EN,
            )
        ).id

    def compiled(self, style: str, text: str, form: ListForm | None = None) -> Compiled:
        """Compile a text in a style."""
        writing = self.library.writing
        (manuscript,) = writing.manuscripts()
        writing.save_manuscript(replace(manuscript, style=style, list_form=form or ListForm()))
        for section in writing.sections(self.work):
            writing.remove_section(section.id)
        writing.add_section(self.work, None, "", text)
        return writing.compiled(self.work)


@pytest.fixture
def text(workspace: Workspace) -> Text:
    return Text(workspace)


def said(compiled: Compiled) -> str:
    return " ".join(plain(one.text) for one in compiled.blocks if isinstance(one, Paragraph))


def test_authors_and_years_are_the_engines_and_the_list_is_sorted(text: Text) -> None:
    work = text.compiled("csl:apa", f"A [@{text.early}, 5]. B [@{text.late}; @{text.early}].")
    assert said(work) == "A (Mackinder, 1919, p. 5). B (Kissinger, 1994; Mackinder, 1919)."
    entries = [plain(entry.text) for entry in work.entries]
    assert entries[0].startswith("Kissinger, H. (1994).")
    assert entries[1].startswith("Mackinder, H. J. (1919).")


def test_documents_are_called_as_their_entries_begin(text: Text) -> None:
    work = text.compiled("apa-7", f"A [@{text.memo}, 61]. B [@{text.late}, 5; @{text.memo}].")
    entry = next(plain(one.text) for one in work.entries if one.source_id == text.memo)
    head = entry.partition(". (")[0]
    assert said(work) == f"A ({head}, n.d., l. 61). B (Kissinger, 1994, p. 5; {head}, n.d.)."


def test_raised_numbers_of_a_csl_style_stay_raised_in_a_list_by_the_alphabet(text: Text) -> None:
    words = f"A [@{text.early}]. B [@{text.late}]."
    cited = text.compiled("csl:nature", words)
    sorted_ = text.compiled("csl:nature", words, ListForm(order=ListOrder.ALPHABET))
    assert said(cited) == "A1. B2."
    assert said(sorted_) == "A2. B1."
    assert [plain(entry.text)[:9] for entry in sorted_.entries] == ["Kissinger", "Mackinder"]
    runs = [run for block in sorted_.blocks if isinstance(block, Paragraph) for run in block.text]
    assert [run.text for run in runs if run.superscript] == ["2", "1"]


def test_documents_in_archives_have_their_numbers_beside_books(text: Text) -> None:
    work = text.compiled("csl:ieee", f"A [@{text.early}]. B [@{text.memo}]. C [@{text.late}].")
    assert said(work) == "A [1]. B [2]. C [3]."
    assert "5059" in plain(work.entries[1].text)
    each = ListForm(sections=True, numbering=Numbering.EACH)
    work = text.compiled("csl:ieee", f"A [@{text.early}]. B [@{text.memo}, 61].", each)
    assert said(work) == "A [II.1]. B [I.1, l. 61]."


def test_notes_hold_both_halves_and_begin_with_a_capital(text: Text) -> None:
    work = text.compiled(
        "chicago-17-notes",
        f"A [see @{text.late}, 5]. B [@{text.memo}]. C [@{text.late}, 7; @{text.memo}].",
    )
    first, second, third = (plain(note.text) for note in work.notes)
    assert first.startswith("See Henry Kissinger, Diplomacy")
    assert first.endswith("5.")
    assert "5059" in second
    assert third.startswith("Kissinger, Diplomacy, 7; ")
    assert "5059" in third


def test_a_source_that_is_not_there_is_a_question_mark(text: Text) -> None:
    work = text.compiled("csl:apa", f"A [@{text.early}; @999]. B [@999].")
    assert said(work) == "A (Mackinder, 1919) (?). B (?)."
    assert len(work.problems) == 1
