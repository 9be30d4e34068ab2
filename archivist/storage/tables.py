"""The tables of a library's database; the only classes with columns.

No foreign key cascades: a repository names every row that goes, so that undoing the making of a
thing can never take along what was hung below it later (the database refuses instead).
`info["topic"]` of a table says whose change a change of its row is: a table and the column with
the id there. Tables with a topic take part in undo; the others are derived or passing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Words(TypeDecorator[str]):
    """Text that SQLite can keep and give back whole: no NUL, no half of a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Put U+FFFD or `?` for what cannot be kept; the length stays."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware moment, kept as ISO 8601 text in UTC, so that it reads and sorts as it stands."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the moment as text."""
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the moment a text tells."""
        return dt.datetime.fromisoformat(value) if value else None


class Whole(TypeDecorator[int]):
    """A whole number; one that SQLite cannot hold becomes the nearest that it can.

    A user may type any `[@12]` or year: the greatest number is the id of no row, and after all
    years.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Keep the number within 64 bits."""
        return value if value is None else max(-(2**63), min(value, 2**63 - 1))


_LIVE = text("binned IS NULL")
_NARROWED_BY = ("unread", "language", "kind", "first_year", "last_year", "title_folded")


def _id() -> Column[int]:
    return Column("id", Whole, primary_key=True)


def _text(name: str, **more: Any) -> Column[str]:  # noqa: ANN401 - as Column
    return Column(name, Words, nullable=False, default="", **more)


def _texts(*names: str, **more: Any) -> list[Column[str]]:  # noqa: ANN401 - as Column
    return [_text(name, **more) for name in names]


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=False)


def _number(name: str, **more: Any) -> Column[int]:  # noqa: ANN401 - as Column
    return Column(name, Whole, nullable=False, **more)


def _moment(name: str) -> Column[dt.datetime]:
    return Column(name, UtcDateTime, nullable=False)


def _link(name: str, target: str, **more: Any) -> Column[int]:  # noqa: ANN401 - as Column
    more.setdefault("nullable", False)
    return Column(name, Whole, ForeignKey(f"{target}.id"), **more)


def _date() -> tuple[Column[Any], ...]:
    """An uncertain date: EDTF, the written words, and numbers to filter and sort by."""
    return (
        _text("date"),
        _text("date_written"),
        Column("first_year", Whole),
        Column("last_year", Whole),
        Column("date_key", Whole),
        CheckConstraint("first_year <= last_year", name="years"),  # type: ignore[return-value]  # an item of a Table like the columns
    )


def _table(name: str, *items: Any, topic: tuple[str, str] | None = None) -> Table:  # noqa: ANN401 - as Table
    """Make a table; ids are never used twice, for citation marks name sources by them."""
    info = {"topic": topic} if topic else {}
    single_id = any(isinstance(item, Column) and item.name == "id" for item in items)
    return Table(name, metadata, *items, info=info, sqlite_autoincrement=single_id)


library = _table(
    "library",
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    _text("uuid"),
    _moment("created"),
    _text("program"),
)

archives = _table("archives", _id(), _text("sort_key"), topic=("archives", "id"))
archive_names = _table(
    "archive_names",
    _id(),
    _link("archive_id", "archives", index=True),
    _number("position"),
    _text("language"),
    _text("full"),
    _text("abbreviation"),
    _text("place"),
    _text("country"),
    topic=("archives", "archive_id"),
)
archive_aliases = _table(
    "archive_aliases",
    _id(),
    _link("archive_id", "archives", index=True),
    _number("position"),
    _text("alias"),
    topic=("archives", "archive_id"),
)
units = _table(
    "units",
    _id(),
    _link("archive_id", "archives"),
    _link("parent_id", "units", nullable=True),
    _text("kind"),
    _text("number"),
    _text("number_key"),
    _text("latin"),
    _text("suffix"),
    _text("volume"),
    _text("label"),
    _text("name"),
    *_date(),
    _text("extent"),
    _text("access_note"),
    CheckConstraint("parent_id <> id", name="parent"),
    Index(None, "archive_id", "parent_id", "number_key"),
    Index(None, "parent_id"),
    topic=("units", "id"),
)
unit_keys = _table(
    # Derived from the unit and those above it, worked out anew whenever one of them changes.
    "unit_keys",
    Column("unit_id", Whole, ForeignKey("units.id", ondelete="CASCADE"), primary_key=True),
    _text("sort_key"),
    Column("first_year", Whole),
    Column("last_year", Whole),
    Column("date_key", Whole),
    Index(None, "sort_key", "unit_id", unique=True),
)
groups = _table("groups", _id(), _text("name"), _number("position"), topic=("groups", "id"))
sources = _table(
    # Small columns that lists filter and sort by stand first. The years and `date_key` are those
    # of the unit where `date` is empty; `unit_tree.refresh` keeps them so.
    "sources",
    _id(),
    _text("kind"),
    _text("language"),
    _link("unit_id", "units", nullable=True),
    _link("group_id", "groups", nullable=True),
    _flag("checked"),
    _flag("unread"),
    Column("binned", UtcDateTime),
    *_date(),
    _moment("created"),
    _moment("modified"),
    *_texts("title_key", "title_folded", "sheets_key", "sheets_text", "sheets", "title"),
    _flag("title_by_researcher"),
    _text("subtitle"),
    _text("container"),
    _text("publisher"),
    _text("place"),
    _text("edition"),
    _text("series"),
    _text("volume"),
    _text("issue"),
    _text("pages"),
    _text("total_pages"),
    _text("genre"),
    _text("number"),
    _text("url"),
    _text("accessed"),
    _text("accessed_written"),
    _text("doi"),
    _text("authenticity"),
    _text("medium"),
    _text("note"),
    *_texts("responsibility", "short_title", "translated_title", "microfilm", server_default=""),
    # One index for each order of a list; the usual one has all that a list is narrowed by. Without
    # the bin: SQLite would take `binned IS NULL` for a condition that leaves a handful of rows.
    Index("ix_sources_by_title", "title_key", "id", *_NARROWED_BY, sqlite_where=_LIVE),
    Index("ix_sources_in_bin", "title_key", sqlite_where=text("binned IS NOT NULL")),
    Index(None, "kind", "title_key", sqlite_where=_LIVE),
    Index(None, "date_key", "title_key", sqlite_where=_LIVE),
    Index(None, "first_year", "last_year", sqlite_where=_LIVE),
    Index(None, "unit_id", "binned", "sheets_key", "title_key"),
    Index(None, "group_id", "binned", "title_key"),
    topic=("sources", "id"),
)
creators = _table(
    "creators",
    _id(),
    _link("source_id", "sources", index=True),
    _number("position"),
    _text("role"),
    _text("family"),
    _text("given"),
    topic=("sources", "source_id"),
)
tags = _table(
    "tags",
    _id(),
    _text("name"),
    Column("key", Words, nullable=False, unique=True),
    _text("color"),
    topic=("tags", "id"),
)
source_tags = _table(
    "source_tags",
    _id(),
    _link("source_id", "sources"),
    _link("tag_id", "tags", index=True),
    UniqueConstraint("source_id", "tag_id"),
    topic=("sources", "source_id"),
)
periods = _table(
    "periods",
    _id(),
    _text("name"),
    _number("first_year"),
    _number("last_year"),
    CheckConstraint("first_year <= last_year", name="years"),
    topic=("periods", "id"),
)
saved_searches = _table(
    "saved_searches", _id(), _text("name"), _text("query"), topic=("saved_searches", "id")
)

files = _table(
    "files",
    _id(),
    _link("source_id", "sources", index=True),
    _number("position"),
    Column(
        "hash",
        Text,
        CheckConstraint("length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'", name="hash"),
        nullable=False,
        index=True,
    ),
    _text("name"),
    _text("media_type"),
    _number("size"),
    _text("state"),
    _text("reason"),
    CheckConstraint("size >= 0", name="size"),
    topic=("files", "id"),
)
pages = _table(
    "pages",
    _id(),
    _link("source_id", "sources"),
    _link("file_id", "files", index=True),
    _number("number"),
    _number("file_index"),
    _text("sheet"),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    _text("origin"),
    CheckConstraint("number >= 1 AND file_index >= 0", name="place"),
    CheckConstraint("width BETWEEN 0 AND 1e9 AND height BETWEEN 0 AND 1e9", name="extent"),
    Index(None, "source_id", "number", "origin"),
    Index("ix_pages_without_text", "source_id", sqlite_where=text("origin = 'none'")),
    topic=("pages", "id"),
)
page_texts = _table(
    # Apart from the pages, so that a list of pages does not drag their texts along.
    "page_texts",
    Column("page_id", Whole, ForeignKey("pages.id"), primary_key=True),
    _text("text"),
    Column("boxes", LargeBinary, nullable=False),
    topic=("pages", "page_id"),
)
marks = _table(
    "annotations",
    _id(),
    _link("source_id", "sources", index=True),
    _link("page_id", "pages", index=True),
    _text("kind"),
    Column("start", Integer),
    Column("end", Integer),
    _text("quote"),
    _text("prefix"),
    _text("suffix"),
    Column("left", Float),
    Column("top", Float),
    Column("right", Float),
    Column("bottom", Float),
    _text("color"),
    _text("note"),
    _moment("created"),
    _moment("modified"),
    CheckConstraint('start >= 0 AND start < "end"', name="anchor"),
    CheckConstraint('"left" <= "right" AND top <= bottom', name="region"),
    topic=("annotations", "id"),
)
annotation_tags = _table(
    "annotation_tags",
    _id(),
    _link("annotation_id", "annotations"),
    _link("tag_id", "tags", index=True),
    UniqueConstraint("annotation_id", "tag_id"),
    topic=("annotations", "annotation_id"),
)

manuscripts = _table(
    "manuscripts",
    _id(),
    _text("title"),
    _text("style"),
    _text("language"),
    _moment("created"),
    _moment("modified"),
    _text("list_form", server_default=""),
    topic=("manuscripts", "id"),
)
sections = _table(
    "sections",
    _id(),
    _link("manuscript_id", "manuscripts", index=True),
    _link("parent_id", "sections", nullable=True, index=True),
    _number("position"),
    _text("title"),
    _text("text"),
    CheckConstraint("parent_id <> id", name="parent"),
    topic=("sections", "id"),
)

index_queue = _table(
    "index_queue",
    Column("ticket", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
)
index_queue.dialect_options["sqlite"]["autoincrement"] = True
index_manifest = _table(
    "index_manifest",
    Column("id", Integer, CheckConstraint("id = 1", name="single"), primary_key=True),
    _text("body"),
)
