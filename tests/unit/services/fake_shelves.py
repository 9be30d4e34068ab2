"""A library in memory, as far as citing and writing ask anything of it."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from archivist.library.archive import Archive, ArchiveName, Unit
from archivist.library.manuscript import Manuscript, Section
from archivist.library.people import parse_person
from archivist.library.records import Record, RecordKind
from archivist.library.references import Level, UnitKind, parse_sheets
from archivist.library.sources import Source
from archivist.library.values import (
    RU,
    ArchiveId,
    LanguageCode,
    ManuscriptId,
    SectionId,
    SourceId,
    UnitId,
    parse_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.library.own_fields import OwnField, OwnFieldId

STYLES = Path(__file__).resolve().parents[3] / "resources" / "styles"
NOW = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)

AP_RK = Archive(
    id=ArchiveId(1),
    names=(
        ArchiveName(
            language=RU, full="Архив Президента Республики Казахстан", abbreviation="АП РК"
        ),
    ),
)


class FakeDatabase:
    """Sources 1 to 4: two documents of one file, a book, and an article in the bin."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = {
            place: Unit(
                id=UnitId(place),
                archive_id=AP_RK.id,
                parent_id=UnitId(place - 1) if place > 1 else None,
                level=Level(kind=kind, number=number),
                extent="64 л." if kind is UnitKind.FILE else "",
            )
            for place, (kind, number) in enumerate(
                [(UnitKind.FUND, "5-Н"), (UnitKind.SERIES, "1"), (UnitKind.FILE, "5059")], 1
            )
        }
        self.sources = {
            SourceId(1): self._filed(1, "21"),
            SourceId(2): self._filed(2, ""),
            SourceId(3): self._book(3, "История", None),
            SourceId(4): self._book(4, "Черновик", NOW),
        }
        self.manuscript = Manuscript(
            id=ManuscriptId(1),
            title="Граница",
            style="gost-r-7.0.5-2008",
            language=RU,
            created=NOW,
            modified=NOW,
        )
        self.outline: tuple[Section, ...] = ()
        self.own_fields: tuple[OwnField, ...] = ()
        self.own_values: dict[SourceId, dict[OwnFieldId, str]] = {}

    def write(self, *sections: tuple[int, int | None, str, str]) -> None:
        """Put an outline in place: (id, parent, title, text) in order."""
        self.outline = tuple(
            Section(
                id=SectionId(one),
                manuscript_id=self.manuscript.id,
                parent_id=SectionId(parent) if parent else None,
                position=place,
                title=title,
                text=text,
            )
            for place, (one, parent, title, text) in enumerate(sections)
        )

    @contextmanager
    def reading(self) -> Iterator[Any]:
        yield SimpleNamespace(
            catalogue=SimpleNamespace(several=self._several, find=lambda _: [3, 1, 2]),
            own_fields=SimpleNamespace(all=lambda: self.own_fields, values=self._values),
            archives=SimpleNamespace(get=lambda _: AP_RK, chains=self._chains),
            manuscripts=SimpleNamespace(
                get=lambda _: self.manuscript, sections=lambda _: self.outline
            ),
        )

    def _values(self, ids: Sequence[SourceId]) -> dict[SourceId, dict[OwnFieldId, str]]:
        return {one: self.own_values[one] for one in ids if one in self.own_values}

    def _several(self, ids: Sequence[SourceId]) -> dict[SourceId, Source]:
        return {one: source for one, source in self.sources.items() if one in ids}

    def _chains(self, ids: set[UnitId]) -> dict[UnitId, tuple[Unit, ...]]:
        return {wanted: tuple(self.units[one] for one in range(1, wanted + 1)) for wanted in ids}

    def _filed(self, number: int, sheets: str) -> Source:
        return Source(
            id=SourceId(number),
            record=Record(kind=RecordKind.ARCHIVAL, language=RU),
            unit_id=UnitId(3),
            sheets=parse_sheets(sheets),
            created=NOW,
            modified=NOW,
        )

    def _book(self, number: int, title: str, binned: dt.datetime | None) -> Source:
        return Source(
            id=SourceId(number),
            record=Record(
                kind=RecordKind.BOOK,
                title=title,
                creators=(parse_person("Козыбаев, М. К."),),
                date=parse_date("1991"),
                place="Алма-Ата",
                total_pages="254",
                language=LanguageCode("ru"),
            ),
            created=NOW,
            modified=NOW,
            binned=binned,
        )
