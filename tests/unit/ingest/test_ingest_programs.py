"""Programs of the machine: found, run without a shell, stopped in time."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from archivist.ingest.programs import Program, plain_path, run
from archivist.ingest.reader import Means

if TYPE_CHECKING:
    from pathlib import Path


def test_what_it_writes_comes_back_and_its_time_is_announced(tmp_path: Path) -> None:
    allowed: list[float] = []
    means = Means(folder=tmp_path, allow=allowed.append)
    code = "import os, sys; print(os.getcwd()); print(sys.argv[1]); print(sys.stdin.read())"
    words = "$(touch hacked); `x` && -rf *"
    written = run((sys.executable, "-c", code, words), means, seconds=20).decode()
    assert written.split() == [str(tmp_path.resolve()), *words.split()]
    assert allowed == [20]
    assert list(tmp_path.iterdir()) == []


def test_failing_and_hanging_are_told_apart(tmp_path: Path) -> None:
    means = Means(folder=tmp_path)
    fails = "import sys; sys.exit('first\\nВсё плохо')"
    with pytest.raises(ChildProcessError, match="плохо"):
        run((sys.executable, "-X", "utf8", "-c", fails), means, seconds=20)
    with pytest.raises(ChildProcessError, match="exit code 3"):
        run((sys.executable, "-c", "raise SystemExit(3)"), means, seconds=20)
    started = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        run((sys.executable, "-c", "import time; time.sleep(60)"), means, seconds=1)
    assert time.monotonic() - started < 10


def test_a_name_that_not_every_program_can_open_is_copied_to_a_plain_one(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    plain = tmp_path / "-a.djvu"
    plain.write_bytes(b"1")
    assert plain_path(plain, private) == plain
    odd = tmp_path / "дело.djvu"
    odd.write_bytes(b"2")
    copy = plain_path(odd, private)
    assert copy.name.isascii()
    assert copy.parent == private
    assert copy.read_bytes() == b"2"


def test_a_program_is_found_where_systems_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "Programs" / "reads.exe"
    place.parent.mkdir()
    place.write_bytes(b"")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ARCHIVIST_PLACE", str(place.parent))
    elsewhere = ("/nowhere/reads", "$ARCHIVIST_PLACE/reads.exe")
    assert Program(title="R", command="reads-nothing", elsewhere=elsewhere).path() == str(place)
    assert Program(title="R", command="reads-nothing").path() == ""
