"""Trying a style before it is kept: it is made, and prints sources of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.shelf import CSL
from archivist.citation.style_faults import find_fault, read_style
from archivist.errors import UnreadableFileError
from archivist.services.citing.specimens import print_specimen, read_samples

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.citation.shelf import StyleShelf
    from archivist.citation.styles import Style
    from archivist.library.records import Citable


class Trial:
    """Tries styles on sources that come with the program."""

    def __init__(self, shelf: StyleShelf, samples: Path) -> None:
        """Take the file of the sources; it is read when first asked for."""
        self._shelf = shelf
        self._file = samples
        self._samples: tuple[Citable, ...] = ()

    @property
    def samples(self) -> tuple[Citable, ...]:
        """Documents in archives, then published sources."""
        if not self._samples:
            self._samples = read_samples(self._file)
        return self._samples

    def check(self, name: str, text: str) -> Style:
        """Return the style that a text makes.

        Raises:
            UnreadableFileError: when it makes none; says why, and in which line.
        """
        tables = read_style(f"{name}.toml", text)
        try:
            return self._tried(tables)
        except UnreadableFileError as error:
            raise find_fault(error, text, tables, self._tried) from error

    def _tried(self, tables: dict[str, Any]) -> Style:
        style = self._shelf.make(tables)
        if style.csl and self._shelf.csl and not self._shelf.csl_style(CSL + style.csl):
            reason = f"csl: there is no CSL style “{style.csl}”"
            raise UnreadableFileError(f"{style.name}.toml", reason)
        try:
            print_specimen(style, self.samples)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            reason = f"it cannot print a source ({error!r})"
            raise UnreadableFileError(f"{style.name}.toml", reason) from error
        return style
