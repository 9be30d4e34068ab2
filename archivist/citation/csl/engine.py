"""Printing with CSL styles: citeproc.js, started when first needed and kept warm."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from archivist.citation.csl.info import OWN
from archivist.citation.csl.items import CslCited, CslCluster, item_of
from archivist.citation.csl.markup import read_markup
from archivist.citation.csl.processors import Processors
from archivist.citation.csl.v8 import ScriptError
from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from archivist.citation.csl.catalogue import CslStyles
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText
    from archivist.library.values import LanguageCode

Item = dict[str, Any]
"""A source as CSL-JSON."""


class CslEngine:
    """Prints sources in any CSL style; close it when done, from any thread.

    Lists and texts have a processor each, so that showing a list does not make the engine forget
    what a text cites: an edit of the text then prints only what it changed.
    """

    def __init__(self, script: Path, styles: CslStyles) -> None:
        """Take the place of citeproc.js; nothing is read or started before the first call."""
        self.styles = styles
        self._processors = Processors(script, styles)
        self._lock = threading.Lock()

    def entries(
        self, style: str, citables: Sequence[Citable], language: LanguageCode
    ) -> Mapping[str, RichText]:
        """Return entries of a list without their numbers, by key, in the style's order.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when the style is broken or fails.
            MissingProgramError: when citeproc.js or V8 is not there.
        """
        return self.item_entries(style, [item_of(citable) for citable in citables], language)

    def cite(
        self,
        style: str,
        citables: Sequence[Citable],
        clusters: Sequence[CslCluster],
        language: LanguageCode,
    ) -> CslCited:
        """Return the marks of a text's citations, in their order, and the entries of its list.

        A source that no cluster names stands in the list all the same.

        Raises:
            NotFoundError: when there is no such style.
            UnreadableFileError: when the style is broken or fails.
            MissingProgramError: when citeproc.js or V8 is not there.
        """
        return self.cite_items(
            style, [item_of(citable) for citable in citables], clusters, language
        )

    def item_entries(
        self, style: str, items: Sequence[Item], language: LanguageCode
    ) -> Mapping[str, RichText]:
        """Do what `entries` does for sources that are CSL-JSON already."""
        unique = list({item["id"]: item for item in items}.values())
        answer = self._ask("entries", style, language, {"items": unique})
        return {key: read_markup(text) for key, text in answer["entries"]}

    def cite_items(
        self,
        style: str,
        items: Sequence[Item],
        clusters: Sequence[CslCluster],
        language: LanguageCode,
    ) -> CslCited:
        """Do what `cite` does for sources that are CSL-JSON already."""
        unique = {item["id"]: item for item in items}
        told = [_cluster(one, unique) for one in clusters]
        request = {
            "items": list(unique.values()),
            "clusters": [one for one in told if one["items"]],
        }
        answer = self._ask("cite", style, language, request)
        marks = iter(answer["marks"])
        return CslCited(
            marks=tuple(read_markup(next(marks)) if one["items"] else () for one in told),
            entries={key: read_markup(text) for key, text in answer["entries"]},
        )

    def close(self) -> None:
        """Stop what runs and free V8."""
        self._processors.close()

    def _ask(self, call: str, style: str, language: LanguageCode, request: Item) -> Any:  # noqa: ANN401 - JSON
        info = self.styles.info(style)
        xml = self.styles.xml(style)
        try:
            with self._lock:
                self._processors.load(call, info.name, xml, info.language, language)
                answer = self._processors.ask(call, {"processor": call, **request})
        except ScriptError as error:
            raise UnreadableFileError(f"{info.name}.csl", error.reason) from error
        return answer if info.origin != OWN else _spaced(answer)


def _spaced(answer: Item) -> Item:
    """Put plain spaces before colons: citeproc.js takes those of GOST for French ones."""
    table = str.maketrans("\u202f", " ")
    return {
        "marks": [mark.translate(table) for mark in answer.get("marks", ())],
        "entries": [(key, text.translate(table)) for key, text in answer["entries"]],
    }


def _cluster(cluster: CslCluster, known: Mapping[str, Item]) -> Item:
    """Return a citation as the driver takes it, without sources that are not there."""
    return {
        "note": cluster.note,
        "items": [
            {"id": cite.key}
            | ({"locator": cite.locator, "label": cite.label} if cite.locator else {})
            | ({"prefix": f"{cite.prefix} "} if cite.prefix else {})
            for cite in cluster.items
            if cite.key in known
        ],
    }
