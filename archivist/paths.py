"""Where things live: our own data, the user's settings, caches and logs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

_APP = "Archivist"


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """The folders of one user: settings, caches (indexes) and logs, and what the program ships."""

    settings: Path
    cache: Path
    logs: Path
    resources: Path
    migrations: Path

    @property
    def styles(self) -> Path:
        """The folder of the user's own citation styles."""
        return self.settings / "styles"


@cache
def user_places() -> Places:
    """Return the folders of the present user; makes none of them."""
    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    shipped = _shipped()
    return Places(
        settings=dirs.user_config_path,
        cache=dirs.user_cache_path,
        logs=dirs.user_log_path,
        resources=shipped / "resources",
        migrations=shipped / "db",
    )


def _shipped() -> Path:
    """Return the folder that holds `resources` and `db`: frozen, installed, or a checkout."""
    if frozen := getattr(sys, "_MEIPASS", ""):
        return Path(frozen)
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
