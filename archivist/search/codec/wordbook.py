"""The readings of all words that were ever analysed here, so that none is analysed twice.

To find the stems of a new word takes far longer than all else that is done with it. The book is a
cache beside the index: it outlives the index when that is built anew, and is begun anew itself
when the analysis changes or anything is wrong with it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from archivist.search.analyzers import ANALYSIS_VERSION
from archivist.search.codec.layout import READING_STEP, word_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_FORMAT = 4
_NAME = f"words-{ANALYSIS_VERSION}-{_FORMAT}.db"
_PATIENCE = 2.0
_AT_ONCE = 32
_ASK = f"SELECT key, form, readings, checksum FROM word WHERE key IN ({','.join('?' * _AT_ONCE)})"
_WORTH_SAVING = 20_000
"""Many words at once are written with less work, as they stand in the order of the alphabet."""

_WEIGHTIEST = 255


class Read(NamedTuple):
    """A word as it was analysed: its form, and its readings as `packed` writes them."""

    form: bytes
    readings: bytes
    hash: int
    """What pairs of words know it by."""
    identity: int
    """What tells it from words of the same form that are read in another way."""

    @classmethod
    def of(cls, form: bytes, readings: bytes) -> Read:
        """Return a form with its readings."""
        number = word_hash(form)
        return cls(form, readings, number, crc32(readings, number))


class WordBook:
    """The readings of words by the language of their paragraph. It saves time, and never raises."""

    def __init__(self, beside: Path) -> None:
        self._file = beside.with_name(_NAME)
        self._new: list[tuple[int, bytes, bytes, int]] = []
        self._database: sqlite3.Connection | None = None
        for old in beside.parent.glob("words-*.db*"):
            if not old.name.startswith(_NAME):
                with contextlib.suppress(OSError):
                    old.unlink()
        for _ in range(2):
            try:
                self._database = self._opened()
                break
            except (sqlite3.Error, OSError):
                self._delete()

    def read(self, language: str, raws: Sequence[str]) -> dict[str, Read]:
        """Return those of some words that are in the book."""
        found: dict[str, Read] = {}
        if self._database is None:
            return found
        keys = {_key(language, raw): raw for raw in raws}
        order = sorted(keys)
        order += order[-1:] * (-len(order) % _AT_ONCE)  # so that the question is always the same
        try:
            for at in range(0, len(order), _AT_ONCE):
                for key, form, readings, checksum in self._database.execute(
                    _ASK, order[at : at + _AT_ONCE]
                ):
                    read = Read.of(form, readings)
                    if checksum == _checksum(key, read):
                        found[keys[key]] = read
        except (sqlite3.Error, TypeError) as error:  # TypeError: no bytes, where some should be
            self._give_up(error)
        return found

    def add(self, language: str, raw: str, read: Read) -> None:
        """Take in a word that was analysed; it is written down later, at the end at the latest."""
        if self._database is not None:
            key = _key(language, raw)
            self._new.append((key, read.form, read.readings, _checksum(key, read)))

    def save(self) -> None:
        """Write down what was taken in when it is enough to be worth it."""
        if len(self._new) >= _WORTH_SAVING:
            self._write()

    def _write(self) -> None:
        if self._database is None or not self._new:
            return
        try:
            with self._database:
                self._database.executemany(
                    "INSERT OR IGNORE INTO word VALUES(?, ?, ?, ?)", sorted(self._new)
                )
        except sqlite3.Error as error:
            self._give_up(error)
        self._new.clear()

    def close(self) -> None:
        """Write down the rest and close the file."""
        self._write()
        if self._database is not None:
            self._database.close()
            self._database = None

    def _opened(self) -> sqlite3.Connection:
        self._file.touch(mode=0o600)
        database = sqlite3.connect(self._file, timeout=_PATIENCE)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = OFF")  # what is lost or torn is made again
            database.execute(
                "CREATE TABLE IF NOT EXISTS word(key INTEGER PRIMARY KEY, form BLOB,"
                " readings BLOB, checksum INT)"
            )
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _give_up(self, error: Exception) -> None:
        """Go on without the book; the next process begins it anew when it is damaged."""
        self._new.clear()
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        if not isinstance(error, sqlite3.OperationalError):  # which is another's lock, a full disk
            self._delete()

    def _delete(self) -> None:
        for file in self._file.parent.glob(f"{_NAME}*"):
            with contextlib.suppress(OSError):
                file.unlink()


def packed(readings: Mapping[str, float]) -> bytes:
    """Write readings down: lines, in order, of a stem and its weight in steps."""
    lines = [
        f"{stem} {max(1, min(_WEIGHTIEST, round(weight / READING_STEP)))}"
        for stem, weight in readings.items()
    ]
    lines.sort()
    return "\n".join(lines).encode()


def unpacked(readings: bytes) -> list[tuple[bytes, int]]:
    """Return the stems of readings with the weight of each in steps."""
    parts = [line.rpartition(b" ") for line in readings.split(b"\n")]
    return [(stem, int(weight)) for stem, _, weight in parts]


def _key(language: str, raw: str) -> int:
    """Return the number under which a word in paragraphs of a language is in the book."""
    digest = blake2b(f"{language} {raw}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _checksum(key: int, read: Read) -> int:
    """Return what tells whether an entry is as it was written."""
    return (key & 0xFFFFFFFF) ^ read.identity
