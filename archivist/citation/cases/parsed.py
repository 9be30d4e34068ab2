"""Cases of parsing: strings, and the fields that should come of them.

A case has `id`, `input` and `fields`; `number` is the entry's in its list, and `warning` asks only
that something be questioned.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.parsing import parse_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.citation.parsing import ParsedEntry


def check_parsed(cases: Iterable[Mapping[str, Any]]) -> Iterator[Checked]:
    """Parse each case and compare each of its fields."""
    for case in cases:
        entry = parse_entry(str(case["input"]))
        for name, expected in case["fields"].items():
            questioned = name == "warning"
            yield Checked(
                case=str(case["id"]),
                form=name,
                expected=_text(bool(expected) if questioned else expected),
                printed=_text(bool(entry.warnings) if questioned else _field(entry, name)),
            )


def _field(entry: ParsedEntry, name: str) -> object:
    return entry.number if name == "number" else entry.fields.get(name)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
