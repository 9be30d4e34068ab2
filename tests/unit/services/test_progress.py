"""How quickly long work goes on, and how long it will still take."""

from __future__ import annotations

from archivist.services.progress import RECOGNISING, Pace, Progress


class Clock:
    """Shows the second that a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_an_earlier_program_did_is_not_counted_as_done_now() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.at(Progress(done=500, total=600)) is None
    clock.now = 10
    assert pace.at(Progress(done=520, total=600)) == (2, 40)


def test_each_part_of_the_work_has_a_pace_of_its_own() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.at(Progress(done=0, total=1_000))
    clock.now = 10
    assert pace.at(Progress(done=1_000, total=1_000)) == (100, 0)
    assert pace.at(Progress(done=0, total=1_000, part=RECOGNISING)) is None
    clock.now = 30
    assert pace.at(Progress(done=10, total=1_000, part=RECOGNISING)) == (0.5, 1_980)
