"""The one place that asks the operating system to hold a worker process in bounds.

- Linux and other POSIX systems: the process leads a group of its own, so that it ends together
  with the programs it started, and its address space and the files it writes are limited.
- macOS: the same, but the system takes the memory limit without keeping to it; there the time
  limit alone stops a greedy file.
- Windows: a job object limits the memory of each process in it and ends all of them when the
  worker ends. Where a job cannot be made, the worker does without.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_KILL_ON_CLOSE = 0x2000
_PROCESS_MEMORY = 0x0100
_EXTENDED_LIMITS = 9


def confine(memory: int) -> None:
    """Hold the present process, and what it will start, to so many bytes of memory."""
    if sys.platform == "win32":
        _join_job(memory)
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with contextlib.suppress(PermissionError):  # it leads its group already
        os.setsid()
    with contextlib.suppress(ValueError, OSError):  # a tighter limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))


def end(process: BaseProcess) -> None:
    """Kill a confined process together with the programs it started; wait until it is gone."""
    if sys.platform != "win32" and process.pid:
        # Before `join` the number cannot belong to another process; there is no such group yet
        # while the process is starting.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def end_self() -> None:
    """Kill the present confined process together with the programs it started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_set", ctypes.c_size_t),
        ("largest_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of Windows."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def _join_job(memory: int) -> None:
    if sys.platform != "win32":
        return
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (
        *(ctypes.c_void_p, ctypes.c_int),
        *(ctypes.c_void_p, ctypes.c_uint32),
    )
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    limits = JobLimits()
    limits.basic.flags = _KILL_ON_CLOSE | _PROCESS_MEMORY
    limits.process_memory = memory
    job = kernel.CreateJobObjectW(None, None)  # its handle stays open as long as the process lives
    if job and kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    ):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
