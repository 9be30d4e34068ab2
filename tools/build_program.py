"""Build the program that runs without Python, in dist/Archivist, and try it.

Run it by `python3 start.py build`. The trial asks the version, makes the sample library and opens
the window on it, which closes by itself once it is shown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "Archivist"
_SECONDS = 300


def main() -> int:
    """Build, try, and say the size and how long the start takes; return the exit code."""
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    if code := subprocess.run([*build, "build.spec"], cwd=ROOT, check=False).returncode:
        return code
    size = sum(file.stat().st_size for file in BUILT.rglob("*") if not file.is_symlink())
    print(f"Built {BUILT}: {size / 1e6:.0f} MB.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        return int(
            not (
                _runs("The version", "--version")
                and _runs("The sample library", "demo", str(sample))
                and _runs("The window", str(sample / "library"))
            )
        )


def _runs(what: str, *words: str) -> bool:
    """Run the built program, say how long it took, and show what it said when it failed."""
    name = "archivist-cli.exe" if sys.platform == "win32" else "Archivist"
    begin = time.monotonic()
    try:
        ran = subprocess.run(
            [BUILT / name, *words],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ARCHIVIST_QUIT_AFTER_START": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
        code, said = ran.returncode, ran.stdout
    except subprocess.TimeoutExpired as error:
        code, said = -1, error.stdout or b""
    seconds = time.monotonic() - begin
    print(f"{what}: {'FAILED' if code else 'works'}, {seconds:.2f} s", flush=True)
    lines = said.decode("utf-8", "replace").splitlines()
    print("\n".join(lines if code else lines[-1:]), flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
