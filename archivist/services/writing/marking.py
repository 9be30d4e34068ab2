"""What stands in the text for each citation mark, by the kind of marks that the style has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.citation.entries import is_archival
from archivist.citation.notes import NoteItem, format_notes
from archivist.citation.numbering import MISSING, Cited, mark, raised
from archivist.citation.styles import MarkKind
from archivist.library.printed import anchor
from archivist.library.richtext import Run, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.citation.styles import Style
    from archivist.library.manuscript import CitationItem, CitationMark
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode, SourceId
    from archivist.services.writing.csl_text import CslText
    from archivist.services.writing.listing import Ordered


@dataclass(frozen=True, kw_only=True, slots=True)
class Marking:
    """Prints the marks of a text.

    `sources` are those that can be cited. `names`, by their keys, stand for them in marks of
    authors and dates, `letters` follow the years of some.
    `made` are marks that a CSL engine printed, `csl` prints the notes of published sources.
    """

    style: Style
    language: LanguageCode
    sources: Mapping[SourceId, Citable]
    order: Ordered
    names: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[CitationMark, RichText] = field(default_factory=dict)
    csl: CslText | None = None

    def printed(self, marks: Sequence[CitationMark]) -> tuple[RichText, ...]:
        """Print marks in their order; a note is a run that calls it."""
        kind = self.style.marks.kind
        if kind is MarkKind.NOTES:
            return tuple(
                (Run(text=str(n), superscript=True, link=f"#note_{n}", note=text),)
                for n, text in enumerate(self._notes(marks), 1)
            )
        if kind is MarkKind.IN_TEXT:
            return tuple(map(self._bracketed, self._notes(marks)))
        printed = [self.made[one] if one in self.made else self.mark(one) for one in marks]
        if kind is MarkKind.SUPERSCRIPT and not self.made:
            return tuple(map(raised, printed))
        return tuple(printed)

    def mark(self, one: CitationMark) -> RichText:
        """Print a mark of numbers, or of authors and dates, as the style has it."""
        return mark([self._cited(item) for item in one.items], self.style.marks, self.language)

    def _cited(self, item: CitationItem) -> Cited:
        source = self.sources.get(item.source_id)
        if source is None:
            return Cited(number=None, locator=item.locator, prefix=item.prefix)
        return Cited(
            number=self.order.numbers[source.key],
            section=self.order.sections[source.key],
            name=self.names.get(source.key, ""),
            link=f"#{anchor(item.source_id)}",
            locator=item.locator,
            prefix=item.prefix,
            archival=is_archival(source),
        )

    def _notes(self, marks: Sequence[CitationMark]) -> list[RichText]:
        """Return the text of each note; a source that is not there is a question mark in it."""
        there = [[item for item in one.items if item.source_id in self.sources] for one in marks]
        if self.csl is None:
            texts = format_notes([self._items(items) for items in there], self.style)
        else:
            filed = [list(filter(self.csl.archival, items)) for items in there]
            shared = {
                place
                for place, (some, all_) in enumerate(zip(filed, there, strict=True))
                if len(some) < len(all_)
            }
            ours = format_notes([self._items(items) for items in filed], self.style, shared)
            texts = self.csl.notes(marks, ours)
        return [
            _with_missing(text, len(one.items) - len(items))
            for one, items, text in zip(marks, there, texts, strict=True)
        ]

    def _items(self, items: Sequence[CitationItem]) -> list[NoteItem]:
        return [
            NoteItem(citable=self.sources[item.source_id], locator=item.locator, prefix=item.prefix)
            for item in items
        ]

    def _bracketed(self, text: RichText) -> RichText:
        """Return a whole reference between brackets: the stop is that of the sentence around it."""
        form = self.style.marks
        if plain(text).endswith(".") and not plain(text).endswith("…"):
            last = text[-1]
            text = (*text[:-1], Run(text=last.text[:-1], italic=last.italic, link=last.link))
        return (Run(text=form.open), *text, Run(text=form.close))


def _with_missing(text: RichText, missing: int) -> RichText:
    if not missing:
        return text
    signs = "; ".join([MISSING] * missing)
    return (*text, Run(text=f" {signs}")) if text else (Run(text=signs),)
