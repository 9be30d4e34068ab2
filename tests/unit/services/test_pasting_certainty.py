"""What of a pasted list is certain enough to be taken unasked, and lists in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from making_files import docx, paragraph, text_pdf

from archivist.errors import UnreadableFileError
from archivist.library.archive import ArchiveName
from archivist.library.values import EN
from archivist.services.citing.certainty import judge, near_names
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.services.citing.certainty import Judged
    from archivist.services.workspace import Workspace

BOOK = "Токаев К. К. Беласу. Алматы : Дауир, 2008. 496 с."
PLACE = "АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3."
UNKNOWN = "AFP RK. Fund-5-H, Series-1, File-4798, p. 1."


def judged(workspace: Workspace, *entries: str, **options: float) -> tuple[Judged, ...]:
    text = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    proposals = finish(workspace.pasting.read(text)).proposals
    return judge(
        proposals,
        sure=options.get("sure", 0.8),
        new_archives=bool(options.get("new_archives", False)),
    )


def test_what_is_certain_is_taken_and_what_is_not_says_why(workspace: Workspace) -> None:
    book, place, lost, unknown = judged(workspace, BOOK, PLACE, "абракадабра без смысла", UNKNOWN)
    assert (book.why, place.why) == ("", "")
    assert lost.why == "it is not understood"
    assert lost.decision.leave_out
    assert unknown.why == "the archive “AFP RK” is not known; “AP RK” or “AFP RF” may be meant"
    assert unknown.decision.leave_out
    assert unknown.proposal.match
    assert near_names(unknown.proposal.match) == ("AP RK", "AFP RF")


def test_new_archives_are_made_when_they_are_wanted_and_known_from_then_on(
    workspace: Workspace,
) -> None:
    (unknown,) = judged(workspace, UNKNOWN, new_archives=True)
    assert not unknown.why
    finish(workspace.pasting.take([unknown.decision]))
    (archive,) = workspace.tree.archives()
    assert archive.label == "AFP RK"
    (again,) = judged(workspace, UNKNOWN)
    assert not again.why
    assert again.proposal.same
    assert not again.proposal.slips


def test_a_name_of_the_library_is_no_slip(workspace: Workspace) -> None:
    workspace.tree.add_archive([ArchiveName(language=EN, full="", abbreviation="AFP RK")])
    (one,) = judged(workspace, UNKNOWN)
    assert (one.why, one.proposal.slips) == ("", ())


def test_what_is_not_understood_whole_is_taken_only_when_all_is_wanted(
    workspace: Workspace,
) -> None:
    doubtful = f"{PLACE} См. также мою тетрадь третью"
    (one,) = judged(workspace, doubtful, sure=0.3)
    assert one.proposal.rest
    assert "is not understood" in one.why
    (one,) = judged(workspace, doubtful, sure=0)
    assert not one.why
    (one,) = judged(workspace, BOOK, sure=1)
    assert one.why.startswith("it is understood to ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_a_text_is_read_in_its_encoding(
    workspace: Workspace, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "список.txt"
    file.write_bytes(f"1. {BOOK}\r\n2. {PLACE}\r\n".encode(encoding))
    text = finish(workspace.pasting.text_of(file))
    assert text.splitlines() == [f"1. {BOOK}", f"2. {PLACE}"]


def test_of_a_thesis_its_list_alone_is_read(workspace: Workspace, tmp_path: Path) -> None:
    heading = "Список использованных источников"
    parts = [
        *("Содержание", "Введение", heading, "Введение"),
        *["О границе в 1932 году сказано много." for _ in range(200)],
        *(heading.upper(), "", BOOK, "", PLACE, "Приложение А", "Карта 1932 года."),
    ]
    file = tmp_path / "диссертация.docx"
    file.write_bytes(docx("".join(map(paragraph, parts))))
    steps = workspace.pasting.text_of(file)
    assert finish(steps).splitlines() == [BOOK, PLACE]


def test_pages_keep_the_entries_apart(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    lines = [f"Иванов И. И. Книга {number}. М., 1990." for number in range(300)]
    for gap in ("\n", "\n\n"):
        file.write_text(gap.join(lines), encoding="utf-8")
        text = finish(workspace.pasting.text_of(file))
        assert len(finish(workspace.pasting.read(text)).proposals) == len(lines)
    pdf = tmp_path / "list.pdf"
    pdf.write_bytes(text_pdf("Smith J. Book. London, 1990.", "Brown A. Essay. Paris, 1991."))
    assert finish(workspace.pasting.text_of(pdf)).split() == (
        ["Smith", "J.", "Book.", "London,", "1990.", "Brown", "A.", "Essay.", "Paris,", "1991."]
    )


def test_a_damaged_file_is_refused_with_its_reason(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "list.docx"
    file.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableFileError, match="cut short or damaged"):
        finish(workspace.pasting.text_of(file))
