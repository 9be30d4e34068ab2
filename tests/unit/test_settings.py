"""Settings outlive a restart and a broken file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from archivist.settings import Settings, Theme, load, save

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.toml"
    settings = Settings(theme=Theme.DARK, style="kz-english", ocr="rus+kaz", recent=("/a", "Ә"))
    save(settings, file)
    assert load(file) == settings
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.toml"]


def test_a_folder_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    settings = Settings(recent=(os.fsdecode(b"/old disk/\xcf\xf0"), "/новый"))
    save(settings, file)
    assert load(file) == settings


@pytest.mark.parametrize("value", ["[]", "{}", "1932-10-01"])
def test_a_value_that_is_no_word_at_all_is_left_out(tmp_path: Path, value: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'theme = {value}\nocr = "off"\n', encoding="utf-8")
    assert load(file) == Settings(ocr="off")


def test_a_broken_file_gives_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe not toml [")
    assert load(file) == Settings()
    assert load(tmp_path / "absent.toml") == Settings()


def test_values_of_the_wrong_kind_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "pink"\nstyle = 3\nocr = "off"\nrecent = [1, "b"]\n', encoding="utf-8")
    assert load(file) == Settings(ocr="off", recent=("b",))
