"""Find duplicates: looks for them, shows the pairs side by side, and does what the user decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.dialogs.doubles.pairs import PairList
from archivist.gui.dialogs.doubles.side import SideView
from archivist.gui.jobs import JobState
from archivist.gui.page_pictures import draw_page
from archivist.gui.widgets.banner import Banners
from archivist.gui.widgets.empty import EmptyPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from archivist.errors import ArchivistError
    from archivist.gui.jobs import LongJob
    from archivist.gui.messages import Desk
    from archivist.library.values import PageId
    from archivist.services.changes import Changes
    from archivist.services.comparing import Double, Seen
    from archivist.services.progress import Progress
    from archivist.services.workspace import Workspace

_WIDTH = 900
"""The width of the pictures in pixels: enough to tell two shots of a sheet apart."""


class DoublesDialog(QDialog):
    """Stands beside the window, so that sources can be opened meanwhile."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._doubles: tuple[Double, ...] = ()
        self._job: LongJob | None = None
        self._steps = 0
        self.setWindowTitle(self.tr("Duplicates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banners = Banners()
        self.pairs = PairList()
        self.left, self.right = SideView(("Shift+Del", "Shift+S")), SideView(("Del", "S"))
        self.none = EmptyPlace("copy", "")
        self.said, self.bar = QLabel(), QProgressBar()
        self.said.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.keep = self._button(self.tr("Keep both"), "K", self._keep)
        self.merge = self._button(self.tr("The sheet goes on"), "M", self._merge)
        self.merge.setToolTip(self.tr("Both photographs show one sheet (M)"))
        self.undo = self._button(self.tr("Undo"), "Ctrl+Z", self._undo)
        self.stop = self._button(self.tr("Stop"), "", self._stop)
        self.again = self._button(self.tr("Look again"), "", self.look)
        self._lay_out()
        self._wire()
        self.resize(140 * theme.GRID, 82 * theme.GRID)
        self.look()

    def look(self) -> None:
        """Look for duplicates, away from the window."""
        self.banners.clear()
        self.again.hide()
        self.stop.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.said.setText(self.tr("Looking through the library…"))
        job = self._desk.run(
            lambda w: w.comparing.duplicates(), self.tr("Finding duplicates"), quiet=True
        )
        self._job = job
        job.progress.connect(self._progress)
        job.done.connect(self._found)
        job.failed.connect(self._refuse)
        job.ended.connect(self._ended)

    def done(self, result: int) -> None:
        """Close; what looks for duplicates stops."""
        self._stop()
        super().done(result)

    # -- looking

    def _progress(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        if progress.total:
            said = self.tr("Looking at pictures: %1 of %2")
            count = self.locale().toString
            self.said.setText(
                said.replace("%1", count(progress.done)).replace("%2", count(progress.total))
            )
        else:
            self.said.setText(self.tr("Comparing what is in the library…"))

    def _found(self, doubles: tuple[Double, ...]) -> None:
        self._doubles = doubles
        self._show(doubles)

    def _ended(self) -> None:
        state = self._job.state if self._job else JobState.DONE
        self._job = None
        self.bar.hide()
        self.stop.hide()
        self.again.show()
        if state is JobState.CANCELLED:
            self.said.setText(self.tr("Stopped. The next time it goes on from here."))

    def _refuse(self, error: ArchivistError) -> None:
        self.banners.show_error(str(error))
        self.said.clear()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # -- showing

    def _refresh(self) -> None:
        doubles = self._doubles
        if doubles and self._job is None:
            self._desk.ask(
                lambda w: w.comparing.still_open(doubles), self._show, owner=self, key="open"
            )

    def _show(self, doubles: tuple[Double, ...]) -> None:
        self.pairs.show_pairs(doubles)
        self._stack.setCurrentWidget(self._found_view if doubles else self.none)
        self.none.say(
            self.tr("You have decided about all of them.")
            if self._doubles
            else self.tr("Nothing is in the library twice, as far as can be seen.")
        )
        self.said.setText(
            self.tr("%Ln pair(s). Nothing goes by itself.", "", len(doubles)) if doubles else ""
        )
        if doubles:
            self.pairs.setFocus()

    def _pick(self) -> None:
        chosen, double = self.pairs.chosen, self.pairs.current
        may = not self._desk.read_only and bool(chosen)
        self.keep.setEnabled(may)
        self.merge.setEnabled(may and all(one.may_merge for one in chosen))
        for view, name in ((self.left, "first"), (self.right, "second")):
            sides = [getattr(one, name) for one in chosen]
            bins = all(one.may_bin(side) for one, side in zip(chosen, sides, strict=True))
            view.offer(
                may_bin=may and bins,
                may_skip=may and all(one.may_skip for one in chosen),
                shared=bool(chosen) and not bins,
            )
        if len(chosen) > 1:
            said = self.tr("%Ln pair(s) chosen. What you press is done with all.", "", len(chosen))
            self.said.setText(said)
        if double is None:
            self.left.show_nothing()
            self.right.show_nothing()
            return
        self._desk.ask(
            lambda w: w.comparing.look_at(double),
            lambda seen: self._show_pair(double, seen),
            lambda _: self._refresh(),
            owner=self,
            key="pair",
        )

    def _show_pair(self, double: Double, seen: tuple[Seen, Seen]) -> None:
        if self.pairs.current != double:
            return
        for view, side in zip((self.left, self.right), seen, strict=True):
            view.show_side(side)
            if side.face.width:
                self._draw(view, double, side.side.page_id)

    def _draw(self, view: SideView, double: Double, page_id: PageId) -> None:
        def show(image: QImage | None, sentence: str = "") -> None:
            if self.pairs.current == double:
                view.picture.show_image(image, sentence)

        self._desk.ask(
            lambda w: draw_page(w, page_id, _WIDTH),
            show,
            lambda error: show(None, str(error)),
            owner=view,
            key="picture",
        )

    # -- deciding

    def _decide(self, work: Callable[[Workspace], Changes]) -> None:
        def done(_: Changes) -> None:
            self._steps += 1
            self.undo.setEnabled(True)
            self._refresh()

        self._desk.change(work, done, self._refuse, owner=self)

    def _keep(self) -> None:
        chosen = self.pairs.chosen
        self._decide(lambda w: w.comparing.keep_apart(chosen))

    def _merge(self) -> None:
        ids = [double.second.page_id for double in self.pairs.chosen]
        self._decide(lambda w: w.foliating.merge(ids))

    def _bin(self, name: str) -> None:
        ids = [getattr(double, name).source_id for double in self.pairs.chosen]
        self._decide(lambda w: w.sources.put_in_bin(ids))

    def _skip(self, name: str) -> None:
        ids = [getattr(double, name).page_id for double in self.pairs.chosen]
        self._decide(lambda w: w.foliating.skip(ids))

    def _undo(self) -> None:
        def done(_: Changes | None) -> None:
            self._steps -= 1
            self.undo.setEnabled(self._steps > 0)
            self._refresh()

        self._desk.change(lambda w: w.undo(), done, self._refuse, owner=self)

    def _open(self, double: Double) -> None:
        self._desk.open_source.emit(int(double.first.source_id), double.first.number, "")

    # -- making

    def _wire(self) -> None:
        self.pairs.picked.connect(self._pick)
        self.pairs.opened.connect(self._open)
        for view, name in ((self.left, "first"), (self.right, "second")):
            view.binned.connect(lambda name=name: self._bin(name))
            view.skipped.connect(lambda name=name: self._skip(name))
        self._desk.changed.connect(lambda _: self._refresh())
        self._desk.state_changed.connect(self._refresh)

    def _lay_out(self) -> None:
        self._found_view = QSplitter(Qt.Orientation.Horizontal)
        self._found_view.setChildrenCollapsible(False)
        for place, widget in enumerate((self.pairs, self.left, self.right)):
            self._found_view.addWidget(widget)
            self._found_view.setStretchFactor(place, int(place > 0))
        self._found_view.setSizes([34 * theme.GRID, 50 * theme.GRID, 50 * theme.GRID])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.none)
        self._stack.addWidget(self._found_view)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.bar)
        close = self._button(self.tr("Close"), "", self.close)
        for button in (self.stop, self.again, self.undo, self.merge, self.keep, close):
            foot.addWidget(button)
        self.undo.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID,) * 4)
        column.setSpacing(theme.GRID)
        column.addWidget(self.banners)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _button(self, text: str, keys: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if keys:
            button.setShortcut(QKeySequence(keys))
            shown = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{text} ({shown})")
        button.clicked.connect(act)
        return button
