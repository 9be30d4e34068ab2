"""`sources`: all that is known of sources as a table, and edits of many of them at once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from archivist.cli.naming import file_ending, find_group, language, path
from archivist.errors import NotFoundError
from archivist.library.catalogue_query import SortBy, SourceQuery
from archivist.library.own_fields import TEXTS, ManyEdit
from archivist.library.records import RecordKind
from archivist.library.values import LanguageCode, parse_date
from archivist.services.searching import kind_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.cli.console import Session
    from archivist.library.values import SourceId
    from archivist.services.cataloguing import Edited
    from archivist.services.workspace import Workspace

_SETTABLE = ("kind", "language", "group", "under", "date", "checked", *TEXTS)
_YES_NO = {"yes": True, "no": False}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("sources", help="sources as a table, and edits of many")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("--where", metavar="QUERY", default="", help="only these, as in search")
    out = command.add_mutually_exclusive_group()
    out.add_argument("--json", action="store_true", help="write one JSON object")
    out.add_argument(
        "-o", metavar="FILE", dest="target", type=file_ending(".csv", ".xlsx"), help="or .xlsx"
    )
    edit = command.add_argument_group("editing")
    edit.add_argument("--edit", action="store_true", help="write to all of them")
    edit.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        dest="given",
        help=f"one of {', '.join(_SETTABLE)}, or a field of your own; “FIELD=” empties it",
    )
    edit.add_argument("--add-tag", metavar="T", action="append", default=[])
    edit.add_argument("--remove-tag", metavar="T", action="append", default=[])
    edit.add_argument("--dry-run", action="store_true", help="say what would be written")
    command.set_defaults(run=_sources, fail=command.error)


def _sources(words: argparse.Namespace, session: Session) -> int:
    given = words.given or words.add_tag or words.remove_tag
    if bool(given) != words.edit:
        words.fail("--edit goes with --set, --add-tag or --remove-tag")
    if words.dry_run and not words.edit:
        words.fail("--dry-run goes with --edit")
    if words.edit:
        if words.target:
            words.fail("-o lists sources: give it without --edit")
        return _edit(words, session)
    opened = session.searching if words.where else session.reading
    with opened(words.library) as library:
        ids = _wanted(words, library)
        if words.target:
            many = session.console.run(library.tabling.export(ids, words.target))
            session.console.say(f"“{words.target.name}” lists {_several(many)}.")
        elif words.json:
            session.console.give({"sources": _as_json(library, ids, session)})
        else:
            for row in library.sources.rows(ids):
                told = (str(row.id), row.label, row.reference, row.date, row.group)
                session.console.say("  ".join(filter(None, told)))
            session.console.say(f"{_several(len(ids))}.")
    return 0


def _wanted(words: argparse.Namespace, library: Workspace) -> Sequence[SourceId]:
    if words.where:
        return library.searching.sources(words.where)
    return library.sources.find(SourceQuery(sort=SortBy.REFERENCE))


def _as_json(library: Workspace, ids: Sequence[SourceId], session: Session) -> list[dict[str, Any]]:
    fields, described = session.console.run(library.tabling.describe(ids))
    return [
        {
            **one.cells,
            "fields": {own.name: one.own[own.id] for own in fields if own.id in one.own},
        }
        for one in described
    ]


def _edit(words: argparse.Namespace, session: Session) -> int:
    if words.where:
        with session.searching(words.library) as library:
            ids = _wanted(words, library)
    opened = session.reading if words.dry_run else session.writing
    with opened(words.library) as library:
        if not words.where:
            ids = _wanted(words, library)
        edit = _edit_of(words, library)
        changed = library.describing.preview(ids, edit)
        if not words.dry_run and changed:
            library.describing.edit([one.source_id for one in changed], edit)
            session.console.run(library.searching.update())
    if words.json:
        session.console.give(
            {
                "done": not words.dry_run,
                "sources": len(ids),
                "changed": [_change_as_json(one) for one in changed],
            }
        )
        return 0
    for one in changed:
        for change in one.changes:
            title = one.title or one.reference or f"source {one.source_id}"
            session.console.say(f"{title}: {change.name}: “{change.old}” → “{change.new}”")
    verb = "would change" if words.dry_run else "changed"
    session.console.say(f"{len(changed)} of {_several(len(ids))} {verb}.")
    return 0


def _change_as_json(one: Edited) -> dict[str, Any]:
    return {
        "source_id": one.source_id,
        "title": one.title,
        "changes": [
            {"field": change.name, "old": change.old, "new": change.new} for change in one.changes
        ],
    }


def _edit_of(words: argparse.Namespace, library: Workspace) -> ManyEdit:
    """Return what the options ask for.

    Raises:
        NotFoundError: when there is no such field, group or kind.
        ParseError: when a date is none.
    """
    given = dict(_given(one, words) for one in words.given)
    own = {field.name.casefold(): field.id for field in library.describing.fields()}
    names = [name for name in given if name not in _SETTABLE]
    if unknown := [name for name in names if name.casefold() not in own]:
        known = (*_SETTABLE, *(field.name for field in library.describing.fields()))
        raise NotFoundError("field", unknown[0], known)
    group, date = given.get("group"), given.get("date")
    return ManyEdit(
        kind=_kind(given),
        language=_language(given, words),
        group_id=find_group(library, group) if group else None,
        no_group=group == "",
        under=given.get("under", ""),
        date=parse_date(date) if date else None,
        no_date=date == "",
        checked=_checked(given, words),
        add_tags=tuple(words.add_tag),
        remove_tags=tuple(words.remove_tag),
        texts={name: value for name, value in given.items() if name in TEXTS},
        own={own[name.casefold()]: given[name] for name in names},
    )


def _given(text: str, words: argparse.Namespace) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    name = name.strip()
    if not sign or not name:
        words.fail(f"--set {text}: write FIELD=VALUE")
    plain = name.casefold()
    return (plain if plain in _SETTABLE else name), value.strip()


def _kind(given: Mapping[str, str]) -> RecordKind | None:
    if "kind" not in given:
        return None
    kind = kind_named(given["kind"])
    if kind is None:
        raise NotFoundError("kind of source", given["kind"], tuple(RecordKind))
    return kind


def _language(given: Mapping[str, str], words: argparse.Namespace) -> LanguageCode | None:
    if not given.get("language"):
        return LanguageCode("") if "language" in given else None
    try:
        return language(given["language"])
    except argparse.ArgumentTypeError as error:
        words.fail(f"--set language: {error}")
        raise


def _checked(given: Mapping[str, str], words: argparse.Namespace) -> bool | None:
    if "checked" not in given:
        return None
    if given["checked"] not in _YES_NO:
        words.fail("--set checked: write yes or no")
    return _YES_NO[given["checked"]]


def _several(count: int) -> str:
    return f"{count} source" if count == 1 else f"{count} sources"
