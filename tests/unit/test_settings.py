"""Settings outlive a restart and a broken file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.settings import Settings, Theme, load, save

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.toml"
    settings = Settings(theme=Theme.DARK, style="kz-english", ocr="rus+kaz", recent=("/a", "Ә"))
    save(settings, file)
    assert load(file) == settings
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.toml"]


def test_a_broken_file_gives_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe not toml [")
    assert load(file) == Settings()
    assert load(tmp_path / "absent.toml") == Settings()


def test_values_of_the_wrong_kind_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "pink"\nstyle = 3\nocr = "off"\nrecent = [1, "b"]\n', encoding="utf-8")
    assert load(file) == Settings(ocr="off", recent=("b",))
