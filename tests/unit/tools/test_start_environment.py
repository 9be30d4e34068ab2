"""start.py notices what is wrong with the environment, and only that."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tools.environment import Environment, alone, can_be_made, defect, fingerprint, seal

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = """\
[build-system]
requires = []
[project]
name = "archivist"
dependencies = ["one"]
[tool.hatch]
[tool.ruff]
line-length = 100
"""

on_posix = pytest.mark.skipif(os.name == "nt", reason="makes an interpreter out of a shell script")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("one==1\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(checkout: Path) -> Environment:
    """Return an environment that looks whole; its interpreter is the one that runs the tests."""
    environment = Environment(root=checkout)
    environment.scripts.mkdir(parents=True)
    environment.packages.mkdir(parents=True)
    environment.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    environment.python.chmod(0o755)
    environment.script("archivist").touch()
    (environment.packages / "sqlalchemy").mkdir()
    seal(environment)
    return environment


def changed(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_changed_lock_or_dependency_asks_for_a_new_environment(checkout: Path) -> None:
    seen = {fingerprint(checkout)}
    changed(checkout / "requirements.lock", "==1", "==2")
    seen.add(fingerprint(checkout))
    changed(checkout / "pyproject.toml", '"one"', '"one", "two"')
    seen.add(fingerprint(checkout))
    assert len(seen) == 3


def test_a_changed_lint_rule_does_not(checkout: Path) -> None:
    before = fingerprint(checkout)
    changed(checkout / "pyproject.toml", "line-length = 100", "line-length = 90")
    assert fingerprint(checkout) == before


def test_a_checkout_that_was_moved_is_set_up_again(checkout: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("pyproject.toml", "requirements.lock"):
        (elsewhere / name).write_bytes((checkout / name).read_bytes())
    assert fingerprint(elsewhere) != fingerprint(checkout)


@on_posix
def test_a_whole_environment_is_left_alone(made: Environment) -> None:
    (made.packages / "added-by-the-user").mkdir()
    assert defect(made) == ""


def test_no_environment(checkout: Path) -> None:
    assert defect(Environment(root=checkout)) == "there is none yet"


def test_an_interrupted_setup(made: Environment) -> None:
    made.stamp.unlink()
    assert defect(made) == "it was not finished"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"fingerprint": "x", "holds": 1}'])
def test_a_broken_stamp(made: Environment, text: str) -> None:
    made.stamp.write_text(text, encoding="utf-8")
    assert defect(made) == "it was not finished"


def test_a_stale_environment(made: Environment) -> None:
    changed(made.root / "requirements.lock", "==1", "==2")
    assert "has changed" in defect(made)


def test_a_removed_package(made: Environment) -> None:
    (made.packages / "sqlalchemy").rmdir()
    assert defect(made) == "“site-packages/sqlalchemy” is missing from it"


def test_a_removed_program(made: Environment) -> None:
    made.script("archivist").unlink()
    assert made.script("archivist").name in defect(made)


def test_an_interpreter_whose_python_is_gone(made: Environment) -> None:
    made.python.unlink()
    made.python.symlink_to(made.root / "gone")
    assert defect(made) == "its Python does not start"


@on_posix
def test_an_interpreter_that_fails(made: Environment) -> None:
    made.python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert defect(made) == "its Python does not start"


def test_setting_up_waits_for_nobody_when_alone(checkout: Path) -> None:
    with alone(Environment(root=checkout)):
        pass
    with alone(Environment(root=checkout)):
        pass


def test_this_python_can_make_environments() -> None:
    assert can_be_made()
