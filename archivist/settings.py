"""The user's settings: typed, documented, kept as TOML."""

from __future__ import annotations

import os
import tempfile
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomli_w

_NAMES = "surrogatepass"
"""Names of folders on an old disk may hold bytes that are no text."""


class Theme(StrEnum):
    """How the window looks; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the user chose.

    `style` is used where a manuscript does not say otherwise. `ocr` is "auto", "off", or Tesseract
    language codes joined by "+". `recent` are library folders and `recent_styles` CSL styles, the
    newest first.
    """

    theme: Theme = Theme.SYSTEM
    style: str = "gost-r-7.0.5-2008"
    ocr: str = "auto"
    recent: tuple[str, ...] = ()
    recent_styles: tuple[str, ...] = ()


def load(file: Path) -> Settings:
    """Read settings; a missing or broken file, or a value of the wrong kind, gives defaults."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8", errors=_NAMES))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Settings()
    known = {field.name for field in fields(Settings)}
    settings = Settings()
    for name in known & found.keys():
        settings = _taken(settings, name, found[name])
    return settings


def _taken(settings: Settings, name: str, value: Any) -> Settings:  # noqa: ANN401 - TOML gives any type
    if name == "theme" and value in list(Theme):
        return replace(settings, theme=Theme(value))
    if name == "recent" and isinstance(value, list):
        return replace(settings, recent=_texts(value))
    if name == "recent_styles" and isinstance(value, list):
        return replace(settings, recent_styles=_texts(value))
    if name == "style" and isinstance(value, str):
        return replace(settings, style=value)
    if name == "ocr" and isinstance(value, str):
        return replace(settings, ocr=value)
    return settings


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str))


def save(settings: Settings, file: Path) -> None:
    """Write settings to a temporary name, then put them in place.

    Raises:
        OSError: when the disk refuses; the settings of before are kept.
    """
    text = tomli_w.dumps(
        {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(settings).items()
        }
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    part = tempfile.NamedTemporaryFile(dir=file.parent, prefix=".settings-", delete=False)  # noqa: SIM115 - closed below
    try:
        with part:
            part.write(text.encode(errors=_NAMES))
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(file)
    finally:
        Path(part.name).unlink(missing_ok=True)
