"""JavaScript in V8: its own thread, limits of time and memory, and an end on every path."""

from __future__ import annotations

import asyncio
import atexit
import json
import re
import threading
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from archivist.errors import ArchivistError, MissingProgramError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from py_mini_racer import MiniRacer

_SOFT, _HARD = 384 * 2**20, 512 * 2**20
"""V8 collects its garbage eagerly above the first and stops the script at the second, in bytes."""

_ERROR = re.compile(r"[Ee]rror: |^<anonymous>:\d+: ")
_SETUP = "run “python3 start.py setup” where Archivist lies, with the network at hand"


class ScriptError(ArchivistError):
    """A script was stopped or failed; `reason` is the end of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The processor of CSL styles gave up: {reason}.")
        self.reason = reason


class Scripts:
    """JavaScript files, loaded into V8 when first called; one call at a time, from any thread.

    After a call that failed, was stopped or was interrupted V8 is closed, and the next call begins
    with a new one: `generation` tells them apart.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self.generation = 0
        self._files = tuple(files)
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._racer: MiniRacer | None = None
        self._stop = asyncio.Event()
        self._ended = threading.Event()
        self._problem: BaseException | None = None

    def call(self, function: str, name: str, request: object, seconds: float) -> Any:  # noqa: ANN401 - JSON
        """Call `function(name, request as JSON text)` and return what its JSON text holds.

        Raises:
            ScriptError: when it failed, took longer than `seconds` or needed too much memory.
            MissingProgramError: when a file or V8 itself is not there.
        """
        text = json.dumps(json.dumps(request, ensure_ascii=False))
        with self._lock:
            loop, racer = self._started()
            task = asyncio.run_coroutine_threadsafe(
                _run(racer, f"{function}({json.dumps(name)}, {text})", seconds), loop
            )
            try:
                return json.loads(task.result())
            except CancelledError as error:  # closed by another thread
                raise ScriptError("it was stopped") from error
            except BaseException:  # an interrupt of the user's too
                task.cancel()
                self.close()
                raise

    def close(self) -> None:
        """Stop what runs and free V8; a later call would start it again."""
        self._tell_to_end()
        with self._lock:
            self._tell_to_end()  # what another thread began to start in between
            if self._thread is not None:
                atexit.unregister(self.close)
                if self._thread.is_alive():
                    self._thread.join()
                self.generation += 1
            self._thread = self._loop = self._racer = None

    def _tell_to_end(self) -> None:
        self._ended.set()  # for V8 that is only just starting and has no loop to be told in
        if (loop := self._loop) is not None:
            with suppress(RuntimeError):  # another thread has closed it meanwhile
                loop.call_soon_threadsafe(self._stop.set)

    def _started(self) -> tuple[asyncio.AbstractEventLoop, MiniRacer]:
        if self._loop is None or self._racer is None:
            self._start()
        if self._loop is None or self._racer is None:
            raise self._problem or ScriptError("V8 did not start")
        return self._loop, self._racer

    def _start(self) -> None:
        code = "\n".join(_read(file) for file in self._files)
        ready = threading.Event()
        self._stop, self._ended, self._problem = asyncio.Event(), threading.Event(), None
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(code, ready)), name="csl", daemon=True
        )
        atexit.register(self.close)  # a daemon thread holds up no exit, and V8 must not outlive it
        self._thread.start()
        ready.wait()
        if self._racer is None:
            self.close()

    async def _serve(self, code: str, ready: threading.Event) -> None:
        """Keep V8 on this thread until it is to stop."""
        try:
            from py_mini_racer import (  # noqa: PLC0415 - 80 MB that many never need
                JSEvalException,
                LibNotFoundError,
                mini_racer,
            )
        except ImportError as error:
            self._problem = _no_v8(error)
            ready.set()
            return
        try:
            with mini_racer(asyncio.get_running_loop()) as racer:
                racer.set_soft_memory_limit(_SOFT)
                racer.set_hard_memory_limit(_HARD)
                racer.eval(f"var module = {{exports: {{}}}};\n{code}")
                self._loop, self._racer = asyncio.get_running_loop(), racer
                ready.set()
                if not self._ended.is_set():
                    await self._stop.wait()
                await _end_others()
        except (LibNotFoundError, OSError) as error:
            self._problem = _no_v8(error)
        except JSEvalException as error:
            self._problem = ScriptError(_told(str(error)))
        finally:
            ready.set()


async def _run(racer: MiniRacer, code: str, seconds: float) -> str:
    from py_mini_racer import JSEvalException, JSOOMException  # noqa: PLC0415 - loaded by now

    try:
        return str(await asyncio.wait_for(racer.eval_cancelable(code), seconds))
    except TimeoutError as error:
        raise ScriptError(f"it took longer than {seconds:g} seconds") from error
    except JSOOMException as error:
        raise ScriptError("it needed more memory than it may have") from error
    except JSEvalException as error:
        raise ScriptError(_told(str(error))) from error


async def _end_others() -> None:
    """End the other tasks of this loop, so that V8 is not freed under a running script."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _told(report: str) -> str:
    """Return the sentence of a JavaScript error without the lines of code around it."""
    lines = [line.strip() for line in report.splitlines() if line.strip()]
    said = next((line for line in reversed(lines) if "Error" in line), lines[0] if lines else "")
    said = _ERROR.split(said)[-1] or said
    return said[:300].rstrip(".") or "it said nothing"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingProgramError("citeproc.js, which prints CSL styles,", _SETUP) from error


def _no_v8(error: BaseException) -> MissingProgramError:
    return MissingProgramError(f"V8, in which CSL styles are printed ({error}),", _SETUP)
