"""Texts of pages that other programs made: which format a file is in, read with suspicion."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

    from archivist.library.layers import ReadLayers

SUFFIXES = (".xml", ".hocr", ".alto")
"""The endings of files that may hold texts of pages; web pages are told by `is_layer_file`."""

_HEAD = 16_384
_LARGEST = 200 * 1024 * 1024
_SIGNS = (b"<alto", b":alto", b"<PcGts", b":PcGts", b"ocr_page", b"ocr-system")


def is_layer_file(path: Path) -> bool:
    """Tell whether a file holds texts of pages, by its name and how it begins."""
    if PurePath(path.name).suffix.lower() not in (*SUFFIXES, ".html", ".htm", ".xhtml"):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"")
    except OSError:
        return False
    return any(sign in head for sign in _SIGNS)


def read_layers(path: Path, name: str) -> ReadLayers:
    """Read the texts of pages in a file; no entity of its own is resolved, nothing is fetched.

    Raises:
        UnreadableFileError: when it is in none of the formats, or damaged.
    """
    from archivist.ingest.alto import read_alto  # noqa: PLC0415 - lxml is slow to load
    from archivist.ingest.hocr import read_hocr  # noqa: PLC0415
    from archivist.ingest.layer_building import kind_of  # noqa: PLC0415
    from archivist.ingest.page_xml import read_page_xml  # noqa: PLC0415

    if path.stat().st_size > _LARGEST:
        raise UnreadableFileError(name, "it is larger than any text of pages")
    root = _parsed(path, name)
    reader = {"alto": read_alto, "PcGts": read_page_xml, "html": read_hocr}.get(kind_of(root))
    if reader is None:
        raise UnreadableFileError(name, "it is neither hOCR nor ALTO nor PAGE XML")
    read = reader(root, name)
    if not any(page.text for page in read.pages):
        raise UnreadableFileError(name, "no text of a page is in it")
    return read


def _parsed(path: Path, name: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 - slow to load

    strict = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.parse(path, strict).getroot()
    except etree.XMLSyntaxError:
        pass
    if not is_layer_file(path) or not _is_web_page(path):
        raise UnreadableFileError(name, "it is damaged, or no XML")
    try:  # hOCR is often written as HTML, which closes no elements
        root = etree.parse(path, etree.HTMLParser(no_network=True, huge_tree=False)).getroot()
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(name, "it is damaged") from error
    if root is None:
        raise UnreadableFileError(name, "it is empty")
    return root


def _is_web_page(path: Path) -> bool:
    with path.open("rb") as file:
        return b"<html" in file.read(_HEAD).lower()
