"""Fields of the user's own, their values, and templates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from archivist.errors import NotFoundError
from archivist.library.own_fields import (
    TEXTS,
    FieldType,
    OwnField,
    OwnFieldId,
    Template,
    TemplateId,
)
from archivist.library.records import RecordKind
from archivist.library.values import SourceId
from archivist.storage.record_columns import among
from archivist.storage.sorting import made_id
from archivist.storage.stored_values import stored_word
from archivist.storage.tables import field_kinds, field_values, templates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row

_TEXTS = ("title", *TEXTS)


class OwnFields:
    """The user's own fields and templates in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[OwnField, ...]:
        """Return the fields in order."""
        rows = self._connection.execute(
            select(field_kinds).order_by(field_kinds.c.position, field_kinds.c.id)
        )
        return tuple(map(_field, rows))

    def add(self, name: str, kind: FieldType, choices: Sequence[str]) -> OwnFieldId:
        """Add a field behind the others."""
        last = self._connection.scalar(select(func.max(field_kinds.c.position)))
        made = self._connection.execute(
            insert(field_kinds).values(
                name=name,
                key=name.casefold(),
                kind=kind.value,
                choices=_written(choices),
                position=0 if last is None else last + 1,
            )
        )
        return OwnFieldId(made_id(made))

    def save(self, own: OwnField) -> None:
        """Take over the name, choices and place of a field.

        Raises:
            NotFoundError: when it is not there.
        """
        changed = self._connection.execute(
            update(field_kinds)
            .where(field_kinds.c.id == own.id)
            .values(
                name=own.name,
                key=own.name.casefold(),
                choices=_written(own.choices),
                position=own.position,
            )
        )
        if not changed.rowcount:
            raise NotFoundError("field", own.name)

    def remove(self, field_id: OwnFieldId) -> None:
        """Remove a field with all its values."""
        self._connection.execute(delete(field_values).where(field_values.c.field_id == field_id))
        self._connection.execute(delete(field_kinds).where(field_kinds.c.id == field_id))

    def counts(self) -> dict[OwnFieldId, int]:
        """Return how many values each field has; those without any are left out."""
        rows = self._connection.execute(
            select(field_values.c.field_id, func.count()).group_by(field_values.c.field_id)
        )
        return {OwnFieldId(field_id): held for field_id, held in rows}

    def values(self, ids: Iterable[SourceId]) -> dict[SourceId, dict[OwnFieldId, str]]:
        """Return the values of the own fields of sources; those without any are left out."""
        found: dict[SourceId, dict[OwnFieldId, str]] = {}
        for row in self._connection.execute(
            select(field_values).where(among(field_values.c.source_id, ids))
        ):
            found.setdefault(SourceId(row.source_id), {})[OwnFieldId(row.field_id)] = row.value
        return found

    def put(self, source_id: SourceId, values: Mapping[OwnFieldId, str]) -> None:
        """Write values of a source; "" empties a field."""
        for field_id, value in values.items():
            old = (field_values.c.source_id == source_id) & (field_values.c.field_id == field_id)
            if not value:
                self._connection.execute(delete(field_values).where(old))
            elif not self._connection.execute(
                update(field_values).where(old).values(value=value)
            ).rowcount:
                self._connection.execute(
                    insert(field_values).values(source_id=source_id, field_id=field_id, value=value)
                )

    def put_to_many(self, ids: Collection[SourceId], values: Mapping[OwnFieldId, str]) -> None:
        """Write the same values to many sources; "" empties a field."""
        self._connection.execute(
            delete(field_values).where(
                among(field_values.c.source_id, ids), field_values.c.field_id.in_(values)
            )
        )
        rows = [
            {"source_id": source_id, "field_id": field_id, "value": value}
            for source_id in ids
            for field_id, value in values.items()
            if value
        ]
        if rows:
            self._connection.execute(insert(field_values), rows)

    def templates(self) -> tuple[Template, ...]:
        """Return the templates by name."""
        rows = self._connection.execute(select(templates).order_by(templates.c.name))
        return tuple(map(_template, rows))

    def put_template(self, template: Template) -> TemplateId:
        """Write a template; one of an id that is not there yet is made."""
        values = {
            "name": template.name,
            "kind": template.kind.value,
            "body": json.dumps(
                {
                    "texts": dict(template.texts),
                    "own": {str(field): value for field, value in template.own.items()},
                    "language": template.language,
                    "tags": list(template.tags),
                },
                ensure_ascii=False,
            ),
        }
        old = templates.c.id == template.id
        if self._connection.execute(update(templates).where(old).values(**values)).rowcount:
            return template.id
        return TemplateId(made_id(self._connection.execute(insert(templates).values(**values))))

    def remove_template(self, template_id: TemplateId) -> None:
        """Remove a template."""
        self._connection.execute(delete(templates).where(templates.c.id == template_id))


def _field(row: Row[Any]) -> OwnField:
    choices = _read(row.choices, list)
    return OwnField(
        id=OwnFieldId(row.id),
        name=row.name,
        type=stored_word(FieldType, row.kind, "a type of a field"),
        choices=tuple(map(str, choices)),
        position=row.position,
    )


def _template(row: Row[Any]) -> Template:
    body = _read(row.body, dict)
    texts, own, tags = body.get("texts"), body.get("own"), body.get("tags")
    return Template(
        id=TemplateId(row.id),
        name=row.name,
        kind=stored_word(RecordKind, row.kind, "a kind of record"),
        texts={key: str(value) for key, value in _items(texts) if key in _TEXTS},
        own={OwnFieldId(int(key)): str(value) for key, value in _items(own) if key.isdecimal()},
        language=str(body.get("language", "")),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
    )


def _items(value: object) -> list[tuple[str, object]]:
    return [(str(key), one) for key, one in value.items()] if isinstance(value, dict) else []


def _written(choices: Sequence[str]) -> str:
    return json.dumps(list(choices), ensure_ascii=False) if choices else ""


def _read(text: str, kind: type[Any]) -> Any:  # noqa: ANN401 - what JSON gives
    try:
        found = json.loads(text) if text else kind()
    except ValueError:
        return kind()
    return found if isinstance(found, kind) else kind()
