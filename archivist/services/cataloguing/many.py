"""What an edit of many sources changes in each, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import NotFoundError, ParseError
from archivist.library.archive import parse_path
from archivist.library.own_fields import TEXTS
from archivist.library.values import UncertainDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archivist.library.archive import Archive, Unit
    from archivist.library.own_fields import ManyEdit, OwnFieldId
    from archivist.library.sources import Source
    from archivist.library.values import GroupId, SourceId, UnitId
    from archivist.services.cataloguing.rows import ShortReference
    from archivist.storage.unit_of_work import UnitOfWork

_OF_RECORD = ("kind", "language", "date", *TEXTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A field of a source with its value now and then, as they are written.

    `name` is that of a field of the record, or `group`, `tags`, `under` (its place in an archive),
    `checked`; for a field of the user's own it is the name that he gave, and `own` its id.
    """

    name: str
    old: str
    new: str
    own: OwnFieldId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """What an edit of many would change in one source; `reference` is where it lies, or ""."""

    source_id: SourceId
    title: str
    reference: str
    changes: tuple[FieldChange, ...]


def would_change(
    work: UnitOfWork, ids: Sequence[SourceId], edit: ManyEdit, reference: ShortReference
) -> tuple[Edited, ...]:
    """Return what an edit would change; sources that it leaves as they are are left out.

    Raises:
        ParseError: when a place or a value cannot be read.
    """
    there = work.catalogue.several(ids)
    sources = [there[one] for one in dict.fromkeys(ids) if one in there]
    comparing = _Comparing(work, sources, edit, reference)
    found = []
    for source in sources:
        if changes := comparing.changes(source):
            told = comparing.reference(source.unit_id)
            title = source.record.title
            found.append(Edited(source_id=source.id, title=title, reference=told, changes=changes))
    return tuple(found)


def write_to_many(work: UnitOfWork, ids: Sequence[SourceId], edit: ManyEdit) -> None:
    """Write an edit to sources.

    Raises:
        ParseError: when a place or a value cannot be read.
    """
    own = checked_values(work, edit.own)
    place = work.archives.find_or_add(parse_path(edit.under)) if edit.under else None
    found = work.catalogue.several(ids).values()
    changed = {one.id for one in found if _edited(one, edit, place or one.unit_id) != one}
    if changed:
        work.catalogue.edit_many(changed, edit, place)
    if own:
        known = work.own_fields.values(ids)
        lacking = [
            one.id
            for one in found
            if any(known.get(one.id, {}).get(key, "") != value for key, value in own.items())
        ]
        work.own_fields.put_to_many(lacking, own)


def checked_values(work: UnitOfWork, values: Mapping[OwnFieldId, str]) -> dict[OwnFieldId, str]:
    """Return values as their fields keep them.

    Raises:
        NotFoundError: when there is no such field.
        ParseError: when a field does not take its value.
    """
    known = {own.id: own for own in work.own_fields.all()}
    if missing := set(values) - set(known):
        raise NotFoundError("field", str(min(missing)))
    return {key: known[key].checked(value) for key, value in values.items()}


class _Comparing:
    """Compares sources as they are with what an edit makes of them."""

    def __init__(
        self,
        work: UnitOfWork,
        sources: Sequence[Source],
        edit: ManyEdit,
        reference: ShortReference,
    ) -> None:
        self._edit = edit
        self._reference = reference
        self._own = checked_values(work, edit.own)
        self._names = {one.id: one.name for one in work.own_fields.all()}
        groups = work.sorting.groups()
        self._groups: dict[GroupId | None, str] = {group.id: group.name for group, _ in groups}
        ids = [source.id for source in sources]
        self._known = work.own_fields.values(ids) if self._own else {}
        self._place = _place(work, edit.under)
        units = {source.unit_id for source in sources if source.unit_id is not None}
        if self._place is not None:
            units.add(self._place)
        self._chains: dict[UnitId, tuple[Unit, ...]] = work.archives.chains(units)
        self._told: dict[UnitId | None, str] = {}
        self._archives: dict[int, Archive] = {one.id: one for one in work.archives.all()}

    def reference(self, unit_id: UnitId | None) -> str:
        """Return where a unit lies, in the archive's form."""
        if unit_id not in self._told:
            chain = self._chains.get(unit_id) if unit_id is not None else None
            archive = self._archives[chain[0].archive_id] if chain else None
            told = self._reference(archive, chain, ()) if archive and chain else ""
            self._told[unit_id] = told
        return self._told[unit_id]

    def changes(self, source: Source) -> tuple[FieldChange, ...]:
        """Return what changes in a source."""
        return tuple(change for change in self._all(source) if change.old != change.new)

    def _all(self, source: Source) -> Iterable[FieldChange]:
        new = _edited(source, self._edit, source.unit_id)
        if new.record != source.record:
            for name in _OF_RECORD:
                old_value, new_value = getattr(source.record, name), getattr(new.record, name)
                if old_value != new_value:
                    yield FieldChange(name=name, old=_said(old_value), new=_said(new_value))
        if new.group_id != source.group_id:
            groups = (self._groups.get(one.group_id, "") for one in (source, new))
            yield FieldChange(name="group", old=next(groups), new=next(groups))
        if self._edit.under and (self._place is None or self._place != source.unit_id):
            under = self.reference(self._place) or self._edit.under
            yield FieldChange(name="under", old=self.reference(source.unit_id), new=under)
        if new.tags != source.tags:
            yield FieldChange(name="tags", old=", ".join(source.tags), new=", ".join(new.tags))
        if new.checked != source.checked:
            yield FieldChange(name="checked", old=_said(source.checked), new=_said(new.checked))
        values = self._known.get(source.id, {})
        for key, value in self._own.items():
            yield FieldChange(name=self._names[key], old=values.get(key, ""), new=value, own=key)


def _place(work: UnitOfWork, under: str) -> UnitId | None:
    """Return the unit that a place names, None where there is none yet."""
    if not under:
        return None
    path = parse_path(under)
    if not path.levels:
        raise ParseError(under, len(under), "a unit of the archive, such as /5-Н")
    return work.archives.place(path)


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


def _said(value: object) -> str:
    if isinstance(value, UncertainDate):
        return value.written or value.edtf()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
