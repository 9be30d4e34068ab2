"""Starts the window: is there a screen, then Qt, then the library.

Qt is imported inside functions (hence PLC0415): without its system libraries it does not even
import, and that must be said in words.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import ctypes
import gc
import logging
import logging.handlers
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.errors import MissingProgramError
from archivist.paths import Places, user_places

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from archivist.gui.main_window import MainWindow

QUIT_AFTER_START = "ARCHIVIST_QUIT_AFTER_START"
"""With this in the environment the program ends when its window is there, and says when."""

_PACKAGES = (
    "sudo apt install libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 "
    "libxkbcommon-x11-0 libx11-xcb1 (on Debian and Ubuntu)"
)


def run(folder: Path | None, places: Places | None = None) -> int:
    """Show the window, with the library in `folder` or the last one, until it is closed.

    Raises:
        MissingProgramError: when there is no screen, or Qt lacks something to draw on it.
    """
    started = time.perf_counter()
    check_screen()
    app = make_application(places or user_places())
    from archivist.gui.main_window import MainWindow

    window = MainWindow(places or user_places())
    _catch_errors(window, (places or user_places()).logs)
    keep_steady(window)
    window.show()
    if folder:
        window.open_folder(folder.resolve())
    else:
        window.open_last()
    if os.environ.get(QUIT_AFTER_START):
        _quit_when_shown(app, window, started)
    return app.exec()


def make_application(places: Places) -> QApplication:
    """Return the application with style, fonts, icons and the words of the user's language."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from archivist.gui import theme, translation

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Archivist")
    app.setDesktopFileName("archivist")
    theme.install(app, places.resources)
    translation.install(app, places.resources / "i18n", QLocale())
    return app


def keep_steady(window: MainWindow) -> None:
    """Keep Python itself from holding a window up.

    A full collection of garbage walks through all that was ever loaded, 60 ms and more, in whatever
    thread it falls to: what is there with the first library is left out of it for good. And a
    thread that computes hands over to the window after 0.2 ms instead of 5: painting a table asks
    for its turn a hundred times.
    """
    from PySide6.QtCore import Qt

    sys.setswitchinterval(0.0002)
    once = Qt.ConnectionType(
        Qt.ConnectionType.AutoConnection.value | Qt.ConnectionType.SingleShotConnection.value
    )
    window.ready.connect(lambda: gc.freeze(), once)  # noqa: PLW0108 - Qt asks a slot for its signature


def check_screen() -> None:
    """Make sure that Qt can draw, where Qt itself would end the process instead.

    Raises:
        MissingProgramError: says what is missing, and what to install.
    """
    try:
        from PySide6 import QtSvg, QtWidgets  # noqa: F401 - only whether it can be imported
    except ImportError as error:
        raise MissingProgramError(f"Something that Qt needs ({error})", _PACKAGES) from error
    if sys.platform != "linux":
        return
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if wanted not in {"", "xcb", "wayland"}:
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise MissingProgramError(
            "A screen (neither DISPLAY nor WAYLAND_DISPLAY is set)",
            "start Archivist in a desktop session, or set QT_QPA_PLATFORM=offscreen",
        )
    if wanted == "wayland" or (not wanted and not os.environ.get("DISPLAY")):
        return
    missing = missing_libraries(_plugin())
    if missing:
        raise MissingProgramError(f"What Qt draws with ({', '.join(missing)})", _PACKAGES)


def _plugin() -> Path:
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return plugins / "platforms" / "libqxcb.so"


def missing_libraries(plugin: Path) -> tuple[str, ...]:
    """Return the system libraries that a plugin of Qt does not find, or none."""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        first = str(error).partition(":")[0]
    else:
        return ()
    try:
        told = subprocess.run(
            ["ldd", str(plugin)], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (first,)
    lost = (line.split()[0] for line in told.splitlines() if line.endswith("not found"))
    return tuple(dict.fromkeys(lost)) or (first,)


def _catch_errors(window: Any, logs: Path) -> None:  # noqa: ANN401 - Qt is not imported yet
    """Let errors that nobody expected be logged and shown, in every thread."""
    from archivist.gui.dialogs.report import ReportDialog, write_report

    log = logging.getLogger("archivist")
    try:
        logs.mkdir(parents=True, exist_ok=True)
        log.addHandler(
            logging.handlers.RotatingFileHandler(
                logs / "archivist.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
        )
    except OSError:
        log.addHandler(logging.NullHandler())

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        report = write_report(kind, error, trace)
        log.error("%s", report)
        if threading.current_thread() is threading.main_thread():
            ReportDialog(report, window).open()

    sys.excepthook = show
    threading.excepthook = lambda told: show(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )


def _quit_when_shown(app: QApplication, window: Any, started: float) -> None:  # noqa: ANN401 - as above
    """Print how long the start took, and end; without a library when the window is idle."""
    from PySide6.QtCore import QTimer

    def end() -> None:
        sys.stdout.write(f"{time.perf_counter() - started:.3f}\n")
        sys.stdout.flush()
        window.close()
        app.quit()

    if window.opening:
        window.ready.connect(lambda: QTimer.singleShot(0, end))
    else:
        QTimer.singleShot(0, end)
