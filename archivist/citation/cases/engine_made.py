"""Cases whose strings citeproc.js made: the same sources, printed by our CSL engine.

A case brings its source as CSL-JSON (`csl`, or `csl_export` for a document in an archive); each
form is a style of the collection, printed as an entry of a list or as a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.csl.items import CslCite, CslCluster
from archivist.library.richtext import plain
from archivist.library.values import EN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archivist.citation.csl.engine import CslEngine

NOTE, ENTRY = "note", "bibliography"

STYLES = {
    "csl_chicago17": "chicago-notes-bibliography-17th-edition",
    "csl_apa7": "apa",
    "csl_mla9": "modern-language-association",
    "csl_iso690": "iso690-full-note-en",
    "csl_gbt_7714_2015": "china-national-standard-gb-t-7714-2015-numeric",
    "csl_gost_csl": "gost-r-7-0-5-2008-numeric",
}
"""The style that the first part of a form's name means; the last part is `NOTE` or `ENTRY`."""

_PAGE = "15"
"""The page that the notes to published sources name."""


_MISSING = "citeproc.js is missing; python3 start.py setup brings it"


def check_engine_made(
    cases: Iterable[Mapping[str, Any]], engine: CslEngine | None
) -> Iterator[Checked]:
    """Print each case in each form that citeproc.js made, style by style.

    What the case file marks as a defect of citeproc.js is left out: we mend some of them. Without
    the engine each says so instead.
    """
    wanted = [
        (form, case, str(expected["text"]))
        for case in cases
        for form, expected in case.get("expected", {}).items()
        if is_engine_made(form) and not expected.get("engine_defect") and _item(case)
    ]
    for form, case, expected in sorted(wanted, key=lambda one: one[0]):
        printed = _printed(form, case, engine) if engine else _MISSING
        yield Checked(case=case["id"], form=form, expected=expected, printed=printed)


def is_engine_made(form: str) -> bool:
    """Tell whether a form's strings were made by citeproc.js with a style that there is."""
    name, _, kind = form.rpartition("_")
    return name in STYLES and kind in {NOTE, ENTRY}


def _printed(form: str, case: Mapping[str, Any], engine: CslEngine) -> str:
    name, _, kind = form.rpartition("_")
    item = {**_item(case), "id": str(case["id"])}
    if kind == ENTRY:
        return plain(engine.item_entries(STYLES[name], [item], EN)[item["id"]])
    cite = CslCite(key=item["id"], locator=_PAGE if "csl" in case else "")
    cited = engine.cite_items(STYLES[name], [item], [CslCluster(items=(cite,), note=1)], EN)
    return plain(cited.marks[0])


def _item(case: Mapping[str, Any]) -> dict[str, Any]:
    item = case.get("csl") or case.get("csl_export")
    return item if isinstance(item, dict) else {}
