"""What is missing on a machine is told once, however many files want it."""

from __future__ import annotations

from archivist.errors import ProgramNeededError
from archivist.ingest.needs import DJVULIBRE, EITHER, INSTALL, what_to_install


def test_each_program_is_named_once_with_what_to_install() -> None:
    reasons = [
        *(ProgramNeededError(f"{n}.djvu", DJVULIBRE, INSTALL[DJVULIBRE]).reason for n in range(9)),
        "it is cut short or damaged",
        ProgramNeededError("a.doc", EITHER, INSTALL[EITHER]).reason,
        "",
    ]
    djvu, doc = what_to_install(reasons)
    assert djvu.startswith("DjVuLibre is missing on this machine. To install it: on Debian")
    assert "djvulibre-bin" in djvu
    assert doc.startswith("LibreOffice or antiword is missing on this machine.")
    assert what_to_install(["it is damaged"]) == ()
