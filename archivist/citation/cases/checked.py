"""What checking a case file finds: one expected string and what was printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """One expected string, or field, of a case and what came out.

    `form` is the case file's name of the style, or of the field that was read.
    """

    case: str
    form: str
    expected: str
    printed: str

    @property
    def passed(self) -> bool:
        """Tell whether the two are the same, letter for letter."""
        return self.expected == self.printed
