"""How many edits lie between words, for many words at once.

An edit is a letter more, less or another, or two neighbouring letters that changed places.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


_FEW = 8
"""So many words are counted for one by one, of more all at once."""


class Pieces(NamedTuple):
    """What words begin with, hold or end with that a few edits make of another: one of these."""

    starts: tuple[str, str]
    inner: tuple[str, ...]
    ends: tuple[str, str]


def pieces(form: str, edits: int) -> Pieces:
    """Cut a word into one more piece than there are edits, as equal as may be.

    One of them at least stands as it is in each word that so many edits make of it. Only letters
    that change places over a cut touch two pieces: then the first one stands there with a letter
    of the second, or the last one with a letter of the one before it.
    """
    count = edits + 1
    cuts = [len(form) * at // count for at in range(count + 1)]
    first, *inner, last = (form[start:end] for start, end in pairwise(cuts))
    second, before = [*inner, last][0], [first, *inner][-1]
    return Pieces((first, first[:-1] + second[:1]), tuple(inner), (last, before[-1:] + last[1:]))


def within_edits(form: str, words: Sequence[str], most: int) -> list[int]:
    """Return how many edits each word is from a form; more than `most` may be told as any more."""
    if len(words) <= _FEW:
        return [_distance(form, word, most) for word in words]
    lengths = np.array([len(word) for word in words])
    near = np.flatnonzero(abs(lengths - len(form)) <= most)
    found = np.full(len(words), most + 1)
    if len(near):
        found[near] = _distances(form, [words[place] for place in near.tolist()], lengths[near])
    answer: list[int] = found.tolist()
    return answer


def _distances(form: str, words: list[str], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the distances, one row of the well-known table at a time, for all words together."""
    width = max(1, int(lengths.max()))
    letters = np.array(words, f"<U{width}").view(np.uint32).reshape(len(words), -1).T.copy()
    row = above = np.tile(np.arange(width + 1, dtype=np.int16)[:, None], len(words))
    for at, letter in enumerate(form, 1):
        before, above, row = above, row, np.empty_like(row)
        row[0] = at
        changed = above[:-1] + (letters != ord(letter))
        added = above[1:] + 1
        np.minimum(changed, added, out=row[1:], casting="unsafe")
        if at > 1:
            swapped = (letters[:-1] == ord(letter)) & (letters[1:] == ord(form[at - 2]))
            np.minimum(row[2:], before[:-2] + 1, out=row[2:], where=swapped)
        for place in range(1, width + 1):
            np.minimum(row[place], row[place - 1] + 1, out=row[place])
    found: NDArray[np.int64] = row[lengths, np.arange(len(words))].astype(np.int64)
    return found


def _distance(form: str, word: str, most: int) -> int:
    """Return the distance of one word, as far as it is not too far."""
    if abs(len(form) - len(word)) > most:
        return most + 1
    row = above = list(range(len(word) + 1))
    for at, letter in enumerate(form, 1):
        before, above, row = above, row, [at]
        for place, other in enumerate(word, 1):
            changed = above[place - 1] + (letter != other)
            row.append(min(changed, above[place] + 1, row[-1] + 1))
            if at > 1 < place and letter == word[place - 2] and other == form[at - 2]:
                row[-1] = min(row[-1], before[place - 2] + 1)
        if min(row) > most and min(above) >= most:
            return most + 1
    return row[-1]


def wild_expression(pattern: str, letter: str) -> str:
    """Return a pattern as a regular expression, in which `*` is any letters and `?` one `letter`.

    What stands between two `*` is looked for once, at the first place it may be, so that no word
    takes long, whatever the pattern.
    """
    first, *rest = (letter.join(map(re.escape, piece.split("?"))) for piece in pattern.split("*"))
    within = [rf"(?>[^\n]*?{piece})" for piece in rest[:-1] if piece]
    return "".join([first, *within, *(rf"[^\n]*{piece}" for piece in rest[-1:])])
