"""`styles`: the citation styles, found, shown and added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from archivist.errors import NotFoundError
from archivist.library.richtext import plain

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Session
    from archivist.services.citing import StyleInfo, Styling

_ADD, _SHOW = "add", "show"
_ALL = 100_000


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "styles",
        help="find, show and add citation styles",
        usage="archivist styles [WORDS...] [--json]\n"
        "       archivist styles show NAME [--json]\n"
        "       archivist styles add FILE.csl|FILE.toml [--json]",
    )
    command.add_argument("words", metavar="WORDS", nargs="*", help="words of the title or name")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_styles)


def _styles(words: argparse.Namespace, session: Session) -> int:
    # Not at the top: it loads every engine, which would hold up the window.
    from archivist.services.workspace import open_styles  # noqa: PLC0415

    given: list[str] = words.words
    with open_styles(session.places) as styling:
        if len(given) == 2 and given[0] in {_ADD, _SHOW}:  # noqa: PLR2004 - the verb and its object
            if given[0] == _ADD:
                _add(styling, Path(given[1]), session, as_json=words.json)
            else:
                _show(styling, given[1], session, as_json=words.json)
        else:
            _list(styling, " ".join(given), session, as_json=words.json)
    return 0


def _list(styling: Styling, words: str, session: Session, *, as_json: bool) -> None:
    found = styling.styles(words, _ALL)
    if as_json:
        session.console.give({"styles": [_told(one) for one in found]})
        return
    if not found:
        raise NotFoundError("citation style", words, where="in Archivist")
    for one in found:
        problem = f"  cannot be used: {one.problem}" if one.problem else ""
        session.console.say(f"{one.name:<44} {one.title}{problem}")


def _show(styling: Styling, name: str, session: Session, *, as_json: bool) -> None:
    info, specimen = styling.info(name), styling.look(name)
    printed = {
        "entries": [plain(text) for text in specimen.entries],
        "notes": [plain(text) for text in specimen.notes],
        "marks": [plain(text) for text in specimen.marks],
    }
    if as_json:
        session.console.give({**_told(info), **printed})
        return
    session.console.say(f"{info.title} ({info.name})")
    for heading, texts in printed.items():
        for text in texts:
            session.console.say(f"  {heading:<8} {text}")


def _add(styling: Styling, file: Path, session: Session, *, as_json: bool) -> None:
    info = styling.add(file)
    if as_json:
        session.console.give(_told(info))
    else:
        session.console.say(f"Added “{info.title}” as {info.name}.")


def _told(info: StyleInfo) -> dict[str, Any]:
    return {
        "name": info.name,
        "title": info.title,
        "language": info.language,
        "origin": str(info.origin),
        "form": info.form,
        "problem": info.problem,
    }
