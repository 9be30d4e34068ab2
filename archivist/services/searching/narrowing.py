"""The conditions of a query, worked out to the documents that they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from archivist.errors import NotFoundError
from archivist.library.catalogue_query import SourceQuery
from archivist.library.records import RecordKind
from archivist.library.references import UnitKind
from archivist.library.values import LanguageCode, SourceId
from archivist.search.holding import Holding, wanted_alone
from archivist.search.index import Wanted
from archivist.search.names import names_in, sounding_too
from archivist.search.places import sheets_in
from archivist.search.query import AllOf, AnyOf, Field, Named, Placed, Query, Saying, Years
from archivist.search.query_fields import DOCUMENT_KINDS
from archivist.search.query_tree import Among, Condition, ends_of
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


def means_sources(node: Node, sets: Mapping[Condition, Among]) -> bool:
    """Tell whether a tree says only which sources are meant, not which documents or words."""
    return all(
        isinstance(end, Condition) and not sets[end].names_documents for end in ends_of(node)
    )


_KINDS = {"page": "p", "source": "s", "annotation": "a", "section": "m"}


class Narrower:
    """Works out conditions in one unit of work; `index` may be None, then no words are found."""

    def __init__(self, work: UnitOfWork, analysis: Analysis, index: Index | None) -> None:
        self._work = work
        self._analysis = analysis
        self._index = index

    def among(self, condition: Condition) -> Among:
        """Return the documents that a condition means.

        Raises:
            NotFoundError: when an archive, a group or a period is named that is not there.
        """
        match condition:
            case Named(Field.TYPE, value) if value in DOCUMENT_KINDS:
                return Among(kinds=_KINDS[value])
            case Named(field, value):
                return Among(sources=self._named(field, value))
            case Years(first, last):
                return Among(sources=self._matching(SourceQuery(from_year=first, to_year=last)))
            case Saying(field, words):
                return Among(sources=self._saying(field, words))
            case Placed():
                return self._placed(condition)

    def bound(self, node: Node, sets: Mapping[Condition, Among]) -> Sources | None:
        """Return the sources outside of which nothing can match, None when it may be anywhere.

        Of a tree that `means_sources` these are all that match. What is of no source is of 0.
        """
        match node:
            case AllOf(wanted, unwanted):
                bounds = [self.bound(part, sets) for part in wanted]
                some = [bound for bound in bounds if bound is not None]
                taken = [self.bound(part, sets) for part in unwanted if means_sources(part, sets)]
                if not some and not taken:
                    return None
                found = frozenset.intersection(*some) if some else self._anywhere()
                return found.difference(*filter(None, taken))
            case AnyOf(parts):
                bounds = [self.bound(part, sets) for part in parts]
                some = [bound for bound in bounds if bound is not None]
                return frozenset().union(*some) if len(some) == len(bounds) else None
            case Named() | Years() | Saying() | Placed():
                return cast("Sources | None", sets[node].sources)
        return None

    def _anywhere(self) -> Sources:
        return self._work.narrowing.every() | {SourceId(0)}

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

    def _placed(self, place: Placed) -> Among:
        """Return what lies at a place: the pages of its sheets, or the sources that hold these."""
        archive_id = self.archive(place.archive) if place.archive else None
        found = self._work.narrowing.placed(place.levels, archive_id) or frozenset()
        if place.sheets:
            pages = sheets_in(place.sheets, self._work.narrowing.page_sheets(found))
            if pages:
                return Among(sources=found, keys=frozenset(f"p{page}" for page in pages))
            holding = sheets_in(place.sheets, self._work.narrowing.sheets(found))
            found = frozenset(map(SourceId, holding)) or found
        return Among(sources=found)

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
