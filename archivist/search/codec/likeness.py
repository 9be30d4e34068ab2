"""How many edits (a letter more, less or another) lie between words, for many words at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def pieces(form: str, count: int) -> list[str]:
    """Cut a word into so many pieces, as equal as may be."""
    cuts = [len(form) * at // count for at in range(count + 1)]
    return [form[first:last] for first, last in pairwise(cuts)]


def within_edits(form: str, words: Sequence[str], most: int) -> list[int]:
    """Return how many edits each word is from a form; more than `most` may be told as any more."""
    if not words:
        return []
    lengths = np.array([len(word) for word in words])
    near = np.flatnonzero(abs(lengths - len(form)) <= most)
    found = np.full(len(words), most + 1)
    if len(near):
        found[near] = _distances(form, [words[place] for place in near.tolist()], lengths[near])
    answer: list[int] = found.tolist()
    return answer


def _distances(form: str, words: list[str], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the distances, one row of the well-known table at a time, for all words together."""
    width = int(lengths.max())
    letters = np.zeros((len(words), max(width, 1)), np.uint32)
    text = np.array(words, f"<U{max(width, 1)}")
    letters[:] = text.view(np.uint32).reshape(len(words), -1)
    row = np.tile(np.arange(width + 1), (len(words), 1))
    for at, letter in enumerate(form, 1):
        above, row = row, np.empty_like(row)
        row[:, 0] = at
        changed = above[:, :-1] + (letters[:, :width] != ord(letter))
        for place in range(1, width + 1):
            row[:, place] = np.minimum(
                np.minimum(changed[:, place - 1], above[:, place] + 1), row[:, place - 1] + 1
            )
    found: NDArray[np.int64] = row[np.arange(len(words)), lengths]
    return found
