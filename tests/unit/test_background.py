"""Work in the background gives way."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
