"""The desk of fields of the user's own, templates, and edits of many sources at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError
from archivist.library.archive import parse_path
from archivist.library.records import Record
from archivist.library.values import LanguageCode, UncertainDate
from archivist.services.changes import Changes, Made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.library.own_fields import (
        FieldType,
        ManyEdit,
        OwnField,
        OwnFieldId,
        Template,
        TemplateId,
    )
    from archivist.library.sources import Source
    from archivist.library.values import GroupId, SourceId, UnitId
    from archivist.services.cataloguing.rows import ShortReference
    from archivist.storage.database import Database
    from archivist.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """What an edit of many would change in one source: name of the field, old and new value."""

    source_id: SourceId
    title: str
    changes: tuple[tuple[str, str, str], ...]


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
            StorageError: when there is a field of that name.
        """
        with self._database.writing("Add field") as work:
            made = work.own_fields.add(" ".join(name.split()), kind, choices)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_field(self, own: OwnField) -> Changes:
        """Save the name, choices and place of a field; its type stays."""
        with self._database.writing("Edit field") as work:
            work.own_fields.save(own)
        return Changes.of_rows(work.touched)

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
            work.own_fields.put(source_id, _checked(work, values))
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

    def add_from(self, template_id: TemplateId, unit_id: UnitId | None = None) -> Made[SourceId]:
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
            made = work.catalogue.add(record, unit_id=unit_id, tags=template.tags)
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
            own = _checked(work, edit.own)
            names = {one.id: one.name for one in work.own_fields.all()}
            groups: dict[GroupId | None, str] = {
                group.id: group.name for group, _ in work.sorting.groups()
            }
            known = work.own_fields.values(ids)
            found = []
            for source in work.catalogue.several(ids).values():
                new = _edited(source, edit, source.unit_id)
                changes = [
                    (
                        "group",
                        groups.get(source.group_id, ""),
                        groups.get(new.group_id, ""),
                    ),
                    ("tags", ", ".join(source.tags), ", ".join(new.tags)),
                    *_of_record(source, new),
                ]
                if edit.under:
                    changes.append(("place", self._place(work, source), edit.under))
                values = known.get(source.id, {})
                changes += [(names[key], values.get(key, ""), value) for key, value in own.items()]
                told = tuple(change for change in changes if change[1] != change[2])
                if told:
                    title = source.record.title
                    found.append(Edited(source_id=source.id, title=title, changes=told))
        return tuple(found)

    def edit(self, ids: Sequence[SourceId], edit: ManyEdit) -> Changes:
        """Write an edit to many sources, in one step that can be undone.

        Raises:
            ParseError: when a place or a value cannot be read; nothing is written then.
        """
        with self._database.writing("Edit sources") as work:
            own = _checked(work, edit.own)
            place = work.archives.find_or_add(parse_path(edit.under)) if edit.under else None
            for source in work.catalogue.several(ids).values():
                new = _edited(source, edit, place or source.unit_id)
                if new != source:
                    work.catalogue.save(new)
                if own:
                    work.own_fields.put(source.id, own)
        return Changes.of_rows(work.touched)

    def _place(self, work: UnitOfWork, source: Source) -> str:
        if source.unit_id is None:
            return ""
        chain = work.archives.chain(source.unit_id)
        return self._reference(work.archives.get(chain[0].archive_id), chain, ())


def _edited(source: Source, edit: ManyEdit, unit_id: UnitId | None) -> Source:
    """Return a source as an edit makes it, but for the values of own fields."""
    gone = {tag.casefold() for tag in edit.remove_tags}
    kept = [tag for tag in source.tags if tag.casefold() not in gone]
    there = {tag.casefold() for tag in kept}
    added = [tag for tag in edit.add_tags if tag.casefold() not in there]
    return replace(
        source,
        record=edit.record(source.record),
        unit_id=unit_id,
        group_id=None if edit.no_group else edit.group_id or source.group_id,
        tags=(*kept, *added),
        checked=source.checked if edit.checked is None else edit.checked,
    )


def _of_record(old: Source, new: Source) -> list[tuple[str, str, str]]:
    names = ("kind", "language", "date")
    texts = [name for name in Record.__dataclass_fields__ if name not in {*names, "creators"}]
    changes = [
        (name, _said(getattr(old.record, name)), _said(getattr(new.record, name)))
        for name in (*names, *texts)
    ]
    return [*changes, ("checked", _said(old.checked), _said(new.checked))]


def _said(value: object) -> str:
    if isinstance(value, UncertainDate):
        return value.written or value.edtf()
    return "" if value is None else str(value)


def _checked(work: UnitOfWork, values: Mapping[OwnFieldId, str]) -> dict[OwnFieldId, str]:
    """Return values as their fields keep them."""
    known = {own.id: own for own in work.own_fields.all()}
    if missing := set(values) - set(known):
        raise NotFoundError("field", str(min(missing)))
    return {key: known[key].checked(value) for key, value in values.items()}
