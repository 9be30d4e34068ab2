"""How far a long piece of work has come."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """`done` of `total` steps (0 when the total is not known), and what is being worked on.

    Work of several parts counts one after the other; `part` says which.
    """

    done: int
    total: int
    what: str = ""
    part: str = ""


RECOGNISING = "recognising"
"""The part of an import that counts the files whose text is recognised; the others are in."""


Steps = Generator[Progress, None, Result]
"""Long work: yields its progress and returns its result; closing the generator cancels it."""


_SURE = 2.0
"""Seconds before it is known how quickly work goes on."""


class Pace:
    """How quickly work goes on: each part of it since it was told of first.

    What an earlier program did of it was not done in that time.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first = Progress(done=0, total=0)
        self._began = clock()

    def at(self, progress: Progress) -> tuple[float, float] | None:
        """Return how many steps a second are done and how many seconds are left, None so far."""
        first = self._first
        if not first.total or progress.part != first.part or progress.done < first.done:
            self._first = first = progress
            self._began = self._clock()
        passed, done = self._clock() - self._began, progress.done - first.done
        if passed < _SURE or not done:
            return None
        return done / passed, max(0, progress.total - progress.done) * passed / done


def finish(steps: Steps[Result]) -> Result:
    """Run long work to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
