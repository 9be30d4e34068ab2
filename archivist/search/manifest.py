"""The manifest of an index: which files it consists of, down to their last byte.

A commit is not forced to the disk by itself, so the manifest is written last, when all files of a
commit are on the disk, and it is put in place in one step. An index is what its manifest says, or
it is none: a manifest that is damaged or of another analysis, files that are missing, of another
size or with another checksum mean that the index is built anew. Other files in the folder are
remains of a writer that was killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archivist.search.codec.layout import SUFFIX
from archivist.search.schema import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

MANIFEST = "manifest.json"

_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentFile:
    """A segment: its name, how many documents it holds, the size and checksum of its file.

    `deleted` has one bit for each document; it is empty when none is deleted.
    """

    name: str
    documents: int
    size: int
    crc: int
    deleted: bytes = b""

    @property
    def measure(self) -> tuple[str, int, int]:
        """What the file must be."""
        return self.name, self.size, self.crc


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """One commit: its number, a token that names it, and its segments."""

    generation: int
    token: str
    segments: tuple[SegmentFile, ...] = ()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an index this program can read, None when there is none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        body = found["body"]
        if found["crc"] != _checksum(body) or body["fingerprint"] != fingerprint():
            return None
        return Manifest(
            generation=body["generation"],
            token=body["token"],
            segments=tuple(
                SegmentFile(
                    name=name, documents=documents, size=size, crc=crc, deleted=b64decode(deleted)
                )
                for name, documents, size, crc, deleted in body["segments"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest of a commit in place, whose files are on the disk already."""
    _sync_folder(folder)
    body = {
        "fingerprint": fingerprint(),
        "generation": manifest.generation,
        "token": manifest.token,
        "segments": [
            [one.name, one.documents, one.size, one.crc, b64encode(one.deleted).decode()]
            for one in manifest.segments
        ],
    }
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump({"crc": _checksum(body), "body": body}, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / MANIFEST)
    _sync_folder(folder)


def measured(folder: Path, name: str, documents: int, deleted: bytes = b"") -> SegmentFile:
    """Return a new segment, whose file has been written, with what its file is."""
    size, crc = _measure(folder / (name + SUFFIX))
    return SegmentFile(name=name, documents=documents, size=size, crc=crc, deleted=deleted)


def is_sound(
    folder: Path, manifest: Manifest, *, known: Collection[tuple[str, int, int]] = ()
) -> bool:
    """Compare the files with the manifest, but for those that are known to be sound."""
    try:
        return all(
            _measure(folder / (segment.name + SUFFIX)) == (segment.size, segment.crc)
            for segment in manifest.segments
            if segment.measure not in known
        )
    except OSError:
        return False


def _checksum(body: Any) -> int:  # noqa: ANN401 - whatever JSON gives
    return zlib.crc32(json.dumps(body, sort_keys=True).encode())


def _measure(file: Path) -> tuple[int, int]:
    size = crc = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return size, crc


def _sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
