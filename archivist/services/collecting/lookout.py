"""Looks at a folder again and again and tells which files in it have come to rest.

A look costs one question to the disk for each folder: what is in a folder is read only when its
time has changed, or when the last thorough look was long ago.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archivist.services.collecting.walking import Found, is_folder, look_into
from archivist.services.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archivist.services.progress import Steps

STILL = 3.0
"""Seconds for which size and time of a file must not have changed before it is taken."""

_THOROUGH = 300.0
"""Seconds between two looks into every folder: not every disk keeps the times of folders."""

_COARSE = 4.0
"""Seconds within which a folder may have changed again without another time."""

_EACH = 200

_State = tuple[int, float]


@dataclass(slots=True)
class _Folder:
    """A folder as it was read last: its time, and whether that time was long enough ago."""

    time: int
    sure: bool
    below: list[Path] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """A file that is not taken yet: its size and time, and since when they are so."""

    found: Found
    state: _State
    since: float


class Lookout:
    """What is known of one folder between two looks; `there` tells whether the folder is."""

    def __init__(self, root: Path, taken: Iterable[tuple[str, int, float]] = ()) -> None:
        """Look at a folder, of which these files were taken before: path, size and time."""
        self.root = root
        self.there = False
        self._taken = set(taken)
        self._folders: dict[Path, _Folder] = {}
        self._waiting: dict[Path, _Waiting] = {}
        self._thorough = float("-inf")

    @property
    def waiting(self) -> int:
        """How many files are not at rest yet."""
        return len(self._waiting)

    def look(self, now: float | None = None) -> Steps[tuple[Found, ...]]:
        """Return the files that came to rest; `now` in seconds of a clock that never jumps."""
        now = time.monotonic() if now is None else now
        self.there = is_folder(self.root)
        if not self.there:
            self._folders, self._waiting = {}, {}
            return ()
        thorough = now - self._thorough >= _THOROUGH
        if thorough:
            self._thorough = now
        known, self._folders = self._folders, {}
        stack, done = [self.root], 0
        while stack:
            folder = stack.pop()
            done += 1
            if done % _EACH == 0:
                yield Progress(done=done, total=0, what=folder.name)
            seen = self._see(folder, None if thorough else known.get(folder), now)
            if seen:
                self._folders[folder] = seen
                stack.extend(reversed(seen.below))
        return self._at_rest(now)

    def forget(self, files: Iterable[Found]) -> None:
        """Take files again that could not be put on the queue."""
        for found in files:
            if state := _state(found.path):
                self._taken.discard((str(found.path.absolute()), *state))
        self._thorough = float("-inf")

    def _see(self, folder: Path, known: _Folder | None, now: float) -> _Folder | None:
        """Read a folder, unless it is as it was; None for one that is gone."""
        try:
            changed = folder.stat().st_mtime_ns
        except OSError:
            return None
        if known and known.sure and known.time == changed:
            return known
        sure = time.time() - changed / 1e9 > _COARSE
        seen = _Folder(time=changed, sure=sure)
        for entry in look_into(self.root, folder):
            if not isinstance(entry, Found):
                seen.below.append(entry)
            elif not entry.reason and entry.path not in self._waiting:
                self._meet(entry, now)
        return seen

    def _meet(self, found: Found, now: float) -> None:
        state = _state(found.path)
        if state and (str(found.path.absolute()), *state) not in self._taken:
            self._waiting[found.path] = _Waiting(found, state, now)

    def _at_rest(self, now: float) -> tuple[Found, ...]:
        """Return the files that have not changed for a while; empty ones are still to be filled."""
        ready: list[Found] = []
        for path, waiting in list(self._waiting.items()):
            state = _state(path)
            if state is None:
                del self._waiting[path]
            elif state != waiting.state:
                waiting.state, waiting.since = state, now
            elif now - waiting.since >= STILL and state[0]:
                del self._waiting[path]
                self._taken.add((str(path.absolute()), *state))
                ready.append(waiting.found)
        return tuple(ready)


def _state(path: Path) -> _State | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime
