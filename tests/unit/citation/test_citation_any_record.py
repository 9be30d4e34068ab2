"""Whatever is known of a source, and whatever is not, its entry reads well."""

from __future__ import annotations

import re

from citation_makers import ENGLISH, GOST, archive, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.entries import format_entry
from archivist.library.people import Person, Role
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.references import Level, Location, Sheet, SheetSpan, UnitKind
from archivist.library.richtext import plain
from archivist.library.values import LanguageCode, parse_date

KEEPERS = (
    None,
    archive(1, ru=("Центральный архив", "ЦА")),
    archive(2, ru=("Центральный архив", ""), en=("Central archive", "CA")),
    archive(3, zh=("", "外交部档案馆")),
)

TEXTS = (
    *("subtitle", "container", "publisher", "place", "edition", "series", "volume", "issue"),
    *("pages", "total_pages", "genre", "number", "url", "doi", "authenticity", "medium"),
)
maybe_word = st.sampled_from(["", "", "слово", "Word", "г.", "12"])
people = st.builds(
    Person,
    family=st.sampled_from(["Иванова", "Doe", "Қозыбаев", "пер. с англ. В. В. Львова"]),
    given=st.sampled_from(["", "К. К.", "Jane"]),
    role=st.sampled_from(list(Role)),
)
dates = st.sampled_from(["1991", "1991-02", "1991-02-11", "1929–1933", "ок. 1860", "1860?"])
records = st.builds(
    Record,
    kind=st.sampled_from(list(RecordKind)),
    title=maybe_word,
    title_by_researcher=st.booleans(),
    creators=st.lists(people, max_size=5).map(tuple),
    date=st.none() | dates.map(parse_date),
    language=st.sampled_from(["", "ru", "kk", "uk", "en", "zh", "de"]).map(LanguageCode),
    accessed=st.none() | dates.map(parse_date),
    **dict.fromkeys(TEXTS, maybe_word),
)
levels = st.builds(
    Level,
    kind=st.sampled_from(list(UnitKind)),
    number=st.sampled_from(["5-Н", "12а", "0100"]),
    latin=st.sampled_from(["", "5-H"]),
    suffix=st.sampled_from(["", "дс"]),
    volume=st.sampled_from(["", "2"]),
    label=st.sampled_from(["", "ед. хр.", "Carton"]),
    name=st.sampled_from(["", "Фонд лица"]),
)
sheets = st.builds(Sheet, number=st.sampled_from(["1", "12а"]), verso=st.booleans())
locations = st.builds(
    Location,
    levels=st.lists(levels, max_size=4).map(tuple),
    sheets=st.lists(st.builds(SheetSpan, first=sheets, last=st.none() | sheets), max_size=3).map(
        tuple
    ),
    total_sheets=st.sampled_from(["", "64", "64 л."]),
)
ILL = re.compile(r"\.\.|  | ,|^[\s.,:;/–—-]|[{}]|\( |\(\)|\[\]|,,|: :|// //|[(\[]\.")


@given(records, st.sampled_from(KEEPERS), locations, st.booleans())
def test_an_entry_has_no_holes(
    record: Record, keeper: object, location: Location, first: bool
) -> None:
    source = Citable(key="1", record=record, archive=keeper, location=location)  # type: ignore[arg-type] # one of KEEPERS
    for style in (GOST, ENGLISH):
        for locator in ("", "12"):
            printed = plain(format_entry(source, styles()[style], first=first, locator=locator))
            assert ILL.search(printed) is None, printed
            assert not printed or printed[-1] in ".?!…", printed
            assert "\u00a0" not in printed
