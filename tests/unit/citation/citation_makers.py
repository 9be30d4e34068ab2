"""Makers of what the citation tests print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.citation.style_files import load_styles
from archivist.library.archive import Archive, ArchiveName
from archivist.library.people import Person, Role
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.references import Level, Location, UnitKind, parse_sheets
from archivist.library.values import ArchiveId, LanguageCode, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.citation.styles import Style

ROOT = Path(__file__).resolve().parents[3]
GOST = "gost-r-7.0.5-2008"
ENGLISH = "kz-english"


@cache
def styles() -> Mapping[str, Style]:
    return load_styles(ROOT / "resources" / "styles")


def person(text: str, role: Role = Role.AUTHOR) -> Person:
    """`Токаев К. К.` or `Kissinger, Henry`."""
    family, _, given = text.partition(", " if "," in text else " ")
    return Person(family=family, given=given, role=role)


def published(  # any fact of a record, as a keyword
    kind: RecordKind,
    title: str = "",
    *,
    by: str = "",
    **facts: Any,  # noqa: ANN401
) -> Citable:
    """A published source; `by` are its authors, a semicolon between two; dates are text."""
    creators = tuple(person(name) for name in by.split("; ") if name)
    for name in ("date", "accessed"):
        if name in facts:
            facts[name] = parse_date(facts[name])
    facts["language"] = LanguageCode(facts.get("language", "ru"))
    facts["creators"] = creators + tuple(facts.pop("others", ()))
    return Citable(key="1", record=Record(kind=kind, title=title, **facts))


def named(role: Role, *names: str) -> tuple[Person, ...]:
    return tuple(person(name, role) for name in names)


def archive(number: int, /, **names: tuple[str, str]) -> Archive:
    """An archive with (full, abbreviation) by language; `tr` is the romanised name."""
    return Archive(
        id=ArchiveId(number),
        names=tuple(
            ArchiveName(
                language=LanguageCode("ru-latn" if code == "tr" else code),
                full=full,
                abbreviation=short,
            )
            for code, (full, short) in names.items()
        ),
    )


def filed(
    keeper: Archive | None,
    place: str,
    sheets: str = "",
    **facts: Any,  # noqa: ANN401 - as above
) -> Citable:
    """A document at `fund/series/file` of an archive."""
    kinds = (UnitKind.FUND, UnitKind.SERIES, UnitKind.FILE)
    levels = tuple(
        Level(kind=kind, number=number)
        for kind, number in zip(kinds, place.split("/"), strict=False)
        if number
    )
    facts["language"] = LanguageCode(facts.get("language", "ru"))
    return Citable(
        key="1",
        record=Record(kind=RecordKind.ARCHIVAL, **facts),
        archive=keeper,
        location=Location(levels=levels, sheets=parse_sheets(sheets)),
    )
