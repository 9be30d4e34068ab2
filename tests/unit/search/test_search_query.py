"""The user's query, read into a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.search.folding import fold
from archivist.search.query import (
    NOTHING,
    AllOf,
    AnyOf,
    Exact,
    Field,
    Fuzzy,
    Named,
    Near,
    Node,
    Phrase,
    Prefix,
    Saying,
    Sounding,
    Wildcard,
    Word,
    Years,
    described,
    parse_query,
)
from archivist.search.query_fields import _FIELDS, _HAS, _IS, _LANGUAGES, _TYPES


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
        ("a (b -c)", AllOf((Word("a"), Word("b")), (Word("c"),))),
        ("a AND b NOT c", AllOf((Word("a"), Word("b")), (Word("c"),))),
        ("ар*в", Wildcard("ар*в")),
        ("*граф", Wildcard("*граф")),
        ("?рх?в*", Wildcard("?рх?в*")),
        ("Ар**", Prefix("ар")),
        ("что делать?", AllOf((Word("что"), Word("делать")))),
        ("алма-ат*", AllOf((Word("алма"), Prefix("ат")))),
        ("голод~", Fuzzy("голод", 1)),
        ("коллективизация~", Fuzzy("коллективизация", 2)),
        ("Архив~2", Fuzzy("архив", 2)),
        ('"Торговля граница"~8', Near(("торговля", "граница"), 8)),
        ('"торговля"~3', Word("торговля")),
        ("name:Назарбаев", Sounding("назарбаев")),
        ("имя:(Kunaev OR Konaev)", AnyOf((Sounding("kunaev"), Sounding("konaev")))),
        ("12:30", AllOf((Word("12"), Word("30")))),
        ("http://a.kz", AllOf((Word("http"), Word("a"), Word("kz")))),
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
        ("голод к*", 6, "at least 2 letters beside “*” or “?”"),
        ("голод *?", 6, "at least 2 letters beside “*” or “?”"),
        ("ар~", 2, "at least 3 letters before “~”"),
        ("архив~7", 6, "1 or 2 letters that may differ after “~”"),
        ('"a b"~', 6, "how many words apart, from 1 to 999, after “~”"),
        ("голод год:199x", 10, "a year or years, as 1992, 1992..1995 or 1992.."),
        ("год:1995..1992", 4, "a year or years, as 1992, 1992..1995 or 1992.."),
        ("is:lost", 3, "one of unverified, verified, unread, read, annotated"),
        ("тег:", 4, "what to look for after “tag:”"),
        ("title:)", 6, "what to look for after “title:”"),
        ("голод titel:отчёт", 6, "“title:” in place of “titel:”, or no colon"),
        ("title:year:1992", 6, "words after “title:”, no other field"),
        ("a OR tag:b", 0, "either words or fields with OR, not both together"),
        (
            "c (a tag:b) OR d",
            0,
            "fields outside of the brackets and beside words, not in one half of OR",
        ),
        (
            "a tag:b OR tag:c",
            0,
            "fields outside of the brackets and beside words, not in one half of OR",
        ),
        ("a -(b tag:c)", 2, "either words or fields with “-”, not both together"),
        ("(" * 50, 30, "fewer brackets inside each other"),
    ],
)
def test_a_bad_query_says_where_and_what(text: str, position: int, expected: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.expected) == (position, expected)


@pytest.mark.parametrize(
    ("text", "root", "conditions"),
    [
        ("голод год:1932", Word("голод"), Years(1932, 1932)),
        ("год:1992..1995", NOTHING, Years(1992, 1995)),
        ("жыл:1992–1995", NOTHING, Years(1992, 1995)),
        ("year:..1917", NOTHING, Years(None, 1917)),
        ("рік: 1917..", NOTHING, Years(1917, None)),
        ("голод -тег:граница/*", Word("голод"), AllOf((), (Named(Field.TAG, "граница/*"),))),
        ("tag:a OR tag:b", NOTHING, AnyOf((Named(Field.TAG, "a"), Named(Field.TAG, "b")))),
        (
            'архив:"АП РК" фонд:5-Н голод мор',
            AllOf((Word("голод"), Word("мор"))),
            AllOf((Named(Field.ARCHIVE, "АП РК"), Named(Field.FUND, "5-Н"))),
        ),
        ("a OR b год:1932", AnyOf((Word("a"), Word("b"))), Years(1932, 1932)),
        (
            "tag:x a OR b -tag:y",
            AnyOf((Word("a"), Word("b"))),
            AllOf((Named(Field.TAG, "x"),), (Named(Field.TAG, "y"),)),
        ),
        (
            "(a OR b год:1932) c",
            AllOf((AnyOf((Word("a"), Word("b"))), Word("c"))),
            Years(1932, 1932),
        ),
        ("язык:русский", NOTHING, Named(Field.LANGUAGE, "ru")),
        ("lang:DE", NOTHING, Named(Field.LANGUAGE, "de")),
        ("тип:книга", NOTHING, Named(Field.TYPE, "book")),
        ("has:заметка", NOTHING, Named(Field.HAS, "note")),
        ("is:непроверено", NOTHING, Named(Field.IS, "unverified")),
        ("заголовок:отчёт", NOTHING, Saying(Field.TITLE, Word("отчет"))),
        ("note:(a OR b)", NOTHING, Saying(Field.NOTE, AnyOf((Word("a"), Word("b"))))),
        ("author:=Kunaev", NOTHING, Saying(Field.AUTHOR, Exact("kunaev"))),
    ],
)
def test_fields_narrow_a_query(text: str, root: Node, conditions: Node) -> None:
    query = parse_query(text)
    assert (query.root, query.conditions) == (root, conditions)
    again = parse_query(described(conditions))
    assert again.conditions == conditions


def test_a_condition_knows_its_place() -> None:
    conditions = parse_query("голод is:unread").conditions
    assert isinstance(conditions, Named)
    assert conditions.position == 6


def test_no_name_of_a_field_is_used_twice() -> None:
    for names in (_FIELDS, _HAS, _IS, _TYPES, _LANGUAGES):
        folded = [fold(name) for words in names.values() for name in words.split()]
        assert len(folded) == len(set(folded))
        assert all(name.isascii() or fold(name) == name for name in folded)


@settings(deadline=None)
@given(st.text(alphabet='аб中 "«»“”()-=*|OR~?2:', max_size=25))
def test_every_text_is_a_query_or_an_error_in_it(text: str) -> None:
    place, root = read(text)
    assert 0 <= place <= len(text)
    if root is not None:
        assert parse_query(described(root)).root == root


_PIECES = ["голод", " ", "tag:", "год:", "1992..", "title:", "(", ")", '"', "-", "OR", "name:", "a"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
def test_every_text_with_fields_is_a_query_or_an_error_in_it(text: str) -> None:
    place, root = read(text)
    assert 0 <= place <= len(text)
    if root is not None:
        query = parse_query(text)
        parts = [node for node in (query.root, query.conditions) if node not in (None, NOTHING)]
        again = parse_query(" ".join(f"({described(part)})" for part in parts))
        assert (again.root, again.conditions) == (query.root, query.conditions)


def read(text: str) -> tuple[int, Node | None]:
    try:
        return 0, parse_query(text).root
    except ParseError as error:
        return error.position, None


def test_what_is_wanted_leaves_out_what_is_not() -> None:
    query = parse_query('a -b (c OR "d e") a')
    assert query.wanted() == (Word("a"), Word("c"), Phrase(("d", "e")))
