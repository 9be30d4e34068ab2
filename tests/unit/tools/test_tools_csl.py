"""Setting up brings citeproc.js, mends a wrong one, and goes on without when there is no way."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tools import csl
from tools.environment import ROOT, Environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")

RIGHT = "module.exports = {};\n"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Return an environment whose Python does nothing, and a PATH on which there is nothing."""
    monkeypatch.setattr(csl, "SHA256", hashlib.sha256(RIGHT.encode()).hexdigest())
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    made = Environment(root=tmp_path)
    wanted = tmp_path / "tools" / "citeproc"
    for folder in (made.scripts, tmp_path / "path", csl.script(made).parent, wanted):
        folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "nodejs.lock"):
        (wanted / name).write_text("{}", encoding="utf-8")
    program(made.python, "exit 1")
    csl.index(made).write_text("[]", encoding="utf-8")
    return made


def program(file: Path, *lines: str) -> None:
    file.write_text("\n".join(("#!/bin/sh", *lines)), encoding="utf-8")
    file.chmod(0o755)


def npm(environment: Environment, text: str) -> None:
    """Put an npm on the PATH that brings this text as citeproc.js."""
    body = (
        "import pathlib; folder = pathlib.Path('node_modules/citeproc'); "
        "folder.mkdir(parents=True); "
        f"folder.joinpath('citeproc_commonjs.js').write_text({text!r})"
    )
    program(environment.root / "path" / "npm", f'exec "{sys.executable}" -c "{body}"')


def test_npm_brings_it(environment: Environment) -> None:
    npm(environment, RIGHT)
    assert "not there yet" in csl.defect(environment)
    csl.provide(environment)
    assert csl.defect(environment) == ""


def test_a_wrong_one_is_noticed_and_mended(environment: Environment) -> None:
    csl.script(environment).write_text("alert(1)", encoding="utf-8")
    npm(environment, RIGHT)
    assert "not the one that is wanted" in csl.defect(environment)
    csl.provide(environment)
    assert csl.script(environment).read_text(encoding="utf-8") == RIGHT


def test_what_comes_changed_is_not_taken(
    environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    npm(environment, "alert(1)")
    csl.provide(environment)
    assert not csl.script(environment).exists()
    assert "not the one that is wanted" in capsys.readouterr().out


def test_without_any_way_one_sentence_says_what_is_lacking(
    environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    csl.provide(environment)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "CSL styles will not print, all else works" in said
    assert "there is no npm on this machine" in said


def test_without_npm_pip_brings_one(environment: Environment) -> None:
    """The stand-in for Python takes the order for packages, then runs as npm."""
    npm(environment, RIGHT)
    (environment.root / "path" / "npm").rename(environment.root / "npm-of-pip")
    program(
        environment.python,
        'case "$2" in pip) exit 0;; esac',
        f'exec "{environment.root}/npm-of-pip"',
    )
    csl.provide(environment)
    assert csl.defect(environment) == ""


def test_a_missing_list_of_styles_is_noticed(environment: Environment) -> None:
    csl.script(environment).write_text(RIGHT, encoding="utf-8")
    csl.index(environment).unlink()
    assert csl.defect(environment) == "the list of CSL styles is not there yet"


def test_what_npm_is_to_bring_is_fixed_and_names_no_address() -> None:
    folder = ROOT / "tools" / "citeproc"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    (package,) = (found for name, found in lock["packages"].items() if name)
    assert package["integrity"].startswith("sha512-")
    assert "resolved" not in package
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert wanted["dependencies"] == {"citeproc": package["version"]}
    assert "--hash=sha256:" in (folder / "nodejs.lock").read_text(encoding="utf-8")
