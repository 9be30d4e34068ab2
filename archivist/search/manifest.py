"""The manifest of an index: which files it consists of, down to their last byte.

Whoosh's files hold pickles, nothing in them is checked, and a commit is not forced to the disk.
So the manifest is written last, when all files of a commit are on the disk, and it is put in
place in one step. An index is what its manifest says, or it is none: files that are missing, of
another size or with another checksum, or a manifest of another analysis mean that the index is
built anew. Other files in the folder are remains of a writer that was killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from archivist.search.schema import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MANIFEST = "manifest.json"

_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """One commit: its number, a token that names it, and its files with size and checksum."""

    generation: int
    token: str
    files: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an index this program can read, None when there is none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["fingerprint"] != fingerprint():
            return None
        return Manifest(
            generation=int(found["generation"]),
            token=str(found["token"]),
            files={
                str(name): (int(size), int(crc)) for name, (size, crc) in found["files"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Force the files of a commit to the disk, then put its manifest in place."""
    _sync_folder(folder)
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump({"fingerprint": fingerprint(), **asdict(manifest)}, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / MANIFEST)
    _sync_folder(folder)


def measured(folder: Path, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Force files to the disk and return size and checksum of each."""
    found = {}
    for name in names:
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())
        found[name] = _measure(folder / name)
    return found


def is_sound(folder: Path, manifest: Manifest, *, known: Manifest | None = None) -> bool:
    """Compare the files with the manifest, but for those that `known` has in common with it."""
    checked = known.files.items() if known else ()
    try:
        return all(
            _measure(folder / name) == measure
            for name, measure in manifest.files.items()
            if (name, measure) not in checked
        )
    except OSError:
        return False


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
