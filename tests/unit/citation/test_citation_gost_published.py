"""Published sources in the styles of the GOST family, with all that is known of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from citation_makers import ROOT, named, published, styles

from archivist.citation.entries import format_entry
from archivist.library.people import Person, Role
from archivist.library.records import RecordKind
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from archivist.library.records import Citable

_PEOPLE = {
    "compilers": Role.COMPILER,
    "editors": Role.EDITOR,
    "translators": Role.TRANSLATOR,
    "interviewers": Role.INTERVIEWER,
    "supervisors": Role.SUPERVISOR,
}
ENTRIES = json.loads(
    (ROOT / "tests" / "reference" / "citations" / "published.json").read_text(encoding="utf-8")
)
FORMS = [
    (entry["facts"], entry.get("locator", ""), style, text)
    for entry in ENTRIES
    for style, text in entry.items()
    if style not in ("facts", "locator")
]


def source(facts: dict[str, Any]) -> Citable:
    facts = dict(facts)
    others = [
        person
        for name, role in _PEOPLE.items()
        if name in facts
        for person in named(role, *facts.pop(name).split("; "))
    ]
    if body := facts.pop("by_body", ""):
        others.append(Person(family=body))
    return published(
        RecordKind(facts.pop("kind")), facts.pop("title"), others=tuple(others), **facts
    )


@pytest.mark.parametrize(
    ("facts", "locator", "style", "expected"), FORMS, ids=[f"{f[2]}-{f[3][:24]}" for f in FORMS]
)
def test_a_style_prints_a_published_source(
    facts: dict[str, Any], locator: str, style: str, expected: str
) -> None:
    assert plain(format_entry(source(facts), styles()[style], locator=locator)) == expected
