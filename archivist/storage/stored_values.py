"""Values of columns that only a stranger or a broken disk can have written."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from enum import StrEnum

_Kind = TypeVar("_Kind", bound="StrEnum")


class StrangeValueError(ValueError):
    """A column holds what Archivist never writes there; the database says so in our words."""

    def __init__(self, what: str) -> None:
        super().__init__(f"its database holds {what} that is none")


def stored_word(kind: type[_Kind], word: str, what: str) -> _Kind:
    """Return a word of a column as one of a kind; `what` names it, such as “a level”.

    Raises:
        StrangeValueError: when it is none.
    """
    try:
        return kind(word)
    except ValueError as error:
        raise StrangeValueError(what) from error
