"""A library of a stranger names files of this machine: none comes in unless the user says so."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import places_in

from archivist.library.jobs import JobState, Outcome
from archivist.library.watching import WatchedFolder, WatchedId
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places


@pytest.fixture
def stranger(tmp_path: Path) -> Places:
    """Return the folders of another user, on another machine."""
    return places_in(tmp_path / "stranger")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "private"
    folder.mkdir()
    (folder / "diary.txt").write_text("Никому не показывать", encoding="utf-8")
    return folder


def test_what_a_stranger_put_on_the_queue_waits_for_a_word_of_the_user(
    tmp_path: Path, places: Places, stranger: Places, secret: Path
) -> None:
    with closing(make_library(tmp_path / "library", stranger)) as theirs:
        finish(theirs.queue.begin([secret], ImportOptions(ocr="off")))

    with closing(open_library(tmp_path / "library", places)) as ours:
        finish(ours.queue.work())
        (job,) = ours.queue.jobs()
        assert (job.state, job.outcome) == (JobState.FAILED, Outcome.STRANGE)
        assert "another computer" in job.reason
        assert not list((ours.folder / "files").rglob("*")) or ours.tree.counts().all == 0

        assert ours.queue.retry(job.run_id) == 1
        finish(ours.queue.work())
        assert ours.tree.counts().all == 1


def test_what_the_user_put_there_comes_in_after_a_restart(
    tmp_path: Path, places: Places, secret: Path
) -> None:
    with closing(make_library(tmp_path / "library", places)) as library:
        finish(library.queue.begin([secret], ImportOptions(ocr="off")))

    with closing(open_library(tmp_path / "library", places)) as library:
        finish(library.queue.work())
        assert library.tree.counts().all == 1


def test_a_folder_that_a_stranger_watches_is_not_looked_into(
    tmp_path: Path, places: Places, stranger: Places, secret: Path
) -> None:
    with closing(make_library(tmp_path / "library", stranger)) as theirs:
        theirs.watching.add(WatchedFolder(id=WatchedId(0), path=str(secret), ocr="off"))

    with closing(open_library(tmp_path / "library", places)) as ours:
        for moment in (0.0, 100.0):
            looked = finish(ours.watching.look(moment))
        assert looked.runs == ()
        assert "you did not choose it" in looked.problem

        (folder,) = ours.watching.folders()
        ours.watching.save(replace(folder, ocr="off"))
        runs = [run for moment in (0.0, 100.0) for run in finish(ours.watching.look(moment)).runs]
        assert len(runs) == 1
