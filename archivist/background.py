"""Work in the background gives way to the window and to the user's other programs."""

from __future__ import annotations

import ctypes
import os
import sys

_BELOW_NORMAL = 0x4000
_NICENESS = 10


def give_way() -> None:
    """Let every process of ordinary priority go before the present one, from now on."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    elif os.getpriority(os.PRIO_PROCESS, 0) < _NICENESS:
        os.setpriority(os.PRIO_PROCESS, 0, _NICENESS)
