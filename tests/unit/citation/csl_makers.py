"""What tests of CSL share: where its files lie, and sources as CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archivist.citation.csl.catalogue import CslStyles
from archivist.paths import user_places

if TYPE_CHECKING:
    from pathlib import Path

Item = dict[str, object]

OWN = user_places().resources / "csl"
SCRIPT = OWN / "citeproc.js"

needs_script = pytest.mark.skipif(
    not SCRIPT.is_file(), reason="citeproc.js is not there: python3 start.py setup brings it"
)


def styles(user: Path) -> CslStyles:
    """Return all CSL styles, with those of the user in this folder."""
    return CslStyles(OWN, user)


def book(key: str, title: str, **facts: object) -> Item:
    """Return a book as CSL-JSON."""
    item: Item = {"id": key, "type": "book", "title": title, "language": "ru"}
    return {**item, "issued": {"date-parts": [[1992]]}, **facts}


def person(family: str, given: str) -> list[dict[str, str]]:
    """Return one author."""
    return [{"family": family, "given": given}]


def style(citation: str = "", bibliography: str = "", macros: str = "") -> str:
    """Return a CSL style that cites by these elements."""
    listed = bibliography and f"<bibliography><layout>{bibliography}</layout></bibliography>"
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Mine</title><id>mine</id>"
        '<category citation-format="author-date"/></info>'
        f"{macros}<citation><layout>{citation}</layout></citation>{listed}</style>"
    )
