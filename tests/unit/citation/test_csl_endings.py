"""Whatever happens to V8, the call ends with a sentence and the program ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from csl_makers import OWN, SCRIPT, needs_script

from archivist.citation.csl.v8 import ScriptError, Scripts
from archivist.errors import MissingProgramError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CALLS = """
function call(name, request) {
    if (name === "loop") { while (true) {} }
    if (name === "memory") { var all = []; while (true) { all.push(new Array(1000).fill(1.5)); } }
    if (name === "recurse") { return call(name, request); }
    if (name === "word") { throw "processor error: it is a word"; }
    if (name === "throw") { throw new Error("this style calls for trouble"); }
    return JSON.stringify([name, JSON.parse(request)]);
}
"""

PROGRAM = """
import pathlib, signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests
from archivist.citation.csl.catalogue import CslStyles
from archivist.citation.csl.engine import CslEngine
own = pathlib.Path(sys.argv[1])
engine = CslEngine(own / "citeproc.js", CslStyles(own, own / "none"))
item = {"id": "1", "type": "book", "title": "T"}
print(engine.item_entries("apa", [item], "en")["1"][0].text, flush=True)
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Iterator[Scripts]:
    (tmp_path / "calls.js").write_text(CALLS, encoding="utf-8")
    made = Scripts([tmp_path / "calls.js"])
    yield made
    made.close()


def test_a_call_is_answered(scripts: Scripts) -> None:
    request = {"қ": "</script>\u2028\"'", "__proto__": [1]}
    assert scripts.call("call", "echo", request, 10) == ["echo", request]


@pytest.mark.parametrize(
    ("name", "seconds", "reason"),
    [
        ("loop", 0.5, "longer than 0.5 seconds"),
        ("memory", 60, "more memory than it may have"),
        ("recurse", 10, "Maximum call stack size exceeded"),
        ("word", 10, "gave up: it is a word"),
        ("throw", 10, "this style calls for trouble"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_the_next_call_works(
    scripts: Scripts, name: str, seconds: float, reason: str
) -> None:
    with pytest.raises(ScriptError, match=reason):
        scripts.call("call", name, None, seconds)
    assert scripts.call("call", "echo", 1, 10) == ["echo", 1]


def test_closing_stops_what_runs(scripts: Scripts) -> None:
    scripts.call("call", "echo", 1, 10)
    closer = threading.Timer(0.3, scripts.close)
    closer.start()
    begin = time.monotonic()
    with pytest.raises(ScriptError, match="it was stopped"):
        scripts.call("call", "loop", None, 60)
    closer.join()
    assert time.monotonic() - begin < 10


def test_closing_twice_or_before_anything_ran_is_no_matter(scripts: Scripts) -> None:
    scripts.close()
    scripts.call("call", "echo", 1, 10)
    scripts.close()
    scripts.close()
    assert "csl" not in {thread.name for thread in threading.enumerate()}


def test_threads_share_it(scripts: Scripts) -> None:
    answers: list[object] = []

    def ask(number: int) -> None:
        answers.append(scripts.call("call", "echo", number, 30)[1])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == [str(number) for number in range(8)]


def test_a_script_that_is_no_script(tmp_path: Path) -> None:
    (tmp_path / "calls.js").write_text("function {", encoding="utf-8")
    with pytest.raises(ScriptError, match="Unexpected token"):
        Scripts([tmp_path / "calls.js"]).call("call", "echo", 1, 10)


def test_a_script_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError, match=r"citeproc\.js"):
        Scripts([tmp_path / "none.js"]).call("call", "echo", 1, 10)


def run(program: str, *, interrupt: bool = False) -> tuple[int, str, str]:
    """Run a program to its end; with `interrupt`, send it Ctrl+C when it has said something."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(OWN)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        if interrupt:
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    return process.returncode, said, errors


def test_closing_while_it_starts_ends_it_too(tmp_path: Path) -> None:
    (tmp_path / "calls.js").write_text(
        "var end = Date.now() + 1500; while (Date.now() < end) {}" + CALLS, encoding="utf-8"
    )
    scripts = Scripts([tmp_path / "calls.js"])
    starter = threading.Thread(target=scripts._start, daemon=True)
    starter.start()
    while (running := scripts._thread) is None or not running.is_alive():
        time.sleep(0.01)
    closer = threading.Thread(target=scripts.close, daemon=True)
    closer.start()
    closer.join(30)
    assert not closer.is_alive()
    assert not running.is_alive()


@needs_script
def test_a_program_that_forgets_to_close_ends() -> None:
    assert run(PROGRAM) == (0, "T\n", "")


@needs_script
def test_a_program_that_fails_ends() -> None:
    code, _, errors = run(PROGRAM + "raise RuntimeError('bug')")
    assert code == 1
    assert errors.strip().endswith("RuntimeError: bug")


@needs_script
def test_a_program_that_ends_while_another_thread_prints_ends() -> None:
    code, _, errors = run(
        PROGRAM
        + "items = [{**item, 'id': str(n), 'title': f'T{n}'} for n in range(4000)]\n"
        + "from archivist.errors import ArchivistError\n"
        + "def work():\n"
        + "    try:\n"
        + "        engine.item_entries('chicago-author-date', items, 'en')\n"
        + "    except ArchivistError:\n"
        + "        pass\n"
        + "threading.Thread(target=work, daemon=True).start(); time.sleep(0.3)\n"
    )
    assert (code, errors) == (0, "")


@needs_script
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_an_interrupt_ends_the_program_at_once() -> None:
    begin = time.monotonic()
    code, _, errors = run(
        PROGRAM
        + "items = [{**item, 'id': str(n), 'title': f'T{n}'} for n in range(20000)]\n"
        + "engine.item_entries('chicago-author-date', items, 'en')\n",
        interrupt=True,
    )
    assert code != 0
    assert errors.strip().splitlines()[-1].startswith("KeyboardInterrupt")
    assert time.monotonic() - begin < 20


def test_citeproc_js_has_its_place() -> None:
    assert SCRIPT.parent == OWN
