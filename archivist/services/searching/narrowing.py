"""The conditions of a query, worked out to a set of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from archivist.errors import NotFoundError, ParseError
from archivist.library.catalogue_query import SourceQuery
from archivist.library.records import RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import LanguageCode, SourceId
from archivist.search.holding import Holding, wanted_alone
from archivist.search.index import Wanted
from archivist.search.names import names_in, sounding_too
from archivist.search.query import AllOf, AnyOf, Field, Named, Query, Saying, Years
from archivist.search.query_fields import DOCUMENT_KINDS
from archivist.storage.narrowing import Sources, Trait

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from archivist.library.values import ArchiveId
    from archivist.search.analyzers import Analysis
    from archivist.search.index import Index
    from archivist.search.query_tree import Node
    from archivist.storage.unit_of_work import UnitOfWork

_Id = TypeVar("_Id")
_LEVELS = {
    Field.FUND: UnitKind.FUND,
    Field.SERIES: UnitKind.SERIES,
    Field.FILE: UnitKind.FILE,
}
_TRAITS = {
    (Field.HAS, "annotation"): (Trait.ANNOTATION, True),
    (Field.HAS, "note"): (Trait.NOTE, True),
    (Field.HAS, "text"): (Trait.TEXT, True),
    (Field.IS, "annotated"): (Trait.ANNOTATION, True),
    (Field.IS, "verified"): (Trait.CHECKED, True),
    (Field.IS, "unverified"): (Trait.CHECKED, False),
    (Field.IS, "unread"): (Trait.UNREAD, True),
    (Field.IS, "read"): (Trait.UNREAD, False),
}


def kinds_in(query: Query) -> tuple[str, Node | None]:
    """Return the kinds of documents that a query is narrowed to, and its other conditions.

    Kinds are first letters of keys, "" for all.

    Raises:
        ParseError: where a kind of documents stands in brackets, after OR or after a minus.
    """
    node = query.conditions
    if node is None:
        return "", None
    parts = node.wanted if isinstance(node, AllOf) else (node,)
    unwanted = node.unwanted if isinstance(node, AllOf) else ()
    kinds = [part.value for part in parts if isinstance(part, Named) and _is_kind(part)]
    others = tuple(part for part in parts if not (isinstance(part, Named) and _is_kind(part)))
    for part in (*others, *unwanted):
        for named in _named(part):
            if _is_kind(named):
                raise ParseError(query.text, named.position, f"“type:{named.value}” by itself")
    if len(set(kinds)) > 1:
        return "-", None  # nothing is of two kinds
    letter = _LETTERS[kinds[0]] if kinds else ""
    return letter, AllOf(others, unwanted) if others or unwanted else None


_LETTERS = {"page": "p", "source": "s", "annotation": "a", "section": "m"}


def _is_kind(named: Named) -> bool:
    return named.field is Field.TYPE and named.value in DOCUMENT_KINDS


def _named(node: Node) -> tuple[Named, ...]:
    match node:
        case AllOf(wanted, unwanted):
            return tuple(named for part in (*wanted, *unwanted) for named in _named(part))
        case AnyOf(parts):
            return tuple(named for part in parts for named in _named(part))
        case Named():
            return (node,)
    return ()


class Narrower:
    """Works out conditions in one unit of work; `index` may be None, then no words are found."""

    def __init__(self, work: UnitOfWork, analysis: Analysis, index: Index | None) -> None:
        self._work = work
        self._analysis = analysis
        self._index = index

    def sources(self, node: Node) -> Sources:
        """Return the sources for which conditions hold.

        Raises:
            NotFoundError: when an archive, a group or a period is named that is not there.
        """
        match node:
            case AllOf(wanted, unwanted):
                found = self._work.narrowing.every() if not wanted else self.sources(wanted[0])
                for part in wanted[1:]:
                    found &= self.sources(part)
                for part in unwanted:
                    found -= self.sources(part)
                return found
            case AnyOf(parts):
                return frozenset().union(*map(self.sources, parts))
            case Years(first, last):
                return self._matching(SourceQuery(from_year=first, to_year=last))
            case Saying(field, words):
                return self._saying(field, words)
            case Named(field, value):
                return self._named(field, value)
        raise AssertionError(node)

    def archive(self, name: str) -> ArchiveId:
        """Return the archive of a name.

        Raises:
            NotFoundError: when there is none.
        """
        archive = self._work.archives.match(name)
        if archive is None:
            known = tuple(archive.label for archive in self._work.archives.all())
            raise NotFoundError("archive", name, known)
        return archive.id

    def _matching(self, query: SourceQuery) -> Sources:
        return self._work.narrowing.matching(query)

    def _named(self, field: Field, value: str) -> Sources:
        if trait := _TRAITS.get((field, value)):
            found = self._work.narrowing.with_trait(trait[0])
            return found if trait[1] else self._work.narrowing.every() - found
        if field in _LEVELS:
            return self._work.narrowing.placed([(_LEVELS[field], value)]) or frozenset()
        if field is Field.TAG:
            return self._work.narrowing.tagged(value)
        return self._matching(self._query(field, value))

    def _query(self, field: Field, value: str) -> SourceQuery:
        match field:
            case Field.ARCHIVE:
                return SourceQuery(archive_id=self.archive(value))
            case Field.GROUP:
                groups = {group.name: group.id for group, _ in self._work.sorting.groups()}
                return SourceQuery(group_id=_by_name("group", value, groups))
            case Field.PERIOD:
                periods = {period.name: period.id for period, _ in self._work.sorting.periods()}
                return SourceQuery(period_id=_by_name("period", value, periods))
            case Field.LANGUAGE:
                return SourceQuery(language=LanguageCode(value))
            case _:
                return SourceQuery(kinds=(RecordKind(value),))

    def _saying(self, field: Field, words: Node) -> Sources:
        """Return the sources whose title, authors or notes hold what is looked for.

        The index tells which sources may; their texts are then looked at.
        """
        if field is Field.AUTHOR:
            names = names_in(Query("", words))
            words = sounding_too(words, names, self._analysis)
        kinds = "sa" if field is Field.NOTE else "s"
        candidates = self._candidates(wanted_alone(words), kinds)
        texts: dict[Field, Callable[[Collection[SourceId]], Mapping[SourceId, str]]] = {
            Field.TITLE: self._work.narrowing.titles,
            Field.AUTHOR: self._work.narrowing.authored,
            Field.NOTE: self._work.narrowing.notes,
        }
        holding = Holding(words, self._analysis)
        found = texts[field](candidates)
        return frozenset(source_id for source_id, text in found.items() if holding.test(text))

    def _candidates(self, words: Node, kinds: str) -> Sources:
        if self._index is None:
            return frozenset()
        wanted = Wanted(limit=1, kinds=kinds, counted=True)
        found = self._index.find(Query("", words), wanted)
        return frozenset(map(SourceId, found.by_source)) - {SourceId(0)}


def _by_name(what: str, name: str, ids: Mapping[str, _Id]) -> _Id:
    folded = {known.casefold(): known for known in reversed(list(ids))}
    if name.casefold() not in folded:
        raise NotFoundError(what, name, tuple(ids))
    return ids[folded[name.casefold()]]
