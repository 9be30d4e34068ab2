"""Finds and runs the programs of the machine that read files for us: the one place that does.

They are started by a worker process, without a shell, and belong to it: its limit of memory holds
for them, and whatever they start ends when the worker is ended. Who runs one says how long it may
take; when that is over, `subprocess.TimeoutExpired` ends the worker too, since a program that was
killed may leave others behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.ingest.reader import Means

_MOST_SAID = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A program that a machine may have.

    `command` is what it is called, `elsewhere` the places where systems put it out of the search
    path; variables in them are filled in.
    """

    title: str
    command: str
    elsewhere: tuple[str, ...] = ()

    def path(self) -> str:
        """Return where it lies, "" when it is not installed."""
        if found := shutil.which(self.command):
            return found
        places = (Path(os.path.expandvars(place)) for place in self.elsewhere)
        return next((str(place) for place in places if place.is_file()), "")


def run(command: Sequence[str], means: Means, *, seconds: float) -> bytes:
    """Run a program in the private folder and return what it writes.

    Files are to be named by whole paths, or by plain names in that folder, so that none is taken
    for an option.

    Raises:
        subprocess.TimeoutExpired: when it takes longer than so many seconds.
        ChildProcessError: when it fails; the error says what it said last.
    """
    means.allow(seconds)
    done = ask(command, seconds=seconds, folder=means.folder)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ChildProcessError(said[-1][:_MOST_SAID] if said else f"exit code {done.returncode}")
    return done.stdout


def ask(
    command: Sequence[str], *, seconds: float, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program, however it ends.

    Raises:
        subprocess.TimeoutExpired: when it takes longer than so many seconds.
    """
    return subprocess.run(
        list(command),
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def plain_path(path: Path, folder: Path) -> Path:
    """Return a path that any program can open: not every one can open all names on Windows."""
    if str(path).isascii() and path.is_absolute():
        return path
    copy = folder / f"original{path.suffix if path.suffix.isascii() else ''}"
    shutil.copyfile(path, copy)
    return copy


def _environment() -> dict[str, str]:
    """Return the environment for a program: one thread, and the system's own libraries."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    if hasattr(sys, "_MEIPASS"):  # a frozen program puts its own libraries first
        before = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", "")
        if before:
            environment["LD_LIBRARY_PATH"] = before
    return environment
