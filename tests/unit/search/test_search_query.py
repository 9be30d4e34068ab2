"""The user's query, read into a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.search.query import (
    AllOf,
    AnyOf,
    Exact,
    Node,
    Phrase,
    Prefix,
    Word,
    described,
    parse_query,
)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Голод", Word("голод")),
        ("голод степь", AllOf((Word("голод"), Word("степь")))),
        ("голод, степь!", AllOf((Word("голод"), Word("степь")))),
        ("голод OR мор", AnyOf((Word("голод"), Word("мор")))),
        ("голод ИЛИ мор", AnyOf((Word("голод"), Word("мор")))),
        ("голод|мор", AnyOf((Word("голод"), Word("мор")))),
        ("a b OR c", AnyOf((AllOf((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", AllOf((Word("a"), AnyOf((Word("b"), Word("c")))))),
        ("голод -мор", AllOf((Word("голод"),), (Word("мор"),))),
        ("-мор голод", AllOf((Word("голод"),), (Word("мор"),))),
        ("a -(b c)", AllOf((Word("a"),), (AllOf((Word("b"), Word("c"))),))),
        ("голод - 1932", AllOf((Word("голод"), Word("1932")))),
        ('"Великий перелом"', Phrase(("великий", "перелом"))),
        ("«Великий перелом»", Phrase(("великий", "перелом"))),
        ("„перелом“", Exact("перелом")),
        ("=Ссылки", Exact("ссылки")),
        ('="Ссылки"', Exact("ссылки")),
        ('="в ссылке"', Phrase(("в", "ссылке"))),
        ("коллекти*", Prefix("коллекти")),
        ("中国", Word("中国")),
        ("中国*", Word("中国")),
        ('"中国史"', Phrase(("中", "国", "史"))),
        ("1930-1933", AllOf((Word("1930"), Word("1933")))),
        ("Алма-Ата", AnyOf((AllOf((Word("алма"), Word("ата"))), Word("алмаата")))),
        ("((голод))", Word("голод")),
    ],
)
def test_a_query_is_read(text: str, root: Node) -> None:
    assert parse_query(text).root == root


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "a word to look for"),
        ("  ...", 5, "a word to look for"),
        ("-голод", 0, "a word to look for beside what is left out"),
        ("голод OR", 8, "a word on each side of OR"),
        ("OR голод", 2, "a word on each side of OR"),
        ("голод OR -мор", 9, "a word to look for beside what is left out"),
        ("(голод", 6, "“)”"),
        ("голод)", 5, "no “)” without “(”"),
        ("()", 1, "a word inside the brackets"),
        ('"голод', 6, 'the closing “"” of the phrase'),
        ("голод к*", 6, "at least 2 letters before “*”"),
        ("голод ар*в", 8, "“*” at the end of a word alone"),
        ("(" * 50, 30, "fewer brackets inside each other"),
    ],
)
def test_a_bad_query_says_where_and_what(text: str, position: int, expected: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.expected) == (position, expected)


@settings(deadline=None)
@given(st.text(alphabet='аб中 "«»“”()-=*|OR', max_size=25))
def test_every_text_is_a_query_or_an_error_in_it(text: str) -> None:
    place, root = read(text)
    assert 0 <= place <= len(text)
    if root is not None:
        assert parse_query(described(root)).root == root


def read(text: str) -> tuple[int, Node | None]:
    try:
        return 0, parse_query(text).root
    except ParseError as error:
        return error.position, None


def test_what_is_wanted_leaves_out_what_is_not() -> None:
    query = parse_query('a -b (c OR "d e") a')
    assert query.wanted() == (Word("a"), Word("c"), Phrase(("d", "e")))
