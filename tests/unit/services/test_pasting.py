"""Pasting a list: what is proposed for each entry, and what becomes of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError
from archivist.library.archive import ArchiveName
from archivist.library.records import RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import EN, RU, SourceId
from archivist.services.changes import Topic
from archivist.services.citing.pasting import Decision, EntryKind
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.services.citing.pasting import Proposal, Taken
    from archivist.services.workspace import Workspace

LIST = """\
1. Архив Президента Республики Казахстан (АП РК). Ф. 708. Оп. 1. Д. 12. Л. 3.
2. АПРК. Ф. 708. Оп. 1. Д. 13. Л. 7 об.
3. Токаев К. К. Беласу. Алматы : Дәуір, 2008. 496 с.
"""


def read(workspace: Workspace, text: str) -> tuple[Proposal, ...]:
    return finish(workspace.pasting.read(text)).proposals


def enter(workspace: Workspace, decisions: Sequence[Decision]) -> Taken:
    return finish(workspace.pasting.take(decisions))


def take(workspace: Workspace, text: str) -> Taken:
    return enter(workspace, [one.decision() for one in read(workspace, text)])


def short(workspace: Workspace, source_id: SourceId) -> str:
    return workspace.sources.details(source_id).reference


def places(workspace: Workspace) -> list[str]:
    return [
        f"{archive.label}/{fund.unit.level.number} ({fund.children}, {fund.sources})"
        for archive in workspace.tree.archives()
        for fund in workspace.tree.children(archive.id, None)
    ]


def test_reading_changes_nothing(workspace: Workspace) -> None:
    proposals = read(workspace, LIST)
    assert [one.kind for one in proposals] == [
        EntryKind.ARCHIVAL,
        EntryKind.ARCHIVAL,
        EntryKind.PUBLISHED,
    ]
    assert all(one.confidence > 0.9 and not one.rest and not one.slips for one in proposals)
    assert workspace.tree.counts().all == 0
    assert workspace.undo_label == ""


def test_a_list_becomes_archives_files_and_sources(workspace: Workspace) -> None:
    taken = take(workspace, LIST)
    first, second, third = (ids[0] for ids in taken.ids)
    assert short(workspace, first) == "АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3"
    assert short(workspace, second) == "АП РК. Ф. 708. Оп. 1. Д. 13. Л. 7 об."
    assert workspace.sources.get(third).record.title == "Беласу"
    (archive,) = workspace.tree.archives()
    (fund,) = workspace.tree.children(archive.id, None)
    (series,) = workspace.tree.children(archive.id, fund.unit.id)
    files = workspace.tree.children(archive.id, series.unit.id)
    assert [node.unit.level.number for node in files] == ["12", "13"]
    assert taken.changes.ids[Topic.SOURCES] == {first, second, third}


def test_it_all_is_one_step_to_undo(workspace: Workspace) -> None:
    take(workspace, LIST)
    assert workspace.undo_label == "Import references"
    workspace.undo()
    assert workspace.tree.counts().all == 0
    assert workspace.tree.archives() == ()
    workspace.redo()
    assert workspace.tree.counts().all == 3


def test_the_archive_of_the_library_is_found_under_any_of_its_names(workspace: Workspace) -> None:
    made = workspace.tree.add_archive(
        [ArchiveName(language=RU, full="Архив Президента РК", abbreviation="АП РК")], ["АПРК"]
    )
    for text in ("AП PК. Ф. 708. Оп. 1. Д. 12.", "АПРК. Ф. 708. Оп. 1. Д. 12."):
        (proposal,) = read(workspace, text)
        assert proposal.match
        assert proposal.match.archive
        assert proposal.match.archive.id == made.id


def test_an_unknown_abbreviation_is_questioned_and_never_merged(workspace: Workspace) -> None:
    kept = workspace.tree.add_archive([ArchiveName(language=EN, full="", abbreviation="AP RK")])
    (proposal,) = read(workspace, "AFP RK. Fund-5-H, Series-1, File-4798, p. 1.")
    assert proposal.match
    assert proposal.match.archive is None
    assert proposal.match.near[0].id == kept.id
    assert any("AFP RF" in one.forms for one in proposal.match.near)
    assert "AFP RK" in proposal.slips[0].sentence
    (ids,) = enter(workspace, [proposal.decision()]).ids
    archive = workspace.sources.details(ids[0]).archive
    assert archive
    assert archive.id != kept.id
    assert archive.label == "AFP RK"


def test_the_user_may_say_which_archive_was_meant(workspace: Workspace) -> None:
    kept = workspace.tree.add_archive([ArchiveName(language=EN, full="", abbreviation="AP RK")])
    (proposal,) = read(workspace, "AFP RK. Fund-5-H, Series-1, File-4798, p. 1.")
    assert proposal.match
    decision = replace(proposal.decision(), archive=proposal.match.near[0])
    ((source,),) = enter(workspace, [decision]).ids
    archive = workspace.sources.details(source).archive
    assert archive
    assert archive.id == kept.id
    assert len(workspace.tree.archives()) == 1


def test_sources_that_are_there_already_are_linked(workspace: Workspace) -> None:
    before = take(workspace, LIST).ids
    proposals = read(workspace, LIST)
    assert [[one.id for one in proposal.same] for proposal in proposals] == [
        list(ids) for ids in before
    ]
    taken = enter(workspace, [proposal.decision() for proposal in proposals])
    assert taken.ids == before
    assert workspace.tree.counts().all == 3


@pytest.mark.parametrize(
    "text",
    [
        "АП РК. Ф. 708. Оп. 1. Д. 12. Л. 4.",
        "АП РК. Ф. 708. Оп. 1 дс. Д. 12. Л. 3.",
        "АП РК. Ф. 708. Оп. 1. Д. 12, т. 2. Л. 3.",
        "Токаев К. К. Беласу. Алматы : Дәуір, 2010. 496 с.",
        "Иванов И. И. Беласу. Алматы : Дәуір, 2008. 496 с.",
    ],
)
def test_what_only_resembles_a_source_is_none_of_it(workspace: Workspace, text: str) -> None:
    take(workspace, LIST)
    (proposal,) = read(workspace, text)
    assert proposal.same == ()


def test_several_files_of_one_reference_are_several_sources(workspace: Workspace) -> None:
    (ids,) = take(workspace, "АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3–4; Д. 13. Л. 7 об.").ids
    assert [short(workspace, one) for one in ids] == [
        "АП РК. Ф. 708. Оп. 1. Д. 12. Л. 3–4",
        "АП РК. Ф. 708. Оп. 1. Д. 13. Л. 7 об.",
    ]


def test_a_repeat_is_the_place_that_it_means(workspace: Workspace) -> None:
    taken = take(workspace, f"{LIST}4. ГАРФ. Ф. 1. Оп. 2. Д. 3. Л. 4.\n5. Там же. Д. 5. Л. 6.")
    assert short(workspace, taken.ids[4][0]) == "ГАРФ. Ф. 1. Оп. 2. Д. 5. Л. 6"


def test_an_extent_is_the_files_and_a_document_without_levels_keeps_its_archive(
    workspace: Workspace,
) -> None:
    taken = take(
        workspace,
        "1. РО ИРЛИ. Ф. 568. Оп. 1. Д. 1. 214 л.\n"
        "2. Иванов Н. П. Письмо С. И. Ивановой // Личный архив Н. Н. Ивановой.",
    )
    file = workspace.sources.details(taken.ids[0][0]).chain[-1]
    assert (file.level.kind, file.extent) == (UnitKind.FILE, "214")
    archive = workspace.sources.details(taken.ids[1][0]).archive
    assert archive
    assert archive.label == "Личный архив Н. Н. Ивановой"


def test_what_was_not_understood_is_left_out(workspace: Workspace) -> None:
    taken = take(workspace, "1. Введение\n2. Токаев К. К. Беласу. Алматы : Дәуір, 2008. 496 с.")
    assert [len(ids) for ids in taken.ids] == [0, 1]


def test_a_mended_record_is_what_is_entered(workspace: Workspace) -> None:
    *_, book = read(workspace, LIST)
    decision = book.decision()
    assert decision.record
    mended = replace(decision, record=replace(decision.record, kind=RecordKind.REPORT))
    ((source,),) = enter(workspace, [mended]).ids
    assert workspace.sources.get(source).record.kind is RecordKind.REPORT


def test_a_link_to_a_source_that_is_gone_takes_all_back(workspace: Workspace) -> None:
    decisions = [one.decision() for one in read(workspace, LIST)]
    with pytest.raises(NotFoundError):
        enter(workspace, [*decisions, Decision(source_id=SourceId(99))])
    assert workspace.tree.counts().all == 0


def test_a_thousand_entries_tell_how_far_they_are_and_are_read_soon(workspace: Workspace) -> None:
    text = "\n".join(
        f"{number}. ЦГА РК. Ф. {number % 50}. Оп. 1. Д. {number}. Л. {number % 90}."
        for number in range(1, 1001)
    )
    started = time.perf_counter()
    steps = list(workspace.pasting.read(text))
    assert time.perf_counter() - started < 10  # two on a machine that does nothing else
    assert steps[0].done == 0
    assert steps[-1].done > 0.9 * steps[-1].total
    assert len(steps) > 40


def test_a_stopped_import_leaves_nothing(workspace: Workspace) -> None:
    text = "\n".join(
        f"{number}. ЦГА РК. Ф. {number}. Оп. 1. Д. {number}." for number in range(1, 101)
    )
    decisions = [one.decision() for one in read(workspace, text)]
    steps = workspace.pasting.take(decisions)
    told = [next(steps) for _ in range(3)]
    assert [one.done for one in told] == [0, 25, 50]
    assert {one.total for one in told} == {100}
    steps.close()
    assert workspace.tree.counts().all == 0
    assert workspace.tree.archives() == ()
    assert workspace.undo_label == ""
    assert len(finish(workspace.pasting.take(decisions)).ids) == 100  # and nothing is in the way


def test_a_thousand_entries_are_taken_soon(workspace: Workspace) -> None:
    text = "\n".join(
        f"{number}. ЦГА РК. Ф. {number % 50}. Оп. 1. Д. {number}. Л. {number % 90}."
        for number in range(1, 1001)
    )
    decisions = [one.decision() for one in read(workspace, text)]
    started = time.perf_counter()
    taken = enter(workspace, decisions)
    assert time.perf_counter() - started < 3  # 0.3 on a machine that does nothing else
    assert len({ids[0] for ids in taken.ids}) == 1000


FUNDS = """\
1. АП РК. Ф. 5-H. Оп. 1. Д. 7. Л. 3.
2. АП РК. Ф. 5-Н. Оп. 1. Д. 8. Л. 4.
3. AP RK. Fund-5-H, Series-1, File-9, p. 3.
4. АП РК. Ф. P-12. Оп. 1. Д. 1. Л. 1.
"""
"""The letters of the funds are Latin, Cyrillic, Latin, Latin."""


def test_a_fund_is_found_under_letters_that_look_the_same(workspace: Workspace) -> None:
    unit = workspace.tree.place("АП РК/5-Н/1/7").id
    workspace.tree.place("АП РК/Р-12/1/1")
    taken = take(workspace, FUNDS)
    (archive,) = workspace.tree.archives()
    funds = workspace.tree.children(archive.id, None)
    assert [node.unit.level.number for node in funds] == ["5-Н", "Р-12"]
    assert workspace.sources.get(taken.ids[0][0]).unit_id == unit
    (series,) = workspace.tree.children(archive.id, funds[0].unit.id)
    files = workspace.tree.children(archive.id, series.unit.id)
    assert [node.unit.level.number for node in files] == ["7", "8", "9"]


def test_a_second_paste_makes_nothing_twice(workspace: Workspace) -> None:
    first = take(workspace, FUNDS + LIST)
    funds = places(workspace)
    second = take(workspace, FUNDS + LIST)
    assert second.ids == first.ids
    assert not second.changes
    assert places(workspace) == funds
