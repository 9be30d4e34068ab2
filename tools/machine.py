"""What the machine must bring besides Python: looked for by trying, installed where possible.

Only on the Debian family and as root is anything installed; elsewhere the sentence says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import SetupError

_QT = (
    *("libgl1", "libegl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"),
    *("libbrotli1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1"),
    *("libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1"),
)
_FONTS = ["fonts-dejavu-core"]
_LANGUAGES = ("rus", "kaz", "ukr", "eng", "chi_sim")
_PROBE = """
import ctypes, pathlib, sys, PySide6, PySide6.QtWidgets
for plugin in sys.argv[1:]:
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms" / plugin))
"""


def need_venv() -> None:
    """Bring what Python needs to make an environment."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    _bring(
        [f"python{version}-venv"],
        f"This Python {version} ({sys.executable}) cannot make an environment: "
        "its modules venv and ensurepip are missing",
    )


def need_qt(python: Path) -> None:
    """Bring the system libraries and a font that the window needs (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    if reason := _qt_lacks(python):
        _bring([*_QT, *_FONTS], f"The window needs a library of the system ({reason})")
        if reason := _qt_lacks(python):
            raise SetupError(f"The window still lacks a library of the system: {reason}")
    if not _has_font():
        _bring(_FONTS, "There is no font on this machine")


def need_test_programs() -> None:
    """Bring what the tests run besides Python; say so when they must do without."""
    packages = [
        f"tesseract-ocr-{language.replace('_', '-')}"
        for language in _LANGUAGES
        if language not in _tesseract_languages()
    ]
    if packages:
        packages.insert(0, "tesseract-ocr")
    if sys.platform == "linux" and not shutil.which("ps"):
        packages.append("procps")
    if packages:
        try:
            _bring(packages, "The tests need Tesseract with its languages, and ps")
        except SetupError as error:
            print(f"{error}\nWithout it some tests are skipped or fail.", flush=True)


def need_binutils() -> None:
    """Bring what PyInstaller takes libraries apart with (Linux)."""
    if sys.platform.startswith("linux") and not shutil.which("objdump"):
        _bring(["binutils"], "Building the program needs objdump")


def has_screen() -> bool:
    """Say whether a window could be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _qt_lacks(python: Path) -> str:
    """Name the library without which Qt does not load; a machine without a screen may lack xcb."""
    plugins = ["libqoffscreen.so"]
    if _may_install() or os.environ.get("DISPLAY"):
        plugins.append("libqxcb.so")
    probe = subprocess.run(
        [python, "-I", "-c", _PROBE, *plugins],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return "" if probe.returncode == 0 else (probe.stderr.strip().splitlines() or ["Qt ended"])[-1]


def _has_font() -> bool:
    home = Path.home()
    folders = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local/share/fonts",
    )
    return any(
        file.suffix.lower() in {".ttf", ".otf", ".ttc"}
        for folder in folders
        for file in folder.rglob("*.*")
    )


def _tesseract_languages() -> set[str]:
    if not (program := shutil.which("tesseract")):
        return set()
    listing = subprocess.run(
        [program, "--list-langs"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return set(listing.stdout.split())


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def _bring(packages: list[str], why: str) -> None:
    """Install packages of the Debian family, or raise the sentence that says how to."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise SetupError(
            f"{why}. Install it with the tool of your system "
            f"(on Debian it is in: {' '.join(packages)}), and start again."
        )
    if not _may_install():
        raise SetupError(f"{why}. Install it and start again:\n  sudo {' '.join(command)}")
    print(f"{why}. Installing {', '.join(packages)} …", flush=True)
    if _apt(command) != 0:
        _apt(["apt-get", "update"])
        if _apt(command, loud=True) != 0:
            raise SetupError(f"{why}, and installing it did not work:\n  {' '.join(command)}")


def _apt(command: list[str], *, loud: bool = False) -> int:
    """Run apt-get, quietly where a failure is mended by fetching the lists of packages."""
    return subprocess.run(
        [command[0], "-qq", "-o", "DPkg::Lock::Timeout=300", *command[1:]],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=None if loud else subprocess.DEVNULL,
        stderr=None if loud else subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode
