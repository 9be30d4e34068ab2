"""The project's own Python environment, `.venv`: whether it is sound, and how it is made.

The environment is made from `requirements.lock` alone. Its stamp is written last, so an
environment without the right stamp is half made, out of date or from another place, and is made
anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools import SetupError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_WINDOWS = os.name == "nt"
_STAMP = "archivist-stamp.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """The environment of the checkout in `root`, whether it exists or not."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Return the folder of the environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.script("python")

    @property
    def stamp(self) -> Path:
        """Return the file that says what the environment was made from."""
        return self.folder / _STAMP

    def script(self, name: str) -> Path:
        """Return the program `name` of the environment."""
        return self.scripts / (f"{name}.exe" if _WINDOWS else name)

    @property
    def scripts(self) -> Path:
        """Return the folder of its programs."""
        return self.folder / ("Scripts" if _WINDOWS else "bin")

    @property
    def packages(self) -> Path:
        """Return the folder of its packages."""
        if _WINDOWS:
            return self.folder / "Lib" / "site-packages"
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.folder / "lib" / version / "site-packages"


def fingerprint(root: Path = ROOT) -> str:
    """Return what an environment depends on, as one hash.

    That is the lock, the parts of pyproject.toml that concern installing, the Python, the machine
    and the place of the checkout (scripts hold absolute paths).
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = (
        (root / "requirements.lock").read_text(encoding="utf-8"),
        json.dumps([project["build-system"], project["project"], project["tool"]["hatch"]]),
        f"{sys.implementation.cache_tag} {sys.platform} {sys.maxsize}",
        str(root),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def defect(environment: Environment) -> str:
    """Say what is wrong with the environment; "" when it can be used as it is."""
    if not environment.folder.exists():
        return "there is none yet"
    try:
        stamp = json.loads(environment.stamp.read_text(encoding="utf-8"))
        made_from, holds = str(stamp["fingerprint"]), set(stamp["holds"])
    except (OSError, ValueError, KeyError, TypeError):
        return "it was not finished"
    if made_from != fingerprint(environment.root):
        return "the list of packages, the Python or the place of the checkout has changed"
    if missing := sorted(holds - _contents(environment)):
        return f"“{missing[0]}” is missing from it"
    probe = [str(environment.python), "-I", "-c", "import archivist, PySide6"]
    try:
        works = subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except OSError:
        works = False
    return "" if works else "its Python does not start"


def make(environment: Environment) -> None:
    """Make the environment from nothing, without its stamp."""
    folder = environment.folder
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"“{folder}” cannot be removed ({error.strerror}): "
            "close the programs that run from it, and start again."
        ) from error
    _run("Making it", [_base_python(), "-m", "venv", str(folder)])
    pip = [str(environment.python), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    lock = str(environment.root / "requirements.lock")
    _run(
        "Installing the packages", [*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock]
    )
    _run(
        "Installing Archivist",
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(environment.root)],
    )


def seal(environment: Environment) -> None:
    """Write the stamp: the environment is whole, and holds what it holds now."""
    stamp = {"fingerprint": fingerprint(environment.root), "holds": sorted(_contents(environment))}
    part = environment.stamp.with_suffix(".part")
    part.write_text(json.dumps(stamp, indent=0), encoding="utf-8")
    part.replace(environment.stamp)


def can_be_made() -> bool:
    """Say whether this Python brings what an environment is made with."""
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


@contextmanager
def alone(environment: Environment) -> Iterator[None]:
    """Wait until no other start of this checkout is setting up, and keep others waiting."""
    with (environment.root / ".venv.lock").open("a+b") as file:
        if sys.platform == "win32":
            file.seek(0)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError as error:  # after ten seconds
                raise SetupError("It is being set up by another start: wait for that.") from error
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _contents(environment: Environment) -> set[str]:
    """Return the names of the programs and the top level of the packages."""
    folders = (environment.scripts, environment.packages)
    return {
        f"{folder.name}/{name}"
        for folder in folders
        if folder.is_dir()
        for name in os.listdir(folder)  # noqa: PTH208 - twice as quick, and every start waits for it
        if name != "__pycache__"
    }


def _base_python() -> str:
    """Return the Python below, also when this one is the interpreter of an environment."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def _run(doing: str, command: list[str]) -> None:
    if (code := subprocess.run(command, check=False).returncode) != 0:
        raise SetupError(f"{doing} did not work (see above): “{' '.join(command)}” gave {code}.")
