"""`init`, `reindex` and `verify`: a library as a whole."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from archivist.cli.naming import path
from archivist.services.progress import Pace
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.services.progress import Steps


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    make = commands.add_parser("init", help="make a new library")
    make.add_argument("library", metavar="LIB", type=path, help="a new or empty folder")
    make.set_defaults(run=_init)
    index = commands.add_parser("reindex", help="build the search index again from the library")
    index.add_argument("library", metavar="LIB", type=path)
    index.set_defaults(run=_reindex)
    check = commands.add_parser("verify", help="check the database and every stored original")
    check.add_argument("library", metavar="LIB", type=path)
    check.add_argument("--json", action="store_true", help="write one JSON object")
    check.set_defaults(run=_verify)


def _init(words: argparse.Namespace, session: Session) -> int:
    with closing(make_library(words.library, session.places)) as library:
        session.console.say(f"Made the library “{library.name}” in {library.folder}.")
    return 0


def _reindex(words: argparse.Namespace, session: Session) -> int:
    started = perf_counter()
    with session.writing(words.library) as library:
        try:
            written = session.console.run(_paced(library.searching.rebuild()))
        except KeyboardInterrupt:
            waiting = library.searching.waiting()
            session.console.complain(
                f"Stopped. What is indexed is found; {waiting} texts wait. The same command, or "
                "opening the library, goes on from here."
            )
            raise
    seconds = perf_counter() - started
    rate = f"{written / max(seconds, 0.001):,.0f} a second"
    session.console.say(f"Indexed {written} texts in {seconds:.1f} s, {rate}.")
    return 0


def _paced(steps: Steps[int]) -> Steps[int]:
    """Tell beside the progress how many pages are indexed a second."""
    pace = Pace()
    with closing(steps):
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                written: int = end.value
                return written
            known = pace.at(progress)
            yield replace(progress, what=f"{known[0]:,.0f} pages a second" if known else "")


def _verify(words: argparse.Namespace, session: Session) -> int:
    started = perf_counter()
    with session.reading(words.library) as library:
        faults = session.console.run(library.verify())
    for fault in faults:
        session.console.complain(fault.sentence)
    if words.json:
        session.console.give(
            {
                "faults": [{"what": fault.what, "sentence": fault.sentence} for fault in faults],
                "seconds": round(perf_counter() - started, 3),
            }
        )
    elif not faults:
        session.console.say("The database is sound and every original is as it was stored.")
    return 1 if faults else 0
