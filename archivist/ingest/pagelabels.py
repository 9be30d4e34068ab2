"""Tells names of pages that say something from those that programs put there by themselves."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 16
_FILE_NAME = re.compile(r"\.(?:djvu?|tiff?|jpe?g|png|pdf|html?|bmp|ppm)$", re.I)
_TWICE = 0.1
"""So many names of all may come twice: parts bound together count anew."""


def sensible(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the pages, none at all where they are of no use to a reader.

    Names that only count the pages from 1, that are names of files, or that come again and again
    are not those of the printed or written sheets.
    """
    named = [label for label in labels if label]
    if not named or len(set(named)) < (1 - _TWICE) * len(named):
        return ()
    if all(label == str(number) for number, label in enumerate(labels, 1) if label):
        return ()
    strange = sum(
        len(label) > _LONGEST or not label.isprintable() or bool(_FILE_NAME.search(label))
        for label in named
    )
    if strange * 2 > len(named) or _only_counts(labels):
        return ()
    return tuple(
        "" if len(label) > _LONGEST or not label.isprintable() else label for label in labels
    )


def _only_counts(labels: Sequence[str]) -> bool:
    """Tell whether each name is the page's number behind the same words: “Page 1”, “scan_0001”."""
    found = [re.fullmatch(r"(.*?)0*(\d{1,9})", label) for label in labels]
    if not all(found) or len(labels) == 1:
        return False
    parts = [(match[1], int(match[2])) for match in found if match]
    worded = bool(parts[0][0])
    return (
        worded
        and parts[0][1] <= 1
        and all(a[0] == b[0] and a[1] + 1 == b[1] for a, b in pairwise(parts))
    )
