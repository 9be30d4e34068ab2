"""How everything looks: colours, fonts, measures, the icons and the one stylesheet.

No widget names a colour of its own. A widget that paints asks `colours()` each time it paints, so
that a change of theme needs no wiring; a widget that keeps something made from colours (a text
format, a pixmap) makes it again in `changeEvent` on `QEvent.Type.PaletteChange`. Icons follow the
palette by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDir, QFile, QIODevice, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from archivist.settings import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

GRID = 8
"""All distances are multiples (or halves) of this many pixels."""
ROW = 28
"""The height of a row in a list, tree or table."""
ICON = 20
"""The side of an icon."""
SIDEBAR = 240
"""The first width of a room's left side."""
INSPECTOR = 320
"""The first width of a room's right side."""
RAIL = 80
"""The width of the rail of rooms."""
RADIUS = 6
"""How round the corners of fields and buttons are."""

TAG_COLOURS = (
    "#c0392b",
    "#d9822b",
    "#c9a227",
    "#4f8f3a",
    "#2a8c82",
    "#2f6fb0",
    "#6a5acd",
    "#a04a8c",
    "#7a6a58",
)
"""The colours offered for tags; dots only, never text."""

MARK_COLOURS = ("#f6d55c", "#a8d98a", "#8fc7ee", "#f2a7c3", "#f4b183")
"""The colours offered for highlights; the first is the default of an annotation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Colours:
    """The colours of one theme, by what they are for, as `#rrggbb`.

    Pairs that must be readable on each other stand in `READABLE`.
    """

    window: str  # behind everything: bars, inspector, dialogs
    side: str  # sidebars and the rail
    surface: str  # lists, tables, fields
    raised: str  # cards, menus, tooltips, buttons
    text: str
    muted: str  # secondary text, inherited values, counts
    line: str  # hairlines between parts
    edge: str  # borders of fields and buttons
    accent: str  # the one accent: links, the current room, primary buttons
    on_accent: str  # text on the accent
    selection: str  # behind selected rows and text
    selection_text: str
    hover: str
    focus: str  # the ring around what has the keyboard
    error: str  # text of errors
    error_surface: str
    notice: str  # text of notices that are no errors
    notice_surface: str
    good: str  # "checked", "up to date"
    paper: str  # a page that is being read, an editor
    paper_text: str
    chip: str  # behind citation chips, filter chips and counts
    chip_text: str
    hit: str  # behind a word that was searched for
    hit_current: str  # behind the hit that is being looked at
    hit_text: str


LIGHT = Colours(
    window="#f5f4f0",
    side="#ebe9e3",
    surface="#ffffff",
    raised="#ffffff",
    text="#20242a",
    muted="#5a5f66",
    line="#dcd9d1",
    edge="#b9b5aa",
    accent="#1d5c8a",
    on_accent="#ffffff",
    selection="#cfe3f3",
    selection_text="#10202e",
    hover="#e3e0d8",
    focus="#2a7ab8",
    error="#a3211b",
    error_surface="#fbe6e2",
    notice="#6b4a00",
    notice_surface="#fcf0cf",
    good="#276b35",
    paper="#fffdf8",
    paper_text="#1c1c1c",
    chip="#e2ecf4",
    chip_text="#174a70",
    hit="#ffe28a",
    hit_current="#ffb84d",
    hit_text="#20242a",
)

DARK = Colours(
    window="#22252a",
    side="#1d2024",
    surface="#191b1f",
    raised="#2c3036",
    text="#e7e5e0",
    muted="#a6abb2",
    line="#363a41",
    edge="#565c66",
    accent="#7cbcec",
    on_accent="#0b1c2a",
    selection="#2b4a63",
    selection_text="#f4f6f8",
    hover="#30343b",
    focus="#7cbcec",
    error="#ff9d94",
    error_surface="#46221f",
    notice="#f2cf7e",
    notice_surface="#3d3318",
    good="#8fd19e",
    paper="#26282c",
    paper_text="#e4e2dc",
    chip="#2a3f51",
    chip_text="#bfe0f8",
    hit="#6b5a16",
    hit_current="#9a6512",
    hit_text="#fff6dc",
)

READABLE = (
    ("text", "window"),
    ("text", "side"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "hover"),
    ("muted", "window"),
    ("muted", "side"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "window"),
    ("accent", "side"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("selection_text", "selection"),
    ("error", "window"),
    ("error", "surface"),
    ("error", "error_surface"),
    ("notice", "notice_surface"),
    ("good", "window"),
    ("good", "surface"),
    ("paper_text", "paper"),
    ("chip_text", "chip"),
    ("hit_text", "hit"),
    ("hit_text", "hit_current"),
)
"""Text and ground that stand together somewhere; each holds a contrast of 4.5 to 1."""


def colours() -> Colours:
    """Return the colours in use, known from the application's palette."""
    return _colours_of(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=4)
def _colours_of(palette: int) -> Colours:  # noqa: ARG001 - stands for the application's palette
    """Return the colours of a palette; asked for with each cell of a table that is drawn."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT  # noqa: PLR2004 - the middle of 0 to 255


def colour(name: str) -> QColor:
    """Return a colour in use by its name in `Colours`."""
    return QColor(getattr(colours(), name))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours by WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    seen = QColor(name)
    red, green, blue = (_linear(share) for share in (seen.redF(), seen.greenF(), seen.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG 2


def install(app: QApplication, resources: Path) -> None:
    """Make icons findable and set style and fonts; once, before the first window."""
    for kind in ("icons", "themes"):
        QDir.setSearchPaths(kind, [str(resources / kind)])
    app.setStyle("Fusion")
    font = app.font()
    font.setPointSizeF(10)
    app.setFont(font)
    app.setWindowIcon(QIcon("icons:archivist.svg"))


def use(app: QApplication, theme: Theme) -> None:
    """Dress the application in a theme, at once and everywhere."""
    dark = theme is Theme.DARK or (theme is Theme.SYSTEM and system_is_dark(app))
    chosen = DARK if dark else LIGHT
    app.setPalette(palette(chosen))
    app.setStyleSheet(stylesheet(chosen))


def system_is_dark(app: QApplication) -> bool:
    """Tell whether the desktop asks for a dark theme."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def palette(chosen: Colours) -> QPalette:
    """Return the palette of a theme."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, name in (
        (role.Window, chosen.window),
        (role.WindowText, chosen.text),
        (role.Base, chosen.surface),
        (role.AlternateBase, chosen.window),
        (role.Text, chosen.text),
        (role.PlaceholderText, chosen.muted),
        (role.Button, chosen.raised),
        (role.ButtonText, chosen.text),
        (role.BrightText, chosen.error),
        (role.Highlight, chosen.selection),
        (role.HighlightedText, chosen.selection_text),
        (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent),
        (role.ToolTipBase, chosen.raised),
        (role.ToolTipText, chosen.text),
        (role.Light, chosen.raised),
        (role.Midlight, chosen.hover),
        (role.Mid, chosen.line),
        (role.Dark, chosen.edge),
        (role.Shadow, chosen.edge),
        (role.Accent, chosen.accent),
    ):
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.muted))
    return made


def reading_font(size: float = 12) -> QFont:
    """Return the serif in which texts are read and written."""
    font = QFont()
    wanted = ("Source Serif 4", "PT Serif", "Noto Serif", "Charter", "Georgia", "DejaVu Serif")
    there = set(QFontDatabase.families())
    font.setFamilies([*(name for name in wanted if name in there), "serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(size)
    return font


def small_font(less: float = 1) -> QFont:
    """Return the interface font a little smaller: counts, headings of parts, hints."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(font.pointSizeF() - less)
    return font


def title_font(size: float = 15) -> QFont:
    """Return the interface font large: titles of pages and dialogs."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(size)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def icon(name: str, colour_name: str = "") -> QIcon:
    """Return the line icon `resources/icons/<name>.svg`, tinted from the palette as it is drawn.

    `colour_name` (a field of `Colours`) gives it a meaning of its own, such as "error" or "good".
    A checked button's icon takes the accent.
    """
    return QIcon(_LineIcon(name, colour_name))


def pixmap(name: str, colour_name: str = "text", side: int = ICON, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `side` logical pixels, for delegates and labels."""
    return _drawn(name, QColor(getattr(colours(), colour_name)), QSize(side, side) * ratio, ratio)


def _drawn(name: str, tint: QColor, size: QSize, ratio: float = 1.0) -> QPixmap:
    drawing = _read(f"icons:{name}.svg").replace(b"currentColor", tint.name().encode())
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(QPoint(0, 0), size))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _LineIcon(QIconEngine):
    """An icon that takes its colour from the palette whenever it is drawn."""

    def __init__(self, name: str, colour_name: str) -> None:
        super().__init__()
        self._name = name
        self._colour_name = colour_name
        self._kept: dict[tuple[str, int, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device else 1.0
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        tint = self._tint(mode, state)
        key = (tint.name(), size.width(), size.height(), scale)
        if key not in self._kept:
            self._kept[key] = _drawn(self._name, tint, size * scale, scale)
        return self._kept[key]

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._colour_name)

    def isNull(self) -> bool:
        return False

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        chosen = colours()
        if mode == QIcon.Mode.Disabled:
            return QColor(chosen.edge)
        if self._colour_name:
            return QColor(getattr(chosen, self._colour_name))
        return QColor(chosen.accent if state == QIcon.State.On else chosen.text)


def stylesheet(chosen: Colours) -> str:
    """Return the one stylesheet, `resources/themes/archivist.qss`, in the colours of a theme."""
    text = _read("themes:archivist.qss").decode()
    for name in Colours.__slots__:
        text = text.replace(f"@{name}@", getattr(chosen, name))
    text = text.replace("@scheme@", "dark" if chosen is DARK else "light")
    return text.replace("@radius@", str(RADIUS))


def _read(name: str) -> bytes:
    file = QFile(name)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    return bytes(file.readAll().data())
