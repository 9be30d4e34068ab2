"""What the tests of readers share: a file, its reader by what it holds, and its text."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from archivist.errors import UnreadableFileError
from archivist.ingest.reader import Facts, Means
from archivist.ingest.registry import media_type, open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.ingest.reader import Reader


def reader_of(folder: Path, name: str, content: bytes) -> Reader:
    """Open a file as the worker does."""
    path = folder / name
    path.write_bytes(content)
    private = folder / "private"
    private.mkdir(exist_ok=True)
    return open_reader(path, media_type(path, name), Means(folder=private))


def texts(folder: Path, name: str, content: bytes) -> list[str]:
    """Return the text of each page."""
    with closing(reader_of(folder, name, content)) as reader:
        return [page.text for page in reader.pages(None)]


def text_of(folder: Path, name: str, content: bytes) -> str:
    """Return the text of a file of one page."""
    (text,) = texts(folder, name, content)
    return text


def facts_of(folder: Path, name: str, content: bytes) -> Facts:
    """Return what a file says of itself, asked as the worker asks: after its pages."""
    with closing(reader_of(folder, name, content)) as reader:
        list(reader.pages(None))
        return reader.facts()


def reason_of(folder: Path, name: str, content: bytes) -> str:
    """Return why a file cannot be read."""
    with pytest.raises(UnreadableFileError) as caught:
        texts(folder, name, content)
    return caught.value.reason
