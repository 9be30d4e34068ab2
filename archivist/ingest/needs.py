"""The programs that files of some kinds need, and how a user comes by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.errors import MissingProgramError

if TYPE_CHECKING:
    from collections.abc import Iterable

DJVULIBRE = "DjVuLibre"
LIBREOFFICE = "LibreOffice"
EITHER = "LibreOffice or antiword"

_WORD = (
    "on Debian or Ubuntu “sudo apt install antiword” or “sudo apt install libreoffice-writer”, "
    "on macOS “brew install antiword” or LibreOffice, on Windows LibreOffice from libreoffice.org."
)
INSTALL = {
    DJVULIBRE: "on Debian or Ubuntu “sudo apt install djvulibre-bin”, on macOS “brew install "
    "djvulibre”, on Windows DjVuLibre from djvu.sourceforge.net.",
    LIBREOFFICE: "on Debian or Ubuntu “sudo apt install libreoffice-writer”, else from "
    "libreoffice.org.",
    EITHER: _WORD,
}
"""How a user comes by each."""

_MISSING = " is missing on this machine"
"""What the reason of a file says that needs one of them; see `ProgramNeededError`."""


def what_to_install(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each program that files could not be read for want of, once each."""
    programs = dict.fromkeys(reason.partition(_MISSING)[0] for reason in reasons)
    return tuple(
        str(MissingProgramError(name, INSTALL[name])) for name in programs if name in INSTALL
    )
