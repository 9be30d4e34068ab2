"""What the list of references of a manuscript is to look like, as words of a command."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from archivist.library.bibliography import ListForm, ListOrder, ListSection, Numbering, Script

_SWITCHES = {
    "tree": "the archives of a list in sections as a tree of funds, series and files",
    "abbreviations": "a list of the abbreviations of archives",
    "labels": "the labels of funds, files and sheets in that list too",
}
_GIVEN = ("order", "first", "sections", "heading", "romanised", *_SWITCHES)
_NONE = "none"


def add_to(command: argparse.ArgumentParser) -> None:
    """Add the options of the list to a command."""
    group = command.add_argument_group("the list of references")
    group.add_argument("--order", type=ListOrder, choices=list(ListOrder), help="of its entries")
    group.add_argument(
        "--first",
        type=Script,
        choices=[script for script in Script if script],
        help="the script that stands first in the alphabet",
    )
    group.add_argument(
        "--sections",
        nargs="?",
        const=str(Numbering.THROUGH),
        choices=[*Numbering, _NONE],
        help="by kinds of sources, with one number through all (the default) or each its own",
    )
    group.add_argument(
        "--heading",
        metavar="SECTION=TEXT",
        type=_heading,
        action="append",
        help=f"of a section: {', '.join(ListSection)}",
    )
    group.add_argument(
        "--romanised", metavar="SCHEME", help="a second list in Latin script, such as bgn-pcgn"
    )
    for name, told in _SWITCHES.items():
        group.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, help=told)


def is_given(words: argparse.Namespace) -> bool:
    """Tell whether a command says anything of the list."""
    return any(getattr(words, name) is not None for name in _GIVEN)


def wanted(words: argparse.Namespace, form: ListForm) -> ListForm:
    """Return a form with what a command says of it."""
    chosen: dict[str, Any] = {
        field: value
        for field, value in (
            ("order", words.order),
            ("first_script", words.first),
            *((name, getattr(words, name)) for name in _SWITCHES),
        )
        if value is not None
    }
    if words.sections is not None:
        chosen["sections"] = words.sections != _NONE
        if words.sections != _NONE:
            chosen["numbering"] = Numbering(words.sections)
    if words.heading:
        chosen["headings"] = tuple((dict(form.headings) | dict(words.heading)).items())
    if words.romanised is not None:
        chosen["romanised"] = "" if words.romanised == _NONE else words.romanised
    return replace(form, **chosen)


def _heading(text: str) -> tuple[ListSection, str]:
    name, sign, heading = text.partition("=")
    if not sign or name not in set(ListSection):
        raise argparse.ArgumentTypeError(f"{text!r} is no SECTION=TEXT")
    return ListSection(name), heading.strip()
