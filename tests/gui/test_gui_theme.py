from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from archivist.gui import theme
from archivist.gui.actions import TABLE
from archivist.gui.models.sidebar_nodes import ICONS
from archivist.paths import user_places
from archivist.settings import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = user_places().resources


@pytest.mark.parametrize("pair", theme.READABLE, ids=" on ".join)
@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(colours: theme.Colours, pair: tuple[str, str]) -> None:
    text, ground = (getattr(colours, name) for name in pair)
    assert theme.contrast(text, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_stylesheet_knows_all_its_colours(colours: theme.Colours) -> None:
    assert "@" not in theme.stylesheet(colours)


def test_a_theme_is_used_at_once(qapp: QApplication) -> None:
    theme.use(qapp, Theme.DARK)
    assert theme.colours() is theme.DARK
    theme.use(qapp, Theme.LIGHT)
    assert theme.colours() is theme.LIGHT


def ink(icon: QIcon) -> set[str]:
    picture = icon.pixmap(QSize(20, 20)).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(20) for y in range(20))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    icon = theme.icon("archive")
    theme.use(qapp, Theme.LIGHT)
    assert ink(icon) == {theme.LIGHT.text}
    theme.use(qapp, Theme.DARK)
    assert ink(icon) == {theme.DARK.text}


def test_an_icon_with_a_meaning_has_its_colour() -> None:
    assert QColor(theme.LIGHT.error).name() in ink(theme.icon("warning", "error"))


def test_every_icon_that_is_named_is_there() -> None:
    sources = ROOT.parent.joinpath("archivist", "gui").rglob("*.py")
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    named = set(re.findall(r'theme\.(?:icon|pixmap)\(\s*"([\w-]+)"', text))
    named |= {row.icon for row in TABLE if row.icon} | set(ICONS.values())
    there = {path.stem for path in (ROOT / "icons").glob("*.svg")}
    assert named - there == set()
    assert len(named) > 30


def test_every_icon_is_a_line_of_one_weight_without_a_colour() -> None:
    for path in (ROOT / "icons").glob("*.svg"):
        if path.stem != "archivist":
            text = path.read_text(encoding="utf-8")
            assert 'viewBox="0 0 20 20"' in text, path.name
            assert 'stroke="currentColor"' in text, path.name
            assert "#" not in text, path.name
