"""Segments made of several: the same as one that is made at once, however many there are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.search.analyzers import Analysis
from archivist.search.codec.layout import SUFFIX, Numbers, narrowed
from archivist.search.codec.lexicon import Lexicon
from archivist.search.codec.lines import Ranking, as_text, sizes_of
from archivist.search.codec.sections import Sections, write_sections
from archivist.search.schema import Document
from archivist.search.writing import Bindery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANALYSIS = Analysis()
WORDS = ("голод", "голода", "Хлеб", "хлебом", "the", "cities", "қазақтар", "中国", "1932")
PAGES = st.dictionaries(
    st.integers(1, 40), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=8
)
TEXTS = st.lists(st.text("абвгд", min_size=1, max_size=4).map(str.encode), unique=True)


def documents(pages: Mapping[int, str]) -> Iterable[Document]:
    for number, text in pages.items():
        title = text[:9] if number % 5 == 0 else ""
        yield Document(key=f"p{number}", source_id=number % 3, title=title, text=text, kind="page")


def arrays(folder: Path) -> dict[str, list[int]]:
    """Return everything that the only segment of an index holds."""
    (file,) = folder.glob(f"*{SUFFIX}")
    sections = Sections(file)
    found = {name: sections.array(name).tolist() for name in sections.names()}
    sections.close()
    return found


def merged_and_whole(folder: Path, commits: list[dict[int, str]]) -> list[dict[str, list[int]]]:
    """Return what is written in commits that are merged, and what is written at once."""
    left: dict[int, str] = {}
    for commit in commits:
        left = {number: text for number, text in left.items() if number not in commit} | commit
    some = Bindery(folder / "some")
    for commit in commits:
        some.write(documents(commit), [])
        some.commit("x")
    with some._writer("x") as writer:
        writer.commit(optimize=True)
    once = Bindery(folder / "once")
    once.write(documents(left), [])
    once.commit("x")
    with once._writer("x") as writer:
        writer.commit(optimize=True)
    found = [arrays(folder / name) for name in ("some", "once")]
    some.close()
    once.close()
    return found


@settings(deadline=None, max_examples=40)
@given(st.lists(PAGES.filter(bool), min_size=2, max_size=5))
def test_what_is_merged_is_as_if_written_at_once(commits: list[dict[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        merged, whole = merged_and_whole(Path(folder), commits)
    assert merged == whole


def test_many_pages_of_many_words_are_merged(tmp_path: Path) -> None:
    """So many that words have numbers of three bytes, and all is moved in several goes."""
    common = " ".join(f"общее{word}" for word in range(150))
    texts = {
        page: " ".join(f"{page * 37 + word:x}" for word in range(60)) + " " + common
        for page in range(1_900)
    }
    commits = [{page: texts[page] for page in range(*some)} for some in ((0, 1500), (1400, 1900))]
    merged, whole = merged_and_whole(tmp_path, commits)
    assert len(merged["word_sizes"]) > 2**16
    assert len(merged["token_high"]) == len(merged["token_low"])
    assert merged == whole


@given(st.lists(st.integers(0, 2**24 - 1) | st.integers(0, 300), max_size=30))
def test_numbers_of_three_bytes_are_what_they_were(numbers: list[int]) -> None:
    split = Numbers.split(np.array(numbers, np.uint32))
    assert split.whole().tolist() == numbers
    assert split.some(slice(1, None, 2)).whole().tolist() == numbers[1::2]
    for number in {*numbers, 7, 70_000}:
        assert split.places(number).tolist() == [
            at for at, one in enumerate(numbers) if one == number
        ]


@given(st.lists(st.integers(0, 2**32 - 1), max_size=9))
def test_numbers_are_kept_whole_in_few_bytes(numbers: list[int]) -> None:
    found = narrowed(np.array(numbers, np.uint32))
    assert found.tolist() == numbers
    most = max(numbers, default=0)
    assert found.itemsize == (1 if most < 2**8 else 2 if most < 2**16 else 4)


@given(TEXTS, st.lists(st.integers(0, 8)))
def test_texts_are_put_in_order_as_they_come(texts: list[bytes], portions: list[int]) -> None:
    known: list[bytes] = []
    ranking = Ranking(known)
    for portion in (*portions, len(texts)):
        known.extend(texts[len(known) : len(known) + portion])
        assert [known[number] for number in ranking.order()] == sorted(known)


@given(TEXTS, st.text("абвгд", min_size=1, max_size=2).map(str.encode), st.data())
def test_lines_are_found_by_place_and_by_how_they_begin_and_end(
    texts: list[bytes], piece: bytes, data: st.DataObject
) -> None:
    lines = sorted(texts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        write_sections(file, {}, {"word_text": as_text(lines), "word_sizes": sizes_of(lines)})
        sections = Sections(file)
        lexicon = Lexicon(sections)
        places = data.draw(st.lists(st.integers(0, len(lines) - 1)) if lines else st.just([]))
        assert lexicon.some(np.array(places, np.uint32)) == [lines[place] for place in places]
        assert lexicon.between(0, len(lines)) == lines
        assert lexicon.between(*lexicon.spread(piece)) == [
            line for line in lines if line.startswith(piece)
        ]
        assert lexicon.some(lexicon.ending(piece)) == [
            line for line in lines if line.endswith(piece)
        ]
        del lexicon
        sections.close()
