"""How far a long piece of work has come."""

from __future__ import annotations

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


def finish(steps: Steps[Result]) -> Result:
    """Run long work to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
