"""Values of a style's file, read and changed one by one."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.citation.style_text import leaves, line_of, value_at, with_value, without
from archivist.errors import UnreadableFileError

TEXT = """\
# My style.
name = "mine"
title = "Моя"  # as it shows

[archival.between]
levels = ". "
"series piece" = "/"

[people]
credits = [
    "author",
    "editor",
]
between = ", "
"""


def test_a_value_is_changed_and_the_rest_stays_as_it_stands() -> None:
    changed = with_value(TEXT, ("archival", "between", "levels"), ", ")
    assert changed == TEXT.replace('levels = ". "', 'levels = ", "')
    changed = with_value(TEXT, ("archival", "between", "series piece"), "-")
    assert changed == TEXT.replace('piece" = "/"', 'piece" = "-"')
    assert with_value(TEXT, ("people", "credits"), ["author", "editor"]).endswith(
        '[people]\ncredits = ["author", "editor"]\nbetween = ", "\n'
    )


def test_a_value_is_added_to_its_table() -> None:
    assert 'levels = ". "\n"series piece" = "/"\nsheets = "; "\n\n[people]' in with_value(
        TEXT, ("archival", "between", "sheets"), "; "
    )
    assert '"Моя"  # as it shows\ndash = "—"\n\n[archival' in with_value(TEXT, ("dash",), "—")
    assert with_value(TEXT, ("labels", "ru", "file"), "Д. {}").endswith(
        ', "\n\n[labels.ru]\nfile = "Д. {}"\n'
    )
    assert with_value("", ("marks", "collapse"), 2).strip() == "[marks]\ncollapse = 2"


def test_a_value_is_taken_away_with_its_empty_table() -> None:
    once = with_value(TEXT, ("archival", "between", "levels"), None)
    assert once == TEXT.replace('levels = ". "\n', "")
    twice = with_value(once, ("archival", "between", "series piece"), None)
    assert "[archival" not in twice
    assert with_value(TEXT, ("nowhere", "at all"), None) == TEXT


def test_the_line_of_a_value_is_known() -> None:
    assert line_of(TEXT, ("name",)) == 2
    assert line_of(TEXT, ("archival", "between", "series piece")) == 7
    assert line_of(TEXT, ("people", "between")) == 14
    assert line_of(TEXT, ("people", "last")) == 0


def test_values_are_reached_by_their_places() -> None:
    tables = tomllib.loads(TEXT)
    assert value_at(tables, ("people", "between")) == ", "
    assert value_at(tables, ("people", "between", "x")) is None
    assert ("archival", "between", "levels") in set(leaves(tables))
    assert "people" not in without(without(tables, ("people", "credits")), ("people", "between"))


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="line 1"):
        with_value("a = \n[b", ("b",), "c")


NAMES = st.text("abcё .-\"'", min_size=1, max_size=6)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
VALUES = st.one_of(
    st.none(), st.text(max_size=20), st.integers(0, 99), st.lists(st.text(max_size=3))
)


@given(st.lists(st.tuples(PATHS, VALUES), max_size=8))
def test_any_changes_say_what_was_meant(changes: list[tuple[tuple[str, ...], object]]) -> None:
    text = TEXT
    for path, value in changes:
        text = with_value(text, path, value)
        found = value_at(tomllib.loads(text), path)
        assert found == value
