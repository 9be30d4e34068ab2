"""A query as a form, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import ParseError
from archivist.search.query import AllOf, Node, parse_query
from archivist.services.searching import QueryForm, form_of, written


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("", QueryForm()),
        ("голод мор", QueryForm(every="голод мор")),
        ("голод OR мор", QueryForm(some="голод мор")),
        ('голод (мор OR "без хлеба")', QueryForm(every="голод", some='мор "без хлеба"')),
        ('голод -мор -"без хлеба"', QueryForm(every="голод", none='мор "без хлеба"')),
        ('"о границе"', QueryForm(phrase="о границе")),
        ("«о границе»", QueryForm(phrase="о границе")),
        ('"торговля граница"~12', QueryForm(near="торговля граница", distance=12)),
        ("name:Назарбаев", QueryForm(name="Назарбаев")),
        ("голод автор:Михайлов", QueryForm(every="голод", author="Михайлов")),
        ('author:"С. Михайлов"', QueryForm(author='"С. Михайлов"')),
        ("заголовок:(голод мор) note:сверить", QueryForm(title="голод мор", note="сверить")),
        (
            'архив:"АП РК" фонд:5-Н tag:граница/* lang:kk',
            QueryForm(archive="АП РК", fund="5-Н", tag="граница/*", language="kk"),
        ),
        ("group:'Research literature'", QueryForm(every="group:'Research literature'")),
        ("type:book", QueryForm(kind="book")),
        ("голод type:page", QueryForm(every="голод", within="page")),
        ("голод type:note", QueryForm(every="голод", within="annotation")),
        ("year:1992..1995", QueryForm(first_year=1992, last_year=1995)),
        ("год:..1917", QueryForm(last_year=1917)),
        ("is:unverified is:read", QueryForm(verified=False, unread=False)),
        ("has:annotation", QueryForm(annotated=True)),
        ("is:annotated", QueryForm(annotated=True)),
    ],
)
def test_a_query_fills_the_form(query: str, form: QueryForm) -> None:
    assert form_of(query) == form


@pytest.mark.parametrize(
    "query",
    [
        "голод OR tag:мор",
        "tag:(a OR b)",
        "голод -tag:черновик",
        "голод year:1932 -year:1933",
        "type:book type:report",
        '"раз" "два" "торговля граница"~8 "a b"~2',
        "((a OR b) c) d",
        '="архивах" =голод погранич* архив~2',
        "Ф. 5-Н Оп. 1 голод",
        "a -(b c)",
        "(голод",
        "a|b title:c",
        "голод OR мор tag:x",
    ],
)
def test_what_the_form_has_no_field_for_stays(query: str) -> None:
    assert tree_of(written(form_of(query))) == tree_of(query)


def test_a_filled_form_is_a_query() -> None:
    form = QueryForm(
        every="голод OR мор",
        some="a b",
        none="c -d",
        phrase="о границе",
        near="торговля граница",
        title="x y",
        archive="АП РК",
        group="Literature",
        kind="book",
        within="page",
        first_year=1930,
        verified=True,
        unread=True,
        annotated=True,
    )
    assert written(form) == (
        '(голод OR мор) "о границе" "торговля граница"~8 (a OR b) -c -d title:(x y) '
        'archive:"АП РК" group:Literature type:book type:page year:1930.. is:verified '
        "is:unread has:annotation"
    )
    assert parse_query(written(form)).conditions()


def tree_of(query: str) -> Node | frozenset[tuple[bool, Node]] | int:
    """Return what a query asks for whatever the order, or where its mistake is."""
    try:
        root = parse_query(query).root
    except ParseError as error:
        return error.position
    if isinstance(root, AllOf):
        parts = [(True, part) for part in root.wanted] + [(False, part) for part in root.unwanted]
        return frozenset(parts)
    return root


_PIECES = (
    *("голод", " ", " ", "tag:", "год:", "1992..", "title:", "(", ")", '"', "-", " OR ", "=", "a*"),
    *("name:", "is:read", "~3", "type:page", "«", "»", "has:annotation", "архив:", "|", "NOT "),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
def test_no_query_changes_on_its_way_through_the_form(text: str) -> None:
    assert tree_of(written(form_of(text))) == tree_of(" ".join(text.split()))
