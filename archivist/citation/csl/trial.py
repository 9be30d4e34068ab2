"""Trying a user's style on sample sources before it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.csl.markup import read_markup
from archivist.citation.csl.processors import Processors
from archivist.citation.csl.v8 import ScriptError
from archivist.errors import UnreadableFileError
from archivist.library.values import EN

if TYPE_CHECKING:
    from lxml import etree

    from archivist.citation.csl.catalogue import CslStyles

_SECONDS = 10.0

_SAMPLES: tuple[dict[str, Any], ...] = (
    {
        "id": "1",
        "type": "book",
        "title": "Казахстан",
        "author": [{"family": "Кляшторный", "given": "С. Г."}],
        "publisher": "Рауан",
        "publisher-place": "Алма-Ата",
        "issued": {"date-parts": [[1992]]},
        "language": "ru",
    },
    {
        "id": "2",
        "type": "article-journal",
        "title": "The Geographical Pivot of History",
        "author": [{"family": "Mackinder", "given": "Halford J."}],
        "container-title": "The Geographical Journal",
        "volume": "23",
        "issue": "4",
        "page": "421-437",
        "issued": {"date-parts": [[1904, 4]]},
        "language": "en",
    },
    {
        "id": "3",
        "type": "webpage",
        "title": "Foreign Policy Concept",
        "URL": "https://www.akorda.kz/en",
        "accessed": {"date-parts": [[2021, 3, 1]]},
    },
)


def try_style(root: etree._Element, file_name: str, styles: CslStyles) -> None:
    """Print sample sources with a style, in a V8 of its own and within narrow limits.

    Raises:
        UnreadableFileError: when it fails, prints nothing, or takes too long or too much memory.
        MissingProgramError: when citeproc.js or V8 is not there.
    """
    from lxml import etree  # noqa: PLC0415 - quick start

    processors = Processors(styles.own / "citeproc.js", styles, _SECONDS)
    clusters = [
        {"items": [{"id": item["id"], "locator": "15", "label": "page"}], "note": note}
        for note, item in enumerate(_SAMPLES, 1)
    ]
    try:
        processors.load(
            "trial",
            file_name,
            etree.tostring(root, encoding="unicode"),
            root.get("default-locale", ""),
            EN,
        )
        printed = processors.ask(
            "cite", {"processor": "trial", "items": _SAMPLES, "clusters": clusters}
        )
    except ScriptError as error:
        raise UnreadableFileError(
            file_name, f"it does not print sample sources: {error.reason}"
        ) from error
    finally:
        processors.close()
    if not any(read_markup(mark) for mark in printed["marks"]):
        raise UnreadableFileError(file_name, "it prints nothing for any of the sample sources")
