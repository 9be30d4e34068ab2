"""Work in the background gives way."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from archivist.background import _linux_on_battery, on_battery

if TYPE_CHECKING:
    from pathlib import Path

_GIVING_WAY = """
import os
from archivist.background import give_way
give_way(); give_way()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes of priority, no numbers")
def test_a_process_gives_way_once_however_often_it_is_told() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _GIVING_WAY], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) == max(10, os.getpriority(os.PRIO_PROCESS, 0))


def supply(folder: Path, name: str, **told: str) -> None:
    """Lay down what the kernel tells of a battery or a mains adapter."""
    (folder / name).mkdir(parents=True)
    for key, value in told.items():
        (folder / name / key).write_text(value + "\n", encoding="ascii")


@pytest.mark.parametrize(
    ("mains", "battery", "drains"),
    [("0", "Discharging", True), ("1", "Discharging", False), ("0", "Full", False)],
)
def test_a_battery_that_drains_is_noticed(
    tmp_path: Path, mains: str, battery: str, *, drains: bool
) -> None:
    supply(tmp_path, "AC", type="Mains", online=mains)
    supply(tmp_path, "BAT0", type="Battery", status=battery)
    supply(tmp_path, "mouse", type="Battery", status="Discharging", scope="Device")
    assert _linux_on_battery(tmp_path) is drains


def test_a_machine_that_says_nothing_goes_on(tmp_path: Path) -> None:
    assert not _linux_on_battery(tmp_path)
    assert on_battery() in {True, False}
