"""What a use case changed, so that views know what to fetch again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Id = TypeVar("Id")


class Topic(StrEnum):
    """A kind of thing that can change; the value is the name of its table."""

    ARCHIVES = "archives"
    UNITS = "units"
    STEPS = "unit_log"
    """The work in archives; the ids are those of the units."""
    SOURCES = "sources"
    FILES = "files"
    PAGES = "pages"
    ANNOTATIONS = "annotations"
    GROUPS = "groups"
    TAGS = "tags"
    PERIODS = "periods"
    SEARCHES = "saved_searches"
    MANUSCRIPTS = "manuscripts"
    SECTIONS = "sections"
    FIELDS = "field_kinds"
    TEMPLATES = "templates"
    WATCHED = "watched_folders"


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of what changed, by topic; a topic without ids did not change."""

    ids: Mapping[Topic, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return any(self.ids.values())

    def __contains__(self, topic: Topic) -> bool:
        """Tell whether anything of a topic changed."""
        return bool(self.ids.get(topic))

    def __or__(self, other: Changes) -> Changes:
        """Join the changes of two use cases."""
        topics = {*self.ids, *other.ids}
        return Changes(
            {
                topic: self.ids.get(topic, frozenset()) | other.ids.get(topic, frozenset())
                for topic in topics
            }
        )

    @classmethod
    def of_rows(cls, rows: Mapping[str, Iterable[int]]) -> Changes:
        """Make changes from row ids by table name; tables without a topic are left out."""
        topics = {topic.value: topic for topic in Topic}
        return cls({topics[name]: frozenset(ids) for name, ids in rows.items() if name in topics})


@dataclass(frozen=True, kw_only=True, slots=True)
class Made(Generic[Id]):
    """The id of what a use case made, and all that changed with it."""

    id: Id
    changes: Changes
