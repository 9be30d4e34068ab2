"""What tables are made of: the metadata, kinds of columns, and the usual columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
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


def row_id() -> Column[int]:
    """Return the usual id."""
    return Column("id", Whole, primary_key=True)


def words(name: str, **more: Any) -> Column[str]:  # noqa: ANN401 - as Column
    """Return a column of text that is never NULL."""
    return Column(name, Words, nullable=False, default="", **more)


def many_words(*names: str, **more: Any) -> list[Column[str]]:  # noqa: ANN401 - as Column
    """Return several columns of text."""
    return [words(name, **more) for name in names]


def flag(name: str, **more: Any) -> Column[bool]:  # noqa: ANN401 - as Column
    """Return a column of yes or no."""
    return Column(name, Boolean, nullable=False, default=False, **more)


def number(name: str, **more: Any) -> Column[int]:  # noqa: ANN401 - as Column
    """Return a column of a whole number."""
    return Column(name, Whole, nullable=False, **more)


def fraction(name: str, default: str) -> Column[float]:
    """Return a column of a number with a fraction."""
    return Column(name, Float, nullable=False, default=float(default), server_default=default)


def moment(name: str) -> Column[dt.datetime]:
    """Return a column of a moment."""
    return Column(name, UtcDateTime, nullable=False)


def link(name: str, target: str, *, ondelete: str | None = None, **more: Any) -> Column[int]:  # noqa: ANN401 - as Column
    """Return a column that names a row of another table."""
    more.setdefault("nullable", False)
    return Column(name, Whole, ForeignKey(f"{target}.id", ondelete=ondelete), **more)


def date_columns() -> tuple[Column[Any], ...]:
    """Return an uncertain date: EDTF, the written words, and numbers to filter and sort by."""
    return (
        words("date"),
        words("date_written"),
        Column("first_year", Whole),
        Column("last_year", Whole),
        Column("date_key", Whole),
        CheckConstraint("first_year <= last_year", name="years"),  # type: ignore[return-value]  # an item of a Table like the columns
    )


def table(name: str, *items: Any, topic: tuple[str, str] | None = None) -> Table:  # noqa: ANN401 - as Table
    """Make a table; ids are never used twice, for citation marks name sources by them."""
    info = {"topic": topic} if topic else {}
    single_id = any(isinstance(item, Column) and item.name == "id" for item in items)
    return Table(name, metadata, *items, info=info, sqlite_autoincrement=single_id)
