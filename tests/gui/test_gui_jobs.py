from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject

from archivist.errors import ArchivistError, NotFoundError
from archivist.gui.jobs import Jobs, JobState
from archivist.services.progress import Progress, Steps

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_work_is_done_elsewhere_and_its_result_comes_here(jobs: Jobs, owner: QObject) -> None:
    threads: list[int] = []
    jobs.read(
        threading.get_ident,
        lambda there: threads.extend([there, threading.get_ident()]),
        owner=owner,
    )
    jobs.drain()
    assert threads[1] == threading.get_ident() != threads[0]


def test_writers_work_one_after_another_in_the_order_of_asking(jobs: Jobs, owner: QObject) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.write(
            lambda number=number: time.sleep(0.001 * (20 - number)) or done.append(number),
            owner=owner,
        )
    jobs.drain()
    assert done == list(range(20))


def test_only_the_newest_of_a_key_counts(jobs: Jobs, owner: QObject) -> None:
    begun: list[int] = []
    found: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        time.sleep(0.02)
        return number

    for number in range(10):
        jobs.read(lambda number=number: work(number), found.append, owner=owner, key="find")
    jobs.drain()
    assert found == [9]
    assert len(begun) < 10


def test_an_older_job_that_ends_late_is_dropped(jobs: Jobs, owner: QObject) -> None:
    late, found = threading.Event(), []
    jobs.read(lambda: late.wait(5) and "old", found.append, owner=owner, key="find")
    time.sleep(0.02)
    jobs.read(lambda: "new", found.append, owner=owner, key="find")
    time.sleep(0.05)
    late.set()
    jobs.drain()
    assert found == ["new"]


def test_keys_of_two_owners_do_not_meet(jobs: Jobs) -> None:
    found: list[str] = []
    one, other = QObject(), QObject()
    jobs.read(lambda: "one", found.append, owner=one, key="find")
    jobs.read(lambda: "other", found.append, owner=other, key="find")
    jobs.drain()
    assert sorted(found) == ["one", "other"]


def test_the_result_for_a_destroyed_owner_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    owner, found = QObject(), []
    jobs.read(lambda: time.sleep(0.05), found.append, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    jobs.drain()
    assert found == []


def fail() -> None:
    raise NotFoundError("source", "12")


def test_an_error_of_ours_reaches_its_handler_or_the_window(jobs: Jobs, owner: QObject) -> None:
    handled: list[ArchivistError] = []
    shown: list[ArchivistError] = []
    jobs.failed.connect(shown.append)
    jobs.read(fail, print, handled.append, owner=owner)
    jobs.drain()
    assert [str(error) for error in handled] == ["There is no source “12” in this library."]
    assert shown == []
    jobs.write(fail, owner=owner)
    jobs.drain()
    assert len(shown) == 1


def test_a_bug_reaches_the_report(
    jobs: Jobs, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reports.append(kind.__name__))
    jobs.read(lambda: 1 // 0, print, owner=owner)
    jobs.long(lambda: (_ for _ in [1 // 0]), "x")
    jobs.drain()
    assert reports == ["ZeroDivisionError", "ZeroDivisionError"]


def count(total: int, closed: list[bool], pause: float = 0.0) -> Steps[str]:
    try:
        for done in range(1, total + 1):
            time.sleep(pause)
            yield Progress(done=done, total=total)
        return "all"
    finally:
        closed.append(True)


def test_long_work_tells_its_progress_seldom_and_its_end_always(jobs: Jobs) -> None:
    told: list[Progress] = []
    ends: list[Any] = []
    closed: list[bool] = []
    job = jobs.long(lambda: count(400, closed, 0.001), "Adding files")
    job.progress.connect(told.append)
    job.done.connect(ends.append)
    job.ended.connect(lambda: ends.append("ended"))
    started = time.monotonic()
    jobs.drain()
    assert len(told) <= 3 + (time.monotonic() - started) / 0.1
    assert told[-1] == Progress(done=400, total=400)
    assert ends == ["all", "ended"]
    assert job.state is JobState.DONE
    assert closed == [True]


def test_long_work_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    closed: list[bool] = []
    job = jobs.long(lambda: count(100_000, closed, 0.001), "Adding files")
    with qtbot.waitSignal(job.progress):
        pass
    assert jobs.running == (job,)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        pass
    assert job.state is JobState.CANCELLED
    assert closed == [True]
    assert jobs.running == ()


def test_long_work_that_fails_says_why(jobs: Jobs) -> None:
    def steps() -> Steps[None]:
        yield Progress(done=0, total=1)
        fail()

    errors: list[ArchivistError] = []
    job = jobs.long(steps, "Adding files")
    job.failed.connect(errors.append)
    jobs.drain()
    assert job.state is JobState.FAILED
    assert errors == [job.error]


def test_closing_stops_long_work_and_lets_writers_finish(owner: QObject) -> None:
    jobs, written, closed = Jobs(), [], []
    jobs.long(lambda: count(100_000, closed, 0.001), "Adding files")
    jobs.write(lambda: time.sleep(0.05) or written.append(1), owner=owner)
    jobs.close()
    assert written == [1]
    assert closed == [True]


def test_being_busy_is_told(jobs: Jobs, owner: QObject) -> None:
    states: list[bool] = []
    jobs.busy.connect(states.append)
    jobs.read(lambda: 1, lambda _: None, owner=owner)
    jobs.read(lambda: 2, lambda _: None, owner=owner)
    jobs.drain()
    assert states == [True, False]
