"""Manuscripts and their sections: keeping, compiling, exporting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from archivist.citation.transliteration_files import shipped_schemes
from archivist.errors import NotFoundError
from archivist.exchange.documents import write_document
from archivist.library.bibliography import ListSection
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.manuscript import Section, write_mark
from archivist.library.printed import Printed
from archivist.library.values import SectionId, SourceId
from archivist.services.changes import Changes, Made
from archivist.services.citables import find_citables, style_named
from archivist.services.progress import Progress, Steps
from archivist.services.writing.compiling import Compiler, Wish
from archivist.services.writing.listing import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style
    from archivist.library.bibliography import ListForm
    from archivist.library.manuscript import CitationMark, Manuscript
    from archivist.library.values import LanguageCode, ManuscriptId
    from archivist.services.writing.compiled import Compiled
    from archivist.storage.database import Database


_NOT_KEPT = SectionId(-1)
"""The section that a preview adds."""


class Part(StrEnum):
    """What of a manuscript is exported."""

    ALL = "all"
    SECTION = "section"
    REFERENCES = "references"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListChoices:
    """The usual headings of a list's sections, and the ways to romanise, by name and title.

    A list that is not `numbered` is sorted by the alphabet whatever is asked for.
    """

    headings: Mapping[ListSection, str]
    schemes: tuple[tuple[str, str], ...]
    numbered: bool = True


class Writing:
    """Keeps the manuscripts of one library."""

    def __init__(
        self,
        database: Database,
        styles: Mapping[str, Style],
        csl: CslEngine | None = None,
        settings: Path | None = None,
    ) -> None:
        """Take the folder of the settings, where the user's own known names are."""
        self._database = database
        self._styles = styles
        self._compiler = Compiler(csl, settings)

    def manuscripts(self) -> tuple[Manuscript, ...]:
        """Return all manuscripts in the order in which they were begun."""
        with self._database.reading() as work:
            return work.manuscripts.all()

    def add_manuscript(
        self, title: str, style: str, language: LanguageCode, form: ListForm | None = None
    ) -> Made[ManuscriptId]:
        """Begin a manuscript; `form` is that of its list of references.

        Raises:
            NotFoundError: when there is no such style, or no such way to romanise.
        """
        style_named(self._styles, style)
        if form is not None:
            _check(form)
        with self._database.writing("Add manuscript") as work:
            made = work.manuscripts.add(title, style, language)
            if form is not None:
                work.manuscripts.save(replace(work.manuscripts.get(made), list_form=form))
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_manuscript(self, manuscript: Manuscript) -> Changes:
        """Save the title, style and language of a manuscript.

        Raises:
            NotFoundError: when there is no such style.
        """
        style_named(self._styles, manuscript.style)
        with self._database.writing("Edit manuscript") as work:
            work.manuscripts.save(manuscript)
        return Changes.of_rows(work.touched)

    def set_list_form(self, manuscript_id: ManuscriptId, form: ListForm) -> Changes:
        """Save how the list of references of a manuscript is made.

        Raises:
            NotFoundError: when there is no such manuscript, or no such way to romanise.
        """
        _check(form)
        with self._database.writing("Edit list of references") as work:
            work.manuscripts.save(replace(work.manuscripts.get(manuscript_id), list_form=form))
        return Changes.of_rows(work.touched)

    def list_choices(self, manuscript_id: ManuscriptId) -> ListChoices:
        """Return what can be chosen for the list of references of a manuscript.

        Raises:
            NotFoundError: when there is no such manuscript or style.
        """
        with self._database.reading() as work:
            manuscript = work.manuscripts.get(manuscript_id)
        style = style_named(self._styles, manuscript.style)
        words = words_of(style, manuscript.language)
        return ListChoices(
            headings={one: words.form(f"section_{one}") for one in ListSection},
            schemes=tuple((one.name, one.title) for one in shipped_schemes().values()),
            numbered=bool(style.number),
        )

    def remove_manuscript(self, manuscript_id: ManuscriptId) -> Changes:
        """Remove a manuscript with all its sections."""
        with self._database.writing("Remove manuscript") as work:
            work.manuscripts.remove(manuscript_id)
        return Changes.of_rows(work.touched)

    def sections(self, manuscript_id: ManuscriptId) -> tuple[Section, ...]:
        """Return the sections of a manuscript in the order of its outline."""
        with self._database.reading() as work:
            return work.manuscripts.sections(manuscript_id)

    def add_section(
        self,
        manuscript_id: ManuscriptId,
        parent_id: SectionId | None,
        title: str,
        text: str = "",
    ) -> Made[SectionId]:
        """Add a section behind the others of its parent."""
        with self._database.writing("Add section") as work:
            made = work.manuscripts.add_section(manuscript_id, parent_id, title, text)
        return Made(id=made, changes=Changes.of_rows(work.touched))

    def save_section(self, section: Section) -> Changes:
        """Save the title and text of a section."""
        with self._database.writing("Edit section") as work:
            work.manuscripts.save_section(section)
        return Changes.of_rows(work.touched)

    def move_section(
        self, section_id: SectionId, parent_id: SectionId | None, position: int
    ) -> Changes:
        """Move a section with all below it to a place among the sections of a parent.

        Raises:
            StorageError: when it would come to lie below itself.
        """
        with self._database.writing("Move section") as work:
            work.manuscripts.move_section(section_id, parent_id, position)
        return Changes.of_rows(work.touched)

    def remove_section(self, section_id: SectionId) -> Changes:
        """Remove a section with all below it."""
        with self._database.writing("Remove section") as work:
            work.manuscripts.remove_section(section_id)
        return Changes.of_rows(work.touched)

    def compiled(
        self, manuscript_id: ManuscriptId, section_id: SectionId | None = None
    ) -> Compiled:
        """Work out the citations of a manuscript, or of a section with all below it.

        Numbers go by the first citation in the whole manuscript, for a section too; its list holds
        the sources that it cites itself, and names an archive in full where that list first does.

        Raises:
            NotFoundError: when there is no such manuscript, section or style.
        """
        return self._compiled(manuscript_id, section_id)[1]

    def preview(self, manuscript_id: ManuscriptId, mark: CitationMark) -> Compiled:
        """Compile a citation mark as it would print at the end of a manuscript.

        A note names its sources as if it were the first one.

        Raises:
            NotFoundError: when there is no such manuscript or style.
        """
        with self._database.reading() as work:
            manuscript = work.manuscripts.get(manuscript_id)
            last = Section(
                id=_NOT_KEPT,
                manuscript_id=manuscript_id,
                parent_id=None,
                position=0,
                title="",
                text=write_mark(mark),
            )
            sections = (*work.manuscripts.sections(manuscript_id), last)
            wish = self._wish(manuscript, _NOT_KEPT)
            return self._compiler.compile(sections, wish, partial(find_citables, work))

    def uncited(self, manuscript_id: ManuscriptId) -> tuple[SourceId, ...]:
        """Return the sources of the library that a manuscript cites nowhere, by their titles.

        Raises:
            NotFoundError: when there is no such manuscript or style.
        """
        cited = self.compiled(manuscript_id).numbers
        with self._database.reading() as work:
            return tuple(
                SourceId(one)
                for one in work.catalogue.find(SourceQuery(sort=SortBy.TITLE))
                if one not in cited
            )

    def export(
        self,
        manuscript_id: ManuscriptId,
        target: Path,
        *,
        section_id: SectionId | None = None,
        part: Part = Part.ALL,
        form: ListForm | None = None,
    ) -> Steps[None]:
        """Write a manuscript, a section of it, or a list of references alone, to a file.

        The suffix of the target says in which format: .docx, .html, .txt, or .json for the list.
        `form` is that of the list, this once, instead of the manuscript's own.

        Raises:
            NotFoundError: when there is no such manuscript, section, style or way to romanise.
            StorageError: when the file cannot be written.
        """
        if part is Part.SECTION and section_id is None:
            raise ValueError("which section?")
        if form is not None:
            _check(form)
        yield Progress(done=0, total=2, what="Numbering the sources")
        manuscript, compiled = self._compiled(manuscript_id, section_id, form)
        yield Progress(done=1, total=2, what=target.name)
        write_document(self._printed(manuscript, compiled, part, section_id), target)

    def _compiled(
        self,
        manuscript_id: ManuscriptId,
        section_id: SectionId | None,
        form: ListForm | None = None,
    ) -> tuple[Manuscript, Compiled]:
        with self._database.reading() as work:
            manuscript = work.manuscripts.get(manuscript_id)
            sections = work.manuscripts.sections(manuscript_id)
            if section_id is not None and section_id not in {one.id for one in sections}:
                raise NotFoundError("section", str(section_id))
            wish = self._wish(manuscript, section_id)
            wish = replace(wish, form=form or wish.form)
            compiled = self._compiler.compile(sections, wish, partial(find_citables, work))
        return manuscript, compiled

    def _wish(self, manuscript: Manuscript, section_id: SectionId | None) -> Wish:
        return Wish(
            style=style_named(self._styles, manuscript.style),
            language=manuscript.language,
            form=manuscript.list_form,
            section=section_id,
        )

    def _printed(
        self,
        manuscript: Manuscript,
        compiled: Compiled,
        part: Part,
        section_id: SectionId | None,
    ) -> Printed:
        words = words_of(self._styles[manuscript.style], manuscript.language)
        return Printed(
            title=manuscript.title if part is Part.ALL and section_id is None else "",
            name=manuscript.title,
            language=manuscript.language,
            locale=words.form("locale"),
            blocks=() if part is Part.REFERENCES else compiled.blocks,
            notes_heading=words.form("notes"),
            lists=compiled.lists,
            modified=manuscript.modified,
        )


def _check(form: ListForm) -> None:
    """Refuse a form that names no known way to romanise."""
    schemes = shipped_schemes()
    if form.romanised and form.romanised not in schemes:
        raise NotFoundError("transliteration", form.romanised, tuple(schemes), "in Archivist")
