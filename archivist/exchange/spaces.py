"""Spaces that must not break a line of a list of references; plain strings never hold them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.library.richtext import RichText

FIXED = "\u00a0"
"""The no-break space."""

_BEFORE_NUMBER = re.compile(r"(?:№|(?<!\w)(?:Л|Арк|П|С|P|L|pp?)\.) (?=\d)")
_INITIALS = re.compile(r"(?<!\w)[^\W\d_a-zа-яё]\. (?=[^\W\d_a-zа-яё]\.)")


def bind(text: RichText) -> RichText:
    """Bind sheets, pages and numbers to their labels (`Л. 5`), and initials to each other."""
    return tuple(replace(run, text=_bound(run.text)) for run in text)


def _bound(text: str) -> str:
    for pattern in (_BEFORE_NUMBER, _INITIALS):
        text = pattern.sub(lambda found: found[0][:-1] + FIXED, text)
    return text
