"""The commands of start.py."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

from tools import SetupError, checks, csl, environment, machine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HELP = """\
python3 start.py                   set up, then open Archivist on a sample library
                                   in demo-output/ (without a screen: only make it);
                                   anything further is handed to “archivist demo”
python3 start.py setup             only set up: .venv, with the program “archivist” in it
python3 start.py check             format, lint, types and import contract
python3 start.py test [ARGUMENTS]  all of that and the tests; arguments are pytest's
python3 start.py build             build the program that runs without Python, in dist/
python3 start.py help              print this"""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console may lack a letter
    try:
        return _do(*arguments)
    except SetupError as error:
        print(error)
        return 1
    except KeyboardInterrupt:
        return 130


def _do(command: str = "", *rest: str) -> int:
    if command in {"help", "-h", "--help"}:
        print(HELP)
        return 0
    made = set_up()
    match command:
        case "setup":
            print(f"Ready: {made.script('archivist')}")
            return 0
        case "check":
            return checks.run(made, checks.QUICK)
        case "test":
            machine.need_test_programs()
            return checks.run(made, (*checks.QUICK, checks.tests(rest)))
        case "build":
            machine.need_binutils()
            return _call(made.python, environment.ROOT / "tools" / "build_program.py")
    return _demo(made.script("archivist"), [command, *rest] if command else [])


def _demo(archivist: Path, arguments: Sequence[str]) -> int:
    """Make the sample library, or take the one that is there, and open it."""
    sample = environment.ROOT / "demo-output"
    library = sample / "library"
    shown = ["--open"] if machine.has_screen() else []
    if arguments:
        return _call(archivist, "demo", *shown, *arguments)
    if not (library / "library.db").is_file():
        return _call(archivist, "demo", *shown, sample)
    print(f"The sample library is in {library}, and what was made of it in {sample / 'output'}.")
    print(f"Remove {sample} to have it made anew.", flush=True)
    return _call(archivist, library) if shown else 0


def set_up() -> environment.Environment:
    """Return the environment, made or mended when it is not sound."""
    wanted = environment.Environment()
    if not environment.defect(wanted) and not csl.defect(wanted):
        return wanted
    with environment.alone(wanted):
        if reason := environment.defect(wanted):
            print(f"Setting up the environment in {wanted.folder}: {reason}.", flush=True)
            print("This takes a minute or two, once …", flush=True)
            if not environment.can_be_made():
                machine.need_venv()
            environment.make(wanted)
            machine.need_qt(wanted.python)
            csl.index(wanted).unlink(missing_ok=True)  # other packages, other styles
            csl.provide(wanted)
            environment.seal(wanted)
        elif reason := csl.defect(wanted):
            print(f"Setting up: {reason}.", flush=True)
            csl.provide(wanted)
    return wanted


def _call(*command: str | Path) -> int:
    return subprocess.run(command, check=False).returncode
