"""Compiling a manuscript: its lists by their form, its marks by the style, its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from archivist.citation.author_date import source_name, year_letters
from archivist.citation.entries import is_archival
from archivist.citation.numbering import label_of
from archivist.citation.styles import MarkKind
from archivist.errors import MissingProgramError
from archivist.library.bibliography import ListForm
from archivist.library.manuscript import CitationMark
from archivist.library.printed import Heading, Paragraph
from archivist.library.richtext import Run, plain, rich
from archivist.services.writing.compiled import Compiled, Note, Said
from archivist.services.writing.csl_text import CslText
from archivist.services.writing.entries import Entries
from archivist.services.writing.listing import ListMaker, Ordered, in_order, ordered
from archivist.services.writing.marking import Marking
from archivist.services.writing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style
    from archivist.library.manuscript import Paragraph as Parsed
    from archivist.library.manuscript import Section
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode, SectionId, SourceId
    from archivist.services.citables import Found
    from archivist.services.writing.texts import ReadSection

DEEPEST = 3
"""Headings below this level look like those of this level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """How a manuscript is compiled, and which section of it alone (None: all)."""

    style: Style
    language: LanguageCode
    form: ListForm
    section: SectionId | None = None


class Compiler:
    """Compiles manuscripts; what has not changed since the last time is not made again."""

    def __init__(self, csl: CslEngine | None = None, settings: Path | None = None) -> None:
        self._csl = csl
        self._texts = Texts()
        self._entries = Entries(csl, settings)
        self._without_csl = Entries(None, settings)

    def compile(
        self,
        sections: Sequence[Section],
        wish: Wish,
        find: Callable[[Iterable[SourceId]], Mapping[SourceId, Found]],
    ) -> Compiled:
        """Compile the sections of a manuscript, given in the order of the outline.

        With a section wished for, that one and all below it are compiled: its numbers are those of
        the whole manuscript, its notes count from one and name their sources as if they were alone.
        Without the engine of CSL the templates of the style print its sources.
        """
        try:
            return self._compiled(sections, wish, find, with_csl=self._csl is not None)
        except MissingProgramError as error:
            made = self._compiled(sections, wish, find, with_csl=False)
            return replace(made, problems=(str(error), *made.problems))

    def _compiled(
        self,
        sections: Sequence[Section],
        wish: Wish,
        find: Callable[[Iterable[SourceId]], Mapping[SourceId, Found]],
        *,
        with_csl: bool,
    ) -> Compiled:
        read = [self._texts.read(section) for section in sections]
        found = find(dict.fromkeys(one for part in read for one in part.text.cited))
        sources = {one: found[one].citable for one in found if not found[one].binned}
        everything = [mark for part in read for mark in part.text.marks]
        marking = self._marking(wish, sources, everything, with_csl=with_csl)
        order = marking.order
        depths = _depths(sections, wish.section)
        parts = [part for part in read if part.section.id in depths]
        printed = marking.printed([mark for part in parts for mark in part.text.marks])
        maker = ListMaker(
            style=wish.style,
            form=wish.form,
            language=wish.language,
            entries=self._entries if with_csl else self._without_csl,
        )
        cited = {one for part in parts for one in part.text.cited}
        keys = frozenset(sources[one].key for one in cited if one in sources)
        return Compiled(
            kind=wish.style.marks.kind,
            numbers={one: order.numbers[source.key] for one, source in sources.items()},
            labels=_labels(sources, order, wish.style),
            lists=maker.lists(order, keys, marking.letters),
            notes=_notes(parts, printed),
            said=_said(parts, printed),
            problems=tuple(problem for part in parts for problem in part.problems(found)),
            blocks=tuple(_blocks(parts, depths, printed)),
        )

    def _marking(
        self,
        wish: Wish,
        sources: Mapping[SourceId, Citable],
        marks: Sequence[CitationMark],
        *,
        with_csl: bool,
    ) -> Marking:
        """Number the sources and get ready to print marks, by the CSL engine where it does so."""
        style, language = wish.style, wish.language
        order = ordered(tuple(sources.values()), wish.form, style, language)
        plain_marking = Marking(style=style, language=language, sources=sources, order=order)
        dated = style.marks.kind is MarkKind.AUTHOR_DATE
        engine = self._csl if with_csl and style.csl and sources else None
        if dated:
            ours = [one for one in order.citables if not engine or is_archival(one)]
            letters = year_letters(ours, partial(self._name, style))
            names = {
                one.key: self._name(style, one, letters.get(one.key, "")) for one in order.citables
            }
            plain_marking = replace(plain_marking, names=names, letters=letters)
        if engine is None:
            return plain_marking
        csl = CslText(engine=engine, style=style, language=language, sources=sources)
        if not csl.makes_marks(wish.form):
            return replace(plain_marking, csl=csl)
        if dated:
            return replace(plain_marking, made=csl.dated(marks, plain_marking.mark))
        if wish.form != ListForm():
            made, keys = csl.marks(marks, order.citables)
            same = keys == tuple(citable.key for citable in order.citables)
            return replace(plain_marking, made=made) if same else plain_marking
        made, keys = csl.marks(marks)
        by_key = {source.key: source for source in sources.values()}
        order = in_order([by_key[key] for key in keys if key in by_key])
        return replace(plain_marking, order=order, made=made)

    def _name(self, style: Style, citable: Citable, letter: str) -> str:
        """Return what stands for a source in marks of authors and dates."""
        make = partial(_named, citable, style, letter)
        return plain(self._entries.made(citable, style, f"in the text {letter}", make))


def _named(citable: Citable, style: Style, letter: str) -> RichText:
    return rich(source_name(citable, style, letter))


def _labels(
    sources: Mapping[SourceId, Citable], order: Ordered, style: Style
) -> dict[SourceId, str]:
    return {
        one: label_of(order.numbers[source.key], order.sections[source.key], style.marks)
        for one, source in sources.items()
    }


def _depths(sections: Sequence[Section], wanted: SectionId | None) -> dict[SectionId, int]:
    """Return how deep each section of the wanted part lies, from 1."""
    depths: dict[SectionId, int] = {}
    for section in sections:
        if section.id == wanted or (wanted is None and section.parent_id is None):
            depths[section.id] = 1
        elif section.parent_id in depths:
            depths[section.id] = depths[section.parent_id] + 1
    return depths


def _by_section(
    parts: Sequence[ReadSection], printed: Sequence[RichText]
) -> Iterator[tuple[ReadSection, tuple[tuple[CitationMark, RichText], ...]]]:
    """Yield each section with its marks and what stands for them."""
    at = 0
    for part in parts:
        marks = part.text.marks
        yield part, tuple(zip(marks, printed[at : at + len(marks)], strict=True))
        at += len(marks)


def _notes(parts: Sequence[ReadSection], printed: Sequence[RichText]) -> tuple[Note, ...]:
    return tuple(
        Note(
            number=int(run.text),
            text=run.note,
            source_ids=tuple(dict.fromkeys(item.source_id for item in mark.items)),
            section_id=part.section.id,
        )
        for part, marks in _by_section(parts, printed)
        for mark, text in marks
        for run in text
        if run.note
    )


def _said(
    parts: Sequence[ReadSection], printed: Sequence[RichText]
) -> dict[SectionId, tuple[Said, ...]]:
    return {
        part.section.id: tuple(Said(mark=mark, text=plain(text)) for mark, text in marks)
        for part, marks in _by_section(parts, printed)
    }


def _blocks(
    parts: Sequence[ReadSection],
    depths: Mapping[SectionId, int],
    printed: Sequence[RichText],
) -> Iterator[Heading | Paragraph]:
    """Yield the headings and paragraphs of the text, the marks put into their places."""
    for part, marks in _by_section(parts, printed):
        if title := part.section.title.strip():
            yield Heading(text=title, level=min(depths[part.section.id], DEEPEST))
        texts = iter(text for _, text in marks)
        for paragraph in part.text.paragraphs:
            pieces = [
                next(texts)
                if isinstance(piece, CitationMark)
                else (Run(text=piece.text, italic=piece.italic, bold=piece.bold),)
                for piece in paragraph
            ]
            yield Paragraph(text=_closed(paragraph, pieces))


def _closed(paragraph: Parsed, pieces: Sequence[RichText]) -> RichText:
    """Join a paragraph: no space before a mark that is raised, a comma between two of them."""
    runs: list[Run] = []
    after_mark = False
    for here, text in zip(paragraph, pieces, strict=True):
        is_mark = isinstance(here, CitationMark)
        if is_mark and text and all(run.superscript for run in text):
            while runs and runs[-1].text.isspace():
                runs.pop()
            if runs and not runs[-1].superscript:
                runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
            elif runs and after_mark:
                runs.append(Run(text=",", superscript=True))
        after_mark = is_mark or (after_mark and not plain(text).strip())
        runs += text
    return tuple(runs)
