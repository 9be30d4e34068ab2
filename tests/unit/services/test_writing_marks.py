"""What stands in the text for a citation, by the style: notes, raised numbers, authors, years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_shelves import NOW, STYLES, FakeDatabase

from archivist.citation.style_files import load_styles
from archivist.errors import MissingProgramError
from archivist.library.people import parse_person
from archivist.library.printed import Paragraph
from archivist.library.records import Record, RecordKind
from archivist.library.richtext import plain
from archivist.library.sources import Source
from archivist.library.values import RU, ManuscriptId, SectionId, SourceId, parse_date
from archivist.services.writing import Compiled, Writing

WORK = ManuscriptId(1)
NOTES = "gost-r-7.0.5-2008-notes"


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def desk(database: FakeDatabase) -> Writing:
    return Writing(database, load_styles(STYLES))  # type: ignore[arg-type] # all it asks of one


def compiled(
    desk: Writing, database: FakeDatabase, style: str, *texts: str, section: int | None = None
) -> Compiled:
    database.manuscript = replace(database.manuscript, style=style)
    database.write(*((place, None, "", text) for place, text in enumerate(texts, 1)))
    return desk.compiled(WORK, None if section is None else SectionId(section))


def paragraphs(work: Compiled) -> list[str]:
    return [plain(block.text) for block in work.blocks if isinstance(block, Paragraph)]


def notes(work: Compiled) -> list[str]:
    return [f"{note.number} {plain(note.text)}" for note in work.notes]


def test_each_mark_is_a_note_that_counts_through_the_work(
    desk: Writing, database: FakeDatabase
) -> None:
    work = compiled(
        desk,
        database,
        NOTES,
        "Сказано [@1, л. 21]. Там же [@1, л. 22].",
        "И книга [@3, с. 5; @1, л. 7], и она же [@3, с. 6].",
    )
    assert paragraphs(work) == ["Сказано1. Там же2.", "И книга3, и она же4."]
    assert notes(work) == [
        "1 Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 21.",
        "2 Там же. Л. 22.",
        "3 Козыбаев М. К. История. Алма-Ата, 1991. С. 5; АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 7.",
        "4 Козыбаев М. К. История. С. 6.",
    ]
    assert [note.source_ids for note in work.notes] == [(1,), (1,), (3, 1), (3,)]
    assert [note.section_id for note in work.notes] == [1, 1, 2, 2]
    calls = [
        run
        for block in work.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.note
    ]
    assert [run.text for run in calls] == ["1", "2", "3", "4"]
    assert all(run.superscript for run in calls)


def test_a_section_alone_has_notes_of_its_own(desk: Writing, database: FakeDatabase) -> None:
    work = compiled(desk, database, NOTES, "Раз [@1, л. 1].", "Два [@1, л. 2].", section=2)
    assert notes(work) == [
        "1 Архив Президента Республики Казахстан (АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 2."
    ]


def test_a_lost_source_is_a_question_mark_in_its_note(
    desk: Writing, database: FakeDatabase
) -> None:
    work = compiled(desk, database, NOTES, "Раз [@99]. Два [@3, с. 5; @99].")
    assert notes(work) == ["1 ?", "2 Козыбаев М. К. История. Алма-Ата, 1991. С. 5. ?"]
    assert len(work.problems) == 1


def test_notes_follow_the_order_of_the_text(desk: Writing, database: FakeDatabase) -> None:
    first, second = "Раз [@1, л. 1].", "Два [@1, л. 2]."
    one = compiled(desk, database, NOTES, first, second)
    other = compiled(desk, database, NOTES, second, first)
    assert notes(one)[1] == "2 Там же. Л. 2."
    assert notes(other)[0].endswith("(АП РК). Ф. 5-Н. Оп. 1. Д. 5059. Л. 2.")
    assert notes(other)[1] == "2 Там же. Л. 1."


def test_raised_numbers_close_up_to_the_word(desk: Writing, database: FakeDatabase) -> None:
    work = compiled(desk, database, "gbt-7714-2015", "Раз [@3]. Два [@1] [@2], *три* [@3].")
    assert paragraphs(work) == ["Раз[1]. Два[2],[3], три[1]."]
    raised = [
        run.text
        for block in work.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.superscript
    ]
    assert "".join(raised) == "[1][2],[3][1]"


def test_the_whole_reference_stands_in_brackets(desk: Writing, database: FakeDatabase) -> None:
    work = compiled(
        desk, database, "gost-r-7.0.5-2008-in-text", "Сказано [@3, с. 12]. И там [@3, с. 14]."
    )
    assert paragraphs(work) == [
        "Сказано (Козыбаев М. К. История. Алма-Ата, 1991. С. 12). И там (Там же. С. 14)."
    ]
    assert work.notes == ()


def test_authors_and_years_stand_in_the_text_and_letters_tell_them_apart(
    desk: Writing, database: FakeDatabase
) -> None:
    for number, title in ((5, "Ягоды"), (6, "Абай")):
        database.sources[SourceId(number)] = Source(
            id=SourceId(number),
            record=Record(
                kind=RecordKind.BOOK,
                title=title,
                creators=(parse_person("Асылбеков, М."), parse_person("Козина, В.")),
                date=parse_date("1992"),
                language=RU,
            ),
            created=NOW,
            modified=NOW,
        )
    work = compiled(
        desk, database, "e-history-author-date", "А [@3, с. 77]. Б [@5; @6]. В [@1, л. 35]."
    )
    assert paragraphs(work) == [
        "А (Козыбаев, 1991: 77). Б (Асылбеков & Козина, 1992b; Асылбеков & Козина, 1992a). "
        "В (АП РК, 5059: 35)."
    ]
    entries = [plain(entry.text) for entry in work.entries]
    assert any("Абай" in text and "1992a" in text for text in entries)
    assert any("Ягоды" in text and "1992b" in text for text in entries)


def test_files_without_author_or_date_are_told_apart_by_letters(
    desk: Writing, database: FakeDatabase
) -> None:
    work = compiled(desk, database, "apa-7", "А [@1, л. 21]. Б [@2, л. 3]. В [@3, с. 5].")
    assert paragraphs(work) == [
        "А ([Archival file], n.d.-b, l. 21). Б ([Archival file], n.d.-a, l. 3). "
        "В (Козыбаев, 1991, p. 5)."
    ]
    entries = [plain(entry.text) for entry in work.entries]
    assert [text[:25] for text in entries[:2]] == [
        "[Archival file]. (n.d.-a)",
        "[Archival file]. (n.d.-b)",
    ]


def test_after_the_alphabet_the_letters_are_doubled(desk: Writing, database: FakeDatabase) -> None:
    for number in range(10, 40):
        database.sources[SourceId(number)] = replace(
            database.sources[SourceId(1)], id=SourceId(number)
        )
    marks = " ".join(f"[@{number}]" for number in range(10, 40))
    said = paragraphs(compiled(desk, database, "apa-7", marks))[0].split(") (")
    assert [text.rpartition("-")[2] for text in (said[0], said[25], said[26], said[28])] == [
        "a",
        "z",
        "aa",
        "ac",
    ]


def test_a_mark_says_of_a_document_what_its_entry_begins_with(
    desk: Writing, database: FakeDatabase
) -> None:
    telegram = database.sources[SourceId(1)]
    told = replace(telegram.record, title="Телеграмма", date=parse_date("14.10.1992"), language=RU)
    database.sources[SourceId(1)] = replace(telegram, record=told)
    work = compiled(desk, database, "apa-7", "А [@1].")
    assert "[Archival file]. (n.d.)" in plain(work.entries[0].text)
    assert paragraphs(work) == ["А ([Archival file], n.d.)."]


def test_files_of_one_archive_are_told_apart_where_marks_name_no_date(
    desk: Writing, database: FakeDatabase
) -> None:
    work = compiled(desk, database, "mla-9", "А [@1, л. 21]. Б [@3, с. 5].")
    assert paragraphs(work)[0].endswith("f. 5-N, op. 1, d. 5059, l. 21). Б (Козыбаев 5).")


def test_places_stand_behind_the_bracket_where_nothing_parts_them_from_the_number(
    desk: Writing, database: FakeDatabase
) -> None:
    work = compiled(desk, database, "gbt-7714-2015", "Раз [см. @3, с. 12; @1, л. 21].")
    assert paragraphs(work) == ["Разсм. [1]12,[2]21."]


def test_what_each_mark_says_is_told_by_section(desk: Writing, database: FakeDatabase) -> None:
    work = compiled(desk, database, NOTES, "Раз [@1] и [@3].", "Ничего.", "Два [@3, с. 5].")
    said = {section: [one.text for one in told] for section, told in work.said.items()}
    assert said == {1: ["1", "2"], 2: [], 3: ["3"]}
    assert [item.source_id for item in work.said[SectionId(3)][0].mark.items] == [3]


def test_what_did_not_change_is_not_read_again_and_what_did_is(
    desk: Writing, database: FakeDatabase
) -> None:
    style = "gost-r-7.0.5-2008"
    before = compiled(desk, database, style, "Раз [@3].", "Два [@1].")
    after = compiled(desk, database, style, "Раз [@3].", "Два [@2].")
    assert after.entries[0].text is before.entries[0].text
    book = database.sources[SourceId(3)]
    database.sources[SourceId(3)] = replace(book, record=replace(book.record, title="Иное"))
    changed = compiled(desk, database, style, "Раз [@3].", "Два [@2].")
    assert "Иное" in plain(changed.entries[0].text)


class NoEngine:
    """The engine of CSL on a machine without V8."""

    def entries(self, *_: object) -> object:
        raise MissingProgramError("V8", "Install it.")

    cite = entries


def test_without_the_engine_of_csl_the_style_prints_by_itself(database: FakeDatabase) -> None:
    desk = Writing(database, load_styles(STYLES), NoEngine())  # type: ignore[arg-type] # as above
    work = compiled(desk, database, "apa-7", "Раз [@3, с. 5].")
    assert paragraphs(work) == ["Раз (Козыбаев, 1991, p. 5)."]
    assert "1991" in plain(work.entries[0].text)
    assert "V8" in work.problems[0]
