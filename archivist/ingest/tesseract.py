"""Finds and runs Tesseract, the text recognition program, if the machine has it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from archivist.ingest import programs

if TYPE_CHECKING:
    from pathlib import Path

_QUICK = 20.0
"""Seconds for a question that is answered at once."""

INSTALL = (
    "on Debian or Ubuntu “sudo apt install tesseract-ocr tesseract-ocr-rus tesseract-ocr-kaz "
    "tesseract-ocr-ukr”, on macOS “brew install tesseract tesseract-lang”, on Windows the "
    "installer of UB Mannheim with the languages you need."
)
"""How a user comes by Tesseract."""

_TESSERACT = programs.Program(
    title="Tesseract",
    command="tesseract",
    elsewhere=(
        # programs started from a desktop do not always see these folders in their search path
        "/opt/homebrew/bin/tesseract",
        "/usr/local/bin/tesseract",
        "/opt/local/bin/tesseract",
        r"C:\Program Files\Tesseract-OCR\tesseract.exe",
        r"C:\Program Files (x86)\Tesseract-OCR\tesseract.exe",
        r"%LOCALAPPDATA%\Programs\Tesseract-OCR\tesseract.exe",
    ),
)


def program() -> str:
    """Return the path of Tesseract, "" when it is not installed."""
    return _TESSERACT.path()


def version() -> str:
    """Return Tesseract's version ("5.3.0"), "" when it is not installed or does not run."""
    said = _said("--version")
    found = re.match(r"tesseract v?(\S+)", said)
    return found[1] if found else ""


def models() -> tuple[str, ...]:
    """Return the names of Tesseract's models here: languages, and "osd" for turned pages."""
    return tuple(line.strip() for line in _said("--list-langs").splitlines()[1:] if line.strip())


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that Tesseract knows on this machine."""
    return tuple(name for name in models() if name != "osd")


def run(image: Path, *arguments: str, seconds: float) -> str:
    """Run Tesseract over an image and return what it writes.

    Raises:
        subprocess.TimeoutExpired: when it takes longer than so many seconds.
        ChildProcessError: when it fails; the error says what Tesseract said last.
    """
    # In the image's folder, by a plain name: on Windows it cannot open every path.
    command = [program() or "tesseract", image.name, "stdout", *arguments]
    done = programs.ask(command, seconds=seconds, folder=image.parent)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ChildProcessError(said[-1] if said else f"exit code {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def _said(argument: str) -> str:
    if not (path := program()):
        return ""
    try:
        done = programs.ask([path, argument], seconds=_QUICK)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")
