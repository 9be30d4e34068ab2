"""Everything that continuous integration runs, as named steps; `check` is the quick half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tools.environment import Environment

_TEST_SECONDS = 25 * 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One program of the environment and what it must say yes to."""

    name: str
    command: tuple[str, ...]
    seconds: int = 600


QUICK = (
    Step(name="format", command=("ruff", "format", "--check", ".")),
    Step(name="lint", command=("ruff", "check", ".")),
    Step(name="types", command=("mypy",)),
    Step(name="imports", command=("lint-imports",)),
)


def tests(arguments: Sequence[str]) -> Step:
    """Return the step that runs pytest."""
    return Step(name="tests", command=("pytest", *arguments), seconds=_TEST_SECONDS)


def run(environment: Environment, steps: Iterable[Step]) -> int:
    """Run all steps, also after a failure; print each verdict and return the exit code."""
    verdicts = []
    for step in steps:
        print(f"── {step.name}: {' '.join(step.command)}", flush=True)
        begin = time.monotonic()
        problem = _problem(environment, step)
        verdicts.append((step.name, problem, time.monotonic() - begin))
    print("── verdicts", flush=True)
    for name, problem, seconds in verdicts:
        print(f"{name:8} {problem or 'passed'} ({seconds:.1f} s)", flush=True)
    return int(any(problem for _, problem, _ in verdicts))


def _problem(environment: Environment, step: Step) -> str:
    """Run one step; say what went wrong, "" for nothing."""
    program, *arguments = step.command
    process = subprocess.Popen(
        [environment.script(program), *arguments],
        cwd=environment.root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        code = process.wait(step.seconds)
    except subprocess.TimeoutExpired:
        return f"FAILED: took longer than {step.seconds} seconds"
    finally:
        _end(process)
    return f"FAILED (exit code {code})" if code else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a step that still runs, with the worker processes it started."""
    if process.poll() is not None:
        return
    if sys.platform != "win32":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False)
    process.wait()
