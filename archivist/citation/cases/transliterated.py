"""Cases of transliteration: a text in Cyrillic letters and what each scheme makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.transliteration import romanise
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCHEMES = {
    "ala_lc": "ala-lc",
    "ala_lc_plain": "ala-lc-plain",
    "bgn_pcgn": "bgn-pcgn",
    "iso9": "iso-9",
    "gost_779_a": "gost-7.79-a",
    "gost_779_b": "gost-7.79-b",
    "bsi": "bsi",
    "kmu_2010": "kmu-2010",
    "kk_latin_2021": "kazakh-2021",
}
"""Which scheme each name of an expected string means."""


def check_transliteration(cases: Iterable[Mapping[str, Any]]) -> Iterator[Checked]:
    """Write each text in each scheme that it expects; known names keep to the scheme here.

    A case without an id is called by its place, `T001` for the first.
    """
    for place, case in enumerate(cases, 1):
        for form, expected in case["expected"].items():
            if form not in SCHEMES:
                continue
            text = expected["text"] if isinstance(expected, dict) else expected
            language = LanguageCode(case.get("lang", ""))
            yield Checked(
                case=case.get("id", f"T{place:03d}"),
                form=form,
                expected=text,
                printed=romanise(case["source"], language=language, scheme=SCHEMES[form]),
            )
