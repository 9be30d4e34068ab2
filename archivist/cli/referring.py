"""`cite import`: a list of references into a library."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.cli.console import read_text
from archivist.cli.naming import find_group, path
from archivist.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.cli.console import Session
    from archivist.services.citing.certainty import Judged
    from archivist.services.citing.pasting import Taken
    from archivist.services.workspace import Workspace

_SURE = 0.8
_SIGNS = {"made": "+", "there": "=", "left_out": "-"}


def add_to(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the action to those of `cite`."""
    command = actions.add_parser("import", help="take a list of references into a library")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument(
        "file", metavar="FILE", help="a text, a Word document or a PDF; “-” for standard input"
    )
    command.add_argument("--group", metavar="G", default="", help="a group of the library")
    command.add_argument(
        "--sure",
        metavar="P",
        type=_share,
        default=_SURE,
        help="leave out what is understood less surely, 0 to 1 (usually 0.8); 0 takes all",
    )
    command.add_argument(
        "--new-archives",
        action="store_true",
        help="make archives of abbreviations that are not known",
    )
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_import)


def _share(text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 0 to 1")
    return share


def _import(words: argparse.Namespace, session: Session) -> int:
    from archivist.services.citing.certainty import judge  # noqa: PLC0415 - loads every engine

    run = session.console.run
    with session.writing(words.library) as library:
        group_id = find_group(library, words.group) if words.group else None
        text = _text(words.file, library, session)
        proposals = run(library.pasting.read(text)).proposals
        if not proposals:
            where = "standard input" if words.file == "-" else words.file
            raise UnreadableFileError(where, "there is no reference in it")
        judged = judge(proposals, sure=words.sure, new_archives=words.new_archives)
        taken = run(library.pasting.take([one.decision for one in judged], group_id))
        run(library.searching.update())
    told = _told(judged, taken)
    if words.json:
        session.console.give(told)
    else:
        _tell(told, session)
    return int(any(one.why for one in judged))


def _text(name: str, library: Workspace, session: Session) -> str:
    return (
        read_text("-") if name == "-" else session.console.run(library.pasting.text_of(Path(name)))
    )


def _told(judged: Sequence[Judged], taken: Taken) -> dict[str, Any]:
    """Return what became of a list, as JSON tells it."""
    seen = {one.decision.source_id for one in judged}
    entries: list[dict[str, Any]] = []
    for one, ids in zip(judged, taken.ids, strict=True):
        status = "left_out" if one.why else "there" if seen.issuperset(ids) else "made"
        seen.update(ids)
        proposal = one.proposal
        entries.append(
            {
                "input": proposal.text,
                "status": status,
                "source_ids": list(ids),
                "reason": one.why,
                "confidence": proposal.confidence,
                "not_understood": proposal.rest,
                "warnings": [slip.sentence for slip in proposal.slips],
            }
        )
    counts = Counter(entry["status"] for entry in entries)
    return {
        **{status: counts[status] for status in _SIGNS},
        "unknown_archives": _unknown(judged),
        "entries": entries,
    }


def _unknown(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return the archives that nothing explains, and those that each may be a slip for."""
    from archivist.services.citing.certainty import (  # noqa: PLC0415 - as above
        near_names,
        unknown_archive,
    )

    matches = [one.proposal.match for one in judged]
    unknown = {match.new.label: match for match in matches if match and unknown_archive(match)}
    return [{"name": name, "near": list(near_names(match))} for name, match in unknown.items()]


def _tell(told: dict[str, Any], session: Session) -> None:
    """Say what became of a list, for people."""
    say = session.console.say
    for entry in told["entries"]:
        ids = ", ".join(map(str, entry["source_ids"]))
        say(f"{_SIGNS[entry['status']]} {entry['input']}" + (f"  → {ids}" if ids else ""))
        if entry["reason"]:
            say(f"    left out: {entry['reason']}")
        elif entry["not_understood"]:
            say(f"    not understood, and lost: {entry['not_understood']}")
        for sentence in entry["warnings"]:
            say(f"    ! {sentence}")
    for archive in told["unknown_archives"]:
        near = ", ".join(archive["near"])
        say(
            f"? “{archive['name']}” is no archive that is known"
            + (f" (near: {near})" if near else "")
        )
    say(f"{told['made']} made, {told['there']} there already, {told['left_out']} left out.")
