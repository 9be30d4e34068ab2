"""The queue of imports: what is asked for comes in once, whatever ends the program between."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making_files import endless_pdf, image_bytes, printed, text_pdf
from PIL import Image
from pypdf import PdfReader, PdfWriter

from archivist.errors import NotFoundError
from archivist.ingest import tesseract
from archivist.library.catalogue_query import SourceQuery
from archivist.library.jobs import JobKind, JobState, Outcome, RunId
from archivist.library.sources import FileState
from archivist.services.changes import Topic
from archivist.services.collecting import ImportOptions, Scope
from archivist.services.progress import finish
from archivist.services.workspace import make_library, open_library

if TYPE_CHECKING:
    from archivist.library.jobs import Job
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

OFF = ImportOptions(ocr="off")
COUNT = 120


def texts(folder: Path, count: int = COUNT) -> Path:
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / f"{number}.txt").write_text(f"Протокол {number}", encoding="utf-8")
    return folder


def put(library: Workspace, *paths: Path, options: ImportOptions = OFF) -> RunId:
    return finish(library.queue.begin(paths, options)).id


def titles(library: Workspace) -> Counter[str]:
    return Counter(row.title for row in library.sources.rows(library.sources.find(SourceQuery())))


def originals(library: Workspace) -> list[Path]:
    return [path for path in (library.folder / "files").rglob("*") if path.is_file()]


def assert_whole(library: Workspace, count: int = COUNT) -> None:
    """Every file is there once: as a source, as an original, and done on the queue."""
    assert titles(library) == Counter(str(number) for number in range(1, count + 1))
    assert len(originals(library)) == count
    assert finish(library.verify()) == ()
    assert library.queue.state().counts.left == 0


def locked(text: str, password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(text_pdf(text))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


IMPORTING = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from factories import places_in
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.workspace import open_library

def main():
    library = open_library(Path(sys.argv[1]), places_in(Path(sys.argv[2])))
    if len(sys.argv) > 3:
        finish(library.queue.begin([Path(sys.argv[3])], ImportOptions(ocr="off")))
    for _ in library.queue.{work}():
        print(".", flush=True)

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
@pytest.mark.parametrize("work", ["work", "work_apart"])
def test_a_kill_loses_and_doubles_nothing(tmp_path: Path, places: Places, work: str) -> None:
    library = tmp_path / "library"
    make_library(library, places).close()
    program = tmp_path / "importing.py"
    tests = str(Path(__file__).resolve().parents[1])
    program.write_text(IMPORTING.format(tests=tests, work=work), encoding="utf-8")
    files = [str(texts(tmp_path / "in"))]
    for seconds in (0.2, 0.5, 0.9):
        child = subprocess.Popen(
            [sys.executable, str(program), str(library), str(tmp_path / "user"), *files],
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b".\n"
        files = []
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    with closing(open_library(library, places)) as again:
        (run,) = again.queue.runs()
        assert sum(titles(again).values()) == run.counts.done
        finish(again.queue.work())
        assert_whole(again)
        (run,) = again.queue.runs()
        assert run.ended is not None


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_the_process_apart_may_be_killed(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, texts(tmp_path / "in"))
    killed = []

    def kill() -> None:
        found = subprocess.run(
            ["pgrep", "-P", str(os.getpid())], capture_output=True, text=True, check=False
        )
        for child in map(int, found.stdout.split()):
            told = Path(f"/proc/{child}/cmdline").read_bytes() if Path("/proc").exists() else b""
            if b"spawn_main" in told:
                os.kill(child, signal.SIGKILL)
                killed.append(child)

    for progress in workspace.queue.work_apart():
        if len(killed) < 2 and 0 < progress.done < COUNT:
            kill()
    assert killed
    assert_whole(workspace)


def test_files_come_in_by_a_process_apart_and_everybody_may_know(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.sorting.add_group("Memoirs")
    put(workspace, texts(tmp_path / "in", 40), options=ImportOptions(ocr="off", under="ГАРФ/1/1/1"))
    changes = finish(workspace.queue.work_apart())
    assert changes.ids[Topic.SOURCES] == set(workspace.sources.find(SourceQuery()))
    assert_whole(workspace, 40)
    finish(workspace.searching.update())
    assert workspace.searching.search("протокол").total == 40
    assert workspace.undo_label, "the last edit can still be undone"


def test_what_waits_goes_on_when_the_library_is_opened_again(
    tmp_path: Path, places: Places
) -> None:
    with closing(make_library(tmp_path / "library", places)) as library:
        put(library, texts(tmp_path / "in"))
        steps = library.queue.work()
        next(step for step in steps if step.done >= 25)
        steps.close()
        kept = sum(titles(library).values())
        assert 25 <= kept < COUNT
        assert len(originals(library)) == kept
    with closing(open_library(tmp_path / "library", places)) as library:
        state = library.queue.state()
        assert (state.counts.done, state.counts.left) == (kept, COUNT - kept)
        finish(library.queue.work())
        assert_whole(library)


def test_a_whole_import_is_undone_and_done_again(workspace: Workspace, tmp_path: Path) -> None:
    first, second = texts(tmp_path / "first", 3), tmp_path / "second"
    second.mkdir()
    for name in ("a", "b"):
        (second / f"{name}.txt").write_text(name, encoding="utf-8")
    (second / "copy.txt").write_bytes((first / "1.txt").read_bytes())
    put(workspace, first)
    run = put(workspace, second)
    finish(workspace.queue.work())
    changes = workspace.queue.undo_run(run)
    assert len(changes.ids[Topic.SOURCES]) == 2
    assert titles(workspace) == Counter("123"), "what an earlier import brought stays"
    assert len(originals(workspace)) == 5, "until it is final"
    assert workspace.queue.run(run).undone is not None
    assert workspace.undo() is not None
    assert titles(workspace) == Counter("123ab")
    assert workspace.queue.run(run).undone is None
    workspace.queue.undo_run(run)
    workspace.sources.erase(changes.ids[Topic.SOURCES])
    assert len(originals(workspace)) == 3
    assert finish(workspace.verify()) == ()
    with pytest.raises(NotFoundError, match="There is no import"):
        workspace.queue.undo_run(RunId(77))


def test_what_was_undone_does_not_come_again_with_a_retry_of_all(
    workspace: Workspace, tmp_path: Path
) -> None:
    wrong, right = texts(tmp_path / "wrong", 2), tmp_path / "right"
    first = put(workspace, wrong)
    workspace.queue.undo_run(first)  # before a file of it came in
    right.mkdir()
    (right / "a.txt").write_text("a", encoding="utf-8")
    second = put(workspace, right)
    workspace.queue.cancel(second)
    assert workspace.queue.retry() == 1
    finish(workspace.queue.work())
    assert titles(workspace) == Counter("a")
    assert workspace.queue.retry(first) == 2, "asked for by its number it does"


def test_cancelling_is_obeyed_by_what_works_on_it(workspace: Workspace, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 30)
    (folder / "0 endless.pdf").write_bytes(endless_pdf())
    run = put(workspace, folder)

    def cancel_what_is_left() -> None:
        while workspace.queue.state().counts.done < 30:
            time.sleep(0.05)
        workspace.queue.cancel(run)

    threading.Thread(target=cancel_what_is_left).start()
    started = time.monotonic()
    finish(workspace.queue.work())
    assert time.monotonic() - started < 20, "not the time that the file may take"
    (endless,) = workspace.queue.jobs(run, JobState.CANCELLED)
    assert endless.name == "0 endless.pdf"
    assert titles(workspace) == Counter(str(number) for number in range(1, 31))
    assert len(originals(workspace)) == 30
    assert workspace.queue.run(run).ended is not None
    assert workspace.queue.retry(run) == 1
    assert workspace.queue.run(run).ended is None


def test_a_paused_queue_rests_but_for_whom_somebody_waits(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace, texts(tmp_path / "in", 3))
    workspace.queue.pause(paused=True)
    finish(workspace.queue.work())
    assert not titles(workspace)
    alone = tmp_path / "alone.txt"
    alone.write_text("one", encoding="utf-8")
    (file,) = finish(workspace.collecting.import_files([alone], OFF)).files
    assert file.status == "stored"
    assert titles(workspace) == Counter(["alone"])
    workspace.queue.pause(paused=False)
    finish(workspace.queue.work())
    assert sum(titles(workspace).values()) == 4


def test_pausing_stops_what_is_at_work(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, texts(tmp_path / "in", 300))
    for progress in workspace.queue.work():
        if progress.done and not workspace.queue.state().paused:
            workspace.queue.pause(paused=True)
    counts = workspace.queue.state().counts
    assert 0 < counts.done < 300
    assert counts.working == 0
    assert counts.done == sum(titles(workspace).values()) == len(originals(workspace))


@pytest.mark.parametrize("work", ["work", "work_apart"])
def test_a_password_opens_all_files_that_want_one_and_is_not_stored(
    workspace: Workspace, tmp_path: Path, work: str
) -> None:
    folder = texts(tmp_path / "in", 2)
    for name in ("a", "b"):
        (folder / f"{name}.pdf").write_bytes(locked(f"Secret {name}", "пароль"))
    run = put(workspace, folder)
    finish(getattr(workspace.queue, work)())
    assert workspace.queue.run(run).counts.locked == 2
    (first, _) = workspace.queue.jobs(run, JobState.FAILED)
    assert (first.outcome, first.reason) == (Outcome.LOCKED, "it is encrypted with a password")
    assert first.source_id is not None, "it is kept all the same"
    assert workspace.queue.unlock(["wrong", "пароль"]) == 2
    finish(getattr(workspace.queue, work)())
    assert workspace.queue.run(run).counts.failed == 0
    details = workspace.sources.details(first.source_id)
    assert [file.state for file in details.files] == [FileState.READ]
    (page,) = workspace.reading.pages(first.source_id)
    assert workspace.reading.page_text(page.id).text == "Secret a"
    assert len(titles(workspace)) == len(originals(workspace)) == 4
    kept = [path for path in workspace.folder.rglob("*") if path.is_file()]
    assert not any("пароль".encode() in path.read_bytes() for path in kept)


def test_text_is_recognised_behind_the_other_files(workspace: Workspace, tmp_path: Path) -> None:
    if "eng" not in tesseract.languages():
        pytest.skip("Tesseract is not installed, or has no English")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        scan = image_bytes(printed(f"Border commission number {number}"), "PNG")
        (folder / f"{number} scan.png").write_bytes(scan)
    texts(tmp_path / "later", 30)
    run = put(workspace, folder, tmp_path / "later", options=ImportOptions(ocr="eng"))
    first_text = 0
    for _ in workspace.queue.work():
        counts = workspace.queue.run(run)
        if counts.ocr.done and not first_text:
            first_text = counts.counts.done
    assert first_text == 33, "all files were in before the first text was recognised"
    assert workspace.queue.run(run).ocr.done == 3
    finish(workspace.searching.update())
    assert workspace.searching.search("commission").total == 3


def test_what_waits_to_be_recognised_outlives_a_kill(workspace: Workspace, tmp_path: Path) -> None:
    if "eng" not in tesseract.languages():
        pytest.skip("Tesseract is not installed, or has no English")
    scan = tmp_path / "scan.png"
    scan.write_bytes(image_bytes(printed("Border commission"), "PNG"))
    run = put(workspace, scan, options=ImportOptions(ocr="eng"))
    steps = workspace.queue.work()
    next(step for step in steps if workspace.queue.run(run).counts.done)
    steps.close()
    (job,) = [job for job in workspace.queue.jobs(run) if job.kind is JobKind.OCR]
    assert job.state is JobState.WAITING
    finish(workspace.queue.work())
    (job,) = [job for job in workspace.queue.jobs(run) if job.kind is JobKind.OCR]
    assert (job.state, job.outcome) == (JobState.DONE, Outcome.STORED)
    assert job.source_id is not None
    (page,) = workspace.reading.pages(job.source_id)
    assert "Border commission" in workspace.reading.page_text(page.id).text


def test_text_that_is_recognised_finds_its_pages_in_another_source_and_none_erased(
    workspace: Workspace, tmp_path: Path
) -> None:
    if "eng" not in tesseract.languages():
        pytest.skip("Tesseract is not installed, or has no English")
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("parted", "erased"):
        (folder / f"{name}.png").write_bytes(image_bytes(printed(f"Border {name}"), "PNG"))
    run = put(workspace, folder, options=ImportOptions(ocr="eng"))
    steps = workspace.queue.work()
    held: dict[str, Job] = {}
    while len(held) < 2:
        next(steps)
        working = workspace.queue.jobs(run, JobState.WORKING)
        held = {job.name: job for job in working if job.kind is JobKind.OCR}
    parted, erased = held["parted.png"].source_id, held["erased.png"].source_id
    assert parted is not None
    assert erased is not None
    (page,) = workspace.reading.pages(parted)
    moved = workspace.foliating.part([page.id], "Part").id
    workspace.sources.put_in_bin([erased])
    workspace.sources.erase([erased])
    finish(steps)
    assert "Border parted" in workspace.reading.page_text(page.id).text
    told = {job.name: job for job in workspace.queue.jobs(run) if job.kind is JobKind.OCR}
    assert told["parted.png"].source_id == moved
    assert told["erased.png"].reason == "its source was erased meanwhile"


def test_what_was_erased_while_it_waited_holds_nothing_up(
    workspace: Workspace, tmp_path: Path
) -> None:
    if "eng" not in tesseract.languages():
        pytest.skip("Tesseract is not installed, or has no English")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, 6):
        picture = printed(f"Border commission {number}")
        (folder / f"{number}.png").write_bytes(image_bytes(picture, "PNG"))
    run = put(workspace, folder, options=ImportOptions(ocr="eng"))
    with closing(workspace.queue.work()) as steps:
        while len(workspace.queue.jobs(run, JobState.DONE)) < 5:
            next(steps)
    waiting = workspace.queue.jobs(run, JobState.WAITING)
    assert {job.kind for job in waiting} == {JobKind.OCR}
    gone = [job.source_id for job in waiting[:-1] if job.source_id]
    workspace.sources.put_in_bin(gone)
    workspace.sources.erase(gone)
    finish(workspace.queue.work())
    texts = [job for job in workspace.queue.jobs(run) if job.kind is JobKind.OCR]
    lost = [job.reason for job in texts if job.state is JobState.FAILED]
    assert lost == ["its source was erased meanwhile"] * len(gone)
    assert texts[-1].state is JobState.DONE


def test_two_threads_share_the_queue(workspace: Workspace, tmp_path: Path) -> None:
    runs = [put(workspace, texts(tmp_path / name, 40)) for name in ("a",)]
    done: list[RunId] = []

    def work(run: RunId) -> None:
        finish(workspace.queue.work(Scope(told=run)))
        done.append(run)

    threads = [threading.Thread(target=work, args=(run,)) for run in runs * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert done == runs * 2
    assert_whole(workspace, 40)


def test_a_joint_source_keeps_the_order_of_its_files_through_a_stop(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "Дело 5059"
    folder.mkdir()
    for number in range(1, 81):
        image = Image.new("L", (50 + number, 40), number)
        (folder / f"{number}.png").write_bytes(image_bytes(image, "PNG"))
    put(workspace, folder, options=ImportOptions(ocr="off", separate=False))
    steps = workspace.queue.work()
    next(step for step in steps if step.done >= 10)
    steps.close()
    finish(workspace.queue.work())
    (source_id,) = workspace.sources.find(SourceQuery())
    widths = [page.width for page in workspace.reading.pages(source_id)]
    assert widths == [50 + number for number in range(1, 81)]
