"""The codec: Whoosh's own queries on it, and every kind of query against brute force."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh_query
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.scoring import BM25F

from archivist.search.analyzers import Analysis
from archivist.search.codec.likeness import pieces, within_edits
from archivist.search.codec.sections import DamagedIndexError, Sections, write_sections
from archivist.search.codec.whoosh_codec import TermField, schema
from archivist.search.codec.whoosh_index import ArchiveIndex
from archivist.search.index import Index, Wanted
from archivist.search.query_tree import (
    AllOf,
    AnyOf,
    Exact,
    Fuzzy,
    Near,
    Node,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
from archivist.search.schema import Document
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = [
    "голод",
    "голода",
    "голоду",
    "город",
    "город",
    "мороз",
    "морозы",
    "хлеб",
    "хлеба",
    "степь",
    "степи",
    "снег",
]
FORMS = sorted(set(WORDS))
TEXTS = st.lists(st.sampled_from([*WORDS, "中国", "国史"]), max_size=12)
ANALYSIS = Analysis()


def page(number: int, words: Sequence[str], source: int = 1, title: str = "") -> Document:
    return Document(
        key=f"p{number}", source_id=source, title=title, text=" ".join(words), kind="page"
    )


def note(number: int, words: Sequence[str]) -> Document:
    """Return a document that does not go on in another, as pages do."""
    return Document(
        key=f"a{number}", source_id=number % 3, title="", text=" ".join(words), kind="annotation"
    )


# Brute force: a document is its folded words in order, Chinese letters one by one.


def tokens(words: Sequence[str]) -> list[str]:
    return [part for word in words for part in (word if word >= "一" else [word])]


def reads_as(word: str, form: str) -> bool:
    return bool(ANALYSIS.query_readings(form).keys() & ANALYSIS.readings(word, "").readings.keys())


@cache
def edits(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return edits(one[1:], other[1:])
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return 1 + min(edits(*way) for way in ways)


def near(words: Sequence[str], forms: Sequence[str], distance: int) -> bool:
    places = [[at for at, word in enumerate(words) if reads_as(word, form)] for form in forms]
    return any(
        max(some) - min(some) <= distance and len(set(some)) == len(some)
        for some in product(*places)
    )


def matches(node: Node, words: Sequence[str]) -> bool:  # noqa: C901, PLR0911 - one line a kind
    found = tokens(words)
    match node:
        case Word(form):
            if form >= "一":
                return any(form in word for word in words)
            return any(reads_as(word, form) for word in found)
        case Exact(form):
            return form in found
        case Prefix(start):
            return any(word.startswith(start) for word in found)
        case Wildcard(pattern):
            expression = pattern.replace("*", ".*").replace("?", ".")
            return any(re.fullmatch(expression, word) for word in found)
        case Fuzzy(form, most):
            return any(edits(form, word) <= most for word in found)
        case Phrase(forms):
            return f" {' '.join(forms)} " in f" {' '.join(found)} "
        case Near(forms, distance):
            return near(found, forms, distance)
        case AllOf(wanted, unwanted):
            return all(matches(part, words) for part in wanted) and not any(
                matches(part, words) for part in unwanted
            )
        case AnyOf(parts):
            return any(matches(part, words) for part in parts)
    raise AssertionError(node)


FORM = st.sampled_from(FORMS)
LEAVES = st.one_of(
    FORM.map(Word),
    FORM.map(Exact),
    FORM.map(lambda form: Prefix(form[:3])),
    st.builds(lambda form, at: Wildcard(form[:at] + "*" + form[-1]), FORM, st.integers(0, 3)),
    st.builds(lambda form, at: Wildcard(form[:at] + "?" + form[at + 1 :]), FORM, st.integers(0, 3)),
    FORM.map(lambda form: Wildcard(f"*{form[1:3]}*")),
    st.builds(Fuzzy, FORM, st.integers(1, 2)),
    st.builds(
        lambda form, at, most: Fuzzy(form[:at] + form[at + 1] + form[at] + form[at + 2 :], most),
        FORM,
        st.integers(0, 2),
        st.integers(1, 2),
    ),
    st.lists(FORM, min_size=2, max_size=3).map(lambda forms: Phrase(tuple(forms))),
    st.builds(
        lambda forms, distance: Near(tuple(forms), distance),
        st.sampled_from([("голод", "хлеб"), ("степь", "голод"), ("голод", "голод")]),
        st.integers(1, 6),
    ),
    st.just(Word("中国")),
    st.just(Phrase(("国", "国", "史"))),
)
TREES = st.recursive(
    LEAVES,
    lambda part: st.one_of(
        st.builds(
            lambda wanted, unwanted: AllOf(tuple(wanted), tuple(unwanted)),
            st.lists(part, min_size=1, max_size=2),
            st.lists(part, max_size=1),
        ),
        st.lists(part, min_size=1, max_size=2).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=4,
)
COMMITS = st.lists(
    st.lists(st.tuples(st.integers(1, 12), st.none() | TEXTS), min_size=1, max_size=8), max_size=5
)


@settings(deadline=None, max_examples=150)
@given(COMMITS, st.lists(TREES, min_size=4, max_size=8), st.booleans())
def test_every_query_finds_what_brute_force_finds(
    commits: list[list[tuple[int, list[str] | None]]], trees: list[Node], merge: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bindery = Bindery(Path(folder) / "index")
        index = Index(Path(folder) / "index", ANALYSIS)
        texts: dict[int, list[str]] = {}
        for commit in commits:
            for number, words in commit:
                if words is None:
                    bindery.write([], [f"a{number}"])
                    texts.pop(number, None)
                else:
                    bindery.write([note(number, words)], [])
                    texts[number] = words
            bindery.commit("x")
        if merge:
            with bindery._writer("x") as writer:
                writer.commit(optimize=True)
        for tree in trees:
            found = index.find(Query("", tree), Wanted(limit=3, counted=True))
            whole = index.find(Query("", tree), Wanted(limit=100))
            wanted = {f"a{number}" for number, words in texts.items() if matches(tree, words)}
            assert {key for key, _ in whole.hits} == wanted
            assert whole.exact
            assert found.hits == whole.hits[:3]
            assert found.total == whole.total == len(wanted)
            assert found.by_source == Counter(int(key[1:]) % 3 for key in wanted)
            some = index.find(Query("", tree), Wanted(limit=100, sources={0, 2}))
            assert {key for key, _ in some.hits} == {key for key in wanted if int(key[1:]) % 3 != 1}
        index.close()
        bindery.close()


class CountedField(TermField):
    """A field that counts words, not stems, for the length of a document, as ours does."""

    def index(
        self, value: Sequence[tuple[str, float, int]], **_: object
    ) -> Iterator[tuple[bytes, float, float, bytes]]:
        for at, (term, weight, length) in enumerate(value):
            yield term.encode(), 0 if at else length, weight, b""


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[ArchiveIndex, object]]:
    """The same pages in an index of ours and in one of Whoosh's own codec."""
    texts = [" ".join(WORDS[at % 5 : at % 5 + at % 9 + 1]) for at in range(60)]
    bindery = Bindery(tmp_path / "index")
    bindery.write([page(at, text.split()) for at, text in enumerate(texts[:40])], [])
    bindery.commit("one")
    bindery.write([page(at, text.split()) for at, text in enumerate(texts[40:], 40)], ["p3", "p9"])
    bindery.commit("two")
    fields = schema()
    fields.remove("stems")
    fields.add("stems", CountedField(scorable=True))
    theirs = RamStorage().create_index(fields)
    for some in (range(40), range(40, 60)):
        writer = theirs.writer(codec=W3Codec())
        for at in some:
            stems, forms, length = ANALYSIS.counts(texts[at])
            writer.add_document(
                key=f"p{at}",
                stems=[(stem, weight, length) for stem, weight in stems.items()],
                forms=[(form, 1.0) for form in forms],
            )
        if some[0]:
            writer.delete_by_term("key", "p3")
            writer.delete_by_term("key", "p9")
        writer.commit(merge=False)
    bindery.close()
    ours = ArchiveIndex(tmp_path / "index", ANALYSIS)
    yield ours, theirs
    ours.close()


@pytest.mark.parametrize(
    "asked",
    [
        whoosh_query.Term("stems", "голод"),
        whoosh_query.Term("forms", "голода"),
        whoosh_query.Term("key", "p7"),
        whoosh_query.And([whoosh_query.Term("stems", "голод"), whoosh_query.Term("stems", "хлеб")]),
        whoosh_query.Or([whoosh_query.Term("stems", "степь"), whoosh_query.Term("forms", "снег")]),
        whoosh_query.And(
            [
                whoosh_query.Term("stems", "голод"),
                whoosh_query.Not(whoosh_query.Term("forms", "хлеба")),
            ]
        ),
        whoosh_query.Prefix("forms", "мор"),
        whoosh_query.Wildcard("forms", "г*д?"),
        whoosh_query.FuzzyTerm("forms", "голоб", maxdist=1),
        whoosh_query.TermRange("forms", "д", "н"),
        whoosh_query.Every(),
    ],
    ids=str,
)
def test_whooshs_own_queries_work_as_on_its_own_codec(
    both: tuple[ArchiveIndex, object], asked: whoosh_query.Query
) -> None:
    found = []
    for index in both:
        with index.searcher(weighting=BM25F()) as searcher:  # type: ignore[attr-defined]
            everything = searcher.search(asked, limit=None)
            best = searcher.search(asked, limit=5)  # skips blocks
            assert [hit.score for hit in best] == [hit.score for hit in everything][:5]
            found.append({hit["key"]: round(hit.score, 3) for hit in everything})
    assert found[0].keys() == found[1].keys()
    assert found[0]
    assert found[0] == found[1]


def test_our_scores_are_those_of_whoosh(both: tuple[ArchiveIndex, object]) -> None:
    ours = both[0]
    index = Index(ours.folder, ANALYSIS)
    for word in ("голод", "степь", "хлеб"):
        stems = [
            whoosh_query.Term("stems", stem, boost=boost)
            for stem, boost in ANALYSIS.query_readings(word).items()
        ]
        with ours.searcher() as searcher:
            theirs = searcher.search(whoosh_query.Or(stems), limit=None)
            scores = {hit["key"]: round(hit.score, 4) for hit in theirs}
        found = index.find(Query("", Word(word)), Wanted(limit=100)).hits
        assert {key: round(score, 4) for key, score in found} == scores
    index.close()


def test_whooshs_own_writer_writes_deletes_and_merges(both: tuple[ArchiveIndex, object]) -> None:
    ours = both[0]
    writer = ours.writer()
    writer.update_document(key="p5", source_id=1, title="", text="совсем другое", kind="page")
    writer.delete_by_query(whoosh_query.Term("forms", "снег"))
    writer.commit(optimize=True)
    with ours.searcher() as searcher:
        assert [hit["key"] for hit in searcher.search(whoosh_query.Term("forms", "другое"))] == [
            "p5"
        ]
        assert len(searcher.search(whoosh_query.Term("forms", "снег"))) == 0
        assert searcher.reader().is_atomic() or len(searcher.leaf_readers) <= 2


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=4),
        st.lists(st.integers(0, 2**32 - 1), max_size=20),
        max_size=5,
    )
)
def test_arrays_are_read_as_they_were_written(arrays: dict[str, list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        write_sections(
            file, {"n": 3}, {name: np.array(some, np.uint32) for name, some in arrays.items()}
        )
        sections = Sections(file)
        assert sections.facts == {"n": 3}
        assert {name: sections.array(name).tolist() for name in arrays} == arrays
        sections.close()
        file.unlink()


@given(st.binary(max_size=60))
def test_what_is_no_file_of_ours_is_said(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        for start in (b"", b"ARCHIVX1", b"ARCHIVX1\x05\x00\x00\x00"):
            file.write_bytes(start + content)
            with pytest.raises(DamagedIndexError):
                Sections(file)


@given(st.text("абвг", max_size=6), st.lists(st.text("абвг", max_size=7), max_size=8))
def test_edits_are_counted(form: str, words: list[str]) -> None:
    for most, many in ((1, 1), (2, 1), (1, 9), (2, 9)):  # many are counted all at once
        found = within_edits(form, words * many, most)[: len(words)]
        assert [min(one, most + 1) for one in found] == [
            min(edits(form, word), most + 1) for word in words
        ]


@settings(max_examples=300)
@given(st.text("абв", min_size=3, max_size=7), st.text("абв", min_size=1, max_size=8))
def test_a_word_with_few_edits_has_a_piece_of_the_other(form: str, word: str) -> None:
    for most in (1, 2):
        if edits(form, word) <= most:
            starts, inner, ends = pieces(form, most)
            assert (
                word.startswith(starts)
                or word.endswith(ends)
                or any(part in word for part in inner)
            )
