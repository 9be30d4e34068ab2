"""`check`: what a supervisor would find in the citations of a manuscript or in the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.library.values import SectionId
    from archivist.services.citing import Finding


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("check", help="find faults in citations and records")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument(
        "--manuscript", metavar="ID", type=int, help="this manuscript and what it cites"
    )
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_check)


def _check(words: argparse.Namespace, session: Session) -> int:
    titles: dict[SectionId | None, str] = {}
    with session.reading(words.library) as library:
        if words.manuscript is None:
            findings = session.console.run(library.checking.library_findings())
        else:
            findings = session.console.run(library.checking.findings(words.manuscript))
            sections = library.writing.sections(words.manuscript)
            titles = {section.id: section.title for section in sections}
    if words.json:
        session.console.give({"findings": [_said(one) for one in findings]})
    else:
        for one in findings:
            session.console.say(_line(one, titles))
        if not findings:
            session.console.say("Nothing was found.")
    return 1 if findings else 0


def _said(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "sentence": finding.sentence,
        "section_id": finding.section_id,
        "position": finding.position,
        "length": finding.length,
        "source_ids": finding.source_ids,
    }


def _line(finding: Finding, titles: dict[SectionId | None, str]) -> str:
    """Return a finding as one line: where, how bad, what."""
    if finding.section_id is not None:
        title = titles.get(finding.section_id, "")
        where = f"section {finding.section_id}" + (f" “{title}”" if title else "")
        where += f", character {finding.position + 1}"
    elif len(finding.source_ids) == 1:
        where = f"source {finding.source_ids[0]}"
    else:
        where = "sources"
    return f"{finding.severity}  {where}: {finding.sentence}"
