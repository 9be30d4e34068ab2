"""Where the words of a text typed by hand stand, by a recognised text of the same page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.library.layers import boxes_of, differing, rank
from archivist.library.sources import Doubt, TextOrigin, WordBox


def boxes(text: str) -> tuple[WordBox, ...]:
    """Place the words of a text side by side, each line below the one before."""
    found = []
    for row, line in enumerate(text.split("\n")):
        start = sum(len(one) + 1 for one in text.split("\n")[:row])
        for column, word in enumerate(line.split(" ")):
            at = start + sum(len(one) + 1 for one in line.split(" ")[:column])
            left, top = column / 20, row / 20
            box = {"left": left, "top": top, "right": left + 0.04, "bottom": top + 0.04}
            found.append(WordBox(start=at, end=at + len(word), **box))
    return tuple(found)


def test_a_corrected_word_stands_where_the_wrong_one_stood() -> None:
    wrong, right = "Слушапи дело о хлебе\nи семенах", "Слушали дело о хлебе\nи семенах"
    placed = boxes_of(right, wrong, boxes(wrong))
    assert [right[box.start : box.end] for box in placed] == right.split()
    assert [box.left for box in placed] == [box.left for box in boxes(wrong)]


def test_one_word_for_two_takes_the_place_of_both() -> None:
    wrong, right = "дело пере селенцев тут", "дело переселенцев тут"
    placed = boxes_of(right, wrong, boxes(wrong))
    assert (placed[1].left, round(placed[1].right, 2)) == (0.05, 0.14)
    assert len(placed) == 3


def test_without_boxes_there_are_none() -> None:
    assert boxes_of("дело", "дело", ()) == ()


def test_the_best_text_is_the_one_typed_by_hand() -> None:
    ranked = sorted(TextOrigin, key=rank, reverse=True)
    assert ranked[:3] == [TextOrigin.TRANSCRIPTION, TextOrigin.FILE, TextOrigin.OCR]
    assert rank(TextOrigin.FILE, Doubt.BROKEN_LAYER) < rank(TextOrigin.OCR)
    assert rank(TextOrigin.FILE, text=False) == 0


WORDS = st.lists(
    st.sampled_from(["дело", "о", "хлебе", "и", "семенах", "в", "районе"]), max_size=12
)


@given(WORDS, WORDS)
def test_boxes_lie_on_words_and_on_the_page(one: list[str], other: list[str]) -> None:
    text, before = " ".join(one), " ".join(other)
    placed = boxes_of(text, before, boxes(before) if before else ())
    starts = [box.start for box in placed]
    assert starts == sorted(set(starts))
    for box in placed:
        assert text[box.start : box.end] in one
        assert 0 <= box.left < box.right <= 1


def told(one: str, other: str) -> list[tuple[str, str]]:
    return [(one[slice(*mine)], other[slice(*theirs)]) for mine, theirs in differing(one, other)]


def test_two_texts_of_a_page_are_compared_word_by_word() -> None:
    recognised = "Слушали: сообщсние о\nснабжении семенами."
    typed = "Слушали сообщение о снабжении переселенцев семенами."
    assert told(recognised, typed) == [
        ("Слушали: сообщсние", "Слушали сообщение"),
        ("", "переселенцев"),
    ]
    assert told(typed, typed.replace(" ", "\n")) == []
    assert told("", typed) == [("", typed)]


@given(st.text(), st.text())
def test_what_differs_lies_within_the_texts(one: str, other: str) -> None:
    for (start, end), (from_, to) in differing(one, other):
        assert 0 <= start <= end <= len(one)
        assert 0 <= from_ <= to <= len(other)
