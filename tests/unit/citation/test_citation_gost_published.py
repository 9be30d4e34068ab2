"""Published sources in the styles of the GOST family, with all that is known of them."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from citation_makers import ROOT, named, published, styles
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.cases.published import check_published
from archivist.citation.entries import format_entry
from archivist.library.people import Person, Role
from archivist.library.records import Citable, Record, RecordKind
from archivist.library.richtext import plain
from archivist.library.values import LanguageCode, parse_date

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


_WORD = st.sampled_from(
    ["", "", "Казахстан: летопись", "закон от 1 марта 1990 г.", "г.", "12", "—"]
)
_TEXTS = (
    *("title", "subtitle", "container", "publisher", "place", "edition", "series", "volume"),
    *("issue", "pages", "total_pages", "genre", "number", "url", "doi", "responsibility"),
)
_RECORDS = st.builds(
    Record,
    kind=st.sampled_from([kind for kind in RecordKind if kind is not RecordKind.ARCHIVAL]),
    title_by_researcher=st.booleans(),
    creators=st.lists(
        st.builds(
            Person,
            family=st.sampled_from(["Иванова", "Doe", "пер. с англ. В. В. Львова", "赵"]),
            given=st.sampled_from(["", "К. К.", "Jane", "Сагат Абулхасымович"]),
            role=st.sampled_from(list(Role)),
        ),
        max_size=6,
    ).map(tuple),
    date=st.none()
    | st.sampled_from(["1991", "1991-02-11", "1929–1933", "ок. 1860"]).map(parse_date),
    language=st.sampled_from(["", "ru", "kk", "uk", "en", "zh", "de"]).map(LanguageCode),
    **dict.fromkeys(_TEXTS, _WORD),
)


@given(_RECORDS, st.sampled_from(sorted(styles())))
def test_any_record_ends_with_one_stop_in_every_style(record: Record, style: str) -> None:
    printed = plain(format_entry(Citable(key="1", record=record), styles()[style]))
    assert not printed or printed[-1] in ".?!…。"
    assert not re.search(r"\.\.|  | ,|[{}<>|]|\(\)|\[\]|//\s*//", printed), printed


def test_a_thousand_entries_are_printed_at_once() -> None:
    sources = [source(entry["facts"]) for entry in ENTRIES]
    thousand = (sources * (1000 // len(sources) + 1))[:1000]
    style = styles()["gost-r-7.0.100-2018"]
    started = time.perf_counter()
    for one in thousand:
        format_entry(one, style)
    assert time.perf_counter() - started < 1, "0.2 s is usual; a busy machine may take longer"


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ({"kind": "book", "title": "Степь: начало: конец"}, "Степь : начало : конец."),
        ({"kind": "book", "title": "Степь: начало : очерк"}, "Степь: начало : очерк."),
        ({"kind": "article", "title": "Степь: начало", "container": "Вестник"}, None),
        ({"kind": "chapter", "title": "Степь: начало", "container": "Сборник"}, None),
        ({"kind": "web_page", "title": "Степь: начало"}, "Степь: начало."),
        ({"kind": "book", "title": "12:30"}, "12:30."),
        ({"kind": "thesis", "title": "Степь: начало", "genre": "дис."}, "Степь: начало : дис."),
    ],
)
def test_the_title_of_a_whole_is_parted_and_that_of_a_part_is_not(
    facts: dict[str, Any], printed: str | None
) -> None:
    entry = plain(format_entry(source(facts), styles()["gost-r-7.0.5-2008"]))
    assert entry == (printed or f"Степь: начало // {facts.get('container')}.")


def test_a_western_author_of_a_thesis_keeps_the_initials() -> None:
    thesis = source({"kind": "thesis", "title": "War", "by": "Doe, Jane", "language": "en"})
    assert plain(format_entry(thesis, styles()["gost-7.1-2003"])) == "Doe, J. War / J. Doe."


def test_cases_are_checked_in_our_own_forms_alone() -> None:
    case = {
        "id": "N1",
        "csl": {"type": "book", "title": "Степь: очерк", "language": "ru"},
        "expected": {
            "gost_r_7_0_5": {"text": "Степь : очерк."},
            "gost_7_1_2003": {"text": "Степь."},
            "unheard_of": {"text": "Степь."},
            "csl_apa7_bibliography": {"text": "Степь."},
        },
    }
    checked = list(check_published([case], styles()))
    assert [(one.form, one.passed, one.printed) for one in checked] == [
        ("gost_r_7_0_5", True, "Степь : очерк."),
        ("gost_7_1_2003", False, "Степь : очерк."),
        ("unheard_of", False, ""),
    ]
