"""The list of styles: title, and below it how a style cites, its language, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QWidget

from archivist.gui import theme
from archivist.gui.models.words import language_name
from archivist.gui.widgets.rows import Index, RowDelegate, draw_ground, draw_text, ink
from archivist.gui.widgets.tips import plain_tip
from archivist.services.citing import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QPainter

    from archivist.services.citing import StyleInfo

_TALL = 6 * theme.GRID
_INFO = Qt.ItemDataRole.UserRole


class StyleList(QListView):
    """Shows styles.

    Signals:
        looked_at(StyleInfo | None): another style is the chosen one.
    """

    looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._styles = _Styles(self)
        self.setModel(self._styles)
        self.setItemDelegate(_StyleDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Citation styles"))

    def show_styles(self, styles: Sequence[StyleInfo], name: str) -> None:
        """Show styles, one of them chosen: that of the name, else the first."""
        self._styles.fill(styles)
        row = next((at for at, one in enumerate(styles) if one.name == name), 0)
        if styles:
            self.setCurrentIndex(self._styles.index(row, 0))
            self.scrollTo(self.currentIndex())
        else:
            self.looked_at.emit(None)

    @property
    def chosen(self) -> StyleInfo | None:
        """The style that is chosen."""
        found: StyleInfo | None = self.currentIndex().data(_INFO)
        return found

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        """Tell of another style."""
        super().selectionChanged(chosen, left)
        if chosen.indexes():
            self.looked_at.emit(self.chosen)

    def describe(self, info: StyleInfo) -> str:
        """Return how a style cites, its language and whose it is, in words."""
        forms = {
            "numbers": self.tr("Numbers"),
            "superscript": self.tr("Raised numbers"),
            "notes": self.tr("Notes"),
            "author-date": self.tr("Author and date"),
            "in-text": self.tr("References in the text"),
            "label": self.tr("Labels"),
        }
        whose = {
            Origin.OWN: self.tr("comes with Archivist"),
            Origin.USER: self.tr("yours"),
            Origin.CSL: self.tr("CSL"),
        }
        language = language_name(info.language.partition("-")[0]) if info.language else ""
        said = (forms.get(info.form, info.form), language, whose[info.origin])
        return " · ".join(part for part in said if part)


class _Styles(QAbstractListModel):
    """Styles as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._infos: tuple[StyleInfo, ...] = ()

    def fill(self, styles: Sequence[StyleInfo]) -> None:
        """Take other styles."""
        self.beginResetModel()
        self._infos = tuple(styles)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many styles there are."""
        return 0 if parent is not None and parent.isValid() else len(self._infos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt takes anything
        """Return a style, its title, or what its title does not say."""
        if not index.isValid():
            return None
        info = self._infos[index.row()]
        if role == _INFO:
            return info
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(info.problem or info.title)
        return info.title if role == Qt.ItemDataRole.DisplayRole else None


class _StyleDelegate(RowDelegate):
    """Draws a style in two lines."""

    def __init__(self, owner: StyleList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(super().sizeHint(option, index).width(), _TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one style."""
        self.initStyleOption(option, index)
        info: StyleInfo = index.data(_INFO)
        painter.save()
        draw_ground(painter, option)
        area = QRect(option.rect).adjusted(theme.GRID, 4, -theme.GRID, -4)
        half = area.height() // 2
        painter.setPen(ink(option))
        draw_text(painter, area.adjusted(0, 0, 0, -half), info.title)
        painter.setFont(theme.small_font())
        painter.setPen(ink(option, "error" if info.problem else "muted"))
        below = self._owner.tr("Cannot be used") if info.problem else self._owner.describe(info)
        draw_text(painter, area.adjusted(0, half, 0, 0), below)
        painter.restore()
