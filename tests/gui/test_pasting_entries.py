"""What the user makes of pasted references: places, archives, answers, without any window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.errors import ParseError
from archivist.gui.dialogs.pasting.entries import (
    Standing,
    archive_words,
    entries_of,
    known_archives,
    named_archive,
    with_answer,
    with_question,
)
from archivist.gui.dialogs.pasting.paste_page import looks_like_list
from archivist.gui.dialogs.pasting.place_fields import (
    level_kinds,
    moved_sheets,
    read_level,
    with_extent,
    write_level,
)
from archivist.library.archive import Archive, ArchiveName
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.references import Level, Location, UnitKind
from archivist.library.values import EN, RU, ArchiveId, SourceId
from archivist.services.citing.pasting import (
    ArchiveMatch,
    EntryKind,
    Proposal,
    SameSource,
    Slip,
)

AP_RK = Archive(
    id=ArchiveId(7),
    names=(
        ArchiveName(
            language=RU, full="Архив Президента Республики Казахстан", abbreviation="АП РК"
        ),
        ArchiveName(language=EN, full="Archive of the President", abbreviation="AP RK"),
    ),
)
AFP_RK = Archive(id=ArchiveId(-9), names=(ArchiveName(language=EN, abbreviation="AFP RK"),))
PLACE = Location(
    levels=(Level(kind=UnitKind.FUND, number="5-Н"), Level(kind=UnitKind.FILE, number="12"))
)


def proposal(text: str = "AFP RK. F. 5-H. D. 12.", **given: object) -> Proposal:
    record = Record(kind=RecordKind.ARCHIVAL, language=EN)
    whole = {
        "text": text,
        "number": None,
        "kind": EntryKind.ARCHIVAL,
        "citable": Citable(key="", record=record, archive=AFP_RK, location=PLACE),
        "match": ArchiveMatch(archive=None, new=AFP_RK, near=(AP_RK,)),
        "same": (),
        "confidence": 0.99,
        "slips": (),
        "rest": "",
    }
    return Proposal(**(whole | given))  # type: ignore[arg-type]  # the fields of Proposal


def test_a_level_is_put_where_it_belongs_in_the_hierarchy() -> None:
    placed = write_level(PLACE, UnitKind.SERIES, "1дс")
    assert [level.number for level in placed.levels] == ["5-Н", "1дс", "12"]
    assert read_level(write_level(placed, UnitKind.FUND, "6-Н"), UnitKind.FUND) == "6-Н"
    assert write_level(placed, UnitKind.SERIES, "") == PLACE
    assert level_kinds(PLACE) == (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE)
    boxed = Location(levels=(Level(kind=UnitKind.RECORD_GROUP, number="59"),))
    assert level_kinds(boxed) == (UnitKind.RECORD_GROUP,)


def test_sheets_are_read_as_they_are_typed() -> None:
    sheets = moved_sheets(PLACE, "12, 15–17об").sheets
    assert [span.first.number for span in sheets] == ["12", "15"]
    assert with_extent(PLACE, "64").total_sheets == "64"
    with pytest.raises(ParseError):
        moved_sheets(PLACE, "twelve!")


def test_an_answer_counts_for_all_that_say_so_and_can_be_taken_back() -> None:
    other = proposal(match=ArchiveMatch(archive=AP_RK, new=AP_RK))
    asked, same, sure = entries_of([proposal(), proposal("AFP-RK. F. 6."), other])
    assert (asked.asked, asked.standing, sure.asked) == (True, Standing.LOOK, False)
    answered = with_answer((asked, same, sure), "AFP RK", AP_RK)
    assert [one.archive for one in answered] == [AP_RK, AP_RK, AP_RK]
    assert answered[0].standing is Standing.SURE
    assert answered[0].decision().archive == AP_RK
    again = with_question(answered, "AFP RK")
    assert [one.asked for one in again] == [True, True, False]
    assert again[0].archive == AFP_RK


def test_a_typed_archive_is_known_in_any_form_or_made() -> None:
    known = known_archives((AP_RK,), ())
    assert named_archive("AP  RK", known) is AP_RK
    assert named_archive("Архив Президента Республики Казахстан (АПРК)", known) is AP_RK
    made = named_archive("Личный архив А. Ж. Абдакимова", known)
    assert made
    assert made.id < 0
    assert made.names[0].full == "Личный архив А. Ж. Абдакимова"
    both = named_archive("Some archive (SA)", known)
    assert both
    assert archive_words(both, EN) == "Some archive (SA)"
    short = named_archive("ЦГА РК", known)
    assert short
    assert short.names[0].abbreviation == "ЦГА РК"
    assert named_archive(" ", known) is None


def test_how_an_entry_stands() -> None:
    sure = proposal(match=None)
    slip = Slip(position=0, length=1, sentence="A slip.")
    entries = entries_of(
        [
            sure,
            replace(sure, slips=(slip,)),
            replace(sure, rest="абракадабра"),
            replace(sure, confidence=0.6),
            replace(sure, citable=None, confidence=0.0),
            replace(sure, same=(SameSource(id=SourceId(3), title="Letter"),)),
        ]
    )
    assert [one.standing.name for one in entries] == [
        "SURE",
        "LOOK",
        "LOOK",
        "LOOK",
        "LOST",
        "SURE",
    ]
    assert replace(entries[1], settled=True).standing is Standing.SURE
    skipped = replace(entries[0], skipped=True)
    assert (skipped.taken, skipped.decision().leave_out) == (False, True)
    assert entries[4].decision().leave_out
    titled = replace(entries[4].citable, record=Record(kind=RecordKind.BOOK, title="История"))
    assert replace(entries[4], citable=titled, settled=True).taken
    assert entries[5].decision().source_id == 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[1] AP RK. F. 5.\n[2] AP RK. F. 6.", True),
        ("1. Козыбаев М. К. История. Алматы, 1991.", True),
        ("Козыбаев М. К. История. 1991.\nАбдакимов А. История. 1994.", True),
        ("Hello, how are you?", False),
        ("a line\nanother line\na third line", False),
        ("", False),
    ],
)
def test_a_list_is_told_from_other_texts(text: str, *, wanted: bool) -> None:
    assert looks_like_list(text) is wanted
