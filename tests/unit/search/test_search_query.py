"""The user's query, read into a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.library.references import UnitKind
from archivist.search.folding import fold
from archivist.search.query import (
    AllOf,
    AnyOf,
    Exact,
    Field,
    Fuzzy,
    Named,
    Near,
    Node,
    Phrase,
    Placed,
    Prefix,
    Reference,
    Saying,
    Sounding,
    Wildcard,
    Word,
    Years,
    described,
    parse_query,
)
from archivist.search.query_fields import _FIELDS, _HAS, _IS, _LANGUAGES, _TYPES, values_of


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
        ("Ežov", AnyOf((Word("ezov"), Word("ezhov")))),
        ("Solženicyn", AnyOf((Word("solzenicyn"), Word("solzhenitsyn")))),
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
        ("  ...", 2, "a word to look for"),
        ("-голод", 0, "a word to look for beside what is left out"),
        ("голод OR", 6, "a word on each side of OR"),
        ("OR голод", 0, "a word on each side of OR"),
        ("голод OR OR мор", 9, "a word on each side of OR"),
        ("(голод OR )", 7, "a word on each side of OR"),
        ("голод OR -мор", 9, "a word to look for beside what is left out"),
        ("мор (голод", 4, "“)” to this bracket"),
        ("((голод)", 0, "“)” to this bracket"),
        ("голод)", 5, "no “)” without “(”"),
        ("()", 1, "a word inside the brackets"),
        ('"голод', 0, 'the closing “"” of the phrase'),
        ("мор «голод", 4, "the closing “»” of the phrase"),
        ("~", 0, "a word before “~”"),
        ("голод ~2", 6, "a word before “~”"),
        ('""', 0, "a word to look for"),
        ("-", 0, "a word to look for"),
        ("foo:bar", 0, "a field that there is, or a space after “foo:”"),
        ("голод автар:Иванов", 6, "“автор:” in place of “автар:”, or no colon"),
        ("has:", 4, "what to look for after “has:”"),
        ("group:''", 8, "what to look for after “group:”"),
        ("tag:(мор OR )", 9, "a word on each side of OR"),
        ("type:strange", 5, f"one of {', '.join(values_of(Field.TYPE))}"),
        ("голод к*", 6, "at least 2 letters beside “*” or “?”"),
        ("голод *?", 6, "at least 2 letters beside “*” or “?”"),
        ("ар~", 2, "at least 3 letters before “~”"),
        ("архив~7", 6, "1 or 2 letters that may differ after “~”"),
        ('"a b"~', 6, "how many words apart, from 1 to 999, after “~”"),
        ("голод год:199x", 10, "a year or years, as 1992, 1992.. or 1992..1995"),
        ("год:1995..1992", 4, "the earlier year first: 1992..1995"),
        ("is:lost", 3, "one of unverified, verified, unread, read, annotated"),
        ("тег:", 4, "what to look for after “tag:”"),
        ("title:)", 6, "what to look for after “title:”"),
        ("голод titel:отчёт", 6, "“title:” in place of “titel:”, or no colon"),
        ("title:year:1992", 6, "words after “title:”, no other field"),
        ("(" * 50, 30, "fewer brackets inside each other"),
        ("голод " * 999, 4000, "a shorter query, of at most 4000 characters"),
    ],
)
def test_a_bad_query_says_where_and_what(text: str, position: int, expected: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.expected) == (position, expected)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("голод год:1932", AllOf((Word("голод"), Years(1932, 1932)))),
        ("год:1992..1995", Years(1992, 1995)),
        ("год : 1992..1995", Years(1992, 1995)),
        ("годы:1930-е", Years(1930, 1939)),
        ("year:1930s", Years(1930, 1939)),
        ("жыл:1992–1995", Years(1992, 1995)),
        ("year:..1917", Years(None, 1917)),
        ("рік: 1917..", Years(1917, None)),
        ("голод -тег:граница/*", AllOf((Word("голод"),), (Named(Field.TAG, "граница/*"),))),
        ("-tag:a", AllOf((), (Named(Field.TAG, "a"),))),
        ("tag:a OR tag:b", AnyOf((Named(Field.TAG, "a"), Named(Field.TAG, "b")))),
        ("tag:(a OR 'b c')", AnyOf((Named(Field.TAG, "a"), Named(Field.TAG, "b c")))),
        (
            "year:(1932 OR 1946..) x",
            AllOf((AnyOf((Years(1932, 1932), Years(1946, None))), Word("x"))),
        ),
        (
            'архив:"АП РК" фонд:5-Н голод',
            AllOf((Named(Field.ARCHIVE, "АП РК"), Named(Field.FUND, "5-Н"), Word("голод"))),
        ),
        ("a OR tag:b", AnyOf((Word("a"), Named(Field.TAG, "b")))),
        (
            "(title:a OR b) -tag:c",
            AllOf(
                (AnyOf((Saying(Field.TITLE, Word("a")), Word("b"))),),
                (Named(Field.TAG, "c"),),
            ),
        ),
        (
            "(a year:1932) OR (b tag:c)",
            AnyOf(
                (
                    AllOf((Word("a"), Years(1932, 1932))),
                    AllOf((Word("b"), Named(Field.TAG, "c"))),
                )
            ),
        ),
        ("a -(b tag:c)", AllOf((Word("a"),), (AllOf((Word("b"), Named(Field.TAG, "c"))),))),
        ("tag:a -b", AllOf((Named(Field.TAG, "a"),), (Word("b"),))),
        ("язык:русский", Named(Field.LANGUAGE, "ru")),
        ("lang:DE", Named(Field.LANGUAGE, "de")),
        ("тип:книга", Named(Field.TYPE, "book")),
        ("has:заметка", Named(Field.HAS, "note")),
        ("is:непроверено", Named(Field.IS, "unverified")),
        ("заголовок:отчёт", Saying(Field.TITLE, Word("отчет"))),
        ("note:(a OR b)", Saying(Field.NOTE, AnyOf((Word("a"), Word("b"))))),
        ("author:=Kunaev", Saying(Field.AUTHOR, Exact("kunaev"))),
    ],
)
def test_fields_stand_anywhere(text: str, root: Node) -> None:
    assert parse_query(text).root == root
    assert parse_query(described(root)).root == root


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("голод（граница）", "голод (граница)"),
        ("голод\u3000граница", "голод граница"),
        ("голод｜мор", "голод|мор"),
        ("lang：zh", "lang:zh"),
        ("《边界》", '"边界"'),
        ("「边界谈判」", '"边界谈判"'),
        ("＂на границе＂", '"на границе"'),
        ("“на границе”", '"на границе"'),
        ("„на границе“", '"на границе"'),
        ("”на границе”", '"на границе"'),
        ('“на границе"', '"на границе"'),
        ("архив:«АП РК»", 'archive:"АП РК"'),
        ("archive:'АП РК'", 'archive:"АП РК"'),
        ("голод И мор", "голод мор"),
        ("архив～２", "архив~2"),
    ],
)
def test_signs_are_read_as_they_are_typed_everywhere(typed: str, meant: str) -> None:
    assert parse_query(typed).root == parse_query(meant).root


def test_a_reference_stands_for_its_place_wherever_it_is() -> None:
    place = Placed(((UnitKind.FUND, "5"),), "АП РК", "21об")
    text = "голод OR (АП РК Ф. 5 Л. 21об)"
    query = parse_query(text, Reference(10, len(text) - 1, place))
    assert query.root == AnyOf((Word("голод"), place))
    assert query.conditions() == (place,)
    assert described(place) == "АП РК Ф. 5 Л. 21об"


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
        assert parse_query(described(root)).root == root


def read(text: str) -> tuple[int, Node | None]:
    try:
        return 0, parse_query(text).root
    except ParseError as error:
        return error.position, None


def test_what_is_wanted_leaves_out_what_is_not() -> None:
    query = parse_query('a -b (c OR "d e") a')
    assert query.wanted() == (Word("a"), Word("c"), Phrase(("d", "e")))
