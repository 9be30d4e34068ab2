"""Who made a source, and how a style says it after the title and after the book it stands in.

The statement of the title page (`Record.responsibility`) is printed as it is and stands for all
others; the part that names the authors is left out by styles that name them at the head alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.citation.people import credited, heading, whole_names
from archivist.library.people import Role
from archivist.library.records import RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import PeopleForm, Style, Words
    from archivist.library.records import Record

_BETWEEN = ";"


class Responsibility:
    """The statements of responsibility of one source, in one style."""

    def __init__(self, record: Record, style: Style, words: Words) -> None:
        self._record = record
        self._form: PeopleForm = style.people
        self._words = words
        self._authors = record.by(Role.AUTHOR)
        self._own, self._others = self._statements()

    def head(self) -> str:
        """Return the names at the head of the entry, "" for none."""
        form = self._form
        if self._authors:
            return heading(self._authors[: form.head or None], form) if self._author_heads else ""
        for role in form.stand_in:
            if people := self._record.by(role):
                return credited(people, form, self._words, short=True, inverted=True)
        return ""

    def credits(self) -> str:
        """Return what stands after the title."""
        told = [self._authors_credit()]
        if self._others:
            told += [] if self._in_book else self._others
        else:
            told += self._roles()
        return self._form.credits_between.join(filter(None, told))

    def of_container(self) -> str:
        """Return who made the book that a part stands in."""
        form, record = self._form, self._record
        if not record.container:
            return ""
        if self._others:
            return form.credits_between.join(self._others) if self._in_book else ""
        return form.credits_between.join(
            credited(people, form, self._words, short=True)
            for role in form.container
            if (people := record.by(role))
        )

    @property
    def _author_heads(self) -> bool:
        if self._form.statement and self._is_own_interview():
            return False
        return not self._form.heading or len(self._authors) <= self._form.heading

    def _is_own_interview(self) -> bool:
        """Tell whether the title of an unpublished interview names who was asked."""
        record = self._record
        unpublished = record.kind is RecordKind.INTERVIEW and not record.container
        return unpublished and any(person.family in record.title for person in self._authors)

    @property
    def _in_book(self) -> bool:
        """Tell whether the title page is that of the book which the source is a part of."""
        record = self._record
        return bool(record.container) and (
            record.kind is RecordKind.CHAPTER or bool(record.publisher)
        )

    def _statements(self) -> tuple[list[str], list[str]]:
        """Part the title page's statement into what names the authors and all else."""
        if not self._form.statement:
            return [], []
        own: list[str] = []
        others: list[str] = []
        for part in map(str.strip, self._record.responsibility.split(_BETWEEN)):
            named = any(person.family in part for person in self._authors)
            (own if named and part[:1].isupper() else others).append(part)
        return own, list(filter(None, others))

    def _authors_credit(self) -> str:
        form, authors = self._form, self._authors
        if not authors or (self._author_heads and not form.repeated) or self._is_own_interview():
            return ""
        if self._author_heads and not any(person.given for person in authors):
            return ""  # a body at the head is not named again
        if self._own:
            return form.credits_between.join(self._own)
        if self._record.kind in form.whole:
            return whole_names(authors, form)
        return credited(authors, form, self._words) if Role.AUTHOR in form.credits else ""

    def _roles(self) -> Sequence[str]:
        form, record = self._form, self._record
        heads = next((role for role in form.stand_in if record.by(role)), None)
        told = []
        for role in form.credits:
            people = record.by(role)
            at_head = not self._authors and role is heads
            elsewhere = record.container and role in form.container
            if people and role is not Role.AUTHOR and not at_head and not elsewhere:
                told.append(credited(people, form, self._words))
        return told
