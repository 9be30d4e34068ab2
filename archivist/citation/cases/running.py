"""Running a whole case file: every section, every expected string, what passed and what did not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from archivist.citation.cases.archival import check_archival
from archivist.citation.cases.checked import Checked
from archivist.citation.cases.engine_made import check_engine_made
from archivist.citation.cases.parsed import check_parsed
from archivist.citation.cases.published import check_published
from archivist.citation.cases.sequences import check_sequences
from archivist.citation.cases.transliterated import check_transliteration
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archivist.citation.csl.engine import CslEngine
    from archivist.citation.styles import Style

    _Check = Callable[[list[Any]], Iterable[Checked]]

SECTIONS = ("archival", "nonarchival", "sequences", "parser", "transliteration")
"""The sections of a case file, in its order."""


_UNREAD = (ArchivistError, AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What a case of an unknown shape can come to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionChecked:
    """What one section came to."""

    name: str
    total: int
    failed: tuple[Checked, ...]

    @property
    def passed(self) -> int:
        """How many strings came out letter for letter."""
        return self.total - len(self.failed)


def check_file(
    data: Mapping[str, Any], styles: Mapping[str, Style], engine: CslEngine | None
) -> tuple[SectionChecked, ...]:
    """Check all sections that a case file has; the engine prints what CSL styles made.

    A case of a shape that is not known fails with the reason, and the others go on.
    """
    checks: dict[str, tuple[_Check, ...]] = {
        "archival": (
            partial(check_archival, styles=styles),
            partial(check_engine_made, engine=engine),
        ),
        "nonarchival": (
            partial(check_published, styles=styles),
            partial(check_engine_made, engine=engine),
        ),
        "sequences": (lambda cases: check_sequences({**data, "sequences": cases}, styles),),
        "parser": (check_parsed,),
        "transliteration": (check_transliteration,),
    }
    return tuple(
        _summed(name, [one for check in checks[name] for one in _checked(check, data[name])])
        for name in SECTIONS
        if data.get(name)
    )


def _checked(check: _Check, cases: object) -> list[Checked]:
    """Check cases at once; where one cannot be read, each by itself."""
    listed = list(cases) if isinstance(cases, list) else [cases]
    try:
        return list(check(listed))
    except _UNREAD as error:
        if len(listed) == 1:
            return [_unread(listed[0], error)]
        return [one for case in listed for one in _checked(check, [case])]


def _unread(case: object, error: Exception) -> Checked:
    name = case.get("id", "") if isinstance(case, dict) else ""
    return Checked(
        case=str(name), form="", expected="", printed=f"the case cannot be read: {error!r}"
    )


def _summed(name: str, checked: list[Checked]) -> SectionChecked:
    return SectionChecked(
        name=name,
        total=len(checked),
        failed=tuple(one for one in checked if not one.passed),
    )
