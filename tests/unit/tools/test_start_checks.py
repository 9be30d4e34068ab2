"""`start.py test` runs every step, says how each went, and fails when one does."""

from __future__ import annotations

import ast
import os
import time
from typing import TYPE_CHECKING

import pytest

from tools import SetupError, checks, machine
from tools.checks import Step
from tools.environment import ROOT, Environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """Return an environment with the programs good, bad and slow."""
    made = Environment(root=tmp_path)
    made.scripts.mkdir(parents=True)
    for name, line in {"good": "exit 0", "bad": "exit 3", "slow": "sleep 60 & wait"}.items():
        made.script(name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        made.script(name).chmod(0o755)
    return made


def steps(*names: str) -> list[Step]:
    return [Step(name=name, command=(name,), seconds=1) for name in names]


def test_all_is_well(environment: Environment) -> None:
    assert checks.run(environment, steps("good", "good")) == 0


def test_a_failure_does_not_stop_the_rest(
    environment: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    assert checks.run(environment, steps("bad", "good")) == 1
    verdicts = capfd.readouterr().out.split("── verdicts\n")[1].splitlines()
    assert [line.split(" (")[0].split() for line in verdicts] == [
        ["bad", "FAILED"],
        ["good", "passed"],
    ]


def test_a_step_that_hangs_is_ended(
    environment: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    begin = time.monotonic()
    assert checks.run(environment, steps("slow")) == 1
    assert time.monotonic() - begin < 20
    assert "longer than 1 seconds" in capfd.readouterr().out


def test_the_arguments_reach_the_tests() -> None:
    assert checks.tests(["-k", "word"]).command == ("pytest", "-k", "word")


def test_without_a_package_tool_the_sentence_names_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match=r"cannot make an environment.*python3\.\d+-venv"):
        machine.need_venv()


def test_a_missing_tesseract_is_said_aloud(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    machine.need_test_programs()
    said = capsys.readouterr().out
    assert "some tests are skipped" in said
    assert "tesseract-ocr-chi-sim" in said


def test_an_old_python_can_read_start() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))
