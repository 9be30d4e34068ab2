"""What the full-text index has still to be told, and the documents it is told of.

Temporary triggers on the writer's connection enter the key of each changed text, so that the
queue is written in the transaction of the change itself, undo and redo included. Keys are
`p<page>`, `s<source>`, `a<annotation>` and `m<section>`. Sources in the bin are out of the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Text, cast, delete, func, insert, literal, select

from archivist.library.manuscript import without_marks
from archivist.library.values import LanguageCode, SourceId
from archivist.storage.record_columns import among
from archivist.storage.reference_words import reference_words
from archivist.storage.tables import (
    creators,
    field_kinds,
    field_values,
    index_manifest,
    index_queue,
    manuscripts,
    marks,
    page_texts,
    pages,
    sections,
    sources,
    text_layers,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row, Select

_SOURCE_TEXT = ("title", "subtitle", "container", "number", "note", "unit_id", "sheets", "kind")
_TEXTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # table, the columns whose change is told (none: every change), the key as SQL
    ("page_texts", ("text",), "'p' || {row}.page_id"),
    ("text_layers", ("text",), "'p' || {row}.page_id"),
    ("sources", _SOURCE_TEXT, "'s' || {row}.id"),
    ("creators", ("position", "role", "family", "given"), "'s' || {row}.source_id"),
    ("field_values", ("value",), "'s' || {row}.source_id"),
    ("annotations", ("quote", "note"), "'a' || {row}.id"),
    ("sections", ("title", "text"), "'m' || {row}.id"),
)
_ALL_OF_SOURCE = (
    ("pages", "'p' || id", "source_id"),
    ("annotations", "'a' || id", "source_id"),
    ("sources", "'s' || id", "id"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueItem:
    """A document to write anew, or to take out when it is `gone`."""

    ticket: int
    key: str
    gone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexDocument:
    """A document for the index; `kind` is "page", "source", "annotation" or "section".

    `place` holds the words of a source's place in an archive, in all spellings: they are searched
    for, and not to be read. `layers` are the other texts of a page, each with its origin.
    """

    key: str
    source_id: SourceId | None
    title: str
    text: str
    language: LanguageCode
    kind: str
    place: str = ""
    layers: tuple[tuple[str, str], ...] = ()


class IndexQueue:
    """The queue of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def size(self) -> int:
        """Count the documents that wait."""
        return self._connection.scalar(select(func.count()).select_from(index_queue)) or 0

    def newest_ticket(self) -> int:
        """Return the ticket of the document that was put on the queue last, 0 when it is empty."""
        return self._connection.scalar(select(func.max(index_queue.c.ticket))) or 0

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all documents there are, whether they wait or not."""
        return tuple(
            f"{prefix}{found}"
            for prefix, ids in _present_ids().items()
            for found in self._connection.scalars(ids)
        )

    def take(self, limit: int) -> tuple[QueueItem, ...]:
        """Return the documents that wait longest, each once; they stay until they are `done`."""
        rows = self._connection.execute(
            select(index_queue).order_by(index_queue.c.ticket).limit(limit)
        ).all()
        there = self._present([row.key for row in rows])
        return tuple(
            QueueItem(ticket=row.ticket, key=row.key, gone=row.key not in there) for row in rows
        )

    def done(self, tickets: Iterable[int]) -> None:
        """Take documents off the queue; one that changed since it was taken has a new ticket."""
        self._connection.execute(delete(index_queue).where(among(index_queue.c.ticket, tickets)))

    def refill(self, known: Collection[str] = ()) -> None:
        """Put every document on the queue, for an index that is built anew.

        `known` are the keys of an index that goes on to be used: those of documents that are no
        more are put on the queue as well, to be taken out.
        """
        self._connection.execute(delete(index_queue))
        if gone := set(known).difference(self.keys()):
            self._connection.execute(insert(index_queue), [{"key": key} for key in sorted(gone)])
        for prefix, ids in _present_ids().items():
            self._connection.execute(
                insert(index_queue).from_select(
                    ["key"],
                    ids.with_only_columns(
                        literal(prefix).concat(cast(ids.selected_columns[0], Text))
                    ),
                )
            )

    def manifest(self) -> str:
        """Return what was last put down about the index's files, "" for nothing."""
        return self._connection.scalar(select(index_manifest.c.body)) or ""

    def set_manifest(self, body: str) -> None:
        """Put down what the index's files are, to be compared when it is opened."""
        self._connection.execute(delete(index_manifest))
        self._connection.execute(insert(index_manifest).values(id=1, body=body))

    def documents(self, keys: Sequence[str]) -> tuple[IndexDocument, ...]:
        """Return the documents of keys, in the order of the keys; those that are gone left out."""
        readers = {
            "p": self._pages,
            "s": self._sources,
            "a": self._annotations,
            "m": self._sections,
        }
        found = {
            document.key: document
            for prefix, ids in split_keys(keys).items()
            for document in readers[prefix](ids)
        }
        return tuple(found[key] for key in dict.fromkeys(keys) if key in found)

    def _present(self, keys: Sequence[str]) -> set[str]:
        """Return those of the keys whose document is there."""
        queries = _present_ids()
        return {
            f"{prefix}{found}"
            for prefix, ids in split_keys(keys).items()
            for found in self._connection.scalars(
                queries[prefix].where(among(queries[prefix].selected_columns[0], ids))
            )
        }

    def _pages(self, ids: Sequence[int]) -> Iterator[IndexDocument]:
        layers: dict[int, list[tuple[str, str]]] = {}
        for row in self._connection.execute(
            select(text_layers.c.page_id, text_layers.c.origin, text_layers.c.text)
            .where(among(text_layers.c.page_id, ids))
            .order_by(text_layers.c.page_id, text_layers.c.id)
        ):
            layers.setdefault(row.page_id, []).append((row.origin, row.text))
        rows = self._connection.execute(
            select(page_texts.c.page_id, page_texts.c.text, sources.c.id, sources.c.language)
            .join(pages, pages.c.id == page_texts.c.page_id)
            .join(sources, sources.c.id == pages.c.source_id)
            .where(among(page_texts.c.page_id, ids), sources.c.binned.is_(None))
        )
        for page_id, text, source_id, language in rows:
            yield IndexDocument(
                key=f"p{page_id}",
                source_id=SourceId(source_id),
                title="",
                text=text,
                language=LanguageCode(language),
                kind="page",
                layers=tuple(layers.get(page_id, ())),
            )

    def _sources(self, ids: Sequence[int]) -> Iterator[IndexDocument]:
        rows = self._connection.execute(
            select(sources).where(among(sources.c.id, ids), sources.c.binned.is_(None))
        ).all()
        places = reference_words(self._connection, {row.unit_id for row in rows if row.unit_id})
        names: dict[int, list[str]] = {}
        for person in self._connection.execute(
            select(creators)
            .where(among(creators.c.source_id, ids))
            .order_by(creators.c.source_id, creators.c.position)
        ):
            names.setdefault(person.source_id, []).append(f"{person.family} {person.given}".strip())
        own: dict[int, list[str]] = {}
        for source_id, value in self._connection.execute(
            select(field_values.c.source_id, field_values.c.value)
            .join(field_kinds, field_kinds.c.id == field_values.c.field_id)
            .where(among(field_values.c.source_id, ids))
            .order_by(field_kinds.c.position, field_kinds.c.id)
        ):
            own.setdefault(source_id, []).append(value)
        for row in rows:
            pieces = (
                *(row.subtitle, *names.get(row.id, ()), row.container, row.number, row.note),
                *own.get(row.id, ()),
            )
            yield _source_document(row, pieces, places.get(row.unit_id, ""))

    def _annotations(self, ids: Sequence[int]) -> Iterator[IndexDocument]:
        rows = self._connection.execute(
            select(marks, sources.c.language)
            .join(sources, sources.c.id == marks.c.source_id)
            .where(among(marks.c.id, ids), sources.c.binned.is_(None))
        )
        for row in rows:
            yield IndexDocument(
                key=f"a{row.id}",
                source_id=SourceId(row.source_id),
                title="",
                text="\n".join(filter(None, (row.quote, row.note))),
                language=LanguageCode(row.language),
                kind="annotation",
            )

    def _sections(self, ids: Sequence[int]) -> Iterator[IndexDocument]:
        rows = self._connection.execute(
            select(sections, manuscripts.c.language)
            .join(manuscripts, manuscripts.c.id == sections.c.manuscript_id)
            .where(among(sections.c.id, ids))
        )
        for row in rows:
            yield IndexDocument(
                key=f"m{row.id}",
                source_id=None,
                title=row.title,
                text=without_marks(row.text),
                language=LanguageCode(row.language),
                kind="section",
            )


def split_keys(keys: Iterable[str]) -> dict[str, list[int]]:
    """Return the ids in keys by prefix; what is no key is left out."""
    ids: dict[str, list[int]] = {}
    for key in keys:
        if key[:1] in {"p", "s", "a", "m"} and key[1:].isdecimal():
            ids.setdefault(key[0], []).append(int(key[1:]))
    return ids


def lay_queue_triggers(connection: Connection) -> None:
    """Lay the triggers that fill the queue on a writer's connection."""
    for table, columns, key in _TEXTS:
        changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
        for event, row, when in (
            ("INSERT", "new", ""),
            ("DELETE", "old", ""),
            ("UPDATE", "new", f"WHEN {changed}"),
        ):
            _trigger(
                connection,
                f"{event}_{table}",
                f"{event} ON main.{table} {when}",
                _enter(f"SELECT {key.format(row=row)} AS key"),
            )
    _trigger(
        connection,
        "whole_source",
        "UPDATE OF binned, language ON main.sources"
        " WHEN old.binned IS NOT new.binned OR old.language IS NOT new.language",
        "".join(
            _enter(f"SELECT {key} AS key FROM {table} WHERE {column} = new.id")
            for table, key, column in _ALL_OF_SOURCE
        ),
    )
    _trigger(
        connection,
        "whole_manuscript",
        "UPDATE OF language ON main.manuscripts WHEN old.language IS NOT new.language",
        _enter("SELECT 'm' || id AS key FROM sections WHERE manuscript_id = new.id"),
    )


def _trigger(connection: Connection, name: str, event: str, body: str) -> None:
    connection.exec_driver_sql(f"CREATE TEMP TRIGGER queue_{name} AFTER {event} BEGIN {body} END")


def _enter(keys: str) -> str:
    """Return the statements that put keys at the end of the queue, each with a new ticket."""
    return (
        f"DELETE FROM index_queue WHERE key IN (SELECT key FROM ({keys}));"
        f"INSERT INTO index_queue(key) SELECT key FROM ({keys});"
    )


def _present_ids() -> dict[str, Select[tuple[int]]]:
    """Return a query for the ids of all documents there are, by prefix, in order."""
    live = sources.c.binned.is_(None)
    return {
        "s": select(sources.c.id).where(live).order_by(sources.c.id),
        "p": select(page_texts.c.page_id)
        .join(pages, pages.c.id == page_texts.c.page_id)
        .join(sources, sources.c.id == pages.c.source_id)
        .where(live)
        .order_by(page_texts.c.page_id),
        "a": select(marks.c.id)
        .join(sources, sources.c.id == marks.c.source_id)
        .where(live)
        .order_by(marks.c.id),
        "m": select(sections.c.id).order_by(sections.c.id),
    }


def _source_document(
    row: Row[tuple[object, ...]], pieces: Sequence[str], place: str
) -> IndexDocument:
    return IndexDocument(
        key=f"s{row.id}",
        source_id=SourceId(row.id),
        title=row.title,
        text="\n".join(piece for piece in pieces if piece),
        language=LanguageCode(row.language),
        kind="source",
        place=f"{place} {row.sheets_text}".strip(),
    )
