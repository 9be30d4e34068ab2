"""Checking a manuscript and a library over real storage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError
from archivist.library.archive import ArchiveName
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, LanguageCode, ManuscriptId, SourceId
from archivist.services.citing import FindingKind
from archivist.services.progress import finish

if TYPE_CHECKING:
    from archivist.services.workspace import Workspace

GOST = "gost-r-7.0.5-2008"


@pytest.fixture
def archives(workspace: Workspace) -> Workspace:
    workspace.tree.add_archive(
        (
            ArchiveName(
                language=RU, full="Архив Президента Республики Казахстан", abbreviation="АП РК"
            ),
        )
    )
    return workspace


def filed(library: Workspace, place: str, sheets: str, title: str = "") -> SourceId:
    unit = library.tree.place(place).id
    record = Record(kind=RecordKind.ARCHIVAL, title=title, language=RU)
    return library.sources.add(record, unit_id=unit, sheets=parse_sheets(sheets)).id


def manuscript(library: Workspace, *texts: str, title: str = "Граница") -> ManuscriptId:
    made = library.writing.add_manuscript(title, GOST, RU).id
    for text in texts:
        library.writing.add_section(made, None, "", text)
    return made


def test_findings_come_in_the_order_of_the_text_and_then_of_the_sources(
    archives: Workspace,
) -> None:
    one = filed(archives, "АП РК/5-Н/1/5059", "21")
    other = filed(archives, "АП РК/5-Н/1/5059", "22")
    spare = filed(archives, "АП РК/5-Н/1/1", "1")
    page = archives.sources.add(
        Record(kind=RecordKind.WEB_PAGE, title="Концепция", url="https://gov.kz", language=RU)
    ).id
    work = manuscript(
        archives,
        f"Договор [@{one}, л. 9–3] от 30.092020.",
        f"Он же [@{other}], [@99] и [@{page}].",
    )
    sections = archives.writing.sections(work)
    findings = finish(archives.checking.findings(work))
    assert [(one.kind, one.section_id) for one in findings] == [
        (FindingKind.REVERSED_RANGE, sections[0].id),
        (FindingKind.DATE, sections[0].id),
        (FindingKind.SAME_FILE, sections[1].id),
        (FindingKind.MISSING_SOURCE, sections[1].id),
        (FindingKind.NO_ACCESS_DATE, None),
        (FindingKind.NEVER_CITED, None),
    ]
    for finding, words in zip(findings, (f"@{one}, л. 9–3", "30.092020"), strict=False):
        assert sections[0].text[finding.position :][: finding.length] == words
    assert findings[-1].source_ids == (spare,)


def test_the_extent_of_a_file_bounds_its_sheets(archives: Workspace) -> None:
    one = filed(archives, "АП РК/5-Н/1/5059", "21")
    unit = archives.tree.chain(archives.tree.place("АП РК/5-Н/1/5059").id)[-1]
    archives.tree.save_unit(replace(unit, extent="64 л."))
    work = manuscript(archives, f"[@{one}, л. 65] [@{one}, л. 64]")
    (finding,) = finish(archives.checking.findings(work))
    assert finding.kind is FindingKind.BEYOND_EXTENT
    assert "64 л." in finding.sentence


def test_a_source_in_the_bin_is_told_as_such(archives: Workspace) -> None:
    one = filed(archives, "АП РК/5-Н/1/5059", "21", "Протокол")
    archives.sources.put_in_bin([one])
    (finding,) = finish(archives.checking.findings(manuscript(archives, f"[@{one}]")))
    assert finding.kind is FindingKind.BINNED_SOURCE
    assert "“Протокол”" in finding.sentence


def test_sources_with_the_title_as_a_tag_are_those_that_must_be_cited(
    archives: Workspace,
) -> None:
    one, other = (filed(archives, f"АП РК/5-Н/1/{file}", "1") for file in (1, 2))
    filed(archives, "АП РК/5-Н/1/3", "1")
    archives.sources.change_tags([one, other], add=["Граница"])
    work = manuscript(archives, f"[@{one}]")
    (finding,) = finish(archives.checking.findings(work))
    assert (finding.kind, finding.source_ids) == (FindingKind.NEVER_CITED, (other,))


def test_a_library_is_checked_without_a_manuscript(archives: Workspace) -> None:
    for title in ("История и современность", "История и современостъ"):
        archives.sources.add(Record(kind=RecordKind.BOOK, title=title, language=LanguageCode("")))
    findings = finish(archives.checking.library_findings())
    assert [one.kind for one in findings] == [
        FindingKind.NO_LANGUAGE,
        FindingKind.NO_LANGUAGE,
        FindingKind.ALIKE,
    ]


def test_there_must_be_such_a_manuscript(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        finish(workspace.checking.findings(ManuscriptId(7)))
