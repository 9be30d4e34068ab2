"""How far a long piece of work has come."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """`done` of `total` steps (0 when the total is not known), and what is being worked on."""

    done: int
    total: int
    what: str = ""


Steps = Generator[Progress, None, Result]
"""Long work: yields its progress and returns its result; closing the generator cancels it."""


_SURE = 1.0
"""Seconds before it is known how quickly work goes on."""


class Pace:
    """How quickly work goes on, from when this was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def at(self, progress: Progress) -> tuple[float, float] | None:
        """Return how many steps a second are done and how many seconds are left, None so far."""
        passed = time.monotonic() - self._began
        if passed < _SURE or not progress.done:
            return None
        rate = progress.done / passed
        return rate, max(0, progress.total - progress.done) / rate


def finish(steps: Steps[Result]) -> Result:
    """Run long work to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
