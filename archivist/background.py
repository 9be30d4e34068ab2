"""Work in the background gives way to the window and to the user's other programs."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_BELOW_NORMAL = 0x4000
_NICENESS = 10


def give_way() -> None:
    """Let every process of ordinary priority go before the present one, from now on."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    elif os.getpriority(os.PRIO_PROCESS, 0) < _NICENESS:
        os.setpriority(os.PRIO_PROCESS, 0, _NICENESS)


def on_battery() -> bool:
    """Tell whether the machine runs on its battery; False when it does not say."""
    try:
        if sys.platform == "win32":
            return _windows_on_battery()
        if sys.platform == "darwin":
            return _mac_on_battery()
        return _linux_on_battery(Path("/sys/class/power_supply"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def _windows_on_battery() -> bool:
    class Status(ctypes.Structure):
        _fields_ = (
            ("line", ctypes.c_ubyte),
            *((name, ctypes.c_ubyte) for name in ("battery", "percent", "saver")),
            *((name, ctypes.c_ulong) for name in ("seconds", "of_seconds")),
        )

    status = Status()
    asked = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    return bool(asked) and status.line == 0


def _mac_on_battery() -> bool:
    told = subprocess.run(
        ["/usr/bin/pmset", "-g", "batt"], capture_output=True, timeout=5, check=True
    )
    return b"'Battery Power'" in told.stdout


def _linux_on_battery(supplies: Path) -> bool:
    """Read what the kernel says; a mouse has a battery too, of the scope “Device”."""
    draining = False
    for supply in supplies.iterdir():
        kind = _said(supply / "type")
        if kind in {"Mains", "USB"} and _said(supply / "online") == "1":
            return False
        if kind == "Battery" and _said(supply / "scope") != "Device":
            draining |= _said(supply / "status") == "Discharging"
    return draining


def _said(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
