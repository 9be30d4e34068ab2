"""Entries of lists, printed once and kept until the source changes."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from archivist.citation.archives import mention
from archivist.citation.entries import format_entry, format_for_list, is_archival
from archivist.citation.listing import romanised_list
from archivist.citation.styles import MarkKind
from archivist.citation.transliteration_files import known_names
from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from archivist.citation.archives import Mention
    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode

_MOST = 20_000
"""So many entries are kept; then the keeping begins anew."""


class Entries:
    """Prints entries; published sources of a CSL style by the engine, where there is one."""

    def __init__(self, csl: CslEngine | None = None, settings: Path | None = None) -> None:
        """Take the folder of the user's own known names, if any."""
        self._csl = csl
        self._settings = settings
        self._kept: dict[tuple[str, ...], tuple[Citable, Style, RichText]] = {}
        self._latin: tuple[tuple[Citable, ...], Style, str, dict[str, RichText]] | None = None

    def texts(
        self, citables: Sequence[Citable], style: Style, language: LanguageCode
    ) -> dict[str, RichText]:
        """Print sources in the order in which a reader meets them; return the texts by key.

        An archive is named in full where it is mentioned first.
        """
        if style.csl and self._csl is not None:
            published = self._published(citables, style, language)
        else:
            published = {}
        met: set[Mention] = set()
        texts = {}
        for citable in citables:
            if citable.key in published:
                texts[citable.key] = published[citable.key]
                continue
            first = True
            if citable.archive is not None:
                named = mention(citable.archive, style, citable.record.language)
                first = named not in met
                met.add(named)
            texts[citable.key] = self._entry(citable, style, first=first)
        if style.archival.listed:
            texts |= self._listed(citables, style)
        return texts

    def _listed(self, citables: Sequence[Citable], style: Style) -> dict[str, RichText]:
        """Print documents as the list of a style of notes has them: of a collection it alone."""
        archival = [citable for citable in citables if is_archival(citable)]
        several = Counter(map(_collection, archival))
        texts = {}
        for citable in archival:
            collected = bool(_collection(citable)) and several[_collection(citable)] > 1
            make = partial(format_for_list, citable, style, collected=collected)
            name = "collected" if collected else "listed"
            texts[citable.key] = self.made(citable, style, name, make)
        return texts

    def in_latin(
        self, citables: Sequence[Citable], style: Style, scheme: str
    ) -> Mapping[str, RichText]:
        """Print a list in Latin script; return the texts by key, as last time for the same list.

        Raises:
            NotFoundError: when there is no such scheme.
            UnreadableFileError: when the user's file of known names is broken.
        """
        listed, last = tuple(citables), self._latin
        if last is None or last[1] is not style or last[2] != scheme or last[0] != listed:
            names = known_names(self._settings) if self._settings else None
            made = romanised_list(listed, style, scheme, names=names, csl=self._csl)
            keys = (citable.key for citable in listed)
            last = self._latin = (listed, style, scheme, dict(zip(keys, made, strict=True)))
        return last[3]

    def made(
        self, citable: Citable, style: Style, name: str, make: Callable[[], RichText]
    ) -> RichText:
        """Return the text of a name for a source, made only when the source has changed."""
        return self._text((style.name, name, citable.key), citable, style, make)

    def _entry(self, citable: Citable, style: Style, *, first: bool) -> RichText:
        return self.made(
            citable,
            style,
            "first" if first else "later",
            lambda: format_entry(citable, style, first=first),
        )

    def _published(
        self, citables: Iterable[Citable], style: Style, language: LanguageCode
    ) -> Mapping[str, RichText]:
        wanted = [citable for citable in citables if not is_archival(citable)]
        if style.marks.kind is MarkKind.AUTHOR_DATE and wanted and self._csl is not None:
            return self._csl.entries(style.csl, wanted, language)  # 2004a: no entry stands alone
        texts: dict[str, RichText] = {}
        unmade = []
        for citable in wanted:
            kept = self._kept.get((style.name, language, citable.key))
            if kept is not None and kept[0] == citable and kept[1] is style:
                texts[citable.key] = kept[2]
            else:
                unmade.append(citable)
        if unmade and self._csl is not None:
            made = self._csl.entries(style.csl, unmade, language)
            for citable in unmade:
                if citable.key in made:
                    text = texts[citable.key] = made[citable.key]
                    self._keep((style.name, language, citable.key), (citable, style, text))
        return texts

    def _text(
        self,
        key: tuple[str, ...],
        citable: Citable,
        style: Style,
        make: Callable[[], RichText],
    ) -> RichText:
        kept = self._kept.get(key)
        if kept is None or kept[1] is not style or kept[0] != citable:
            kept = (citable, style, make())
            self._keep(key, kept)
        return kept[2]

    def _keep(self, key: tuple[str, ...], made: tuple[Citable, Style, RichText]) -> None:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = made


def _collection(citable: Citable) -> tuple[int, str] | None:
    """Return the archive and the collection of a document, None for what lies in none."""
    names = (one.number for one in citable.location.levels if one.kind is UnitKind.COLLECTION)
    name = next(names, "")
    return (citable.archive.id, name) if citable.archive and name else None
