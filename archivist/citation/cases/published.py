"""Cases of published sources: CSL-JSON items and the strings that are expected of our own styles.

A case has `id`, `csl` and `expected`, strings by form; the forms of a CSL engine begin with `csl_`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.cases.forms import PUBLISHED
from archivist.citation.entries import format_entry
from archivist.citation.fields.published import record_from_csl
from archivist.library.records import Citable
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.citation.styles import Style

ENGINE_MADE = "csl_"
"""How the forms of a CSL engine begin."""


def check_published(
    cases: Iterable[Mapping[str, Any]], styles: Mapping[str, Style]
) -> Iterator[Checked]:
    """Print each case in each form of our own; a form that we do not know prints nothing."""
    for case in cases:
        source = Citable(key=case["id"], record=record_from_csl(case["csl"]))
        for form, expected in case["expected"].items():
            if form.startswith(ENGINE_MADE):
                continue
            style = styles.get(PUBLISHED.get(form, ""))
            printed = plain(format_entry(source, style)) if style else ""
            yield Checked(case=case["id"], form=form, expected=expected["text"], printed=printed)
