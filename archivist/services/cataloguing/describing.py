"""The desk of fields of the user's own, templates, and edits of many sources at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError, ParseError, StorageError
from archivist.library.own_fields import TEXTS, Template, TemplateId
from archivist.library.records import Record
from archivist.library.values import LanguageCode
from archivist.services.cataloguing.many import checked_values, would_change, write_to_many
from archivist.services.changes import Changes, Made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.library.own_fields import (
        FieldType,
        ManyEdit,
        OwnField,
        OwnFieldId,
    )
    from archivist.library.values import GroupId, SourceId, UnitId
    from archivist.services.cataloguing.many import Edited
    from archivist.services.cataloguing.rows import ShortReference
    from archivist.storage.database import Database


class Describing:
    """Fields, templates and edits of many sources of one library."""

    def __init__(self, database: Database, reference: ShortReference) -> None:
        self._database = database
        self._reference = reference

    def fields(self) -> tuple[OwnField, ...]:
        """Return the user's own fields in order."""
        with self._database.reading() as work:
            return work.own_fields.all()

    def add_field(
        self, name: str, kind: FieldType, choices: Sequence[str] = ()
    ) -> Made[OwnFieldId]:
        """Add a field of the user's own.

        Raises:
            ParseError: when the name is empty.
            StorageError: when there is a field of that name.
        """
        with self._database.writing("Add field") as work:
            wanted = _free_name(work.own_fields.all(), name)
            made = work.own_fields.add(wanted, kind, choices)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_field(self, own: OwnField) -> Changes:
        """Save the name, choices and place of a field; its type stays.

        Raises:
            ParseError: when the name is empty.
            StorageError: when there is another field of that name.
        """
        with self._database.writing("Edit field") as work:
            others = [one for one in work.own_fields.all() if one.id != own.id]
            work.own_fields.save(replace(own, name=_free_name(others, own.name)))
        return Changes.of_rows(work.touched)

    def arrange_fields(self, ids: Sequence[OwnFieldId]) -> Changes:
        """Put the fields into this order."""
        with self._database.writing("Order fields") as work:
            known = {own.id: own for own in work.own_fields.all()}
            for place, field_id in enumerate(one for one in ids if one in known):
                work.own_fields.save(replace(known[field_id], position=place))
        return Changes.of_rows(work.touched)

    def value_counts(self) -> Mapping[OwnFieldId, int]:
        """Return how many sources have a value in each field, those in the bin too."""
        with self._database.reading() as work:
            return work.own_fields.counts()

    def remove_field(self, field_id: OwnFieldId) -> Changes:
        """Remove a field with all its values."""
        with self._database.writing("Remove field") as work:
            work.own_fields.remove(field_id)
        return Changes.of_rows(work.touched)

    def values(self, source_id: SourceId) -> Mapping[OwnFieldId, str]:
        """Return the values of a source's own fields."""
        with self._database.reading() as work:
            return work.own_fields.values([source_id]).get(source_id, {})

    def put(self, source_id: SourceId, values: Mapping[OwnFieldId, str]) -> Changes:
        """Write values of a source's own fields; "" empties one.

        Raises:
            ParseError: when a field does not take its value.
        """
        with self._database.writing("Edit source") as work:
            work.own_fields.put(source_id, checked_values(work, values))
        return Changes.of_rows(work.touched)

    def templates(self) -> tuple[Template, ...]:
        """Return the templates by name."""
        with self._database.reading() as work:
            return work.own_fields.templates()

    def save_template(self, template: Template) -> Made[TemplateId]:
        """Save a template, or make one when there is none of its id."""
        with self._database.writing("Save template") as work:
            made = work.own_fields.put_template(template)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def remove_template(self, template_id: TemplateId) -> Changes:
        """Remove a template; sources that were made with it stay as they are."""
        with self._database.writing("Remove template") as work:
            work.own_fields.remove_template(template_id)
        return Changes.of_rows(work.touched)

    def template_of(self, source_id: SourceId, name: str) -> Template:
        """Return a template, not saved yet, of all in a source that others may share with it.

        Raises:
            NotFoundError: when there is no such source.
        """
        with self._database.reading() as work:
            source = work.catalogue.get(source_id)
            own = work.own_fields.values([source_id]).get(source_id, {})
        record = source.record
        return Template(
            id=TemplateId(0),
            name=name,
            kind=record.kind,
            texts={key: text for key in TEXTS if (text := getattr(record, key))},
            own=own,
            language=record.language,
            tags=source.tags,
        )

    def add_from(
        self,
        template_id: TemplateId,
        unit_id: UnitId | None = None,
        group_id: GroupId | None = None,
    ) -> Made[SourceId]:
        """Add a source that begins with what a template says.

        Raises:
            NotFoundError: when there is no such template.
        """
        with self._database.writing("Add source") as work:
            found = {template.id: template for template in work.own_fields.templates()}
            if template_id not in found:
                raise NotFoundError("template", str(template_id))
            template = found[template_id]
            record = Record(
                kind=template.kind,
                language=LanguageCode(template.language),
                **template.texts,  # type: ignore[arg-type] # names of texts alone
            )
            made = work.catalogue.add(
                record, unit_id=unit_id, group_id=group_id, tags=template.tags
            )
            known = {own.id for own in work.own_fields.all()}
            work.own_fields.put(
                made, {key: value for key, value in template.own.items() if key in known}
            )
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def preview(self, ids: Sequence[SourceId], edit: ManyEdit) -> tuple[Edited, ...]:
        """Return what an edit would change; sources that it leaves as they are are left out.

        Raises:
            ParseError: when a place or a value cannot be read.
        """
        with self._database.reading() as work:
            return would_change(work, ids, edit, self._reference)

    def edit(self, ids: Sequence[SourceId], edit: ManyEdit) -> Changes:
        """Write an edit to many sources, in one step that can be undone.

        Raises:
            ParseError: when a place or a value cannot be read; nothing is written then.
        """
        with self._database.writing("Edit sources") as work:
            write_to_many(work, ids, edit)
        return Changes.of_rows(work.touched)


def _free_name(others: Sequence[OwnField], name: str) -> str:
    """Return a name as it is kept, which no other field has."""
    wanted = " ".join(name.split())
    if not wanted:
        raise ParseError(name, 0, "a name for the field")
    if wanted.casefold() in {own.name.casefold() for own in others}:
        raise StorageError("Saving the field", f"there is a field “{wanted}” already")
    return wanted
