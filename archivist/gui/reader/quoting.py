"""What leaves the reader: quotations for the clipboard, originals for other programs."""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from archivist.library.manuscript import CitationItem, CitationMark, write_mark
from archivist.library.richtext import to_html

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.richtext import RichText
    from archivist.library.sources import StoredFile
    from archivist.library.values import LanguageCode, SourceId
    from archivist.services.workspace import Workspace

_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_QUOTES = {"en": ("“", "”"), "zh": ("“", "”")}


def tidy(words: str) -> str:
    """Return quoted words as one line; words divided at the end of a line are whole again."""
    return " ".join(_HYPHEN.sub("", words).replace("\u00ad", "").split())


def quotation(words: str, language: LanguageCode) -> str:
    """Return words in the quotation marks of their language."""
    opening, closing = _QUOTES.get(language, ("«", "»"))
    return f"{opening}{tidy(words)}{closing}"


def plain_quotation(words: str, language: LanguageCode, source_id: SourceId, locator: str) -> str:
    """Return a quotation with the mark that a manuscript turns into a citation."""
    mark = CitationMark(items=(CitationItem(source_id=source_id, locator=locator),))
    return f"{quotation(words, language)} {write_mark(mark)}"


def clipping(plain: str, words: str, citation: RichText) -> QMimeData:
    """Return a quotation for the clipboard.

    Our manuscripts take the text with its mark; programs that take styled text get the citation.
    """
    clip = QMimeData()
    clip.setText(plain)
    clip.setHtml(f"{html.escape(words)} ({to_html(citation)})")
    return clip


def lend_original(workspace: Workspace, file: StoredFile, cache: Path) -> Path:
    """Copy an original under its own name to where another program may open it."""
    folder = cache / "originals" / file.hash[:16]
    folder.mkdir(parents=True, exist_ok=True)
    lent = folder / re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", file.name)
    if not lent.exists():
        shutil.copyfile(workspace.reading.original(file.id), lent)
    return lent
