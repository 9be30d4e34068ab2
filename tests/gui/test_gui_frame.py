from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from archivist.errors import NotFoundError
from archivist.gui.actions import Actions
from archivist.gui.frame.foot import Foot
from archivist.gui.frame.import_bar import ImportBar, Order
from archivist.gui.frame.progress_words import how_far, time_left
from archivist.gui.frame.queue import QueuePanel, Summary
from archivist.gui.frame.rail import Rail
from archivist.gui.frame.rooms import Rooms
from archivist.gui.frame.top_bar import TopBar
from archivist.gui.frame.welcome import Welcome
from archivist.gui.messages import Place
from archivist.library.groups import Group
from archivist.library.values import GroupId
from archivist.services.progress import RECOGNISING, Progress, Steps

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from archivist.gui.jobs import Jobs


def steps(total: int, pause: float = 0.0) -> Steps[int]:
    for done in range(1, total + 1):
        time.sleep(pause)
        yield Progress(done=done, total=total, what=f"скан_{done}.pdf")
    return total


def failing() -> Steps[int]:
    yield Progress(done=0, total=1)
    raise NotFoundError("unit", "АП РК/5-Н")


def test_the_chip_shows_work_and_stops_it(jobs: Jobs, qtbot: QtBot) -> None:
    foot = Foot(jobs)
    qtbot.addWidget(foot)
    foot.show()
    assert not foot.chip.isVisible()
    job = jobs.long(lambda: steps(10_000, 0.005), "Adding files")
    qtbot.waitUntil(lambda: "of 10000" in foot.chip._open.text())
    assert foot.chip.isVisible()
    with qtbot.waitSignal(job.ended):
        foot.chip._cancel.click()
        assert "stopping" in foot.chip._open.text()
    assert not foot.chip.isVisible()


def test_quiet_work_shows_nowhere(jobs: Jobs, qtbot: QtBot) -> None:
    foot, queue = Foot(jobs), QueuePanel(jobs)
    qtbot.addWidget(foot)
    qtbot.addWidget(queue)
    foot.show()
    job = jobs.long(lambda: steps(3), "Indexing", quiet=True)
    assert not foot.chip.isVisible()
    assert queue.row_of(job) is None
    jobs.drain()


def test_the_queue_tells_how_work_ended(jobs: Jobs, qtbot: QtBot) -> None:
    queue = QueuePanel(jobs)
    qtbot.addWidget(queue)
    queue.show()
    good = jobs.long(lambda: steps(3), "Adding files")
    queue.describe(
        good, lambda count: Summary(f"{count} added", (("warning", "error", "a.pdf: broken"),))
    )
    bad = jobs.long(failing, "Adding more")
    plain = jobs.long(lambda: steps(1), "Exporting")
    jobs.drain()
    rows = [queue.row_of(job) for job in (good, bad, plain)]
    assert all(rows)
    texts = [row.result.text() for row in rows if row]
    assert texts == ["3 added", "", "Done."]
    assert rows[0]
    assert rows[0].lines.item(0).text() == "a.pdf: broken"
    assert rows[1]
    assert "There is no unit" in rows[1].lines.item(0).text()


def test_stopped_work_says_what_was_kept(jobs: Jobs, qtbot: QtBot) -> None:
    queue = QueuePanel(jobs)
    qtbot.addWidget(queue)
    job = jobs.long(lambda: steps(10_000, 0.005), "Adding files")
    row = queue.row_of(job)
    assert row
    row._cancel.click()
    jobs.drain()
    assert row.result.text() == "Stopped. What was done until then is kept."


def test_time_left_is_said_roughly(jobs: Jobs) -> None:
    assert time_left(20) == "less than a minute left"
    assert time_left(130) == "about 2 min left"
    assert time_left(7_000) == "about 2 h left"
    job = jobs.long(lambda: steps(2), "x")
    jobs.drain()
    job.last, job.left = Progress(done=30, total=120), 180
    assert how_far(job) == "30 of 120, about 3 min left"
    job.last, job.left = Progress(done=3, total=9, part=RECOGNISING), None
    assert how_far(job) == "text recognised in 3 of 9"
    job.last = Progress(done=0, total=0, what="library.db")
    assert how_far(job) == "library.db"


# -- the bar that asks where files go

GROUPS = ((Group(id=GroupId(7), name="Периодика", position=0), 3),)


@pytest.fixture
def bar(qtbot: QtBot) -> ImportBar:
    bar = ImportBar()
    qtbot.addWidget(bar)
    bar.offer_groups(GROUPS)
    return bar


def test_the_bar_offers_the_chosen_place(bar: ImportBar, qtbot: QtBot) -> None:
    place = Place(group_id=GroupId(7), path="АП РК/Ф. 5-Н")
    files = [Path("скан 1.jpg"), Path("скан 2.jpg")]
    bar.ask(files, place)
    assert bar._what.text() == "Add 2 files to"
    bar._one.setChecked(True)
    with qtbot.waitSignal(bar.ordered) as ordered:
        bar._add.click()
    assert ordered.args == [
        Order(paths=tuple(files), path="АП РК/Ф. 5-Н", group_id=GroupId(7), separate=False)
    ]
    assert not bar.isVisible()


def test_one_file_is_named_and_may_go_nowhere(bar: ImportBar, qtbot: QtBot) -> None:
    bar.ask([Path("Нота № 12.pdf")], Place())
    assert "Нота № 12.pdf" in bar._what.text()
    assert not bar._one.isVisible()
    with qtbot.waitSignal(bar.ordered) as ordered:
        bar._add.click()
    assert ordered.args == [Order(paths=(Path("Нота № 12.pdf"),))]


def test_an_archive_alone_is_no_place(bar: ImportBar) -> None:
    bar.ask([Path("a.pdf")], Place())
    bar._place.setText("АП РК")
    bar._add.click()
    assert bar.isVisible()
    assert "fund" in bar._place.toolTip()


def test_escape_adds_nothing(bar: ImportBar, qtbot: QtBot) -> None:
    bar.ask([Path("a.pdf")], Place())
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


# -- rooms


class Part(QWidget):
    """A room or a reader that notes what is done with it."""

    titled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []
        self.page = 1

    def take_focus(self) -> None:
        self.done.append("focus")

    def put_away(self) -> None:
        self.done.append("away")

    def show_page(self, number: int, query: str) -> None:
        self.page = number or self.page
        self.done.append((number, query))

    def page_number(self) -> int:
        return self.page


@pytest.fixture
def rooms(qtbot: QtBot) -> Rooms:
    rooms = Rooms({"library": Part, "search": Part, "manuscripts": Part}, lambda _source_id: Part())
    qtbot.addWidget(rooms)
    rooms.show()
    rooms.show_room("library")
    return rooms


def test_a_room_is_made_once_when_it_is_first_visited(rooms: Rooms) -> None:
    assert list(rooms._rooms) == ["library"]
    search = rooms.show_room("search")
    rooms.show_room("library")
    assert rooms.show_room("search") is search


def test_the_way_back_leads_through_pages(rooms: Rooms) -> None:
    rooms.open_source(12, 3, "граница")
    rooms.current.page = 9  # the reader was leafed through
    rooms.show_room("search")
    rooms.go(-1)
    assert rooms.current.page_number() == 9
    assert rooms.current.done[-1] != "away"
    rooms.go(-1)
    assert rooms.room == "library"
    assert rooms.can_go == (False, True)
    rooms.go(1)
    rooms.go(1)
    assert rooms.tabs.currentIndex() == 0
    assert rooms.can_go == (True, False)


def test_going_elsewhere_forgets_the_way_forward(rooms: Rooms) -> None:
    rooms.show_room("search")
    rooms.go(-1)
    rooms.show_room("manuscripts")
    assert rooms.can_go == (True, False)
    rooms.go(-1)
    assert rooms.room == "library"


def test_the_way_back_opens_a_closed_source_again(rooms: Rooms) -> None:
    rooms.open_source(12, 3)
    rooms.show_room("library")
    rooms.close_tab(1)
    assert rooms.tabs.count() == 1
    rooms.go(-1)
    assert rooms.tabs.count() == 2
    assert rooms.current.done == [(3, ""), "focus"]


def test_a_tab_takes_its_source_s_name_and_elides_it(rooms: Rooms) -> None:
    rooms.open_source(12)
    rooms.current.titled.emit("Договор о добрососедстве, дружбе & сотрудничестве")
    assert rooms.tabs.tabText(1) == "Договор о добрососедстве, д…"
    assert "сотрудничестве" in rooms.tabs.tabToolTip(1)


def test_closing_a_tab_lets_the_reader_save(rooms: Rooms) -> None:
    rooms.open_source(12)
    reader = rooms.current
    rooms.tabs.tabButton(1, rooms.tabs.ButtonPosition.RightSide).click()
    assert reader.done[-1] == "away"


# -- rail, top, welcome


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window)
    made.setProperty("window", window)
    return made


def test_the_rail_presses_the_room_that_is_seen(actions: Actions, qtbot: QtBot) -> None:
    rail = Rail(actions)
    qtbot.addWidget(rail)
    rail.show_room("search")
    assert [room for room, button in rail._buttons.items() if button.isChecked()] == ["search"]
    rail.show_room("")
    assert not any(button.isChecked() for button in rail._buttons.values())


def test_the_box_searches_on_enter_and_empties_on_escape(actions: Actions, qtbot: QtBot) -> None:
    top = TopBar(actions)
    qtbot.addWidget(top)
    searched: list[str] = []
    top.searched.connect(searched.append)
    top.box.setText("  договор ")
    qtbot.keyClick(top.box, Qt.Key.Key_Return)
    qtbot.keyClick(top.box, Qt.Key.Key_Escape)
    qtbot.keyClick(top.box, Qt.Key.Key_Return)
    assert searched == ["договор"]


def test_f1_in_the_box_shows_how_to_search_and_not_the_keys(actions: Actions, qtbot: QtBot) -> None:
    window = actions.property("window")
    top = TopBar(actions)
    window.setCentralWidget(top)
    shown: list[str] = []
    actions.handle("help.search", top, lambda: shown.append("search"))
    actions.handle("help.keys", top, lambda: shown.append("keys"))
    window.show()
    qtbot.waitExposed(window)
    top.take_focus()
    qtbot.keyClick(top.box, Qt.Key.Key_F1)
    assert shown == ["search"]


def test_a_recent_library_is_chosen_or_forgotten(actions: Actions, qtbot: QtBot) -> None:
    welcome = Welcome(actions)
    qtbot.addWidget(welcome)
    welcome.show_recent(("/home/я/Диссертация", "/media/usb/Тест"))
    with qtbot.waitSignal(welcome.chosen) as chosen:
        next(
            button for button in welcome.findChildren(type(welcome.make)) if "Тест" in button.text()
        ).click()
    assert chosen.args == [Path("/media/usb/Тест")]
    welcome.wait_for(Path("/media/usb/Тест"))
    assert not welcome.make.isEnabled()
    welcome.wait_for(None)
    assert welcome.make.isEnabled()
