"""Cases of archival citation, turned into library values and checked.

A case has `id`, `fields` (archive, fund, series, file, sheets, …) and `expected`, strings by form.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.entries import format_entry, format_place
from archivist.errors import ParseError
from archivist.library.archive import ROMANISED, Archive, ArchiveName
from archivist.library.people import Person, Role, parse_person
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.references import FilePart, Level, Location, Sheet, SheetSpan, UnitKind
from archivist.library.richtext import plain
from archivist.library.values import ArchiveId, LanguageCode, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.citation.styles import Style
    from archivist.library.references import Sheets
    from archivist.library.values import UncertainDate

FORMS = {
    "gost_r_7_0_5_first": ("gost-r-7.0.5-2008", "first"),
    "gost_r_7_0_5_repeat": ("gost-r-7.0.5-2008", "later"),
    "gost_r_7_0_5_locator_only": ("gost-r-7.0.5-2008", "place"),
    "en_kz_first": ("kz-english", "first"),
    "en_kz_repeat": ("kz-english", "later"),
}
"""Which style, and which form of it, each name of an expected string means."""

_LEVELS = (
    ("record_group", UnitKind.RECORD_GROUP),
    ("lettercode", UnitKind.LETTER_CODE),
    ("collection", UnitKind.COLLECTION),
    ("fund", UnitKind.FUND),
    ("series", UnitKind.SERIES),
    ("folder", UnitKind.FOLDER),
    ("box", UnitKind.BOX),
    ("file", UnitKind.FILE),
    ("piece", UnitKind.PIECE),
    ("item", UnitKind.ITEM),
    ("refcode", UnitKind.CODE),
)
_LANGUAGES = {"ru": "ru", "kk": "kk", "uk": "uk", "en": "en", "zh": "zh", "tr": ROMANISED}


def check_cases(
    cases: Iterable[Mapping[str, Any]], styles: Mapping[str, Style]
) -> Iterator[Checked]:
    """Print each case in each form that it expects and that there is a style for."""
    for case in cases:
        citable = citable_of(case["id"], case["fields"])
        for form, expected in case["expected"].items():
            name, mention = FORMS.get(form, ("", ""))
            if name not in styles:
                continue
            if mention == "place":
                text = format_place(citable, styles[name])
            else:
                text = format_entry(citable, styles[name], first=mention == "first")
            yield Checked(
                case=case["id"], form=form, expected=expected["text"], printed=plain(text)
            )


def citable_of(key: str, fields: Mapping[str, Any]) -> Citable:
    """Return the source that a case describes."""
    return Citable(
        key=key,
        record=_record(fields),
        archive=_archive(fields["archive"]) if fields.get("archive") else None,
        location=_location(fields),
    )


def _record(fields: Mapping[str, Any]) -> Record:
    return Record(
        kind=RecordKind.ARCHIVAL,
        title=fields.get("title", ""),
        title_by_researcher=fields.get("title_by_researcher", False),
        creators=_authors(fields),
        date=_date(fields.get("date", "")),
        language=LanguageCode(fields.get("lang", "")),
        url=fields.get("url", ""),
        accessed=_date(fields.get("accessed", "")),
        authenticity=_text(fields, "authenticity") or _text(fields, "original"),
        medium=fields.get("medium", ""),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _authors(fields: Mapping[str, Any]) -> tuple[Person, ...]:
    if author := fields.get("author_ru"):
        family, _, given = author.partition(" ")
        return (Person(family=family, given=given, role=Role.AUTHOR),)
    author = fields.get("author_en", "")
    return (parse_person(author),) if isinstance(author, str) and author else ()


def _date(text: str) -> UncertainDate | None:
    try:
        return parse_date(text) if text else None
    except ParseError:
        return None


def _archive(fields: Mapping[str, Any]) -> Archive:
    names = tuple(
        ArchiveName(
            language=LanguageCode(_LANGUAGES[code]), full=full or "", abbreviation=short or ""
        )
        for code, value in fields.items()
        if code in _LANGUAGES
        for full, short in [value]
    )
    return Archive(id=ArchiveId(zlib.crc32((names[0].full or "").encode())), names=names)


def _location(fields: Mapping[str, Any]) -> Location:
    parts = [dict(part) for part in fields.get("boxes", ())]
    if isinstance(fields.get("file"), list):
        parts = [dict(part) for part in fields["file"]]
    first = {**fields, **parts[0]} if parts else fields
    shared = {key: fields[key] for key in ("file_label",) if key in fields}
    return Location(
        levels=_levels(first),
        sheets=_sheets(first),
        total_sheets=fields.get("total_sheets", ""),
        more=tuple(
            FilePart(levels=_levels({**shared, **part}), sheets=_sheets(part)) for part in parts[1:]
        ),
    )


def _levels(fields: Mapping[str, Any]) -> tuple[Level, ...]:
    return tuple(
        Level(
            kind=kind,
            number=fields[name],
            latin=fields.get(f"{name}_en", ""),
            suffix=fields.get("subseries", "") if kind is UnitKind.SERIES else "",
            volume=fields.get("volume", "") if kind is UnitKind.FILE else "",
            label=fields.get(f"{name}_label", ""),
            name=fields.get("fund_name" if kind is UnitKind.FUND else f"{name}_title", ""),
        )
        for name, kind in _LEVELS
        if fields.get(name)
    )


def _sheets(fields: Mapping[str, Any]) -> Sheets:
    return tuple(
        SheetSpan(first=_sheet(span, "from"), last=_sheet(span, "to") if "to" in span else None)
        for span in fields.get("sheets", ())
    )


def _sheet(span: Mapping[str, Any], end: str) -> Sheet:
    return Sheet(
        number=span[end],
        verso=span.get(f"{end}_verso", False),
        recto=span.get(f"{end}_recto", False),
    )
