"""`inventory`: a fund's inventory from Excel, CSV or EAD into the archive tree."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from archivist.cli.naming import path
from archivist.services.inventorying import Fate, Field, column_letter, shown

if TYPE_CHECKING:
    import argparse

    from archivist.cli.console import Console, Session
    from archivist.services.inventorying import Choice, Inventory, Preview

_MOST_TOLD = 20


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("inventory", help="a fund's inventory into the archive tree")
    command.add_argument("library", metavar="LIB", type=path)
    command.add_argument("file", metavar="FILE", type=path, help=".xlsx, .csv, .tsv or EAD .xml")
    command.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        dest="mapped",
        help="COLUMN is a heading, a letter or a number; FIELD one of "
        + ", ".join(field.value for field in Field if field)
        + ", or empty",
    )
    command.add_argument("--head", metavar="LINE", type=int, help="the line with the headings")
    command.add_argument("--under", metavar="PLACE", default="", help="“АП РК/5-Н/1”")
    command.add_argument(
        "--overwrite", action="store_true", help="let it replace what you typed yourself"
    )
    command.add_argument("--dry-run", action="store_true", help="say what it would do")
    command.add_argument("--json", action="store_true", help="write one JSON object")
    command.set_defaults(run=_inventory, fail=command.error)


def _inventory(words: argparse.Namespace, session: Session) -> int:
    opened = session.reading if words.dry_run else session.writing
    with opened(words.library) as library:
        inventory = session.console.run(library.inventorying.read(words.file))
        if words.head is not None and inventory.read.table is not None:
            rows = inventory.read.table.rows
            there = [place for place, row in enumerate(rows) if row.line == words.head]
            if not there:
                words.fail(f"--head: line {words.head} of the table is empty or not there")
            inventory = library.inventorying.with_head(inventory, there[0])
        mapped = _mapped(inventory, words)
        choice = replace(mapped, under=words.under or mapped.under, overwrite=words.overwrite)
        if words.dry_run:
            preview = library.inventorying.preview(inventory, choice)
        else:
            done = session.console.run(library.inventorying.take_over(inventory, choice))
            session.console.run(library.searching.update())
            preview = done.preview
    if words.json:
        session.console.give(_as_json(inventory, choice, preview, done=not words.dry_run))
    else:
        _tell(inventory, choice, preview, session.console)
    return 1 if not preview.units or any(not slip.harmless for slip in preview.slips) else 0


def _mapped(inventory: Inventory, words: argparse.Namespace) -> Choice:
    """Return the choice with the columns that were named."""
    fields = list(inventory.choice.fields)
    for said in words.mapped:
        column, sign, name = said.rpartition("=")
        if not sign or name.strip() not in {field.value for field in Field}:
            known = ", ".join(field.value for field in Field if field)
            words.fail(f"--map {said}: write COLUMN=FIELD with one of {known}")
        place = _column(column.strip(), inventory)
        if place is None:
            there = ", ".join(inventory.columns)
            words.fail(f"--map {said}: there is no column “{column}”; there are: {there}")
            raise AssertionError("the parser ends the program")
        field = Field(name.strip())
        if field not in {Field.NONE, Field.NOTE}:
            fields = [Field.NONE if one is field else one for one in fields]
        fields[place] = field
    return replace(inventory.choice, fields=tuple(fields))


def _column(name: str, inventory: Inventory) -> int | None:
    """Return the place of a column by its heading, its letter or its number."""
    headings = [heading.casefold() for heading in inventory.headings]
    if name.casefold() in headings:
        return headings.index(name.casefold())
    letters = [column_letter(place) for place in range(len(headings))]
    if name.upper() in letters:
        return letters.index(name.upper())
    place = int(name) - 1 if name.isdecimal() else -1
    return place if 0 <= place < len(headings) else None


def _columns(inventory: Inventory, choice: Choice) -> dict[str, str]:
    return {
        name: field.value
        for name, field in zip(inventory.columns, choice.fields, strict=False)
        if field is not Field.NONE
    }


def _as_json(
    inventory: Inventory, choice: Choice, preview: Preview, *, done: bool
) -> dict[str, Any]:
    table = inventory.read.table
    return {
        "done": done,
        "read_as": table.how if table else "EAD",
        "under": choice.under,
        "columns": _columns(inventory, choice),
        "units": len(preview.units),
        **{fate.value: preview.count(fate) for fate in Fate},
        "archives": list(preview.archives),
        "new_archives": list(preview.new_archives),
        "changes": [
            {
                "line": preview.components[unit.component].line,
                "file": preview.components[unit.component].number,
                "text": change.text,
                "old": shown(change.text, change.old),
                "new": shown(change.text, change.new),
                "taken": change.taken,
            }
            for unit in preview.units
            for change in unit.changes
        ],
        "left_out": [
            {"line": slip.line, "reason": slip.reason, "harmless": slip.harmless}
            for slip in preview.slips
        ],
    }


def _complain(name: str, preview: Preview, console: Console) -> None:
    """Say what is left out, lines that follow each other for one reason together."""
    # each line less its number among them is the same along a run
    alike = groupby(enumerate(preview.slips), lambda one: (one[1].reason, one[1].line - one[0]))
    for (reason, _), run in alike:
        lines = [slip.line for _, slip in run]
        where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]}–{lines[-1]}"
        console.complain(f"{name}, {where}: {reason}")
    if not preview.units:
        console.complain(
            f"No file was found in {name}: say where the headings stand with "
            "--head, and what the columns mean with --map."
        )


def _tell(inventory: Inventory, choice: Choice, preview: Preview, console: Console) -> None:
    _complain(inventory.read.name, preview, console)
    if inventory.read.table:
        console.say(f"Read as {inventory.read.table.how}.")
        for heading, field in _columns(inventory, choice).items():
            console.say(f"  {heading} = {field}")
    if choice.under:
        console.say(f"It goes under “{choice.under}”.")
    told = 0
    for unit in preview.units:
        for change in unit.changes:
            told += 1
            if told <= _MOST_TOLD:
                component = preview.components[unit.component]
                name = component.number or component.name
                old, new = (shown(change.text, one) for one in (change.old, change.new))
                verb = "becomes" if change.taken else "stays, the inventory has"
                console.say(f"  {name}, {change.text}: “{old}” {verb} “{new}”")
    if told > _MOST_TOLD:
        console.say(f"  and {told - _MOST_TOLD} more")
    if preview.homeless:
        console.say("It does not say of which archive it is: name the place with --under.")
    for name in preview.new_archives:
        console.say(f"The archive “{name}” is new.")
    console.say(
        f"{preview.count(Fate.NEW)} new, {preview.count(Fate.CHANGED)} brought up to date, "
        f"{preview.count(Fate.CLASH)} with words of your own kept, "
        f"{preview.count(Fate.SAME)} as they were, {len(preview.slips)} lines left out."
    )
