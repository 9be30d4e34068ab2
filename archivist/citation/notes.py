"""Notes: the text of footnotes, in which a source is named in full first and briefly after that.

“Ibid.” stands only after a note of a single source. An archive is named in full where the notes
mention it first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archivist.citation.archives import mention
from archivist.citation.entries import entry_text
from archivist.citation.repeats import (
    NoteItem,
    first_form,
    ibid,
    idem,
    same_work,
    short_form,
)
from archivist.citation.template import ended
from archivist.library.richtext import Run, rich

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from archivist.citation.archives import Mention
    from archivist.citation.repeats import Authors
    from archivist.citation.styles import Style
    from archivist.library.richtext import RichText

__all__ = ["NoteItem", "format_notes"]


def format_notes(
    notes: Sequence[Sequence[NoteItem]], style: Style, shared: Set[int] = frozenset()
) -> tuple[RichText, ...]:
    """Print notes in their order, each of one source or of several.

    `shared` are the places of notes that hold other sources too, which are printed elsewhere.
    """
    writer = _Writer(notes, style)
    return tuple(writer.note(items, alone=place not in shared) for place, items in enumerate(notes))


class _Writer:
    """Writes one note after another and remembers what they named."""

    def __init__(self, notes: Sequence[Sequence[NoteItem]], style: Style) -> None:
        self._style = style
        self._works = _works(notes)
        self._archives: set[Mention] = set()
        self._named: list[NoteItem] = []
        self._keys: set[str] = set()
        self._last: NoteItem | None = None

    def note(self, items: Sequence[NoteItem], *, alone: bool = True) -> RichText:
        """Write the next note; `alone` tells whether these are all its sources."""
        runs: list[Run] = []
        before = last = self._last
        for place, item in enumerate(items):
            text = self._prefixed(item, self._source(item, last, before), opening=not place)
            runs += [*([Run(text=self._style.repeats.sources)] * (place > 0)), *text]
            before, last = item, None
        self._last = items[0] if len(items) == 1 and alone else None
        filed = bool(items) and items[-1].archival
        return ended(tuple(runs), self._style.archival.end if filed else self._style.repeats.end)

    def _source(self, item: NoteItem, last: NoteItem | None, before: NoteItem | None) -> RichText:
        """Name a source: `last` is what “ibid.” may mean, `before` what stands before it."""
        text = ibid(item, last, self._style) if last else ()
        if not text:
            same = idem(item, before, self._style) if before else ""
            text = self._archival(item) if item.archival else self._published(item, same)
        self._remember(item)
        return text

    def _archival(self, item: NoteItem) -> RichText:
        named = self._mention(item)
        first = named is None or named not in self._archives
        return entry_text(item.citable, self._style, first=first, locator=item.locator)

    def _published(self, item: NoteItem, same: str) -> RichText:
        style = self._style
        if not style.repeats.short or not self._known(item):
            return first_form(item, style, idem=same)
        sole = len(self._works[item.authors]) == 1
        return short_form(item, style, idem=same, sole=sole)

    def _known(self, item: NoteItem) -> bool:
        return item.citable.key in self._keys or any(same_work(item, one) for one in self._named)

    def _mention(self, item: NoteItem) -> Mention | None:
        archive = item.citable.archive
        if archive is None:
            return None
        return mention(archive, self._style, item.citable.record.language)

    def _remember(self, item: NoteItem) -> None:
        if named := self._mention(item):
            self._archives.add(named)
        if item.citable.key not in self._keys and not item.archival and item.record.volume:
            self._named.append(item)
        self._keys.add(item.citable.key)

    @staticmethod
    def _prefixed(item: NoteItem, text: RichText, *, opening: bool) -> RichText:
        prefix = item.prefix
        if opening:
            prefix = prefix[:1].upper() + prefix[1:]
        return (*rich(f"{prefix} " if prefix else ""), *text)


def _works(notes: Sequence[Sequence[NoteItem]]) -> dict[Authors, set[str]]:
    """Return the works of each group of authors that the notes cite."""
    works: dict[Authors, set[str]] = defaultdict(set)
    for items in notes:
        for item in items:
            works[item.authors].add(item.citable.record.title)
    return works
