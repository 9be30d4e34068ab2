"""Cases of archival citation: fields by name, and the strings that are expected of our styles.

A case has `id`, `fields` (archive, fund, series, file, sheets, …) and `expected`, strings by form;
the forms of a CSL engine begin with `csl_`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.cases.forms import Mentioned, archival_form
from archivist.citation.entries import format_entry, format_for_list, format_place
from archivist.citation.fields.archival import citable_from_fields
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.citation.styles import Style
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

_ENGINE_MADE = "csl_"


def check_archival(
    cases: Iterable[Mapping[str, Any]], styles: Mapping[str, Style]
) -> Iterator[Checked]:
    """Print each case in each form of ours; what is no such form says so instead."""
    for case in cases:
        citable = citable_from_fields(case["id"], case["fields"])
        for form, expected in case["expected"].items():
            if form.startswith(_ENGINE_MADE):
                continue
            yield Checked(
                case=case["id"],
                form=form,
                expected=expected["text"],
                printed=_printed(citable, form, styles),
            )


def _printed(citable: Citable, form: str, styles: Mapping[str, Style]) -> str:
    known = archival_form(form)
    if known is None:
        return f"(no style is known as {form})"
    name, mention = known
    if name not in styles:
        return f"(there is no style {name})"
    return plain(_mentioned(citable, styles[name], mention))


def _mentioned(citable: Citable, style: Style, mention: Mentioned) -> RichText:
    if mention is Mentioned.PLACE:
        return format_place(citable, style)
    if mention in {Mentioned.LISTED, Mentioned.COLLECTED}:
        return format_for_list(citable, style, collected=mention is Mentioned.COLLECTED)
    return format_entry(citable, style, first=mention is Mentioned.FIRST)
