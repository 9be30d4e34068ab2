"""Cases of citations that follow each other: notes with repeats, and marks with numbers.

A case has `id`, `style`, `refs` and `expected`, one string a ref. Refs are informal: they call a
case of an archive (`A013 Л.1-3`), a place (`ЦГА РК 1109/4/12 Л.1`), a book (`book:Фенухин p54-55`),
the source before (`same p68`), or numbers of a list (`source 5 sheet 61`, `{15,16,17}`). What a ref
only describes is read from the string that it expects, and printed again from what was read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.cases.checked import Checked
from archivist.citation.cases.sources import OP_CIT, SourcesReader
from archivist.citation.notes import format_notes
from archivist.citation.numbering import Cited, mark
from archivist.errors import UnreadableFileError
from archivist.library.richtext import plain
from archivist.library.values import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from archivist.citation.styles import Style

SEQUENCES = (
    ("gost_7_1_2003", "gost-7.1-2003"),
    ("gost_r_7_0_100", "gost-r-7.0.100-2018"),
    ("gost", "gost-r-7.0.5-2008-notes"),
    ("kz_thesis", "gost-r-7.0.5-2008"),
    ("intext", "kz-english"),
    ("en_kz", "kz-english"),
    ("en_slavic", "english-slavic"),
    ("kk_prefix", "kk-thesis-prefix"),
    ("kk", "kk-thesis"),
    ("dstu_gost_7_1", "dstu-gost-7.1-2006"),
    ("dstu", "dstu-8302-2015"),
    ("uk_vak", "vak-ukraine-2010"),
    ("vak", "vak-ukraine-2010"),
    ("uk", "dstu-8302-2015"),
    ("chicago", "chicago-17-notes"),
    ("turabian", "turabian-notes"),
    ("tna", "tna"),
    ("nara", "nara"),
    ("zh", "china-history-notes"),
    ("iso690", "iso-690-2021"),
    ("mla", "mla-9"),
    ("apa", "apa-7"),
)
"""The style that the name of a sequence's style begins with; the first that fits counts."""

_NUMBERED = re.compile(r"\[\d[^\]]*\]")
_NUMBERS = re.compile(r"\{([\d,\s]+)\}|sources?\s+((?:\d+\s*,\s*)+\d+)\s*$")
_NUMBER = re.compile(
    r"(?:sources?\s+)?(?P<number>\d+)\s*,?\s*"
    r"(?:(?P<label>sheets?|лл?|арк|ll?|pages?|pp?|с|б)\.?\s*(?P<place>\d[\d\s,–-]*(?:(?:об|зв|ob|verso)\b\.?)?))?$"
)
_SHEETS = ("sheet", "л", "арк", "l")
_ROUND = re.compile(r"(?P<before>\()(?P<text>.*)(?P<after>\)\.?)", re.DOTALL)
_LISTED = re.compile(r"(?P<before>\d+\.\s+)(?P<text>\D.*)(?P<after>)", re.DOTALL)
_SHOWN = 40
_NOTHING = {"…", "..."}


def check_sequences(data: Mapping[str, Any], styles: Mapping[str, Style]) -> Iterator[Checked]:
    """Print each sequence of a case file whose style there is.

    Raises:
        UnreadableFileError: when a sequence is not what the head of this module says.
    """
    for case in data.get("sequences", ()):
        if not _is_sequence(case):
            told = str(case.get("id", case) if isinstance(case, dict) else case)[:_SHOWN]
            raise UnreadableFileError("sequences", f"“{told}” has not its style, refs and strings")
        name = next((name for start, name in SEQUENCES if case["style"].startswith(start)), "")
        if name not in styles:
            continue
        numbered = all(_NUMBERED.fullmatch(text) for text in case["expected"])
        print_case = _marks if numbered else _notes
        for place, printed in enumerate(print_case(case, data, styles[name])):
            expected = case["expected"][place]
            if expected not in _NOTHING:
                form = f"{case['style']} {place + 1}"
                yield Checked(case=case["id"], form=form, expected=expected, printed=printed)


def _is_sequence(case: object) -> bool:
    if not isinstance(case, dict) or not isinstance(case.get("id"), str):
        return False
    refs, expected = case.get("refs"), case.get("expected")
    if not (isinstance(refs, list) and isinstance(expected, list) and len(refs) == len(expected)):
        return False
    return all(isinstance(text, str) for text in (case.get("style"), *refs, *expected))


def _notes(case: Mapping[str, Any], data: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Print the notes, in round brackets or with a number where the case has them so."""
    dressed = [_dressed(text) for text in case["expected"]]
    if any(OP_CIT.search(text) for text in (*case["refs"], *case["expected"])):
        style = replace(style, repeats=replace(style.repeats, op_cit=True))
    reader = SourcesReader(data)
    notes = [
        reader.read(ref, bare) for ref, (_, bare, _) in zip(case["refs"], dressed, strict=True)
    ]
    for text, (before, _, after) in zip(format_notes(notes, style), dressed, strict=True):
        bare = plain(text)
        yield f"{before}{bare.removesuffix('.') if after else bare}{after}"


def _dressed(text: str) -> tuple[str, str, str]:
    """Part a note from the bracket or number before it and the bracket after it."""
    match = _ROUND.fullmatch(text) or _LISTED.fullmatch(text)
    return (match["before"], match["text"], match["after"]) if match else ("", text, "")


def _marks(case: Mapping[str, Any], _: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Print marks with the numbers that the refs name."""
    form = style.marks
    if "two" in case["style"]:
        form = replace(form, collapse=2)
    language = next((code for code in ("kk", "uk", "en") if code in case["style"].split("_")), "")
    for ref in case["refs"]:
        yield plain(mark(_cited(ref), form, LanguageCode(language) if language else None))


def _cited(ref: str) -> list[Cited]:
    if several := _NUMBERS.fullmatch(ref.strip()):
        found = re.findall(r"\d+", several[1] or several[2])
        return [Cited(number=int(number)) for number in found]
    cited = []
    for part in re.split(r"\s+and\s+|;", ref):
        if item := _NUMBER.fullmatch(part.strip()):
            filed = (item["label"] or "").startswith(_SHEETS)
            place = re.sub(r"\s*,\s*", ", ", (item["place"] or "").strip())
            if place.endswith("verso"):
                place = f"л. {place.removesuffix('verso')}об."
            cited.append(Cited(number=int(item["number"]), locator=place, archival=filed))
    return cited
