"""Manuscripts and the outline of their sections."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from archivist.errors import NotFoundError, StorageError
from archivist.library.manuscript import Manuscript, Section
from archivist.library.values import LanguageCode, ManuscriptId, SectionId, SourceId
from archivist.storage.record_columns import read_list_form, write_list_form
from archivist.storage.sorting import made_id
from archivist.storage.tables import manuscripts, sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Row

_CITED = re.compile(r"@(\d+)")


class Manuscripts:
    """The manuscripts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Manuscript, ...]:
        """Return all manuscripts in the order in which they were begun."""
        return self._read(manuscripts.c.id.is_not(None))

    def get(self, manuscript_id: ManuscriptId) -> Manuscript:
        """Return a manuscript.

        Raises:
            NotFoundError: when there is none of that id.
        """
        found = self._read(manuscripts.c.id == manuscript_id)
        if not found:
            raise NotFoundError("manuscript", str(manuscript_id))
        return found[0]

    def add(self, title: str, style: str, language: LanguageCode) -> ManuscriptId:
        """Begin a manuscript."""
        now = dt.datetime.now(dt.UTC)
        made = self._connection.execute(
            insert(manuscripts).values(
                title=title, style=style, language=language, created=now, modified=now
            )
        )
        return ManuscriptId(made_id(made))

    def save(self, manuscript: Manuscript) -> None:
        """Take over the title, style, language and form of the list of a manuscript."""
        old = self.get(manuscript.id)
        if replace(manuscript, modified=old.modified) == old:
            return
        self._connection.execute(
            update(manuscripts)
            .where(manuscripts.c.id == manuscript.id)
            .values(
                title=manuscript.title,
                style=manuscript.style,
                language=manuscript.language,
                list_form=write_list_form(manuscript.list_form),
                modified=dt.datetime.now(dt.UTC),
            )
        )

    def remove(self, manuscript_id: ManuscriptId) -> None:
        """Remove a manuscript with all its sections."""
        self._delete([section.id for section in self.sections(manuscript_id)])
        self._connection.execute(delete(sections).where(sections.c.manuscript_id == manuscript_id))
        self._connection.execute(delete(manuscripts).where(manuscripts.c.id == manuscript_id))

    def sections(self, manuscript_id: ManuscriptId) -> tuple[Section, ...]:
        """Return the sections of a manuscript in the order of its outline, depth first."""
        rows = self._connection.execute(
            select(sections)
            .where(sections.c.manuscript_id == manuscript_id)
            .order_by(sections.c.position.desc(), sections.c.id.desc())
        ).all()
        children: dict[int | None, list[Row[Any]]] = {}
        for row in rows:
            children.setdefault(row.parent_id, []).append(row)
        waiting = list(children.get(None, ()))
        outline: list[Section] = []
        while waiting:
            row = waiting.pop()
            outline.append(_section(row))
            waiting.extend(children.get(row.id, ()))
        return tuple(outline)

    def section(self, section_id: SectionId) -> Section:
        """Return a section.

        Raises:
            NotFoundError: when there is none of that id.
        """
        row = self._connection.execute(
            select(sections).where(sections.c.id == section_id)
        ).one_or_none()
        if row is None:
            raise NotFoundError("section", str(section_id))
        return _section(row)

    def add_section(
        self,
        manuscript_id: ManuscriptId,
        parent_id: SectionId | None,
        title: str,
        text: str = "",
    ) -> SectionId:
        """Add a section behind the others of its parent.

        Raises:
            NotFoundError: when the manuscript has no such parent.
        """
        self._parent(manuscript_id, parent_id)
        made = self._connection.execute(
            insert(sections).values(
                manuscript_id=manuscript_id,
                parent_id=parent_id,
                position=len(self._siblings(manuscript_id, parent_id)),
                title=title,
                text=text,
            )
        )
        self._modified(manuscript_id)
        return SectionId(made_id(made))

    def save_section(self, section: Section) -> None:
        """Take over the title and text of a section; `move_section` moves it."""
        old = self.section(section.id)
        if (old.title, old.text) == (section.title, section.text):
            return
        self._connection.execute(
            update(sections)
            .where(sections.c.id == section.id)
            .values(title=section.title, text=section.text)
        )
        self._modified(old.manuscript_id)

    def move_section(
        self, section_id: SectionId, parent_id: SectionId | None, position: int
    ) -> None:
        """Move a section with all below it to a place among the sections of a parent.

        Raises:
            NotFoundError: when the manuscript has no such parent.
            StorageError: when it would come to lie below itself.
        """
        section = self.section(section_id)
        self._parent(section.manuscript_id, parent_id)
        above = parent_id
        while above is not None:
            if above == section_id:
                raise StorageError("Moving the section", "it cannot lie below itself")
            above = self.section(above).parent_id
        left = self._siblings(section.manuscript_id, section.parent_id)
        left.remove(section_id)
        self._connection.execute(
            update(sections).where(sections.c.id == section_id).values(parent_id=parent_id)
        )
        if parent_id != section.parent_id:
            self._number(left)
            left = self._siblings(section.manuscript_id, parent_id)
            left.remove(section_id)
        left.insert(max(0, position), section_id)
        self._number(left)
        self._modified(section.manuscript_id)

    def remove_section(self, section_id: SectionId) -> None:
        """Remove a section with all below it."""
        section = self.section(section_id)
        outline = self.sections(section.manuscript_id)
        gone = {section_id}
        for other in outline:
            if other.parent_id in gone:
                gone.add(other.id)
        self._delete([other.id for other in outline if other.id in gone])
        self._number(self._siblings(section.manuscript_id, section.parent_id))
        self._modified(section.manuscript_id)

    def cited(self) -> frozenset[SourceId]:
        """Return the sources that the texts of any manuscript name in marks."""
        texts = self._connection.scalars(select(sections.c.text).where(sections.c.text != ""))
        return frozenset(SourceId(int(found)) for text in texts for found in _CITED.findall(text))

    def _read(self, wanted: ColumnElement[bool]) -> tuple[Manuscript, ...]:
        rows = self._connection.execute(
            select(manuscripts).where(wanted).order_by(manuscripts.c.id)
        )
        return tuple(
            Manuscript(
                id=ManuscriptId(row.id),
                title=row.title,
                style=row.style,
                language=LanguageCode(row.language),
                created=row.created,
                modified=row.modified,
                list_form=read_list_form(row.list_form),
            )
            for row in rows
        )

    def _parent(self, manuscript_id: ManuscriptId, parent_id: SectionId | None) -> None:
        """Refuse a parent of another manuscript: no outline would show what lies below it."""
        if parent_id is not None and self.section(parent_id).manuscript_id != manuscript_id:
            raise NotFoundError("section of this manuscript", str(parent_id))

    def _siblings(self, manuscript_id: ManuscriptId, parent_id: SectionId | None) -> list[int]:
        return list(
            self._connection.scalars(
                select(sections.c.id)
                .where(
                    sections.c.manuscript_id == manuscript_id,
                    sections.c.parent_id.is_not_distinct_from(parent_id),
                )
                .order_by(sections.c.position, sections.c.id)
            )
        )

    def _number(self, ids: Iterable[int]) -> None:
        for position, section_id in enumerate(ids):
            self._connection.execute(
                update(sections).where(sections.c.id == section_id).values(position=position)
            )

    def _delete(self, ids: list[SectionId]) -> None:
        """Delete sections given in the order of the outline, so that children go first."""
        for section_id in reversed(ids):
            self._connection.execute(delete(sections).where(sections.c.id == section_id))

    def _modified(self, manuscript_id: ManuscriptId) -> None:
        self._connection.execute(
            update(manuscripts)
            .where(manuscripts.c.id == manuscript_id)
            .values(modified=dt.datetime.now(dt.UTC))
        )


def _section(row: Row[Any]) -> Section:
    return Section(
        id=SectionId(row.id),
        manuscript_id=ManuscriptId(row.manuscript_id),
        parent_id=None if row.parent_id is None else SectionId(row.parent_id),
        position=row.position,
        title=row.title,
        text=row.text,
    )
