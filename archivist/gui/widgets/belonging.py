"""Whether a widget belongs to another, in whatever window it shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def belongs(part: QWidget, whole: QWidget) -> bool:
    """Tell whether a widget is another, or lies in it: the list of a choice and a menu do too.

    Both are windows of their own, which Qt's `isAncestorOf` does not look into.
    """
    above: QWidget | None = part
    while above is not None:
        if above is whole:
            return True
        above = above.parentWidget()
    return False
