"""How records, dates, sheets and ids are written into columns, and read from them."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, select

from archivist.errors import ParseError
from archivist.library.bibliography import (
    ListForm,
    ListOrder,
    ListSection,
    Numbering,
    Script,
)
from archivist.library.ordering import fold, sort_key
from archivist.library.people import Person, Role
from archivist.library.records import Record, RecordKind
from archivist.library.references import Sheet, Sheets, SheetSpan
from archivist.library.values import LanguageCode, UncertainDate, parse_date
from archivist.storage.stored_values import StrangeValueError, stored_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Row

_PLAIN = tuple(
    field.name
    for field in fields(Record)
    if field.name not in {"kind", "creators", "date", "language", "accessed"}
)
"""The fields of a record that are columns of the same name and kind."""

_STRANGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What comes of JSON of another shape."""


def among(wanted: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]:
    """Tell whether a column is one of any number of ids, which SQLite takes as one parameter."""
    listed = func.json_each(json.dumps(list(ids))).table_valued(column("value"))
    return wanted.in_(select(listed.c.value))


def date_columns(date: UncertainDate | None) -> dict[str, Any]:
    """Return the columns of an uncertain date."""
    if date is None:
        return {
            "date": "",
            "date_written": "",
            "first_year": None,
            "last_year": None,
            "date_key": None,
        }
    first, last = date.years
    start = date.start
    return {
        "date": date.edtf(),
        "date_written": date.written,
        "first_year": first,
        "last_year": max(first, last),
        "date_key": start.year * 10000 + (start.month or 0) * 100 + (start.day or 0),
    }


def read_date(edtf: str, written: str) -> UncertainDate | None:
    """Return the date of two columns, None for empty ones."""
    try:
        return replace(parse_date(edtf), written=written) if edtf else None
    except ParseError as error:
        raise StrangeValueError("a date") from error


def record_columns(record: Record) -> dict[str, Any]:
    """Return the columns of a record; its creators are rows of their own."""
    accessed = record.accessed
    return {
        **{name: getattr(record, name) for name in _PLAIN},
        **date_columns(record.date),
        "kind": record.kind.value,
        "language": record.language,
        "accessed": accessed.edtf() if accessed else "",
        "accessed_written": accessed.written if accessed else "",
        "title_key": sort_key(record.title),
        "title_folded": fold(record.title),
    }


def read_record(row: Row[Any], creators: Iterable[Row[Any]]) -> Record:
    """Return the record of a row of `sources` and its rows of `creators`."""
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Record(
        **{name: found[name] for name in _PLAIN},
        kind=stored_word(RecordKind, row.kind, "a kind of source"),
        creators=tuple(
            Person(
                family=person.family,
                given=person.given,
                role=stored_word(Role, person.role, "a role"),
            )
            for person in creators
        ),
        date=read_date(row.date, row.date_written),
        language=LanguageCode(row.language),
        accessed=read_date(row.accessed, row.accessed_written),
    )


def sheets_columns(sheets: Sheets) -> dict[str, str]:
    """Return the columns of sheets: the values as JSON, as text for lists, and to sort by."""
    text = ", ".join(_span_text(span) for span in sheets)
    return {
        "sheets": json.dumps([_span_values(span) for span in sheets]) if sheets else "",
        "sheets_text": text,
        "sheets_key": sort_key(text),
    }


def read_sheets(text: str) -> Sheets:
    """Return the sheets of a JSON column."""
    try:
        return tuple(_spans(json.loads(text))) if text else ()
    except _STRANGE as error:
        raise StrangeValueError("a number of a sheet") from error


def _spans(found: Any) -> Iterator[SheetSpan]:  # noqa: ANN401 - whatever JSON can say
    for values in found:
        first, last = (_read_sheet(value) for value in (*values, None)[:2])
        if first is not None:
            yield SheetSpan(first=first, last=last)


def write_list_form(form: ListForm) -> str:
    """Return the column of a list's form, "" for the usual one."""
    if form == ListForm():
        return ""
    values = {field.name: getattr(form, field.name) for field in fields(form)}
    return json.dumps(values, ensure_ascii=False)


def read_list_form(text: str) -> ListForm:
    """Return the form of a list from its column; one that is none gives the usual form."""
    try:
        return _list_form(json.loads(text)) if text else ListForm()
    except _STRANGE:
        return ListForm()


def _list_form(found: Any) -> ListForm:  # noqa: ANN401 - whatever JSON can say
    return ListForm(
        order=ListOrder(found["order"]),
        first_script=Script(found["first_script"]),
        sections=bool(found["sections"]),
        headings=tuple((ListSection(name), str(words)) for name, words in found["headings"]),
        numbering=Numbering(found["numbering"]),
        tree=bool(found.get("tree", False)),
        romanised=str(found["romanised"]),
        abbreviations=bool(found["abbreviations"]),
        labels=bool(found.get("labels", False)),
    )


def _span_text(span: SheetSpan) -> str:
    return "–".join(
        sheet.number + " об" * sheet.verso for sheet in (span.first, span.last) if sheet
    )


def _span_values(span: SheetSpan) -> list[list[Any]]:
    ends = (span.first, span.last) if span.last else (span.first,)
    return [[sheet.number, sheet.verso, sheet.recto] for sheet in ends]


def _read_sheet(values: Any) -> Sheet | None:  # noqa: ANN401 - JSON gives any type
    if not values:
        return None
    number, verso, recto = values
    return Sheet(number=str(number), verso=bool(verso), recto=bool(recto))
