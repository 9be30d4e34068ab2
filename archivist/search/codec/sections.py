"""A file of named arrays: a JSON header that says where each lies, then the raw numbers.

The file is mapped, so opening one costs nothing but its header, and what is not asked for is not
read. Numbers are little-endian, and every array begins at a multiple of eight.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

Array = np.ndarray[Any, Any]

_MAGIC = b"ARCHIVX1"
_SIZE = struct.Struct("<I")
_HEAD = len(_MAGIC) + _SIZE.size
_STEP = 8


class DamagedIndexError(Exception):
    """The index cannot be read, or not to its end; it has to be built anew."""


def write_sections(path: Path, facts: Mapping[str, int], arrays: Mapping[str, Array]) -> None:
    """Write a new file and force it to the disk."""
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.newbyteorder("<").str, at, len(array))
        at += _padded(array.nbytes)
    header = json.dumps({"facts": dict(facts), "arrays": places}).encode()
    header += b" " * (_padded(_HEAD + len(header)) - _HEAD - len(header))
    with path.open("wb") as file:
        file.write(_MAGIC + _SIZE.pack(len(header)) + header)
        for array in arrays.values():
            little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
            file.write(little.data)
            file.write(bytes(_padded(array.nbytes) - array.nbytes))
        file.flush()
        os.fsync(file.fileno())


def _padded(size: int) -> int:
    return -(-size // _STEP) * _STEP


class Sections:
    """A file of arrays, open for reading; close it when no array of it is used any more."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._start, header = self._header()
            self.facts: dict[str, int] = header["facts"]
            self._places: dict[str, tuple[str, int, int]] = header["arrays"]
        except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
            raise DamagedIndexError(f"{path.name}: {error}") from error
        self._arrays: dict[str, Array] = {}

    def array(self, name: str) -> NDArray[Any]:
        """Return an array, a view of the file."""
        if name not in self._arrays:
            try:
                kind, at, count = self._places[name]
                self._arrays[name] = np.frombuffer(
                    self.map, dtype=np.dtype(kind), count=count, offset=self._start + at
                )
            except (KeyError, ValueError, TypeError) as error:
                raise DamagedIndexError(f"no whole array “{name}”") from error
        return self._arrays[name]

    def names(self) -> list[str]:
        """Return the names of the arrays."""
        return list(self._places)

    def place(self, name: str) -> int:
        """Return where an array begins in the map."""
        return self._start + self._places[name][1]

    def let_go(self) -> None:
        """Give the memory back in which the system keeps what was read of the file."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Close the map, without which Windows does not delete the file."""
        self._arrays.clear()
        with contextlib.suppress(BufferError):  # closed with the last array that is still used
            self.map.close()

    def _header(self) -> tuple[int, dict[str, Any]]:
        if self.map[: len(_MAGIC)] != _MAGIC:
            raise ValueError("not a file of this program")
        (length,) = _SIZE.unpack(self.map[len(_MAGIC) : _HEAD])
        return _HEAD + length, json.loads(self.map[_HEAD : _HEAD + length])
