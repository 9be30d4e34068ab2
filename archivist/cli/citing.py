"""`cite` and `references`: sources as footnotes and lists print them; the lists of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archivist.cli import referring
from archivist.cli.console import read_text
from archivist.cli.naming import file_ending, language, path
from archivist.errors import UnreadableFileError
from archivist.library.richtext import plain, to_html
from archivist.settings import Settings

if TYPE_CHECKING:
    import argparse
    from contextlib import AbstractContextManager

    from archivist.cli.console import Session
    from archivist.services.citing.outside import Outside


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    cite = commands.add_parser("cite", help="write citations; read and check those of others")
    actions = cite.add_subparsers(
        title="actions", metavar="source|format|parse|import|check", required=True
    )
    _add_source(actions)
    _add_format(actions)
    _add_parse(actions)
    referring.add_to(actions)
    _add_check(actions)
    _add_references(commands)


def _add_source(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    source = actions.add_parser("source", help="write citations of sources of a library")
    source.add_argument("library", metavar="LIB", type=path)
    source.add_argument("--source", metavar="ID", type=int, nargs="+", required=True)
    source.add_argument("--style", metavar="S", default=Settings().style)
    source.add_argument("--locator", metavar="L", default="", help="such as “л. 61” or “с. 12”")
    source.set_defaults(run=_source)


def _add_format(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    form = actions.add_parser("format", help="print records (JSON on standard input)")
    form.add_argument("--style", metavar="S", default=Settings().style)
    form.add_argument(
        "--lang", metavar="L", type=language, help="the language of records that name none"
    )
    mention = form.add_mutually_exclusive_group()
    mention.add_argument(
        "--first", action="store_true", help="name every archive as where it is met first"
    )
    mention.add_argument(
        "--repeat", action="store_true", help="name every archive as where it was met before"
    )
    form.add_argument("--json", action="store_true", help="write one JSON object")
    form.set_defaults(run=_format)


def _add_parse(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parse = actions.add_parser("parse", help="read a list of references into records")
    parse.add_argument("file", metavar="FILE", help="a text in UTF-8; “-” for standard input")
    parse.add_argument("--json", action="store_true", help="write one JSON object")
    parse.set_defaults(run=_parse)


def _add_check(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = actions.add_parser("check", help="compare what is printed with a file of cases")
    check.add_argument("file", metavar="CASES.json")
    check.add_argument("--json", action="store_true", help="write one JSON object")
    check.set_defaults(run=_check)


def _add_references(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = commands.add_parser("references", help="write a numbered list of references")
    listing.add_argument("library", metavar="LIB", type=path)
    listing.add_argument("--style", metavar="S", default=Settings().style)
    listing.add_argument(
        "--source", metavar="ID", type=int, nargs="+", help="these alone, in this order"
    )
    listing.add_argument(
        *("-o", "--output"),
        metavar="FILE",
        type=file_ending(".docx", ".html", ".txt", ".json"),
        required=True,
    )
    listing.set_defaults(run=_references)


def _source(words: argparse.Namespace, session: Session) -> int:
    with session.reading(words.library) as library:
        for citation in library.citing.cite(words.source, words.style, words.locator):
            session.console.say(plain(citation))
    return 0


def _references(words: argparse.Namespace, session: Session) -> int:
    with session.reading(words.library) as library:
        count = library.citing.export_references(words.style, words.source, words.output)
    session.console.say(f"Wrote {count} references to {words.output}.")
    return 0


def _format(words: argparse.Namespace, session: Session) -> int:
    records = _json("-")
    first = True if words.first else False if words.repeat else None
    with _outside(session) as outside:
        printed = outside.print_records(records, words.style, language=words.lang, first=first)
    if words.json:
        entries = [{"text": plain(text), "html": to_html(text)} for text in printed]
        session.console.give({"style": words.style, "entries": entries})
    else:
        for text in printed:
            session.console.say(plain(text))
    return 0


def _parse(words: argparse.Namespace, session: Session) -> int:
    text = read_text(words.file)
    with _outside(session) as outside:
        entries = outside.read_list(text)
    if words.json:
        session.console.give({"entries": entries})
    else:
        for entry in entries:
            _tell(entry, session)
    return 0 if all(entry["kind"] != "unknown" for entry in entries) else 1


def _tell(entry: dict[str, Any], session: Session) -> None:
    """Say what an entry was read as, for people."""
    session.console.say(f"{entry['input']}")
    session.console.say(f"    {entry['kind']}, sure to {entry['confidence']:.0%}")
    for name, value in entry["fields"].items():
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        session.console.say(f"    {name}: {told}")
    if entry["rest"]:
        session.console.say(f"    not understood: {entry['rest']}")
    for slip in entry["warnings"]:
        session.console.say(f"    ! {slip['sentence']}")


def _check(words: argparse.Namespace, session: Session) -> int:
    data = _json(words.file)
    with _outside(session) as outside:
        sections = outside.check_cases(data)
    if words.json:
        session.console.give(
            {
                "sections": {
                    section.name: {
                        "passed": section.passed,
                        "total": section.total,
                        "failed": [
                            {
                                "id": one.case,
                                "style": one.form,
                                "expected": one.expected,
                                "got": one.printed,
                            }
                            for one in section.failed
                        ],
                    }
                    for section in sections
                }
            }
        )
    else:
        for section in sections:
            for one in section.failed:
                session.console.say(f"{one.case} {one.form}")
                session.console.say(f"    expected  {one.expected}")
                session.console.say(f"    got       {one.printed}")
        for section in sections:
            session.console.say(f"{section.name}: {section.passed}/{section.total}")
    return int(any(section.failed for section in sections))


def _outside(session: Session) -> AbstractContextManager[Outside]:
    # Not at the top: it loads every engine, which other commands can do without.
    from archivist.services.workspace import open_outside  # noqa: PLC0415

    return open_outside(session.places)


def _json(name: str) -> Any:  # noqa: ANN401 - whatever JSON can say
    text = read_text(name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = "standard input" if name == "-" else name
        raise UnreadableFileError(where, f"it is not JSON ({error})") from error
