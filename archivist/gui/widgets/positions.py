"""Between our positions in a text (characters) and Qt's (units of UTF-16)."""

from __future__ import annotations

import re
from bisect import bisect_left

_LAST_SHORT = "\uffff"
# Qt ends a paragraph at some of these signs, and takes others for its own or for a byte order.
_SPECIAL = str.maketrans(
    {"\r": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"} | {"\ufeff": "\u2060", "\ufffe": "\ufffd"}
)


def showable(text: str) -> str:
    """Return a text of the same length which a Qt text document keeps position for position."""
    return re.sub(r"\r\n", " \n", text).translate(_SPECIAL)


class Positions:
    """Translates positions in one text; characters beyond U+FFFF count twice for Qt."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._long = [at for at, letter in enumerate(text) if letter > _LAST_SHORT]

    def to_qt(self, position: int) -> int:
        """Return Qt's position for one of ours."""
        position = max(0, min(position, self._length))
        return position + bisect_left(self._long, position)

    def from_qt(self, position: int) -> int:
        """Return our position for one of Qt's; the middle of a character is its beginning."""
        for passed, at in enumerate(self._long):
            if position <= at + passed:
                return position - passed
            if position == at + passed + 1:
                return at
        return max(0, min(position - len(self._long), self._length))
