"""Patterns with `*` and `?`: what they take, and that none takes long."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.codec.likeness import wild_expression
from archivist.search.index import Index, Wanted
from archivist.search.likeness import Likeness
from archivist.search.query import Wildcard, parse_query
from archivist.search.schema import Document
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.search.query import Node

LONG = "а" * 3_000
BOMBS = ("*а*а*а*а*б", "*а" * 40 + "б", "*?а*??а*?а*б", "а*" * 900 + "б", "*аа*" * 40 + "б*")


@given(st.text("аbё*?", max_size=9), st.text("аbё", max_size=9))
def test_a_pattern_takes_what_it_says(pattern: str, word: str) -> None:
    plain = pattern.replace("*", ".*").replace("?", ".")
    taken = re.fullmatch(wild_expression(pattern, "[^\n]"), word)
    assert (taken is not None) == (re.fullmatch(plain, word) is not None)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("patterns") / "index"
    bindery = Bindery(folder)
    texts = (LONG, f"{LONG[:500]}б", "абаб")
    pages = [
        Document(key=f"p{number}", source_id=1, title="", text=text, kind="page")
        for number, text in enumerate(texts)
    ]
    bindery.write(pages, [])
    bindery.commit("one")
    bindery.close()
    return Index(folder)


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_pattern_takes_long(index: Index, bomb: str) -> None:
    root: Node = parse_query(bomb).root
    assert isinstance(root, Wildcard)
    start = time.process_time()
    found = index.find(parse_query(bomb), Wanted(limit=9))
    likeness = Likeness(root, Analysis())
    assert not likeness.takes(LONG, ())
    assert "p0" not in dict(found.hits)
    assert time.process_time() - start < 1
