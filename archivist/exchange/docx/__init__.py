"""Documents for Word and LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.exchange.docx.body import Body
from archivist.exchange.docx.package import new_package, packed

if TYPE_CHECKING:
    from archivist.library.printed import Printed

__all__ = ["to_docx"]


def to_docx(document: Printed) -> bytes:
    """Return a document as DOCX; the same document gives the same bytes."""
    package = new_package(document)
    Body(package).write(document)
    return packed(package)
