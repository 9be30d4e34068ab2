"""`duplicates` and `relink`: what is in a library twice, and what is missing from it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.services.comparing import Side

_KINDS = {
    "bytes": "same bytes",
    "text": "same text",
    "sheet": "same sheet",
    "picture": "pictures alike",
}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    twice = commands.add_parser("duplicates", help="list what is in a library twice")
    twice.add_argument("library", metavar="LIB", type=path)
    twice.add_argument("--json", action="store_true", help="write one JSON object")
    twice.set_defaults(run=_duplicates)
    again = commands.add_parser("relink", help="find linked and missing files again by their hash")
    again.add_argument("library", metavar="LIB", type=path)
    again.add_argument("folder", metavar="FOLDER", type=path, help="where they may lie now")
    again.add_argument("--json", action="store_true", help="write one JSON object")
    again.set_defaults(run=_relink)


def _duplicates(words: argparse.Namespace, session: Session) -> int:
    started = perf_counter()
    with session.writing(words.library) as library:  # keeps the keys of pictures
        doubles = session.console.run(library.comparing.duplicates())
    if words.json:
        session.console.give(
            {
                "pairs": [
                    {
                        "likeness": double.likeness.value,
                        "first": _side(double.first),
                        "second": _side(double.second),
                    }
                    for double in doubles
                ],
                "seconds": round(perf_counter() - started, 3),
            }
        )
        return 0
    for double in doubles:
        first, second = (_words(side) for side in (double.first, double.second))
        session.console.say(f"{_KINDS[double.likeness.value]}: {first} – {second}")
    session.console.say(f"{len(doubles)} pairs. Nothing was changed.")
    return 0


def _relink(words: argparse.Namespace, session: Session) -> int:
    started = perf_counter()
    with session.writing(words.library) as library:
        relinked = session.console.run(library.linking.find_missing(words.folder))
    for missing in relinked.missing:
        where = f" ({missing.path})" if missing.path else ""
        session.console.complain(f"{missing.name}{where}: {missing.reason}")
    if words.json:
        session.console.give(
            {
                "found": [
                    {
                        "source_id": found.source_id,
                        "name": found.name,
                        "path": str(found.path),
                        "linked": found.linked,
                    }
                    for found in relinked.found
                ],
                "missing": [
                    {
                        "source_id": missing.source_id,
                        "name": missing.name,
                        "path": missing.path,
                        "reason": missing.reason,
                    }
                    for missing in relinked.missing
                ],
                "seconds": round(perf_counter() - started, 3),
            }
        )
    else:
        for found in relinked.found:
            how = "linked" if found.linked else "copied back"
            session.console.say(f"{how}  {found.name}  {found.path}")
        session.console.say(
            f"{len(relinked.found)} found again, {len(relinked.missing)} still missing."
        )
    return 1 if relinked.missing else 0


def _side(side: Side) -> dict[str, Any]:
    return {
        "source_id": side.source_id,
        "title": side.title,
        "file": side.name,
        "page": side.number,
        "sheet": side.sheet,
    }


def _words(side: Side) -> str:
    sheet = f", sheet {side.sheet}" if side.sheet else ""
    return f"source {side.source_id}, page {side.number}{sheet} ({side.name})"
